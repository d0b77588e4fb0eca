import { describe, expect, test } from "vitest";
import type { Command } from "../../src/domain/command.ts";
import { WARROOM } from "../../src/domain/actor.ts";
import { decide } from "../../src/domain/decide.ts";
import type { DomainEvent } from "../../src/domain/event.ts";
import { evolve, fold, type Incident } from "../../src/domain/incident.ts";
import { allNotifications } from "../../src/domain/regimes/notifications.ts";
import { answerableFor, reminderTimer, reminderTurn } from "../../src/domain/regimes/reminders.ts";
import { askTurn, regimesToAsk, unansweredRegimes } from "../../src/domain/regimes/asking.ts";
import { assert } from "../../src/lib/pure/assert.ts";
import { HOUR_MS } from "../../src/lib/pure/duration.ts";
import { runbookOf } from "../runbook/reading.ts";
import { at, claimed, declared, event, PEOPLE, person, resolved, room, T0 } from "./given.ts";

const RUNBOOK = runbookOf(`
title: Test
severities: [{ name: SEV1, title: High }, { name: SEV2, title: Low }]
categories: [{ key: security }, { key: data }]
roles: [{ key: commander, mandatory: true }, { key: privacy }]
regimes:
  - gdpr
  - { use: nis2, only: { severity: SEV1, category: security }, owner: privacy, to: [managers] }
  - { use: dora, only: { category: security } }
  - { use: sec-8k, only: { category: data } }
  - { use: california, only: { category: data } }
`);
const OPEN = [declared(), room, claimed(1, "commander")];
const hours = (count: number) => T0 + count * HOUR_MS;
const context = (now: number) => ({ now, runbook: RUNBOOK, people: PEOPLE });

/** The state after each order, each at its minute. */
function stateAfter(events: readonly DomainEvent[], ...orders: [number, Command][]): Incident {
  return orders.reduce(
    (incident, [minute, command]) => {
      const actor = command.type.startsWith("Record") ? WARROOM : person("UANA");
      const done = decide(incident, command, actor, context(at(minute)));
      if (!done.ok) throw new Error(JSON.stringify(done.error));
      return done.value.after;
    },
    fold("I7", events),
  );
}

function problemOf(incident: Incident, minute: number, command: Command) {
  const done = decide(incident, command, person("UANA"), context(at(minute)));
  return done.ok ? done.value.events : done.error;
}

const answer = (regime: string, keys: readonly string[], more: object = {}): Command => ({
  type: "AnswerRegime",
  regime,
  answers: Object.fromEntries(keys.map((key) => [key, true])),
  starts: {},
  reason: null,
  ...more,
});
const GDPR = answer("gdpr", ["personal-data", "risk"]);
const submit = (regime: string, notification: string, submittedAt: number): Command => ({
  type: "SubmitNotification",
  regime,
  notification,
  submittedAt,
  reference: null,
  proof: null,
});

const standing = (incident: Incident) =>
  Object.fromEntries(
    allNotifications(incident, RUNBOOK).map(({ regime, notification, stage, dueAt }) => [
      `${regime.key}/${notification.key}`,
      dueAt === null ? stage : `${stage} ${(dueAt - T0) / HOUR_MS}`,
    ]),
  );

/** At which hour who is reminded of what, until nothing more comes. */
function reminders(incident: Incident, until = hours(24 * 60)) {
  const told: string[] = [];
  let state = incident;
  for (
    let timer = reminderTimer(state, context(T0));
    timer && timer.at <= until;
    timer = reminderTimer(state, context(T0))
  ) {
    const turn = reminderTurn(state, timer.job, context(timer.at));
    if (turn.type !== "due") throw new Error(turn.type);
    const sent = { channel: "C7", ts: "1.1", text: "", variant: turn.variant };
    for (const { notification, step } of turn.reminded)
      told.push(`${(timer.at - T0) / HOUR_MS} ${notification} ${step}`);
    const done = decide(state, turn.record(sent), WARROOM, context(timer.at));
    if (!done.ok) throw new Error(JSON.stringify(done.error));
    state = done.value.after;
  }
  return told;
}

