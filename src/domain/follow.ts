// What follows from a change: the jobs that its events cause, and the timers that the state after it needs.
import { assert } from "../lib/pure/assert.ts";
import { SECOND_MS } from "../lib/pure/duration.ts";
import { isPerson, userOf } from "./actor.ts";
import type { Context } from "./context.ts";
import type { DomainEvent } from "./event.ts";
import { type Incident, shownOf, voiceOf } from "./incident.ts";
import { type Job, type JobChange, type Notice, type Place, PRIORITY, postLane, type Said } from "./job.ts";
import { nextLeadAsk, nextNudge } from "./nudges.ts";
import { bound, leadRole, severityOf } from "./runbook.ts";

const POSTMORTEM_AFTER_MS = 3 * SECOND_MS;

type Enqueue = Extract<JobChange, { do: "enqueue" }>;

/** A stream of changes is shown once a second, not once each: Slack allows 50 edits a minute in a whole workspace. */
const COALESCE_MS = SECOND_MS;

export function jobsAfter(
  before: Incident | null,
  after: Incident,
  events: readonly DomainEvent[],
  context: Context,
): JobChange[] {
  return [
    ...events.flatMap((event, index) => jobsOf(event, after, after.seq - events.length + index + 1, context)),
    ...refreshes(before, after, context),
    ...timers(before, after, context),
  ];
}

/** `seq` is the event's own: it makes the keys of what is said once. */
function jobsOf(event: DomainEvent, incident: Incident, seq: number, context: Context): JobChange[] {
  const by = "by" in event ? event.by : (userOf(event.actor) ?? event.actor);
  const say = (place: Place, said: Said) => sayOnce(incident, place, said, seq, context);
  switch (event.type) {
    case "IncidentDeclared":
      return [once(incident, "open-room", { kind: "open-room" }, null, PRIORITY.page, context)];
    case "RoomOpened":
      return roomJobs(incident, context);
    case "RoomRefused":
      return [
        announcementJob(incident, context),
        ...noticeJob(incident, { type: "room-refused", error: event.error }, seq, context),
      ];
    case "RoomLeft":
      return noticeJob(incident, { type: "room-left" }, seq, context);
    case "RoomMoved":
      return [
        ...noticeJob(incident, { type: "room-moved" }, seq, context),
        reconcileJob(incident.team, event.to, "deep", context.now),
      ];
    case "CardPosted":
      return event.stale ? [refresh(incident, "card", context.now)] : [];
    case "AnnouncementPosted":
      return event.stale ? [refresh(incident, "announcement", context.now)] : [];
    case "EffectFailed":
      return noticeJob(incident, { type: "effect-failed", effect: event.effect, why: event.why }, seq, context);
    case "PeopleInvited":
      return event.refused.length > 0 ? say("room", { type: "invites-refused", refused: event.refused }) : [];
    case "RoleAssigned":
      return [
        ...say("room", { type: "role-assigned", role: event.role, user: event.user, by }),
        ...inviteJobs(incident, [event.user], `:${seq}`, context),
      ];
    case "RoleReleased":
      return say("room", { type: "role-released", role: event.role, user: event.user });
    case "SeverityChanged": {
      const said: Said = { type: "severity-changed", from: event.from, to: event.to, by, reason: event.reason };
      const invitees = bound(context.people, severityOf(context.runbook, event.to)?.invite ?? []);
      return [
        ...say("room", said),
        ...say("announcement", said),
        ...inviteJobs(incident, invitees, `:${seq}`, context),
      ];
    }
    case "UpdatePosted": {
      const { text, status, nextDueAt } = event;
      const said: Said = { type: "update", text, status, by, nextDueAt };
      return [...say("room", said), ...say("announcement", said)];
    }
    case "Resolved":
      return [
        ...say("room", { type: "resolved", by, words: event.summary }),
        ...say("announcement", { type: "resolved", by, words: event.summary }),
        ...postmortemJob(incident, seq, context),
      ];
    case "Cancelled":
      return [
        ...say("room", { type: "cancelled", by, words: event.reason }),
        ...say("announcement", { type: "cancelled", by, words: event.reason }),
      ];
    case "Reopened":
      return [
        ...say("room", { type: "reopened", by, words: event.reason }),
        ...say("announcement", { type: "reopened", by, words: event.reason }),
      ];
    case "PostmortemRequested":
      return postmortemJob(incident, seq, context);
    default:
      return [];
  }
}

/** Everything a new room needs, side by side: nothing here waits for anything else here. */
function roomJobs(incident: Incident, context: Context): JobChange[] {
  const { room } = incident;
  assert(room, "room jobs follow an open room");
  const { runbook, people } = context;
  // A role may have been taken, by the incident's number, before there was a room to invite into.
  const holders = Object.values(incident.roles).map(({ user }) => user);
  const called = bound(people, severityOf(runbook, incident.severity)?.invite ?? []);
  const invitees = [incident.declaredBy, ...called, ...holders];
  return [
    once(incident, "card", { kind: "post-card" }, postLane(incident.team, room.channel), PRIORITY.card, context),
    ...inviteJobs(incident, invitees, "", context),
    announcementJob(incident, context),
    topicJob(incident, context),
    ...runbook.links.map(({ title, url }, index) =>
      once(incident, `bookmark:${index}`, { kind: "bookmark", title, url }, null, PRIORITY.cosmetic, context),
    ),
    reconcileJob(incident.team, room.channel, "shallow", context.now),
  ];
}

