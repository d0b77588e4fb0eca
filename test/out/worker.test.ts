import { expect, onTestFinished, test } from "vitest";
import { createActivity } from "../../src/lib/activity.ts";
import { createFrozenClock, createMovableClock } from "../../src/lib/clock.ts";
import { createSeededRandom } from "../../src/lib/random.ts";
import { createWorker } from "../../src/out/worker.ts";
import { applyJobChange, type Claim, expectEnd, releaseLane } from "../../src/store/jobs.ts";
import { type Commit, type Store, StoreError } from "../../src/store/store.ts";
import { quiet } from "../support/quiet.ts";
import { ENGINES, freshStore } from "../support/stores.ts";

const START = 1_700_000_000_000;

async function setUp(engine: (typeof ENGINES)[number], wrap: (store: Store) => Store = (store) => store) {
  const clock = createMovableClock(createFrozenClock(START));
  const inner = await freshStore(engine, clock);
  const store = wrap(inner);
  const activity = createActivity();
  const settle = async () => {
    for (let quietTurns = 0; quietTurns < 5; ) {
      quietTurns = activity.isIdle() ? quietTurns + 1 : 0;
      await new Promise<void>((resolve) => setTimeout(resolve, 2));
    }
  };
  const enqueue = (key: string, lane: string | null = null) =>
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
            priority: 1,
            dueAt: START,
            again: "once",
          },
          START,
        ),
      ],
    });
  const deps = { store, clock, random: createSeededRandom(1), log: quiet, activity };
  return { clock, inner, store, activity, settle, enqueue, deps };
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
  const carryOut = (name: string) => async (claim: Claim) => {
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
