// An incident's state: nothing but its events, folded. A change of this shape raises STATE_VERSION, and then the
// stored copies are folded anew.
import { assert } from "../lib/pure/assert.ts";
import type { Instant } from "../lib/pure/time.ts";
import { type ActionItem, evolveActionItems, isOpenItem } from "./work/action-items.ts";
import { userOf } from "./actor.ts";
import { type Appeal, evolveAppeals } from "./handover/appeals.ts";
import { type Aftermath, evolveAftermath, NO_AFTERMATH } from "./aftermath.ts";
import { type Entry, evolveEntries, isPending } from "./timeline/entries.ts";
import { type Bridge, evolveBridge } from "./room/bridge.ts";
import { type Breach, evolveBreaches } from "./clocks/breaches.ts";
import { evolveClocks } from "./clocks/evolve-clocks.ts";
import { type Checks, evolveChecks, NO_CHECKS } from "./checks/checks.ts";
import { type Call, evolveCalls } from "./escalation/calls.ts";
import { evolvePages, type PageHow } from "./escalation/pages.ts";
import { evolveLadder, ladderFrom, type LadderState } from "./escalation/rungs.ts";
import type { DomainEvent } from "./event.ts";
import { evolveHandover, type HandoverOffer } from "./handover/handover.ts";
import { evolveDuties, isOnItsWay, type Owed } from "./duties/owed.ts";
import { evolveCircumstances } from "./facts/circumstances.ts";
import type { Measured } from "./condition.ts";
import { evolveImpact, type Impact } from "./facts/impact.ts";
import { evolveLongHours, type LongHours } from "./handover/long-hours.ts";
import { evolveLosses, type LastLoss } from "./record/losses.ts";
import { evolveMerge, type Merged } from "./merge.ts";
import { evolvePause, type Pause } from "./updates/pause.ts";
import { evolveRecovery, NOTHING_WELL, type RecoveryState } from "./recovery/recovery.ts";
import { evolveChecklists, type Ticked } from "./procedures/checklists.ts";
import { evolvePlaybooks, type Steps } from "./procedures/playbooks.ts";
import { evolvePhases } from "./procedures/phases.ts";
import { type Drill, evolveDrill } from "./drill/drill.ts";
import { evolveRunbook } from "./apply-runbook.ts";
import { type DeadlinesDone, type DeadlinesNudged, evolveDeadlines } from "./review/deadlines.ts";
import { evolveMeeting, type PlannedMeeting } from "./review/meeting.ts";
import { evolveRegimes, NO_REGIMES, type RegimesState } from "./regimes/state.ts";
import { evolveQuestions, type Question } from "./handover/questions.ts";
import { evolveSubscribers } from "./updates/subscribers.ts";
import { type Detached, evolveRoom } from "./room/room.ts";
import { evolveThread } from "./room/thread.ts";
import { evolveTimes, type SetTime, type TimeName } from "./facts/times.ts";
import { evolveTasks, isOpenTask, type Task } from "./work/tasks.ts";
import { evolveTriage, type TriageAnswer } from "./facts/triage.ts";
import { cycleFrom, evolveUpdateCycle, type UpdateCycle } from "./updates/update-cycle.ts";
import { evolveUpdates, type Update } from "./updates/updates.ts";
import { evolveWork } from "./work/work.ts";

export const STATE_VERSION = 4;

export type Stage = "open" | "resolved" | "cancelled" | "merged";

