import { expect, onTestFinished, test, vi } from "vitest";
import type { Away } from "../../src/domain/catch-up.ts";
import { PRIORITY } from "../../src/domain/job.ts";
import { createActivity } from "../../src/lib/activity.ts";
import { createFrozenClock, createMovableClock } from "../../src/lib/clock.ts";
import { createSeededRandom } from "../../src/lib/random.ts";
import { createTroubles } from "../../src/lib/troubles.ts";
import { createDeliver } from "../../src/out/deliver.ts";
import { createWorker } from "../../src/out/worker.ts";
import { insertInstance } from "../../src/store/instances.ts";
import { applyJobChange, type Claim, expectEnd, releaseLane } from "../../src/store/jobs.ts";
import { lastAlive } from "../../src/store/read/instances.ts";
import { type Commit, type Store, StoreError } from "../../src/store/store.ts";
import { quiet } from "../support/quiet.ts";
import { ENGINES, freshStore } from "../support/stores.ts";

const START = 1_700_000_000_000;

async function setUp(engine: (typeof ENGINES)[number], wrap: (store: Store) => Store = (store) => store) {
  const under = { at: START };
  const clock = createMovableClock({ ...createFrozenClock(START), now: () => under.at });
  const inner = await freshStore(engine, clock);
  const store = wrap(inner);
  const activity = createActivity();
  const settle = async () => {
    for (let quietTurns = 0; quietTurns < 5; ) {
      quietTurns = activity.isIdle() ? quietTurns + 1 : 0;
      await new Promise<void>((resolve) => setTimeout(resolve, 2));
    }
  };
  const enqueue = (key: string, lane: string | null = null, { priority = 1, dueAt = START } = {}) =>
    inner.commit({
      writes: [
        applyJobChange(
          inner,
          null,
          {
            do: "enqueue",
            key,
            job: { kind: "refresh", what: "card" },
            lane,
            priority,
            dueAt,
            again: "once",
          },
          START,
        ),
      ],
    });
  const troubles = createTroubles(clock, quiet);
  const deps = {
    store,
    clock,
    random: createSeededRandom(1),
    log: quiet,
    activity,
    troubles,
    planCatchUps: () => Promise.resolve(),
  };
  return { under, clock, inner, store, activity, settle, enqueue, deps };
}

const finish = async (store: Store, claim: Claim) => {
  await store.commit({
    expect: [expectEnd(store, claim, { status: "done", outcome: null }, START)],
    writes: [releaseLane(store, claim, 0)],
  });
};

test.each(ENGINES)("a claim that the database refuses (%s) is made again: no lane is lost by it", async (engine) => {
  let refusals = 20;
  const world = await setUp(engine, (inner) => ({
    ...inner,
    commit: (commit: Commit) => {
      const claims = commit.expect?.some(({ what }) => what.startsWith("lane"));
      return claims && refusals-- > 0 ? Promise.reject(new StoreError("busy")) : inner.commit(commit);
    },
  }));
  const done: string[] = [];
  const worker = createWorker(world.deps, async (claim) => {
    done.push(claim.id);
    await finish(world.inner, claim);
  });
  onTestFinished(() => worker.stop());
  await world.enqueue("a", "post:T:C");
  worker.start();
  await world.settle();
  expect(done).toEqual([]);
  await world.clock.advance(60_000, world.settle);
  expect(done).toEqual(["a"]);
});

test.each(ENGINES)("a job that takes longer than a lease (%s) keeps its lane from a second worker", async (engine) => {
  const world = await setUp(engine);
  const running: string[] = [];
  const { promise: end, resolve } = Promise.withResolvers<void>();
  const carryOut =
    (name: string) =>
    async (claim: Claim): Promise<undefined> => {
      running.push(`${name} ${claim.id}`);
      await end;
      await finish(world.inner, claim);
    };
  const idleEnough = () => new Promise<void>((soon) => setTimeout(soon, 20));
  const first = createWorker({ ...world.deps, activity: createActivity() }, carryOut("first"));
  const second = createWorker(
    { ...world.deps, activity: createActivity(), random: createSeededRandom(2) },
    carryOut("second"),
  );
  await world.enqueue("a", "record:1");
  first.start();
  await idleEnough();
  second.start();
  await world.clock.advance(10 * 60_000, idleEnough);
  expect(running).toEqual(["first a"]);
  resolve();
  await Promise.all([first.stop(), second.stop()]);
});

