import type { Pieces } from "./catalogue.ts";

/** What machines are asked, and what they show. */
export const checks = {
  /** What stands in the room, edited in place: a line for each check under its head. */
  head: ({ at }: Pieces<"at">) => `*What the checks show*, looked at ${at}`,
  line: ({ title, verdict, since }: Pieces<"title" | "verdict" | "since">) => `• *${title}:* ${verdict} since ${since}`,
  verdict: {
    well: ({ value }: Pieces<"value">) => `healthy (${value})`,
    "not-well": ({ value }: Pieces<"value">) => `*not healthy* (${value})`,
    /** Of an answer of yes or no, which says what the title asks. */
    yesNo: { well: "healthy", "not-well": "*not healthy*" },
    /** The runbook says nothing of how it must be. */
    shown: ({ value }: Pieces<"value">) => value,
    unknown: "*nobody knows*, without an answer",
    /** Of what was answered where it tells nothing. */
    unclear: ({ value }: Pieces<"value">) => `*nobody knows*: ${value} is no answer to what the runbook asks,`,
  },
  detail: ({ line, detail }: Pieces<"line" | "detail">) => `${line}\n> ${detail}`,
  wanted: ({ line, wanted }: Pieces<"line" | "wanted">) => `${line}; wanted: ${wanted}`,
  calls: ({ line, test, name }: Pieces<"line" | "test" | "name">) => `${line}; ${test} calls ${name}`,
  yes: "yes",
  no: "no",
  /** A number, and what it counts. */
  value: ({ number, unit }: Pieces<"number" | "unit">): string => (unit === "" ? number : `${number} ${unit}`),
  test: {
    ">": ({ value }: Pieces<"value">) => `more than ${value}`,
    ">=": ({ value }: Pieces<"value">) => `at least ${value}`,
    "<": ({ value }: Pieces<"value">) => `less than ${value}`,
    "<=": ({ value }: Pieces<"value">) => `at most ${value}`,
  },
  former: "*What the checks show* stands further down, newer than what stood here.",
  again: "Look again",
  notConnected: ({ titles }: Pieces<"titles">) =>
    `*Nobody looks at the runbook's checks:* no machine is connected that could. Look by hand: ${titles}.`,
  /** In the list of what must be well. */
  shows: ({ value, wanted, age }: Pieces<"value" | "wanted" | "age">) =>
    `Its check showed ${value} ${age} ago (wanted: ${wanted})`,
  noAnswer: ({ age }: Pieces<"age">) => `_Its check gave no answer ${age} ago: nobody knows_`,
  wellByCheck: ({ number, text, at }: Pieces<"number" | "text" | "at">) =>
    `${number}. ${text}\n*Met* since ${at}, by its check`,
  /** In the room, when what was well is not any more. */
  fell: ({ which }: Pieces<"which">) => `*No longer met:* ${which}. It may not be resolved before that is met again.`,
  fellOne: ({ text, value, wanted }: Pieces<"text" | "value" | "wanted">) =>
    `“${text}” (its check shows ${value}, wanted: ${wanted})`,
  fellUnknown: ({ text }: Pieces<"text">) => `“${text}” (its check gave no answer)`,
  allWell: "Everything that must be met before resolving is met, as the checks show. It may be resolved.",
  allWellWatched: ({ until }: Pieces<"until">) =>
    `Everything that must be met before resolving is met, as the checks show. It is watched until ${until}.`,
  /** Why a rung is reached; stands behind a colon. */
  why: ({ title, value, test }: Pieces<"title" | "value" | "test">) => `${title} is ${value} (${test})`,
  whyLasting: ({ why, duration }: Pieces<"why" | "duration">) => `${why} for ${duration}`,
  answers: {
    asked: "The checks are looked at now: the room sees what they show.",
    notConnected: "No machine is connected that could look at the runbook's checks. Look by hand:",
    title: ({ title }: Pieces<"title">) => `• ${title}`,
    attest: "`/incident recovery` attests what is well.",
  },
  /** On the timeline; no markup. */
  told: {
    changed: ({ changes }: Pieces<"changes">) => `Checks: ${changes}`,
    change: {
      well: ({ title, value }: Pieces<"title" | "value">) => `${title}: healthy (${value})`,
      "not-well": ({ title, value }: Pieces<"title" | "value">) => `${title}: not healthy (${value})`,
      shown: ({ title, value }: Pieces<"title" | "value">) => `${title}: ${value}`,
      unknown: ({ title }: Pieces<"title">) => `${title}: not known`,
    },
    yesNo: {
      well: ({ title }: Pieces<"title">) => `${title}: healthy`,
      "not-well": ({ title }: Pieces<"title">) => `${title}: not healthy`,
    },
    detail: ({ change, detail }: Pieces<"change" | "detail">) => `${change}: ${detail}`,
    notConnected: "Nobody looks at the runbook's checks: no machine is connected that could",
    fell: ({ criteria }: Pieces<"criteria">) => `No longer met, as checks show: ${criteria}`,
    attested: ({ criteria }: Pieces<"criteria">) => `Met, as checks show: ${criteria}`,
  },
  /** In the postmortem draft, a row for each check. */
  trend: {
    head: { check: "Check", first: "First", lowest: "Lowest", highest: "Highest", last: "Last", looks: "Looked at" },
    point: ({ value, at }: Pieces<"value" | "at">) => `${value}, ${at}`,
    looks: (count: number): string => (count === 1 ? "once" : `${count} times`),
    unanswered: ({ looks }: Pieces<"looks">, count: number): string =>
      `${looks}, ${count === 1 ? "once" : `${count} times`} without an answer`,
  },
  problem: {
    none: "This runbook names no checks that a machine could look at.",
    underWay: "The checks are being looked at: the room sees in a moment what they show.",
    showsOtherwise: ({ text, value, wanted, at }: Pieces<"text" | "value" | "wanted" | "at">) =>
      `Nothing was changed. “${text}”: its check showed ${value} at ${at}, and wanted is ${wanted}. \`/incident checks\` looks again; or resolve it all the same, and say why.`,
  },
};
