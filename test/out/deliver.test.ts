// A job that breaks the program that carries it out, with the real worker, commands and store.
import { expect, onTestFinished, test } from "vitest";
import { WARROOM } from "../../src/domain/actor.ts";
import { type ActivityDep, createActivity } from "../../src/lib/activity.ts";
import { createLog } from "../../src/lib/log.ts";
import { createTroubles } from "../../src/lib/troubles.ts";
import { createDeliver, type JobRunner } from "../../src/out/deliver.ts";
import { onlyWaits, type Outcome } from "../../src/out/outcome.ts";
import { reconcileJob } from "../../src/domain/enqueue.ts";
import { applyAtOnce } from "../../src/store/jobs.ts";
import { createWorker } from "../../src/out/worker.ts";
import { readEvents } from "../../src/store/read/events.ts";
import { StoreError } from "../../src/store/store.ts";
import type { JobRow } from "../../src/store/tables.ts";
import { createOrders, rows } from "../support/orders.ts";
import { ENGINES } from "../support/stores.ts";

test.each(ENGINES)(
  "a timer that its incident still needs (%s) is kept, whatever its effect holds of it",
  async (engine) => {
    const orders = await createOrders(engine);
    const { store, clock } = orders;
    const log = createLog("silent");
    const deps = { ...orders, log, activity: createActivity() };
    const unneeded: string[] = [];
    const runner: JobRunner = {
      async ofIncident({ claim }) {
        unneeded.push(claim.job.kind);
        return { type: "superseded", why: "nobody needs it" };
      },
      ofWorkspace: async () => ({ type: "done" }),
    };
    const worker = createWorker(
      { ...deps, troubles: createTroubles(clock, log), planCatchUps: () => Promise.resolve() },
      createDeliver(deps, runner),
    );
    onTestFinished(() => worker.stop());
    worker.start();
    const incident = await orders.declare();
    const opened = { type: "RecordRoomOpened" as const, channel: "C1", name: "inc-1" };
    expect(await orders.order(incident, opened, "UANA", { actor: WARROOM })).toMatchObject({ ok: true });
    await clock.advance(10 * 60_000, () => settled(deps));
    const asks = () => unneeded.filter((kind) => kind === "ask-for-lead").length;
    expect(asks()).toBeGreaterThan(1);
    const row = async () => (await rows<JobRow>(store, "jobs")).find(({ kind }) => kind === "ask-for-lead");
    expect(await row()).toMatchObject({ status: "pending", outcome: "nobody needs it" });
    expect(unneeded.filter((kind) => kind === "open-room")).toHaveLength(1);

    await orders.order(incident, { type: "AssignRole", role: "commander", user: "UANA" });
    expect(await row()).toMatchObject({ status: "cancelled" });
  },
);

