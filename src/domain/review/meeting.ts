// The meeting in which people look back: when it is, and who is asked to come.
import { err, ok, type Result } from "../../lib/pure/result.ts";
import type { Instant } from "../../lib/pure/time.ts";
import { isPerson, userOf } from "../actor.ts";
import { deadlineAfter } from "../calendar/calendar.ts";
import type { Context } from "../context.ts";
import { once, sayOnce } from "../enqueue.ts";
import type { DomainEvent, EventBody } from "../event.ts";
import { endOf } from "../facts/times.ts";
import type { Incident } from "../incident.ts";
import { type JobChange, PRIORITY } from "../job.ts";
import type { Problem } from "../problem.ts";
import type { Runbook } from "../runbook.ts";

export interface PlannedMeeting {
  startsAt: Instant;
  by: string;
  setAt: Instant;
  /** How often it was set before: calendars take a higher one for the same meeting, moved. */
  sequence: number;
}

export type MeetingCommand = { type: "SetMeeting"; startsAt: Instant };

export type MeetingEvent = { type: "MeetingSet"; startsAt: Instant };

/** Where the runbook's agenda names no time. */
const USUAL_MIN = 60;

export function evolveMeeting({ meeting }: Incident, event: DomainEvent, by: string): Partial<Incident> | null {
  if (event.type !== "MeetingSet") return null;
  const sequence = meeting === null ? 0 : meeting.sequence + 1;
  return { meeting: { startsAt: event.startsAt, by, setAt: event.at, sequence } };
}

/** Also while the incident runs: who sees the end come may look for a time. */
export function decideMeeting(
  { meeting }: Incident,
  { startsAt }: MeetingCommand,
  { now }: Context,
): Result<EventBody[], Problem> {
  if (startsAt <= now) return err({ type: "time-passed", at: startsAt });
  if (meeting?.startsAt === startsAt) return err({ type: "meeting-unchanged", at: startsAt });
  return ok([{ type: "MeetingSet", startsAt }]);
}

export function meetingJobs(event: DomainEvent, incident: Incident, seq: number, context: Context): JobChange[] {
  if (event.type !== "MeetingSet") return [];
  const by = userOf(event.actor) ?? event.actor;
  const lane = `record:${incident.id}`;
  return [
    ...sayOnce(incident, "room", { type: "meeting-set", startsAt: event.startsAt, by }, seq, context),
    once(
      incident,
      `meeting:${seq}`,
      { kind: "post-invitation", sequence: incident.meeting!.sequence },
      lane,
      PRIORITY.say,
      context,
    ),
  ];
}

/** As long as the points of its agenda are together. */
export function meetingMinutes({ review }: Runbook): number {
  const planned = review.meeting?.agenda.reduce((sum, { minutes }) => sum + minutes, 0) ?? 0;
  return planned === 0 ? USUAL_MIN : planned;
}

/** Until when the runbook wants it; null where it does not say, or the incident is not over. */
export function meetingUntil(incident: Incident, { review: { meeting }, calendar }: Runbook): Instant | null {
  const since = endOf(incident);
  return meeting && since !== null ? deadlineAfter(since, meeting.within, calendar) : null;
}

/** Everybody who did something in it or was given something to do, in the order in which they came. */
export function respondersOf(events: readonly DomainEvent[]): string[] {
  const users = events.flatMap((event) => {
    const given = "user" in event ? event.user : event.type === "TaskGiven" ? event.to : null;
    return [userOf(event.actor), given];
  });
  return [...new Set(users)].filter((user): user is string => user !== null && isPerson(user));
}
