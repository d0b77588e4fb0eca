// Random commands by random people, and what they do to an incident: for the tests of what must always hold.
import fc from "fast-check";
import { type Actor, WARROOM } from "../../src/domain/actor.ts";
import type { Command } from "../../src/domain/command.ts";
import { decide, decideNew } from "../../src/domain/decide.ts";
import { ENTRY_KINDS, type Mark, versionOf } from "../../src/domain/timeline/entries.ts";
import type { DomainEvent } from "../../src/domain/event.ts";
import type { Incident } from "../../src/domain/incident.ts";
import type { JobChange } from "../../src/domain/job.ts";
import { TIME_NAMES } from "../../src/domain/facts/times.ts";
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
/** Before anybody would have waited so long. */
const SOON = T0 + 24 * 3_600_000;
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

/** Few tasks and items, given to few people, so that many orders are about the same one. */
const pair = fc.constantFrom("UANA", "UBEN");
const few = fc.integer({ min: 1, max: 2 });
const toDo = fc.constantFrom("words", "words", "");
const step = <const Type extends string>(type: Type) => fc.record({ type: fc.constant(type), task: few });
const onWork = fc.oneof(
  fc.record({ type: fc.constant("GiveTask" as const), to: pair, text: toDo, dueAt: fc.constantFrom(null, SOON) }),
  step("AcceptTask"),
  step("AcceptTask"),
  step("DeclineTask"),
  step("HandBackTask"),
  step("FinishTask"),
  step("DropTask"),
  fc.record({ type: fc.constant("ExtendTask" as const), task: few, seen: fc.constantFrom(null, SOON) }),
  fc.record({ type: fc.constant("ReassignTask" as const), task: few, to: users, seen: pair }),
  fc.record({
    type: fc.constant("AddActionItem" as const),
    text: toDo,
    owner: fc.option(pair),
    due: fc.constantFrom(null, { day: "2026-11-04", zone: "Europe/Berlin" }),
  }),
  fc.record({
    type: fc.constant("ReassignActionItem" as const),
    item: few,
    owner: users,
    zone: fc.constant("UTC"),
    seen: fc.option(pair),
  }),
  fc.record({ type: fc.constant("FinishActionItem" as const), item: few }),
  fc.record({ type: fc.constant("DropActionItem" as const), item: few, reason: toDo }),
) as fc.Arbitrary<Command>;

const times = fc.integer({ min: -60, max: 26 * 60 }).map((minutes) => T0 + minutes * 60_000);

/** What follows from these alone is in update-model.test.ts. */
const onUpdates: fc.Arbitrary<Command> = fc.oneof(
  fc.record({ type: fc.constant("PostUpdate" as const), text: texts, nextAt: times }),
  fc.constantFrom<Command>({ type: "Subscribe" }, { type: "Unsubscribe" }, { type: "ResumeNudges" }),
  fc.record({ type: fc.constant("PauseNudges" as const), until: times, reason: fc.constantFrom("", "words") }),
  fc.record({ type: fc.constant("SetBridge" as const), url: fc.constantFrom("https://a.example/1", "http://a", "x") }),
);

const personal: fc.Arbitrary<Command> = fc.oneof(
  fc.record({ type: fc.constant("ClaimRole" as const), role: roles }),
  fc.record({ type: fc.constant("AssignRole" as const), role: roles, user: users }),
  fc.record({ type: fc.constant("ReleaseRole" as const), role: roles }),
  fc.constant<Command>({ type: "Acknowledge" }),
  fc.record({ type: fc.constant("ChangeSeverity" as const), severity: fc.constantFrom("SEV1", "sev2", "SEV4", "?") }),
  fc.record({ type: fc.constant("ChangeStatus" as const), status: fc.constantFrom("Triage", "fixing", "?") }),
  fc.record({ type: fc.constant("PostUpdate" as const), text: texts, status: fc.constantFrom(...RUNBOOK.statuses) }),
  onTimeline,
  onWork,
  onUpdates,
  fc.record({ type: fc.constant("Resolve" as const), summary: texts }),
  fc.record({ type: fc.constant("Cancel" as const), reason: texts }),
  fc.record({ type: fc.constant("Reopen" as const), reason: texts }),
  fc.constant<Command>({ type: "RequestPostmortem" }),
  fc.constant<Command>({ type: "RetryEffect", job: "card:1" }),
  fc.record({ type: fc.constant("OfferRole" as const), role: roles, to: users, note: texts }),
  fc.record({
    type: fc.constantFrom("AcceptHandover" as const, "DeclineHandover" as const, "WithdrawHandover" as const),
    role: roles,
  }),
  fc.record({ type: fc.constant("AskLead" as const), text: texts }),
  fc.record({ type: fc.constant("TakeOver" as const), reason: texts }),
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
  fc.record({
    type: fc.constant("RecordTaskAsked" as const),
    task: numbers,
    to: users,
    dueAt: fc.constant(SOON),
    text: fc.constant("?"),
    channel: fc.constant("C1"),
    ts: fc.constant("1.4"),
  }),
  fc.record({ type: fc.constant("RecordTaskWaitTold" as const), task: numbers, to: users, since: fc.constant(T0) }),
  fc.constant<Command>({ type: "RecordSubscriberLost", user: "UBEN", why: "user_disabled" }),
  fc.constant<Command>({ type: "RecordFailure", effect: { kind: "invite" }, why: "y" }),
) as fc.Arbitrary<Command>;
const stepsOf = (asked: fc.Arbitrary<Command>, fromWorld: fc.Arbitrary<boolean>, size: fc.SizeForArbitrary = "small") =>
  fc.array(fc.record({ by: actors, asked, answered: outcomes, fromWorld, wait_ms: fc.nat(20 * 60_000) }), {
    maxLength: 40,
    size,
  });
export const steps = stepsOf(personal, fc.boolean());
/** Nothing but the timeline, so that many orders are about the same few entries. */
export const timelineSteps = stepsOf(onTimeline, fc.constant(false));
/** The same of tasks and action items; now and then the incident ends. Long, since it takes several steps to pass one on. */
export const workSteps = stepsOf(
  fc.oneof(
    { weight: 60, arbitrary: onWork },
    { weight: 1, arbitrary: fc.constant<Command>({ type: "Resolve", summary: "fixed" }) },
    { weight: 3, arbitrary: fc.constant<Command>({ type: "Reopen", reason: "not fixed" }) },
  ),
  fc.constantFrom(false, false, false, true),
  "max",
);

interface Step {
  by: Actor;
  asked: Command;
  answered: Command;
  fromWorld: boolean;
  wait_ms: number;
}

export function run(
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
  if (!("seen" in command && "entry" in command) || command.seen !== AS_IT_STANDS) return command;
  const entry = state.entries.find(({ number }) => number === command.entry);
  return { ...command, seen: entry ? versionOf(entry) : 0 };
}
