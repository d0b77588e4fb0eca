// npm run sim -- --count N | --seed S | --sweep | --json
//
// A seed is one run: its faults, its people, its crashes. It is run twice, and both must be the same to the last byte.
import { parseArgs } from "node:util";
import { stopwatch } from "../../src/lib/clock.ts";
import { MARKS } from "./marks.ts";
import { DRAWN_KINDS } from "./profile.ts";
import { profileOf, type RunResult, runSeed } from "./run.ts";
import { replaySweep, sweepDeclare } from "./sweep.ts";

/** From so many seeds on, a kind of fault that never happened means that the batch tested less than it says. */
const GUARDED_COUNT_MIN = 300;

interface Totals {
  runs: number;
  incidents: number;
  crashes: number;
  violations: number;
}

const { values } = parseArgs({
  options: {
    count: { type: "string" },
    from: { type: "string" },
    seed: { type: "string" },
    sweep: { type: "boolean" },
    point: { type: "string" },
    json: { type: "boolean" },
  },
});
const passed_ms = stopwatch();
let running = "";
process.on("unhandledRejection", (error) => {
  console.error(`${running}: a promise was dropped with an error nobody took`, error);
  process.exit(1);
});
const totals: Totals = { runs: 0, incidents: 0, crashes: 0, violations: 0 };
const reached = new Map<string, number>();

if (values.seed !== undefined) await showSeed(numberOf("seed", values.seed));
else if (values.point !== undefined) show(count(await replaySweep(numberOf("point", values.point))));
else if (values.sweep) await sweep();
else await batch(numberOf("from", values.from ?? "1"), numberOf("count", values.count ?? "100"));

const perMinute = Math.round((totals.incidents / passed_ms()) * 60_000);
if (values.json) console.log(JSON.stringify({ ...totals, perMinute }));
else {
  const { runs, incidents, crashes, violations } = totals;
  console.log(
    `${runs} runs, ${incidents} incidents (${perMinute} a minute), ${crashes} crashes, ${violations} violations`,
  );
}
process.exitCode = totals.violations > 0 ? 1 : 0;

async function batch(from: number, seeds: number): Promise<void> {
  for (let seed = from; seed < from + seeds; seed++) {
    const first = await checkSeed(seed);
    for (const [kind, times] of first.reached) reached.set(kind, (reached.get(kind) ?? 0) + times);
  }
  say(`faults: ${DRAWN_KINDS.map((kind) => `${kind} ${reached.get(kind) ?? 0}`).join(", ")}`);
  const missed = [...DRAWN_KINDS, ...MARKS.map(({ words }) => words)].filter((name) => !reached.has(name));
  say(`unreached: ${missed.join(", ") || "none"}`);
  if (seeds < GUARDED_COUNT_MIN || missed.length === 0) return;
  fail(
    `these faults or marks were never reached in ${seeds} seeds: ${missed.join(", ")}. Next step: raise the rates in profile.ts`,
  );
}

/** Runs it twice; a difference between the two is a violation like any other. */
async function checkSeed(seed: number): Promise<RunResult> {
  running = `seed ${seed}`;
  const first = count(await runSeed(seed));
  const second = count(await runSeed(seed));
  const broken = [...first.violations];
  if (first.fingerprint !== second.fingerprint) broken.push(`not the same twice: ${firstDifference(first, second)}`);
  if (broken.length === 0) return first;
  say(`seed ${seed} drew ${JSON.stringify(first.profile)}`);
  for (const words of broken) fail(words);
  say(`replay: npm run sim -- --seed ${seed}`);
  return first;
}

async function showSeed(seed: number): Promise<void> {
  say(`seed ${seed} draws ${JSON.stringify(profileOf(seed))}`);
  const result = await checkSeed(seed);
  show(result);
}

async function sweep(): Promise<void> {
  const points = await sweepDeclare(({ point, label, result }) => {
    count(result);
    if (result.violations.length === 0) return;
    say(`a crash at point ${point} (${label})`);
    for (const words of result.violations) fail(words);
    say(`replay: npm run sim -- --point ${point}`);
  });
  say(`${points} places for one crash in a declaration`);
}

function count(result: RunResult): RunResult {
  totals.runs += 1;
  totals.incidents += result.incidents;
  totals.crashes += result.crashes;
  return result;
}

function show({ trace, violations }: RunResult): void {
  for (const line of trace) say(line);
  totals.violations = Math.max(totals.violations, violations.length);
}

function fail(words: string): void {
  totals.violations += 1;
  say(`  BROKEN ${words}`);
}

function firstDifference(a: RunResult, b: RunResult): string {
  const at = a.trace.findIndex((line, index) => line !== b.trace[index]);
  return at < 0 ? "the same timeline, another database or Slack" : `"${a.trace[at]}" against "${b.trace[at]}"`;
}

/** With --json the last line is for a program; the rest still helps the person who looks on. */
function say(words: string): void {
  if (values.json) console.error(words);
  else console.log(words);
}

function numberOf(name: string, text: string): number {
  const number = Number(text);
  if (Number.isInteger(number) && number >= 0) return number;
  console.error(
    `--${name} ${text} is no number. Next step: npm run sim -- --count 100, --seed 7, --sweep or --point 12`,
  );
  process.exit(2);
}
