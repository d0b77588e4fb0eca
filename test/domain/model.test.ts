// Random commands by random people: whatever is asked, the state stays one that can be.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Actor, WARROOM } from "../../src/domain/actor.ts";
import type { Command } from "../../src/domain/command.ts";
import { decide, decideNew } from "../../src/domain/decide.ts";
import { ENTRY_KINDS, type Mark, versionOf } from "../../src/domain/entries.ts";
import type { DomainEvent } from "../../src/domain/event.ts";
import { fold, type Incident } from "../../src/domain/incident.ts";
import type { JobChange } from "../../src/domain/job.ts";
import { nextLeadAsk, nextNudge } from "../../src/domain/nudges.ts";
import { TIME_NAMES, type TimeName, timeOf } from "../../src/domain/times.ts";
import { PEOPLE, person, RUNBOOK, T0 } from "./given.ts";

const users = fc.constantFrom("UANA", "UBEN", "UCLEO");
const actors: fc.Arbitrary<Actor> = fc.oneof(
  { weight: 8, arbitrary: users.map((user) => person(user)) },
  {
    weight: 1,
    arbitrary: fc.constantFrom("guest", "external", "unknown").map((standing) => person("UX", standing as "guest")),
  },
  { weight: 1, arbitrary: fc.constant<Actor>({ kind: "operator", name: "root" }) },
);
const roles = fc.constantFrom("commander", "communications", "scribe", "pilot");
const texts = fc.constantFrom("", "words", "x".repeat(3_001));

const kinds = fc.constantFrom(...ENTRY_KINDS);
const moments = fc.constantFrom("1793610000.000100", "1793610000.000200");
const marks = fc.constantFrom<Mark>(":bulb:", ":scales:", "pin", "shortcut");
const numbers = fc.integer({ min: 1, max: 4 });
/** What a form that was opened just now carries. */
const AS_IT_STANDS = -1;

const onTimeline = fc.oneof(
  fc.record({ type: fc.constant("AddNote" as const), text: texts, kind: kinds }),
  fc.record({
    type: fc.constant("MarkMoment" as const),
    ts: moments,
    threadTs: fc.constant(null),
    author: users,
    text: texts,
    mark: marks,
    kind: fc.option(kinds),
    markedAt: fc.option(fc.integer({ min: T0, max: T0 + 3_600_000 })),
  }),
  fc.record({
    type: fc.constant("UnmarkMoment" as const),
    ts: moments,
    mark: marks,
    at: fc.integer({ min: T0, max: T0 + 3_600_000 }),
  }),
  fc.record({
    type: fc.constant("CorrectEntry" as const),
    entry: numbers,
    seen: fc.constantFrom(0, AS_IT_STANDS),
    text: texts,
    kind: kinds,
  }),
  fc.record({
    type: fc.constant("StrikeEntry" as const),
    entry: numbers,
    seen: fc.constantFrom(0, AS_IT_STANDS),
    reason: texts,
  }),
  fc.record({
    type: fc.constant("NoteOutcome" as const),
    entry: numbers,
    seen: fc.constantFrom(0, AS_IT_STANDS),
    outcome: texts,
  }),
) as fc.Arbitrary<Command>;

