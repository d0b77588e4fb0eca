// Work: what people set out to do, tasks and action items alike. Each is shown by a message of the room that is edited
// in place; when it passes to somebody else, a new message takes over, since an edit notifies nobody.
import { oneLine } from "../../lib/pure/text.ts";
import { err, ok, type Result } from "../../lib/pure/result.ts";
import type { DomainEvent } from "../event.ts";
import type { Incident } from "../incident.ts";
import type { Problem, TextKind } from "../problem.ts";

/** Which piece of work: "task 3". */
export interface Work {
  kind: "task" | "action-item";
  number: number;
}

/** The message of the room that it was made from; `link` leads there, once Slack was asked for it. */
export interface MadeFrom {
  ts: string;
  threadTs: string | null;
  link: string | null;
}

/** A message of Warroom's own. */
export interface OwnMessage {
  channel: string;
  ts: string;
}

/** Longest text of a task or an action item, in characters: it stands in lists. What is longer stays in its message. */
export const WORK_CHARS_MAX = 300;

/** `stale`: it changed while this was on its way, so it must be shown again. `link`: of the message it was made from. */
export type WorkEvent = { type: "WorkPosted"; work: Work; stale: boolean; link: string | null } & OwnMessage;

export function evolveWork(before: Incident, event: DomainEvent): Partial<Incident> | null {
  switch (event.type) {
    case "WorkPosted": {
      const { work, channel, ts, link } = event;
      const shown = <One extends Shown>(all: readonly One[]): One[] =>
        all.map((one) => {
          if (one.number !== work.number) return one;
          return { ...one, posted: [...one.posted, { channel, ts }], from: one.from && { ...one.from, link } };
        });
      return work.kind === "task" ? { tasks: shown(before.tasks) } : { actionItems: shown(before.actionItems) };
    }
    case "RoomMoved": {
      const moved = (one: OwnMessage) => (one.channel === event.from ? { ...one, channel: event.to } : one);
      return {
        tasks: before.tasks.map((task) => ({
          ...task,
          posted: task.posted.map(moved),
          ask: task.ask && moved(task.ask),
        })),
        actionItems: before.actionItems.map((item) => ({ ...item, posted: item.posted.map(moved) })),
      };
    }
    default:
      return null;
  }
}

interface Shown {
  number: number;
  from: MadeFrom | null;
  posted: OwnMessage[];
}

/** What its message shows, as one string: when it differs, the message must be edited. Null where there is no such work. */
export function shownWork(incident: Incident, { kind, number }: Work): string | null {
  const all = kind === "task" ? incident.tasks : incident.actionItems;
  const found = all.find((one) => one.number === number);
  if (!found) return null;
  const { posted: _posted, from: _from, ...shown } = found;
  return JSON.stringify(shown);
}

/** Text of a task or an action item, or why one is dropped: one line, there at all, and short enough for a list. */
export function workText(what: TextKind, given: string): Result<string, Problem> {
  const text = oneLine(given);
  if (text === "") return err({ type: "text-empty", what });
  if (text.length > WORK_CHARS_MAX) {
    return err({ type: "text-too-long", what, length: text.length, length_max: WORK_CHARS_MAX });
  }
  return ok(text);
}
