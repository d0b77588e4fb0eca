import type { Pieces } from "./catalogue.ts";

type Number = Pieces<"number">;

/** Action items: their messages, reminders, lists and forms. */
export const actionItems = {
  line: ({ number, text }: Number & Pieces<"text">) => `*Action item ${number}:* ${text}`,
  owner: ({ who }: Pieces<"who">) => `${who} owns it`,
  unowned: "*nobody owns it*",
  due: ({ day }: Pieces<"day">) => `due ${day}`,
  overdue: ({ day }: Pieces<"day">) => `*overdue since ${day}*`,
  priority: { high: "*high priority*", normal: "", low: "low priority" },
  done: ({ by, at }: Pieces<"by" | "at">) => `done, ${by} ${at}`,
  dropped: ({ by, at, reason }: Pieces<"by" | "at" | "reason">) => `dropped, ${by} ${at}: ${reason}`,
  remind: {
    today: ({ number, incident, text }: Number & Pieces<"incident" | "text">) =>
      `Your action item ${number} of ${incident} is due today: ${text}`,
    passed: ({ number, incident, text, day }: Number & Pieces<"incident" | "text" | "day">) =>
      `Your action item ${number} of ${incident} was due ${day}: ${text}\nThere is no further reminder. If it takes longer, give it a new date.`,
  },
  unownedTold: ({ incident, count }: Pieces<"incident"> & { count: number }) =>
    count === 1 ? `Nobody owns this action item of ${incident}:` : `Nobody owns these action items of ${incident}:`,
  moreOf: ({ incident, count }: Pieces<"incident"> & { count: number }) =>
    `… and ${count} more: \`/incident actions ${incident}\``,
  unownedNext: ({ number }: Number) => `Give each an owner: \`/incident action ${number} @name\`.`,
  card: (open: number): string => (open === 1 ? "*One action item open*" : `*${open} action items open*`),
  list: {
    title: ({ incident, open, over }: Pieces<"incident"> & { open: number; over: number }) =>
      `*Action items of ${incident}:* ${open} open, ${over} done or dropped`,
    none: ({ incident }: Pieces<"incident">) =>
      `${incident} has no action items. \`/incident action @owner what friday\` adds one; without words a form asks.`,
    hint: "`/incident action 1 done`, `action 1 @name`, `action 1 due friday`, `action 1 priority high`, `action 1 drop why`",
  },
  buttons: {
    take: "Take it",
    done: "Done",
    reassign: "New owner",
    date: "New date",
    drop: "Drop",
    add: "Add action item",
    list: "Action items",
  },
  forms: {
    add: { title: ({ incident }: Pieces<"incident">) => `Action for ${incident}`, submit: "Add" },
    owner: "Who owns it?",
    ownerHint: "Left empty, anybody can take it.",
    what: "What must be done?",
    due: "When is it due?",
    dueHint: "Its owner is reminded in the morning of that day.",
    priority: "Priority",
    priorities: { high: "High", normal: "Normal", low: "Low" },
    date: { title: ({ number }: Number) => `Date of action ${number}`, submit: "Change" },
    reassign: { title: ({ number }: Number) => `Action item ${number}`, submit: "Give" },
    drop: {
      title: ({ number }: Number) => `Drop action item ${number}`,
      submit: "Drop",
      label: "Why?",
      hint: "Stands on the record.",
    },
  },
  answers: {
    added: ({ number }: Number) => `Action item ${number} is added.`,
    addedDue: ({ number, day }: Number & Pieces<"day">) => `Action item ${number} is added, due ${day}.`,
    done: ({ number }: Number) => `Action item ${number} is done.`,
    dropped: ({ number }: Number) => `Action item ${number} is dropped.`,
    owner: ({ number, who }: Number & Pieces<"who">) => `Action item ${number} is ${who}'s.`,
    dated: ({ number, day }: Number & Pieces<"day">) => `Action item ${number} is due ${day}.`,
    undated: ({ number }: Number) => `Action item ${number} has no date.`,
    graded: ({ number, priority }: Number & Pieces<"priority">) => `Action item ${number} is graded ${priority}.`,
    prioritized: {
      high: ({ number }: Number) => `Action item ${number} has a high priority.`,
      normal: ({ number }: Number) => `Action item ${number} has a normal priority.`,
      low: ({ number }: Number) => `Action item ${number} has a low priority.`,
    },
    usage: ({ typed, number }: Number & Pieces<"typed">) =>
      `Nothing was changed: “${typed}” says nothing about action item ${number}. There is \`/incident action ${number} done\`, \`due friday\`, \`due none\`, \`priority high\`, \`drop why\`, and \`@name\`.`,
  },
  problem: {
    dayPassed: ({ day }: Pieces<"day">) =>
      `${day} is not a day that is still to come. Give one such as \`friday\`, \`in 2 weeks\` or \`2026-12-01\`.`,
    none: "There are no action items yet. `/incident action @owner what friday` adds one.",
    unknown: ({ number, last }: Number & Pieces<"last">) =>
      `There is no action item ${number}; the last one is ${last}. \`/incident actions\` lists them.`,
    moved: {
      taken: ({ number, who, at }: Number & Pieces<"who" | "by" | "at">) =>
        `${who} took action item ${number} at ${at}. Nothing was changed.`,
      given: ({ number, who, by, at }: Number & Pieces<"who" | "by" | "at">) =>
        `${by} gave action item ${number} to ${who} at ${at}. Nothing was changed.`,
      unowned: ({ number }: Number & Pieces<"who" | "by" | "at">) =>
        `Nobody owns action item ${number}. Nothing was changed.`,
      done: ({ number, by, at }: Number & Pieces<"who" | "by" | "at">) =>
        `${by} marked action item ${number} as done at ${at}. Nothing was changed.`,
      dropped: ({ number, by, at }: Number & Pieces<"who" | "by" | "at">) =>
        `${by} dropped action item ${number} at ${at}. Nothing was changed.`,
    },
  },
};