/** A worker whose calls all hang until they are let go, as with a Slack that takes seconds for each. */
/** Slack answers when the test lets it. */
async function slowWorld(engine: (typeof ENGINES)[number]) {
  const world = await setUp(engine);
  const begun: string[] = [];
  const letGo: (() => void)[] = [];
  let isOver = false;
  const worker = createWorker({ ...world.deps, activity: createActivity() }, async (claim) => {
    begun.push(claim.id);
    if (!isOver) await new Promise<void>((resolve) => letGo.push(resolve));
    await finish(world.inner, claim);
  });
  /** So many of a kind come to be begun; and then, for a moment, no more of any. */
  const begins = async (kind: string, count: number) => {
    const ofKind = () => begun.filter((id) => id.startsWith(kind));
    await vi.waitFor(() => expect(ofKind()).toHaveLength(count), { timeout: 30_000, interval: 10 });
    await new Promise<void>((resolve) => setTimeout(resolve, 100));
    expect(ofKind()).toHaveLength(count);
  };
  onTestFinished(async () => {
    isOver = true;
    for (const go of letGo) go();
    await worker.stop();
  });
  return { ...world, worker, begins, letGo };
}

test.each(ENGINES)("where Slack is slow (%s) what only looks better leaves room for a page", async (engine) => {
  const { worker, begins, enqueue, letGo } = await slowWorld(engine);
  for (let index = 0; index < 40; index++) await enqueue(`edit-${index}`, null, { priority: PRIORITY.cosmetic });
  for (let index = 0; index < 20; index++) await enqueue(`say-${index}`, `post:${index}`, { priority: PRIORITY.say });
  worker.start();
  await begins("say", 10);
  await begins("edit", 0);
  for (let index = 0; index < 10; index++) await enqueue(`page-${index}`, null, { priority: PRIORITY.page });
  await begins("page", 6);
  for (const go of letGo.splice(0)) go();
  await begins("page", 10);
});

test.each(ENGINES)(
  "with nothing else to do (%s) what only looks better still leaves most room free",
  async (engine) => {
    const { worker, begins, enqueue } = await slowWorld(engine);
    for (let index = 0; index < 20; index++) await enqueue(`edit-${index}`, null, { priority: PRIORITY.cosmetic });
    worker.start();
    await begins("edit", 6);
  },
);

test.each(ENGINES)("150 messages that wait for one channel (%s) do not make a job elsewhere late", async (engine) => {
  const world = await setUp(engine);
  const done: [string, number][] = [];
  const worker = createWorker(world.deps, async (claim) => {
    done.push([claim.id, world.clock.now() - START]);
    // The channel asks for an hour's rest.
    const freeAt = claim.lane === "post:T:C" ? world.clock.now() + 3_600_000 : 0;
    await world.inner.commit({
      expect: [expectEnd(world.inner, claim, { status: "done", outcome: null }, world.clock.now())],
      writes: [releaseLane(world.inner, claim, freeAt)],
    });
  });
  onTestFinished(() => worker.stop());
  for (let index = 0; index < 150; index++) await world.enqueue(`said-${index}`, "post:T:C", { priority: 1 });
  await world.enqueue("elsewhere", "post:T:D", { priority: 3, dueAt: START + 7_000 });
  worker.start();
  await world.clock.advance(20_000, world.settle);
  expect(done.map(([id]) => id)).toEqual([expect.stringMatching(/^said/), "elsewhere"]);
  expect(done[1]![1]).toBeLessThanOrEqual(12_000);
});

