import type { Pieces } from "./catalogue.ts";

/** What kind of trouble it is, what was measured of it, and which severity the runbook gives to that. */
export const circumstances = {
  yes: "yes",
  no: "no",
  notKnown: "not known",
  percent: ({ value }: Pieces<"value">) => `${value} %`,
  seconds: ({ value }: Pieces<"value">) => `${value} s`,
  categoryAdded: ({ by, name, category }: Pieces<"by" | "name" | "category">) =>
    `${name} is now of the category *${category}*, set by ${by}.`,
  categoryRemoved: ({ by, name, category }: Pieces<"by" | "name" | "category">) =>
    `${name} is no longer of the category *${category}*, set by ${by}.`,
  measuredBy: ({ by }: Pieces<"by">) => `*Measured*, by ${by}`,
  measure: ({ question, value }: Pieces<"question" | "value">) => `*${question}* ${value}`,
  card: ({ categories }: Pieces<"categories">) => `*Category:* ${categories}`,
  /** Above the severities of a form, and privately to whoever measured. */
  proposal: {
    proposed: ({ severity, because }: Pieces<"severity" | "because">) =>
      `*The runbook proposes ${severity}*, because ${because}.`,
    proposedBare: ({ severity }: Pieces<"severity">) => `*The runbook proposes ${severity}.*`,
    unless: ({ rule }: Pieces<"rule">) =>
      `A value lies exactly on a threshold, so it may as well be ${rule}. You decide.`,
    undecided: ({ severities }: Pieces<"severities">) =>
      `*The runbook leaves it open*: a value lies exactly on a threshold between ${severities}. You decide.`,
    rule: ({ severity, because }: Pieces<"severity" | "because">) => `${severity} (${because})`,
    or: " and ",
    would: ({ name, severity, because, present }: Pieces<"name" | "severity" | "because" | "present">) =>
      `The runbook would call ${name} *${severity}*, because ${because}. It is ${present}.`,
    wouldBare: ({ name, severity, present }: Pieces<"name" | "severity" | "present">) =>
      `The runbook would call ${name} *${severity}*. It is ${present}.`,
    change: ({ severity }: Pieces<"severity">) => `Change to ${severity}`,
  },
  /** What a change of the severity changes besides the name. */
  change: {
    line: ({ changes }: Pieces<"changes">) => `From now: ${changes}.`,
    acknowledge: ({ to, from }: Pieces<"to" | "from">) => `acknowledgement ${to} (was ${from})`,
    response: ({ to, from }: Pieces<"to" | "from">) => `response ${to} (was ${from})`,
    firstUpdate: ({ to, from }: Pieces<"to" | "from">) => `first update ${to} (was ${from})`,
    resolve: ({ to, from }: Pieces<"to" | "from">) => `resolution ${to} (was ${from})`,
    cadence: ({ to, from }: Pieces<"to" | "from">) => `updates ${to} (was ${from})`,
    publicCadence: ({ to, from }: Pieces<"to" | "from">) => `public updates ${to} (was ${from})`,
    by: ({ target, at }: Pieces<"target" | "at">) => `${target}, by ${at}`,
    noneYet: "An update was due before, and none has come yet.",
    every: ({ span }: Pieces<"span">) => `every ${span}`,
    asNeeded: "as needed",
    notStated: "not stated",
  },
  /** What `/incident category` answers. */
  list: {
    title: ({ name }: Pieces<"name">) => `*Categories of ${name}*`,
    is: ({ category, key, title }: Pieces<"category" | "key" | "title">) =>
      `• *${category}* \`${key}\`${title} · *it is one*`,
    isNot: ({ category, key, title }: Pieces<"category" | "key" | "title">) => `• ${category} \`${key}\`${title}`,
    about: ({ title }: Pieces<"title">) => `: ${title}`,
    usage: ({ key }: Pieces<"key">) =>
      `\`/incident category ${key}\` adds one, \`/incident category -${key}\` takes it back.`,
    none: "This runbook names no categories.",
  },
  /** To whoever added it. */
  notPrivate: ({ category, name }: Pieces<"category" | "name">) =>
    `This runbook declares incidents of the category ${category} privately. ${name} is not private: its room and its announcement are open to all members.`,
  forms: {
    categories: "What kind of trouble is it?",
    categoriesHint: "Leave it empty while nobody knows; `/incident category` adds one later.",
    choose: "Choose",
    private: ({ categories }: Pieces<"categories">) =>
      `*${categories}*: this runbook declares such incidents privately. Only those in its room see it; nothing is announced, the on-call is not told.`,
    numberHint: "A number. Press Enter to see what follows from it.",
    yes: "Yes",
    no: "No",
    notKnown: "Not known yet",
  },
  /** On the timeline of a document. */
  told: {
    categoryAdded: ({ category }: Pieces<"category">) => `Category: ${category}`,
    categoryRemoved: ({ category }: Pieces<"category">) => `No longer of the category ${category}`,
    measured: ({ values }: Pieces<"values">) => `Measured: ${values}`,
    value: ({ question, value }: Pieces<"question" | "value">) => `${question} ${value}`,
  },
};
