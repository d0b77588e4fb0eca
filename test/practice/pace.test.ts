// How time runs during a scripted outage: paused, faster, on to the next word. Real time is the test's own here.
import { expect, test } from "vitest";
import { createFrozenClock, createMovableClock } from "../../src/lib/clock.ts";
import { followPace } from "../../src/practice/pace.ts";
import { nextTurn, setUp, START } from "./support.ts";

const SECOND_MS = 1_000;

/** The workspace's clock runs on a "real" one that only the test moves. */
function withPace() {
  const real = createMovableClock(createFrozenClock(START));
  const clock = createMovableClock(real);
  const all = setUp({ clock, canPace: true });
  const { core, amara } = all;
  const advance = (span_ms: number) => clock.advance(span_ms, () => core.activity.idle());
  const leave = followPace({ core, clock: real, advance, standstill: clock });
  const pass = (span_ms: number) =>
    real.advance(span_ms, async () => {
      for (let turn = 0; turn < 20; turn++) await nextTurn();
    });
  const act = (what: "pause-outage" | "resume-outage" | "jump-outage" | "stop-outage") =>
    expect(core.act({ as: amara, act: what })).toEqual({ ok: true });
  const speed = (one: 1 | 5 | 20) => core.act({ as: amara, act: "pace-outage", speed: one });
  const start = () => core.act({ as: amara, act: "start-outage", part: "commander" });
  /** Workspace time that goes by while this much real time does. */
  const moved = async (span_ms: number) => {
    const from = clock.now();
    await pass(span_ms);
    return clock.now() - from;
  };
  return { ...all, clock, moved, pass, act, speed, start, leave };
}

test("before an outage and after it, time is real time", async () => {
  const { moved, start, act } = withPace();
  expect(await moved(10 * SECOND_MS)).toBe(10 * SECOND_MS);
  start();
  await moved(SECOND_MS);
  act("stop-outage");
  await moved(SECOND_MS);
  expect(await moved(10 * SECOND_MS)).toBe(10 * SECOND_MS);
});

test("it runs as fast as is asked for, and stands still while paused", async () => {
  const { moved, start, speed, act, core, amara } = withPace();
  start();
  await moved(SECOND_MS);
  expect(await moved(2 * SECOND_MS)).toBe(2 * SECOND_MS);
  speed(20);
  expect(await moved(2 * SECOND_MS)).toBe(40 * SECOND_MS);
  act("pause-outage");
  expect(core.view(amara)!.outage).toMatchObject({ stage: "paused", speed: 20, canPace: true });
  expect(await moved(60 * SECOND_MS)).toBe(0);
  act("resume-outage");
  speed(5);
  expect(await moved(2 * SECOND_MS)).toBe(10 * SECOND_MS);
});

test("at twenty times its pace everything comes in its order, each at its own time", async () => {
  const { start, speed, pass, core, amara, incidents } = withPace();
  start();
  speed(20);
  await pass(10 * SECOND_MS);
  const said = core
    .view(amara)!
    .channels.flatMap(({ messages }) => messages.map(({ ts }) => Number(ts) - START / 1_000));
  expect(said.slice(0, 4).sort((a, b) => a - b)).toEqual([0, 30, 100, 150].map((second) => expect.closeTo(second, 0)));
  expect(core.state.channels.get(incidents)!.messages.size).toBe(0);
});

test("a jump ends at the next word, also while paused", async () => {
  const { start, act, pass, core, amara, clock } = withPace();
  start();
  await pass(2 * SECOND_MS);
  act("pause-outage");
  const said = () => core.view(amara)!.channels.find(({ name }) => name === "engineering")!.messages.length;
  expect(said()).toBe(1);
  act("jump-outage");
  await pass(SECOND_MS);
  expect(said()).toBe(2);
  expect(clock.now() - START).toBeGreaterThanOrEqual(30 * SECOND_MS);
  expect(clock.now() - START).toBeLessThan(36 * SECOND_MS);
  await pass(60 * SECOND_MS);
  expect(said(), "and then it is paused again").toBe(2);
});

test("a workspace that closes gives the clock back", async () => {
  const { start, moved, leave } = withPace();
  start();
  await moved(SECOND_MS);
  leave();
  await moved(SECOND_MS);
  expect(await moved(3 * SECOND_MS)).toBe(3 * SECOND_MS);
});
