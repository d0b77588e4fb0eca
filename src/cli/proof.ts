// `warroom incident proof`: what the record holds of an incident's notifications to authorities and people, as Markdown.
import { proofPack } from "../blocks/regimes/proof.ts";
import { en } from "../blocks/words/en.ts";
import { systemClock } from "../lib/clock.ts";
import { readRunbook } from "../runbook/load.ts";
import { readProof } from "../store/read/proof.ts";
import { findRunbook } from "../store/read/runbooks.ts";
import { withStore } from "./configured.ts";
import { findIncident } from "./find-incident.ts";
import { print, say, UserError, writeOut } from "./terminal.ts";

export const printProof = (id: string, { out }: { out?: string }): Promise<void> =>
  withStore(async (store) => {
    const proof = await readProof(store, await findIncident(store, id));
    const stored = await findRunbook(store, proof.incident.runbook);
    const read = stored && readRunbook(stored.body, stored.name);
    if (!read?.ok) {
      throw new UserError(
        `the runbook of ${proof.incident.name} cannot be read. Next step: \`warroom incident verify ${proof.incident.name}\`.`,
      );
    }
    const text = proofPack({ ...proof, runbook: read.value.runbook, madeAt: systemClock.now() }, en);
    if (out === undefined) return print(text.trimEnd());
    writeOut(out, text);
    say(
      `${proof.incident.name}: proof written to ${out}; its record's head is ${proof.head.hash} (${proof.head.seq} events).`,
    );
  });
