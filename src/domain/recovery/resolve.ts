// Calling it resolved: refused while the runbook's criteria hold that up, unless somebody says why all the same.
import { err, ok, type Result } from "../../lib/pure/result.ts";
import type { Instant } from "../../lib/pure/time.ts";
import type { Context } from "../context.ts";
import type { EventBody } from "../event.ts";
import type { Incident } from "../incident.ts";
import { givenText, openOnly } from "../lifecycle.ts";
import type { Problem } from "../problem.ts";
import { heldUp } from "./recovery.ts";

/** `anyway`: why, though criteria are open or the watch runs. */
export type ResolveCommand = { type: "Resolve"; summary: string; anyway?: string };

export type ResolveEvent = { type: "Resolved"; summary: string; anyway?: ResolvedAnyway };

/** What held it up, and why it was resolved all the same. */
export interface ResolvedAnyway {
  reason: string;
  open: string[];
  /** When the watch would have ended; null where it did not run. */
  until: Instant | null;
}

export function decideResolve(
  incident: Incident,
  command: ResolveCommand,
  { now, runbook }: Context,
): Result<EventBody[], Problem> {
  const stillRuns = openOnly(incident);
  if (!stillRuns.ok) return stillRuns;
  const summary = givenText("summary", command.summary);
  if (!summary.ok) return summary;
  const held = heldUp(incident, runbook, now);
  if (!held) return ok([{ type: "Resolved", summary: summary.value }]);
  const open = held.open.map(({ text }) => text);
  if (command.anyway === undefined) {
    return err({ type: "not-recovered", name: incident.name, open, span: held.span, until: held.until });
  }
  const reason = givenText("reason", command.anyway);
  if (!reason.ok) return reason;
  return ok([{ type: "Resolved", summary: summary.value, anyway: { reason: reason.value, open, until: held.until } }]);
}
