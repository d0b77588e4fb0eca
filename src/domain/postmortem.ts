// What a postmortem draft is made of: facts from the events and the room's record, none of them invented.
import type { Instant } from "../lib/pure/time.ts";
import { userOf } from "./actor.ts";
import { type Event, evolve, fold, type Incident } from "./incident.ts";
import { type Expected, updatesExpected } from "./postmortem-updates.ts";
import { leadRole, type Runbook, severityOf, type Target } from "./runbook.ts";
import { endOf, isStartGiven, startOf, timeOf } from "./times.ts";

/** A message of the room that people or other apps wrote. */
export interface RoomMessage {
  ts: string;
  author: string;
  text: string;
  files: readonly string[];
  threadTs: string | null;
  edited: boolean;
  deletedAt: Instant | null;
}

export interface Gap {
  from: Instant;
  to: Instant;
  why: string;
  recoveredAt: Instant | null;
}

export interface TimelineEntry {
  at: Instant;
  /** Slack user or bot, operator, or null for Warroom itself. */
  by: string | null;
  what: Happening;
  /** A reminder is Warroom's own voice: part of everything, and no step of the incident. */
  kind: "event" | "note" | "message" | "reminder";
  /** What a message has of its own; null for the rest. */
  message: Spoken | null;
}

/** What an entry tells of, as facts: blocks/timeline.ts has the words. */
export type Happening = { type: "Began" } | { type: "Said"; text: string } | ToldEvent;

/** Events that are news to the reader of a document. */
const TOLD = [
  "IncidentDeclared",
  "Acknowledged",
  "RoleAssigned",
  "RoleReleased",
  "SeverityChanged",
  "StatusChanged",
  "TimeSet",
  "ImpactSet",
  "MergedInto",
  "DuplicateMerged",
  "DuplicateParted",
  "Joined",
  "UpdatePosted",
  "NoteAdded",
  "NudgeSent",
  "LeadAsked",
  "Resolved",
  "Cancelled",
  "Reopened",
  "RoomRefused",
  "RoomLeft",
  "RoomMoved",
  "PeopleInvited",
  "EffectFailed",
] as const;

type ToldEvent = Extract<Event, { type: (typeof TOLD)[number] }>;

export interface Spoken {
  ts: string;
  author: string;
  files: readonly string[];
  edited: boolean;
  deletedAt: Instant | null;
  /** The message it answers in a thread; `author` is null where the record does not have that message. */
  replyTo: { ts: string; author: string | null } | null;
}

export interface Tenure {
  role: string;
  user: string;
  from: Instant;
  to: Instant | null;
}

export interface Response {
  /** What was promised by the severity that counts: the one missed, else the one in force. */
  target: string | null;
  /** True when acknowledged in time, false when late or overdue, null when no clock runs or it may still be met. */
  met: boolean | null;
}

/** The times are those that people count by, set right where somebody did. */
export interface Facts {
  startedAt: Instant;
  /** Whether somebody said when it began. */
  isStartGiven: boolean;
  detectedAt: Instant | null;
  declaredAt: Instant;
  declaredAs: string;
  acknowledgedAt: Instant | null;
  mitigatedAt: Instant | null;
  endedAt: Instant | null;
  reopened: { at: Instant; by: string }[];
  response: Response;
  tenures: Tenure[];
  neverHeld: string[];
  /** When nobody led although the incident was open. */
  leaderless: { from: Instant; to: Instant | null; asked: number }[];
  updates: Expected[];
  timeline: TimelineEntry[];
  coverage: { messages: number; replies: number; edited: number; deleted: number; files: number; gaps: Gap[] };
}

/** Facts in the order of time. `events` oldest first; `messages` as the record shows them at `now`. */
export function postmortemFacts(
  incident: Incident,
  runbook: Runbook,
  events: readonly Event[],
  messages: readonly RoomMessage[],
  gaps: readonly Gap[],
  now: Instant,
): Facts {
  const declaration = events.find((event) => event.type === "IncidentDeclared");
  return {
    startedAt: startOf(incident),
    isStartGiven: isStartGiven(incident),
    detectedAt: timeOf(incident, "detected"),
    declaredAt: timeOf(incident, "declared")!,
    declaredAs: declaration?.severity ?? incident.severity,
    acknowledgedAt: timeOf(incident, "acknowledged"),
    mitigatedAt: timeOf(incident, "mitigated"),
    endedAt: endOf(incident),
    reopened: events.flatMap((event) =>
      event.type === "Reopened" ? [{ at: event.at, by: userOf(event.actor) ?? event.actor }] : [],
    ),
    response: response(incident, runbook, events, now),
    ...rolesHeld(runbook, events),
    leaderless: leaderless(incident.id, runbook, events),
    updates: updatesExpected(incident.id, runbook, events, now),
    timeline: timelineOf(incident, events, messages),
    coverage: {
      messages: messages.length,
      replies: messages.filter(isReply).length,
      edited: messages.filter(({ edited }) => edited).length,
      deleted: messages.filter(({ deletedAt }) => deletedAt !== null).length,
      files: messages.reduce((sum, { files }) => sum + files.length, 0),
      gaps: [...gaps],
    },
  };
}

