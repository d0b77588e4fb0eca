import { describe, expect, test } from "vitest";
import { shows, verdictOf } from "../../../src/domain/checks/check.ts";
import type { CheckAnswer } from "../../../src/domain/checks/decide-checks.ts";
import { roundDueAt } from "../../../src/domain/checks/rounds.ts";
import type { Command } from "../../../src/domain/command.ts";
import { type Decision, decide } from "../../../src/domain/decide.ts";
import { WARROOM } from "../../../src/domain/actor.ts";
import type { Measured } from "../../../src/domain/condition.ts";
import type { DomainEvent, EventBody } from "../../../src/domain/event.ts";
import { timedMoments } from "../../../src/domain/escalation/rungs.ts";
import { evolve, fold, type Incident } from "../../../src/domain/incident.ts";
import { heldUp, watchOf } from "../../../src/domain/recovery/recovery.ts";
import type { Runbook } from "../../../src/domain/runbook.ts";
import { runbookOf } from "../../runbook/reading.ts";
import { at, declared, event, givenUnder, PEOPLE, person, resolved, room } from "../given.ts";

const BASE = `
title: Test
severities: [{ name: SEV1, title: High }, { name: SEV2, title: Low }]
statuses: [Triage, Watching]
mitigated_at: Watching
`;

const RUNBOOK = runbookOf(`${BASE}
checks:
  errors: { title: Error rate, unit: "%" }
  services: { title: Every service runs }
recovery:
  watch: 15m
  mandatory:
    - { text: Few errors, check: errors, is: "< 0.1" }
    - { text: All run, check: services }
    - Nobody complains
`);
const [ERRORS, SERVICES, COMPLAINTS] = RUNBOOK.recovery.criteria.map(({ key, text }) => ({ key, text })) as [
  Named,
  Named,
  Named,
];
type Named = { key: string; text: string };

const CALLING = runbookOf(`${BASE}
checks: { errors: { title: Error rate, unit: "%" } }
escalation:
  - { name: Manager, when: [{ check: errors, is: "> 20" }] }
  - { name: Director, when: [{ check: errors, is: "> 20", lasting: 10m }] }
  - { name: Friend, when: [{ check: errors, is: "> 20" }], only: { severity: SEV2 } }
`);

const answers = (values: Record<string, Measured | null>): CheckAnswer[] =>
  Object.entries(values).map(([check, value]) => ({ check, value, detail: null }));

const bodiesOf = (events: readonly DomainEvent[]): EventBody[] =>
  events.map(({ at: _at, actor: _actor, ...body }) => body);

/** A round at that minute, and the events that came of it. */
function looked(before: Incident, minute: number, values: Record<string, Measured | null>, runbook: Runbook = RUNBOOK) {
  const context = { now: at(minute), runbook, people: PEOPLE };
  const decision = decide(before, { type: "RecordChecks", results: answers(values) }, WARROOM, context);
  if (!decision.ok) throw new Error(decision.error.type);
  const { after, events, jobs } = decision.value;
  const said = jobs.flatMap((change) =>
    change.do === "enqueue" && change.job.kind === "say" ? [change.job.said] : [],
  );
  const enqueued = jobs.flatMap((change) => (change.do === "enqueue" ? [change.key.replace(":I7", "")] : []));
  return { after, jobs: enqueued, events: bodiesOf(events), types: events.map(({ type }) => type), said };
}

function accepted(before: Incident, command: Command): Decision {
  const decision = decide(before, command, WARROOM, { now: at(12), runbook: RUNBOOK, people: PEOPLE });
  if (!decision.ok) throw new Error(decision.error.type);
  return decision.value;
}

const watching = event(10, { type: "StatusChanged", from: "Triage", to: "Watching" });
const attested = (minute: number, ...criteria: Named[]) => event(minute, { type: "Attested", criteria });
const well = { errors: 0.05, services: true };

