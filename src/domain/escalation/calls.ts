// Calling somebody into the incident by hand: whether they answer, and who is asked in their place if they do not. And what
// came of calls that people make themselves.
import { MINUTE_MS } from "../../lib/pure/duration.ts";
import type { Instant } from "../../lib/pure/time.ts";
import { userOf } from "../actor.ts";
import type { Context } from "../context.ts";
import { callsPeople } from "../drill/drill.ts";
import { inviteJobs, once, sayOnce, tellJobs } from "../enqueue.ts";
import type { DomainEvent } from "../event.ts";
import type { Incident } from "../incident.ts";
import { type JobChange, type JobOf, PRIORITY } from "../job.ts";
import { notBefore, over, type WordlessTurn } from "../turn.ts";

export interface Call {
  /** 1, 2, 3 …, in an incident. */
  number: number;
  /** Whom, as the runbook calls them; null for one person who was named. */
  name: string | null;
  to: string[];
  /** Asked in their place. */
  backup: string[];
  by: string;
  at: Instant;
  answered: { by: string; at: Instant } | null;
  /** When the room was told that nobody had answered. */
  unansweredAt: Instant | null;
}

export type CallEvent =
  /** `keys` into People: those behind them are paged too, where a pager is connected. */
  | {
      type: "PeopleCalled";
      call: number;
      name: string | null;
      keys: string[];
      to: string[];
      backup: string[];
      reason: string;
    }
  | { type: "CallAnswered"; call: number; by: string }
  /** `backup`: who is asked now. */
  | { type: "CallUnanswered"; call: number; backup: string[] }
  /** Somebody telephoned, or wrote, themselves. */
  | { type: "ContactTried"; contact: string; how: Tried; text: string | null };

const TRIED = ["reached", "no-answer"] as const;
export type Tried = (typeof TRIED)[number];

/** Warroom's own default: after so long without an answer the backup is asked. */
export const BACKUP_AFTER_MS = 5 * MINUTE_MS;

/** Whoever was called and acts on the incident has answered, whatever they do. */
export function evolveCalls({ calls }: Incident, event: DomainEvent, by: string): Partial<Incident> | null {
  const { at } = event;
  const changed = (number: number, change: Partial<Call>) => ({
    calls: calls.map((one) => (one.number === number ? { ...one, ...change } : one)),
  });
  switch (event.type) {
    case "PeopleCalled": {
      const { call: number, name, to, backup } = event;
      return { calls: [...calls, { number, name, to, backup, by, at, answered: null, unansweredAt: null }] };
    }
    case "CallAnswered":
      return changed(event.call, { answered: { by: event.by, at } });
    case "CallUnanswered":
      return changed(event.call, { unansweredAt: at });
    default: {
      const user = userOf(event.actor);
      const answers = (one: Call) => user !== null && one.answered === null && mayAnswer(one).includes(user);
      if (!calls.some(answers)) return null;
      return { calls: calls.map((one) => (answers(one) ? { ...one, answered: { by, at } } : one)) };
    }
  }
}

/** Who may answer: the backup once it is asked. */
export const mayAnswer = ({ to, backup, unansweredAt }: Call): string[] =>
  unansweredAt === null ? to : [...to, ...backup];

/** Those that nobody has answered, oldest first. */
export const openCalls = ({ calls, stage }: Incident): Call[] =>
  stage === "open" ? calls.filter(({ answered }) => answered === null) : [];

function nextUnanswered(incident: Incident): { call: Call; at: Instant } | null {
  const [call] = openCalls(incident).filter(({ unansweredAt }) => unansweredAt === null);
  return call ? { call, at: call.at + BACKUP_AFTER_MS } : null;
}

export function callTimer(incident: Incident): { job: JobOf<"call-unanswered">; at: Instant } | null {
  const next = nextUnanswered(incident);
  return next && { job: { kind: "call-unanswered", call: next.call.number }, at: next.at };
}

export function callTurn(incident: Incident, { call }: JobOf<"call-unanswered">, { now }: Context): WordlessTurn {
  const next = nextUnanswered(incident);
  if (next?.call.number !== call) return over("somebody answered");
  if (next.at > now) return notBefore(next.at);
  return { type: "due", to: next.call.backup, record: () => ({ type: "RecordUnanswered", call }) };
}

export function callJobs(event: DomainEvent, incident: Incident, seq: number, context: Context): JobChange[] {
  const by = userOf(event.actor) ?? event.actor;
  switch (event.type) {
    case "PeopleCalled": {
      const { call, name, keys, to, reason } = event;
      return [
        ...sayOnce(incident, "room", { type: "called", name, to, by, reason }, seq, context),
        ...fetchJobs(incident, to, { by, reason }, seq, context),
        ...(callsPeople(incident) ? keys : []).map((key) =>
          once(incident, `page:call:${call}:${key}`, { kind: "page", key, call }, null, PRIORITY.page, context),
        ),
      ];
    }
    case "CallAnswered": {
      const call = callOf(incident, event.call);
      if (!call) return [];
      return sayOnce(incident, "room", { type: "call-answered", who: event.by, by: call.by }, seq, context);
    }
    case "CallUnanswered": {
      const call = callOf(incident, event.call);
      if (!call) return [];
      const { name, to } = call;
      const { backup } = event;
      return [
        ...sayOnce(incident, "room", { type: "call-unanswered", name, to, backup }, seq, context),
        ...fetchJobs(incident, backup, { by: call.by, reason: null }, seq, context),
      ];
    }
    case "ContactTried": {
      const { contact, how, text } = event;
      return sayOnce(incident, "room", { type: "contact-tried", contact, how, text, by }, seq, context);
    }
    default:
      return [];
  }
}

export const callOf = ({ calls }: Incident, number: number): Call | undefined =>
  calls.find((one) => one.number === number);

/** They are invited, and told; of a private incident the invitation alone tells them. */
function fetchJobs(
  incident: Incident,
  users: readonly string[],
  { by, reason }: { by: string; reason: string | null },
  seq: number,
  context: Context,
): JobChange[] {
  const tells = incident.private ? [] : users;
  return [
    ...inviteJobs(incident, users, `:call:${seq}`, context),
    ...tells.flatMap((user) => tellJobs(incident, user, { type: "called", by, reason }, seq, context)),
  ];
}