describe("asked", () => {
  const asked = (...events: DomainEvent[]) =>
    regimesToAsk(fold("I7", [...OPEN, ...events]), RUNBOOK)
      .filter(({ ask }) => ask === 1)
      .map(({ regime: { key } }) => key);
  const category = (minute: number, key: string) => event(minute, { type: "CategoryAdded", category: key });

  test("once a category is named or an impact on data or security, where the runbook does not say when; else when it says", () => {
    expect(asked()).toEqual([]);
    expect(asked(event(2, { type: "ImpactSet", words: { users: "all" }, changed: ["users"] }))).toEqual([]);
    expect(asked(event(2, { type: "ImpactSet", words: { data: "rows" }, changed: ["data"] }))).toEqual(["gdpr"]);
    expect(asked(category(2, "security"))).toEqual(["gdpr", "nis2", "dora"]);
    expect(asked(category(2, "data"))).toEqual(["gdpr", "sec-8k", "california"]);
  });

  test("for the first time once in this incident, and not once it is answered; another severity asks what it asks for", () => {
    const was = event(
      3,
      { type: "RegimesAsked", regimes: ["gdpr", "dora"], names: [], to: [], text: "", ts: "1.1" },
      "warroom",
    );
    const low = event(1, { type: "SeverityChanged", from: "SEV1", to: "SEV2", reason: null });
    const high = event(5, { type: "SeverityChanged", from: "SEV2", to: "SEV1", reason: null });
    expect(asked(low, category(2, "security"))).toEqual(["gdpr", "dora"]);
    expect(asked(low, category(2, "security"), was)).toEqual([]);
    expect(asked(low, category(2, "security"), was, high)).toEqual(["nis2"]);
    const answered = stateAfter([...OPEN, category(2, "data")], [3, GDPR]);
    expect(regimesToAsk(answered, RUNBOOK).map(({ regime: { key } }) => key)).toEqual(["sec-8k", "california"]);
  });

  test("each of whom answers for it: the holder of its role, else whoever leads, and whom the runbook names", () => {
    const incident = fold("I7", [...OPEN, category(2, "security")]);
    const nis2 = RUNBOOK.regimes[1]!;
    expect(answerableFor(nis2, incident, RUNBOOK, PEOPLE)).toEqual(["UANA", "UMAX"]);
    const held = evolve(incident, claimed(3, "privacy", "UBEN"));
    expect(answerableFor(nis2, held, RUNBOOK, PEOPLE)).toEqual(["UBEN", "UMAX"]);
    expect(answerableFor(nis2, { ...held, private: true }, RUNBOOK, PEOPLE)).toEqual(["UBEN"]);
    expect(askTurn(held, { kind: "ask-regimes" }, context(at(2.5)))).toEqual({ type: "not-yet", at: at(3) });
    const turn = askTurn(held, { kind: "ask-regimes" }, context(at(3)));
    expect(turn).toMatchObject({ to: ["UANA"], variant: "1:gdpr,dora" });
  });

  test("again while nobody has answered: within the hour, and twice more before the shortest limit is over", () => {
    const thursdayAt23_min = 3 * 24 * 60 + 14 * 60;
    let incident = fold("I7", [...OPEN, category(thursdayAt23_min, "data")]);
    const asks: string[] = [];
    for (let next = regimesToAsk(incident, RUNBOOK)[0]; next; next = regimesToAsk(incident, RUNBOOK)[0]) {
      const turn = askTurn(incident, { kind: "ask-regimes" }, context(next.at));
      expect(turn.type === "due" && turn.ask).toBe(next.ask);
      assert(turn.type === "due", "its time has come");
      const result = decide(incident, turn.record({ channel: "C7", ts: "1.1", text: "" }), WARROOM, context(next.at));
      assert(result.ok, "it is asked");
      asks.push(`${new Date(next.at).toISOString().slice(5, 16)} ${turn.variant}`);
      incident = result.value.after;
    }
    expect(asks).toEqual([
      "11-05T23:01 1:gdpr,sec-8k,california",
      "11-05T23:31 2:gdpr,sec-8k,california",
      "11-06T16:00 3:gdpr,sec-8k,california",
      "11-07T16:00 4:gdpr,sec-8k,california",
    ]);
    expect(unansweredRegimes(incident, RUNBOOK).map(({ key }) => key)).toEqual(["gdpr", "sec-8k", "california"]);
  });

  test("in a drill they are asked once", () => {
    const drill = { ...fold("I7", [...OPEN, category(2, "data")]), drill: { pages: false, taken: {}, lateUpdates: 0 } };
    expect(regimesToAsk(drill, RUNBOOK).map(({ ask }) => ask)).toEqual([1, 1, 1]);
    const asked = evolve(
      drill,
      event(3, { type: "RegimesAsked", regimes: ["gdpr"], names: [], to: [], text: "", ts: "" }),
    );
    expect(regimesToAsk(asked, RUNBOOK).map(({ regime }) => regime.key)).toEqual(["sec-8k", "california"]);
  });
});

