// Which updates an incident owed, and what became of each: posted in time, posted late, or not posted.
import type { Instant } from "../../lib/pure/time.ts";
import { userOf } from "../actor.ts";
import { evolve, fold, type Incident } from "../incident.ts";
import { updateDueAt } from "../updates/update-cycle.ts";
import type { Runbook } from "../runbook.ts";
import type { UpdateParts } from "../updates/updates.ts";
import type { NumberedEvent, Source } from "./source.ts";

export interface OwedUpdate {
  /** Null where the severity asks for none: then the update was posted all the same. */
  dueAt: Instant | null;
  posted: PostedUpdate | null;
  /** Why an interval ended without its update, when; null while it may still come. */
  insteadOf: { at: Instant; what: IntervalEnd } | null;
  /** When people were reminded after it was due. */
  reminded: Instant[];
  /** The update, or what ended its interval, and the reminders; empty for one that is only overdue. */
  sources: Source[];
}

interface PostedUpdate {
  at: Instant;
  by: string;
  text: string;
  parts: UpdateParts;
  status: string;
  /** Present where it was corrected later; `text` and `parts` are what it was corrected to. */
  corrected: { seq: number; at: Instant; by: string; reason: string; original: string } | null;
}

/** A pause ends one too, since it moves when the next is due. */
type IntervalEnd = "resolved" | "cancelled" | "merged" | "severity" | "paused";

/** One for each interval that ended with an update or passed its due time without one. */
export function updatesOwed(
  id: string,
  runbook: Runbook,
  events: readonly NumberedEvent[],
  now: Instant,
): OwedUpdate[] {
  const all: OwedUpdate[] = [];
  let state: Incident | null = null;
  let reminders: NumberedEvent[] = [];
  for (const event of events) {
    const dueAt = state && updateDueAt(state, runbook);
    const reminded = reminders.map(({ at }) => at);
    const sources = [event.seq, ...reminders.map(({ seq }) => seq)];
    if (event.type === "NudgeSent" && event.step !== "soon") reminders.push(event);
    if (event.type === "UpdatePosted") {
      const posted = postedUpdate(event, events);
      const corrections = posted.corrected ? [posted.corrected.seq] : [];
      all.push({ dueAt, posted, insteadOf: null, reminded, sources: [...sources, ...corrections] });
    }
    const what = ENDS[event.type];
    if (what && dueAt !== null && dueAt < event.at) {
      all.push({ dueAt, posted: null, insteadOf: { at: event.at, what }, reminded, sources });
    }
    if (event.type === "UpdatePosted" || event.type === "Reopened" || what) reminders = [];
    state = state ? evolve(state, event) : fold(id, [event]);
  }
  const dueAt = state && updateDueAt(state, runbook);
  if (dueAt !== null && dueAt < now) {
    const reminded = reminders.map(({ at }) => at);
    all.push({ dueAt, posted: null, insteadOf: null, reminded, sources: reminders.map(({ seq }) => seq) });
  }
  return all;
}

const ENDS: Partial<Record<NumberedEvent["type"], IntervalEnd>> = {
  Resolved: "resolved",
  Cancelled: "cancelled",
  MergedInto: "merged",
  SeverityChanged: "severity",
  NudgesPaused: "paused",
};

/** As it reads now, after its last correction. */
function postedUpdate(
  event: Extract<NumberedEvent, { type: "UpdatePosted" }>,
  events: readonly NumberedEvent[],
): PostedUpdate {
  const { at, text, parts = {}, status } = event;
  const last = events.findLast((one) => one.type === "UpdateCorrected" && one.update === event.seq);
  const base = { at, by: userOf(event.actor) ?? event.actor, status };
  if (last?.type !== "UpdateCorrected") return { ...base, text, parts, corrected: null };
  const corrected = {
    seq: last.seq,
    at: last.at,
    by: userOf(last.actor) ?? last.actor,
    reason: last.reason,
    original: text,
  };
  return { ...base, text: last.text, parts: last.parts, corrected };
}
