// What is open, each with the rules stamped on it.
import type { Listed } from "../../blocks/incident-list.ts";
import { listIncidents } from "../../store/read/incidents.ts";
import { type InDeps, runbookOf } from "./steps.ts";

/** More open incidents than this are an outage of the tool that declares them. */
const OPEN_MAX = 200;

export async function listedOpen(deps: InDeps, team: string): Promise<Listed[]> {
  const open = await listIncidents(deps.store, { team, openOnly: true, limit: OPEN_MAX });
  return Promise.all(open.map(async (incident) => ({ incident, runbook: await runbookOf(deps, incident) })));
}