describe("clocks", () => {
  test("all answered with yes start the clock at that moment; one question open, or a no, does not", () => {
    expect(standing(stateAfter(OPEN, [60, answer("gdpr", ["personal-data"])]))).toEqual({});
    const holds = stateAfter(OPEN, [60, GDPR]);
    expect(standing(holds)).toEqual({
      "gdpr/authority": "running 73",
      "gdpr/people": "unsure",
      "gdpr/controller": "unsure",
    });
    const { personalData: _, ...no } = { personalData: true, answers: { "personal-data": false } };
    expect(standing(stateAfter(OPEN, [60, GDPR], [61, answer("gdpr", [], { ...no, reason: "It was none" })]))).toEqual(
      {},
    );
  });

  test("a typed time starts the clock in the past; one to come is refused", () => {
    const since = (time: number) => answer("gdpr", ["personal-data", "risk"], { starts: { aware: time } });
    expect(standing(stateAfter(OPEN, [60, since(hours(-5))]))).toMatchObject({ "gdpr/authority": "running 67" });
    expect(problemOf(fold("I7", OPEN), 60, since(at(61)))).toEqual({ type: "time-in-future", at: at(61) });
  });

  test("an answer or a time that stood takes a reason to change, and both stay in the record", () => {
    const holds = stateAfter(OPEN, [60, GDPR]);
    const earlier = answer("gdpr", [], { starts: { aware: hours(-1) } });
    expect(problemOf(holds, 61, earlier)).toEqual({ type: "text-empty", what: "reason" });
    expect(
      problemOf(holds, 61, answer("gdpr", [], { starts: { aware: hours(-1) }, reason: "The mail was read then" })),
    ).toEqual([
      expect.objectContaining({
        type: "RegimeAnswered",
        clocks: [expect.objectContaining({ since: hours(-1), before: at(60), how: "said" })],
        reason: "The mail was read then",
      }),
    ]);
    expect(problemOf(holds, 61, GDPR)).toEqual({ type: "regime-unchanged" });
  });

  test("a follow-up runs from the submission; of what is not wanted or settled nothing can be submitted", () => {
    const held = stateAfter(OPEN, [0, answer("dora", ["financial-entity", "major"])]);
    expect(standing(held)).toEqual({
      "dora/initial": "running 4",
      "dora/intermediate": "waiting",
      "dora/final": "waiting",
    });
    const sent = stateAfter(
      OPEN,
      [0, answer("dora", ["financial-entity", "major"])],
      [120, submit("dora", "initial", at(90))],
    );
    expect(standing(sent)).toMatchObject({ "dora/initial": "submitted 4", "dora/intermediate": "running 73.5" });
    expect(problemOf(held, 121, submit("dora", "initial", at(122)))).toEqual({ type: "time-in-future", at: at(122) });
    expect(problemOf(sent, 121, submit("dora", "initial", at(91)))).toMatchObject({ type: "notification-settled" });
    expect(problemOf(sent, 121, submit("gdpr", "authority", at(91)))).toMatchObject({ type: "unknown-notification" });
  });

  test("a start that only one notification counts from begins with the answer to its question", () => {
    const form = stateAfter(OPEN, [0, answer("sec-8k", ["listed", "material"])]);
    expect(standing(form)["sec-8k/amendment"]).toBe("unsure");
    const more = stateAfter(
      OPEN,
      [0, answer("sec-8k", ["listed", "material"])],
      [60 * 24, answer("sec-8k", ["more-known"])],
    );
    expect(standing(more)["sec-8k/amendment"]).toMatch(/^running/);
    expect(more.regimes["sec-8k"]!.clocks["known-later"]!.at).toBe(hours(24));
    expect(more.regimes["sec-8k"]!.clocks.determined!.at).toBe(T0);
  });
});

