// An hour after the last fault the program's own auditor has nothing to say, and nothing else stands against it.
import type { Checker } from "./evidence.ts";

export const troubles: Checker = {
  name: "troubles",
  holds: ["I4", "I8", "I11"],
  check: ({ world }) => world.troubles().map(({ name, what, since }) => `${name} stands since ${since}: ${what}`),
};