/** Each severity's promise runs from when that severity was set until it was acknowledged, replaced, or all was over. */
function response(incident: Incident, runbook: Runbook, events: readonly Event[], now: Instant): Response {
  const done = incident.acknowledged?.at ?? incident.ended?.at ?? now;
  let inForce: Target | null = null;
  let due: Instant | null = null;
  for (const event of events) {
    const set = event.type === "IncidentDeclared" ? event.severity : event.type === "SeverityChanged" ? event.to : null;
    if (set === null) continue;
    if (due !== null && due < Math.min(event.at, done)) return { target: inForce!.words, met: false };
    if (event.at > done) break;
    inForce = severityOf(runbook, set)?.response ?? null;
    due = inForce?.within_ms == null ? null : event.at + inForce.within_ms;
  }
  const target = inForce?.words ?? null;
  if (due !== null && due < done) return { target, met: false };
  return { target, met: due === null || incident.acknowledged === null ? null : true };
}

function rolesHeld(runbook: Runbook, events: readonly Event[]): { tenures: Tenure[]; neverHeld: string[] } {
  const tenures: Tenure[] = [];
  const end = (role: string, at: Instant) => {
    const running = tenures.find((one) => one.role === role && one.to === null);
    if (running) running.to = at;
  };
  for (const event of events) {
    if (event.type !== "RoleAssigned" && event.type !== "RoleReleased") continue;
    end(event.role, event.at);
    if (event.type === "RoleAssigned") tenures.push({ role: event.role, user: event.user, from: event.at, to: null });
  }
  const held = new Set(tenures.map(({ role }) => role));
  const place = (role: string) => runbook.roles.findIndex(({ key }) => key === role);
  tenures.sort((a, b) => place(a.role) - place(b.role) || a.from - b.from);
  return { tenures, neverHeld: runbook.roles.filter(({ key }) => !held.has(key)).map(({ name }) => name) };
}

function leaderless(id: string, runbook: Runbook, events: readonly Event[]): Facts["leaderless"] {
  const lead = leadRole(runbook);
  const spans: Facts["leaderless"] = [];
  if (!lead) return spans;
  let state: Incident | null = null;
  for (const event of events) {
    state = state ? evolve(state, event) : fold(id, [event]);
    const empty = state.stage === "open" && !state.roles[lead.key];
    const running = spans.at(-1)?.to === null ? spans.at(-1)! : null;
    if (empty && !running) spans.push({ from: event.at, to: null, asked: 0 });
    if (running && event.type === "LeadAsked") running.asked += 1;
    if (!empty && running) running.to = event.at;
  }
  return spans;
}

/** Events, notes at the time they are about, and what people said, in the order of time. */
function timelineOf(incident: Incident, events: readonly Event[], messages: readonly RoomMessage[]): TimelineEntry[] {
  const began: TimelineEntry[] =
    isStartGiven(incident) && startOf(incident) < timeOf(incident, "declared")!
      ? [{ at: startOf(incident), by: null, what: { type: "Began" }, kind: "event", message: null }]
      : [];
  const told = events.flatMap((event): TimelineEntry[] => {
    if (!isTold(event)) return [];
    const actor = event.actor === "warroom" ? null : (userOf(event.actor) ?? event.actor);
    // "Commander: Ana (Ana)" says it twice.
    const by = event.type === "RoleAssigned" && event.user === actor ? null : actor;
    if (event.type === "NoteAdded") return [{ at: event.happenedAt, by, what: event, kind: "note", message: null }];
    const kind = event.type === "NudgeSent" || event.type === "LeadAsked" ? "reminder" : "event";
    return [{ at: event.at, by, what: event, kind, message: null }];
  });
  const authors = new Map(messages.map(({ ts, author }) => [ts, author]));
  const spoken = messages.map((message): TimelineEntry => {
    const { ts, author, text, files, edited, deletedAt, threadTs } = message;
    const replyTo = isReply(message) ? { ts: threadTs!, author: authors.get(threadTs!) ?? null } : null;
    const at = Math.floor(Number(ts) * 1000);
    const what = { type: "Said", text } as const;
    return { at, by: author, what, kind: "message", message: { ts, author, files, edited, deletedAt, replyTo } };
  });
  const order = (entry: TimelineEntry) => entry.message?.ts ?? "";
  return [...began, ...told, ...spoken].sort((a, b) => a.at - b.at || (order(a) < order(b) ? -1 : 1));
}

const isReply = ({ threadTs, ts }: RoomMessage): boolean => threadTs !== null && threadTs !== ts;

function isTold(event: Event): event is ToldEvent {
  if (event.type === "NudgeSent") return event.step !== "soon";
  if (event.type === "PeopleInvited") return event.refused.length > 0;
  if (event.type === "Joined") return event.reported !== null;
  return TOLD.some((type) => type === event.type);
}
