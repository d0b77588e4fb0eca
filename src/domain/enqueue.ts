// The jobs that changes cause, each under the key that makes it one: what is done once, said once, or shown again.
import { SECOND_MS } from "../lib/pure/duration.ts";
import { isPerson } from "./actor.ts";
import type { Context } from "./context.ts";
import type { Incident } from "./incident.ts";
import { voiceOf } from "./room/voice.ts";
import {
  type ReconciledSoFar,
  type Job,
  type JobChange,
  type Notice,
  type Place,
  PRIORITY,
  postLane,
  type Refreshed,
  type Said,
  type SaidUpdate,
} from "./job.ts";
import { leadRole, severityOf } from "./runbook.ts";
import { calledTo } from "./visible.ts";
import type { Work } from "./work/work.ts";
import type { Update } from "./updates/updates.ts";

export type Enqueue = Extract<JobChange, { do: "enqueue" }>;

const POSTMORTEM_AFTER_MS = 3 * SECOND_MS;

/** A stream of changes is shown once a second, not once each: Slack allows 50 edits a minute in a whole workspace. */
const COALESCE_MS = SECOND_MS;

/** `name` and the incident make the key: a second enqueue under it changes nothing. */
export function once(
  incident: Incident,
  name: string,
  job: Job,
  lane: string | null,
  priority: number,
  { now }: Pick<Context, "now">,
): Enqueue {
  return { do: "enqueue", key: `${name}:${incident.id}`, job, lane, priority, dueAt: now, again: "once" };
}

/** Reconciles the room; keyed, so that two wishes for it are one job. */
export const reconcileJob = (
  team: string,
  channel: string,
  depth: "shallow" | "deep",
  dueAt: number,
  soFar?: ReconciledSoFar,
): Enqueue => ({
  do: "enqueue",
  key: `reconcile:${team}:${channel}:${depth}`,
  job: { kind: "reconcile", team, channel, depth, ...(soFar && { soFar }) },
  lane: `reconcile:${team}`,
  priority: PRIORITY.cosmetic,
  dueAt,
  again: "coalesce",
});

/** An incident has one job of each timer's kind. */
export const timerKey = (kind: string, incident: Incident): string => `${kind}:${incident.id}`;

/** The timer `return-to-room` now, rather than at its turn: looks how it stands with the room, and comes back into it. */
export const returnJob = (incident: Incident, now: number): Enqueue => ({
  do: "enqueue",
  key: timerKey("return-to-room", incident),
  job: { kind: "return-to-room", since: incident.detached?.since ?? now },
  lane: null,
  priority: PRIORITY.nudge,
  dueAt: now,
  again: "replace",
});

/** Asked for twice before it was shown, it is shown once. */
export const homeJob = (team: string, user: string, now: number): JobChange => ({
  do: "enqueue",
  key: `home:${team}:${user}`,
  job: { kind: "publish-home", team, user },
  lane: null,
  priority: PRIORITY.cosmetic,
  dueAt: now,
  again: "coalesce",
});

/** A private incident is announced to nobody. */
export function announcementJobs(incident: Incident, context: Context): JobChange[] {
  if (incident.private) return [];
  const lane = postLane(incident.team, `#${context.runbook.announceChannel}`);
  return [once(incident, "announcement", { kind: "post-announcement" }, lane, PRIORITY.card, context)];
}

/** Whom the room is opened for. A role may have been taken, by the incident's number, before there was a room. */
export function openingInvitees(
  incident: Incident,
  { runbook, people }: Pick<Context, "runbook" | "people">,
): string[] {
  const holders = Object.values(incident.roles).map(({ user }) => user);
  const named = [...(severityOf(runbook, incident.severity)?.invite ?? []), ...(leadRole(runbook)?.primary ?? [])];
  const called = calledTo(incident, people, named);
  const escalated = Object.values(incident.rungs).flatMap((rung) => rung.called);
  const asked = incident.calls.flatMap((call) => (call.unansweredAt === null ? call.to : [...call.to, ...call.backup]));
  return [incident.declaredBy, ...called, ...holders, ...escalated, ...asked];
}

