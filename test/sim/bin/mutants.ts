// npm run sim:mutants: how many seeds each planted bug needs until its checker tells of it.
import { MUTATIONS } from "../mutations.ts";
import { runSeed } from "../run.ts";

const SEEDS_MAX = 200;
const needed: number[] = [];

for (const mutation of MUTATIONS) {
  let seed = 1;
  while (seed <= SEEDS_MAX && !(await runSeed(seed, mutation)).violations.some((one) => one.includes(mutation.tells))) {
    seed += 1;
  }
  needed.push(seed);
  console.log(seed > SEEDS_MAX ? `NOT FOUND ${mutation.name}` : `${String(seed).padStart(4)} seeds  ${mutation.name}`);
}
const inOrder = needed.toSorted((a, b) => a - b);
const missed = needed.filter((seeds) => seeds > SEEDS_MAX).length;
console.log(
  `${needed.length} planted bugs, ${missed} not found, median ${inOrder[Math.floor(needed.length / 2)]} seeds`,
);
process.exitCode = missed > 0 ? 1 : 0;
