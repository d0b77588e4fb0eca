import type { Pieces } from "./catalogue.ts";

interface Lengths {
  length: number;
  length_max: number;
}

/** Times, impact and triage: what is known of an incident. */
export const facts = {
  time: {
    started: "started",
    detected: "detected",
    declared: "declared",
    acknowledged: "acknowledged",
    mitigated: "mitigated",
    resolved: "resolved",
  },
  part: {
    summary: "In a sentence",
    users: "Users",
    services: "Services",
    regions: "Regions",
    business: "Business",
    data: "Data",
    security: "Security",
  },
  timeSet: ({ by, time, to }: Pieces<"by" | "time" | "to">) => `${by} set *${time}* to ${to}.`,
  timeChanged: ({ by, time, from, to }: Pieces<"by" | "time" | "from" | "to">) =>
    `${by} set *${time}* to ${to} (was ${from}).`,
  impactBy: ({ by }: Pieces<"by">) => `*Impact*, by ${by}`,
  impactPart: ({ part, text }: Pieces<"part" | "text">) => `*${part}:* ${text}`,
  notKnown: "_not known_",
  triageBy: ({ by }: Pieces<"by">) => `*Triage*, by ${by}`,
  triageAnswer: ({ question, text }: Pieces<"question" | "text">) => `*${question}* ${text}`,
  /** On the timeline of a document. */
  told: {
    timeSet: ({ time, to, reason }: Pieces<"time" | "to" | "reason">) => `Time ${time} set to ${to}: ${reason}`,
    timeChanged: ({ time, from, to, reason }: Pieces<"time" | "from" | "to" | "reason">) =>
      `Time ${time} set to ${to} (was ${from}): ${reason}`,
    impact: ({ parts }: Pieces<"parts">) => `Impact: ${parts}`,
    part: ({ part, text }: Pieces<"part" | "text">) => `${part}: ${text}`,
    notKnown: "not known",
  },
  problem: {
    unknownTime: ({ asked }: Pieces<"asked">) => `There is no time called ${asked}.`,
    sayWhich: ({ known }: Pieces<"known">) => `Say which time: ${known}.`,
    timesAre: ({ known }: Pieces<"known">) => `The times are ${known}.`,
    notAcknowledged: "Nobody has acknowledged it, so that time cannot be set. `/incident ack` does that.",
    notResolved: "It is not resolved, so that time cannot be set. `/incident resolve` ends it.",
    crossed: ({ first, firstAt, next, nextAt }: Pieces<"first" | "firstAt" | "next" | "nextAt">) =>
      `Then *${next}* (${nextAt}) would come before *${first}* (${firstAt}). If that one is wrong, correct it first: \`/incident times\` shows all.`,
    partTooLong: ({ length, length_max }: Lengths) =>
      `This has ${length} characters; at most ${length_max} fit. Shorten it, and put the rest into a note.`,
    partChanged: ({ by, at, part, text }: Pieces<"by" | "at" | "part" | "text">) =>
      `${by} changed “${part}” at ${at} while you wrote. It now says ${text}.`,
    partTakenAway: ({ by, at, part }: Pieces<"by" | "at" | "part">) =>
      `${by} took “${part}” away at ${at} while you wrote.`,
    answered: ({ by, at, question, text }: Pieces<"by" | "at" | "question" | "text">) =>
      `${by} answered “${question}” at ${at} while you wrote: ${text}.`,
    unchanged: {
      time: "It is that time already. Nothing was changed.",
      impact: "The impact already says so. Nothing was changed.",
      triage: "There was no new answer. Nothing was changed.",
    },
  },
};
