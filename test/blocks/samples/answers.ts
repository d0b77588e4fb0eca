// Every answer in words to the person who acted.
import { ACTION } from "../../../src/blocks/actions.ts";
import { declareFormTooLate, formTooLate, similarDeclared } from "../../../src/blocks/answers.ts";
import { line, person } from "../../../src/blocks/mrkdwn.ts";
import type { Words } from "../../../src/blocks/words/en.ts";
import { BEN, PROBLEM, SIMILAR, TITLE } from "./data.ts";
import { CIRCUMSTANCE_ANSWERS } from "./circumstances.ts";
import { CALLS_ANSWERS } from "./calls.ts";
import { ESCALATION_ANSWERS } from "./escalation.ts";
import { FACT_ANSWERS } from "./facts.ts";
import { MERGE_ANSWERS } from "./merge.ts";
import type { Area, Sample } from "./sample.ts";

type Answers = Words["answers"];

/** A sentence comes with what it is made of. */
type AnswerCase<Entry> = Entry extends (...pieces: infer Given) => string ? [when: string, ...Given] : [when: string];

const name = "INC-7";
const why = "Something in Warroom broke";

const ANSWERS: { readonly [Key in keyof Answers]: AnswerCase<Answers[Key]> } = {
  title: ["an answer takes a form's place: its title"],
  done: ["an act that needed no answer took longer than usual"],
  notConfirmed: ["storing takes longer than Slack waits"],
  nothingChanged: ["a form was closed before its error came", { problems: "The update is empty." }],
  diskFull: ["that is why; part of the next ones"],
  databaseHeld: ["that is why; part of the next ones"],
  databaseDown: ["that is why; part of the next three"],
  broke: ["that is why; part of the next three"],
  brokenDone: ["it was stored, and then the answer was lost", { why }],
  brokenNotDone: ["it was not stored", { why }],
  brokenUnknown: ["nobody can say whether it was stored", { why }],
  otherVersion: ["a button is from another version"],
  takesIdAlone: ["words stand behind a command that takes none", { subcommand: "ack" }],
  takesNothing: ["words stand behind `/incident list`", { subcommand: "list" }],
  noIncident: ["the incident of a button or a form is unknown"],
  formTooLate: ["Slack does not open a form in time"],
  formTooLateKept: ["Slack does not open the form to declare in time"],
  acknowledged: ["somebody acknowledges by command", { name }],
  roomTold: ["somebody says by command what is hit, or of which category it is"],
  roleHeld: ["somebody gives or takes a role by command", { role: "Scribe", who: person(BEN) }],
  roleVacant: ["somebody frees a role by command", { role: "Scribe" }],
  role: ["somebody asks for the roles: a line for each", { role: "Commander", key: "commander", who: person(BEN) }],
  roleUsage: ["somebody asks for the roles: the last line"],
  changed: ["somebody changes severity or status by command", { name, to: "SEV1" }],
  posted: ["somebody posts an update by command"],
  resolved: ["somebody resolves by command"],
  cancelled: ["somebody cancels by command"],
  reopened: ["somebody reopens by command"],
  tooMuch: ["one person asks more than 30 things at once"],
  redactWhich: ["somebody redacts and does not say what, or why"],
  notRecorded: ["somebody redacts a message outside of a room"],
  redacted: ["somebody redacts a message, or an entry made of one", { name }],
  redactedNote: ["somebody redacts a note", { name }],
  redactedInstead: ["what stands there from then on", { who: "Ben", at: "2026-11-02 09:04 UTC", reason: "a password" }],
  draftingOf: ["somebody asks for the postmortem by command", { name }],
  tryingAgain: ["somebody asks Warroom to try again what it gave up"],
  drafting: ["somebody asks for the postmortem by button"],
  declared: ["somebody declares", { name, severity: "SEV1", title: TITLE, room: "#inc-7-checkout-is-down" }],
  declaredThread: [
    "somebody declares one that runs as a thread",
    { name, severity: "SEV3", title: TITLE, channel: "incidents" },
  ],
  declaredPrivate: ["somebody declares privately", { name, severity: "SEV1", title: TITLE, room: "#inc-7-private" }],
  unknownOption: ["a misspelt option of `declare`: above the form", { option: "privat" }],
  notDeclared: ["a command named an unknown severity: above the form", { problem: PROBLEM }],
  anotherOne: ["somebody else declared a moment ago: above the form", { problem: SIMILAR }],
};

const kept = { title: TITLE, severity: "SEV1" };

const withButtons: Sample[] = [
  {
    name: "form too late",
    when: "Slack does not open a form in time",
    show: (words) => formTooLate(ACTION.openUpdate, { incident: "I7" }, words),
  },
  {
    name: "question too late",
    when: "Slack does not open the form of a question in time",
    show: (words) => formTooLate(ACTION.openAsk, { incident: "I7" }, words),
  },
  {
    name: "form to declare too late",
    when: "Slack does not open the form to declare in time",
    show: (words) => declareFormTooLate(kept, words),
  },
  {
    name: "similar declared",
    when: "somebody else declared a moment ago",
    show: (words) => similarDeclared({ problem: SIMILAR, incident: "I6", name: "INC-6" }, kept, words),
  },
];

const inWords: Sample[] = (Object.keys(ANSWERS) as (keyof Answers)[]).map((key) => {
  const [when, ...given] = ANSWERS[key];
  return {
    name: key,
    when,
    of: given,
    show: ({ answers }) => {
      const entry = answers[key] as string | ((...pieces: unknown[]) => string);
      return line(typeof entry === "string" ? entry : entry(...given));
    },
  };
});

export const ANSWER_AREAS: readonly Area[] = [
  {
    title: "Answers to the person who acted",
    chars_max: 400,
    samples: [
      ...inWords,
      ...withButtons,
      ...MERGE_ANSWERS,
      ...ESCALATION_ANSWERS,
      ...CALLS_ANSWERS,
      ...FACT_ANSWERS,
      ...CIRCUMSTANCE_ANSWERS,
    ],
  },
];
