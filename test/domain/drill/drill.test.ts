import { expect, test } from "vitest";
import { callsPeople, tellsOutsiders } from "../../../src/domain/drill/drill.ts";
import { drillScores } from "../../../src/domain/drill/drill-score.ts";
import { fold } from "../../../src/domain/incident.ts";
import { dutyMoments } from "../../../src/domain/duties/moments.ts";
import { stateOf } from "../../../src/domain/duties/owed.ts";
import { roomName } from "../../../src/domain/room/naming.ts";
import { calledTo } from "../../../src/domain/visible.ts";
import { runbookOf } from "../../runbook/reading.ts";
import { at, claimed, declared, declaring, event, PEOPLE, resolved, RUNBOOK } from "../given.ts";

const drill = (pages: boolean) => ({ ...declared(), drill: { pages } }) as ReturnType<typeof declared>;
const incident = fold("I7", [declared()]);
const practised = fold("I7", [drill(false)]);

test("nobody outside is told of it, and nobody is called unless that was asked for", () => {
  expect([tellsOutsiders(incident), callsPeople(incident)]).toEqual([true, true]);
  expect([tellsOutsiders(practised), callsPeople(practised)]).toEqual([false, false]);
  expect(calledTo(practised, PEOPLE, ["on-call"])).toEqual([]);
  expect(calledTo(fold("I7", [drill(true)]), PEOPLE, ["on-call"])).toEqual(["UONE", "UTWO"]);
  expect(tellsOutsiders(fold("I7", [drill(true)]))).toBe(false);
});

test("it is not taken for a similar incident, and pages nobody when it is declared", () => {
  const recent = [
    { id: "I6", name: "INC-6", title: "Checkout is down", declaredBy: "UBEN", declaredAt: 1, channel: null },
  ];
  const { enqueues } = declaring({ drill: { pages: false } }, { recent }).then(
    expect.objectContaining({ type: "IncidentDeclared", drill: { pages: false } }),
  );
  expect(enqueues.filter((key) => key.startsWith("page:"))).toEqual([]);
});

test("its room is marked also where the pattern has no word of the title", () => {
  expect(roomName({ ...RUNBOOK, roomPattern: "incident-{id}" }, practised)).toBe("incident-inc-7-drill");
  expect(roomName({ ...RUNBOOK, roomPattern: "incident-{id}" }, incident)).toBe("incident-inc-7");
});

test("the score counts what was done: not the end of a clock that ended with the incident", () => {
  const runbook = runbookOf(`
title: Test
severities: [{ name: SEV1, title: High, response: 15m, first_update: 10m, resolve: { words: soon } }]
roles: [{ key: commander, mandatory: true }]
`);
  const scores = (...more: Parameters<typeof fold>[1]) =>
    drillScores(fold("I7", [drill(false), ...more]), runbook).map(({ what, after_ms, met }) => [what, after_ms, met]);
  expect(scores(resolved(5))).toEqual([
    ["response", null, false],
    ["first-update", null, false],
    ["resolve", 300_000, null],
    ["lead", null, false],
  ]);
  const updated = event(12, { type: "UpdatePosted", text: "x", status: "Triage", nextDueAt: null });
  expect(
    scores(claimed(2, "commander"), event(3, { type: "Acknowledged", by: "UANA" }), updated, resolved(20)),
  ).toEqual([
    ["response", 180_000, true],
    ["first-update", 720_000, false],
    ["resolve", 1_200_000, null],
    ["lead", 120_000, null],
  ]);
});

test("ending it is not acknowledging it, where that has a target of its own", () => {
  const apart = runbookOf(`
title: Test
severities: [{ name: SEV1, title: High, acknowledge: 5m, response: 15m }]
`);
  const scores = drillScores(fold("I7", [drill(false), claimed(7, "commander"), resolved(8)]), apart);
  expect(scores.map(({ what, after_ms, met }) => [what, after_ms, met])).toEqual([
    ["acknowledge", null, false],
    ["response", 420_000, true],
    ["lead", 420_000, null],
  ]);
});

test("who would be told of it is known, and nobody is owed word of it", () => {
  const telling = runbookOf(`
title: Test
severities: [{ name: SEV1, title: High }]
duties: [{ tell: Customers, by: mail, to: [customers] }]
`);
  expect(dutyMoments(incident, telling)).toHaveLength(1);
  const [coming] = dutyMoments(practised, telling);
  const { id, since } = coming as Extract<typeof coming, { step: "owed" }>;
  const owed = { id, duty: id, since, dueAt: at(20), automatic: false };
  const after = fold("I7", [drill(false), event(0, { type: "DutiesOwed", duties: [owed] }, "warroom")]);
  expect(stateOf(after.owed[0]!, after, telling)).toBe("drilled");
  expect(dutyMoments(after, telling), "and is never overdue").toEqual([]);
});
