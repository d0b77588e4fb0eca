// A process of its own for one planted bug: runs seed after seed until a run is broken. Its standard output has a dot for
// each whole run, and then what came of it.
import { wholeCase } from "../case.ts";
import { runCase } from "../run.ts";
import { BUGS } from "./bugs.ts";

export interface Searched {
  /** How many seeds it took; null where none told. */
  seeds: number | null;
  /** What the first broken run said. */
  told: string;
}

const bug = BUGS.find(({ name }) => name === process.env.PLANTED)!;
const seeds_max = Number(process.argv[2]);
let dropped: string | undefined;
// The bug may break anything, also what waits for it.
process.on("unhandledRejection", (error) => {
  dropped ??= String(error);
});

for (let seed = 1; seed <= seeds_max; seed++) {
  const { violations } = await runCase(wholeCase(seed, bug.profile ?? "swarm"));
  const [told = dropped] = violations;
  if (told !== undefined) end({ seeds: seed, told });
  process.stdout.write(".");
}
end({ seeds: null, told: "" });

function end(searched: Searched): never {
  process.stdout.write(JSON.stringify(searched));
  process.exit(0);
}
