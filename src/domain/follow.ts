// What follows from a change: the jobs that its events cause, and the timers that the state after it needs.
import { assert } from "../lib/pure/assert.ts";
import { userOf } from "./actor.ts";
import { appealJobs } from "./handover/appeals.ts";
import { aftermathJobs, archiveTimer, archiveTurn } from "./aftermath.ts";
import { bridgeJobs } from "./room/bridge.ts";
import { breachJobs, breachTimer, breachTurn } from "./clocks/breaches.ts";
import { checkJobs } from "./checks/check-jobs.ts";
import { roundTimer, roundTurn } from "./checks/rounds.ts";
import { rungJobs, rungTimer, rungTurn } from "./escalation/decide-rung.ts";
import { callJobs, callTimer, callTurn } from "./escalation/calls.ts";
import { pageJobs } from "./escalation/pages.ts";
import { signalJobs } from "./escalation/signals.ts";
import { questionJobs } from "./handover/decide-question.ts";
import type { Instant } from "../lib/pure/time.ts";
import type { Context } from "./context.ts";
import { failureJobs } from "./failures.ts";
import type { DomainEvent } from "./event.ts";
import {
  announcementJobs,
  inviteJobs,
  noticeJobs,
  once,
  placesToTell,
  openingInvitees,
  postmortemJob,
  reconcileJob,
  refreshJob,
  sayOnce,
  sayToAll,
  timerKey,
  topicJob,
} from "./enqueue.ts";
import { circumstanceJobs } from "./facts/circumstances.ts";
import { impactJobs } from "./facts/impact.ts";
import { handoverJobs, offerTimer, unansweredTurn } from "./handover/handover.ts";
import { type Incident, shownOf } from "./incident.ts";
import { voiceOf } from "./room/voice.ts";
import { lossJobs } from "./record/losses.ts";
import { mergeJobs } from "./merge.ts";
import { type Job, type JobChange, type JobOf, type Place, PRIORITY, postLane, type Said } from "./job.ts";
import { markJobs } from "./timeline/decide-mark.ts";
import { workJobs } from "./work/work-jobs.ts";
import { WORK_TIMERS } from "./work/work-timers.ts";
import type { Turn, WordlessTurn } from "./turn.ts";
import { longHoursTimer, longHoursTurn } from "./handover/long-hours.ts";
import { leadAskTurn, leadTimer, nudgeTurn, updateTimer } from "./nudges.ts";
import { pauseJobs } from "./updates/pause.ts";
import { cardName, openRoomJob, returnTimer, returnTurn, roomFateJobs, roomSuffix } from "./room/room.ts";
import { questionTimer, questionsTurn } from "./handover/questions.ts";
import { leadRole, severityOf } from "./runbook.ts";
import { runsAsThread, threadJobs, threadRecord } from "./room/thread.ts";
import { timeJobs } from "./facts/times.ts";
import { triageJobs } from "./facts/triage.ts";
import { dutyTellsEnd } from "./duties/announced.ts";
import { dutiesFoundBy } from "./duties/responsible.ts";
import { dutiesTurn, dutyJobs, dutyTimer } from "./duties/duty-jobs.ts";
import { checklistJobs, checklistOffers } from "./procedures/checklists.ts";
import { playbookJobs } from "./procedures/playbooks.ts";
import { recoveryJobs, watchTimer, watchTurn } from "./recovery/recovery.ts";
import { drillJobs } from "./drill/drill-score.ts";
import { applyRunbookJobs } from "./apply-runbook.ts";
import { deadlineTimer, deadlineTurn } from "./review/deadlines.ts";
import { regimeJobs } from "./regimes/regime-jobs.ts";
import { askTimer, askTurn } from "./regimes/asking.ts";
import { reminderTimer, reminderTurn } from "./regimes/reminders.ts";
import { meetingJobs } from "./review/meeting.ts";
import { subscriberJobs } from "./updates/subscribers.ts";
import { updateJobs } from "./updates/update-jobs.ts";
import { calledTo } from "./visible.ts";

