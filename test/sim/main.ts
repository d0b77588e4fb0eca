// npm run sim -- --count N | --seconds T | --seed S  [--profile P] [--from S] [--workers W] [--json]
//
// Runs the whole program against the practice workspace in virtual time, with faults drawn from each seed; docs/contributing.md
// says how to read, replay and shrink what it finds. A batch's last line with --json is for programs.
//
// What the files hold, from the outside in:
//   many runs    batch (seeds shared out), batch-worker and worker-threads (in threads), totals (what they amount to)
//   which run    options (what the command line asks for), case (a seed and what was left out), profile (the faults it
//                draws), named-profiles and layers (a protective layer switched off), rules (the runbook, and who stands
//                behind its names), shrink (a failing one made smaller), corpus (those that once failed)
//   one run      run (faults, an hour of quiet, the checkers), world (what surrounds the program, put together), memory
//                (what is remembered of it), timeline (that for people), mid-run (looks while it goes on), twice (the same
//                seed is the same run)
//   the program  lives (boots and crashes) of an instance on kernel (virtual time), program-clock, slack-port, transport,
//                traffic (what passes between it and Slack), news (what it is told of what is down), database
//   what happens workload (people), orders (what they type behind /incident), texts (how they type it, with bait),
//                buttons (what they press), sequels and runbook-sequels (two steps soon after each other: of any incident,
//                and of what the runbook asks), sabotage (what befalls rooms), runbook-checker (what checks show), faults
//   what is held checkers/, outgoing (each call as it leaves), marks (branches that a batch must reach)
//   beside it    noise (how much is said), sweep/ (every place for a crash), planted/ (bugs that it must find)
import { stopwatch } from "../../src/lib/clock.ts";
import { SECOND_MS } from "../../src/lib/pure/duration.ts";
import { type Report, runBatch } from "./batch.ts";
import { type Case, commandOf, faultsOf } from "./case.ts";
import { BadOption, type Options, readOptions } from "./options.ts";
import { FAULT_KINDS } from "./profile.ts";
import { runCase } from "./run.ts";
import { shrink } from "./shrink.ts";
import { createTotals, GUARDED_RUNS_MIN } from "./totals.ts";

/** After so many failing seeds a batch shrinks no more of them: they mostly are one bug. */
const SHRUNK_MAX = 2;
const SHRINK_MAX_MS = 20 * SECOND_MS;

const options = optionsOrExit();
const passed_ms = stopwatch();
if (options.show) await showOne(options.show, options.json);
else await runMany(options);

async function runMany({ workers, json, ...wanted }: Options): Promise<void> {
  const say = json ? console.error : console.log;
  const batch = createTotals();
  const failed: Report[] = [];
  await runBatch(wanted, workers, (report) => {
    batch.add(report);
    if (report.violations.length > 0) failed.push(report);
  });
  const perMinute = Math.round((batch.totals.incidents / passed_ms()) * 60 * SECOND_MS);
  const inOrder = failed.sort((a, b) => a.case.seed - b.case.seed);
  for (const [index, report] of inOrder.entries()) await tellFailure(report, say, index < SHRUNK_MAX);
  const missed = batch.missed();
  for (const name of missed) {
    say(
      `"${name}" was never reached in ${batch.totals.runs} runs: raise its rate in profile.ts, or let people do what leads there`,
    );
  }
  say(`faults: ${FAULT_KINDS.map((kind) => `${kind} ${batch.reached.get(kind)}`).join(", ")}`);
  if (batch.totals.runs < GUARDED_RUNS_MIN)
    say(`not reached (too few runs to demand it): ${batch.unreached().join("; ") || "nothing"}`);
  const { runs, incidents, crashes, violations } = batch.totals;
  say(`${runs} runs, ${incidents} incidents (${perMinute} a minute), ${crashes} crashes, ${violations} violations`);
  if (json) console.log(batch.json(perMinute));
  process.exitCode = violations > 0 || missed.length > 0 ? 1 : 0;
}

async function tellFailure(
  { case: one, violations }: Report,
  say: (words: string) => void,
  small: boolean,
): Promise<void> {
  say(`seed ${one.seed} (${one.profile}) drew ${JSON.stringify(faultsOf(one))}`);
  for (const words of violations) say(`  BROKEN ${words}`);
  say(`replay: ${commandOf(one)}`);
  if (small) await tellSmaller(one, say);
}

async function tellSmaller(one: Case, say: (words: string) => void): Promise<void> {
  const spent_ms = stopwatch();
  const small = await shrink(one, { run: runCase, isOver: () => spent_ms() > SHRINK_MAX_MS });
  const { violations, trace, planned } = await runCase(small);
  say(`smaller: ${commandOf(small)}`);
  say(`  ${small.acts?.length} of ${planned} acts, faults ${JSON.stringify(faultsOf(small))}`);
  for (const line of trace.filter((words) => / does \{/.test(words))) say(`  ${line}`);
  for (const words of violations) say(`  BROKEN ${words}`);
}

/** One run as a timeline. */
async function showOne(one: Case, json: boolean): Promise<void> {
  const say = json ? console.error : console.log;
  say(`${commandOf(one)} draws ${JSON.stringify(faultsOf(one))}`);
  const run = await runCase(one);
  for (const line of run.trace) say(line);
  const batch = createTotals();
  batch.add({ ...run, case: one });
  const isWhole = one.acts === null && one.without.length === 0;
  if (run.violations.length > 0 && isWhole) await tellFailure({ ...run, case: one }, say, true);
  const perMinute = Math.round((run.incidents / passed_ms()) * 60 * SECOND_MS);
  say(`${run.incidents} incidents, ${run.crashes} crashes, ${run.violations.length} violations`);
  if (json) console.log(batch.json(perMinute));
  process.exitCode = run.violations.length > 0 ? 1 : 0;
}

function optionsOrExit(): Options {
  try {
    return readOptions(process.argv.slice(2));
  } catch (error) {
    if (!(error instanceof BadOption)) throw error;
    console.error(error.message);
    process.exit(2);
  }
}
