// Posting an update, and correcting one of the latest.
import { err, ok, type Result } from "../../lib/pure/result.ts";
import type { Instant } from "../../lib/pure/time.ts";
import type { Context } from "../context.ts";
import type { EventBody } from "../event.ts";
import type { Incident } from "../incident.ts";
import { openOnly, withText } from "../lifecycle.ts";
import { AHEAD_MAX_MS, PART_CHARS_MAX, UPDATES_KEPT } from "../limits.ts";
import type { Problem } from "../problem.ts";
import { demandsOf, knownStatus } from "../procedures/phases.ts";
import { nextUpdateAt } from "./update-cycle.ts";
import { latestUpdate, UPDATE_PARTS, type UpdateParts, updateOf } from "./updates.ts";

export type UpdateCommand =
  | {
      type: "PostUpdate";
      text: string;
      status?: string;
      parts?: UpdateParts;
      /** When the next one is promised for; absent: as the severity asks. */
      nextAt?: Instant;
      /** The latest update its writer has seen, 0 for none; absent where it does not matter. */
      seenUpdate?: number;
    }
  /** `version` is that of the words which its writer corrects. */
  | { type: "CorrectUpdate"; update: number; version: number; text: string; parts: UpdateParts; reason: string };

type Decided = Result<EventBody[], Problem>;

export function decideUpdate(incident: Incident, command: UpdateCommand, context: Context): Decided {
  return command.type === "PostUpdate"
    ? postUpdate(incident, command, context)
    : correctUpdate(incident, command, context);
}

/** An update starts the next interval and ends a pause. */
function postUpdate(
  incident: Incident,
  command: Extract<UpdateCommand, { type: "PostUpdate" }>,
  { now, runbook }: Context,
): Decided {
  const open = openOnly(incident);
  if (!open.ok) return open;
  const latest = latestUpdate(incident);
  if (latest && command.seenUpdate !== undefined && command.seenUpdate !== latest.seq) {
    return err({ type: "updated-meanwhile", by: latest.by, ago_ms: now - latest.at, text: latest.text });
  }
  const status = command.status === undefined ? ok(incident.status) : knownStatus(runbook, command.status);
  if (!status.ok) return status;
  const demands = status.value === incident.status ? [] : demandsOf(runbook, status.value);
  if (demands.length > 0) return err({ type: "demands-open", status: status.value, demands });
  const parts = givenParts(command.parts ?? {});
  if (!parts.ok) return parts;
  const promised = command.nextAt === undefined ? ok(null) : timeAhead(command.nextAt, now);
  if (!promised.ok) return promised;
  const nextDueAt = nextUpdateAt(incident.severity, now, promised.value, runbook);
  return withText("update", command.text, (text) => [
    {
      type: "UpdatePosted",
      text,
      status: status.value,
      nextDueAt,
      ...(Object.keys(parts.value).length > 0 ? { parts: parts.value } : {}),
      ...(promised.value === null ? {} : { promised: true }),
    },
  ]);
}

/** Also once the incident is over: what was said stands there. */
function correctUpdate(
  incident: Incident,
  command: Extract<UpdateCommand, { type: "CorrectUpdate" }>,
  { now }: Context,
): Decided {
  const update = updateOf(incident, command.update);
  if (!update) return err({ type: "update-too-old", kept: UPDATES_KEPT });
  if (command.version !== update.version) {
    const { by, at } = update.correction ?? update;
    return err({ type: "corrected-meanwhile", by, ago_ms: now - at, text: update.text });
  }
  const parts = givenParts(command.parts);
  if (!parts.ok) return parts;
  const corrected = withText("update", command.text, () => []);
  if (!corrected.ok) return corrected;
  const text = command.text.trim();
  const unchanged = UPDATE_PARTS.every((part) => parts.value[part] === update.parts[part]);
  if (text === update.text && unchanged) return err({ type: "update-unchanged" });
  const event = { type: "UpdateCorrected" as const, update: update.seq, text, parts: parts.value };
  return withText("reason", command.reason, (reason) => [{ ...event, reason }], PART_CHARS_MAX);
}

/** A promise or a pause: later than now, and not beyond a day. */
export function timeAhead(at: Instant, now: Instant): Result<Instant, Problem> {
  if (at <= now) return err({ type: "time-passed", at });
  return at > now + AHEAD_MAX_MS ? err({ type: "time-too-far", at, span_max_ms: AHEAD_MAX_MS }) : ok(at);
}

/** Trimmed, without the empty ones; none longer than its field takes. */
function givenParts(given: UpdateParts): Result<UpdateParts, Problem> {
  const parts: UpdateParts = {};
  for (const part of UPDATE_PARTS) {
    const text = given[part]?.trim() ?? "";
    if (text.length > PART_CHARS_MAX) {
      return err({ type: "text-too-long", what: part, length: text.length, length_max: PART_CHARS_MAX });
    }
    if (text !== "") parts[part] = text;
  }
  return ok(parts);
}
