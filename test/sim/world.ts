// What a run's program lives in, put together: time, faults, Slack's workspace, the database that outlives it, its own
// lives, what passes between it and Slack, and what a run remembers.
import { readManifest } from "../../src/cli/manifest.ts";
import { readFileSync } from "node:fs";
import type { StampedRunbook } from "../../src/commands/runbook-library.ts";
import type { People, Runbook } from "../../src/domain/runbook.ts";
import type { Instant } from "../../src/lib/pure/time.ts";
import type { Random } from "../../src/lib/random.ts";
import type { Checker } from "../../src/out/outlets.ts";
import { createPracticeWorkspace, type PracticeCore } from "../../src/practice/core.ts";
import { bundledSeed, parseSeed } from "../../src/practice/seed.ts";
import type { LayerOff } from "../../src/program.ts";
import { createDatabase } from "./database.ts";
import { createFaults, type Faults } from "./faults.ts";
import { createKernel, type Kernel } from "./kernel.ts";
import { createLives, type Lives } from "./lives.ts";
import { createRunbookChecker } from "./runbook-checker.ts";
import { createMemory, type Memory } from "./memory.ts";
import { planNews } from "./news.ts";
import type { Profile } from "./profile.ts";
import { createSkew, type Skew } from "./program-clock.ts";
import { type Rules, usualRules } from "./rules.ts";
import { createTraffic, type Traffic } from "./traffic.ts";

export const START: Instant = Date.UTC(2026, 10, 2, 9, 0, 0);

export interface WorldOptions {
  seed: number;
  profile: Profile;
  /** The runbook and its people; the usual ones where it is not given. */
  rules?: Rules;
  /** The crash points that are hit, counted from 1, instead of those that chance would choose. */
  crashAt?: readonly number[];
  /** A protective layer that is off in this run. */
  layerOff?: LayerOff;
  /** The planned acts that people do, by their numbers from 1; all of them where it is not given. */
  acts?: ReadonlySet<number>;
}

const MANIFEST = readManifest();
const SEED = parseSeed(readFileSync(bundledSeed, "utf8"), "workspace.yml");

/** `shownAt`: what the program's clock shows. */
export interface World extends Basis, Skew, Memory, Lives, Traffic, Rulebook {
  people: People;
  botRandom: Random;
  /** Looks at the runbook's checks. */
  runbookChecker: Checker;
}

interface Basis {
  options: WorldOptions;
  kernel: Kernel;
  now(): Instant;
  faults: Faults;
  reached: Faults["reached"];
  core: PracticeCore;
  database: ReturnType<typeof createDatabase>;
}

export function createWorld(options: WorldOptions): World {
  const { seed, profile, rules = usualRules() } = options;
  const kernel = createKernel(seed, START);
  const now = () => kernel.clock.now();
  const memory = createMemory(START, now);
  const faults = createFaults(kernel, profile, memory.note);
  const core = createCore(kernel, profile, faults);
  const basis: Basis = { options, kernel, now, faults, reached: faults.reached, core, database: createDatabase() };
  // Each part is made of those before it and sees, once the run has begun, the whole.
  const world = { ...basis, ...memory, ...createSkew(profile, START) } as World;
  world.people = peopleOf(core, rules);
  world.botRandom = kernel.random("bot");
  world.runbookChecker = createRunbookChecker(kernel, faults, profile);
  Object.assign(world, createTraffic(world), createLives(world), createRulebook(world, rules));
  for (const { kind } of profile.clock) faults.count(kind);
  planNews(world);
  return world;
}

interface Rulebook {
  /** The one in force. */
  runbook: StampedRunbook;
  /** The rules that an incident stands under. */
  rulesOf(incident: { runbook: string }): Runbook;
  /** Somebody edits the runbook's file and has it read again; one that is down reads it when it starts. */
  edit(next: StampedRunbook): void;
}

function createRulebook(world: World, { runbook }: Rules): Rulebook {
  const texts = new Map([[runbook.hash, runbook.runbook]]);
  return {
    runbook,
    rulesOf: ({ runbook: hash }) => texts.get(hash)!,
    edit(next) {
      world.runbook = next;
      texts.set(next.hash, next.runbook);
      world.note(`the runbook is edited: ${next.hash.slice(0, 8)}`);
      world.life()?.renew(next);
    },
  };
}

function createCore(kernel: Kernel, profile: Profile, faults: Faults): PracticeCore {
  if (!SEED.ok) throw new Error(SEED.error.join("\n"));
  return createPracticeWorkspace({
    clock: kernel.clock,
    random: kernel.random("slack"),
    // Granted what the manifest asks for, and no more: what a call may do here it may do in earnest.
    seed: { ...SEED.value, app: { ...SEED.value.app, scopes: MANIFEST.scopes } },
    limits: profile.rateLimits,
    faults: { beforeCall: () => faults.current(), onEvent: (envelope) => faults.ofEvent(envelope) },
  });
}

export const userOf = (core: PracticeCore, name: string): string =>
  [...core.state.users.values()].find((user) => user.name.startsWith(name))!.id;

const peopleOf = (core: PracticeCore, { people }: Rules): People =>
  Object.fromEntries(Object.entries(people).map(([key, names]) => [key, names.map((name) => userOf(core, name))]));
