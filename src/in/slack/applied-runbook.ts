// `/incident runbook`: under which text of the runbook the incident runs, what the one in force would change, and applying it.
import { type RunbookText, runbookOverview } from "../../blocks/applied-runbook.ts";
import { escaped } from "../../blocks/mrkdwn.ts";
import { assert } from "../../lib/pure/assert.ts";
import { differences } from "../../runbook/diff.ts";
import { type LoadedRunbook, readStamped } from "../../runbook/load.ts";
import { findRunbook } from "../../store/read/runbooks.ts";
import { reply } from "./answer.ts";
import { type InDeps, type OnIncident, type OnPressed, orderAndAnswer } from "./steps.ts";

export const showRunbook: OnIncident = async (_request, deps, incident) => {
  const [own, inForce] = [await textOf(deps, incident.runbook), await textOf(deps, deps.runbooks.current.hash)];
  const changes = own.hash === inForce.hash ? [] : differences(own.loaded, inForce.loaded);
  return { type: "reply", post: runbookOverview(incident, { own, inForce, changes }, deps.words) };
};

export const applyRunbook: OnPressed = (request, deps, incident, { runbook = "" }) =>
  orderAndAnswer(request, deps, incident, { type: "ApplyRunbook", runbook }, () => {
    const { title } = deps.runbooks.current.runbook;
    return reply(deps.words.appliedRunbook.done({ name: escaped(incident.name), title: escaped(title) }));
  });

async function textOf({ store }: InDeps, hash: string): Promise<RunbookText & { loaded: LoadedRunbook }> {
  const stored = await findRunbook(store, hash);
  const read = stored && readStamped(stored.body, stored.name);
  assert(stored && read, `runbook ${hash} is stored, and was readable when it was`);
  return { loaded: read, title: read.runbook.title, hash, loadedAt: stored.loadedAt };
}
