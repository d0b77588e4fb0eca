// One run: faults, then an hour in which everything works and must settle, then every checker.
import { sha256 } from "../../src/lib/hash.ts";
import { HOUR_MS } from "../../src/lib/pure/duration.ts";
import { CHECKERS } from "./checkers/all.ts";
import type { Evidence } from "./checkers/evidence.ts";
import { createKernel } from "./kernel.ts";
import type { Mutation } from "./mutations.ts";
import { drawProfile, type Profile } from "./profile.ts";
import { planWorkload, type Workload } from "./workload.ts";
import { createWorld, START, type World, type WorldOptions } from "./world.ts";

export interface RunResult {
  profile: Profile;
  violations: string[];
  incidents: number;
  crashes: number;
  /** How often each kind of fault happened, and each mark of the program was passed. */
  reached: ReadonlyMap<string, number>;
  trace: readonly string[];
  points: readonly string[];
  /** Of the trace, the database and Slack's whole state: equal where two runs were the same. */
  fingerprint: string;
}

export function runSeed(seed: number, mutation?: Mutation): Promise<RunResult> {
  const profile = profileOf(seed);
  return runWorld({ seed, profile, ...(mutation ? { mutation } : {}) }, planWorkload);
}

/** The faults that a seed draws: a stream of its own, so that it can be printed before anything runs. */
export const profileOf = (seed: number): Profile => drawProfile(createKernel(seed, START).random("profile"));

export async function runWorld(options: WorldOptions, plan: (world: World) => Workload): Promise<RunResult> {
  const world = createWorld(options);
  const { kernel } = world;
  const { profile } = options;
  const result = (): RunResult => ({
    profile,
    violations: world.violations,
    incidents: world.isUp() ? world.database.rows("SELECT 1 FROM incidents").length : 0,
    crashes: world.crashes.length,
    reached: new Map([...world.reached, ...world.marks]),
    trace: world.trace,
    points: world.points,
    fingerprint: sha256([...world.trace, world.isUp() ? dumpOf(world) : "", world.core.dump()].join("\n")),
  });
  try {
    world.boot();
    const workload = plan(world);
    await kernel.runUntil(START + profile.faulty_ms);
    world.heal();
    const healedAt = kernel.clock.now();
    await kernel.runUntil(healedAt + HOUR_MS);
    if (!world.isUp()) {
      world.violate("the program is not up at the end");
      return result();
    }
    const evidence: Evidence = { world, workload, healedAt };
    for (const { name, check } of CHECKERS) for (const problem of check(evidence)) world.violate(`${name}: ${problem}`);
  } catch (error) {
    world.violate(`the run broke off: ${(error as Error).stack}`);
  }
  const ended = result();
  world.end();
  return ended;
}

const TABLES = `inbox workspaces incidents events rooms messages message_versions gaps jobs lanes runbooks people
  instances`.split(/\s+/);

const dumpOf = ({ database }: World): string =>
  JSON.stringify(TABLES.map((table) => database.rows(`SELECT * FROM ${table} ORDER BY 1, 2`)));