export function inviteJobs(
  incident: Incident,
  users: readonly string[],
  suffix: string,
  context: Context,
): JobChange[] {
  const people = [...new Set(users)].filter(isPerson);
  if (people.length === 0 || !incident.room) return [];
  return [once(incident, `invite${suffix}`, { kind: "invite", users: people }, null, PRIORITY.page, context)];
}

/** A direct message to whoever can act on a failure: the lead, else the declarer. */
export const noticeJobs = (incident: Incident, notice: Notice, seq: number, context: Context): JobChange[] =>
  noticeOnce(incident, `notice:${seq}`, notice, context);

/** One, however often that job has to wait. */
export const waitNoticeJobs = (incident: Incident, job: string, notice: Notice, rules: Rules): JobChange[] =>
  job.startsWith("notice:") ? [] : noticeOnce(incident, `notice:waits:${job}`, notice, rules);

type Rules = Pick<Context, "now" | "runbook">;

function noticeOnce(incident: Incident, name: string, notice: Notice, rules: Rules): JobChange[] {
  const lead = leadRole(rules.runbook);
  // Nobody else knows of a private one that has no room.
  const isSecret = incident.private && !incident.room;
  const user = (!isSecret && lead && incident.roles[lead.key]?.user) || incident.declaredBy;
  if (!isPerson(user)) return [];
  return [once(incident, name, { kind: "notice", user, notice }, null, PRIORITY.page, rules)];
}

/** The first topic does not wait for changes to gather. */
export const topicJob = (incident: Incident, { now }: Context): JobChange => ({
  ...refreshJob(incident, "topic", now),
  dueAt: now,
});

/** A moment later: the news that it is over comes first in the room, the paper after it. */
export function postmortemJob(incident: Incident, seq: number, context: Context): Enqueue {
  const job: Job = { kind: "draft-postmortem", asked: seq };
  const draft = once(incident, `postmortem:${seq}`, job, `record:${incident.id}`, PRIORITY.say, context);
  return { ...draft, dueAt: context.now + POSTMORTEM_AFTER_MS };
}

/** What happens before the room is open is said once it is: it waits, in order, on a lane of its own. */
export function sayOnce(incident: Incident, place: Place, said: Said, seq: number, context: Context): JobChange[] {
  return [sayJob(incident, { kind: "say", place, said }, seq, context)];
}

/** Beside what its event says by itself, or once for the whole incident: under a name of its own. */
export const sayNamed = (
  incident: Incident,
  name: string,
  said: Said,
  context: Context,
  place: Place = "room",
): Enqueue =>
  once(incident, name, { kind: "say", place, said }, sayLane(incident, place, context), PRIORITY.say, context);

/** Before anything else that is said there. */
export function catchUpJob(incident: Incident, said: Extract<Said, { type: "caught-up" }>, context: Context): Enqueue {
  const lane = sayLane(incident, "room", context);
  const job: Job = { kind: "say", place: "room", said };
  return once(incident, `caught-up:${said.from}`, job, lane, PRIORITY.card, context);
}

function sayJob(incident: Incident, job: Extract<Job, { kind: "say" }>, seq: number, context: Context): Enqueue {
  const lane = sayLane(incident, job.place, context);
  return once(incident, `say:${job.place}:${seq}`, job, lane, PRIORITY.say, context);
}

export function sayLane(incident: Incident, place: Place, { runbook }: Context): string {
  const channel = place === "room" ? voiceOf(incident, runbook.announceChannel) : `#${runbook.announceChannel}`;
  return channel === null ? `say:${incident.id}` : postLane(incident.team, channel);
}

/** The message that shows a task or an action item from now on. */
export const postWorkJob = (incident: Incident, work: Work, seq: number, context: Context): Enqueue =>
  once(
    incident,
    `work:${work.kind}:${work.number}:${seq}`,
    { kind: "post-work", work },
    sayLane(incident, "room", context),
    PRIORITY.say,
    context,
  );

