// A severity that has no room of its own runs as one thread in the channel that hears of each incident: its announcement is
// the thread's first message and shows the card. The thread is recorded as a room is, under a name of its own.
import type { Context } from "../context.ts";
import { once, sayOnce } from "../enqueue.ts";
import type { DomainEvent, EventBody } from "../event.ts";
import type { Incident } from "../incident.ts";
import { type JobChange, PRIORITY } from "../job.ts";
import { type Runbook, severityOf } from "../runbook.ts";
import type { OwnMessage } from "../work/work.ts";
import { openRoomJob } from "./room.ts";

export type ThreadEvent =
  | ({ type: "ThreadOpened" } & OwnMessage)
  /** Somebody wants a room instead. */
  | { type: "RoomAsked" };

const BETWEEN = "/";

/** Under which name a thread is recorded among the rooms: no channel's id holds a slash. */
export const threadRecord = ({ channel, ts }: OwnMessage): string => `${channel}${BETWEEN}${ts}`;

/** What Slack calls what is recorded under this name; `threadTs` is null for a channel. */
export function placeOf(record: string): { channel: string; threadTs: string | null } {
  const [channel = "", threadTs = null] = record.split(BETWEEN);
  return { channel, threadTs };
}

/** Under which names an incident is recorded, its room first. */
export const recordsOf = ({ room, thread }: Incident): string[] => [
  ...(room ? [room.channel] : []),
  ...(thread ? [threadRecord(thread)] : []),
];

/** Where people work on it, and worked before: its room first, then its thread. */
export const workplacesOf = ({ room, thread }: Incident): { channel: string; threadTs?: string }[] => [
  ...(room ? [{ channel: room.channel }] : []),
  ...(thread ? [{ channel: thread.channel, threadTs: thread.ts }] : []),
];

export const workplaceOf = (incident: Incident) => workplacesOf(incident)[0] ?? null;

export function evolveThread(_before: Incident, event: DomainEvent): Partial<Incident> | null {
  return event.type === "ThreadOpened" ? { thread: { channel: event.channel, ts: event.ts } } : null;
}

/** Whether it has no room and needs none; a private incident always has one. */
export const runsAsThread = (incident: Incident, runbook: Runbook): boolean =>
  incident.room === null &&
  incident.roomRefused === null &&
  !incident.private &&
  (incident.thread !== null || isThreadSeverity(incident.severity, runbook));

const isThreadSeverity = (severity: string, runbook: Runbook): boolean =>
  severityOf(runbook, severity)?.place === "thread";

/** With an announcement; posted again after somebody deleted it, people answer in the new one's thread. */
export function threadFor(incident: Incident, runbook: Runbook, { channel, ts }: OwnMessage): EventBody[] {
  const isNew = incident.thread?.channel !== channel || incident.thread.ts !== ts;
  return runsAsThread(incident, runbook) && isNew ? [{ type: "ThreadOpened", channel, ts }] : [];
}

/** A thread that is to become a room, and what the thread is told of it. */
export function threadJobs(event: DomainEvent, incident: Incident, seq: number, context: Context): JobChange[] {
  const { thread, room } = incident;
  switch (event.type) {
    case "RoomAsked":
      return [openRoomJob(incident, context)];
    case "SeverityChanged": {
      const [was, is] = [event.from, event.to].map((severity) => isThreadSeverity(severity, context.runbook));
      return was && !is && room === null && !incident.private ? [openRoomJob(incident, context)] : [];
    }
    case "EffectFailed":
      // Nobody would know where to work on it.
      return effectKind(event) === "post-announcement" && thread === null && runsAsThread(incident, context.runbook)
        ? [openRoomJob(incident, context)]
        : [];
    case "RoomOpened": {
      if (!thread) return [];
      const from = threadRecord(thread);
      return [
        once(incident, "bring-thread", { kind: "bring-people", from, people: [] }, null, PRIORITY.page, context),
        ...sayOnce(incident, "announcement", { type: "goes-on-in-room", channel: event.channel }, seq, context),
      ];
    }
    default:
      return [];
  }
}

const effectKind = ({ effect }: Extract<DomainEvent, { type: "EffectFailed" }>): string =>
  typeof effect === "string" ? effect : effect.kind;
