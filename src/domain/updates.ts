import { err, ok, type Result } from "../lib/pure/result.ts";
import type { PersonCommand } from "./command.ts";
import type { Context } from "./context.ts";
import type { EventBody } from "./event.ts";
import type { Incident } from "./incident.ts";
import { knownStatus, openOnly, withText } from "./lifecycle.ts";
import type { Problem } from "./problem.ts";
import { severityOf } from "./runbook.ts";

type UpdateCommand = Extract<PersonCommand, { type: "PostUpdate" | "AddNote" }>;

/** An update starts the next interval; a note may be back-dated and may still be added once the incident is over. */
export function decideUpdate(
  incident: Incident,
  command: UpdateCommand,
  { now, runbook }: Context,
): Result<EventBody[], Problem> {
  if (command.type === "AddNote") {
    if (command.at !== undefined && command.at > now) return err({ type: "time-in-future", at: command.at });
    return withText("note", command.text, (text) => [{ type: "NoteAdded", text, happenedAt: command.at ?? now }]);
  }
  const open = openOnly(incident);
  if (!open.ok) return open;
  const status = command.status === undefined ? ok(incident.status) : knownStatus(runbook, command.status);
  if (!status.ok) return status;
  const cadence_ms = severityOf(runbook, incident.severity)?.cadence_ms ?? null;
  const nextDueAt = cadence_ms === null ? null : now + cadence_ms;
  return withText("update", command.text, (text) => [{ type: "UpdatePosted", text, status: status.value, nextDueAt }]);
}