export interface Incident extends LadderState, RegimesState, RecoveryState {
  id: string;
  /** How many events are folded in. */
  seq: number;
  team: string;
  number: number;
  name: string;
  title: string;
  /** Seen by those in its room alone: `visibleTo` decides. */
  private: boolean;
  /** Null where it is none. */
  drill: Drill | null;
  severity: string;
  severitySince: Instant;
  /** Keys of the runbook's categories, in the order in which they were found. */
  categories: readonly string[];
  /** By the measure's key. */
  measured: Readonly<Record<string, Measured>>;
  /** When what the runbook's conditions ask changed last. */
  circumstancesSince: Instant;
  status: string;
  statusSince: Instant;
  stage: Stage;
  runbook: string;
  /** Slack user, or the operator's name where nobody in Slack declared it. */
  declaredBy: string;
  declaredAt: Instant;
  startedAt: Instant;
  acknowledged: { by: string; at: Instant } | null;
  /** When somebody first did something about it after it was declared. */
  firstActAt: Instant | null;
  firstUpdateAt: Instant | null;
  /** The targets that passed, in that order. */
  breaches: Breach[];
  /** What came of each page, in that order. */
  pages: { key: string; how: PageHow; call?: number | undefined }[];
  /** Whom people called into it, in that order. */
  calls: Call[];
  /** Who ended it last, how and when; null while it is open. */
  ended: { by: string; at: Instant; words: string } | null;
  roles: Record<string, { user: string; since: Instant }>;
  room: { channel: string; name: string; openedAt: Instant } | null;
  roomRefused: string | null;
  /** The room is there, and Warroom cannot work in it. */
  detached: Detached | null;
  /** Since when the room was shared with another company; what was said there may have been read, so it stays. */
  external: Instant | null;
  /** The thread in which it runs without a room, or ran before it had one. */
  thread: { channel: string; ts: string } | null;
  /** The channels that it had before this room. */
  formerRooms: string[];
  card: { channel: string; ts: string } | null;
  announcement: { channel: string; ts: string } | null;
  /** The latest ones, oldest first: those that can be corrected. */
  updates: Update[];
  updateCycle: UpdateCycle;
  /** The one in force, or the last one where its end has passed and no update came since. */
  pause: Pause | null;
  /** Who gets each update by direct message. */
  subscribers: string[];
  /** Since when the lead role has been empty without a break, and how often it was asked for. */
  leadVacant: { since: Instant; asks: number };
  postmortems: number;
  /** The canvas on which people write the postmortem; null while there is none of ours. */
  canvas: string | null;
  /** Where the last draft is. */
  draftUrl: string | null;
  /** Offers that nobody has answered, by role. */
  offers: Record<string, HandoverOffer>;
  /** Of the nudges to hand over; null before the first. */
  longHours: LongHours | null;
  /** Unanswered, oldest first. */
  questions: Question[];
  /** The latest ones, oldest first: those whose messages still change. */
  appeals: Appeal[];
  /** Notes and marked messages, in the order they were made. */
  entries: Entry[];
  /** The times that somebody set right. */
  times: Partial<Record<TimeName, SetTime>>;
  impact: Impact | null;
  /** Answers by the question's key. */
  triage: Record<string, TriageAnswer>;
  bridge: Bridge | null;
  /** What of the checklists is done. */
  ticked: Ticked;
  /** How it stands with the steps of the playbooks. */
  steps: Steps;
  checks: Checks;
  /** The duties whose moment has come, in the order in which it came. */
  owed: readonly Owed[];
  tasks: Task[];
  actionItems: ActionItem[];
  /** When somebody was told which action items nobody owns; null while nobody was, since it ended. */
  unownedToldAt: Instant | null;
  mergedInto: Merged | null;
  duplicates: Merged[];
  aftermath: Aftermath;
  deadlinesDone: DeadlinesDone;
  deadlinesNudged: DeadlinesNudged;
  /** Null while nobody has set a time for it. */
  meeting: PlannedMeeting | null;
  /** The last time that a part of its record was lost; absent while none was. */
  loss?: LastLoss;
}

/** State after all `events`, oldest first; the first is always the declaration. */
export function fold(id: string, events: readonly DomainEvent[]): Incident {
  const [first, ...rest] = events;
  assert(first?.type === "IncidentDeclared", `incident ${id} must begin with its declaration`);
  return rest.reduce(evolve, declared(id, first));
}

