// After an incident has ended: what people contribute to its postmortem, and the offer to archive its room.
import { DAY_MS } from "../lib/pure/duration.ts";
import { err, ok, type Result } from "../lib/pure/result.ts";
import type { Instant } from "../lib/pure/time.ts";
import type { Context } from "./context.ts";
import { once, sayOnce } from "./enqueue.ts";
import type { DomainEvent, EventBody } from "./event.ts";
import type { Incident } from "./incident.ts";
import { type JobChange, type JobOf, PRIORITY } from "./job.ts";
import { withText } from "./lifecycle.ts";
import { noLongerWanted, type Problem } from "./problem.ts";
import { notBefore, over, type Turn } from "./turn.ts";

/** How long a room is recorded after its incident ended; then archiving it is offered. */
export const RECORDED_AFTER_END_MS = 14 * DAY_MS;

/** well: what went well. improve: what to improve. why: one of the five whys. section: of the runbook's section alone. */
export const CONTRIBUTION_KINDS = ["well", "improve", "why", "section"] as const;
export type ContributionKind = (typeof CONTRIBUTION_KINDS)[number];

/** `section`: the title of the runbook's, where it was asked for that. */
export type AftermathCommand =
  | { type: "Contribute"; kind: ContributionKind; text: string; section?: string }
  | { type: "ArchiveRoom" };

/** What Warroom brings back. `endedAt` tells for which end it was offered. */
export type AftermathOutcome =
  | { type: "RecordArchiveOffer"; endedAt: Instant; text: string; channel: string; ts: string }
  | { type: "RecordRoomArchived" };

export type AftermathEvent =
  | { type: "ContributionMade"; kind: ContributionKind; text: string; section?: string }
  | { type: "ArchiveOffered"; text: string; ts: string }
  | { type: "ArchiveAsked" }
  | { type: "RoomArchived" };

/**
 * How many were made, and what became of the room; the words stand in the events. `archivedAt`: the room was closed for
 * good, and nothing waits for it any more, unless somebody opens it or the incident again.
 */
export interface Aftermath {
  contributions: Partial<Record<ContributionKind, number>>;
  archiveOfferedAt: Instant | null;
  archivedAt: Instant | null;
}

export const NO_AFTERMATH: Aftermath = { contributions: {}, archiveOfferedAt: null, archivedAt: null };

export function evolveAftermath(before: Incident, event: DomainEvent): Partial<Incident> | null {
  const { aftermath } = before;
  switch (event.type) {
    case "ContributionMade": {
      const made = (aftermath.contributions[event.kind] ?? 0) + 1;
      return { aftermath: { ...aftermath, contributions: { ...aftermath.contributions, [event.kind]: made } } };
    }
    case "ArchiveOffered":
      return { aftermath: { ...aftermath, archiveOfferedAt: event.at } };
    case "RoomArchived": {
      // One that was on its way when the incident was opened again closes nothing, and yet the room is out of reach.
      const archivedAt = before.stage === "open" ? null : event.at;
      const detached = before.detached ?? { how: "archived" as const, by: null, since: event.at };
      return { aftermath: { ...aftermath, archivedAt }, detached };
    }
    case "RoomRejoined":
      return { aftermath: { ...aftermath, archivedAt: null } };
    case "Reopened":
      return { aftermath: { ...aftermath, archiveOfferedAt: null, archivedAt: null } };
    default:
      return null;
  }
}

/** Anybody may contribute at any time: what is on somebody's mind during the incident is lost by the end of it. */
export function decideAftermath(
  incident: Incident,
  command: AftermathCommand | AftermathOutcome,
): Result<EventBody[], Problem> {
  switch (command.type) {
    case "Contribute":
      return withText("contribution", command.text, (text) => [
        { type: "ContributionMade", kind: command.kind, text, ...(command.section && { section: command.section }) },
      ]);
    case "ArchiveRoom": {
      const { room, stage, name, aftermath } = incident;
      if (stage === "open") return err({ type: "still-open", name });
      if (!room) return err({ type: "no-room", name });
      if (aftermath.archivedAt !== null) return err({ type: "already-archived", name, at: aftermath.archivedAt });
      return ok([{ type: "ArchiveAsked" }]);
    }
    case "RecordArchiveOffer": {
      const { text, ts, endedAt } = command;
      const offered = incident.aftermath.archiveOfferedAt !== null;
      if (offered || incident.ended?.at !== endedAt) {
        return noLongerWanted("archiving was offered, or it is open again");
      }
      return ok([{ type: "ArchiveOffered", text, ts }]);
    }
    case "RecordRoomArchived":
      return ok([{ type: "RoomArchived" }]);
  }
}

/** Nothing can be said in its room any more. */
export const isRoomClosed = ({ stage, aftermath }: Incident): boolean =>
  stage !== "open" && aftermath.archivedAt !== null;

/** When archiving the room is offered: once for each end, as long as there is a room. */
export function archiveTimer(incident: Incident): { job: JobOf<"offer-archive">; at: Instant } | null {
  const { ended, room, aftermath } = incident;
  if (!ended || !room || aftermath.archiveOfferedAt !== null || aftermath.archivedAt !== null) return null;
  return { job: { kind: "offer-archive", endedAt: ended.at }, at: ended.at + RECORDED_AFTER_END_MS };
}

export function archiveTurn(incident: Incident, { endedAt }: JobOf<"offer-archive">, { now }: Context): Turn {
  const next = archiveTimer(incident);
  if (!next || incident.ended?.at !== endedAt) return over("archiving is not to be offered now");
  if (next.at > now) return notBefore(next.at);
  return {
    type: "due",
    to: [],
    record: ({ channel, ts, text }) => ({ type: "RecordArchiveOffer", endedAt, text, channel, ts }),
  };
}

export function aftermathJobs(event: DomainEvent, incident: Incident, seq: number, context: Context): JobChange[] {
  switch (event.type) {
    case "PostmortemDrafted": {
      // Later drafts are asked for by people who know what to do with them.
      if (incident.postmortems > 1 || incident.stage !== "resolved") return [];
      return sayOnce(incident, "room", { type: "after-resolve", permalink: event.permalink }, seq, context);
    }
    case "ArchiveAsked":
      return [once(incident, `archive:${seq}`, { kind: "archive-room" }, null, PRIORITY.cosmetic, context)];
    default:
      return [];
  }
}
