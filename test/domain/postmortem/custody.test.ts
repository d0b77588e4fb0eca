// Who holds a role, whatever happens at the same moment: random claims, offers, answers, questions and take-overs.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Actor, WARROOM } from "../../../src/domain/actor.ts";
import type { Command } from "../../../src/domain/command.ts";
import { decide } from "../../../src/domain/decide.ts";
import type { DomainEvent } from "../../../src/domain/event.ts";
import { fold, type Incident } from "../../../src/domain/incident.ts";
import { nextUnanswered } from "../../../src/domain/handover/handover.ts";
import type { JobChange } from "../../../src/domain/job.ts";
import { nextLongHours } from "../../../src/domain/handover/long-hours.ts";
import { ANSWER_WITHIN_MS, nextTelling } from "../../../src/domain/handover/questions.ts";
import { claimed, declared, PEOPLE, person, room, RUNBOOK, T0 } from "../given.ts";

const USERS = ["UANA", "UBEN", "UCLEO"];
const users = fc.constantFrom(...USERS);
const roles = fc.constantFrom("commander", "commander", "scribe");
const minutes = fc.nat(300);
const ts = (minute: number): string => `${T0 / 1_000 + minute * 60}.000100`;

const said = fc.record({ by: users, minute: minutes, asks: users, isQuestion: fc.boolean() });

const commands: fc.Arbitrary<{ command: Command; by: Actor }> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      by: users.map((user): Actor => person(user)),
      command: fc.oneof(
        fc.record({ type: fc.constant("ClaimRole"), role: roles }),
        fc.record({ type: fc.constant("AssignRole"), role: roles, user: users }),
        fc.record({ type: fc.constant("ReleaseRole"), role: roles }),
        fc.record({ type: fc.constant("OfferRole"), role: roles, to: users }),
        fc.record({ type: fc.constantFrom("AcceptHandover", "DeclineHandover", "WithdrawHandover"), role: roles }),
        fc.constant({ type: "AskLead", text: "may we?" }),
        fc.constant({ type: "TakeOver", reason: "away" }),
        fc.constantFrom({ type: "Resolve", summary: "ok" }, { type: "Reopen", reason: "no" }),
      ) as fc.Arbitrary<Command>,
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      by: fc.constant(WARROOM),
      command: fc.oneof(
        said.map(({ by, minute, asks, isQuestion }) => {
          const at = T0 + minute * 60_000;
          const text = isQuestion ? `<@${asks}> may we?` : null;
          return { type: "RecordHeard", heard: [{ type: "said", by, at, ts: ts(minute), threadTs: null, text }] };
        }),
        fc.record({ by: users }).map(({ by }) => ({ type: "RecordHeard", heard: [{ type: "left", by }] })),
        fc.record({
          type: fc.constant("RecordQuestionPosted"),
          question: fc.constantFrom("ask:4", "ask:5"),
          ts: minutes.map(ts),
        }),
      ) as fc.Arbitrary<Command>,
    }),
  },
);
const steps = fc.array(
  fc.record({ step: commands, turn: fc.boolean(), wait_ms: fc.constantFrom(0, 0, 60_000, 200_000) }),
  {
    minLength: 1,
    maxLength: 60,
    size: "max",
  },
);

type Steps = typeof steps extends fc.Arbitrary<infer T> ? T : never;
type Check = (before: Incident, after: Incident, events: DomainEvent[], jobs: JobChange[], now: number) => void;

function run(all: Steps, check: Check): Incident {
  let state = fold("I7", [declared(), room, claimed(0, "commander")]);
  let now = T0 + 60_000;
  for (const { step, wait_ms, turn } of all) {
    now += wait_ms;
    const by = (turn && turnOf(state, step.command)) || step.by;
    const decision = decide(state, step.command, by, { now, runbook: RUNBOOK, people: PEOPLE });
    if (!decision.ok) continue;
    const { after, events, jobs } = decision.value;
    check(state, after, events, jobs, now);
    state = after;
  }
  return state;
}

/** Who may do it now: without that, random people would hardly ever accept what was offered to them. */
function turnOf({ roles: held, offers }: Incident, command: Command): Actor | null {
  if (!("role" in command)) return null;
  const user = command.type === "OfferRole" ? held[command.role]?.user : offers[command.role]?.to;
  return user === undefined ? null : person(user);
}

const holds = (check: Check, runs = 400) =>
  fc.assert(
    fc.property(steps, (all) => void run(all, check)),
    { numRuns: runs },
  );

describe("whatever happens at the same moment", () => {
  test("an offer is its holder's, goes to another, and never outlives their holding the role", () => {
    holds((_before, { offers, roles: held, stage }) => {
      for (const [role, { from, to }] of Object.entries(offers)) {
        expect(held[role]?.user).toBe(from);
        expect(to).not.toBe(from);
        expect(stage).toBe("open");
      }
    });
  });
  test("a role passes by a hand-over only to whoever was offered it, from whoever offered it", () => {
    let passed = 0;
    holds((before, after, events) => {
      for (const event of events) {
        if (event.type !== "RoleAssigned" || event.how !== "handed-over") continue;
        passed += 1;
        expect(before.offers[event.role]).toMatchObject({ from: event.previous, to: event.user });
        expect(event.actor).toBe(`slack:${event.user}`);
        expect(after.roles[event.role]).toEqual({ user: event.user, since: event.at });
      }
    });
    expect(passed).toBeGreaterThan(0);
  });
  test("the lead is taken over only after three minutes without an answer, with a reason, and by another", () => {
    let taken = 0;
    holds((before, _after, events, _jobs, now) => {
      for (const event of events) {
        if (event.type !== "RoleAssigned" || event.how !== "taken-over") continue;
        taken += 1;
        const lead = before.roles.commander!.user;
        expect(event).toMatchObject({ role: "commander", previous: lead, reason: "away" });
        expect(event.user).not.toBe(lead);
        const waits = before.questions.filter(
          ({ to, ts: posted, at }) => to === lead && posted !== null && at + ANSWER_WITHIN_MS <= now,
        );
        expect(waits.length).toBeGreaterThan(0);
      }
    });
    expect(taken).toBeGreaterThan(0);
  });
  test("every open question is for the present lead, by another, of an open incident", () => {
    holds((_before, { questions, roles: held, stage }) => {
      for (const { role, to, by } of questions) {
        expect(held[role]?.user).toBe(to);
        expect(by).not.toBe(to);
        expect(stage).toBe("open");
      }
      expect(new Set(questions.map(({ id }) => id)).size).toBe(questions.length);
    });
  });
  test("the stored timers are always those that the state asks for", () => {
    fc.assert(
      fc.property(steps, (all) => {
        const pending = new Map<string, number>();
        const start = run([], () => {});
        pending.set("long-hours:I7", nextLongHours(start, RUNBOOK)!.at);
        const state = run(all, (_before, _after, _events, jobs) => {
          for (const change of jobs) {
            if (change.do === "cancel") pending.delete(change.key);
            else if (change.do === "enqueue") pending.set(change.key, change.dueAt);
          }
        });
        expect(pending.get("offer-unanswered:I7")).toBe(nextUnanswered(state)?.at);
        expect(pending.get("questions-waiting:I7")).toBe(nextTelling(state) ?? undefined);
        expect(pending.get("long-hours:I7")).toBe(nextLongHours(state, RUNBOOK)?.at);
      }),
      { numRuns: 300 },
    );
  });
});
