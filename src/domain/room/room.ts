// An open room's fate: somebody may take Warroom out of it, archive or delete it, rename it, make it private, or share it
// with another company. The incident goes on: detached from its room, it speaks under its announcement.
import { SECOND_MS } from "../../lib/pure/duration.ts";
import { err, ok, type Result } from "../../lib/pure/result.ts";
import type { Instant } from "../../lib/pure/time.ts";
import { RECORDED_AFTER_END_MS } from "../aftermath.ts";
import type { Context } from "../context.ts";
import {
  inviteJobs,
  noticeJobs,
  once,
  openingInvitees,
  reconcileJob,
  refreshJob,
  sayNamed,
  sayOnce,
} from "../enqueue.ts";
import type { DomainEvent, EventBody } from "../event.ts";
import type { Incident } from "../incident.ts";
import { type JobChange, type JobOf, PRIORITY } from "../job.ts";
import { openOnly } from "../lifecycle.ts";
import { noLongerWanted, type Problem } from "../problem.ts";
import { over, type Turn } from "../turn.ts";

/** Warroom was removed from it, or a person archived or deleted it. */
export type HowDetached = "removed" | "archived" | "deleted";

/** `by`: as far as Slack tells who. */
export interface Detached {
  how: HowDetached;
  by: string | null;
  since: Instant;
}

/** In place of a room that is out of reach. */
export type RoomCommand = { type: "OpenNewRoom" };

/** What Slack told of the room. */
export type RoomOutcome =
  | { type: "RecordRoomLeft"; channel: string; since: Instant; how?: HowDetached; by?: string | null }
  | { type: "RecordRoomRejoined"; channel: string }
  | { type: "RecordRoomRenamed"; channel: string; name: string }
  | { type: "RecordRoomPrivate"; channel: string; by: string | null }
  | { type: "RecordRoomShared"; channel: string };

export type RoomEvent =
  /** `how` and `by` are absent in events of before that was kept: Warroom was removed. */
  | { type: "RoomLeft"; channel: string; since: Instant; how?: HowDetached; by?: string | null }
  | { type: "RoomRejoined"; channel: string; how: HowDetached; by: string | null; since: Instant }
  | { type: "RoomRenamed"; from: string; to: string }
  | { type: "RoomMadePrivate"; by: string | null }
  | { type: "RoomShared" }
  | { type: "NewRoomAsked"; former: string };

/** Why a job waits that can be done in its room alone. */
export const ROOM_AWAITED = "the room is out of reach";

/** A removal from a public room is over by itself within this: nobody is told of it alone. */
const RETURN_WITHIN_MS = 15 * SECOND_MS;

export function decideRoom(incident: Incident, command: RoomCommand | RoomOutcome): Result<EventBody[], Problem> {
  const { room, detached } = incident;
  if (command.type === "OpenNewRoom") {
    const open = openOnly(incident);
    if (!open.ok) return open;
    if (!room && incident.thread) return ok([{ type: "RoomAsked" }]);
    if (!room || !detached) return err({ type: "room-in-reach", name: incident.name });
    return ok([{ type: "NewRoomAsked", former: room.channel }]);
  }
  if (room?.channel !== command.channel) return noLongerWanted("it is not this incident's room");
  switch (command.type) {
    case "RecordRoomLeft": {
      const { channel, since, how = "removed", by = null } = command;
      // Slack tells of one end in several ways.
      if (detached && (detached.how === how || how === "removed"))
        return noLongerWanted("the room is known to be lost");
      return ok([{ type: "RoomLeft", channel, since: detached?.since ?? since, how, by }]);
    }
    case "RecordRoomRejoined":
      if (!detached) return noLongerWanted("Warroom is in the room");
      return ok([{ type: "RoomRejoined", channel: command.channel, ...detached }]);
    case "RecordRoomRenamed":
      if (room.name === command.name) return noLongerWanted("it has that name");
      return ok([{ type: "RoomRenamed", from: room.name, to: command.name }]);
    case "RecordRoomPrivate":
      return ok([{ type: "RoomMadePrivate", by: command.by }]);
    case "RecordRoomShared":
      return incident.external === null ? ok([{ type: "RoomShared" }]) : noLongerWanted("it is known to be shared");
  }
}

