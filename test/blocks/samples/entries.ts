// The timeline that people write: its forms, its answers, and why something was not done with it.
import { ACTION } from "../../../src/blocks/actions.ts";
import { formTooLate } from "../../../src/blocks/answers.ts";
import { correctedAnswer, markedAnswer, notedAnswer, pendingOnCard } from "../../../src/blocks/timeline/entries.ts";
import { correctEntryForm, entryTextForm, noteForm } from "../../../src/blocks/timeline/entry-forms.ts";
import { line } from "../../../src/blocks/mrkdwn.ts";
import type { Entry, EntryChange } from "../../../src/domain/timeline/entries.ts";
import type { Problem } from "../../../src/domain/problem.ts";
import { fold } from "../../../src/domain/incident.ts";
import { ANA, at, BEN, CHLOE, declared, DECISION, minute, NOTE, ROOM, roomOpened, RUNNING, ZONE } from "./data.ts";
import type { Area, Cases, Sample } from "./sample.ts";

const change = { entry: 12, by: BEN, at: minute(14) };
const CHANGES: Record<EntryChange["how"], { when: string; text: string }> = {
  marked: { when: "somebody put an emoji of another kind on its message", text: NOTE },
  corrected: { when: "somebody corrected it", text: NOTE },
  outcome: { when: "somebody noted what came of it", text: "We rolled back" },
  struck: { when: "somebody struck it", text: NOTE },
  unmarked: { when: "whoever had marked its message took the mark away", text: NOTE },
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

const ENTRY: Entry = {
  number: 12,
  kind: "observation",
  at: minute(11),
  text: NOTE,
  isQuestion: false,
  by: CHLOE,
  ts: "1793610660.000100",
  marks: [{ by: ANA, mark: "shortcut", at: minute(12) }],
  struck: false,
  outcome: null,
  changed: null,
};
const QUESTION: Entry = { ...ENTRY, number: 13, kind: "decision", text: DECISION, isQuestion: true };

const kinds: Sample[] = (["hypothesis", "action", "impact", "communication"] as const).map((kind) => ({
  name: `noted, ${kind}`,
  when: "the note began with that kind",
  show: (words) => notedAnswer({ ...ENTRY, kind }, undefined, words),
}));

const answers: Sample[] = [
  { name: "noted", when: "somebody notes something", show: (words) => notedAnswer(ENTRY, undefined, words) },
  ...kinds,
  {
    name: "noted, back-dated",
    when: "the note began with “10 minutes ago”",
    show: (words) => notedAnswer(ENTRY, { zone: null, isGuess: false }, words),
  },
  {
    name: "noted, at a time of day",
    when: "the note began with “at 14:05”",
    show: (words) => notedAnswer(ENTRY, { zone: ZONE, isGuess: false }, words),
  },
  {
    name: "noted, at a time of day somewhere",
    when: "it did, and nobody knows where its writer is",
    of: ["UTC"],
    show: (words) => notedAnswer(ENTRY, { zone: "UTC", isGuess: true }, words),
  },
  {
    name: "noted, pending",
    when: "the note is a decision that ends with a question mark",
    show: (words) => notedAnswer(QUESTION, undefined, words),
  },
  {
    name: "marked",
    when: "somebody uses “Add to timeline” on a message",
    show: (words) => markedAnswer(RUNNING, ENTRY, words),
  },
  {
    name: "marked, without words",
    when: "the message has no text",
    show: (words) => markedAnswer(RUNNING, { ...ENTRY, text: "" }, words),
  },
  {
    name: "marked elsewhere",
    when: "the message is in no room",
    show: (words) => line(words.entries.answer.onlyInRoom),
  },
  {
    name: "marked, Warroom's own",
    when: "Warroom wrote the message itself",
    show: (words) => line(words.entries.answer.ownMessage),
  },
  {
    name: "corrected",
    when: "somebody corrects an entry",
    show: (words) => correctedAnswer(ENTRY, null, words),
  },
  {
    name: "corrected again",
    when: "somebody else had corrected it before",
    show: (words) => correctedAnswer(ENTRY, { by: BEN, at: minute(13) }, words),
  },
  {
    name: "struck",
    when: "somebody strikes an entry",
    show: (words) => line(words.entries.answer.struck({ entry: "#12" })),
  },
  {
    name: "outcome",
    when: "somebody notes what came of an entry",
    show: (words) => line(words.entries.answer.outcome({ entry: "#12" })),
  },
  ...(["correct", "strike", "outcome"] as const).map((what) => ({
    name: `${what} which`,
    when: `\`/incident ${what}\` is given without a number`,
    show: (words: Parameters<Sample["show"]>[0]) => line(words.entries.answer.which[what]),
  })),
  {
    name: "unread time",
    when: "a form's time is none",
    show: (words) => words.entries.form.unreadTime,
  },
  ...[ACTION.openCorrectEntry, ACTION.openStrikeEntry, ACTION.openOutcome].map((opens) => ({
    name: `${opens} too late`,
    when: "Slack does not open that form in time",
    show: (words: Parameters<Sample["show"]>[0]) => formTooLate(opens, { incident: "I7", entry: 12 }, words),
  })),
];

const metadata = { incident: "I7", channel: ROOM, entry: 12, seen: 0 };
const typed = { text: NOTE, kind: "observation" as const, when: "2026-11-02 09:11", reason: "" };

const forms: Sample[] = [
  {
    name: "note",
    when: "somebody notes something without saying it in the command",
    show: (words) => noteForm(RUNNING, { kind: "observation", channel: ROOM }, words),
  },
  {
    name: "correct",
    when: "somebody corrects an entry",
    of: ["UTC"],
    show: (words) => correctEntryForm(typed, { zone: "UTC", remark: null }, metadata, words),
  },
  {
    name: "correct, again",
    when: "somebody else corrected it while the form was open",
    of: ["UTC", "ben"],
    show: (words) => {
      const remark = words.entries.problem.changed.corrected({
        entry: "#12",
        by: "ben",
        at: "09:14",
        text: `"${NOTE}"`,
      });
      return correctEntryForm(typed, { zone: "UTC", remark }, metadata, words);
    },
  },
  ...(["strike", "outcome"] as const).map((what) => ({
    name: what,
    when: `\`/incident ${what} 12\` is given without words`,
    show: (words: Parameters<Sample["show"]>[0]) => entryTextForm(what, { text: "", remark: null }, metadata, words),
  })),
];

const asked = (number: number) =>
  at(number, { type: "NoteAdded", text: DECISION, happenedAt: minute(number), kind: "decision" });

const pending: Sample = {
  name: "on the card, to be decided",
  when: "decisions are pending",
  of: [DECISION],
  show: (words) => {
    const incident = fold("I7", [declared(), roomOpened, asked(1), asked(2), asked(3)]);
    return line(pendingOnCard(incident, words)!);
  },
};

export const ENTRY_AREAS: readonly Area[] = [
  { title: "Timeline entries: answers", chars_max: 400, samples: [...answers, pending] },
  { title: "Timeline entries: forms", chars_max: 700, samples: forms },
];
