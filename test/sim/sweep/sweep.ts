// One crash at each place of a scenario: before and after every commit, and around every call, one run a place.
import { createSeededRandom, type Random } from "../../../src/lib/random.ts";
import { MINUTE_MS } from "../../../src/lib/pure/duration.ts";
import type { LayerOff } from "../../../src/program.ts";
import { calm, pick, type Profile } from "../profile.ts";
import { type RunResult, runWorld } from "../run.ts";
import { withDropped } from "../worker-threads.ts";
import { length_ms, type Played, play } from "./play.ts";
import { type Scenario, unmet } from "./scenario.ts";

/** How often a command is typed again, and what Slack still tries to deliver. */
const RECOVERS_WITHIN_MS = 3 * MINUTE_MS;
/** Longer than Slack repeats an event, and than Warroom leaves a room uncompared. */
const SETTLES_MS = 12 * MINUTE_MS;
/** The second crash of a pair falls so soon after the first: a start with several rooms passes about so many points. */
const RECOVERY_POINTS = 40;

/** Where the program crashes: the points' numbers, in order; none for a run that shows how many there are. */
export interface Placement {
  scenario: string;
  points: readonly number[];
}

export interface Placed extends Placement {
  /** What was about to happen, or just had. */
  labels: readonly string[];
  violations: readonly string[];
}

export interface Whole {
  scenario: Scenario;
  /** How many places for a crash it has. */
  points: number;
  result: RunResult;
}

export async function runWhole(scenario: Scenario): Promise<Whole> {
  const { result, played } = await runPlacement(scenario, []);
  return { scenario, points: played?.pointsUntilDone ?? 0, result };
}

export async function runPlaced(scenario: Scenario, points: readonly number[], layerOff?: LayerOff): Promise<Placed> {
  const { result } = await runPlacement(scenario, points, layerOff);
  const { violations, crashes } = result;
  const missed = crashes === points.length ? [] : [`${crashes} crashes came of ${points.length}`];
  return {
    scenario: scenario.name,
    points,
    labels: points.map((point) => result.points[point - 1] ?? "never reached"),
    violations: [...violations, ...missed],
  };
}

export const placementsOf = ({ scenario, points }: Whole): Placement[] =>
  Array.from({ length: points }, (_, index) => ({ scenario: scenario.name, points: [index + 1] }));

/** Two crashes, the second while the program recovers from the first. */
export function samplePairs(wholes: readonly Whole[], count: number): Placement[] {
  const random = createSeededRandom(count);
  return Array.from({ length: count }, (_, index) => samplePair(random, wholes[index % wholes.length]!));
}

function samplePair(random: Random, { scenario, points }: Whole): Placement {
  const first = 1 + Math.floor(random.next() * points);
  // The first steps of a start are the fewest, and the likeliest to be wrong.
  const within = pick(random, [8, RECOVERY_POINTS]);
  return { scenario: scenario.name, points: [first, first + 1 + Math.floor(random.next() * within)] };
}

export async function runPlacement(
  scenario: Scenario,
  crashAt: readonly number[],
  layerOff?: LayerOff,
): Promise<{ result: RunResult; played: Played | undefined }> {
  let played: Played | undefined;
  const { run, dropped } = await withDropped(() =>
    runWorld(
      { seed: 1, profile: profileOf(scenario), crashAt, ...(layerOff && { layerOff }) },
      (world) => {
        played = play(world, scenario);
        return played;
      },
      {
        also: [{ name: scenario.name, holds: [], check: (evidence) => unmet(scenario, evidence) }],
        settles_ms: SETTLES_MS,
      },
    ),
  );
  const unfinished = played?.pointsUntilDone === null ? ["people did not come to the end of it"] : [];
  return { result: { ...run, violations: [...run.violations, ...dropped, ...unfinished] }, played };
}

const profileOf = (scenario: Scenario): Profile => ({
  ...calm,
  faulty_ms: length_ms(scenario) + RECOVERS_WITHIN_MS,
  ...scenario.profile,
});
