import { describe, expect, test } from "vitest";
import { WARROOM, type Actor } from "../../../src/domain/actor.ts";
import type { Command, DeclareIncident } from "../../../src/domain/command.ts";
import { decide, decideNew } from "../../../src/domain/decide.ts";
import { circumstancesOf } from "../../../src/domain/facts/circumstances.ts";
import { fold, type Incident } from "../../../src/domain/incident.ts";
import { runbookOf } from "../../runbook/reading.ts";
import { at, declared, event, PEOPLE, person, resolved, room, T0 } from "../given.ts";

const runbook = runbookOf(`
title: Test
severities:
  - { name: SEV1, title: Outage }
  - { name: SEV2, title: Degraded }
categories:
  - { key: data-loss, title: Data is gone }
  - { key: security, name: Security breach, private: true }
measures:
  users: { ask: How many users are hit?, kind: number }
  down: { ask: Is it down?, kind: yes-no }
`);

const loss = event(2, { type: "CategoryAdded", category: "data-loss" });
const counted = event(3, { type: "Measured", measured: { users: 50 }, changed: ["users"] });

function order(state: Incident, command: Command, by: Actor = person("UBEN")) {
  const decision = decide(state, command, by, { now: at(5), runbook, people: PEOPLE });
  if (!decision.ok) return { problem: decision.error, events: [], after: state, said: [] };
  const { events, after, jobs } = decision.value;
  const said = jobs.flatMap((change) =>
    change.do === "enqueue" && change.job.kind === "say" ? [change.job.said as object] : [],
  );
  return { problem: null, events: events.map(({ at: _at, actor: _actor, ...body }) => body), after, said };
}

const declare = (more: Partial<DeclareIncident>, recent: Parameters<typeof decideNew>[0]["recent"] = []) =>
  decideNew(
    { team: "T1", seq: 6, recent },
    { type: "DeclareIncident", title: "Checkout is down", severity: "SEV1", ...more },
    person("UANA"),
    { now: T0, runbook, people: PEOPLE },
    { id: "I7", runbookHash: "hash" },
  );

const add = (category: string): Command => ({ type: "AddCategory", category });
const remove = (category: string): Command => ({ type: "RemoveCategory", category });

describe("a category", () => {
  test("is found by its key or its name, and the room hears of it", () => {
    const { events, after, said } = order(fold("I7", [declared(), room, loss]), add(" security BREACH "));
    expect(events).toEqual([{ type: "CategoryAdded", category: "security" }]);
    expect(circumstancesOf(after)).toEqual({
      severity: "SEV1",
      categories: ["data-loss", "security"],
      measured: {},
    });
    expect(said).toEqual([{ type: "category-added", category: "security", by: "UBEN" }]);
  });
  test("is taken back when it was none, also once the incident is over", () => {
    const { events, after } = order(fold("I7", [declared(), room, loss, resolved(4)]), remove("data-loss"));
    expect(events).toEqual([{ type: "CategoryRemoved", category: "data-loss" }]);
    expect(after.categories).toEqual([]);
  });
  test("that it is already, or is not, changes nothing", () => {
    const state = fold("I7", [declared(), loss]);
    expect(order(state, add("data-loss")).problem).toEqual({ type: "unchanged", what: "category" });
    expect(order(state, remove("security")).problem).toEqual({ type: "unchanged", what: "category" });
  });
  test("that the runbook does not name is refused with the nearest that it does", () => {
    expect(order(fold("I7", [declared()]), add("securty")).problem).toMatchObject({
      type: "unknown-category",
      known: ["data-loss", "security"],
      nearest: "security",
    });
  });
  test("is no matter for guests", () => {
    expect(order(fold("I7", [declared()]), add("security"), person("UX", "guest")).problem).toMatchObject({
      type: "not-allowed",
    });
  });
});

describe("measuring", () => {
  const measure = (measured: Record<string, number | boolean | null>): Command => ({
    type: "SetImpact",
    changes: {},
    measured,
  });
  test("keeps what is known besides, and says what is new", () => {
    const state = fold("I7", [declared(), room, counted]);
    const { events, said } = order(state, measure({ users: 50, down: false, weather: 3 }));
    expect(events).toEqual([{ type: "Measured", measured: { users: 50, down: false }, changed: ["down"] }]);
    expect(said).toEqual([{ type: "measured", values: [{ key: "down", value: false }], by: "UBEN" }]);
  });
  test("takes a value back that turned out to be wrong", () => {
    const { events, said } = order(fold("I7", [declared(), room, counted]), measure({ users: null }));
    expect(events).toEqual([{ type: "Measured", measured: {}, changed: ["users"] }]);
    expect(said).toEqual([{ type: "measured", values: [{ key: "users", value: null }], by: "UBEN" }]);
  });
  test("is one act with the words that were written beside it", () => {
    const words = { users: { to: "the EU" } };
    const state = fold("I7", [declared()]);
    expect(order(state, { type: "SetImpact", changes: words, measured: { users: 9 } }).events).toEqual([
      { type: "ImpactSet", words: { users: "the EU" }, changed: ["users"] },
      { type: "Measured", measured: { users: 9 }, changed: ["users"] },
    ]);
  });
  test("nothing new changes nothing", () => {
    const state = fold("I7", [declared(), counted]);
    expect(order(state, measure({ users: 50, down: null })).problem).toEqual({ type: "unchanged", what: "impact" });
  });
});

describe("a declaration", () => {
  test("carries what is known, each category once, and nothing that the runbook does not ask", () => {
    const declaration = declare({
      categories: ["Data loss", "data-loss"],
      measured: { users: 1_200, down: true, weather: 3 },
    });
    expect(declaration.ok && declaration.value.events[0]).toMatchObject({
      categories: ["data-loss"],
      measured: { users: 1_200, down: true },
    });
    expect(declaration.ok && declaration.value.after).toMatchObject({ private: false, categories: ["data-loss"] });
  });
  test("is private where one of its categories is, and is then compared with no other", () => {
    const theirs = {
      id: "I6",
      name: "INC-6",
      title: "Checkout is down",
      declaredBy: "UBEN",
      declaredAt: T0 - 1_000,
      channel: "C6",
    };
    const declaration = declare({ categories: ["data-loss", "security"] }, [theirs]);
    expect(declaration.ok && declaration.value.after.private).toBe(true);
    expect(declare({ categories: ["data-loss"] }, [theirs])).toMatchObject({ ok: false });
  });
  test("with a category that nobody knows is refused", () => {
    expect(declare({ categories: ["weather"] })).toMatchObject({ ok: false, error: { type: "unknown-category" } });
  });
  test("of before categories were kept has none", () => {
    const state = fold("I7", [declared()]);
    expect([state.categories, state.measured]).toEqual([[], {}]);
    expect(
      declare({}).ok && Object.keys((declare({}) as { value: { events: object[] } }).value.events[0]!),
    ).not.toContain("categories");
    expect(order(state, add("security"), WARROOM).problem).toBeNull();
  });
});
