// `warroom reconcile`: what Slack has seen and the database lost, and the operator's word that it may go on without.
import { utc } from "../blocks/mrkdwn.ts";
import { systemClock } from "../lib/clock.ts";
import { acceptLosses } from "../store/losses.ts";
import { loadIncident } from "../store/read/incidents.ts";
import { openLosses } from "../store/read/losses.ts";
import { openStoreBeside } from "../store/open.ts";
import type { Reader } from "../store/store.ts";
import type { LossRow } from "../store/tables.ts";
import { configured, withStore } from "./configured.ts";
import { print, say } from "./terminal.ts";

export async function reconcile({ accept = false, json = false }: { accept?: boolean; json?: boolean }): Promise<void> {
  if (accept) return acceptAll();
  await withStore(async (reader) => {
    const losses = await openLosses(reader);
    if (json) {
      for (const loss of losses) print(JSON.stringify(loss));
      return;
    }
    if (losses.length === 0) {
      return say(
        "Warroom is not in safe mode: at this database's last start, Slack knew of nothing that it lacks. Each start compares anew.",
      );
    }
    for (const loss of losses) print(await lossLine(reader, loss));
    say(
      `\nIn safe mode since ${utc(Math.min(...losses.map(({ found_at }) => found_at)))}: nothing is sent, nothing can be ordered.`,
    );
    say("Next step: if a newer database exists, stop Warroom and put it back (`warroom restore FILE`).");
    say("If not: `warroom reconcile --accept` notes down in each record what is missing, tells its room, and goes on.");
    if (losses.some(({ stored_seq }) => stored_seq === 0)) say(NOT_STORED);
  });
}

const NOT_STORED =
  "What is not stored at all cannot be noted down: its room is told nothing, its buttons no longer work, and its number is given again. Where it still goes on, tell its people, and declare it anew.";

async function lossLine(reader: Reader, loss: LossRow): Promise<string> {
  const { incident: id, stored_seq, stored_at, seen_seq, seen_at, channel } = loss;
  const seen = `Slack has seen event ${seen_seq} (${utc(seen_at)}, in ${channel})`;
  const stored = stored_seq === 0 ? null : await loadIncident(reader, id);
  if (!stored) return `An incident declared later (${id}) is not stored at all; ${seen}`;
  const missing = Math.max(1, seen_seq - stored_seq);
  const has = `stored up to event ${stored_seq} (${utc(stored_at)})`;
  return `${stored.incident.name.padEnd(8)}  ${has}; ${seen}: at least ${missing} missing`;
}

/** A running Warroom looks for it every few seconds; a stopped one finds it at its start. */
async function acceptAll(): Promise<void> {
  const { config, log } = configured();
  const store = await openStoreBeside(config.databaseUrl, { clock: systemClock, log });
  try {
    const losses = await openLosses(store);
    if (losses.length === 0) return say("There is nothing to accept: Warroom is not in safe mode.");
    await store.commit({ writes: [acceptLosses(store, systemClock.now())] });
    const incidents = losses.length === 1 ? "1 incident" : `${losses.length} incidents`;
    say(`Accepted for ${incidents}. A running Warroom leaves safe mode within seconds; otherwise at its next start.`);
  } finally {
    await store.close();
  }
}
