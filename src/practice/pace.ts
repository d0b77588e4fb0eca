// Moves the workspace's time as the scripted outage wants it: held while paused, faster, or on to the next word.
import type { Clock } from "../lib/clock.ts";
import type { PracticeCore } from "./core.ts";
import type { Standstill } from "./practice.ts";

/** How often time is moved on, in real time: often enough to look like running. */
const STEP_EVERY_MS = 200;
/** A process that slept does not make up for it. */
const STEP_MAX_MS = 1_000;
/** A jump stops within this of what is said next, and gives up after a long silence. */
const JUMP_STEP_MS = 5_000;
const JUMP_MAX_MS = 30 * 60_000;

interface PaceDeps {
  core: PracticeCore;
  /** Real time. */
  clock: Clock;
  advance(span_ms: number): Promise<void>;
  standstill: Standstill;
}

/** While an outage is under way its pace is the only mover of time; the answer ends that within a step. */
export function followPace({ core, clock, advance, standstill }: PaceDeps): () => void {
  let isOver = false;
  let isStepping = false;
  const stepSoon = (since: number) =>
    void clock.after(STEP_EVERY_MS, () => {
      step(since).catch(() => stop());
    });
  const step = async (since: number) => {
    const now = clock.now();
    const pace = core.outage.pace();
    if (isOver || pace === null) return stop();
    if (pace === "jump") await jump();
    else if (pace > 0) {
      await advance(Math.min(now - since, STEP_MAX_MS) * pace);
      core.touch();
    }
    stepSoon(pace === "jump" ? clock.now() : now);
  };
  const jump = async () => {
    const heard = core.outage.heard();
    for (let moved_ms = 0; moved_ms < JUMP_MAX_MS && core.outage.pace() === "jump"; moved_ms += JUMP_STEP_MS) {
      await advance(JUMP_STEP_MS);
      if (core.outage.heard() > heard) break;
    }
    core.outage.landed();
  };
  const stop = () => {
    isStepping = false;
    standstill.release();
  };
  const stopListening = core.onChange(() => {
    if (isOver || isStepping || core.outage.pace() === null) return;
    isStepping = true;
    standstill.hold();
    stepSoon(clock.now());
  });
  return () => {
    isOver = true;
    stopListening();
  };
}