/** State after the declaration. */
export function declared(id: string, event: Extract<DomainEvent, { type: "IncidentDeclared" }>): Incident {
  return {
    id,
    seq: 1,
    team: event.team,
    number: event.number,
    name: event.name,
    title: event.title,
    private: event.private ?? false,
    drill: event.drill ? { ...event.drill, taken: {}, lateUpdates: 0 } : null,
    severity: event.severity,
    severitySince: event.at,
    categories: event.categories ?? [],
    measured: event.measured ?? {},
    circumstancesSince: event.at,
    status: event.status,
    statusSince: event.at,
    stage: "open",
    runbook: event.runbook,
    declaredBy: userOf(event.actor) ?? event.actor,
    declaredAt: event.at,
    startedAt: event.startedAt,
    acknowledged: null,
    firstActAt: null,
    firstUpdateAt: null,
    breaches: [],
    pages: [],
    calls: [],
    ...ladderFrom(event.at),
    ended: null,
    roles: {},
    room: null,
    roomRefused: null,
    detached: null,
    external: null,
    thread: null,
    formerRooms: [],
    card: null,
    announcement: null,
    updates: [],
    updateCycle: cycleFrom(event.at),
    pause: null,
    subscribers: [],
    leadVacant: { since: event.at, asks: 0 },
    postmortems: 0,
    canvas: null,
    draftUrl: null,
    offers: {},
    longHours: null,
    questions: [],
    appeals: [],
    entries: [],
    times: {},
    impact: null,
    triage: {},
    bridge: null,
    ticked: {},
    steps: {},
    ...NOTHING_WELL,
    checks: NO_CHECKS,
    owed: [],
    tasks: [],
    actionItems: [],
    unownedToldAt: null,
    mergedInto: null,
    duplicates: [],
    aftermath: NO_AFTERMATH,
    deadlinesDone: {},
    deadlinesNudged: {},
    meeting: null,
    ...NO_REGIMES,
  };
}

/** The state one event later. Pure: the state handed in is left as it was. */
export function evolve(before: Incident, event: DomainEvent): Incident {
  return Object.assign({ ...before }, ...changesOf(before, event), { seq: before.seq + 1 }) as Incident;
}

/** What each part of the state makes of an event: no two of them name the same field. */
export function changesOf(before: Incident, event: DomainEvent): (Partial<Incident> | null)[] {
  const by = userOf(event.actor) ?? event.actor;
  return PARTS.map((part) => part(before, event, by));
}

/** Each knows the events of its own part of the state, and leaves the rest alone. */
const PARTS: readonly ((before: Incident, event: DomainEvent, by: string) => Partial<Incident> | null)[] = [
  evolvePhases,
  evolveLife,
  evolveClocks,
  evolveBreaches,
  evolveLadder,
  evolvePages,
  evolveCalls,
  evolveRoom,
  evolveThread,
  evolveUpdates,
  evolveUpdateCycle,
  evolvePause,
  evolveSubscribers,
  evolveBridge,
  evolveEntries,
  evolveHandover,
  evolveLongHours,
  evolveQuestions,
  evolveAppeals,
  evolveTimes,
  evolveImpact,
  evolveCircumstances,
  evolveTriage,
  evolveRecovery,
  evolveChecks,
  evolveChecklists,
  evolvePlaybooks,
  evolveDuties,
  evolveTasks,
  evolveActionItems,
  evolveWork,
  evolveMerge,
  evolveAftermath,
  evolveDeadlines,
  evolveMeeting,
  evolveRegimes,
  evolveRunbook,
  evolveDrill,
  evolveLosses,
];

