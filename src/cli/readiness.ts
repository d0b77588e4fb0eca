// `warroom readiness`: what is practised between incidents, as an operator or auditor reads it. It only reads.
import { utc } from "../blocks/mrkdwn.ts";
import { type Outlook, outlooksOf } from "../domain/readiness/due.ts";
import type { Readiness, ReadinessEvent, Rhythm } from "../domain/readiness/readiness.ts";
import { systemClock } from "../lib/clock.ts";
import { readinessStream } from "../store/events.ts";
import { readEventRows } from "../store/read/events.ts";
import { namesOf } from "../store/read/people.ts";
import { listReadiness, readinessEventsOf, readinessRows } from "../store/read/readiness.ts";
import type { Reader } from "../store/store.ts";
import { withStore } from "./configured.ts";
import { exportLine } from "./export-line.ts";
import { print, say } from "./terminal.ts";

type Names = ReadonlyMap<string, string>;

/** How each exercise stands, and all that was ever said of one; as JSON, every row as it is stored. */
export const showReadiness = ({ json = false }: { json?: boolean }): Promise<void> =>
  withStore(async (reader) => {
    if (json) return exportAll(reader);
    const all = await listReadiness(reader);
    if (all.length === 0) say("No runbook that was in force here names anything to practise between incidents.");
    for (const readiness of all) {
      const rows = await readEventRows(reader, readinessStream(readiness.team));
      const events = readinessEventsOf(rows);
      const users = events.flatMap(({ actor }) => (actor.startsWith("slack:") ? [actor.slice("slack:".length)] : []));
      const names = await namesOf(reader, readiness.team, [...new Set(users)]);
      print(pageOf(readiness, events, names));
    }
  });

async function exportAll(reader: Reader): Promise<void> {
  for (const row of await readinessRows(reader)) {
    print(exportLine("readiness", row));
    for (const event of await readEventRows(reader, readinessStream(row.team))) print(exportLine("event", event));
  }
}

function pageOf(readiness: Readiness, events: readonly ReadinessEvent[], names: Names): string {
  const told = events.flatMap((event) => toldLine(event, names) ?? []);
  return [
    `Workspace ${readiness.team}, by the clocks of ${readiness.calendar.zone}`,
    ...outlooksOf(readiness, systemClock.now()).map((one) => outlookLine(one)),
    ...(told.length === 0 ? [] : ["", "Recorded", ...told]),
  ].join("\n");
}

const EVERY: Record<Rhythm, string> = { weekly: "week", monthly: "month", quarterly: "quarter", yearly: "year" };

function outlookLine({ exercise, number, round, dueAt, isOverdue, missed, nextAt }: Outlook): string {
  const { title, every } = exercise;
  const stands = [
    round?.answer ? `${saidWords(round.answer.how)} ${utc(round.answer.at)}` : dueWords(dueAt, isOverdue),
    ...(missed.length > 0 ? [`nothing recorded for the ${EVERY[every]} from ${missed.join(", ")}`] : []),
    `next reminder ${utc(nextAt)}`,
  ];
  return `  ${number}. ${title}, every ${EVERY[every]}: ${stands.join("; ")}`;
}

const saidWords = (how: "done" | "not-done"): string => (how === "done" ? "done" : "not done");

function dueWords(dueAt: number | null, isOverdue: boolean): string {
  if (dueAt === null) return "not asked for yet";
  return `${isOverdue ? "overdue, it was to be done" : "to be done"} by ${utc(dueAt)}`;
}

/** Null for what says nothing of how an exercise went. */
function toldLine(event: ReadinessEvent, names: Names): string | null {
  if (!("exercise" in event)) return null;
  const { at, actor, title, period, note } = event;
  const user = actor.replace(/^slack:/, "");
  const by =
    event.type === "ExerciseDone" && event.drill !== undefined ? drillWords(event.drill) : (names.get(user) ?? user);
  const what = { ExerciseDone: "done", ExerciseNotDone: "not done", ExerciseMoved: "moved" }[event.type];
  const where = event.type === "ExerciseMoved" ? ` to ${event.to}` : "";
  const said = note === null ? "" : `: ${note.replaceAll(/\s+/g, " ")}`;
  return `  ${utc(at)}  ${`${what}${where}`.padEnd(19)} ${title}, from ${period}, by ${by}${said}`;
}

const drillWords = (drill: string): string => (drill === "" ? "a private drill" : `the drill ${drill}`);