export function evolveRoom(before: Incident, event: DomainEvent): Partial<Incident> | null {
  switch (event.type) {
    case "RoomLeft":
      return { detached: { how: event.how ?? "removed", by: event.by ?? null, since: event.since } };
    case "RoomRejoined":
      return { detached: null };
    case "RoomRenamed":
      return { room: before.room && { ...before.room, name: event.to } };
    case "RoomShared":
      return { external: event.at };
    case "NewRoomAsked":
      return {
        room: null,
        roomRefused: null,
        card: null,
        detached: null,
        external: null,
        formerRooms: [...before.formerRooms, event.former],
      };
    default:
      return null;
  }
}

/** Also after the end: for as long as its room is recorded, a draft and what was said last belong there. */
export const needsRoom = ({ room, aftermath }: Incident): boolean =>
  room !== null && aftermath.archivedAt === null && aftermath.archiveOfferedAt === null;

/**
 * Whoever takes Warroom out after the end means it; they may invite it again. Where nobody is known to have, the room may
 * as well have been archived and opened again.
 */
export const wasShownOut = ({ detached, ended }: Incident): boolean =>
  detached?.how === "removed" && detached.by !== null && ended !== null && ended.at < detached.since;

/** When Warroom looks whether it can come back: at once, and then again and again. A deleted room never comes back. */
export function returnTimer(incident: Incident): { job: JobOf<"return-to-room">; at: Instant } | null {
  const { detached } = incident;
  if (!needsRoom(incident) || !detached || detached.how === "deleted") return null;
  return { job: { kind: "return-to-room", since: detached.since }, at: detached.since };
}

/** Slack is asked how it stands with the room before anything is recorded. */
export function returnTurn(incident: Incident, _job: JobOf<"return-to-room">, { now }: Context): Turn {
  const { room, ended } = incident;
  const isOver = ended !== null && now > ended.at + RECORDED_AFTER_END_MS;
  if (!room || isOver) return over("nobody needs the room any more");
  return { type: "due", to: [], record: ({ channel }) => ({ type: "RecordRoomRejoined", channel }) };
}

/** Asked for once more, it is one job: two would make two rooms. */
export const openRoomJob = (incident: Incident, context: Context): JobChange => ({
  ...once(incident, "open-room", { kind: "open-room" }, null, PRIORITY.page, context),
  again: "revive",
});

export function roomFateJobs(event: DomainEvent, incident: Incident, seq: number, context: Context): JobChange[] {
  switch (event.type) {
    case "RoomLeft":
    case "Reopened":
      return tellOfLoss(incident, seq, context);
    case "RoomRejoined": {
      const { how, by, since, channel } = event;
      return [
        reconcileJob(incident.team, channel, "deep", context.now),
        ...sayOnce(incident, "room", { type: "room-rejoined", how, by, since }, seq, context),
        refreshJob(incident, "topic", context.now),
        // Who is not in a private room any more was taken out of it by those who are.
        ...(incident.private ? [] : inviteJobs(incident, openingInvitees(incident, context), `:${seq}`, context)),
      ];
    }
    case "RoomMadePrivate":
      return sayOnce(incident, "room", { type: "room-private", by: event.by }, seq, context);
    case "RoomShared":
      return sayOnce(incident, "room", { type: "room-shared" }, seq, context);
    case "NewRoomAsked":
      return [
        // One that waits for the former room would come into the new one beside its own.
        { do: "cancel", key: `card${suffixOf(incident.formerRooms.length)}:${incident.id}` },
        once(incident, `open-room:${seq}`, { kind: "open-room" }, null, PRIORITY.page, context),
      ];
    default:
      return [];
  }
}

function tellOfLoss(incident: Incident, seq: number, context: Context): JobChange[] {
  const { detached, stage } = incident;
  if (stage !== "open" || !detached) return [];
  const notice = noticeJobs(incident, { type: "room-left", ...detached }, seq, context);
  if (detached.how === "removed") return notice.map((job) => ({ ...job, dueAt: context.now + RETURN_WITHIN_MS }));
  const lost = { type: "room-lost" as const, ...detached };
  return [...notice, sayNamed(incident, `room-lost:${seq}`, lost, context, "announcement")];
}

/** Each room gets all of it, and what was done for a former one counts for nothing here. */
export const roomSuffix = ({ formerRooms }: Incident): string => suffixOf(formerRooms.length + 1);

const suffixOf = (room: number): string => (room === 1 ? "" : `:${room}`);

/** The job that posts the card of the room that it has now. */
export const cardName = (incident: Incident): string => `card${roomSuffix(incident)}`;