/** Compares the room with what is recorded; keyed, so that two wishes for it are one job. */
export const reconcileJob = (team: string, channel: string, depth: "shallow" | "deep", dueAt: number): JobChange => ({
  do: "enqueue",
  key: `reconcile:${team}:${channel}:${depth}`,
  job: { kind: "reconcile", team, channel, depth },
  lane: `reconcile:${team}`,
  priority: PRIORITY.cosmetic,
  dueAt,
  again: "coalesce",
});

function announcementJob(incident: Incident, context: Context): JobChange {
  const lane = postLane(incident.team, `#${context.runbook.announceChannel}`);
  return once(incident, "announcement", { kind: "post-announcement" }, lane, PRIORITY.card, context);
}

function inviteJobs(incident: Incident, users: readonly string[], suffix: string, context: Context): JobChange[] {
  const people = [...new Set(users)].filter(isPerson);
  if (people.length === 0 || !incident.room) return [];
  return [once(incident, `invite${suffix}`, { kind: "invite", users: people }, null, PRIORITY.page, context)];
}

/** A direct message to whoever can act on a failure: the lead, else the declarer. */
function noticeJob(incident: Incident, notice: Notice, seq: number, context: Context): JobChange[] {
  const lead = leadRole(context.runbook);
  const user = (lead && incident.roles[lead.key]?.user) ?? incident.declaredBy;
  if (!isPerson(user)) return [];
  return [once(incident, `notice:${seq}`, { kind: "notice", user, notice }, null, PRIORITY.page, context)];
}

/** The first topic does not wait for changes to gather. */
const topicJob = (incident: Incident, { now }: Context): JobChange => ({
  ...refresh(incident, "topic", now),
  dueAt: now,
});

/** A moment later: the news that it is over comes first in the room, the paper after it. */
function postmortemJob(incident: Incident, seq: number, context: Context): Enqueue[] {
  const job: Job = { kind: "draft-postmortem" };
  const draft = once(incident, `postmortem:${seq}`, job, `record:${incident.id}`, PRIORITY.say, context);
  return [{ ...draft, dueAt: context.now + POSTMORTEM_AFTER_MS }];
}

/** What happens before the room is open is said once it is: it waits, in order, on a lane of its own. */
function sayOnce(incident: Incident, place: Place, said: Said, seq: number, context: Context): JobChange[] {
  const { announceChannel } = context.runbook;
  const channel = place === "room" ? voiceOf(incident, announceChannel) : `#${announceChannel}`;
  const lane = channel === null ? `say:${incident.id}` : postLane(incident.team, channel);
  const job: Job = { kind: "say", place, said };
  return [once(incident, `say:${place}:${seq}`, job, lane, PRIORITY.say, context)];
}

/** What is rendered from the state again whenever that state changed, wherever it is already shown. */
function refreshes(before: Incident | null, after: Incident, { now }: Context): JobChange[] {
  if (!before || shownOf(before) === shownOf(after)) return [];
  return [
    ...(after.card ? [refresh(after, "card", now)] : []),
    ...(after.announcement ? [refresh(after, "announcement", now)] : []),
    ...(after.room && topicOf(before) !== topicOf(after) ? [refresh(after, "topic", now)] : []),
  ];
}

const topicOf = (incident: Incident): string =>
  JSON.stringify([incident.severity, incident.status, incident.stage, incident.roles]);

function refresh(incident: Incident, what: "card" | "announcement" | "topic", now: number): Enqueue {
  return {
    do: "enqueue",
    key: `refresh:${what}:${incident.id}`,
    job: { kind: "refresh", what },
    lane: null,
    priority: PRIORITY.cosmetic,
    dueAt: now + COALESCE_MS,
    again: "coalesce",
  };
}

/**
 * The one nudge and the one ask that come next. Only what changed is written again: a job that is being carried out
 * must not be replaced by itself.
 */
function timers(before: Incident | null, after: Incident, context: Context): JobChange[] {
  const was = before ? timersOf(before, context) : new Map<string, JobChange>();
  return [...timersOf(after, context)]
    .filter(([key, change]) => JSON.stringify(was.get(key)) !== JSON.stringify(change))
    .map(([, change]) => change);
}

/** Every timer that an incident's state needs: for a start, which trusts no job to be there. */
export const plannedTimers = (incident: Incident, context: Context): JobChange[] => [
  ...timersOf(incident, context).values(),
];

function timersOf(incident: Incident, { runbook }: Context): Map<string, JobChange> {
  const channel = voiceOf(incident, runbook.announceChannel);
  const nudge = channel && nextNudge(incident, runbook);
  const ask = channel && nextLeadAsk(incident, runbook);
  const timer = (key: string, job: Job, dueAt: number): JobChange => ({
    do: "enqueue",
    key,
    job,
    lane: postLane(incident.team, channel!),
    priority: PRIORITY.nudge,
    dueAt,
    again: "replace",
  });
  const nudgeKey = `nudge-update:${incident.id}`;
  const askKey = `ask-for-lead:${incident.id}`;
  const { since } = incident.updateCycle;
  return new Map<string, JobChange>([
    [nudgeKey, nudge ? timer(nudgeKey, { kind: "nudge-update", cycle: since }, nudge.at) : cancel(nudgeKey)],
    [askKey, ask ? timer(askKey, { kind: "ask-for-lead", since: incident.leadVacant.since }, ask.at) : cancel(askKey)],
  ]);
}

const cancel = (key: string): JobChange => ({ do: "cancel", key });

function once(
  incident: Incident,
  name: string,
  job: Job,
  lane: string | null,
  priority: number,
  { now }: Context,
): Enqueue {
  return { do: "enqueue", key: `${name}:${incident.id}`, job, lane, priority, dueAt: now, again: "once" };
}
