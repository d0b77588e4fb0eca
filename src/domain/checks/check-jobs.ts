// What a round of checks brings about: the message that shows what they show, and that nobody looks where nothing can.
import type { Context } from "../context.ts";
import { once, sayLane, sayNamed, type Enqueue } from "../enqueue.ts";
import type { DomainEvent } from "../event.ts";
import type { Incident } from "../incident.ts";
import { type JobChange, PRIORITY } from "../job.ts";
import { voiceOf } from "../room/voice.ts";
import { roomSuffix } from "../room/room.ts";
import type { OwnMessage } from "../work/work.ts";

export function checkJobs(event: DomainEvent, incident: Incident, seq: number, context: Context): JobChange[] {
  switch (event.type) {
    case "ChecksRan":
      // What somebody asked for stands where they see it.
      if (event.asked !== null) return [postJob(incident, `checks:${seq}`, context)];
      if (!isShownHere(incident, context)) return [postJob(incident, firstName(incident), context)];
      return event.shown ? [refreshJob(incident, null, context)] : [];
    case "ChecksPosted":
      return [
        ...(event.before ? [refreshJob(incident, event.before, context)] : []),
        ...(event.stale ? [refreshJob(incident, null, context)] : []),
      ];
    case "ChecksNotConnected":
      return [sayNamed(incident, "no-checker", { type: "checks-not-connected" }, context)];
    default:
      return [];
  }
}

/** Not in a thread that it ran in before, or in a room that is lost. */
const isShownHere = (incident: Incident, { runbook }: Context): boolean =>
  incident.checks.posted?.channel === voiceOf(incident, runbook.announceChannel);

/** Once in each room, and in a thread. */
const firstName = (incident: Incident): string =>
  `checks${incident.room ? roomSuffix(incident) : incident.thread ? ":thread" : ""}`;

const postJob = (incident: Incident, name: string, context: Context): Enqueue =>
  once(incident, name, { kind: "post-checks" }, sayLane(incident, "room", context), PRIORITY.say, context);

/** `former`: a message in whose place another shows them now. */
const refreshJob = (incident: Incident, former: OwnMessage | null, { now }: Context): Enqueue => ({
  do: "enqueue",
  key: `refresh:checks${former ? `:${former.ts}` : ""}:${incident.id}`,
  job: { kind: "refresh-checks", former },
  lane: null,
  priority: PRIORITY.cosmetic,
  dueAt: now,
  again: "coalesce",
});
