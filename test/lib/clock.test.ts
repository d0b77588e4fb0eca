import { describe, expect, test } from "vitest";
import { abortAfter, type Clock, createFrozenClock, createMovableClock, systemClock } from "../../src/lib/clock.ts";

const idle = () => Promise.resolve();
const frozen = () => createMovableClock(createFrozenClock(1_000));

/** A clock that runs its timers when it is set. */
function frozenAt(start: number) {
  let now = start;
  const timers = new Set<{ due: number; run: () => void }>();
  const clock: Clock = {
    now: () => now,
    after(delay_ms, run) {
      const timer = { due: now + delay_ms, run };
      timers.add(timer);
      return { cancel: () => void timers.delete(timer) };
    },
    soon: systemClock.soon,
  };
  const to = (instant: number) => {
    now = instant;
    for (const timer of timers) {
      if (timer.due > now) continue;
      timers.delete(timer);
      timer.run();
    }
  };
  return { clock, to };
}

describe("a movable clock", () => {
  test("stands still until it is moved", async () => {
    const clock = frozen();
    let ran = false;
    clock.after(0, () => {
      ran = true;
    });
    expect(clock.now()).toBe(1_000);
    await idle();
    expect(ran).toBe(false);
    await clock.advance(0, idle);
    expect(ran).toBe(true);
  });

  test("runs each timer at its own time, those of one time in the order they were set", async () => {
    const clock = frozen();
    const ran: [string, number][] = [];
    const note = (name: string) => () => void ran.push([name, clock.now()]);
    clock.after(30, note("late"));
    clock.after(10, note("first"));
    clock.after(10, note("second"));
    clock.after(51, note("not yet"));
    await clock.advance(50, idle);
    expect(ran).toEqual([
      ["first", 1_010],
      ["second", 1_010],
      ["late", 1_030],
    ]);
    expect(clock.now()).toBe(1_050);
  });

  test("lets what a timer causes happen before time goes on, and runs timers set meanwhile", async () => {
    const clock = frozen();
    const order: string[] = [];
    clock.after(10, () => {
      order.push(`timer ${clock.now()}`);
      clock.after(5, () => order.push(`caused ${clock.now()}`));
    });
    clock.after(20, () => order.push(`last ${clock.now()}`));
    await clock.advance(20, async () => void order.push(`idle ${clock.now()}`));
    expect(order).toEqual([
      "idle 1000",
      "timer 1010",
      "idle 1010",
      "caused 1015",
      "idle 1015",
      "last 1020",
      "idle 1020",
      "idle 1020",
    ]);
  });

  test("held, it leaves the clock under it alone; released, it goes on from where it stands", async () => {
    const under = frozenAt(1_000);
    const clock = createMovableClock(under.clock);
    const ran: number[] = [];
    clock.after(10, () => ran.push(clock.now()));
    clock.hold();
    under.to(5_000);
    expect([clock.now(), ran]).toEqual([1_000, []]);
    const atOnce: number[] = [];
    clock.after(0, () => atOnce.push(clock.now()));
    under.to(5_000);
    expect(atOnce, "what is due runs all the same").toEqual([1_000]);
    await clock.advance(4, idle);
    expect([clock.now(), ran]).toEqual([1_004, []]);
    await clock.advance(6, idle);
    expect(ran).toEqual([1_010]);
    clock.after(100, () => ran.push(clock.now()));
    clock.release();
    expect(clock.now()).toBe(1_010);
    under.to(5_099);
    expect(ran).toEqual([1_010]);
    under.to(5_100);
    expect(ran).toEqual([1_010, 1_110]);
  });

  test("forgets a timer that is cancelled, also while it moves", async () => {
    const clock = frozen();
    const ran: string[] = [];
    const second = clock.after(20, () => ran.push("second"));
    clock.after(10, () => {
      ran.push("first");
      second.cancel();
    });
    await clock.advance(100, idle);
    expect(ran).toEqual(["first"]);
  });

  test("goes on with the clock under it between moves", async () => {
    let now = 5_000;
    const armed: { due: number; run: () => void }[] = [];
    const under: Clock = {
      now: () => now,
      after(delay_ms, run) {
        const timer = { due: now + delay_ms, run };
        armed.push(timer);
        return { cancel: () => void armed.splice(armed.indexOf(timer), 1) };
      },
      soon: systemClock.soon,
    };
    const clock = createMovableClock(under);
    const ran: number[] = [];
    await clock.advance(1_000, idle);
    clock.after(50, () => ran.push(clock.now()));
    expect(armed.map(({ due }) => due)).toEqual([5_050]);
    now = 5_050;
    armed[0]!.run();
    expect(ran).toEqual([6_050]);
    await clock.advance(10, idle);
    expect(clock.now()).toBe(6_060);
  });
});

describe("the system's clock", () => {
  test("runs a timer once its time has come, and none that was cancelled", async () => {
    const { promise, resolve } = Promise.withResolvers<number>();
    const start = systemClock.now();
    systemClock.after(1, () => expect.unreachable("it was cancelled")).cancel();
    systemClock.after(5, () => resolve(systemClock.now()));
    expect((await promise) - start).toBeGreaterThanOrEqual(4);
  });
  test("ends a turn after everything that was queued in it", async () => {
    const order: string[] = [];
    const { promise, resolve } = Promise.withResolvers<void>();
    systemClock.soon(() => {
      order.push("end");
      resolve();
    });
    void Promise.resolve().then(() => order.push("queued"));
    await promise;
    expect(order).toEqual(["queued", "end"]);
  });
});

test("a signal aborts when its time is over, and never once its work is done", async () => {
  const clock = frozen();
  const slow = abortAfter(clock, 100);
  const quick = abortAfter(clock, 100);
  quick.done();
  await clock.advance(99, idle);
  expect(slow.signal.aborted).toBe(false);
  await clock.advance(1, idle);
  expect(slow.signal.aborted).toBe(true);
  expect(quick.signal.aborted).toBe(false);
});