/** What is to be done because of `events`, which made `after` of `before`: stored in the same commit as they are. */
export function jobsAfter(
  before: Incident | null,
  after: Incident,
  events: readonly DomainEvent[],
  context: Context,
): JobChange[] {
  return [
    ...events.flatMap((event, index) => {
      const seq = after.seq - events.length + index + 1;
      return FOLLOWS.flatMap((follow) => follow(event, after, seq, context));
    }),
    ...refreshes(before, after, context),
    ...checklistOffers(before, after, context),
    ...appealJobs(before, after, context),
    ...timers(before, after, context),
  ];
}

/** What an event causes. `seq` is the event's own: it makes the keys of what is said once. */
type Follow = (event: DomainEvent, incident: Incident, seq: number, context: Context) => JobChange[];

/** Each knows the events of its own part, and leaves the rest alone. */
const FOLLOWS: readonly Follow[] = [
  lifeJobs,
  failureJobs,
  updateJobs,
  subscriberJobs,
  pauseJobs,
  bridgeJobs,
  breachJobs,
  pageJobs,
  callJobs,
  signalJobs,
  rungJobs,
  roomFateJobs,
  threadJobs,
  handoverJobs,
  questionJobs,
  timeJobs,
  impactJobs,
  circumstanceJobs,
  triageJobs,
  recoveryJobs,
  checkJobs,
  checklistJobs,
  playbookJobs,
  dutyJobs,
  markJobs,
  workJobs,
  mergeJobs,
  aftermathJobs,
  meetingJobs,
  regimeJobs,
  applyRunbookJobs,
  drillJobs,
  lossJobs,
];

function lifeJobs(event: DomainEvent, incident: Incident, seq: number, context: Context): JobChange[] {
  const by = ("by" in event ? event.by : null) ?? userOf(event.actor) ?? event.actor;
  const say = (place: Place, said: Said) => sayOnce(incident, place, said, seq, context);
  const sayAll = (said: Said) => sayToAll(incident, said, seq, context);
  switch (event.type) {
    case "IncidentDeclared":
      return beginJobs(incident, context);
    case "RoomOpened":
      return roomJobs(incident, context);
    case "RoomRefused":
      return [
        ...announcementJobs(incident, context),
        ...noticeJobs(incident, { type: "room-refused", error: event.error }, seq, context),
      ];
    case "ThreadOpened":
      return [reconcileJob(incident.team, threadRecord(event), "shallow", context.now)];
    case "RoomMoved":
      return [
        ...noticeJobs(incident, { type: "room-moved" }, seq, context),
        reconcileJob(incident.team, event.to, "deep", context.now),
      ];
    case "CardPosted":
      return event.stale ? [refreshJob(incident, "card", context.now)] : [];
    case "AnnouncementPosted":
      return event.stale ? [refreshJob(incident, "announcement", context.now)] : [];
    case "PeopleInvited":
      return event.refused.length > 0 ? say("room", { type: "invites-refused", refused: event.refused }) : [];
    case "Acknowledged":
      return say("room", { type: "acknowledged", by });
    case "StatusChanged": {
      const { from, to, anyway } = event;
      return say("room", { type: "status-changed", from, to, by, anyway: anyway?.reason ?? null });
    }
    case "RoleAssigned": {
      const { role, user, previous, how, reason } = event;
      const leads = leadRole(context.runbook)?.key === role;
      const duties = leads ? dutiesFoundBy(user, incident, context.runbook) : [];
      const said = { role, user, by, how, previous, ...(reason && { reason }), ...(duties.length > 0 && { duties }) };
      return [...say("room", { type: "role-assigned", ...said }), ...inviteJobs(incident, [user], `:${seq}`, context)];
    }
    case "RoleReleased":
      return say("room", { type: "role-released", role: event.role, user: event.user, why: event.why });
    case "SeverityChanged": {
      const said: Said = { type: "severity-changed", from: event.from, to: event.to, by, reason: event.reason };
      const invitees = calledTo(incident, context.people, severityOf(context.runbook, event.to)?.invite ?? []);
      return [...sayAll(said), ...inviteJobs(incident, invitees, `:${seq}`, context)];
    }
    case "NudgeSent":
    case "LeadAsked": {
      // Whom it names may never have been asked into the room; once they were, they are not asked again.
      const invited = openingInvitees(incident, context);
      const rooms = incident.formerRooms.length;
      return event.to
        .filter((user) => !invited.includes(user))
        .flatMap((user) => inviteJobs(incident, [user], `:named:${user}:${rooms}`, context));
    }
    case "NoteAdded":
      // One that a person wrote in Slack was seen there.
      if (!event.actor.startsWith("operator:")) return [];
      return say("room", { type: "noted", by, at: event.happenedAt, text: event.text });
    case "Resolved": {
      const said: Said = { type: "resolved", by, words: event.summary, ...(event.anyway && { anyway: event.anyway }) };
      const isTold = dutyTellsEnd(incident, context.runbook);
      const places = placesToTell(incident).filter((place) => !isTold || place === "room");
      return [...sayToAll(incident, said, seq, context, places), postmortemJob(incident, seq, context)];
    }
    case "Cancelled":
      return sayAll({ type: "cancelled", by, words: event.reason });
    case "Reopened":
      return sayAll({ type: "reopened", by, words: event.reason });
    case "PostmortemRequested":
      return [postmortemJob(incident, seq, context)];
    default:
      return [];
  }
}

