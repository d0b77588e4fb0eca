import type { Pieces } from "./catalogue.ts";

/** The runbook's statuses and phases: how long each is to take, and what it asks for before it is entered. */
export const phases = {
  status: ({ status, since }: Pieces<"status" | "since">) => `*Status:* ${status} since ${since}`,
  /** `time` is how long the runbook gives it. */
  statusUntil: ({ line, time, until }: Pieces<"line" | "time" | "until">) =>
    `${line} · should take ${time}: until ${until}`,
  between: ({ from, to }: Pieces<"from" | "to">) => `${from} to ${to}`,
  timetable: ({ phases }: Pieces<"phases">) => `*Phases:* ${phases}`,
  phaseUntil: ({ phase, until }: Pieces<"phase" | "until">) => `${phase} until ${until}`,
  form: {
    asks: ({ status }: Pieces<"status">) => `The runbook asks for this before *${status}* is entered:`,
    demand: ({ demand }: Pieces<"demand">) => `• ${demand}`,
    label: "What is so",
    reason: "Why enter it all the same?",
    reasonHint: "Needed where something is not so. Stands on the timeline.",
    submit: "Enter",
    tickOrSay: "Tick what is so. Where something is not, say below why it is entered all the same.",
  },
  /** On the timeline; no markup. */
  told: {
    met: ({ told, met }: Pieces<"told" | "met">) => `${told}\nSo by then: ${met}`,
    anyway: ({ told, open, reason }: Pieces<"told" | "open" | "reason">) =>
      `${told}\nEntered all the same: ${reason}\nNot so by then: ${open}`,
  },
  problem: ({ status, demands }: Pieces<"status" | "demands">) =>
    `Before *${status}* is entered, the runbook asks for: ${demands}. \`/incident status ${status}\` asks what of it is so; \`/incident status ${status} all\` says that all of it is.`,
};
