import { err, ok, type Result } from "../lib/pure/result.ts";
import { type Actor, actorText, userOf } from "./actor.ts";
import type { PersonCommand } from "./command.ts";
import type { Context } from "./context.ts";
import { knownSeverity } from "./declare.ts";
import type { EventBody } from "./event.ts";
import type { Incident } from "./incident.ts";
import { TEXT_CHARS_MAX } from "./limits.ts";
import type { Problem, TextKind } from "./problem.ts";
import type { Runbook } from "./runbook.ts";

type LifecycleCommand = Extract<
  PersonCommand,
  { type: "Acknowledge" | "ChangeSeverity" | "Cancel" | "Reopen" | "RequestPostmortem" }
>;

/** An incident from its acknowledgement to its end and back. A draft may be asked for at any time, a reopening after the end. */
export function decideLifecycle(
  incident: Incident,
  command: LifecycleCommand,
  actor: Actor,
  { runbook }: Context,
): Result<EventBody[], Problem> {
  if (command.type === "RequestPostmortem") return ok([{ type: "PostmortemRequested" }]);
  if (command.type === "Reopen") {
    if (incident.stage === "open") return err({ type: "already-open", name: incident.name });
    return withText("reason", command.reason, (reason) => [{ type: "Reopened", reason }]);
  }
  const open = openOnly(incident);
  if (!open.ok) return open;
  switch (command.type) {
    case "Acknowledge":
      if (incident.acknowledged) return err({ type: "already-acknowledged", ...incident.acknowledged });
      return ok([{ type: "Acknowledged", by: userOf(actorText(actor)) ?? actorText(actor) }]);
    case "ChangeSeverity":
      return changeSeverity(incident, command.severity, command.reason ?? "", runbook);
    case "Cancel":
      return withText("reason", command.reason, (reason) => [{ type: "Cancelled", reason }]);
  }
}

/** Most commands make sense only while the incident runs. */
export function openOnly(incident: Incident): Result<void, Problem> {
  if (incident.stage === "open") return ok(undefined);
  const { by, at } = incident.ended!;
  const { stage, name, mergedInto } = incident;
  return err({ type: "not-open", stage, by, at, name, ...(mergedInto ? { into: mergedInto } : {}) });
}

/** Text a person gave: trimmed, there at all, and no longer than its input takes. */
export function givenText(what: TextKind, given: string, length_max = TEXT_CHARS_MAX): Result<string, Problem> {
  const text = given.trim();
  if (text === "") return err({ type: "text-empty", what });
  if (text.length > length_max) return err({ type: "text-too-long", what, length: text.length, length_max });
  return ok(text);
}

/** What a person's text becomes, where it is one. */
export function withText(
  what: TextKind,
  given: string,
  then: (text: string) => EventBody[],
  length_max = TEXT_CHARS_MAX,
): Result<EventBody[], Problem> {
  const text = givenText(what, given, length_max);
  return text.ok ? ok(then(text.value)) : text;
}

function changeSeverity(
  incident: Incident,
  asked: string,
  given: string,
  runbook: Runbook,
): Result<EventBody[], Problem> {
  const severity = knownSeverity(runbook, asked);
  if (!severity.ok) return severity;
  if (severity.value === incident.severity) return err({ type: "severity-unchanged", severity: severity.value });
  const changed = { type: "SeverityChanged" as const, from: incident.severity, to: severity.value };
  if (given.trim() === "") return ok([{ ...changed, reason: null }]);
  return withText("reason", given, (reason) => [{ ...changed, reason }]);
}