/** Where the incident begins: with its announcement, or with its room. */
const beginJobs = (incident: Incident, context: Context): JobChange[] =>
  runsAsThread(incident, context.runbook) ? announcementJobs(incident, context) : [openRoomJob(incident, context)];

/** Everything a new room needs, side by side: nothing here waits for anything else here. */
function roomJobs(incident: Incident, context: Context): JobChange[] {
  const { room } = incident;
  assert(room, "room jobs follow an open room");
  const { runbook } = context;
  const suffix = roomSuffix(incident);
  return [
    once(
      incident,
      cardName(incident),
      { kind: "post-card" },
      postLane(incident.team, room.channel),
      PRIORITY.card,
      context,
    ),
    ...inviteJobs(incident, openingInvitees(incident, context), suffix, context),
    ...announcementJobs(incident, context),
    topicJob(incident, context),
    ...runbook.links.map(({ title, url }, index) =>
      once(incident, `bookmark:${index}${suffix}`, { kind: "bookmark", title, url }, null, PRIORITY.cosmetic, context),
    ),
    reconcileJob(incident.team, room.channel, "shallow", context.now),
  ];
}

/** What is rendered from the state again whenever that state changed, wherever it is already shown. */
function refreshes(before: Incident | null, after: Incident, { now }: Context): JobChange[] {
  if (!before || shownOf(before) === shownOf(after)) return [];
  return [
    ...(after.card ? [refreshJob(after, "card", now)] : []),
    ...(after.announcement ? [refreshJob(after, "announcement", now)] : []),
    ...(after.room && topicOf(before) !== topicOf(after) ? [refreshJob(after, "topic", now)] : []),
  ];
}

const topicOf = (incident: Incident): string =>
  JSON.stringify([incident.severity, incident.status, incident.stage, incident.roles]);

/**
 * The next turn of each timer. Only what changed is written again: a job that is being carried out
 * must not be replaced by itself. One that ends in this commit may be needed once more.
 */
function timers(before: Incident | null, after: Incident, context: Context): JobChange[] {
  const { done, rulesBefore = context.runbook } = context;
  const was = before ? timersOf(before, { ...context, runbook: rulesBefore }) : new Map<string, JobChange>();
  return [...timersOf(after, context)]
    .filter(([key, change]) => planOf(was.get(key)) !== planOf(change) || (key === done && change.do === "enqueue"))
    .map(([, change]) => change);
}

/** Where it will speak is asked when it does: a room that was lost or found plans nothing anew. */
const planOf = (change: JobChange | undefined): string =>
  JSON.stringify(change?.do === "enqueue" ? { ...change, lane: null } : change);

/** Every timer that an incident's state needs: for a start, which trusts no job to be there. */
export const plannedTimers = (incident: Incident, context: Context): JobChange[] => [
  ...timersOf(incident, context).values(),
];

/** Whether that is a timer which the state needs. */
export const isPlanned = (key: string, incident: Incident, context: Context): boolean =>
  timersOf(incident, context).get(key)?.do === "enqueue";

