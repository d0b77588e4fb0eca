// Two incidents that are one: both sides are decided together, and whatever is ordered they say the same of each other.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Actor } from "../../src/domain/actor.ts";
import { decide, decidePair, otherOf, type PairCommand } from "../../src/domain/decide.ts";
import { fold, type Incident } from "../../src/domain/incident.ts";
import { similarTo } from "../../src/domain/similar.ts";
import { at, claimed, declared, event, given, PEOPLE, person, resolved, room, RUNBOOK, T0 } from "./given.ts";

const ANA = person("UANA");
const context = { now: at(5), runbook: RUNBOOK, people: PEOPLE };

const named = (number: number): Incident => ({
  ...fold(`I${number}`, [declared(), room]),
  number,
  name: `INC-${number}`,
});

function pair(one: Incident, other: Incident, command: PairCommand, actor: Actor = ANA) {
  return decidePair([one, context], [other, context], command, actor);
}

const into = (incident: Incident, reason?: string): PairCommand => ({
  type: "MergeIncident",
  into: incident.id,
  ...(reason === undefined ? {} : { reason }),
});

describe("merging a duplicate", () => {
  test("ends it, points each to the other, and brings its people", () => {
    const duplicate = { ...fold("I8", [declared(), room, claimed(1, "commander", "UBEN")]), name: "INC-8" };
    const target = named(7);
    const decided = pair(duplicate, target, into(target, " same pool "));
    if (!decided.ok) throw new Error(JSON.stringify(decided.error));
    const [own, others] = decided.value;
    expect(own.events).toMatchObject([{ type: "MergedInto", incident: "I7", name: "INC-7", reason: "same pool" }]);
    expect(own.after).toMatchObject({ stage: "merged", mergedInto: { name: "INC-7" }, ended: { words: "same pool" } });
    expect(others.events).toMatchObject([{ type: "DuplicateMerged", incident: "I8", people: ["UANA", "UBEN"] }]);
    expect(others.after).toMatchObject({ stage: "open", duplicates: [{ name: "INC-8" }] });
    expect(others.jobs).toContainEqual(
      expect.objectContaining({ job: { kind: "bring-people", from: "C7", people: ["UANA", "UBEN"] } }),
    );
    const cancelled = own.jobs.flatMap((change) => (change.do === "cancel" ? [change.key] : []));
    expect(cancelled).toContain("nudge-update:I8");
  });
  test("needs two, and both open", () => {
    const over = fold("I7", [declared(), resolved(3)]);
    expect(pair(named(7), named(7), into(named(7)))).toMatchObject({
      ok: false,
      error: { type: "merged-into-itself" },
    });
    expect(pair(named(8), over, into(over))).toMatchObject({ ok: false, error: { type: "not-open", name: "INC-7" } });
    expect(pair(over, named(8), into(named(8)))).toMatchObject({ ok: false, error: { type: "not-open" } });
    expect(pair(named(8), named(7), into(named(7)), person("UX", "guest"))).toMatchObject({
      ok: false,
      error: { type: "not-allowed" },
    });
  });
});

describe("joining instead of declaring the same", () => {
  test("invites whoever joins, and tells the room what they saw", () => {
    const { enqueues } = given(declared(), room)
      .when({ type: "Join", reported: " Payments fail " }, person("UBEN"))
      .then({ type: "Joined", user: "UBEN", reported: "Payments fail" });
    expect(enqueues).toEqual(["bring:3", "say:room:3"]);
  });
  test("without a title says nothing; of an ended one, why not", () => {
    const { enqueues } = given(declared(), room)
      .when({ type: "Join" })
      .then(expect.objectContaining({ reported: null }));
    expect(enqueues.filter((key) => key.startsWith("say"))).toEqual([]);
    given(declared(), event(2, { type: "Cancelled", reason: "test" }))
      .when({ type: "Join" })
      .refused({ type: "not-open" });
  });
});

describe("what may be the same trouble", () => {
  const one = (title: string, minutes: number) => ({
    id: title,
    name: "INC-6",
    title,
    declaredBy: "UBEN",
    declaredAt: at(-minutes),
    channel: null,
  });
  // Each row: a title, what was declared so many minutes before, whether it may be the same.
  test.each([
    ["Payments fail", [one("Checkout is down", 2)], "Checkout is down"],
    ["Payments fail", [one("Checkout is down", 2.1)], null],
    ["The checkout page times out", [one("Checkout is down", 14)], "Checkout is down"],
    ["The checkout page times out", [one("Checkout is down", 15.1)], null],
    ["Search is down", [one("Checkout is down", 3)], null],
    ["Checkout errors", [one("Search is slow", 1), one("Checkout is down", 9)], "Checkout is down"],
  ])("%s", (title, recent, found) => {
    expect(similarTo(title, recent, T0)?.title ?? null).toBe(found);
  });
});

describe("whatever is ordered of several incidents", () => {
  const orders = fc.array(
    fc.record({
      of: fc.nat(3),
      other: fc.nat(3),
      what: fc.constantFrom("merge", "merge", "merge", "resolve", "reopen", "cancel"),
    }),
    { maxLength: 30 },
  );
  test("each says of the other what the other says of it, and no circle is left without an open one", () => {
    fc.assert(
      fc.property(orders, (all) => {
        const incidents = new Map([1, 2, 3, 4].map((number) => [`I${number}`, named(number)]));
        for (const { of, other, what } of all) carryOut(incidents, `I${of + 1}`, `I${other + 1}`, what);
        for (const incident of incidents.values()) {
          expect(incident.mergedInto !== null).toBe(incident.stage === "merged");
          const isNoted = incidents
            .get(incident.mergedInto?.incident ?? "")
            ?.duplicates.some(({ incident: id }) => id === incident.id);
          if (incident.mergedInto) expect(isNoted).toBe(true);
          expect(new Set(incident.duplicates.map(({ incident: id }) => id)).size).toBe(incident.duplicates.length);
          for (const { incident: id } of incident.duplicates) {
            expect(incidents.get(id)!.mergedInto?.incident).toBe(incident.id);
          }
          expect(endOfChain(incidents, incident)).not.toBeNull();
        }
      }),
      { numRuns: 500 },
    );
  });
});

function carryOut(incidents: Map<string, Incident>, id: string, otherId: string, what: string) {
  const incident = incidents.get(id)!;
  const command =
    what === "merge"
      ? into(incidents.get(otherId)!)
      : what === "reopen"
        ? { type: "Reopen" as const, reason: "again" }
        : what === "resolve"
          ? { type: "Resolve" as const, summary: "done" }
          : { type: "Cancel" as const, reason: "test" };
  const second = otherOf(incident, command);
  if (second === null) {
    if (command.type === "MergeIncident") throw new Error("a merge names another incident");
    const decided = decide(incident, command, ANA, context);
    if (decided.ok) incidents.set(id, decided.value.after);
    return;
  }
  const decided = pair(incident, incidents.get(second)!, command as PairCommand);
  if (!decided.ok) return;
  for (const { after } of decided.value) incidents.set(after.id, after);
}

/** Where a merged incident goes on in the end; null where it leads back to itself. */
function endOfChain(incidents: Map<string, Incident>, from: Incident): Incident | null {
  const seen = new Set<string>();
  let now = from;
  while (now.mergedInto) {
    if (seen.has(now.id)) return null;
    seen.add(now.id);
    now = incidents.get(now.mergedInto.incident)!;
  }
  return now;
}
