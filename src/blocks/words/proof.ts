import type { Pieces } from "./catalogue.ts";

/** The proof pack: what an auditor reads of an incident's notifications. No markup in what is retold. */
export const proof = {
  fileTitle: ({ name }: Pieces<"name">) => `${name}: proof of notifications`,
  title: ({ name, title }: Pieces<"name" | "title">) => `Proof of notifications: ${name} ${title}`,
  drill: "**This was a drill.** Nobody was to be notified, and no real clock ran.",
  private: "**Private:** of this incident only those in its room know.",
  intro: ({ at, declared, by }: Pieces<"at" | "declared" | "by">) =>
    `Written ${at} from the record. Declared ${declared} by ${by}. All times are UTC.`,
  rules: ({ title, hash }: Pieces<"title" | "hash">) => `Rules: ${title}, stored under \`${hash}\`.`,
  notLegalAdvice: "The rules were read from the sources named, on the days named; they are no legal advice.",
  none: "The runbook names no duty to notify.",
  source: ({ url, day }: Pieces<"url" | "day">) => `Source: <${url}>, read ${day}.`,
  holds: {
    yes: "By the answers it **applies** to this incident.",
    no: "By the answers it **does not apply** to this incident.",
    unknown: "Not all of its questions are answered: whether it applies is **open**.",
  },
  heading: {
    questions: "Questions",
    clocks: "Clocks",
    notifications: "Notifications",
    order: "In the order in which it was recorded",
    record: "The record",
  },
  columns: {
    question: "question",
    answer: "answer",
    by: "by",
    at: "said at",
    clock: "what starts it",
    since: "since",
    notification: "notification",
    to: "to",
    due: "due",
    standing: "how it stands",
    event: "event",
    hash: "hash",
  },
  open: "not answered",
  yes: "yes",
  no: "no",
  notRunning: "does not run",
  nothing: "Nothing is recorded of it.",
  standing: {
    unsure: ({ question }: Pieces<"question">) => `open: not answered whether ${question}`,
    "not-wanted": ({ question }: Pieces<"question">) => `not wanted: no to ${question}`,
    waiting: ({ after }: Pieces<"after">) => `no clock yet: it runs ${after}`,
    running: "not submitted, and not yet due",
    overdue: "**not submitted, and overdue**",
    "at-once": "not submitted",
    submitted: ({ at, by }: Pieces<"at" | "by">) => `submitted ${at} by ${by}`,
    late: ({ told, late }: Pieces<"told" | "late">) => `${told}, **${late} late**`,
    reference: ({ told, reference }: Pieces<"told" | "reference">) => `${told}; reference: ${reference}`,
    proof: ({ told, proof }: Pieces<"told" | "proof">) => `${told}; proof: ${proof}`,
    notNeeded: ({ by, at, reason }: Pieces<"by" | "at" | "reason">) =>
      `not needed, said ${by} ${at}, because: ${reason}`,
  },
  /** Only where its question was answered with yes. */
  ifSo: ({ title, question }: Pieces<"title" | "question">) => `${title} (where it is so: ${question})`,
  line: ({ at, event, who, told }: Pieces<"at" | "event" | "who" | "told">) => `- ${at} \\[${event}\\] ${who}: ${told}`,
  event: ({ seq }: Pieces<"seq">) => `e${seq}`,
  warroom: "Warroom",
  asked: ({ who, questions }: Pieces<"who" | "questions">) => `asked ${who}: ${questions}`,
  reminded: ({ who, what }: Pieces<"who" | "what">) => `reminded ${who}: ${what}`,
  notReached: ({ who, what }: Pieces<"who" | "what">) => `could not reach ${who} to remind them: ${what}`,
  step: {
    half: ({ title, at }: Pieces<"title" | "at">) => `${title}, half of the time over, due ${at}`,
    "three-quarters": ({ title, at }: Pieces<"title" | "at">) => `${title}, three quarters of the time over, due ${at}`,
    "nine-tenths": ({ title, at }: Pieces<"title" | "at">) => `${title}, nine tenths of the time over, due ${at}`,
    due: ({ title, at }: Pieces<"title" | "at">) => `${title}, overdue since ${at}`,
  },
  head: ({ seq, hash }: Pieces<"seq" | "hash">) =>
    `When this was written, the incident’s record had ${seq} events, and the last one’s hash was \`${hash}\`. Each event’s hash covers its own text and the hash before it, so that nothing above can be changed, added or taken out without changing that hash.`,
  check: ({ name }: Pieces<"name">) =>
    `To check it: \`warroom incident verify ${name}\` recomputes every hash of the record. \`warroom incident export ${name}\` writes all of it; the lines of the events below carry the hashes below.`,
};
