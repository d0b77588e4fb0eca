import type { Pieces } from "./catalogue.ts";

type Number = Pieces<"number">;

/** Tasks: their messages, what their doer and their giver are asked and told, and their list. */
export const tasks = {
  /** A task's first line. Its doer is named in front where they are to hear of it. */
  line: ({ number, text }: Number & Pieces<"text">) => `*Task ${number}:* ${text}`,
  lineFor: ({ who, number, text }: Number & Pieces<"who" | "text">) => `${who} *Task ${number}:* ${text}`,
  given: ({ by }: Pieces<"by">) => `from ${by}, not accepted yet`,
  accepted: ({ who }: Pieces<"who">) => `${who} does it`,
  declined: ({ who }: Pieces<"who">) => `nobody does it: ${who} cannot`,
  declinedBecause: ({ who, reason }: Pieces<"who" | "reason">) => `nobody does it: ${who} cannot (${reason})`,
  done: ({ by, at }: Pieces<"by" | "at">) => `done, ${by} ${at}`,
  dropped: ({ by, at }: Pieces<"by" | "at">) => `dropped, ${by} ${at}`,
  withOutcome: ({ said, outcome }: Pieces<"said" | "outcome">) => `${said}: ${outcome}`,
  /** When its doer is asked how it stands. */
  by: ({ at }: Pieces<"at">) => `by ${at}`,
  overdue: ({ late }: Pieces<"late">) => `*overdue by ${late}*`,
  fromMessage: ({ link }: Pieces<"link">) => `<${link}|made from this message>`,
  /** On the message of a task that passed to somebody else. */
  movedOn: ({ who }: Pieces<"who">) => `now ${who}'s, see its newer message`,
  ask: ({ who, number, text }: Number & Pieces<"who" | "text">) =>
    `${who} the time for task ${number} is up (${text}). How does it stand?`,
  wasAsked: ({ number }: Number) => `The time for task ${number} was up. Answered.`,
  waits: ({ who, number, text, incident, waited }: Number & Pieces<"who" | "text" | "incident" | "waited">) =>
    `${who} has not accepted task ${number} of ${incident} for ${waited}: ${text}\nAsk them, or give it to somebody else.`,
  free: ({ who, number, text, incident }: Number & Pieces<"who" | "text" | "incident">) =>
    `Nobody does task ${number} of ${incident} now, since ${who} cannot: ${text}`,
  because: ({ reason }: Pieces<"reason">) => `Their reason: ${reason}`,
  left: {
    title: ({ incident, count }: Pieces<"incident"> & { count: number }) =>
      count === 1 ? `${incident} ended with one task open:` : `${incident} ended with ${count} tasks open:`,
    next: "Nobody is asked about them any more. What must still be done becomes an action item: `/incident action @owner …`.",
  },
  more: (count: number) => `… and ${count} more: \`/incident tasks\``,
  moreOf: ({ incident, count }: Pieces<"incident"> & { count: number }) =>
    `… and ${count} more: \`/incident tasks ${incident}\``,
  notAccepted: "not accepted yet",
  nobody: "*nobody does it*",
  card: (open: number): string => (open === 1 ? "*One task open*" : `*${open} tasks open*`),
  list: {
    title: ({ incident, open, over }: Pieces<"incident"> & { open: number; over: number }) =>
      `*Tasks of ${incident}:* ${open} open, ${over} done or dropped`,
    none: ({ incident }: Pieces<"incident">) =>
      `${incident} has no tasks. \`/incident task @name what 10m\` gives one; without words a form asks.`,
    yours: "*yours*",
    hint: "`/incident task 1 done what came of it`, `task 1 @name`, `task 1 drop why`",
    page: ({ from, to, all }: { from: number; to: number; all: number }) => `${from} to ${to} of ${all}`,
  },
  buttons: {
    accept: "Accept",
    decline: "Decline",
    done: "Done",
    moreTime: "10 more minutes",
    handBack: "Hand back",
    take: "Take it",
    reassign: "Give to somebody else",
    drop: "Drop",
    next: "Next page",
    give: "Give a task",
    list: "Tasks",
  },
  forms: {
    give: { title: ({ incident }: Pieces<"incident">) => `Task in ${incident}`, submit: "Give" },
    who: "Who does it?",
    whoHint: "They accept it by a click. Your own is accepted at once.",
    what: "What is to be done?",
    when: "When are they asked how it stands?",
    never: "Not at all",
    in: ({ duration }: Pieces<"duration">) => `In ${duration}`,
    done: {
      title: ({ number }: Number) => `Task ${number} is done`,
      submit: "Done",
      label: "What came of it?",
      hint: "Stands on the timeline.",
    },
    decline: {
      title: ({ number }: Number) => `Decline task ${number}`,
      submit: "Decline",
      label: "Why?",
      hint: "Whoever gave it to you is told.",
    },
    "hand-back": {
      title: ({ number }: Number) => `Hand task ${number} back`,
      submit: "Hand back",
      label: "Why?",
      hint: "Whoever gave it to you is told, and anybody can take it.",
    },
    drop: {
      title: ({ number }: Number) => `Drop task ${number}`,
      submit: "Drop",
      label: "Why?",
      hint: "Nobody is asked about it any more.",
    },
    reassign: { title: ({ number }: Number) => `Task ${number}`, submit: "Give" },
  },
  answers: {
    given: ({ number, who }: Number & Pieces<"who">) => `Task ${number} is given to ${who}.`,
    own: ({ number }: Number) => `Task ${number} is yours.`,
    askedAt: ({ said, at }: Pieces<"said" | "at">) => `${said} Asked how it stands at ${at}.`,
    done: ({ number }: Number) => `Task ${number} is done.`,
    dropped: ({ number }: Number) => `Task ${number} is dropped.`,
    accepted: ({ number }: Number) => `You accepted task ${number}.`,
    declined: ({ number }: Number) => `Nobody does task ${number} now; whoever gave it is told.`,
    extended: ({ number, at }: Number & Pieces<"at">) => `You are asked about task ${number} again at ${at}.`,
    usage: ({ typed, number }: Number & Pieces<"typed">) =>
      `Nothing was changed: “${typed}” says nothing about task ${number}. There is \`/incident task ${number} done [what came of it]\`, \`accept\`, \`decline [why]\`, \`back [why]\`, \`more [20m]\`, \`drop [why]\`, and \`@name\`.`,
  },
  problem: {
    askedTooOften: ({ to }: Pieces<"to">, tasks_max: number) =>
      `${to} was given ${tasks_max} tasks within an hour, and each mentions them. Give it to somebody else, or talk to them.`,
    timePassed: ({ at }: Pieces<"at">) => `${at} has passed. Give a time that is still to come.`,
    none: "There are no tasks yet. `/incident task @name what 10m` gives one.",
    unknown: ({ number, last }: Number & Pieces<"last">) =>
      `There is no task ${number}; the last one is ${last}. \`/incident tasks\` lists them.`,
    /** How it stands, for whoever came second. */
    moved: {
      given: ({ number, who, by, at }: Number & Pieces<"who" | "by" | "at">) =>
        `${by} gave task ${number} to ${who} at ${at}, and it is not accepted yet. Nothing was changed.`,
      accepted: ({ number, who, at }: Number & Pieces<"who" | "by" | "at">) =>
        `${who} accepted task ${number} at ${at}. Nothing was changed.`,
      acceptedFor: ({ number, who, by, at }: Number & Pieces<"who" | "by" | "at">) =>
        `${by} accepted task ${number} for ${who} at ${at}. Nothing was changed.`,
      declined: ({ number, by, at }: Number & Pieces<"who" | "by" | "at">) =>
        `${by} declined task ${number} at ${at}, so nobody does it. Nothing was changed.`,
      done: ({ number, by, at }: Number & Pieces<"who" | "by" | "at">) =>
        `${by} marked task ${number} as done at ${at}. Nothing was changed.`,
      dropped: ({ number, by, at }: Number & Pieces<"who" | "by" | "at">) =>
        `${by} dropped task ${number} at ${at}. Nothing was changed.`,
    },
    nextAsk: ({ said, at }: Pieces<"said" | "at">) => `${said} It is asked about at ${at}.`,
    notYours: ({ number, who, may, at }: Number & Pieces<"who" | "may" | "at">) =>
      `Task ${number} has been ${who}'s since ${at}. Only ${may} and whoever leads can do this.`,
  },
};
