// npm run sim:doublecheck -- --count N [--from S] [--profile P]: each seed twice, and both must be the same to the last byte.
import { wholeCase } from "../case.ts";
import { BadOption, readOptions } from "../options.ts";
import { profileOfSeed } from "../named-profiles.ts";
import { runTwice } from "../twice.ts";

let different = 0;
try {
  const { from, count, profile } = readOptions(process.argv.slice(2));
  const seeds = count ?? 0;
  for (let seed = from; seed < from + seeds; seed++) {
    const { difference } = await runTwice(wholeCase(seed, profile === "all" ? profileOfSeed(seed) : profile));
    if (difference === null) continue;
    different += 1;
    console.log(`seed ${seed} was not the same twice: ${difference}`);
  }
  console.log(`${seeds} seeds twice, ${different} not the same`);
} catch (error) {
  if (!(error instanceof BadOption)) throw error;
  console.error(error.message);
  process.exitCode = 2;
}
if (different > 0) process.exitCode = 1;