describe("what a value is taken for", () => {
  const [few] = RUNBOOK.recovery.criteria;
  const asks = { criteria: [{ ...few!, check: few!.check! }], rungs: [] };

  test("a threshold itself does not pass, and nobody's answer is never well", () => {
    expect(verdictOf(asks, 0.05)).toBe("well");
    expect(verdictOf(asks, 0.1)).toBe("not-well");
    expect(verdictOf(asks, null)).toBe("unknown");
    expect(verdictOf({ criteria: [], rungs: [] }, null)).toBe("unknown");
  });

  test("yes is no number, and a number neither yes nor no", () => {
    expect(verdictOf(asks, true)).toBe("unknown");
    expect(shows({ is: true }, 1)).toBe(null);
    expect(shows({ is: true }, true)).toBe(true);
    expect(shows({ is: true }, false)).toBe(false);
  });

  test("what calls people is not well, and else only shown", () => {
    const [rung] = CALLING.ladder.rungs;
    const calling = { criteria: [], rungs: [{ rung: rung!, test: { op: ">" as const, than: 20 } }] };
    expect(verdictOf(calling, 23)).toBe("not-well");
    expect(verdictOf(calling, 12)).toBe("shown");
  });
});

describe("when they are looked at", () => {
  const due = (incident: Incident, runbook = RUNBOOK) => {
    const next = roundDueAt(incident, runbook);
    return next === null ? null : (next - at(0)) / 60_000;
  };

  test("at the declaration once, and then not before anybody says that something is well", () => {
    const fresh = fold("I7", [declared(), room]);
    expect(due(fresh)).toBe(0);
    const after = looked(fresh, 0, { errors: 3, services: true }).after;
    expect(due(after)).toBe(null);
    expect(due(evolve(after, watching))).toBe(1);
    expect(due(evolve(after, attested(5, COMPLAINTS)))).toBe(1);
  });

  test("each minute while it is fresh or watched, and ever more rarely", () => {
    const mitigated = fold("I7", [declared(), room, watching]);
    const dueAfter = (minute: number) => due(looked(mitigated, minute, { errors: 3, services: true }).after);
    expect([dueAfter(10), dueAfter(69), dueAfter(70), dueAfter(369), dueAfter(370)]).toEqual([11, 70, 75, 374, 385]);
    const last = looked(fold("I7", [declared(), room, watching, attested(395, COMPLAINTS)]), 400, well).after;
    expect(watchOf(last, RUNBOOK)).toEqual({ since: at(400), until: at(415) });
    expect(due(last), "a watch").toBe(401);
  });

  test("again and again while a rung waits for them, and no more once it is reached, or is meant for others", () => {
    const fresh = looked(fold("I7", [declared(), room]), 0, { errors: 3 }, CALLING).after;
    expect(due(fresh, CALLING)).toBe(1);
    const reach = (rung: string) =>
      event(1, { type: "RungReached", rung, name: rung, to: [], called: [], unbound: [], why: { on: "found" } });
    expect(due([reach("manager"), reach("director")].reduce(evolve, fresh), CALLING)).toBe(null);
  });

  test("once more when it is said to be mitigated, and when it is resolved: what stood there before is old", () => {
    const fresh = looked(fold("I7", [declared(), room]), 0, well).after;
    const said = event(40, { type: "TimeSet", time: "mitigated", from: null, to: at(35), reason: "restored" });
    const mitigated = evolve(fresh, said);
    const quiet = { ...RUNBOOK, recovery: { ...RUNBOOK.recovery, criteria: [] } };
    expect(due(mitigated, quiet)).toBe(40);
    const again = looked(mitigated, 40.1, well, quiet);
    expect(due(again.after, quiet)).toBe(null);
    const over = evolve(again.after, resolved(42));
    expect(due(over, quiet)).toBe(42);
    const last = looked(over, 42.1, well, quiet);
    expect(last.events, "the room sees it, however fresh the one before").toEqual([
      expect.objectContaining({ type: "ChecksRan", shown: true }),
    ]);
    expect(due(last.after, quiet)).toBe(null);
  });

  test("not where nothing is connected, but for whoever asks; after the end for whoever asks; anew once it is reopened", () => {
    const none = event(0, { type: "ChecksNotConnected" }, "warroom");
    const asked = event(20, { type: "ChecksAsked" });
    expect(due(fold("I7", [declared(), room, none, watching]))).toBe(null);
    expect(due(fold("I7", [declared(), room, none, asked]))).toBe(20);
    expect(due(fold("I7", [declared(), room, resolved(15), asked]))).toBe(20);
    expect(
      due(fold("I7", [declared(), room, none, resolved(15), event(30, { type: "Reopened", reason: "back" })])),
    ).toBe(null);
    const ran = looked(fold("I7", [declared(), room]), 0, well).after;
    expect(due([resolved(15), event(30, { type: "Reopened", reason: "back" })].reduce(evolve, ran))).toBe(30);
  });
});

