// npm run sim:mutants [-- --only WORDS]: how many seeds each planted bug takes to be found.
import { availableParallelism } from "node:os";
import { parseArgs } from "node:util";
import { BUGS } from "../planted/bugs.ts";
import { find } from "../planted/find.ts";

const SEEDS_MAX = 200;

const { values } = parseArgs({ options: { only: { type: "string", default: "" } } });
const bugs = BUGS.filter(({ name }) => name.includes(values.only));
const needed: (number | null)[] = [];
const left = [...bugs];
await Promise.all(Array.from({ length: availableParallelism() }, search));

const found = needed.filter((seeds) => seeds !== null).sort((a, b) => a - b);
const median = found[Math.floor(found.length / 2)];
console.log(`${bugs.length} planted bugs, ${bugs.length - found.length} not found, median ${median} seeds`);
process.exitCode = found.length === bugs.length && bugs.length > 0 ? 0 : 1;

async function search(): Promise<void> {
  for (let bug = left.shift(); bug; bug = left.shift()) {
    const { seeds, told } = await find(bug, SEEDS_MAX);
    needed.push(seeds);
    console.log(
      seeds === null
        ? `NOT FOUND  ${bug.name}`
        : `${String(seeds).padStart(4)} seeds  ${bug.name}\n            ${told.slice(0, 120)}`,
    );
  }
}
