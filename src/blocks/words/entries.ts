import type { Pieces } from "./catalogue.ts";

type Entry = Pieces<"entry">;
type Change = Pieces<"entry" | "by" | "at" | "text">;

/** The timeline that people write: its kinds, and why something was not done with it. */
export const entries = {
  problem: {
    none: "The timeline has no entry yet. `/incident note` adds one.",
    unknown: ({ asked, last }: Pieces<"asked" | "last">) =>
      `There is no entry ${asked}; the last one is ${last}. \`/incident timeline\` shows their numbers.`,
    unknownKind: ({ asked }: Pieces<"asked">) => `There is no kind of entry ${asked}.`,
    kindsAre: ({ known }: Pieces<"known">) => `The kinds are ${known}.`,
    changed: {
      marked: ({ entry, by, at, text }: Change) =>
        `${by} gave ${entry} another kind at ${at}, with an emoji: ${text}. Yours was not done; look, and try again.`,
      corrected: ({ entry, by, at, text }: Change) =>
        `${by} corrected ${entry} at ${at}. It now reads ${text}. Yours was not done; look, and try again.`,
      outcome: ({ entry, by, at, text }: Change) =>
        `${by} noted at ${at} what came of ${entry}: ${text}. Yours was not done; look, and try again.`,
      struck: ({ entry, by, at, text }: Change) =>
        `${by} struck ${entry} at ${at}: ${text}. What is struck stays so; if it is right after all, note it anew.`,
    },
    unchanged: ({ entry, number }: Pieces<"entry" | "number">) =>
      `${entry} stands like that already. Say what is to change: \`/incident correct ${number} the right text\`, \`${number} at 14:05\` or \`${number} kind decision\`.`,
    alreadyMarked: ({ entry }: Entry) => `You have put this message on the timeline already: it is ${entry}.`,
    noOutcome: ({ entry, kind }: Pieces<"entry" | "kind">) =>
      `${entry} is of the kind ${kind}; an outcome belongs to a hypothesis, a decision or an action. Correct its kind first, or add a note.`,
  },
};