describe("what is recorded", () => {
  test("every result, and of the changes alone that they are news", () => {
    const first = looked(fold("I7", [declared(), room]), 0, { errors: 3 });
    expect(first.types).toEqual(["ChecksRan", "ChecksChanged"]);
    expect(first.events[1]).toMatchObject({
      changes: [
        { title: "Error rate", unit: "%", value: 3, verdict: "not-well", before: null },
        { title: "Every service runs", value: null, verdict: "unknown", before: null },
      ],
    });
    const later = looked(evolve(first.after, watching), 11, { errors: 2, services: null });
    expect(later.events).toMatchObject([{ type: "ChecksRan", results: [{ value: 2 }, { value: null }] }]);
    const changed = looked(later.after, 12, { errors: 0.01, services: null });
    expect(changed.events[1]).toMatchObject({ changes: [{ check: "errors", verdict: "well", before: "not-well" }] });
    expect(changed.after.checks.results.errors).toMatchObject({ since: at(12), at: at(12) });
    expect(changed.after.checks.results.services).toMatchObject({ since: at(0), at: at(12) });
  });

  test("the room is shown a change at once, a number that moves every five minutes", () => {
    const first = looked(fold("I7", [declared(), room, watching]), 10, { errors: 3, services: true });
    const shown = (incident: Incident, minute: number, errors: number) =>
      looked(incident, minute, { errors, services: true }).events[0]!;
    expect(first.events[0]).toMatchObject({ shown: true });
    expect(shown(first.after, 11, 2)).toMatchObject({ shown: false });
    expect(shown(first.after, 15, 2)).toMatchObject({ shown: true });
    expect(shown(first.after, 11, 0.01)).toMatchObject({ shown: true });
  });

  test("a room that is opened later shows them anew, and what stood in the thread says so", () => {
    const thread = event(0, { type: "ThreadOpened", channel: "C0", ts: "1.1" }, "warroom");
    const first = looked(fold("I7", [declared(), thread, watching]), 10, { errors: 3, services: true }).after;
    const posted = (minute: number, channel: string, ts: string, from: Incident) =>
      evolve(
        from,
        event(minute, { type: "ChecksPosted", channel, ts, shownAt: at(10), stale: false, before: null }, "warroom"),
      );
    const inRoom = evolve(posted(10, "C0", "2.2", first), room);
    const jobs = looked(inRoom, 11, { errors: 2, services: true }).jobs;
    expect(jobs).toContain("checks");
    const { events } = accepted(inRoom, { type: "RecordChecksPosted", shownAt: at(10), channel: "C7", ts: "3.3" });
    expect(events).toMatchObject([{ type: "ChecksPosted", before: { channel: "C0", ts: "2.2" } }]);
  });

  test("one who asks while somebody else did is told so; after a merge nobody asks", () => {
    const asked = event(5, { type: "ChecksAsked" });
    givenUnder(RUNBOOK, declared(), room, asked).when({ type: "AskChecks" }).refused({ type: "checks-under-way" });
    givenUnder(runbookOf(BASE), declared(), room).when({ type: "AskChecks" }).refused({ type: "no-checks" });
    const cancelled = event(5, { type: "Cancelled", reason: "no" });
    givenUnder(RUNBOOK, declared(), room, cancelled).when({ type: "AskChecks" }).refused({ type: "not-open" });
  });

  test("what comes too late to matter is not", () => {
    givenUnder(RUNBOOK, declared(), room, event(5, { type: "Cancelled", reason: "no" }))
      .when({ type: "RecordChecks", results: [] })
      .refused({ type: "no-longer-wanted" });
  });
});