describe("reminded", () => {
  test("at half, three quarters, nine tenths and when due, once each; also after the end, not after a drill's", () => {
    const steps = [
      "36 authority half",
      "54 authority three-quarters",
      "64.8 authority nine-tenths",
      "72 authority due",
    ];
    const holds = stateAfter(OPEN, [0, GDPR]);
    expect(reminders(holds)).toEqual(steps);
    expect(reminders(evolve(holds, resolved(30)))).toEqual(steps);
    const drill = { ...holds, drill: { pages: false, taken: {}, lateUpdates: 0 } };
    expect(reminders(drill)).toEqual(steps);
    expect(reminders(evolve(drill, resolved(30)))).toEqual([]);
  });

  test("not of what had passed when it was said; that it is overdue always, at once", () => {
    const since = (time: number) => answer("gdpr", ["personal-data", "risk"], { starts: { aware: time } });
    expect(reminders(stateAfter(OPEN, [0, since(hours(-60))]))).toEqual([
      "4.8 authority nine-tenths",
      "12 authority due",
    ]);
    expect(reminders(stateAfter(OPEN, [0, since(hours(-100))]))).toEqual(["0 authority due"]);
  });

  test("after a time away of the latest step alone; of a clock that was set right by its new time", () => {
    const holds = stateAfter(OPEN, [0, GDPR]);
    const turn = reminderTurn(holds, { kind: "remind-regimes" }, context(hours(66)));
    expect(turn).toMatchObject({ reminded: [{ step: "nine-tenths" }], to: ["UANA"] });
    const told = stateAfter(OPEN, [0, GDPR], [36 * 60, recordOf(holds, hours(36))]);
    const set = { starts: { aware: hours(-12) }, reason: "Support knew" };
    const right = stateAfter(
      OPEN,
      [0, GDPR],
      [36 * 60, recordOf(holds, hours(36))],
      [37 * 60, answer("gdpr", [], set)],
    );
    const later = { starts: { aware: hours(24) }, reason: "It was another mail" };
    const moved = stateAfter(
      OPEN,
      [0, GDPR],
      [72 * 60, recordOf(holds, hours(72))],
      [73 * 60, answer("gdpr", [], later)],
    );
    expect(reminders(moved)).toEqual(["78 authority three-quarters", "88.8 authority nine-tenths", "96 authority due"]);
    expect(reminders(told)[0]).toBe("54 authority three-quarters");
    expect(reminders(right)).toEqual(["42 authority three-quarters", "52.8 authority nine-tenths", "60 authority due"]);
  });

  test("no more once it is submitted or not needed, and again when that is taken back", () => {
    const skip: Command = { type: "SkipNotification", regime: "gdpr", notification: "authority", reason: "No person" };
    const back: Command = {
      type: "ReopenNotification",
      regime: "gdpr",
      notification: "authority",
      reason: "It was one",
    };
    expect(reminders(stateAfter(OPEN, [0, GDPR], [5, submit("gdpr", "authority", at(4))]))).toEqual([]);
    expect(reminders(stateAfter(OPEN, [0, GDPR], [5, skip]))).toEqual([]);
    expect(reminders(stateAfter(OPEN, [0, GDPR], [5, skip], [6, back]))).toHaveLength(4);
    expect(problemOf(stateAfter(OPEN, [0, GDPR]), 6, back)).toEqual({ type: "notification-open" });
  });

  const recordOf = (incident: Incident, now: number): Command => {
    const turn = reminderTurn(incident, { kind: "remind-regimes" }, context(now));
    if (turn.type !== "due") throw new Error(turn.type);
    return turn.record({ channel: "C7", ts: "1.1", text: "", variant: turn.variant });
  };
});

test("a runbook that lacks a regime of which something was said is not applied", () => {
  const bare = runbookOf("title: Bare\nseverities: [{ name: SEV1, title: High }]\nstatuses: [Investigation]\n");
  const incident = { ...stateAfter(OPEN, [0, GDPR]), status: "Investigation", roles: {} };
  const done = decide(incident, { type: "ApplyRunbook", runbook: "x" }, person("UANA"), {
    ...context(at(1)),
    runbook: bare,
  });
  expect(done.ok ? null : done.error).toMatchObject({ type: "runbook-lacks", regimes: ["gdpr"], roles: [] });
});
