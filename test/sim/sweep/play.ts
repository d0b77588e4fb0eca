// How people go through a scenario: one thing after the other, each when it can be done, and again when Slack says that it
// failed.
import { MINUTE_MS, SECOND_MS } from "../../../src/lib/pure/duration.ts";
import type { Workload } from "../workload.ts";
import { userOf, type World } from "../world.ts";
import type { Act, Stage, Step } from "./people.ts";
import type { Scenario } from "./scenario.ts";

/** Slack tells whoever acted after 3 s at the latest that nobody answered. */
const TOLD_WITHIN_MS = 4 * SECOND_MS;
/** Who is told waits for as long as a program is down at most. */
const AGAIN_AFTER_MS = 25 * SECOND_MS;
const LOOKS_AGAIN_AFTER_MS = 2 * SECOND_MS;
const GIVES_UP_AFTER_MS = 3 * MINUTE_MS;
const TRIES_MAX = 4;
/** What the last act leads to is done by then, if nothing breaks. */
const SETTLES_WITHIN_MS = 20 * SECOND_MS;

export interface Played extends Workload {
  /** How many places for a crash there were until what people did was done; null while they are at it. */
  pointsUntilDone: number | null;
}

export function play(world: World, { steps }: Scenario): Played {
  const played: Played = { deleted: [], planned: steps.length, pointsUntilDone: null };
  const stage = { world, deleted: played.deleted };
  const all = async () => {
    await pass(world, SECOND_MS);
    for (const step of steps) await take(stage, step);
    await pass(world, SETTLES_WITHIN_MS);
    played.pointsUntilDone = world.points.length;
  };
  all().catch((error: Error) => world.violate(`people could not go on: ${error.stack}`));
  return played;
}

/** How long people are at it when nothing breaks, at most. */
export const length_ms = ({ steps }: Scenario): number =>
  SECOND_MS +
  SETTLES_WITHIN_MS +
  steps.reduce((sum, step) => sum + ("wait_ms" in step ? step.wait_ms : TOLD_WITHIN_MS + 8 * SECOND_MS), 0);

async function take(stage: Stage, step: Step): Promise<void> {
  if ("wait_ms" in step) return pass(stage.world, step.wait_ms);
  if ("together" in step) return void (await Promise.all(step.together.map((act) => carryOut(stage, act, true))));
  return carryOut(stage, step);
}

/** In a race the button may have gone before it was there for whoever came second: then they let it be. */
async function carryOut(stage: Stage, act: Act, isRace = false): Promise<void> {
  const { world } = stage;
  const user = userOf(world.core, act.by);
  const isFailed = () => {
    const { state } = world.core;
    const told = state.notices.filter((notice) => notice.user === user);
    for (const { id } of told) world.core.act({ as: user, act: "dismiss-notice", id });
    return told.length > 0;
  };
  const startedAt = world.now();
  for (let tries = 1; tries <= TRIES_MAX; tries++) {
    if (tries === 1) {
      const isPossible = await whenPossible(stage, act);
      if (!isPossible && isRace) return;
      if (!isPossible) throw new Error(`${act.by} found no way: ${act.words}`);
    }
    // A button that has gone, or a form that is closed, has had its say.
    else if (!act.does(stage)) return;
    await pass(world, TOLD_WITHIN_MS);
    if (!isFailed() && (act.hasCome?.(stage) ?? true)) return;
    world.note(`for ${act.by} it failed: ${act.words}`);
    await pass(world, AGAIN_AFTER_MS);
    if (act.looks && isTaken(world, user, startedAt)) return;
  }
  world.violate(`${act.by} tried ${TRIES_MAX} times in vain: ${act.words}`);
}

async function whenPossible(stage: Stage, act: Act): Promise<boolean> {
  const { world } = stage;
  const until = world.now() + GIVES_UP_AFTER_MS;
  while (!act.does(stage)) {
    if (world.now() >= until) return false;
    await pass(world, LOOKS_AGAIN_AFTER_MS);
  }
  return true;
}

/** What came of it stands in Slack by then, for everybody to see. */
function isTaken({ taken, database }: World, user: string, since: number): boolean {
  const own = taken.findLast((one) => one.user === user && one.at >= since);
  if (!own) return false;
  return database.rows("SELECT 1 FROM inbox WHERE source = 'interaction' AND key = ?", own.key).length > 0;
}

const pass = (world: World, time_ms: number): Promise<void> =>
  new Promise((resolve) => world.kernel.clock.after(time_ms, resolve));
