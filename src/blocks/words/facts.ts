import type { Pieces } from "./catalogue.ts";

type Name = Pieces<"name">;

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
  /** The overview of the six times. */
  times: {
    title: ({ name }: Name) => `*Times of ${name}*`,
    line: ({ time, at }: Pieces<"time" | "at">) => `*${time}* ${at}`,
    lineWith: ({ time, at, source }: Pieces<"time" | "at" | "source">) => `*${time}* ${at} · ${source}`,
    notKnown: "_not known_",
    set: ({ by, at, reason }: Pieces<"by" | "at" | "reason">) => `set by ${by} at ${at}: ${reason}`,
    by: ({ by }: Pieces<"by">) => `by ${by}`,
    given: "given when it was declared",
    assumed: "nobody said when; counted from when it was noticed",
    change: "Change a time",
  },
  /** How the impact came to be what it is. */
  history: {
    title: ({ name }: Name) => `*Impact of ${name}, newest first*`,
    none: "Nothing is known of the impact yet. `/incident impact` opens the form.",
    change: ({ at, by, parts }: Pieces<"at" | "by" | "parts">) => `${at} ${by}\n${parts}`,
    part: ({ part, text }: Pieces<"part" | "text">) => `• ${part}: ${text}`,
    more: (count: number) => `… and ${count} earlier.`,
  },
  card: {
    impact: ({ text }: Pieces<"text">) => `*Impact:* ${text}`,
    triage: (answered: number, of: number) => `*Triage questions:* ${answered} of ${of} answered`,
  },
  buttons: {
    answer: "Answer",
    triage: "Triage",
    impact: "Impact",
    times: "Times",
    mitigatedNow: "Mitigated now",
  },
  /** Privately, to whoever entered the status that means it. */
  isMitigated: ({ name, status }: Name & Pieces<"status">) =>
    `${name} is in *${status}*. Is the trouble over for those it hit? The time it was mitigated is not known yet.`,
  answers: {
    time: ({ time, at }: Pieces<"time" | "at">) => `*${time}* is now ${at}.`,
    timeIn: ({ time, at, zone }: Pieces<"time" | "at" | "zone">) =>
      `*${time}* is now ${at} (time of day read in ${zone}).`,
    unread: ({ text }: Pieces<"text">) =>
      `${text} is no time that can be read. Write it as “14:05”, “10 minutes ago” or “2026-11-02 14:05”.`,
    noTriage: "This runbook has no triage questions.",
  },
  mitigatedBecause: ({ status }: Pieces<"status">) => `entered ${status}`,
  /** The modals; no markup. */
  forms: {
    times: {
      title: ({ name }: Name) => `Times of ${name}`,
      submit: "Change",
      which: "Which time?",
      when: { label: "When was it?", hint: "As “14:05”, “10 minutes ago” or “2026-11-02 14:05”, by your clock." },
      why: { label: "Why?", hint: "How you know. Stands on the timeline." },
    },
    impact: {
      title: ({ name }: Name) => `Impact of ${name}`,
      submit: "Save",
      part: {
        summary: { label: "In a sentence", hint: "What somebody outside the room should know first." },
        users: { label: "Users", hint: "Who is hit, and how many: a number or a share." },
        services: { label: "Services", hint: "Which services, components or functions." },
        regions: { label: "Regions", hint: "Where; leave it empty if it is everywhere." },
        business: { label: "Business", hint: "What it costs: money, orders, promises." },
        data: { label: "Data", hint: "Whether data is lost, wrong or late." },
        security: { label: "Security", hint: "Whether somebody could see or do what they must not." },
      },
    },
    triage: {
      title: ({ name }: Name) => `Triage of ${name}`,
      submit: "Save",
      intro: "What you know now, in a few words each. What is not known stays empty.",
      lands: { time: "A time such as “14:05” or “10 minutes ago” sets when it happened." },
    },
  },
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
      category: "It says so already. Nothing was changed.",
      triage: "There was no new answer. Nothing was changed.",
    },
  },
};