test.each(ENGINES)("a clock that jumps three hours ahead (%s) makes each timer fire once", async (engine) => {
  const world = await setUp(engine);
  const done: string[] = [];
  const worker = createWorker(world.deps, async (claim) => {
    done.push(claim.id);
    await finish(world.inner, claim);
  });
  onTestFinished(() => worker.stop());
  for (const hour of [1, 2, 3]) await world.enqueue(`at-${hour}`, "post:T:C", { dueAt: START + hour * 3_600_000 });
  worker.start();
  await world.settle();
  world.under.at += 3 * 3_600_000;
  await world.clock.advance(0, world.settle);
  expect(done).toEqual(["at-1", "at-2", "at-3"]);
  await world.clock.advance(3_600_000, world.settle);
  expect(done).toHaveLength(3);
});

test.each(ENGINES)("a clock that is set back an hour (%s) holds up nothing that was due", async (engine) => {
  const world = await setUp(engine);
  const done: string[] = [];
  const worker = createWorker(world.deps, async (claim) => {
    done.push(claim.id);
    await world.inner.commit({
      expect: [expectEnd(world.inner, claim, { status: "done", outcome: null }, world.clock.now())],
      writes: [releaseLane(world.inner, claim, world.clock.now() + 1_000)],
    });
  });
  onTestFinished(() => worker.stop());
  await world.enqueue("a", "post:T:C");
  worker.start();
  await world.settle();
  world.under.at -= 3_600_000;
  await world.enqueue("b", "post:T:C", { dueAt: START });
  await world.clock.advance(30_000, world.settle);
  expect(done).toEqual(["a", "b"]);
  expect(world.deps.troubles.list()).toEqual([expect.objectContaining({ name: "clock", serious: false })]);
  await world.clock.advance(3_600_000, world.settle);
  expect(world.deps.troubles.list()).toEqual([]);
  expect(done).toEqual(["a", "b"]);
});

const isOfJobsAndLanes = ({ writes }: Commit) => writes.some(({ sql }) => sql.startsWith('update "lanes"'));

test.each(ENGINES)(
  "a clock that is set back while the database refuses (%s) holds up nothing either",
  async (engine) => {
    let isFull = false;
    const world = await setUp(engine, (inner) => ({
      ...inner,
      commit: (commit: Commit) =>
        isFull && isOfJobsAndLanes(commit) ? Promise.reject(new StoreError("full")) : inner.commit(commit),
    }));
    const done: string[] = [];
    const worker = createWorker(world.deps, async (claim) => {
      done.push(claim.id);
      await finish(world.inner, claim);
    });
    onTestFinished(() => worker.stop());
    worker.start();
    await world.settle();
    isFull = true;
    world.under.at -= 3_600_000;
    await world.enqueue("a", "post:T:C", { dueAt: START });
    await world.clock.advance(3 * 60_000, world.settle);
    expect(done).toEqual([]);
    isFull = false;
    await world.clock.advance(1_000, world.settle);
    expect(done).toEqual(["a"]);
  },
);

test.each(ENGINES)(
  "a clock that is set back (%s) leaves no sign of life that hides the next time away",
  async (engine) => {
    const world = await setUp(engine);
    await world.inner.commit({ writes: [insertInstance(world.inner, "before", START)] });
    const worker = createWorker(world.deps, () => Promise.resolve(undefined));
    onTestFinished(() => worker.stop());
    worker.start();
    await world.settle();
    world.under.at -= 3_600_000;
    await world.enqueue("a");
    await world.settle();
    expect(await lastAlive(world.inner)).toBe(world.clock.now());
  },
);

test("a time in which nothing ran is planned for until the database takes it, and what no database hinders once", async () => {
  const refusals: Error[] = [new StoreError("full"), new StoreError("full")];
  const planned: Away[] = [];
  const world = await setUp("sqlite");
  const planCatchUps = (away: Away) => {
    planned.push(away);
    const refusal = refusals.shift();
    return refusal ? Promise.reject(refusal) : Promise.resolve();
  };
  const worker = createWorker({ ...world.deps, planCatchUps }, () => Promise.resolve(undefined));
  onTestFinished(() => worker.stop());
  worker.start();
  await world.settle();
  const sleeps = async () => {
    world.under.at += 3_600_000;
    await world.clock.advance(60_000, world.settle);
    return planned.splice(0);
  };
  const [first, ...again] = await sleeps();
  expect(first).toMatchObject({ why: "stood-still" });
  expect(again).toEqual([first, first]);
  refusals.push(new Error("a runbook that is gone"));
  expect(await sleeps()).toHaveLength(1);
});