const NOT_SHOWN = new Set<keyof Incident>([
  // Said in the room; the card shows none of it.
  "pages",
  ...(Object.keys(ladderFrom(0)) as (keyof LadderState)[]),
  // Where and how often Warroom said something, which is no news to those who read it.
  "seq",
  "card",
  "announcement",
  "leadVacant",
  "postmortems",
  "formerRooms",
  "unownedToldAt",
  "longHours",
  "watchToldOf",
  "checks",
  "deadlinesNudged",
  "circumstancesSince",
  "ticked",
  "steps",
  "loss",
  // Between Warroom and the people they are about.
  "subscribers",
  "questions",
  "appeals",
  // Long lists: `shownOf` adds what the card shows of them.
  "updates",
  "entries",
  "owed",
  "tasks",
  "actionItems",
]);

/** What people see of an incident, as one string: when it differs, what shows it must be rendered again. */
export function shownOf(incident: Incident): string {
  const { entries, owed, tasks, actionItems, updates } = incident;
  const shown = Object.fromEntries(
    Object.entries(incident).filter(([field]) => !NOT_SHOWN.has(field as keyof Incident)),
  );
  const { sent: _sent, ...updateCycle } = incident.updateCycle;
  // Where an update went is shown nowhere.
  const { delivered: _delivered, ...latest } = updates.at(-1) ?? { delivered: [] };
  // Of the timeline and of the work only what the card shows: a note by itself changes nothing there.
  const work = tasks.filter(isOpenTask).map(({ number, text, to, stage, dueAt }) => [number, text, to, stage, dueAt]);
  const pending = entries.filter(isPending).map(({ number, text }) => [number, text]);
  const items = actionItems.filter(isOpenItem).length;
  const late = Object.entries(incident.deadlinesNudged).filter(([, step]) => step !== "soon");
  const duties = owed.map((one) => [one.id, one.settled !== null, isOnItsWay(one)]);
  return JSON.stringify({ ...shown, updateCycle, latest, work, pending, items, duties, late });
}

function evolveLife(before: Incident, event: DomainEvent, by: string): Partial<Incident> | null {
  switch (event.type) {
    case "RoomOpened":
      return { room: { channel: event.channel, name: event.name, openedAt: event.at }, roomRefused: null };
    case "RoomRefused":
      return { roomRefused: event.error };
    case "RoomMoved":
      return {
        room: before.room && { ...before.room, channel: event.to },
        card: before.card && { ...before.card, channel: event.to },
      };
    case "CardPosted":
      return { card: { channel: event.channel, ts: event.ts } };
    case "AnnouncementPosted":
      return { announcement: { channel: event.channel, ts: event.ts } };
    case "RoleAssigned":
      return { roles: { ...before.roles, [event.role]: { user: event.user, since: event.at } } };
    case "RoleReleased":
      return {
        roles: without(before.roles, event.role),
        ...(event.lead ? { leadVacant: { since: event.at, asks: 0 } } : {}),
      };
    case "Acknowledged":
      return { acknowledged: { by: event.by, at: event.at } };
    case "SeverityChanged":
      return { severity: event.to, severitySince: event.at };
    case "Resolved":
      return { stage: "resolved", ended: { by, at: event.at, words: event.summary } };
    case "Cancelled":
      return { stage: "cancelled", ended: { by, at: event.at, words: event.reason } };
    case "Reopened":
      return {
        stage: "open",
        ended: null,
        leadVacant: { since: event.at, asks: 0 },
      };
    case "LeadAsked":
      // One that was on its way while somebody held the role is no ask of the present vacancy.
      if (event.since !== before.leadVacant.since) return null;
      return { leadVacant: { ...before.leadVacant, asks: event.ask } };
    case "PostmortemDrafted":
      return {
        postmortems: before.postmortems + 1,
        canvas: event.canvas ?? null,
        draftUrl: event.permalink ?? before.draftUrl,
      };
    default:
      return null;
  }
}

function without<T>(record: Record<string, T>, key: string): Record<string, T> {
  const { [key]: _left, ...rest } = record;
  return rest;
}
