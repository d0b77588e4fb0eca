// npm run sim:sweep: one crash at every place where one may fall. npm run sim:sweep -- --point 12 replays a place.
import { parseArgs } from "node:util";
import { replaySweep, sweepDeclare } from "../sweep.ts";

const { values } = parseArgs({ options: { point: { type: "string" } } });
let broken = 0;

if (values.point === undefined) {
  const points = await sweepDeclare(({ point, label, result }) => {
    if (result.violations.length === 0) return;
    broken += 1;
    console.log(`a crash at point ${point} (${label})`);
    for (const words of result.violations) console.log(`  BROKEN ${words}`);
    console.log(`replay: npm run sim:sweep -- --point ${point}`);
  });
  console.log(`${points} places for one crash, ${broken} broken`);
} else {
  const { trace, violations } = await replaySweep(Number(values.point));
  for (const line of trace) console.log(line);
  broken = violations.length;
}
process.exitCode = broken > 0 ? 1 : 0;
