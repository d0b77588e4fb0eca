// What is to be practised between incidents is asked for once in each of its periods, and its state is what its events say.
import { isDeepStrictEqual } from "node:util";
import { nextReminderOf, roundsDue } from "../../../src/domain/readiness/due.ts";
import { foldReadiness, type Readiness, type ReadinessEvent } from "../../../src/domain/readiness/readiness.ts";
import { MINUTE_MS } from "../../../src/lib/pure/duration.ts";
import { readinessEventsOf } from "../../../src/store/read/readiness.ts";
import { type Checker, type Evidence, eventRows, jobRows } from "./evidence.ts";

export const readiness: Checker = {
  name: "readiness",
  holds: ["I8", "I14"],
  check(evidence) {
    const { world } = evidence;
    const rows = world.database.rows<{ team: string; state: string }>("SELECT team, state FROM readiness");
    const isWanted = world.runbook.runbook.readiness.length > 0;
    if (rows.length !== (isWanted ? 1 : 0)) return [`${rows.length} workspaces have a readiness record`];
    return rows.flatMap(({ team, state }) => {
      const events = readinessEventsOf(eventRows(evidence, `readiness:${team}`));
      const stored = JSON.parse(state) as Readiness;
      const folded: unknown = JSON.parse(JSON.stringify(foldReadiness(team, events)));
      return [
        ...(isDeepStrictEqual(stored, folded) ? [] : [`readiness is stored as ${state}, its events say otherwise`]),
        ...askedTwice(events),
        ...missing(evidence, stored),
      ];
    });
  },
};

/** Once a period, and once more after somebody moved it. */
function askedTwice(events: readonly ReadinessEvent[]): string[] {
  const asked = new Set<string>();
  return events.flatMap((event) => {
    if (event.type === "ExerciseMoved") asked.delete(`${event.exercise} ${event.period}`);
    if (event.type !== "ExercisesDue") return [];
    return event.rounds.flatMap(({ exercise, period }) => {
      const round = `${exercise} ${period}`;
      const isTwice = asked.has(round);
      asked.add(round);
      return isTwice ? [`${round} was asked for twice`] : [];
    });
  });
}

/** An hour after the last fault all that is due was asked for, and the next time is planned. */
function missing(evidence: Evidence, stored: Readiness): string[] {
  const { world } = evidence;
  const now = world.shownAt(world.now()) - MINUTE_MS;
  const due = roundsDue(stored, now).map(({ exercise, period }) => `${exercise} ${period} was never asked for`);
  const planned = jobRows(evidence).some(({ kind, status }) => kind === "note-exercises" && status === "pending");
  return nextReminderOf(stored) === null || planned ? due : [...due, "no reminder of exercises is planned"];
}
