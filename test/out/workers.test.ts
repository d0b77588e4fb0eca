import { describe, expect, test } from "vitest";
import type { JobChange } from "../../src/domain/job.ts";
import { createActivity } from "../../src/lib/activity.ts";
import { systemClock } from "../../src/lib/clock.ts";
import { createSeededRandom } from "../../src/lib/random.ts";
import { createTroubles } from "../../src/lib/troubles.ts";
import { createWorker } from "../../src/out/worker.ts";
import { applyJobChange, type Claim, expectEnd, releaseLane } from "../../src/store/jobs.ts";
import { openStore } from "../../src/store/open.ts";
import type { Store } from "../../src/store/store.ts";
import type { JobRow } from "../../src/store/tables.ts";
import { rows } from "../support/orders.ts";
import { quiet } from "../support/quiet.ts";
import { freshDatabase } from "../support/stores.ts";

const JOBS = 50;

describe("two workers on one PostgreSQL database", () => {
  test("carry out fifty jobs between them, each once, and those of one lane in order", async () => {
    const url = await freshDatabase("postgres");
    const stores = await Promise.all(
      [1, 2].map(async () => (await openStore(url, { clock: systemClock, log: quiet })).store),
    );
    const done: { worker: number; id: string; lane: string }[] = [];
    const { promise: all, resolve } = Promise.withResolvers<void>();
    const running = new Set<string>();
    const begun = new Set<number>();
    const bothBegun = Promise.withResolvers<void>();
    const carryOut =
      (store: Store, worker: number) =>
      async (claim: Claim): Promise<undefined> => {
        expect(running.has(claim.lane), `lane ${claim.lane} is carried out twice at once`).toBe(false);
        running.add(claim.lane);
        // A round trip, as any effect takes one; and so long a one that neither worker is done before the other begins.
        await rows(store, "instances");
        if (begun.add(worker).size < 2) await bothBegun.promise;
        else bothBegun.resolve();
        running.delete(claim.lane);
        const ended = await store.commit({
          expect: [expectEnd(store, claim, { status: "done", outcome: null }, systemClock.now())],
          writes: [releaseLane(store, claim, 0)],
        });
        if (ended.ok) done.push({ worker, id: claim.id, lane: claim.lane });
        if (done.length === JOBS) resolve();
      };
    const now = systemClock.now();
    const changes = Array.from(
      { length: JOBS },
      (_, index): JobChange => ({
        do: "enqueue",
        key: `job-${String(index).padStart(2, "0")}`,
        job: { kind: "post-card" },
        lane: `lane-${index % 25}`,
        priority: 3,
        dueAt: now - JOBS + index,
        again: "once",
      }),
    );
    await stores[0]!.commit({ writes: changes.map((change) => applyJobChange(stores[0]!, null, change, now)) });
    const workers = stores.map((store, index) =>
      createWorker(
        {
          store,
          clock: systemClock,
          random: createSeededRandom(index),
          log: quiet,
          activity: createActivity(),
          troubles: createTroubles(systemClock, quiet),
          planCatchUps: () => Promise.resolve(),
        },
        carryOut(store, index),
      ),
    );
    for (const worker of workers) worker.start();
    await all;
    await Promise.all(workers.map((worker) => worker.stop()));
    expect(done.map(({ id }) => id).sort()).toEqual(changes.map((change) => (change as { key: string }).key));
    expect(new Set(done.map(({ worker }) => worker)).size).toBe(2);
    const stored = await rows<JobRow>(stores[0]!, "jobs");
    expect(stored.every(({ status, attempts }) => status === "done" && attempts === 1)).toBe(true);
    for (let lane = 0; lane < 25; lane++) {
      const ofLane = done.filter((one) => one.lane === `lane-${lane}`).map(({ id }) => id);
      expect(ofLane).toEqual(ofLane.toSorted());
    }
    await Promise.all(stores.map((store) => store.close()));
  });
});
