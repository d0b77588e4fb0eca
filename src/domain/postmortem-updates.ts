// Which updates an incident owed, and what became of each: posted in time, posted late, or not posted.
import type { Instant } from "../lib/pure/time.ts";
import { userOf } from "./actor.ts";
import { type Event, evolve, fold, type Incident } from "./incident.ts";
import { updateDueAt } from "./nudges.ts";
import type { Runbook } from "./runbook.ts";

export interface Expected {
  /** Null where the severity asks for none: then the update was posted all the same. */
  dueAt: Instant | null;
  posted: { at: Instant; by: string; text: string } | null;
  /** Why an interval ended without its update, when; null while it may still come. */
  insteadOf: { at: Instant; what: "resolved" | "cancelled" | "severity" } | null;
  /** When people were reminded after it was due. */
  reminded: Instant[];
}

/** One for each interval that ended with an update or passed its due time without one. */
export function updatesExpected(id: string, runbook: Runbook, events: readonly Event[], now: Instant): Expected[] {
  const all: Expected[] = [];
  let state: Incident | null = null;
  let reminded: Instant[] = [];
  for (const event of events) {
    const dueAt = state && updateDueAt(state, runbook);
    if (event.type === "NudgeSent" && event.step !== "soon") reminded.push(event.at);
    if (event.type === "UpdatePosted") {
      const posted = { at: event.at, by: userOf(event.actor) ?? event.actor, text: event.text };
      all.push({ dueAt, posted, insteadOf: null, reminded });
    }
    const what = ENDS[event.type];
    if (what && dueAt !== null && dueAt < event.at) {
      all.push({ dueAt, posted: null, insteadOf: { at: event.at, what }, reminded });
    }
    if (event.type === "UpdatePosted" || event.type === "Reopened" || what) reminded = [];
    state = state ? evolve(state, event) : fold(id, [event]);
  }
  const dueAt = state && updateDueAt(state, runbook);
  if (dueAt !== null && dueAt < now) all.push({ dueAt, posted: null, insteadOf: null, reminded });
  return all;
}

const ENDS: Partial<Record<Event["type"], "resolved" | "cancelled" | "severity">> = {
  Resolved: "resolved",
  Cancelled: "cancelled",
  SeverityChanged: "severity",
};
