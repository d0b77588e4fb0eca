import { describe, expect, test } from "vitest";
import type { Enqueue } from "../../src/domain/enqueue.ts";
import type { Job, JobChange } from "../../src/domain/job.ts";
import { createFrozenClock } from "../../src/lib/clock.ts";
import {
  applyAtOnce,
  applyJobChange,
  attemptExpectation,
  type Claim,
  claimOf,
  expectClaim,
  expectEnd,
  putOff,
  releaseAllLanes,
  releaseLane,
  restNoLonger,
  renewLease,
} from "../../src/store/jobs.ts";
import { dueJobs, nextChange } from "../../src/store/read/jobs.ts";
import { setBack } from "../../src/store/set-back.ts";
import type { Store } from "../../src/store/store.ts";
import type { JobRow } from "../../src/store/tables.ts";
import { rows, START } from "../support/orders.ts";
import { ENGINES, freshStore } from "../support/stores.ts";

const LEASE_MS = 60_000;
const job = (title: string): Job => ({ kind: "bookmark", title, url: "https://x.test" });
const enqueue = (key: string, more: Partial<Enqueue> = {}): Enqueue => ({
  do: "enqueue",
  key,
  job: job(key),
  lane: null,
  priority: 3,
  dueAt: START,
  again: "once",
  ...more,
});

const open = (engine: "sqlite" | "postgres") => freshStore(engine, createFrozenClock(START));

const apply = (store: Store, ...changes: JobChange[]) =>
  store.commit({ writes: changes.map((change) => applyJobChange(store, null, change, START)) });

const due = async (store: Store, now = START): Promise<string[]> =>
  (await dueJobs(store, now, 100)).map(({ id }) => id);

const jobRow = async (store: Store, id: string): Promise<JobRow> =>
  (await rows<JobRow>(store, "jobs")).find((row) => row.id === id)!;

/** Claims the job as it stands now; null when somebody else has it or its lane. */
async function claim(store: Store, id: string, holder = "h1", now = START): Promise<Claim | null> {
  const wanted = claimOf(await jobRow(store, id), holder);
  const outcome = await store.commit({ expect: expectClaim(store, wanted, now, now + LEASE_MS), writes: [] });
  return outcome.ok ? wanted : null;
}

const finish = (store: Store, claimed: Claim, freeAt = 0) =>
  store.commit({
    expect: [expectEnd(store, claimed, { status: "done", outcome: null }, START)],
    writes: [releaseLane(store, claimed, freeAt)],
  });