/** When a timer's turn comes next, by the state alone. */
export type TimerOf<Kind extends Job["kind"] = Job["kind"]> = (
  incident: Incident,
  context: Context,
) => { job: JobOf<Kind>; at: Instant } | null;

interface TimerRow<Kind extends Job["kind"] = Job["kind"]> {
  of: TimerOf<Kind>;
  /** What it finds when its turn has come: asked by what carries it out, and by the plan of a silent incident. */
  turn(incident: Incident, job: JobOf<Kind>, context: Context): Turn;
  /** It says nothing, so it needs no place to speak in, and waits for nothing that is said. */
  wordless?: true;
  /** It may take long: what people are told goes first. */
  unhurried?: true;
  /** Where there is no place to speak in, it is said to one person alone. */
  direct?: true;
}

/** One timer of each kind. */
export type Timers<Kind extends Job["kind"]> = { readonly [K in Kind]: TimerRow<K> };

const TIMERS = {
  "nudge-update": { of: updateTimer, turn: nudgeTurn },
  "ask-for-lead": { of: leadTimer, turn: leadAskTurn },
  ...WORK_TIMERS,
  "offer-archive": { of: archiveTimer, turn: archiveTurn },
  "return-to-room": { of: returnTimer, turn: returnTurn, wordless: true },
  "record-breach": { of: breachTimer, turn: breachTurn, wordless: true },
  "reach-rung": { of: rungTimer, turn: rungTurn, wordless: true },
  "call-unanswered": { of: callTimer, turn: callTurn, wordless: true },
  "offer-unanswered": { of: offerTimer, turn: unansweredTurn },
  "questions-waiting": { of: questionTimer, turn: questionsTurn },
  "long-hours": { of: longHoursTimer, turn: longHoursTurn },
  "run-checks": { of: roundTimer, turn: roundTurn, wordless: true, unhurried: true },
  "watch-over": { of: watchTimer, turn: watchTurn },
  "nudge-deadlines": { of: deadlineTimer, turn: deadlineTurn, direct: true },
  "ask-regimes": { of: askTimer, turn: askTurn },
  "remind-regimes": { of: reminderTimer, turn: reminderTurn, direct: true },
  "note-duties": { of: dutyTimer, turn: dutiesTurn, wordless: true },
} satisfies Partial<Timers<Job["kind"]>>;

/** A timer's name is the kind of its job. */
export type TimerKind = keyof typeof TIMERS;

export const TIMER_KINDS: readonly string[] = Object.keys(TIMERS);

const TIMER_ROWS = Object.entries<TimerRow>(TIMERS as unknown as Record<TimerKind, TimerRow>);

export const isTimer = (job: Job): job is JobOf<TimerKind> => job.kind in TIMERS;

/** Whether it is a timer that says nothing: what follows from it does. */
export const isWordless = (job: Job): boolean => isTimer(job) && (TIMERS[job.kind] as TimerRow).wordless === true;

/** What a timer finds now. */
export const turnOf = (incident: Incident, job: JobOf<TimerKind>, context: Context): Turn =>
  (TIMERS[job.kind] as TimerRow).turn(incident, job, context);

/** What one of those finds that say nothing. */
export const wordlessTurnOf = (
  incident: Incident,
  job: JobOf<"record-breach" | "reach-rung" | "call-unanswered">,
  context: Context,
): WordlessTurn =>
  (TIMERS[job.kind].turn as (incident: Incident, job: Job, context: Context) => WordlessTurn)(incident, job, context);

function timersOf(incident: Incident, context: Context): Map<string, JobChange> {
  const channel = voiceOf(incident, context.runbook.announceChannel);
  return new Map(
    TIMER_ROWS.map(([kind, { of, wordless, direct, unhurried }]): [string, JobChange] => {
      const key = timerKey(kind, incident);
      const next = channel !== null || wordless || direct ? of(incident, context) : null;
      if (!next) return [key, { do: "cancel", key }];
      const priority = unhurried ? PRIORITY.cosmetic : PRIORITY.nudge;
      const lane = channel === null || wordless ? null : postLane(incident.team, channel);
      return [key, { do: "enqueue", key, job: next.job, lane, priority, dueAt: next.at, again: "replace" }];
    }),
  );
}
