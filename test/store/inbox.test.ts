import { describe, expect, test } from "vitest";
import { forgetOld, markEventsDone, noteFailedEvent, storeEnvelope } from "../../src/commands/inbox.ts";
import { createFrozenClock, createMovableClock } from "../../src/lib/clock.ts";
import { DAY_MS } from "../../src/lib/pure/duration.ts";
import { expectNewInteraction, interactionExpectation } from "../../src/store/inbox.ts";
import { subjectOfInteraction, undone } from "../../src/store/read/inbox.ts";
import type { InboxRow } from "../../src/store/tables.ts";
import { rows, START } from "../support/orders.ts";
import { ENGINES, freshStore } from "../support/stores.ts";

async function open(engine: "sqlite" | "postgres") {
  const clock = createMovableClock(createFrozenClock(START));
  return { store: await freshStore(engine, clock), clock };
}

describe.each(ENGINES)("the inbox on %s", (engine) => {
  test("keeps what is delivered twice once, as it came first", async () => {
    const deps = await open(engine);
    await storeEnvelope(deps, "Ev1", { first: true });
    await Promise.all([storeEnvelope(deps, "Ev1", { again: true }), storeEnvelope(deps, "Ev2", {})]);
    const left = await undone(deps.store, 10, 3);
    expect(left.map(({ key, envelope }) => [key, envelope])).toEqual([
      ["Ev1", `{"first":true}`],
      ["Ev2", "{}"],
    ]);
  });

  test("hands out the oldest first, at most as many as asked", async () => {
    const deps = await open(engine);
    for (const key of ["z", "m", "a"]) {
      await storeEnvelope(deps, key, {});
      await deps.clock.advance(1, () => Promise.resolve());
    }
    expect((await undone(deps.store, 2, 3)).map(({ key }) => key)).toEqual(["z", "m"]);
  });

  test("drops the envelope of what is done, and still knows a repeat of it", async () => {
    const deps = await open(engine);
    await storeEnvelope(deps, "Ev1", { secret: "words" });
    await markEventsDone(deps, ["Ev1"], "recorded");
    await storeEnvelope(deps, "Ev1", { secret: "words" });
    expect(await undone(deps.store, 10, 3)).toEqual([]);
    expect(await rows<InboxRow>(deps.store, "inbox")).toEqual([
      expect.objectContaining({ key: "Ev1", envelope: null, outcome: "recorded", done_at: START }),
    ]);
  });

  test("leaves what failed too often where it is, with the reason", async () => {
    const deps = await open(engine);
    await storeEnvelope(deps, "bad", {});
    await storeEnvelope(deps, "good", {});
    for (let attempt = 0; attempt < 3; attempt++) await noteFailedEvent(deps, "bad", "no such field");
    expect((await undone(deps.store, 10, 3)).map(({ key }) => key)).toEqual(["good"]);
    expect((await rows<InboxRow>(deps.store, "inbox")).find(({ key }) => key === "bad")).toMatchObject({
      attempts: 3,
      outcome: "no such field",
      done_at: null,
    });
  });

  test("forgets what was done two days ago, and nothing that waits", async () => {
    const deps = await open(engine);
    await storeEnvelope(deps, "done", {});
    await storeEnvelope(deps, "waits", {});
    await markEventsDone(deps, ["done"], "recorded");
    await deps.clock.advance(2 * DAY_MS, () => Promise.resolve());
    await forgetOld(deps);
    expect(await rows(deps.store, "inbox")).toHaveLength(2);
    await deps.clock.advance(1, () => Promise.resolve());
    await forgetOld(deps);
    expect((await rows<InboxRow>(deps.store, "inbox")).map(({ key }) => key)).toEqual(["waits"]);
  });

  test("takes an interaction once, and keeps its outcome apart from an event of the same key", async () => {
    const { store, ...deps } = await open(engine);
    await storeEnvelope({ store, ...deps }, "same", {});
    const take = () => store.commit({ expect: [expectNewInteraction(store, "same", "incident-1", START)], writes: [] });
    const outcomes = await Promise.all([take(), take(), take()]);
    expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1);
    expect(outcomes).toContainEqual({ ok: false, stale: interactionExpectation("same") });
    expect(await subjectOfInteraction(store, "same")).toBe("incident-1");
    expect(await subjectOfInteraction(store, "other")).toBeNull();
  });
});
