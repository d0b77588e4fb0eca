// Putting a message on the timeline: one entry a message, whoever marks it and however often.
import { MINUTE_MS } from "../../lib/pure/duration.ts";
import { err, ok, type Result } from "../../lib/pure/result.ts";
import { cut } from "../../lib/pure/text.ts";
import type { Instant } from "../../lib/pure/time.ts";
import { type Actor, actorText, userOf } from "../actor.ts";
import type { Context } from "../context.ts";
import { DEFAULT_KIND, type Entry, type EntryKind, type Mark } from "./entries.ts";
import type { DomainEvent, EventBody } from "../event.ts";
import type { Incident } from "../incident.ts";
import { type JobChange, PRIORITY } from "../job.ts";
import { TEXT_CHARS_MAX } from "../limits.ts";
import { changedProblem } from "./decide-note.ts";
import { noLongerWanted, type Problem } from "../problem.ts";

export type MarkCommand =
  | {
      type: "MarkMoment";
      ts: string;
      threadTs: string | null;
      author: string;
      text: string;
      mark: Mark;
      /** What the emoji stands for; null where the mark says nothing of it. */
      kind: EntryKind | null;
      /** By Slack's clock; null where history shows the mark and nobody knows since when. */
      markedAt: Instant | null;
    }
  | { type: "UnmarkMoment"; ts: string; mark: Mark; at: Instant };

/** Whoever takes their mark away this soon had not meant it. */
const SECOND_THOUGHT_MS = 2 * MINUTE_MS;

export function decideMark(
  incident: Incident,
  command: MarkCommand,
  actor: Actor,
  { now }: Context,
): Result<EventBody[], Problem> {
  const by = userOf(actorText(actor)) ?? actorText(actor);
  const known = incident.entries.findLast(({ ts }) => ts === command.ts);
  if (command.type === "UnmarkMoment") return unmark(known, command, by);
  const { ts, threadTs, author, text, mark, kind, markedAt } = command;
  if (known && !comesBack(known, markedAt)) return markAgain(known, command, by);
  const happenedAt = Math.min(Math.floor(Number(ts) * 1000), now);
  const words = { text: cut(text, TEXT_CHARS_MAX), author, ts, threadTs };
  return ok([{ type: "MomentMarked", kind: kind ?? DEFAULT_KIND, ...words, happenedAt, mark, markedAt }]);
}

/**
 * A struck one, as an entry of its own: struck in words, by a mark of after that; struck because its mark was taken away, by
 * any, for then nobody's stood on it.
 */
const comesBack = ({ struck, changed }: Entry, markedAt: Instant | null): boolean =>
  struck && (changed!.how === "unmarked" || (markedAt !== null && markedAt > changed!.at));

/** It stays the one entry. An emoji of another kind changes the kind while nobody has corrected it in words. */
function markAgain(
  entry: Entry,
  { mark, kind, markedAt }: Extract<MarkCommand, { type: "MarkMoment" }>,
  by: string,
): Result<EventBody[], Problem> {
  const { number, struck, changed, marks } = entry;
  if (struck && changed) return err(changedProblem(entry, changed));
  if (markedAt === null || marks.some((one) => one.by === by && one.mark === mark)) {
    return err({ type: "already-marked", entry: number });
  }
  const isOpenToIt = changed === null || changed.how === "marked";
  const changes = kind !== null && kind !== DEFAULT_KIND && kind !== entry.kind && isOpenToIt;
  return ok([{ type: "MomentMarkedAgain", entry: number, kind: changes ? kind : null, mark, markedAt }]);
}

/** Only at once, and only while nothing else holds the entry: later it stays, and is struck in words. */
function unmark(
  entry: Entry | undefined,
  { mark, at }: Extract<MarkCommand, { type: "UnmarkMoment" }>,
  by: string,
): Result<EventBody[], Problem> {
  const held = entry?.marks.find((one) => one.by === by && one.mark === mark);
  if (!entry || !held || entry.struck) return noLongerWanted("nobody marked it like that");
  const isSecondThought = held.at !== null && at - held.at <= SECOND_THOUGHT_MS;
  const isOnlyOne = entry.marks.length === 1 && (entry.changed === null || entry.changed.how === "marked");
  const unmarked: EventBody = { type: "MomentUnmarked", entry: entry.number, mark };
  if (!isSecondThought || !isOnlyOne) return ok([unmarked]);
  return ok([unmarked, { type: "EntryStruck", entry: entry.number, reason: null }]);
}

/** The message shows quietly whether it stands on the timeline. */
export function markJobs(event: DomainEvent, incident: Incident, _seq: number, { now }: Context): JobChange[] {
  const ts =
    event.type === "MomentMarked"
      ? event.ts
      : event.type === "EntryStruck"
        ? incident.entries.find(({ number }) => number === event.entry)?.ts
        : null;
  if (!ts) return [];
  const key = `show-mark:${incident.id}:${ts}`;
  const job = { kind: "show-mark" as const, ts };
  return [{ do: "enqueue", key, job, lane: null, priority: PRIORITY.cosmetic, dueAt: now, again: "replace" }];
}
