// What a postmortem draft is made of: facts from the events and the room's record, none of them invented, each with its
// sources.
import type { Instant } from "../../lib/pure/time.ts";
import { userOf } from "../actor.ts";
import { CONTRIBUTION_KINDS, type ContributionKind } from "../aftermath.ts";
import type { ClockName } from "../clocks/clocks.ts";
import type { Gap } from "../record/coverage.ts";
import type { Incident } from "../incident.ts";
import type { Runbook } from "../runbook.ts";
import { type TimelineEntry, timelineOf } from "../timeline/timeline.ts";
import { type TimeName, timeOf, TIME_NAMES } from "../facts/times.ts";
import { type CheckTrend, checkTrends } from "./checks.ts";
import { type Custody, custodyOf } from "./custody.ts";
import { everythingOf, isReply, type RecordLine, type RoomMessage, timeOfTs } from "./everything.ts";
import { type Response, responseOf } from "./response.ts";
import { type Silence, silencesOf } from "./silences.ts";
import type { NumberedEvent, Source } from "./source.ts";
import { type OwedUpdate, updatesOwed } from "./updates-owed.ts";
import {
  contributionsOf,
  impactHistory,
  pausesOf,
  type Contribution,
  type WaitingQuestion,
  waitingQuestions,
} from "./voices.ts";
import { type ActionItemTold, type TaskTold, workOf } from "./work.ts";

export interface Facts {
  declaredAs: string;
  /** As they stand, corrected or not; an absent one is not known. */
  times: Partial<Record<TimeName, { at: Instant; sources: Source[] }>>;
  /** The declaration itself: the source of everything that was so from the start. */
  declaration: number;
  reopened: { at: Instant; by: string; source: number }[];
  severities: { from: string; to: string; at: Instant; by: string; reason: string | null; source: number }[];
  response: Response;
  /** Targets that passed, in that order. */
  breaches: { clock: ClockName; target: string; severity: string; dueAt: Instant; source: number }[];
  checks: CheckTrend[];
  custody: Custody;
  updates: OwedUpdate[];
  impact: ReturnType<typeof impactHistory>;
  /** Notes and marked messages as they stand now, by when they happened. */
  entries: TimelineEntry[];
  tasks: TaskTold[];
  actionItems: ActionItemTold[];
  waited: WaitingQuestion[];
  pauses: ReturnType<typeof pausesOf>;
  silences: Silence[];
  contributions: Record<ContributionKind, Contribution[]>;
  everything: RecordLine[];
  /** What message number a ts is cited by: 1 for the room's first message. */
  messageNumbers: ReadonlyMap<string, number>;
  /** Of each thread's replies, the message they answer. */
  threads: ReadonlyMap<string, string>;
  coverage: {
    messages: number;
    replies: number;
    edited: number;
    deleted: number;
    files: number;
    recovered: number;
    gaps: Gap[];
  };
}

/** Facts in the order of time. `events` oldest first; `messages` as the record shows them at `now`. */
export function postmortemFacts(
  incident: Incident,
  runbook: Runbook,
  events: readonly NumberedEvent[],
  messages: readonly RoomMessage[],
  gaps: readonly Gap[],
  now: Instant,
): Facts {
  const { id } = incident;
  const declaration = events.find((event) => event.type === "IncidentDeclared");
  const inOrder = [...messages].sort((a, b) => (a.ts < b.ts ? -1 : 1));
  const contributions = CONTRIBUTION_KINDS.map((kind) => [kind, contributionsOf(events, kind)] as const);
  const everything = everythingOf(events, inOrder);
  const times = timesOf(incident, events);
  return {
    declaredAs: declaration?.severity ?? incident.severity,
    declaration: declaration?.seq ?? 1,
    times,
    reopened: events.flatMap((event) =>
      event.type === "Reopened" ? [{ at: event.at, by: byOf(event), source: event.seq }] : [],
    ),
    severities: events.flatMap((event) => {
      if (event.type !== "SeverityChanged") return [];
      const { from, to, at, reason, seq } = event;
      return [{ from, to, at, by: byOf(event), reason, source: seq }];
    }),
    response: responseOf(incident, runbook, events, now),
    breaches: events.flatMap((event) => {
      if (event.type !== "ClockBreached") return [];
      const { clock, target, severity, dueAt, seq } = event;
      return [{ clock, target, severity, dueAt, source: seq }];
    }),
    checks: checkTrends(runbook, events),
    custody: custodyOf(id, runbook, events),
    updates: updatesOwed(id, runbook, events, now),
    impact: impactHistory(events),
    entries: timelineOf(events).filter((item) => item.type === "entry"),
    ...workOf(incident, events),
    waited: waitingQuestions(events),
    pauses: pausesOf(events),
    silences: silencesOf(
      id,
      runbook,
      events,
      inOrder.map(({ ts }) => ({ ts, at: timeOfTs(ts) })),
    ),
    contributions: Object.fromEntries(contributions) as Facts["contributions"],
    everything,
    messageNumbers: new Map(inOrder.map(({ ts }, index) => [ts, index + 1])),
    threads: new Map(inOrder.filter(isReply).map(({ ts, threadTs }) => [ts, threadTs!])),
    coverage: {
      messages: messages.length,
      replies: messages.filter(isReply).length,
      edited: messages.filter(({ edited }) => edited).length,
      deleted: messages.filter(({ deletedAt }) => deletedAt !== null).length,
      recovered: messages.filter(({ unheard }) => unheard?.written).length,
      files: messages.reduce((sum, { files }) => sum + files.length, 0),
      gaps: [...gaps],
    },
  };
}

const byOf = ({ actor }: NumberedEvent): string => userOf(actor) ?? actor;

/** A time that was set right cites who did; one that was not, the event that is the fact. */
function timesOf(incident: Incident, events: readonly NumberedEvent[]): Facts["times"] {
  const times: Facts["times"] = {};
  for (const name of TIME_NAMES) {
    const at = timeOf(incident, name);
    const set = events.findLast((event) => event.type === "TimeSet" && event.time === name);
    const fact = events.findLast(({ type }) => type === FACTS[name]);
    const source = set ?? fact;
    if (at !== null && source) times[name] = { at, sources: [source.seq] };
  }
  return times;
}

const FACTS: Partial<Record<TimeName, NumberedEvent["type"]>> = {
  started: "IncidentDeclared",
  declared: "IncidentDeclared",
  acknowledged: "Acknowledged",
  resolved: "Resolved",
};
