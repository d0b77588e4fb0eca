// npm run sim:sweep -- [--scenario NAME] [--point N[,M]] [--pairs N] [--workers W] [--json]
//
// One crash at every place where one may fall, in every scenario of test/sim/sweep/. --pairs instead samples so many pairs, the
// second crash during the recovery from the first. --point replays one placement as a timeline. --json: the last line is for programs.
import { availableParallelism } from "node:os";
import { parseArgs } from "node:util";
import { stopwatch } from "../../../src/lib/clock.ts";
import { SECOND_MS } from "../../../src/lib/pure/duration.ts";
import { BadOption, numberIn } from "../options.ts";
import { scenarioNamed, SCENARIOS } from "../sweep/scenarios.ts";
import { runPlacements } from "../sweep/shares.ts";
import { type Placed, placementsOf, runPlacement, runWhole, samplePairs, type Whole } from "../sweep/sweep.ts";

const { values } = parseArgs({
  options: {
    scenario: { type: "string" },
    point: { type: "string" },
    pairs: { type: "string" },
    workers: { type: "string" },
    json: { type: "boolean" },
  },
});
const NUMBER_MAX = 1_000_000;
const say = values.json ? console.error : console.log;

try {
  const points = values.point?.split(",").map((one) => numberIn("point", one, 0, NUMBER_MAX));
  if (points) await showOne(values.scenario ?? SCENARIOS[0]!.name, points);
  else await sweep(values.scenario === undefined ? SCENARIOS : [scenarioNamed(values.scenario)]);
} catch (error) {
  if (!(error instanceof BadOption)) throw error;
  console.error(error.message);
  process.exitCode = 2;
}

async function sweep(scenarios: typeof SCENARIOS): Promise<void> {
  const passed_ms = stopwatch();
  const workers = values.workers ? numberIn("workers", values.workers, 1, 256) : availableParallelism();
  const pairs = values.pairs ? numberIn("pairs", values.pairs, 1, NUMBER_MAX) : 0;
  const wholes: Whole[] = [];
  for (const scenario of scenarios) wholes.push(await runWhole(scenario));
  const unsound = wholes.filter(({ result }) => result.violations.length > 0);
  for (const { scenario, result } of unsound) {
    tell({ scenario: scenario.name, points: [], labels: [], violations: result.violations });
  }
  const placements = pairs > 0 ? samplePairs(wholes, pairs) : wholes.flatMap(placementsOf);
  const counts = await broken(placements, workers);
  for (const { scenario } of wholes) {
    const { name } = scenario;
    const own = placements.filter((one) => one.scenario === name).length;
    say(
      `${name.padEnd(16)} ${String(own).padStart(5)} ${pairs > 0 ? "pairs" : "places"}, ${counts.get(name) ?? 0} broken`,
    );
  }
  const count = unsound.length + sumOf(counts);
  const seconds = Math.round(passed_ms() / SECOND_MS);
  const what = pairs > 0 ? "pairs of crashes" : "places for one crash";
  say(`${placements.length} ${what} in ${wholes.length} scenarios, ${count} broken, ${seconds} s`);
  if (values.json) {
    console.log(
      JSON.stringify({ placements: placements.length, pairs, broken: count, seconds, scenarios: wholes.length }),
    );
  }
  process.exitCode = count > 0 ? 1 : 0;
}

/** How many are broken, by scenario; each is told as it is found. */
async function broken(placements: Parameters<typeof runPlacements>[0], workers: number): Promise<Map<string, number>> {
  const counts = new Map<string, number>();
  if (placements.length === 0) return counts;
  await runPlacements(placements, workers, (placed) => {
    if (placed.violations.length === 0) return;
    counts.set(placed.scenario, (counts.get(placed.scenario) ?? 0) + 1);
    tell(placed);
  });
  return counts;
}

function sumOf(counts: ReadonlyMap<string, number>): number {
  return [...counts.values()].reduce((sum, one) => sum + one, 0);
}

function tell({ scenario, points, labels, violations }: Placed): void {
  const where = points.map((point, index) => `${point} (${labels[index]})`).join(" and then at ");
  say(points.length === 0 ? `${scenario} is broken without a crash` : `${scenario} with a crash at point ${where}`);
  for (const words of violations) say(`  BROKEN ${words}`);
  say(`replay: npm run sim:sweep -- --scenario ${scenario} --point ${points.join() || 0}`);
}

/** Point 0 is none: the scenario as it is without a crash. */
async function showOne(scenario: string, points: readonly number[]): Promise<void> {
  const { result } = await runPlacement(
    scenarioNamed(scenario),
    points.filter((point) => point > 0),
  );
  for (const line of result.trace) say(line);
  for (const words of result.violations) say(`BROKEN ${words}`);
  process.exitCode = result.violations.length > 0 ? 1 : 0;
}
