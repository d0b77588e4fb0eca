// Looked at while a run goes on, twice a minute: what the end would no longer show.
import { PRIORITY } from "../../src/domain/job.ts";
import { MINUTE_MS, SECOND_MS } from "../../src/lib/pure/duration.ts";
import { START, type World } from "./world.ts";

const LOOK_EVERY_MS = 30 * SECOND_MS;
/**
 * A worker looks again after 30 s at the latest; a slow Slack may hold all its hands for as long as a call may take. What
 * is cosmetic leaves them to what is not.
 */
const CLAIMED_WITHIN_MS = 75 * SECOND_MS;
/** Where there is a hand for it, a job is begun as soon as it is due. */
const BEGUN_WITHIN_MS = 5 * SECOND_MS;
/** While fewer lanes than this are held there is a hand for any job: as SLOTS of src/out/worker.ts. */
const LANES_FREE = 6;
const HEARD_WITHIN_MS = 30 * SECOND_MS;
/** What could not be asked for is tried again after 33 s at the latest, and then finds out first who it is. */
const TRIED_WITHIN_MS = 40 * SECOND_MS;
const DRAINED_WITHIN_MS = 5 * MINUTE_MS;
/** The program's own, of which it holds one each for as long as it lives. */
const STATEMENTS_MAX = 500;

export function watch(world: World): void {
  let calmSince = world.now();
  const look = () => {
    world.kernel.clock.after(LOOK_EVERY_MS, look);
    if (!isServing(world)) {
      calmSince = world.now();
      return;
    }
    roomsSeen(world);
    peopleSeen(world);
    lanesOfTheDead(world);
    const calm_ms = world.now() - calmSince;
    if (calm_ms >= CLAIMED_WITHIN_MS) lanesThatWait(world, CLAIMED_WITHIN_MS, { priority_max: PRIORITY.cosmetic - 1 });
    if (calm_ms >= LOOK_EVERY_MS + BEGUN_WITHIN_MS) lanesThatWait(world, BEGUN_WITHIN_MS, { held_max: LANES_FREE });
    if (calm_ms >= DRAINED_WITHIN_MS) eventsThatWait(world);
    if (calm_ms >= HEARD_WITHIN_MS + LOOK_EVERY_MS && !world.faults.lasts("api-dead")) deafEars(world, calmSince);
    const statements = world.database.statements();
    if (statements > STATEMENTS_MAX) world.violate(`watch: ${statements} prepared statements are held`);
  };
  world.kernel.clock.after(LOOK_EVERY_MS, look);
}

/** It is up and awake, its database takes what it writes, and its clock was not set a moment ago. */
function isServing(world: World): boolean {
  const { faults, options } = world;
  const since_ms = (at: number | undefined) => world.now() - (at ?? -Infinity);
  const steps = options.profile.clock.map(({ after_ms }) => START + after_ms).filter((at) => at <= world.now());
  return (
    world.isServing() &&
    !faults.lasts("suspended") &&
    !faults.lasts("disk-full") &&
    since_ms(world.crashes.at(-1)) > LOOK_EVERY_MS &&
    since_ms(faults.storeRefusedAt()) > 3 * MINUTE_MS &&
    since_ms(Math.max(...steps)) > LOOK_EVERY_MS
  );
}

/** When each room came into the record, by a clock that nobody sets. */
function roomsSeen({ database, roomSince, now }: World): void {
  for (const { channel } of database.rows<{ channel: string }>("SELECT channel FROM rooms")) {
    if (!roomSince.has(channel)) roomSince.set(channel, now());
  }
}

/** Likewise, when it came to know who somebody is. */
function peopleSeen({ database, knownSince, now }: World): void {
  for (const { user } of database.rows<{ user: string }>("SELECT slack_user AS user FROM people")) {
    if (!knownSince.has(user)) knownSince.set(user, now());
  }
}

/** A lane that nobody holds and that need not rest, with a job that is due: each lane goes on whatever another waits for. */
function lanesThatWait(
  world: World,
  within_ms: number,
  { held_max = Number.MAX_SAFE_INTEGER, priority_max = Number.MAX_SAFE_INTEGER },
): void {
  const now = world.shownAt(world.now());
  const rows = world.database.rows<{ id: string; due_at: number }>(
    `SELECT id, due_at FROM jobs LEFT JOIN lanes ON lanes.lane = jobs.lane WHERE status = 'pending' AND due_at < ?
      AND coalesce(free_at, 0) < ? AND coalesce(lease_until, 0) < ?
      AND (SELECT count(*) FROM lanes WHERE lease_until > 0) < ? AND priority <= ?`,
    ...[now, now, now].map((at) => at - within_ms),
    held_max,
    priority_max,
  );
  for (const { id, due_at } of rows) world.violate(`watch: ${id} waits ${now - due_at} ms though its lane is free`);
}

/** The start lets go of what the last life held. */
function lanesOfTheDead({ database, deadHolders, violate }: World): void {
  const rows = database.rows<{ lane: string; holder: string }>("SELECT lane, holder FROM lanes WHERE lease_until > 0");
  for (const { lane, holder } of rows) {
    if (deadHolders.has(holder)) violate(`watch: ${lane} is held by a life that has ended`);
  }
}

function eventsThatWait(world: World): void {
  const before = world.shownAt(world.now()) - DRAINED_WITHIN_MS;
  const rows = world.database.rows<{ key: string }>(
    "SELECT key FROM inbox WHERE done_at IS NULL AND received_at < ?",
    before,
  );
  for (const { key } of rows) world.violate(`watch: ${key} waits in the inbox of a program that serves`);
}

/** Slack is heard again: within half a minute something of it has come in, or was asked for, if there was any room then. */
function deafEars(world: World, calmSince: number): void {
  const { hearsAgainAt, heardAt, roomSince } = world;
  const at = hearsAgainAt.at(-1);
  if (at === undefined || at < calmSince || ![...roomSince.values()].some((since) => since <= at)) return;
  // Whom Slack asked to wait with its history asks after that.
  const held = Math.max(at, world.historyHeldUntil()) + HEARD_WITHIN_MS;
  const until = Math.max(held, deadUntil(world, at) + TRIED_WITHIN_MS);
  if (until > world.now() || heardAt.some((one) => one >= at && one <= until)) return;
  world.violate(`watch: Slack was back for ${HEARD_WITHIN_MS} ms and nothing of it was heard`);
  hearsAgainAt.pop();
}

/** When Slack could be asked again, where it could not be when it was heard again. */
function deadUntil({ options }: World, heardAgain: number): number {
  const spans = options.profile.windows
    .filter(({ kind }) => kind === "api-dead")
    .map(({ after_ms, lasts_ms }) => ({ from: START + after_ms, to: START + after_ms + lasts_ms }));
  return Math.max(
    0,
    ...spans.filter(({ from, to }) => from < heardAgain + HEARD_WITHIN_MS && to > heardAgain).map(({ to }) => to),
  );
}
