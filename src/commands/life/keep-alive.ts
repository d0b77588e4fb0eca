// What a running program does by the clock: writes down that it lives, notices when Slack is not heard, tidies up, and
// reconciles rooms with Slack.
import { GAP_WHY } from "../../domain/record/gap.ts";
import type { ClockDep, Timer } from "../../lib/clock.ts";
import type { Instant } from "../../lib/pure/time.ts";
import type { LogDep } from "../../lib/log.ts";
import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from "../../lib/pure/duration.ts";
import type { RandomDep } from "../../lib/random.ts";
import type { TroublesDep } from "../../lib/troubles.ts";
import { noteAlive } from "../../store/instances.ts";
import type { StoreDep } from "../../store/store.ts";
import { forgetJobs } from "./forget-jobs.ts";
import { forgetOld } from "../inbox.ts";
import { gapWrites } from "./gaps.ts";
import { ALIVE_EVERY_MS, reconcileRooms } from "./recover.ts";
import { showHearing } from "./silence.ts";

type Deps = StoreDep & ClockDep & RandomDep & LogDep & TroublesDep;

/** Slack drops an event now and then without a word, or cannot reach us for longer than it tries: nothing else tells. */
const RECONCILE_EVERY_MS = 10 * MINUTE_MS;
/** How often ended jobs are looked through: they are kept for weeks, and the look reads them all. */
const FORGET_EVERY_MS = HOUR_MS;
/** While no events come, reconciling is all the listening there is. */
const RECONCILE_SILENT_EVERY_MS = MINUTE_MS;
/** After this a room is reconciled at a start or a new connection alone. */
const RECONCILED_AFTER_END_MS = DAY_MS;

/** Whether Slack's events can reach us: always so over HTTP, where nobody can know. */
export interface Connection {
  healthy(): boolean;
}

export interface KeptAlive {
  /** A sign of life is stored, and with it what is missed since Slack is not heard: of what follows, the next start tells. */
  recordAlive(): Promise<void>;
  /** Slack is heard again, or for the first time. */
  connected(): void;
  stop(): void;
}

export function keepAlive(deps: Deps, instance: string, connection: Connection = { healthy: () => true }): KeptAlive {
  const { store, clock, log } = deps;
  let reconciledAt = clock.now();
  let forgotAt = clock.now();
  let deafSince: Instant | null = null;
  let heardAt = clock.now();
  let timer = clock.after(ALIVE_EVERY_MS, beat);
  let again: Timer | undefined;

  function beat() {
    const now = clock.now();
    // A clock that was set back must not put off for hours what is done every few minutes.
    reconciledAt = Math.min(reconciledAt, now);
    forgotAt = Math.min(forgotAt, now);
    heardAt = Math.min(heardAt, now);
    if (deafSince !== null) deafSince = Math.min(deafSince, now);
    if (connection.healthy()) heardAt = now;
    else deafSince ??= heardAt;
    if (connection.healthy() && deafSince !== null) closeDeafness();
    const work: Promise<unknown>[] = [recordAlive(), forgetOld(deps), reconcileWhenDue(now)];
    if (now - forgotAt >= FORGET_EVERY_MS) {
      forgotAt = now;
      work.push(forgetJobs(deps));
    }
    inBackground(work);
    timer = clock.after(ALIVE_EVERY_MS, beat);
  }
  async function reconcileWhenDue(now: Instant) {
    const isSilent = await showHearing(deps);
    if (now - reconciledAt < (isSilent ? RECONCILE_SILENT_EVERY_MS : RECONCILE_EVERY_MS)) return;
    await reconcileRooms(deps, "shallow", RECONCILED_AFTER_END_MS);
    reconciledAt = now;
  }
  async function recordAlive() {
    const now = clock.now();
    const missed = deafSince === null ? [] : await gapWrites(deps, { from: deafSince, to: now, why: GAP_WHY.deaf });
    await store.commit({ writes: [noteAlive(store, instance, now), ...missed], wakes: false });
  }
  /** Until it is stored: nothing else would look for what was missed. */
  function closeDeafness() {
    again?.cancel();
    const since = deafSince;
    recordAlive()
      .then(() => {
        if (deafSince === since && connection.healthy()) deafSince = null;
        return reconcileRooms(deps, "deep");
      })
      .catch((error: unknown) => {
        log.error({ err: error }, "a gap could not be stored; it is tried again in a second");
        again = clock.after(SECOND_MS, closeDeafness);
      });
  }
  const inBackground = (work: Promise<unknown>[]) =>
    void Promise.all(work).catch((error: unknown) =>
      log.error({ err: error }, "the half-minute's work could not be stored"),
    );
  return {
    recordAlive,
    connected() {
      heardAt = clock.now();
      if (deafSince === null) return inBackground([reconcileRooms(deps, "shallow")]);
      closeDeafness();
    },
    stop() {
      timer.cancel();
      again?.cancel();
    },
  };
}
