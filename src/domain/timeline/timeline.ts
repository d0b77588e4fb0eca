// The timeline of an incident in the order in which things happened: what people wrote, corrections and strikes applied,
// and what was done. Facts for whoever shows them; no words.
import type { Instant } from "../../lib/pure/time.ts";
import { userOf } from "../actor.ts";
import { DEFAULT_KIND, type EntryKind, type Mark } from "./entries.ts";
import type { DomainEvent } from "../event.ts";
import type { NumberedEvent } from "../postmortem/source.ts";

export type TimelineItem = TimelineEntry | TimelineEvent;

/** A note or a marked message, as it stands now. */
export interface TimelineEntry {
  type: "entry";
  /** The number of the event that made it. */
  seq: number;
  /** When it happened. */
  at: Instant;
  /** Who wrote it: a Slack user or bot, or an operator. */
  by: string;
  number: number;
  kind: EntryKind;
  text: string;
  /** Slack's ts of the marked message, and of the thread it stands in; null for a note. */
  ts: string | null;
  threadTs: string | null;
  /** Who put the message on the timeline, and how; null for a note. */
  marked: { by: string; at: Instant; mark: Mark } | null;
  /** As it was written first; null while it still stands so. */
  original: { text: string; kind: EntryKind; at: Instant } | null;
  /** The last correction. */
  corrected: EntryRemark | null;
  struck: EntryRemark | null;
  outcome: { seq: number; by: string; at: Instant; text: string } | null;
}

interface EntryRemark {
  seq: number;
  by: string;
  at: Instant;
  /** Null where nobody gave one. */
  reason: string | null;
}

/** Something that was done. A reminder is Warroom's own voice: part of everything, and no step of the incident. */
interface TimelineEvent {
  type: "milestone" | "reminder";
  seq: number;
  at: Instant;
  /** Slack user, operator, or null for Warroom itself. */
  by: string | null;
  event: News;
}

/** `events` are all of the incident's, oldest first. */
export function timelineOf(events: readonly NumberedEvent[]): TimelineItem[] {
  const entries: TimelineEntry[] = [];
  const others: TimelineEvent[] = [];
  for (const event of events) {
    const { seq, at, actor } = event;
    const by = userOf(actor) ?? actor;
    takeEntryEvent(entries, event, { seq, by, at });
    if (isNews(event)) others.push({ type: NEWS[event.type], seq, at, by: actor === "warroom" ? null : by, event });
  }
  return [...entries, ...others].sort((a, b) => a.at - b.at || a.seq - b.seq);
}

/** What an event is to the timeline; an absent one is no news to anybody, or makes an entry. */
const NEWS = {
  IncidentDeclared: "milestone",
  Acknowledged: "milestone",
  RoleAssigned: "milestone",
  RoleReleased: "milestone",
  SeverityChanged: "milestone",
  StatusChanged: "milestone",
  UpdatePosted: "milestone",
  UpdateCorrected: "milestone",
  ImpactSet: "milestone",
  CategoryAdded: "milestone",
  CategoryRemoved: "milestone",
  Measured: "milestone",
  TimeSet: "milestone",
  TaskGiven: "milestone",
  TaskDone: "milestone",
  NudgesPaused: "milestone",
  NudgesResumed: "milestone",
  BridgeSet: "milestone",
  ClockBreached: "milestone",
  RungReached: "milestone",
  Blocked: "milestone",
  ComplaintsCounted: "milestone",
  PageEnded: "milestone",
  PeopleCalled: "milestone",
  CallAnswered: "milestone",
  CallUnanswered: "milestone",
  ContactTried: "milestone",
  MergedInto: "milestone",
  DuplicateMerged: "milestone",
  DuplicateParted: "milestone",
  ActionsLost: "milestone",
  ChecklistDone: "milestone",
  DeadlineDone: "milestone",
  DeadlineUndone: "milestone",
  MeetingSet: "milestone",
  RegimeAnswered: "milestone",
  NotificationSubmitted: "milestone",
  NotificationNotNeeded: "milestone",
  NotificationReopened: "milestone",
  StepDone: "milestone",
  StepUndone: "milestone",
  ApprovalAsked: "milestone",
  StepApproved: "milestone",
  StepRefused: "milestone",
  StepNotRun: "milestone",
  RunbookApplied: "milestone",
  DutyDone: "milestone",
  DutySkipped: "milestone",
  DutyNotTold: "milestone",
  Attested: "milestone",
  ChecksChanged: "milestone",
  ChecksNotConnected: "milestone",
  CriteriaFell: "milestone",
  Unattested: "milestone",
  Resolved: "milestone",
  Cancelled: "milestone",
  Reopened: "milestone",
  Redacted: "milestone",
  RoomRefused: "milestone",
  RoomLeft: "milestone",
  RoomRejoined: "milestone",
  RoomRenamed: "milestone",
  RoomMadePrivate: "milestone",
  RoomShared: "milestone",
  RoomMoved: "milestone",
  EffectFailed: "milestone",
  NudgeSent: "reminder",
  LeadAsked: "reminder",
  WatchOver: "reminder",
  DeadlinesNudged: "reminder",
  RegimesAsked: "reminder",
  RegimesReminded: "reminder",
  DutiesOwed: "reminder",
  DutiesOverdue: "reminder",
} satisfies Partial<Record<DomainEvent["type"], "milestone" | "reminder">>;

type News = Extract<NumberedEvent, { type: keyof typeof NEWS }>;

const isNews = (event: NumberedEvent): event is News => Object.hasOwn(NEWS, event.type);

/** `entries` in the order of their numbers: a new one is added, an earlier one is changed in place. */
function takeEntryEvent(entries: TimelineEntry[], event: DomainEvent, source: Omit<EntryRemark, "reason">): void {
  const entry = "entry" in event ? entries[event.entry - 1] : undefined;
  const next = { ...NOTHING_SINCE, type: "entry" as const, seq: source.seq, number: entries.length + 1 };
  switch (event.type) {
    case "NoteAdded": {
      const { happenedAt: at, kind = DEFAULT_KIND, text } = event;
      entries.push({ ...next, at, by: source.by, kind, text, ts: null, threadTs: null, marked: null });
      break;
    }
    case "MomentMarked": {
      const { happenedAt: at, author: by, kind, text, ts, threadTs, mark } = event;
      entries.push({ ...next, at, by, kind, text, ts, threadTs, marked: { by: source.by, at: source.at, mark } });
      break;
    }
    case "MomentMarkedAgain":
      if (entry && event.kind !== null) correct(entry, { kind: event.kind }, { ...source, reason: null });
      break;
    case "EntryCorrected":
      if (entry) correct(entry, event, { ...source, reason: event.reason });
      break;
    case "EntryStruck":
      if (entry) entry.struck = { ...source, reason: event.reason };
      break;
    case "OutcomeNoted":
      if (entry) entry.outcome = { ...source, text: event.outcome };
      break;
    default:
  }
}

const NOTHING_SINCE = { original: null, corrected: null, struck: null, outcome: null };

/** What a correction leaves out or has null for stays as it was. */
function correct(
  entry: TimelineEntry,
  change: { text?: string | null; kind?: EntryKind | null; happenedAt?: Instant | null },
  remark: EntryRemark,
): void {
  const { text, kind, at } = entry;
  entry.original ??= { text, kind, at };
  entry.text = change.text ?? text;
  entry.kind = change.kind ?? kind;
  entry.at = change.happenedAt ?? at;
  entry.corrected = remark;
}
