// What a postmortem draft is made of: facts from the events and the room's record, none of them invented.
import { durationWords } from "../lib/pure/duration.ts";
import type { Instant } from "../lib/pure/time.ts";
import { userOf } from "./actor.ts";
import type { Event, Incident } from "./incident.ts";
import { roleOf, type Runbook, severityOf } from "./runbook.ts";

/** A message of the room that people wrote. */
export interface RoomMessage {
  ts: string;
  author: string;
  text: string;
  files: readonly string[];
  threadTs: string | null;
  edited: boolean;
  deleted: boolean;
}

export interface Gap {
  from: Instant;
  to: Instant;
  why: string;
  recoveredAt: Instant | null;
}

export interface TimelineEntry {
  at: Instant;
  /** Slack user, operator, or null for Warroom itself. */
  by: string | null;
  what: string;
  /** The message it stands in, for a link. */
  ts: string | null;
  kind: "event" | "note" | "message";
}

export interface Tenure {
  role: string;
  user: string;
  from: Instant;
  to: Instant | null;
}

export interface Facts {
  startedAt: Instant;
  declaredAt: Instant;
  acknowledgedAt: Instant | null;
  endedAt: Instant | null;
  responseTarget: string | null;
  /** True when acknowledged in time, false when late, null when no clock runs or nobody acknowledged yet. */
  responseMet: boolean | null;
  tenures: Tenure[];
  neverHeld: string[];
  updates: { at: Instant; by: string | null; text: string }[];
  nudges: { at: Instant; step: string; to: string[] }[];
  timeline: TimelineEntry[];
  coverage: { messages: number; replies: number; edited: number; deleted: number; files: number; gaps: Gap[] };
}

/** Facts in the order of time. `events` oldest first; `messages` as the record shows them now. */
export function postmortemFacts(
  incident: Incident,
  runbook: Runbook,
  events: readonly Event[],
  messages: readonly RoomMessage[],
  gaps: readonly Gap[],
): Facts {
  const target = severityOf(runbook, incident.severity)?.response ?? null;
  const acknowledgedAt = incident.acknowledged?.at ?? null;
  const due = target?.within_ms == null ? null : incident.declaredAt + target.within_ms;
  return {
    startedAt: incident.startedAt,
    declaredAt: incident.declaredAt,
    acknowledgedAt,
    endedAt: incident.ended?.at ?? null,
    responseTarget: target?.words ?? null,
    responseMet: due === null || acknowledgedAt === null ? null : acknowledgedAt <= due,
    ...rolesHeld(runbook, events),
    updates: events.flatMap((event) =>
      event.type === "UpdatePosted" ? [{ at: event.at, by: userOf(event.actor), text: event.text }] : [],
    ),
    nudges: events.flatMap((event) =>
      event.type === "NudgeSent" ? [{ at: event.at, step: event.step, to: event.to }] : [],
    ),
    timeline: timelineOf(runbook, events, messages),
    coverage: {
      messages: messages.length,
      replies: messages.filter(({ threadTs, ts }) => threadTs !== null && threadTs !== ts).length,
      edited: messages.filter(({ edited }) => edited).length,
      deleted: messages.filter(({ deleted }) => deleted).length,
      files: messages.reduce((sum, { files }) => sum + files.length, 0),
      gaps: [...gaps],
    },
  };
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
  return { tenures, neverHeld: runbook.roles.filter(({ key }) => !held.has(key)).map(({ name }) => name) };
}

/** Events, notes at the time they are about, and what people said, in the order of time. */
function timelineOf(runbook: Runbook, events: readonly Event[], messages: readonly RoomMessage[]): TimelineEntry[] {
  const told = events.flatMap((event): TimelineEntry[] => {
    const what = eventWords(runbook, event);
    if (what === null) return [];
    const note = event.type === "NoteAdded";
    const at = note ? event.happenedAt : event.type === "IncidentDeclared" ? event.at : event.at;
    return [{ at, by: userOf(event.actor), what, ts: null, kind: note ? "note" : "event" }];
  });
  const spoken = messages
    .filter(({ deleted }) => !deleted)
    .map((message): TimelineEntry => {
      const files =
        message.files.length > 0
          ? ` [${message.files.length === 1 ? "file" : "files"}: ${message.files.join(", ")}]`
          : "";
      const at = Math.round(Number(message.ts) * 1000);
      return { at, by: message.author, what: `${message.text}${files}`.trim(), ts: message.ts, kind: "message" };
    });
  return [...told, ...spoken].sort((a, b) => a.at - b.at || (a.ts ?? "").localeCompare(b.ts ?? ""));
}

/** The sentence of an event in a document, or null where it is no news to a reader of one. */
function eventWords(runbook: Runbook, event: Event): string | null {
  const role = (key: string) => roleOf(runbook, key)?.name ?? key;
  switch (event.type) {
    case "IncidentDeclared":
      return `Declared as ${event.severity}: ${event.title}`;
    case "Acknowledged":
      return "Acknowledged";
    case "RoleAssigned":
      return `${role(event.role)}: <@${event.user}>`;
    case "RoleReleased":
      return `${role(event.role)} free again (was <@${event.user}>)`;
    case "SeverityChanged":
      return `Severity ${event.from} → ${event.to}${event.reason ? `: ${event.reason}` : ""}`;
    case "StatusChanged":
      return `Status ${event.from} → ${event.to}`;
    case "UpdatePosted":
      return `Update: ${event.text}`;
    case "NoteAdded":
      return event.text;
    case "NudgeSent":
      return event.step === "soon" ? null : `Reminded of the update that was due ${lateWords(event.dueAt, event.at)}`;
    case "CommanderAsked":
      return "Asked for a commander";
    case "Resolved":
      return `Resolved: ${event.summary}`;
    case "Cancelled":
      return `Cancelled: ${event.reason}`;
    case "Reopened":
      return `Reopened: ${event.reason}`;
    case "RoomRefused":
      return `Slack refused a room (${event.error})`;
    case "EffectFailed":
      return `Warroom could not do this: ${event.effect} (${event.why})`;
    default:
      return null;
  }
}

const lateWords = (dueAt: Instant, at: Instant): string =>
  at - dueAt < 60_000 ? "then" : `${durationWords(at - dueAt)} before`;
