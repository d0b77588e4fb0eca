// npm run chaos -- --rounds N | --engine sqlite|postgres | --fault kill | --seed S | --json
//
// The started program, over loopback, on a real file and a real PostgreSQL: it is killed, suspended, cut off from Slack
// and from its database while people go on, and in the end nothing may be lost, doubled or unfinished.
import { parseArgs } from "node:util";
import type { Engine } from "../support/stores.ts";
import { killAll } from "./bot.ts";
import { type ChaosFault, type ChaosResult, FAULTS, runChaos } from "./run.ts";

const ENGINES: readonly Engine[] = ["sqlite", "postgres"];

const { values } = parseArgs({
  options: {
    rounds: { type: "string" },
    engine: { type: "string" },
    fault: { type: "string" },
    seed: { type: "string" },
    json: { type: "boolean" },
  },
});
process.on("exit", killAll);
for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => process.exit(130));

const rounds = numberOf("rounds", values.rounds ?? "20");
const seed = numberOf("seed", values.seed ?? "1");
const engines = oneOf("engine", values.engine, ENGINES) ?? ENGINES;
const only = oneOf("fault", values.fault, FAULTS)?.[0] ?? null;

const results: ChaosResult[] = [];
for (const [index, engine] of engines.entries()) {
  const share = Math.floor(rounds / engines.length) + (index < rounds % engines.length ? 1 : 0);
  if (share > 0) results.push(await runChaos({ engine, rounds: share, seed, only, say }));
}
for (const { engine, violations } of results) for (const words of violations) say(`BROKEN on ${engine}: ${words}`);
if (values.json) console.log(JSON.stringify(results));
else for (const result of results) console.log(lineOf(result));
process.exit(results.some(({ violations }) => violations.length > 0) ? 1 : 0);

function lineOf({ engine, rounds, faults, commands, messages, incidents, readyMs, violations }: ChaosResult): string {
  const drawn = FAULTS.flatMap((fault) => (faults[fault] ? [`${fault} ${faults[fault]}`] : [])).join(", ");
  return (
    `${engine}: ${rounds} rounds (${drawn}); ${incidents} incidents, ${commands} commands, ${messages} messages; ` +
    `ready again within ${Math.round(readyMs)} ms; ${violations.length} violations`
  );
}

function say(words: string): void {
  console.error(words);
}

function oneOf<T extends Engine | ChaosFault>(name: string, given: string | undefined, all: readonly T[]): T[] | null {
  if (given === undefined) return null;
  const found = all.find((one) => one === given);
  if (found) return [found];
  console.error(`--${name} ${given} is none of ${all.join(", ")}.`);
  process.exit(2);
}

function numberOf(name: string, text: string): number {
  const number = Number(text);
  if (Number.isInteger(number) && number > 0) return number;
  console.error(`--${name} ${text} is no number. Next step: npm run chaos -- --rounds 50`);
  process.exit(2);
}
