// The timeline that people write: why something was not done with it.
import type { EntryChange } from "../../../src/domain/entries.ts";
import type { Problem } from "../../../src/domain/problem.ts";
import { BEN, minute } from "./data.ts";
import type { Cases } from "./sample.ts";

const change = { entry: 12, by: BEN, at: minute(14) };
const NOTE = "The pool is at 200 of 200";

const CHANGES: Record<EntryChange["how"], { when: string; text: string }> = {
  marked: { when: "somebody put an emoji of another kind on its message", text: NOTE },
  corrected: { when: "somebody corrected it", text: NOTE },
  outcome: { when: "somebody noted what came of it", text: "We rolled back" },
  struck: { when: "somebody struck it", text: NOTE },
};

export const ENTRY_PROBLEMS: Pick<
  Cases<Problem>,
  "unknown-entry" | "unknown-kind" | "entry-changed" | "entry-unchanged" | "already-marked" | "no-outcome-of-kind"
> = {
  "unknown-entry": [
    { when: "the number is no entry's", of: { asked: 90, last: 12 } },
    { when: "there is no entry yet", of: { asked: 1, last: 0 } },
  ],
  "unknown-kind": [
    { when: "the kind is none of the six", of: { asked: "gossip", nearest: null } },
    { when: "a kind is misspelt", of: { asked: "desicion", nearest: "decision" } },
  ],
  "entry-changed": Object.entries(CHANGES).map(([how, { when, text }]) => ({
    when: `${when} before that`,
    of: { ...change, how: how as EntryChange["how"], text },
  })),
  "entry-unchanged": [{ when: "a correction changes nothing", of: { entry: 12 } }],
  "already-marked": [{ when: "a message is marked twice in the same way", of: { entry: 12 } }],
  "no-outcome-of-kind": [{ when: "an outcome is noted of an observation", of: { entry: 12, kind: "observation" } }],
};