test.each(ENGINES)("in one channel (%s) nothing overtakes a line that had to wait", async (engine) => {
  const world = await setUp(engine);
  const said: string[] = [];
  const unused = () => Promise.reject(new Error("no job here is of an incident"));
  const deps = { ...world.deps, dispatch: unused, dispatchReadiness: unused, runbooks: { byHash: unused, people: {} } };
  const deliver = createDeliver(deps, {
    ofIncident: unused,
    async ofWorkspace({ id, attempt }) {
      if (id === "first" && attempt < 3) return { type: "retry", why: "unreachable" };
      said.push(id);
      return { type: "done" };
    },
  });
  const worker = createWorker(world.deps, deliver);
  onTestFinished(() => worker.stop());
  await world.enqueue("first", "post:T:C");
  worker.start();
  await world.settle();
  world.under.at += 100;
  await world.enqueue("second", "post:T:C", { dueAt: START + 100 });
  await world.enqueue("third", "post:T:C", { dueAt: START + 200 });
  await world.clock.advance(30_000, world.settle);
  expect(said).toEqual(["first", "second", "third"]);
});

test.each(ENGINES)("in one channel (%s) a reminder overtakes fifty lines that wait their turn", async (engine) => {
  const world = await setUp(engine);
  const done: string[] = [];
  const worker = createWorker(world.deps, async (claim) => {
    done.push(claim.id);
    await world.inner.commit({
      expect: [expectEnd(world.inner, claim, { status: "done", outcome: null }, world.clock.now())],
      writes: [releaseLane(world.inner, claim, world.clock.now() + 1_000)],
    });
  });
  onTestFinished(() => worker.stop());
  for (let index = 0; index < 50; index++) await world.enqueue(`said-${index}`, "post:T:C", { priority: PRIORITY.say });
  await world.enqueue("nudge", "post:T:C", { priority: PRIORITY.nudge, dueAt: START + 4_500 });
  worker.start();
  await world.clock.advance(10_000, world.settle);
  expect(done.indexOf("nudge")).toBe(5);
  expect(done).toHaveLength(11);
});

test("a job due in sixty days needs no timer of more than half a minute, and is done at its time", async () => {
  const world = await setUp("sqlite");
  const spans: number[] = [];
  const clock = {
    ...world.clock,
    after(span_ms: number, run: () => void) {
      spans.push(span_ms);
      return world.clock.after(span_ms, run);
    },
  };
  const done: number[] = [];
  const worker = createWorker({ ...world.deps, clock }, async (claim) => {
    done.push(clock.now() - START);
    await finish(world.inner, claim);
  });
  onTestFinished(() => worker.stop());
  const days60 = 60 * 24 * 3_600_000;
  await world.enqueue("far", null, { dueAt: START + days60 });
  worker.start();
  await world.settle();
  world.under.at += days60 - 20_000;
  await world.clock.advance(30_000, world.settle);
  expect(done).toEqual([days60]);
  // A lease is renewed each minute while its job is carried out.
  expect(Math.max(...spans)).toBeLessThanOrEqual(60_000);
});

test.each(ENGINES)("on %s, while it may not it takes nothing, and goes on within half a minute", async (engine) => {
  const { clock, store, settle, enqueue, deps } = await setUp(engine);
  let may = false;
  const taken: string[] = [];
  const worker = createWorker({ ...deps, mayTake: () => may }, async (claim) => {
    taken.push(claim.id);
    await finish(store, claim);
  });
  onTestFinished(() => worker.stop());
  worker.start();
  await enqueue("one");
  await clock.advance(60_000, settle);
  expect(taken).toEqual([]);
  may = true;
  await clock.advance(30_000, settle);
  expect(taken).toEqual(["one"]);
});