describe.each(ENGINES)("jobs on %s", (engine) => {
  test("of one moment are due in the order in which they were planned, whatever their keys", async () => {
    const store = await open(engine);
    const planned = ["say:9", "say:10", "say:1"];
    await store.commit({
      writes: planned.map((key, place) => applyJobChange(store, null, enqueue(key), START, place)).reverse(),
    });
    expect(await due(store)).toEqual(planned);
  });

  test("under one key: once keeps the first, whatever became of it", async () => {
    const store = await open(engine);
    await apply(store, enqueue("a"), enqueue("a", { job: job("second"), dueAt: START - 5 }));
    expect(await jobRow(store, "a")).toMatchObject({ body: JSON.stringify(job("a")), due_at: START, generation: 1 });
    await finish(store, (await claim(store, "a"))!);
    await apply(store, enqueue("a"));
    expect(await jobRow(store, "a")).toMatchObject({ status: "done", generation: 1 });
  });

  test("under one key: replace takes the new time and content, pending or ended", async () => {
    const store = await open(engine);
    await apply(store, enqueue("a"), enqueue("a", { again: "replace", job: job("new"), dueAt: START + 9, lane: "l" }));
    expect(await jobRow(store, "a")).toMatchObject({
      body: JSON.stringify(job("new")),
      due_at: START + 9,
      lane: "l",
      generation: 2,
    });
    await finish(store, (await claim(store, "a"))!);
    await apply(store, enqueue("a", { again: "replace" }));
    expect(await jobRow(store, "a")).toMatchObject({ status: "pending", generation: 3, attempts: 0, ended_at: null });
  });

  test("under one key: coalesce takes the new content but cannot be put off by a stream of changes", async () => {
    const store = await open(engine);
    const later = (span_ms: number) => enqueue("a", { again: "coalesce", job: job("new"), dueAt: START + span_ms });
    await apply(store, enqueue("a"), later(1_000), later(2_000));
    expect(await jobRow(store, "a")).toMatchObject({ body: JSON.stringify(job("new")), due_at: START, generation: 3 });
    await apply(store, later(-10));
    expect(await jobRow(store, "a")).toMatchObject({ due_at: START - 10 });
    await finish(store, (await claim(store, "a"))!);
    await apply(store, later(3_000));
    expect(await jobRow(store, "a")).toMatchObject({ status: "pending", due_at: START + 3_000 });
  });

  test("under one key: revive leaves what is pending alone and begins anew what has ended", async () => {
    const store = await open(engine);
    await apply(store, enqueue("a"), enqueue("a", { again: "revive", job: job("new"), dueAt: START - 5 }));
    expect(await jobRow(store, "a")).toMatchObject({ body: JSON.stringify(job("a")), due_at: START, generation: 1 });
    await finish(store, (await claim(store, "a"))!);
    await apply(store, enqueue("a", { again: "revive", job: job("new") }));
    expect(await jobRow(store, "a")).toMatchObject({
      body: JSON.stringify(job("new")),
      status: "pending",
      generation: 2,
      attempts: 0,
    });
  });

  test("under one key: replan leaves what is pending alone, unless it was never tried and comes too late", async () => {
    const store = await open(engine);
    const replan = (span_ms: number) => enqueue("a", { again: "replan", job: job("new"), dueAt: START + span_ms });
    await apply(store, enqueue("a"), replan(1_000));
    expect(await jobRow(store, "a")).toMatchObject({ due_at: START, generation: 1 });
    await apply(store, replan(-5));
    expect(await jobRow(store, "a")).toMatchObject({ body: JSON.stringify(job("new")), due_at: START - 5 });
    const held = (await claim(store, "a"))!;
    await apply(store, replan(-10));
    expect(await jobRow(store, "a")).toMatchObject({ due_at: START - 5, attempts: 1 });
    await finish(store, held);
    await apply(store, replan(1_000));
    expect(await jobRow(store, "a")).toMatchObject({ status: "pending", due_at: START + 1_000, attempts: 0 });
  });

  test("are due at their time: the most urgent first, then the longest due", async () => {
    const store = await open(engine);
    await apply(
      store,
      enqueue("cosmetic", { priority: 5, dueAt: START - 50 }),
      enqueue("page", { priority: 0 }),
      enqueue("say-late", { priority: 3, dueAt: START - 1 }),
      enqueue("say-early", { priority: 3, dueAt: START - 2 }),
      enqueue("tomorrow", { priority: 0, dueAt: START + 1 }),
    );
    expect(await due(store)).toEqual(["page", "say-early", "say-late", "cosmetic"]);
    expect(await due(store, START + 1)).toContain("tomorrow");
  });

  test("that are claimed twice at once have exactly one holder", async () => {
    const store = await open(engine);
    await apply(store, enqueue("a"));
    const claims = await Promise.all(Array.from({ length: 10 }, (_, index) => claim(store, "a", `h${index}`)));
    expect(claims.filter(Boolean)).toHaveLength(1);
    expect(await jobRow(store, "a")).toMatchObject({ attempts: 1, status: "pending" });
    expect(await due(store)).toEqual([]);
  });

  test("of one lane are claimed one at a time, and those of another lane meanwhile", async () => {
    const store = await open(engine);
    await apply(store, enqueue("a", { lane: "l" }), enqueue("b", { lane: "l" }), enqueue("c", { lane: "m" }));
    const first = (await claim(store, "a"))!;
    expect(await claim(store, "b", "h2")).toBeNull();
    expect(await due(store)).toEqual(["c"]);
    expect(await claim(store, "c", "h2")).not.toBeNull();
    await finish(store, first);
    expect(await due(store)).toEqual(["b"]);
    expect(await claim(store, "b", "h2")).not.toBeNull();
  });

  test("of one lane keep its pace: none before it is free again", async () => {
    const store = await open(engine);
    await apply(store, enqueue("a", { lane: "l" }), enqueue("b", { lane: "l" }));
    await finish(store, (await claim(store, "a"))!, START + 1_000);
    expect(await due(store, START + 999)).toEqual([]);
    expect(await claim(store, "b", "h1", START + 999)).toBeNull();
    expect(await nextChange(store, START)).toBe(START + 1_000);
    expect(await due(store, START + 1_000)).toEqual(["b"]);
    expect(await claim(store, "b", "h1", START + 1_000)).not.toBeNull();
  });

  test("whose holder died are taken over when the lease ends, and the late outcome is refused", async () => {
    const store = await open(engine);
    await apply(store, enqueue("a", { lane: "l" }));
    const dead = (await claim(store, "a", "dead"))!;
    expect(await nextChange(store, START)).toBe(START + LEASE_MS);
    expect(await claim(store, "a", "next", START + LEASE_MS - 1)).toBeNull();
    const next = (await claim(store, "a", "next", START + LEASE_MS))!;
    expect(next.attempt).toBe(2);
    const late = await finish(store, dead);
    expect(late).toEqual({ ok: false, stale: attemptExpectation(dead) });
    expect(await jobRow(store, "a")).toMatchObject({ status: "pending", attempts: 2 });
    expect(await finish(store, next)).toEqual({ ok: true });
  });

  test("that take long keep their lane while they say so, and cannot take it back once it is lost", async () => {
    const store = await open(engine);
    await apply(store, enqueue("a", { lane: "l" }));
    const long = (await claim(store, "a", "long"))!;
    await store.commit({ writes: [renewLease(store, long, START + 2 * LEASE_MS)] });
    expect(await claim(store, "a", "next", START + LEASE_MS)).toBeNull();
    const next = (await claim(store, "a", "next", START + 2 * LEASE_MS))!;
    expect(next.attempt).toBe(2);
    await store.commit({ writes: [renewLease(store, long, START + 9 * LEASE_MS)] });
    expect(await nextChange(store, START)).toBe(START + 3 * LEASE_MS);
  });

  test("leave a lane that somebody took over to its new holder", async () => {
    const store = await open(engine);
    await apply(store, enqueue("a", { lane: "l" }), enqueue("b", { lane: "l" }));
    const dead = (await claim(store, "a", "dead"))!;
    await claim(store, "a", "next", START + LEASE_MS);
    await store.commit({ writes: [releaseLane(store, dead, 0)] });
    expect(await due(store, START + LEASE_MS)).toEqual([]);
  });

  test("wanted at once do not wait for what an earlier attempt waits for", async () => {
    const store = await open(engine);
    await apply(store, enqueue("a"));
    await finish(store, (await claim(store, "a"))!, START + 33_000);
    const again = enqueue("a", { again: "replace" });
    await apply(store, again);
    expect(await due(store)).toEqual([]);
    await store.commit({ writes: applyAtOnce(store, null, again, START) });
    expect(await due(store)).toEqual(["a"]);
  });

  test("of a lane that is to go on at once do not wait for what its holder has met meanwhile, and then it rests again", async () => {
    const store = await open(engine);
    for (const id of ["a", "b", "c"]) await apply(store, enqueue(id, { lane: "l" }));
    const running = (await claim(store, "a"))!;
    await store.commit({ writes: [restNoLonger(store, ["l"], START)] });
    expect(await claim(store, "b"), "its holder keeps it").toBeNull();
    await finish(store, running, START + 33_000);
    await finish(store, (await claim(store, "b"))!, START + 33_000);
    expect(await due(store)).toEqual([]);
    expect(await due(store, START + 33_000)).toEqual(["c"]);
  });

  test("of a lane that is to go on at once do so also where the clock is set back meanwhile", async () => {
    const store = await open(engine);
    for (const id of ["a", "b"]) await apply(store, enqueue(id, { lane: "l" }));
    const running = (await claim(store, "a"))!;
    await store.commit({ writes: [restNoLonger(store, ["l"], START)] });
    await store.commit({ writes: setBack(store, START, LEASE_MS / 2) });
    await finish(store, running, START + 33_000);
    expect(await due(store)).toEqual(["b"]);
  });

  test("that are replaced while they are carried out run again, and their first outcome counts for nothing", async () => {
    const store = await open(engine);
    await apply(store, enqueue("a", { lane: "l" }));
    const running = (await claim(store, "a"))!;
    await apply(store, enqueue("a", { lane: "l", again: "replace", job: job("new") }));
    expect(await finish(store, running)).toMatchObject({ ok: false });
    await store.commit({ writes: [releaseLane(store, running, 0)] });
    const again = (await claim(store, "a"))!;
    expect(again).toMatchObject({ generation: 2, attempt: 1, job: job("new") });
  });

  test("that are carried out again after a replacement never end by the outcome of before it", async () => {
    const store = await open(engine);
    await apply(store, enqueue("a", { lane: "l" }));
    const before = (await claim(store, "a"))!;
    await apply(store, enqueue("a", { lane: "l", again: "replace", job: job("new") }));
    const after = (await claim(store, "a", "h2", START + LEASE_MS))!;
    expect([before.attempt, after.attempt]).toEqual([1, 1]);
    expect(await finish(store, before)).toMatchObject({ ok: false });
    expect(await jobRow(store, "a")).toMatchObject({ status: "pending" });
    expect(await finish(store, after)).toEqual({ ok: true });
  });

  test("that were read before somebody else tried them are not claimed from what was read", async () => {
    const store = await open(engine);
    await apply(store, enqueue("a"));
    const outdated = claimOf(await jobRow(store, "a"), "slow");
    const first = (await claim(store, "a"))!;
    await store.commit({
      expect: [putOff(store, first, { dueAt: START, why: "unreachable", job: first.job, toSearch: "all" })],
      writes: [releaseLane(store, first, 0)],
    });
    const late = await store.commit({ expect: expectClaim(store, outdated, START, START + LEASE_MS), writes: [] });
    expect(late).toEqual({ ok: false, stale: "job a unclaimed" });
    expect(await due(store)).toEqual(["a"]);
  });

  test("that are cancelled are due no more, even while they are carried out", async () => {
    const store = await open(engine);
    await apply(store, enqueue("a"), enqueue("b"));
    const running = (await claim(store, "b"))!;
    await apply(store, { do: "cancel", key: "a" }, { do: "cancel", key: "b" }, { do: "cancel", key: "unknown" });
    expect(await jobRow(store, "a")).toMatchObject({ status: "cancelled", ended_at: START });
    expect(await due(store, START + LEASE_MS)).toEqual([]);
    expect(await finish(store, running)).toMatchObject({ ok: false });
  });

  test("that are done stay done when they are cancelled late", async () => {
    const store = await open(engine);
    await apply(store, enqueue("a"));
    await finish(store, (await claim(store, "a"))!);
    await apply(store, { do: "cancel", key: "a" });
    expect(await jobRow(store, "a")).toMatchObject({ status: "done" });
  });

  test("that are put off keep their attempts and say why", async () => {
    const store = await open(engine);
    await apply(store, enqueue("a"));
    const first = (await claim(store, "a"))!;
    const outcome = await store.commit({
      expect: [putOff(store, first, { dueAt: START + 5_000, why: "rate limited", job: first.job, toSearch: "all" })],
      writes: [releaseLane(store, first, START + 5_000)],
    });
    expect(outcome).toEqual({ ok: true });
    expect(await jobRow(store, "a")).toMatchObject({ due_at: START + 5_000, outcome: "rate limited", attempts: 1 });
    expect(await due(store, START + 4_999)).toEqual([]);
    expect((await claim(store, "a", "h1", START + 5_000))!.attempt).toBe(2);
  });

  test("that are put off keep what is known of their attempts for the next one alone", async () => {
    const store = await open(engine);
    await apply(store, enqueue("a"));
    const first = (await claim(store, "a"))!;
    expect(first.toSearch).toBe("nothing");
    const { job: left } = first;
    const toSearch = { channel: "C1", edge: "5.000000" };
    const off = putOff(store, first, { dueAt: START, why: "rate limited", job: left, toSearch });
    await store.commit({ expect: [off], writes: [releaseLane(store, first, START)] });
    const second = (await claim(store, "a"))!;
    expect(second).toMatchObject({ job: left, toSearch });
    // The second left no end: it may have posted after all.
    await store.commit({ writes: [releaseAllLanes(store)] });
    expect((await claim(store, "a"))!.toSearch).toBe("all");
  });

  test("that need no lane leave none behind", async () => {
    const store = await open(engine);
    await apply(store, enqueue("a"), enqueue("b", { lane: "l" }));
    await finish(store, (await claim(store, "a"))!);
    await finish(store, (await claim(store, "b"))!);
    expect((await rows<{ lane: string }>(store, "lanes")).map(({ lane }) => lane)).toEqual(["l"]);
  });

  test("of a process that died with its file are free at the next start", async () => {
    const store = await open(engine);
    await apply(store, enqueue("a", { lane: "l" }));
    await claim(store, "a", "dead");
    expect(await due(store)).toEqual([]);
    await store.commit({ writes: [releaseAllLanes(store)] });
    expect(await due(store)).toEqual(["a"]);
    expect((await claim(store, "a", "next"))!.attempt).toBe(2);
  });

  test("that are none are due never", async () => {
    const store = await open(engine);
    expect(await nextChange(store, START)).toBeNull();
    expect(await due(store)).toEqual([]);
  });
});
