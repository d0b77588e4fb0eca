// What people say that sets off rungs: that others block them, and that customers complain.
import { err, ok, type Result } from "../../lib/pure/result.ts";
import { userOf } from "../actor.ts";
import type { Context } from "../context.ts";
import { sayOnce } from "../enqueue.ts";
import type { DomainEvent, EventBody } from "../event.ts";
import type { Incident } from "../incident.ts";
import type { JobChange } from "../job.ts";
import { openOnly, withText } from "../lifecycle.ts";
import { PART_CHARS_MAX } from "../limits.ts";
import type { Problem } from "../problem.ts";

export type SignalCommand =
  /** `text`: by whom, and what they must do. */
  | { type: "ReportBlocked"; text: string }
  /** How many there are now; null where nobody counted, and there are more of them. */
  | { type: "CountComplaints"; count: number | null };

export type SignalEvent =
  | { type: "Blocked"; text: string }
  | { type: "ComplaintsCounted"; count: number | null; before: number | null; rose: boolean };

export function decideSignal(incident: Incident, command: SignalCommand): Result<EventBody[], Problem> {
  const open = openOnly(incident);
  if (!open.ok) return open;
  if (command.type === "ReportBlocked") {
    return withText("blocker", command.text, (text) => [{ type: "Blocked", text }], PART_CHARS_MAX);
  }
  const { count } = command;
  const before = incident.complaints.count;
  if (count !== null && count === before) return err({ type: "complaints-unchanged", count });
  const rose = count === null || count > (before ?? 0);
  return ok([{ type: "ComplaintsCounted", count: count ?? before, before, rose }]);
}

export function signalJobs(event: DomainEvent, incident: Incident, seq: number, context: Context): JobChange[] {
  const by = userOf(event.actor) ?? event.actor;
  switch (event.type) {
    case "Blocked":
      return sayOnce(incident, "room", { type: "blocked", text: event.text, by }, seq, context);
    case "ComplaintsCounted": {
      const { count, before, rose } = event;
      return sayOnce(incident, "room", { type: "complaints", count, before, rose, by }, seq, context);
    }
    default:
      return [];
  }
}
