import type { Pieces } from "./catalogue.ts";

/** `/incident timeline`: one person's look at it. */
export const timelinePage = {
  title: ({ name, first, last, of }: Pieces<"name" | "first" | "last" | "of">) =>
    `*Timeline of ${name}*: ${first} to ${last} of ${of}`,
  none: ({ name }: Pieces<"name">) => `The timeline of ${name} is empty. \`/incident note\` adds to it.`,
  noneSuch: ({ name }: Pieces<"name">) =>
    `Nothing on the timeline of ${name} is like that. \`/incident timeline\` shows all of it.`,
  entry: ({ entry, at, kind, text }: Pieces<"entry" | "at" | "kind" | "text">) => `*${entry}* ${at} *${kind}:* ${text}`,
  struckEntry: ({ entry, at, kind, text }: Pieces<"entry" | "at" | "kind" | "text">) =>
    `*${entry}* ${at} ~${kind}: ${text}~`,
  step: ({ at, text }: Pieces<"at" | "text">) => `${at} ${text}`,
  message: "message",
  edited: "message edited since",
  deleted: "message deleted since",
  pending: "*pending*",
  corrected: ({ by, at }: Pieces<"by" | "at">) => `corrected by ${by} ${at}`,
  correctedFor: ({ by, at, reason }: Pieces<"by" | "at" | "reason">) => `corrected by ${by} ${at}: ${reason}`,
  struck: ({ by, at, reason }: Pieces<"by" | "at" | "reason">) => `struck by ${by} ${at}: ${reason}`,
  unmarked: ({ by, at }: Pieces<"by" | "at">) => `struck by ${by} ${at}: mark taken away`,
  outcome: ({ text, by }: Pieces<"text" | "by">) => `Outcome: ${text} · ${by}`,
  older: "Older",
  newest: "Back to the newest",
  gap: ({ from, to, why }: Pieces<"from" | "to" | "why">) => `${from} to ${to} (${why})`,
  gapUntilNow: ({ from, why }: Pieces<"from" | "why">) => `${from} until now (${why})`,
  moreGaps: (gaps: number) => `${gaps} more`,
  mayLack: ({ gaps }: Pieces<"gaps">) => `The record may lack what was said ${gaps}.`,
  recovered: ({ gaps }: Pieces<"gaps">) => `What was said ${gaps} was read from Slack afterwards.`,
  silent: ({ since }: Pieces<"since">) =>
    `Slack's events have not come since ${since}: the room is read every minute instead.`,
  notCompared: "The record is not yet compared with Slack's history.",
  compared: ({ at }: Pieces<"at">) => `The record was last compared with Slack's history ${at}.`,
  capped: "Slack shows Warroom only 15 messages of its history a minute: what is missing comes slowly.",
  usage:
    "Ask with kinds, a person, a time, or `all`: `/incident timeline decisions @ana since 2h`, `… after 14:05`, `… all` with reminders and what was struck.",
  unread: ({ word }: Pieces<"word">) => `${word} cannot be read here.`,
};