/** Several changes in a moment are one edit of the messages that show this piece of work. */
export const refreshWorkJob = (incident: Incident, work: Work, now: number): Enqueue => ({
  do: "enqueue",
  key: `refresh:${work.kind}:${work.number}:${incident.id}`,
  job: { kind: "refresh-work", work },
  lane: null,
  priority: PRIORITY.cosmetic,
  dueAt: now + COALESCE_MS,
  again: "coalesce",
});

/** Brings a message whose buttons ask for an answer to what became of it. */
export const appealJob = (incident: Incident, appeal: number, now: number): Enqueue => ({
  do: "enqueue",
  key: `refresh:appeal:${appeal}:${incident.id}`,
  job: { kind: "refresh-appeal", appeal },
  lane: null,
  priority: PRIORITY.cosmetic,
  dueAt: now + COALESCE_MS,
  again: "coalesce",
});

/** A direct message to one person; nothing where that is nobody in Slack. */
export function tellJobs(
  incident: Incident,
  user: string | null,
  notice: Notice,
  seq: number,
  context: Context,
): JobChange[] {
  if (user === null || !isPerson(user)) return [];
  return [once(incident, `tell:${user}:${seq}`, { kind: "notice", user, notice }, null, PRIORITY.say, context)];
}

/** A direct message, in order with the others to the same person. */
export function subscriberJob(incident: Incident, user: string, said: Said, seq: number, context: Context): Enqueue {
  const job: Job = { kind: "tell-subscriber", user, said };
  return once(incident, `subscriber:${user}:${seq}`, job, postLane(incident.team, user), PRIORITY.say, context);
}

/** What concerns those outside too: in the room, under the announcement where there is one, and to each subscriber. */
export const sayToAll = (
  incident: Incident,
  said: Said,
  seq: number,
  context: Context,
  places = placesToTell(incident),
): JobChange[] => [
  ...places.map((place) => sayJob(incident, { kind: "say", place, said, everywhere: true }, seq, context)),
  ...incident.subscribers.map((user) => subscriberJob(incident, user, said, seq, context)),
];

/** A thread is both at once. */
export function placesToTell({ private: isPrivate, thread, room }: Incident): Place[] {
  if (isPrivate) return ["room"];
  return thread && !room ? ["announcement"] : ["room", "announcement"];
}

/** As it was posted, for the room and all others who read it. */
export function sayUpdate({ seq: update, text, parts, status, by, nextDueAt }: Update): SaidUpdate {
  return { type: "update", update, text, parts, status, by, nextDueAt };
}

/** Asks the room for the word that a step of a playbook needs. */
export function postApprovalJob(
  incident: Incident,
  { playbook, step }: OfStep,
  seq: number,
  context: Context,
): Enqueue {
  const job: Job = { kind: "post-approval", playbook, step, asked: context.now };
  return once(incident, `approval:${seq}`, job, sayLane(incident, "room", context), PRIORITY.nudge, context);
}

/** Brings the message that asked to what was answered. */
export const approvalJob = (incident: Incident, { playbook, step }: OfStep, now: number): Enqueue => ({
  do: "enqueue",
  key: `refresh:approval:${playbook}:${step}:${incident.id}`,
  job: { kind: "refresh-approval", playbook, step },
  lane: null,
  priority: PRIORITY.cosmetic,
  dueAt: now,
  again: "coalesce",
});

export const runStepJob = (incident: Incident, { playbook, step }: OfStep, seq: number, context: Context): Enqueue =>
  once(incident, `run-step:${seq}`, { kind: "run-step", playbook, step }, null, PRIORITY.nudge, context);

interface OfStep {
  playbook: string;
  step: string;
}

/** Several changes in a moment are one edit of what shows the incident. */
export function refreshJob(incident: Incident, what: Refreshed, now: number): Enqueue {
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