test.each(ENGINES)(
  "a job that always breaks (%s) is given up after five attempts and told, while all others are done",
  async (engine) => {
    const orders = await createOrders(engine);
    const { store, clock } = orders;
    const log = createLog("silent");
    const activity = createActivity();
    let attempts = 0;
    const runner: JobRunner = {
      async ofIncident({ claim }) {
        if (claim.job.kind !== "open-room") return { type: "done" };
        attempts += 1;
        throw new Error("a renderer that always throws");
      },
      ofWorkspace: async () => ({ type: "done" }),
    };
    const worker = createWorker(
      { ...orders, log, activity, troubles: createTroubles(clock, log), planCatchUps: () => Promise.resolve() },
      createDeliver({ ...orders, log }, runner),
    );
    onTestFinished(() => worker.stop());
    worker.start();
    const broken = await orders.declare({ title: "Broken" });
    await clock.advance(5 * 60_000, () => settled({ activity }));
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

test.each([
  { what: "refuses to take", breaks: ["RecordRoomRefused"], told: 1 },
  { what: "takes neither, nor that it failed", breaks: ["RecordRoomRefused", "RecordFailure"], told: 0 },
])("a job whose outcome the program $what is given up after five attempts", async ({ breaks, told }) => {
  const orders = await createOrders("sqlite");
  const { store, clock } = orders;
  const log = createLog("silent");
  const activity = createActivity();
  const dispatch: typeof orders.dispatch = async (order) => {
    if (order.settles?.claim.job.kind !== "open-room" || !breaks.includes(order.command.type))
      return orders.dispatch(order);
    throw new Error("a rule that always throws");
  };
  const runner: JobRunner = {
    async ofIncident({ claim: { job } }) {
      if (job.kind !== "open-room") return { type: "done" };
      return { type: "done", command: { type: "RecordRoomRefused", error: "restricted_action" } };
    },
    ofWorkspace: async () => ({ type: "done" }),
  };
  const worker = createWorker(
    { ...orders, log, activity, troubles: createTroubles(clock, log), planCatchUps: () => Promise.resolve() },
    createDeliver({ ...orders, dispatch, log }, runner),
  );
  onTestFinished(() => worker.stop());
  worker.start();
  const incident = await orders.declare();
  await clock.advance(15 * 60_000, () => settled({ activity }));
  const jobs = await rows<JobRow>(store, "jobs");
  expect(jobs.find(({ kind }) => kind === "open-room")).toMatchObject({
    status: "parked",
    attempts: 5,
    outcome: "a rule that always throws",
  });
  const failed = (await readEvents(store, incident.id)).filter(({ type }) => type === "EffectFailed");
  expect(failed).toHaveLength(told);
});

test("an attempt that only waited leaves nothing to look for, and what one before it may have left is looked for", async () => {
  const orders = await createOrders("sqlite");
  const { clock } = orders;
  const log = createLog("silent");
  const activity = createActivity();
  const looked: unknown[] = [];
  const waits = onlyWaits({ type: "retry", why: "something else comes first", after_ms: 1_000 });
  const unknown: Outcome = { type: "retry", why: "unknown: timed out", after_ms: 1_000 };
  const outcomes = [waits, waits, unknown, waits];
  const runner: JobRunner = {
    async ofIncident({ claim: { job, toSearch } }) {
      if (job.kind !== "open-room") return { type: "done" };
      looked.push(toSearch);
      return outcomes.shift() ?? { type: "done" };
    },
    ofWorkspace: async () => ({ type: "done" }),
  };
  const worker = createWorker(
    { ...orders, log, activity, troubles: createTroubles(clock, log), planCatchUps: () => Promise.resolve() },
    createDeliver({ ...orders, log }, runner),
  );
  onTestFinished(() => worker.stop());
  worker.start();
  await orders.declare();
  await clock.advance(30_000, () => settled({ activity }));
  expect(looked).toEqual(["nothing", "nothing", "nothing", "all", "all"]);
});

test("a job whose outcome was refused keeps why", async () => {
  const orders = await createOrders("sqlite");
  const { store, clock } = orders;
  const log = createLog("silent");
  const activity = createActivity();
  const runner: JobRunner = {
    async ofIncident({ claim: { job } }) {
      if (job.kind !== "open-room") return { type: "done" };
      return { type: "done", command: { type: "RecordSubscriberLost", user: "UNOBODY", why: "deactivated" } };
    },
    ofWorkspace: async () => ({ type: "done" }),
  };
  const worker = createWorker(
    { ...orders, log, activity, troubles: createTroubles(clock, log), planCatchUps: () => Promise.resolve() },
    createDeliver({ ...orders, log }, runner),
  );
  onTestFinished(() => worker.stop());
  worker.start();
  await orders.declare();
  await clock.advance(30_000, () => settled({ activity }));
  const jobs = await rows<JobRow>(store, "jobs");
  expect(jobs.find(({ kind }) => kind === "open-room")).toMatchObject({
    status: "superseded",
    outcome: "no-longer-wanted",
  });
});

test.each(ENGINES)(
  "what was said while the database took nothing (%s) is recorded once it does, also where the job is called off first",
  async (engine) => {
    const orders = await createOrders(engine);
    const { store, clock } = orders;
    const log = createLog("silent");
    const activity = createActivity();
    let isBusy = true;
    let refusals = 0;
    const dispatch: typeof orders.dispatch = async (order) => {
      if (!order.settles || !isBusy) return orders.dispatch(order);
      refusals += 1;
      throw new StoreError("busy");
    };
    const runner: JobRunner = {
      async ofIncident({ claim: { job } }) {
        if (job.kind !== "ask-for-lead") return { type: "done" };
        const said = { to: ["UANA"], text: "Who leads?", channel: "C1", ts: "1.000001" };
        return { type: "done", command: { type: "RecordLeadAsk", ask: 1, since: job.since, ...said } };
      },
      ofWorkspace: async () => ({ type: "done" }),
    };
    const worker = createWorker(
      { ...orders, log, activity, troubles: createTroubles(clock, log), planCatchUps: () => Promise.resolve() },
      createDeliver({ ...orders, dispatch, log }, runner),
    );
    onTestFinished(() => worker.stop());
    worker.start();
    const incident = await orders.declare();
    const opened = { type: "RecordRoomOpened" as const, channel: "C1", name: "inc-1" };
    await orders.order(incident, opened, "UANA", { actor: WARROOM });
    await clock.advance(3 * 60_000, () => settled({ activity }));
    expect(refusals).toBeGreaterThan(1);
    expect(await orders.order(incident, { type: "AssignRole", role: "commander", user: "UANA" })).toMatchObject({
      ok: true,
    });
    isBusy = false;
    await clock.advance(60_000, () => settled({ activity }));
    const asked = (await readEvents(store, incident.id)).filter(({ type }) => type === "LeadAsked");
    expect(asked).toEqual([expect.objectContaining({ ts: "1.000001" })]);
  },
);

test.each(ENGINES)(
  "what was said and recorded by a commit whose answer was lost (%s) is not recorded again, whatever happened meanwhile",
  async (engine) => {
    const orders = await createOrders(engine);
    const { store, clock } = orders;
    const log = createLog("silent");
    const activity = createActivity();
    let isCutOff = true;
    const lost: boolean[] = [];
    const dispatch: typeof orders.dispatch = async (order) => {
      if (!order.settles || order.command.type !== "RecordLeadAsk" || !isCutOff) return orders.dispatch(order);
      if (lost.length === 0) lost.push((await orders.dispatch(order)).ok);
      throw new StoreError("the connection was lost while COMMIT was under way");
    };
    const runner: JobRunner = {
      async ofIncident({ claim: { job } }) {
        if (job.kind !== "ask-for-lead") return { type: "done" };
        const said = { to: ["UANA"], text: "Who leads?", channel: "C1", ts: "1.000001" };
        return { type: "done", command: { type: "RecordLeadAsk", ask: 1, since: job.since, ...said } };
      },
      ofWorkspace: async () => ({ type: "done" }),
    };
    const worker = createWorker(
      { ...orders, log, activity, troubles: createTroubles(clock, log), planCatchUps: () => Promise.resolve() },
      createDeliver({ ...orders, dispatch, log }, runner),
    );
    onTestFinished(() => worker.stop());
    worker.start();
    const incident = await orders.declare();
    const opened = { type: "RecordRoomOpened" as const, channel: "C1", name: "inc-1" };
    await orders.order(incident, opened, "UANA", { actor: WARROOM });
    await clock.advance(2 * 60_000, () => settled({ activity }));
    expect(lost).toEqual([true]);
    await orders.order(incident, { type: "AssignRole", role: "commander", user: "UANA" });
    await orders.order(incident, { type: "ReleaseRole", role: "commander" });
    isCutOff = false;
    await clock.advance(60_000, () => settled({ activity }));
    const asked = (await readEvents(store, incident.id)).filter(({ type }) => type === "LeadAsked");
    expect(asked).toHaveLength(1);
  },
);

async function settled({ activity }: ActivityDep): Promise<void> {
  for (let quietTurns = 0; quietTurns < 5; ) {
    quietTurns = activity.isIdle() ? quietTurns + 1 : 0;
    await new Promise<void>((resolve) => setTimeout(resolve, 2));
  }
}

test.each(ENGINES)(
  "what is wanted anew while an attempt at it fails (%s) does not wait for that attempt's rest",
  async (engine) => {
    const orders = await createOrders(engine);
    const { store, clock } = orders;
    const log = createLog("silent");
    const activity = createActivity();
    const want = () => {
      const now = clock.now();
      return store.commit({ writes: applyAtOnce(store, null, reconcileJob("T1", "C1", "shallow", now), now) });
    };
    let attempts = 0;
    const runner: JobRunner = {
      ofIncident: async () => ({ type: "done" }),
      async ofWorkspace() {
        attempts += 1;
        if (attempts > 1) return { type: "done" };
        await want();
        return { type: "retry", why: "Slack could not be reached", after_ms: 30_000 };
      },
    };
    const worker = createWorker(
      { ...orders, log, activity, troubles: createTroubles(clock, log), planCatchUps: () => Promise.resolve() },
      createDeliver({ ...orders, log }, runner),
    );
    onTestFinished(() => worker.stop());
    await want();
    worker.start();
    await clock.advance(5_000, () => settled({ activity }));
    expect(attempts).toBe(2);
  },
);
