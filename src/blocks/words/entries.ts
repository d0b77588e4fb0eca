import type { Pieces } from "./catalogue.ts";

type Entry = Pieces<"entry">;
type Numbered = Pieces<"entry" | "number">;
type Change = Pieces<"entry" | "by" | "at" | "text">;

/** The timeline that people write: its kinds, its forms, what is answered, and why something was not done with it. */
export const entries = {
  kind: {
    observation: "Observation",
    hypothesis: "Hypothesis",
    decision: "Decision",
    action: "Action",
    impact: "Impact",
    communication: "Communication",
  },
  /** In the middle of a sentence. */
  oneOf: {
    observation: "an observation",
    hypothesis: "a hypothesis",
    decision: "a decision",
    action: "an action",
    impact: "an impact",
    communication: "a communication",
  },
  withoutWords: "(without words)",
  /** On the card, while it is open. */
  pending: ({ decisions }: Pieces<"decisions">) => `*To be decided:* ${decisions}`,
  pendingOne: ({ entry, text }: Pieces<"entry" | "text">) => `${entry} ${text}`,
  pendingMore: (more: number) => `${more} more`,
  answer: {
    noted: ({ entry, kind }: Pieces<"entry" | "kind">) => `${entry} is noted as ${kind}.`,
    notedAt: ({ entry, kind, at }: Pieces<"entry" | "kind" | "at">) => `${entry} is noted at ${at} as ${kind}.`,
    readIn: ({ zone }: Pieces<"zone">) => `The time of day was read as ${zone} time.`,
    readInUnknown: ({ zone }: Pieces<"zone">) =>
      `The time of day was read as ${zone} time, since your time zone is not known.`,
    pending: ({ number }: Pieces<"number">) =>
      `It counts as pending until \`/incident outcome ${number}\` says what was decided.`,
    onlyInRoom: "Only messages in an incident's room can be put on its timeline.",
    ownMessage: "What Warroom says is on the timeline by itself. To add something, use `/incident note`.",
    marked: ({ entry, name, kind }: Pieces<"entry" | "name" | "kind">) =>
      `*${entry}* on the timeline of ${name}, as ${kind}:`,
    chooseKind: "Another kind",
    corrected: ({ entry, kind, at }: Pieces<"entry" | "kind" | "at">) => `*${entry}* is now ${kind} at ${at}:`,
    wasCorrected: ({ by, at }: Pieces<"by" | "at">) => `${by} had corrected it at ${at}.`,
    struck: ({ entry }: Entry) => `${entry} is struck. \`/incident timeline all\` still shows it.`,
    outcome: ({ entry }: Entry) => `What came of ${entry} is noted.`,
    which: {
      correct:
        "Say which entry and what is right: `/incident correct 12 the right text`, `12 at 14:05` or `12 kind decision`. The number alone opens a form; `/incident timeline` shows the numbers.",
      strike:
        "Say which entry and why: `/incident strike 12 it was another room`. `/incident timeline` shows the numbers.",
      outcome:
        "Say which entry and what came of it: `/incident outcome 12 rolled back`. `/incident timeline` shows the numbers.",
    },
  },
  button: { correct: "Correct…", strike: "Strike…" },
  form: {
    kind: "Kind",
    when: "When was it?",
    note: {
      title: ({ name }: Pieces<"name">) => `Note on ${name}`,
      label: "What happened?",
      whenHint: "Such as 14:05, yesterday 9:00 or 10 minutes ago. Left empty, it is now.",
      submit: "Add",
    },
    correct: {
      title: ({ entry }: Entry) => `Correct ${entry}`,
      label: "What happened?",
      whenHint: ({ zone }: Pieces<"zone">) => `In the time zone ${zone}.`,
      why: "Why is it corrected?",
      whyHint: "Stands beside the entry, as does what it said before.",
      submit: "Correct",
    },
    strike: {
      title: ({ entry }: Entry) => `Strike ${entry}`,
      label: "Why is it struck?",
      hint: "The entry stays in the record, struck through, with this reason.",
      submit: "Strike",
    },
    outcome: {
      title: ({ entry }: Entry) => `Outcome of ${entry}`,
      label: "What came of it?",
      hint: "What was decided, found or reached, in a sentence.",
      submit: "Note",
    },
    unreadTime: "This is no time that can be read. Write 14:05, yesterday 9:00, 2026-11-02 14:05 or 10 minutes ago.",
  },
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
      unmarked: ({ entry, by, at, text }: Change) =>
        `${by} took their mark away at ${at}, which struck ${entry}: ${text}. Mark the message again if it is right after all.`,
    },
    unchanged: ({ entry, number }: Numbered) =>
      `${entry} stands like that already. Say what is to change: \`/incident correct ${number} the right text\`, \`${number} at 14:05\` or \`${number} kind decision\`.`,
    alreadyMarked: ({ entry }: Entry) => `You have put this message on the timeline already: it is ${entry}.`,
    noOutcome: ({ entry, kind }: Pieces<"entry" | "kind">) =>
      `${entry} is ${kind}; an outcome belongs to a hypothesis, a decision or an action. Correct its kind first, or add a note.`,
  },
};