describe("what must be well", () => {
  const before = fold("I7", [declared(), room, watching, attested(11, COMPLAINTS)]);

  test("is met by its checks once it is mitigated, which begins the watch; the declaration's own round meets nothing", () => {
    expect(looked(fold("I7", [declared(), room]), 0, well).types).toEqual(["ChecksRan", "ChecksChanged"]);
    const met = looked(before, 12, well);
    expect(met.types).toEqual(["ChecksRan", "ChecksChanged", "Attested", "WellByChecks"]);
    expect(met.after.attested[ERRORS.key]).toEqual({ by: "warroom", at: at(12) });
    expect(met.said).toEqual([{ type: "all-well", by: "warroom", until: at(27) }]);
    expect(heldUp(met.after, RUNBOOK, at(20))?.until).toBe(at(27));
    expect(heldUp(met.after, RUNBOOK, at(27))).toBe(null);
  });

  test("falls open as soon as its check fails or gives no answer, and the watch begins anew", () => {
    const met = looked(before, 12, well).after;
    for (const errors of [0.3, null]) {
      const fell = looked(met, 13, { ...well, errors });
      expect(fell.types).toContain("CriteriaFell");
      expect(fell.said).toMatchObject([{ type: "criteria-fell", shown: [{ text: "Few errors", value: errors }] }]);
      expect(heldUp(fell.after, RUNBOOK, at(40))?.open.map(({ text }) => text)).toEqual(["Few errors"]);
      expect(watchOf(looked(fell.after, 14, well).after, RUNBOOK)?.since).toBe(at(14));
    }
  });

  test("that flutters, the room hears of once in ten minutes, and at last how it stands", () => {
    let incident = looked(before, 12, well).after;
    const said: [number, string][] = [];
    for (let minute = 13; minute <= 40; minute++) {
      const errors = minute < 30 && minute % 2 === 1 ? 0.3 : 0.05;
      const round = looked(incident, minute, { ...well, errors });
      said.push(...round.said.map(({ type }): [number, string] => [minute, type]));
      incident = round.after;
    }
    expect(said).toEqual([
      [13, "criteria-fell"],
      [24, "all-well"],
      [25, "criteria-fell"],
      [35, "all-well"],
    ]);
  });

  test("somebody's word holds where nobody knows, and falls when the check denies it", () => {
    const unknown = looked(before, 12, { errors: null, services: true }).after;
    const word = evolve(unknown, attested(13, ERRORS));
    expect(looked(word, 14, { errors: null, services: true }).types).toEqual(["ChecksRan"]);
    const denied = looked(word, 14, { errors: 3, services: true });
    expect(denied.events).toContainEqual({ type: "CriteriaFell", criteria: [ERRORS], told: true });
    expect(denied.after.attested[ERRORS.key]).toBe(undefined);
  });

  test("what was well by its checks is not where nothing looks any more, and then somebody may attest it", () => {
    const met = looked(before, 12, well).after;
    const gone = accepted(met, { type: "RecordNoChecker" });
    expect(gone.events.map(({ type }) => type)).toEqual(["ChecksNotConnected", "CriteriaFell"]);
    expect(Object.keys(gone.after.attested)).toEqual([COMPLAINTS.key]);
    const denied = looked(before, 12, { errors: 3, services: true }).after;
    const none = evolve(denied, event(13, { type: "ChecksNotConnected" }, "warroom"));
    const context = { now: at(20), runbook: RUNBOOK, people: PEOPLE };
    expect(decide(none, { type: "Attest", criteria: [ERRORS.key] }, person("UANA"), context).ok).toBe(true);
  });

  test("what is only recommended falls without a word to the room", () => {
    const recommending = runbookOf(`${BASE}
checks: { cpu: { title: CPU, unit: "%" } }
recovery: { recommended: [{ text: Little CPU, check: cpu, is: "< 70" }] }
`);
    const [cpu] = recommending.recovery.criteria;
    const word = fold("I7", [declared(), room, attested(11, cpu!)]);
    const fell = looked(word, 12, { cpu: 90 }, recommending);
    expect(fell.events).toContainEqual({
      type: "CriteriaFell",
      criteria: [{ key: cpu!.key, text: cpu!.text }],
      told: false,
    });
    expect(fell.said).toEqual([]);
  });

  test("what a check showed can be taken back once a new text of the runbook asks for somebody's word", () => {
    const met = looked(before, 12, well).after;
    const byWord = runbookOf(`${BASE}recovery: { mandatory: [Few errors] }`);
    const context = { now: at(20), runbook: byWord, people: PEOPLE };
    expect(decide(met, { type: "Unattest", criterion: ERRORS.key }, person("UANA"), context).ok).toBe(true);
  });

  test("nobody attests what its check denies, or takes back what it shows", () => {
    const context = { now: at(20), runbook: RUNBOOK, people: PEOPLE };
    const denied = looked(before, 12, { errors: 3, services: true }).after;
    const attest = (...criteria: string[]) => decide(denied, { type: "Attest", criteria }, person("UANA"), context);
    expect(attest(ERRORS.key)).toMatchObject({
      error: { type: "check-shows-otherwise", text: "Few errors", value: 3 },
    });
    const back = decide(denied, { type: "Unattest", criterion: SERVICES.key }, person("UANA"), context);
    expect(back).toMatchObject({ error: { type: "nothing-attested" } });
  });
});

