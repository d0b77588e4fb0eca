import { expect, test } from "vitest";
import { forgetJobs } from "../../../src/commands/life/forget-jobs.ts";
import { DAY_MS, HOUR_MS } from "../../../src/lib/pure/duration.ts";
import { claimOf, expectClaim, expectEnd, releaseLane } from "../../../src/store/jobs.ts";
import type { JobRow } from "../../../src/store/tables.ts";
import { createOrders, rows } from "../../support/orders.ts";
import { ENGINES } from "../../support/stores.ts";

test.each(ENGINES)(
  "jobs of %s are forgotten a month after they and their incident ended, and not before",
  async (engine) => {
    const orders = await createOrders(engine);
    const { store } = orders;
    const over = await orders.declare({ title: "Over" });
    await orders.later(HOUR_MS);
    const runs = await orders.declare({ title: "Runs on" }, "UBEN");
    const endAll = async () => {
      for (const row of await rows<JobRow>(store, "jobs")) {
        if (row.status !== "pending") continue;
        const claim = claimOf(row, "h");
        const now = orders.clock.now();
        await store.commit({ expect: expectClaim(store, claim, now, now + 1_000), writes: [] });
        await store.commit({
          expect: [expectEnd(store, claim, { status: "done", outcome: null }, now)],
          writes: [releaseLane(store, claim, now + 1_000)],
        });
      }
    };
    const left = async () => new Set((await rows<JobRow>(store, "jobs")).map(({ incident }) => incident));
    await endAll();
    await orders.later(HOUR_MS);
    expect((await orders.order(over, { type: "Cancel", reason: "a false alarm" })).ok).toBe(true);
    await endAll();
    await orders.later(30 * DAY_MS - HOUR_MS);
    await forgetJobs(orders);
    expect(await left()).toEqual(new Set([over.id, runs.id]));
    await orders.later(2 * HOUR_MS);
    await forgetJobs(orders);
    expect(await left()).toEqual(new Set([runs.id]));
    expect(await rows(store, "lanes")).toEqual([]);
  },
);