const personal: fc.Arbitrary<Command> = fc.oneof(
  fc.record({ type: fc.constant("ClaimRole" as const), role: roles }),
  fc.record({ type: fc.constant("AssignRole" as const), role: roles, user: users }),
  fc.record({ type: fc.constant("ReleaseRole" as const), role: roles }),
  fc.constant<Command>({ type: "Acknowledge" }),
  fc.record({ type: fc.constant("ChangeSeverity" as const), severity: fc.constantFrom("SEV1", "sev2", "SEV4", "?") }),
  fc.record({ type: fc.constant("ChangeStatus" as const), status: fc.constantFrom("Triage", "fixing", "?") }),
  fc.record({ type: fc.constant("PostUpdate" as const), text: texts }),
  onTimeline,
  fc.record({ type: fc.constant("Resolve" as const), summary: texts }),
  fc.record({ type: fc.constant("Cancel" as const), reason: texts }),
  fc.record({ type: fc.constant("Reopen" as const), reason: texts }),
  fc.constant<Command>({ type: "RequestPostmortem" }),
  fc.record({
    type: fc.constant("SetTime" as const),
    time: fc.constantFrom(...TIME_NAMES, "?"),
    at: fc.integer({ min: T0 - 60 * 60_000, max: T0 + 300 * 60_000 }),
    reason: texts,
  }),
  fc.record({
    type: fc.constant("SetImpact" as const),
    changes: fc.dictionary(
      fc.constantFrom("users", "data"),
      fc.record(
        { from: fc.constantFrom("", "some"), to: fc.constantFrom("", "some", "all") },
        { requiredKeys: ["to"] },
      ),
    ),
  }) as fc.Arbitrary<Command>,
  fc.record({
    type: fc.constant("AnswerTriage" as const),
    answers: fc.array(
      fc.record({
        question: fc.constantFrom(...RUNBOOK.triage.map(({ question }) => question), "?"),
        text: fc.constantFrom("", "some", "all"),
        from: fc.constantFrom("", "some"),
        at: fc.integer({ min: T0 - 60 * 60_000, max: T0 }),
      }),
      { maxLength: 5 },
    ),
  }),
);
const outcomes = fc.oneof(
  fc.record({
    type: fc.constant("RecordRoomOpened" as const),
    channel: fc.constantFrom("C1", "C2"),
    name: fc.constant("inc"),
  }),
  fc.constant<Command>({ type: "RecordRoomRefused", error: "name_taken" }),
  fc.record({
    type: fc.constant("RecordPosted" as const),
    what: fc.constantFrom("card" as const, "announcement" as const),
    channel: fc.constant("C1"),
    ts: fc.constant("1.1"),
    shown: fc.constant("older"),
  }),
  fc.record({
    type: fc.constant("RecordNudge" as const),
    step: fc.constantFrom("soon" as const, "due" as const, "overdue" as const),
    cycle: fc.constant(T0),
    dueAt: fc.constant(T0),
    to: fc.constant(["UANA"]),
    text: fc.constant("!"),
    channel: fc.constant("C1"),
    ts: fc.constant("1.2"),
  }),
  fc.record({
    type: fc.constant("RecordLeadAsk" as const),
    ask: fc.integer({ min: 1, max: 3 }),
    since: fc.constant(T0),
    to: fc.constant(["UANA"]),
    text: fc.constant("?"),
    channel: fc.constant("C1"),
    ts: fc.constant("1.3"),
  }),
  fc.constant<Command>({ type: "RecordFailure", effect: { kind: "invite" }, why: "y" }),
) as fc.Arbitrary<Command>;
const stepsOf = (asked: fc.Arbitrary<Command>, fromWorld: fc.Arbitrary<boolean>) =>
  fc.array(fc.record({ by: actors, asked, answered: outcomes, fromWorld, wait_ms: fc.nat(20 * 60_000) }), {
    maxLength: 40,
  });
const steps = stepsOf(personal, fc.boolean());
/** Nothing but the timeline, so that many orders are about the same few entries. */
const timelineSteps = stepsOf(onTimeline, fc.constant(false));

interface Step {
  by: Actor;
  asked: Command;
  answered: Command;
  fromWorld: boolean;
  wait_ms: number;
}

function run(
  all: readonly Step[],
  check: (before: Incident, after: Incident, jobs: JobChange[], events: DomainEvent[], command: Command) => void,
) {
  const context = { now: T0, runbook: RUNBOOK, people: PEOPLE };
  const order = { type: "DeclareIncident" as const, title: "Down", severity: "SEV1" };
  const first = decideNew({ team: "T1", seq: 0, recent: [] }, order, person("UANA"), context, {
    id: "I7",
    runbookHash: "h",
  });
  if (!first.ok) throw new Error("a declaration must go");
  const log = [...first.value.events];
  let state = first.value.after;
  let now = T0;
  for (const { by, asked, answered, fromWorld, wait_ms } of all) {
    now += wait_ms;
    const command = fromWorld ? answered : seenNow(state, asked);
    const decision = decide(state, command, fromWorld ? WARROOM : by, { ...context, now });
    if (!decision.ok) continue;
    const { after, events, jobs } = decision.value;
    check(state, after, jobs, events, command);
    log.push(...events);
    state = after;
  }
  return { state, log };
}

function seenNow(state: Incident, command: Command): Command {
  if (!("seen" in command) || command.seen !== AS_IT_STANDS) return command;
  const entry = state.entries.find(({ number }) => number === command.entry);
  return { ...command, seen: entry ? versionOf(entry) : 0 };
}