describe("a rung that waits for a check", () => {
  const moments = (incident: Incident) =>
    timedMoments(incident, CALLING).map(({ rung, at: when, why }) => [rung.key, (when - at(0)) / 60_000, why.on]);
  const fresh = fold("I7", [declared(), room]);
  const showing = (...values: [minute: number, errors: number | null][]) =>
    values.reduce((incident, [minute, errors]) => looked(incident, minute, { errors }, CALLING).after, fresh);

  test("is reached by what it shows, not on the threshold itself, and where nobody knows not at all", () => {
    expect(moments(showing([0, 20]))).toEqual([]);
    expect(moments(showing([0, 23]))).toEqual([["manager", 0, "check"]]);
    expect(moments(showing([0, null]))).toEqual([]);
  });

  test("that must last is reached once it lasted without a break", () => {
    const director = (incident: Incident) => moments(incident).filter(([key]) => key === "director");
    expect(director(showing([0, 23], [5, 25], [9, 23]))).toEqual([]);
    expect(director(showing([0, 23], [5, 25], [10, 23]))).toEqual([["director", 10, "check"]]);
    expect(director(showing([0, 23], [5, null], [10, 23]))).toEqual([]);
    expect(director(showing([0, 23], [5, 3], [6, 23], [15, 23]))).toEqual([]);
    expect(director(showing([0, 23], [5, 3], [6, 23], [16, 23]))).toEqual([["director", 16, "check"]]);
  });

  test("says what it showed; what was shown before the end sets off nothing after it", () => {
    const shown = showing([0, 23]);
    const reached = decide(shown, { type: "RecordRungs", rungs: ["manager"] }, WARROOM, {
      now: at(1),
      runbook: CALLING,
      people: PEOPLE,
    });
    const why = {
      on: "check",
      title: "Error rate",
      value: 23,
      unit: "%",
      test: { op: ">", than: 20 },
      lasted_ms: null,
    };
    expect(reached).toMatchObject({ value: { events: [{ type: "RungReached", why }] } });
    const again = [resolved(2), event(30, { type: "Reopened", reason: "back" })].reduce(evolve, shown);
    expect(moments(again)).toEqual([]);
    expect(moments(looked(again, 30, { errors: 30 }, CALLING).after)).toEqual([["manager", 30, "check"]]);
  });
});
