// Given events, when a command is decided, then events or a Problem: how the domain's tests are written.
import { expect } from "vitest";
import { type Actor, WARROOM } from "../../src/domain/actor.ts";
import type { Command, DeclareIncident } from "../../src/domain/command.ts";
import { type Decision, decide, decideNew } from "../../src/domain/decide.ts";
import type { Enqueue } from "../../src/domain/enqueue.ts";
import type { DomainEvent, EventBody } from "../../src/domain/event.ts";
import { fold, type Incident } from "../../src/domain/incident.ts";
import type { Problem } from "../../src/domain/problem.ts";
import type { People, Runbook } from "../../src/domain/runbook.ts";
import type { RecentIncident } from "../../src/domain/workspace.ts";
import { MINUTE_MS } from "../../src/lib/pure/duration.ts";
import type { Result } from "../../src/lib/pure/result.ts";
import { runbookOf } from "../runbook/reading.ts";

export const T0 = Date.UTC(2026, 10, 2, 9, 0, 0);

/** Minutes after the declaration. */
export const at = (minutes: number): number => T0 + minutes * MINUTE_MS;

export const RUNBOOK: Runbook = runbookOf(`
title: Test
severities:
  - { name: SEV1, title: Outage, update_every: 20m, response: 15m, invite: [on-call] }
  - { name: SEV2, title: Degraded, update_every: 1h, invite: [on-call, managers] }
  - { name: SEV4, title: Low }
statuses: [Triage, Fixing, Watching]
roles:
  - { key: commander, mandatory: true, backup: [managers] }
  - { key: communications, name: Communications lead }
  - { key: scribe }
updates_by: communications
announce: incidents
`);

export const PEOPLE: People = { "on-call": ["UONE", "UTWO"], managers: ["UMAX"] };

export const person = (user: string, standing: "member" | "guest" | "external" | "unknown" = "member"): Actor => ({
  kind: "person",
  team: "T1",
  user,
  standing,
});

const ANA = person("UANA");

/** An event by UANA at a minute after the declaration; `by` for another actor. */
export const event = (minute: number, body: EventBody, by = "slack:UANA"): DomainEvent => ({
  ...body,
  at: at(minute),
  actor: by,
});

export const declared = (severity = "SEV1"): DomainEvent =>
  event(0, {
    type: "IncidentDeclared",
    team: "T1",
    number: 7,
    name: "INC-7",
    title: "Checkout is down",
    severity,
    status: "Triage",
    startedAt: T0,
    runbook: "hash",
  });

export const room = event(0, { type: "RoomOpened", channel: "C7", name: "inc-7" }, "warroom");

export const claimed = (minute: number, role: string, user = "UANA"): DomainEvent =>
  event(minute, { type: "RoleAssigned", role, user, previous: null }, `slack:${user}`);

export const resolved = (minute: number): DomainEvent => event(minute, { type: "Resolved", summary: "rolled back" });

export interface Given {
  state: Incident;
  /** `done`: the job that it ends. */
  when(command: Command, by?: Actor, minute?: number, done?: string): When;
}

export interface When {
  /** Exactly these events, without who and when. */
  then(...events: EventBody[]): Accepted;
  /** A Problem that holds this. */
  refused(problem: Partial<Problem> & { type: Problem["type"] }): void;
}

export interface Accepted {
  decision: Decision;
  /** The keys of what is enqueued, without the incident's id. */
  enqueues: string[];
  /** The enqueued job of a key. */
  job(key: string): Enqueue | undefined;
  cancels: string[];
}

export const given = (...events: DomainEvent[]): Given => givenUnder(RUNBOOK, ...events);

/** The same under another runbook. */
export function givenUnder(runbook: Runbook, ...events: DomainEvent[]): Given {
  const state = fold("I7", events);
  return {
    state,
    when: (command, by = command.type.startsWith("Record") ? WARROOM : ANA, minute = 1, done) =>
      outcomeOf(decide(state, command, by, { now: at(minute), runbook, people: PEOPLE, done })),
  };
}

export function declaring(
  order: Partial<DeclareIncident> = {},
  { by = ANA, recent = [], seq = 6 }: { by?: Actor; recent?: RecentIncident[]; seq?: number } = {},
): When {
  const command = { type: "DeclareIncident" as const, title: "Checkout is down", severity: "SEV1", ...order };
  const context = { now: T0, runbook: RUNBOOK, people: PEOPLE };
  const made = { id: "I7", runbookHash: "hash" };
  return outcomeOf(decideNew({ team: "T1", seq, recent }, command, by, context, made));
}

function outcomeOf(outcome: Result<Decision, Problem>): When {
  return {
    // biome-ignore lint/suspicious/noThenProperty: the third word of given, when, then; nobody awaits it
    then(...events) {
      if (!outcome.ok) throw new Error(`refused: ${JSON.stringify(outcome.error)}`);
      const decision = outcome.value;
      expect(decision.events.map(({ at: _at, actor: _actor, ...body }) => body)).toEqual(events);
      const short = (key: string) => key.replaceAll(":I7", "");
      const enqueued = decision.jobs.filter((change) => change.do === "enqueue");
      return {
        decision,
        enqueues: enqueued.map(({ key }) => short(key)),
        job: (key) => enqueued.find((change) => short(change.key) === key),
        cancels: decision.jobs.filter((change) => change.do === "cancel").map(({ key }) => short(key)),
      };
    },
    refused(problem) {
      expect(outcome).toEqual({ ok: false, error: expect.objectContaining(problem) });
    },
  };
}