describe("whatever is asked of an incident", () => {
  test("its state is exactly its events, folded", () => {
    fc.assert(
      fc.property(steps, (all) => {
        const { state, log } = run(all, () => {});
        expect(fold("I7", log)).toEqual(state);
        expect(state.seq).toBe(log.length);
      }),
      { numRuns: 300 },
    );
  });
  test("an accepted command leaves the state it was given as it was", () => {
    fc.assert(
      fc.property(steps, (all) => {
        let frozen = "";
        let last: Incident | undefined;
        run(all, (before, after) => {
          if (last) expect(JSON.stringify(before)).toBe(frozen);
          frozen = JSON.stringify(after);
          last = after;
        });
      }),
    );
  });
  test("stages change only as they may, and what is over has somebody who ended it", () => {
    fc.assert(
      fc.property(steps, (all) => {
        run(all, (before, after, _jobs, [event]) => {
          expect(after.ended === null).toBe(after.stage === "open");
          if (before.stage !== after.stage) {
            const may = { Resolved: "open→resolved", Cancelled: "open→cancelled" } as Record<string, string>;
            const change = `${before.stage}→${after.stage}`;
            if (event!.type === "Reopened") expect(change).toMatch(/^(resolved|cancelled)→open$/);
            else expect(change).toBe(may[event!.type]);
          }
        });
      }),
      { numRuns: 300 },
    );
  });
  test("a role has one holder, changes hands only by a role's events, and the room opens once", () => {
    fc.assert(
      fc.property(steps, (all) => {
        run(all, (before, after, _jobs, [event]) => {
          const isRole = event!.type === "RoleAssigned" || event!.type === "RoleReleased";
          if (!isRole) expect(after.roles).toEqual(before.roles);
          for (const key of Object.keys(after.roles)) expect(["commander", "communications", "scribe"]).toContain(key);
          if (event!.type === "RoleAssigned") expect(before.roles[event!.role]?.user).not.toBe(event!.user);
          if (before.room) expect(after.room).toEqual(before.room);
        });
      }),
      { numRuns: 300 },
    );
  });
  test("guests and external people change nothing, and no one but Warroom records", () => {
    fc.assert(
      fc.property(steps, (all) => {
        run(all, (_before, _after, _jobs, events) => {
          for (const { actor } of events) expect(actor).toMatch(/^(slack:U(ANA|BEN|CLEO|X)|operator:root|warroom)$/);
          if (events[0]!.actor === "slack:UX") expect(events[0]!.type).toMatch(/^(NoteAdded|MomentMarked(Again)?)$/);
        });
      }),
    );
  });
  test("its six times stand in an order that can be, and none is still to come", () => {
    fc.assert(
      fc.property(steps, (all) => {
        let now = T0;
        run(all, (before, after, _jobs, events) => {
          now = events[0]!.at;
          const at = (name: TimeName) => timeOf(after, name);
          for (const name of TIME_NAMES) expect(at(name) ?? 0).toBeLessThanOrEqual(now);
          const inOrder = ["started", "detected", "mitigated", "resolved"] as const;
          const known = inOrder.map(at).filter((one) => one !== null);
          expect(known).toEqual(known.toSorted((a, b) => a - b));
          expect(at("started")).toBeLessThanOrEqual(at("declared")!);
          // Nothing but setting a time, and a reopening, touches what was set.
          if (!["TimeSet", "Reopened", "TriageAnswered"].includes(events[0]!.type))
            expect(after.times).toBe(before.times);
        });
      }),
      { numRuns: 500 },
    );
  });
  test("no answer and no part of the impact is lost that somebody else wrote unseen", () => {
    fc.assert(
      fc.property(steps, (all) => {
        run(all, (before, after, _jobs, events) => {
          if (before.impact && !events.some(({ type }) => type === "ImpactSet"))
            expect(after.impact).toBe(before.impact);
          for (const question of Object.keys(before.triage)) expect(after.triage[question]).toBeDefined();
        });
      }),
    );
  });
  test("an entry keeps its number, a message has one entry, and what is struck stays as it is", () => {
    fc.assert(
      fc.property(timelineSteps, (all) => {
        run(all, (before, after) => {
          expect(after.entries.map(({ number }) => number)).toEqual(after.entries.map((_, index) => index + 1));
          for (const entry of before.entries.filter(({ struck }) => struck)) {
            expect(after.entries[entry.number - 1]).toEqual(entry);
          }
          const standing = after.entries.filter(({ struck, ts }) => !struck && ts !== null).map(({ ts }) => ts);
          expect(new Set(standing).size).toBe(standing.length);
        });
      }),
      { numRuns: 300 },
    );
  });
  test("an entry changes only for who saw it as it stood", () => {
    fc.assert(
      fc.property(timelineSteps, (all) => {
        run(all, (before, _after, _jobs, [event], asked) => {
          if (!("seen" in asked) || !("entry" in event!)) return;
          expect(asked.seen).toBe(versionOf(before.entries[asked.entry - 1]!));
        });
      }),
      { numRuns: 300 },
    );
  });
  test("the stored timers are always those that the state asks for", () => {
    fc.assert(
      fc.property(steps, (all) => {
        const pending = new Map<string, number>();
        const { state } = run(all, (_before, _after, jobs) => {
          for (const change of jobs) {
            if (change.do === "cancel") pending.delete(change.key);
            else pending.set(change.key, change.dueAt);
          }
        });
        const speaks = state.room !== null || state.roomRefused !== null;
        expect(pending.get("nudge-update:I7")).toBe((speaks && nextNudge(state, RUNBOOK)?.at) || undefined);
        expect(pending.get("ask-for-lead:I7")).toBe((speaks && nextLeadAsk(state, RUNBOOK)?.at) || undefined);
      }),
      { numRuns: 500 },
    );
  });
});
