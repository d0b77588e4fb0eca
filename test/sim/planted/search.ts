// A process of its own for one planted bug: from a seed on it runs one after another until a run is broken. Its standard
// output has a dot for each whole run, and then what came of it.
import { wholeCase } from "../case.ts";
import { runCase } from "../run.ts";
import { BUGS } from "./bugs.ts";

export interface Searched {
  /** The seed that told; null where none did. */
  seed: number | null;
  /** What the first broken run said. */
  told: string;
}

const bug = BUGS.find(({ name }) => name === process.env.PLANTED)!;
const [from, last] = process.argv.slice(2).map(Number) as [number, number];
let dropped: string | undefined;
// The bug may break anything, also what waits for it.
process.on("unhandledRejection", (error) => {
  dropped ??= String(error);
});

for (let seed = from; seed <= last; seed++) {
  const { violations } = await runCase(wholeCase(seed, bug.profile));
  const [told = dropped] = violations;
  if (told !== undefined) end({ seed, told });
  process.stdout.write(".");
}
end({ seed: null, told: "" });

function end(searched: Searched): never {
  process.stdout.write(JSON.stringify(searched));
  process.exit(0);
}
