// A job that breaks the program that carries it out, with the real worker, commands and store.
import { expect, onTestFinished, test } from "vitest";
import { createActivity } from "../../src/lib/activity.ts";
import { createLog } from "../../src/lib/log.ts";
import { createTroubles } from "../../src/lib/troubles.ts";
import { createDeliver, type Effects } from "../../src/out/deliver.ts";
import { createWorker } from "../../src/out/worker.ts";
import { readEvents } from "../../src/store/read/events.ts";
import type { JobRow } from "../../src/store/tables.ts";
import { createOrders, rows } from "../support/orders.ts";
import { ENGINES } from "../support/stores.ts";

test.each(ENGINES)(
  "a job that always breaks (%s) is given up after five attempts and told, while all others are done",
  async (engine) => {
    const orders = await createOrders(engine);
    const { store, clock } = orders;
    const log = createLog("silent");
    const activity = createActivity();
    let attempts = 0;
    const effects: Effects = {
      async ofIncident({ claim }) {
        if (claim.job.kind !== "open-room") return { type: "done" };
        attempts += 1;
        throw new Error("a renderer that always throws");
      },
      ofWorkspace: async () => ({ type: "done" }),
    };
    const worker = createWorker(
      { ...orders, log, activity, troubles: createTroubles(clock, log), planCatchUps: () => Promise.resolve() },
      createDeliver({ ...orders, log }, effects),
    );
    onTestFinished(() => worker.stop());
    worker.start();
    const broken = await orders.declare({ title: "Broken" });
    const settle = async () => {
      for (let quietTurns = 0; quietTurns < 5; ) {
        quietTurns = activity.isIdle() ? quietTurns + 1 : 0;
        await new Promise<void>((resolve) => setTimeout(resolve, 2));
      }
    };
    await clock.advance(5 * 60_000, settle);
    expect(attempts).toBe(5);
    const jobs = await rows<JobRow>(store, "jobs");
    expect(jobs.filter(({ status }) => status === "parked")).toEqual([
      expect.objectContaining({ kind: "open-room", outcome: "a renderer that always throws" }),
    ]);
    expect(jobs.find(({ kind }) => kind === "notice")).toMatchObject({ status: "done" });
    const failed = (await readEvents(store, broken.id)).find(({ type }) => type === "EffectFailed");
    expect(failed).toMatchObject({ why: "a renderer that always throws", job: `open-room:${broken.id}` });
  },
);
