// npm run bench -- <name> [--json]: measurements of the whole program, each against a floor or a target of its own.
import { parseArgs } from "node:util";
import { declareBench } from "./declare.ts";
import { ingestBench } from "./ingest/ingest.ts";
import { restartBench } from "./restart.ts";
import { type Bench, type BenchOptions, say } from "./support/bench.ts";
import { endAll } from "./support/processes.ts";

const BENCHES: readonly Bench[] = [ingestBench, declareBench, restartBench];

/** Nothing here takes this long; whatever hangs ends with it. */
const WITHIN_MS = 5 * 60_000;

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: {
    json: { type: "boolean", default: false },
    rounds: { type: "string" },
    events: { type: "string" },
    "in-flight": { type: "string" },
    profile: { type: "string" },
  },
});

const bench = BENCHES.find(({ name }) => name === positionals[0]);
if (!bench || positionals.length !== 1) {
  say("npm run bench -- <name> [--json] [--rounds N] [--profile FOLDER]");
  for (const { name, about } of BENCHES) say(`  ${name.padEnd(8)} ${about}`);
  say("  ingest also takes [--events N] (a round) and [--in-flight N].");
  say("  --profile writes CPU profiles of the bot there, for the Performance panel of Chrome's developer tools.");
  process.exit(2);
}

setTimeout(() => {
  say(`bench ${bench.name}: not done after ${WITHIN_MS / 60_000} minutes`);
  process.exit(1);
}, WITHIN_MS).unref();
process.on("exit", endAll);
for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => process.exit(1));

const options: BenchOptions = {
  rounds: count(values.rounds, "rounds", bench.rounds),
  events: count(values.events, "events", 5_000),
  inFlight: count(values["in-flight"], "in-flight", 32),
  profile: values.profile,
};
const { line, text } = await bench.run(options);
console.log(text.join("\n"));
if (values.json) console.log(JSON.stringify({ bench: bench.name, ...line }));
process.exit(0);

function count(given: string | undefined, name: string, fallback: number): number {
  const value = given === undefined ? fallback : Number(given);
  if (Number.isInteger(value) && value > 0 && value <= 100_000) return value;
  say(`--${name} "${given}" is no number from 1 to 100000.`);
  process.exit(2);
}
