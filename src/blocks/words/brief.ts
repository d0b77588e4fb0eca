import type { Pieces } from "./catalogue.ts";

/** The brief: what somebody needs who comes now, to them alone. */
export const brief = {
  standing: ({ name, severity, stage }: Pieces<"name" | "severity" | "stage">) => `*${name}* ${severity} · ${stage}`,
  since: ({ at, duration }: Pieces<"at" | "duration">) => `Since ${at}, for ${duration}.`,
  impact: ({ text }: Pieces<"text">) => `*Hit:* ${text}`,
  vacant: ({ roles }: Pieces<"roles">) => `*Vacant:* ${roles}`,
  tried: "*Tried*",
  noOutcome: "no outcome yet",
  triedWith: ({ text, outcome }: Pieces<"text" | "outcome">) => `${text} → ${outcome}`,
  decided: "*Decided*",
  pending: "*To be decided*",
  questions: "*Waiting for an answer*",
  question: ({ by, to, text }: Pieces<"by" | "to" | "text">) => `${by} to ${to}: ${text}`,
  tasks: "*Open tasks*",
  task: ({ number, to, text, at }: Pieces<"number" | "to" | "text" | "at">) => `${number}. ${to} since ${at}: ${text}`,
  declinedTask: ({ number, to, text }: Pieces<"number" | "to" | "text">) => `${number}. ${text} (${to} declined)`,
  overdue: ({ task, at }: Pieces<"task" | "at">) => `${task} (*overdue* since ${at})`,
  more: (count: number): string => `… and ${count} earlier`,
  updateDue: ({ at }: Pieces<"at">) => `next update due ${at}`,
  updateOverdue: ({ at }: Pieces<"at">) => `*update overdue* since ${at}`,
  noUpdateDue: "updates as needed",
  paused: ({ at }: Pieces<"at">) => `reminders paused until ${at}`,
  bridge: "bridge",
  card: "status card",
  over: ({ name, stage, by, at }: Pieces<"name" | "stage" | "by" | "at">) =>
    `*${name}* is over: *${stage}* by ${by} ${at}.`,
  draft: "The postmortem draft is in the room, as a file.",
  noDraft: "There is no postmortem draft yet: `/incident postmortem` writes one.",
};
