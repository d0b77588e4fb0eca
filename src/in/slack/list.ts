// What is open, each with the rules stamped on it.
import type { Listed } from "../../blocks/incident-list.ts";
import type { Known, Request } from "./request.ts";
import { type InDeps, runbookOf } from "./steps.ts";
import { visibleOpen } from "./visible.ts";

export async function listedOpen(request: Known<Request>, deps: InDeps): Promise<Listed[]> {
  const open = await visibleOpen(request, deps);
  return Promise.all(open.map(async (incident) => ({ incident, runbook: await runbookOf(deps, incident) })));
}
