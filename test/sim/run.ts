// One run: faults, then an hour in which everything works and must settle, and once nothing more is due every checker.
import { HOUR_MS, MINUTE_MS, SECOND_MS } from "../../src/lib/pure/duration.ts";
import { type Case, faultsOf } from "./case.ts";
import { CHECKERS } from "./checkers/all.ts";
import type { Checker, Evidence } from "./checkers/evidence.ts";
import type { Instant } from "../../src/lib/pure/time.ts";
import type { LayerOff } from "../../src/program.ts";
import type { Profile } from "./profile.ts";
import { profileNamed } from "./named-profiles.ts";
import { createKernel } from "./kernel.ts";
import { drawRules } from "./rules.ts";
import { planSabotage } from "./sabotage.ts";
import { watch } from "./mid-run.ts";
import { timelineOf } from "./timeline.ts";
import { planWorkload, type Workload } from "./workload.ts";
import { createWorld, START, type World, type WorldOptions } from "./world.ts";

export interface RunResult {
  profile: Profile;
  violations: string[];
  incidents: number;
  crashes: number;
  /** How often each kind of fault happened, each mark of the program was passed, and each kind of event was recorded. */
  reached: ReadonlyMap<string, number>;
  /** How many acts of people were planned. */
  planned: number;
  trace: readonly string[];
  points: readonly string[];
  /** What two runs of one seed must have alike, by lines; null unless it was asked for. */
  dumps: { database: readonly string[]; slack: readonly string[] } | null;
}

interface CaseOptions {
  /** In place of the layer that the profile switches off. */
  layerOff?: LayerOff;
  dumps?: boolean;
}

export function runCase(one: Case, { layerOff, dumps }: CaseOptions = {}): Promise<RunResult> {
  const named = profileNamed(one.profile);
  const switchedOff = layerOff ?? named.layerOff?.();
  const options: WorldOptions = {
    seed: one.seed,
    profile: faultsOf(one),
    rules: drawRules(createKernel(one.seed, START).random("rules")),
    ...(switchedOff && { layerOff: switchedOff }),
    ...(one.acts && { acts: new Set(one.acts) }),
  };
  return runWorld(options, planWorkload, { excused: named.excused, dumps: dumps ?? false });
}

/** A clock that was set back by an hour has caught up by then, and Warroom has seen it. */
const SETTLES_MS = HOUR_MS + MINUTE_MS;
/** How long a run goes on for what is due when it should end: Slack may just have asked to wait. */
const ENDS_WITHIN_MS = 5 * MINUTE_MS;

interface RunOptions {
  /** Checkers that do not apply. */
  excused?: readonly string[];
  /** What this run promises besides. */
  also?: readonly Checker[];
  /** How long everything works at the end. */
  settles_ms?: number;
  dumps?: boolean;
}

export async function runWorld(
  options: WorldOptions,
  plan: (world: World) => Workload,
  { excused = [], also = [], settles_ms = SETTLES_MS, dumps = false }: RunOptions = {},
): Promise<RunResult> {
  const world = createWorld(options);
  const { kernel } = world;
  const { profile } = options;
  let planned = 0;
  try {
    world.boot();
    watch(world);
    planSabotage(world);
    const workload = plan(world);
    ({ planned } = workload);
    await kernel.runUntil(START + profile.faulty_ms);
    world.heal();
    const healedAt = kernel.clock.now();
    await kernel.runUntil(healedAt + settles_ms);
    await untilNothingIsDue(world, healedAt + settles_ms + ENDS_WITHIN_MS);
    const checkers = [...CHECKERS, ...also].filter(({ name }) => !excused.includes(name));
    if (world.isUp()) check({ world, workload, healedAt }, checkers);
    else world.violate("the program is not up at the end");
  } catch (error) {
    world.violate(`the run broke off: ${(error as Error).stack}`);
  }
  const isUp = world.isUp();
  const ended: RunResult = {
    profile,
    violations: world.violations,
    incidents: isUp ? world.database.rows("SELECT 1 FROM incidents").length : 0,
    crashes: world.crashes.length,
    reached: new Map([...world.reached, ...world.marks, ...(isUp ? recorded(world) : [])]),
    planned,
    trace: timelineOf(world),
    points: world.points,
    dumps: dumps ? { database: isUp ? databaseLines(world) : [], slack: world.core.dump().split("\n") } : null,
  };
  world.end();
  return ended;
}

async function untilNothingIsDue(world: World, latest: Instant): Promise<void> {
  const { kernel } = world;
  while (hasDue(world) && kernel.clock.now() < latest) await kernel.runUntil(kernel.clock.now() + SECOND_MS);
}

const hasDue = ({ database, isUp, shownAt, now }: World): boolean =>
  isUp() &&
  database.rows(
    "SELECT 1 FROM jobs WHERE status = 'pending' AND due_at <= ? UNION SELECT 1 FROM inbox WHERE done_at IS NULL",
    shownAt(now()),
  ).length > 0;

function check(evidence: Evidence, checkers: readonly Checker[]): void {
  for (const { name, check } of checkers) {
    for (const problem of check(evidence)) evidence.world.violate(`${name}: ${problem}`);
  }
}

/** How often the record holds each kind of event. */
const recorded = ({ database }: World): [string, number][] =>
  database
    .rows<{ type: string; times: number }>("SELECT type, count(*) AS times FROM events GROUP BY type")
    .map(({ type, times }) => [type, times]);

const databaseLines = ({ database }: World): string[] =>
  database
    .rows<{ name: string }>("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
    .flatMap(({ name }) => [
      name,
      ...database.rows(`SELECT * FROM ${name} ORDER BY 1, 2`).map((row) => JSON.stringify(row)),
    ]);
