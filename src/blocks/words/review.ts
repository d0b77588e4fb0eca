import type { Pieces } from "./catalogue.ts";

/** What the runbook wants done after the end, and the meeting in which people look back. */
export const review = {
  title: ({ name }: Pieces<"name">) => `After ${name}`,
  none: "This runbook wants nothing done by a time after the end.",
  notYet: "These run from the resolution; the incident is not resolved.",
  open: ({ number, title, until }: Pieces<"number" | "title" | "until">) => `${number}. ${title}\nDue by ${until}`,
  overdue: ({ number, title, until }: Pieces<"number" | "title" | "until">) =>
    `${number}. ${title}\n*Overdue:* it was due ${until}`,
  done: ({ number, title, at, by }: Pieces<"number" | "title" | "at" | "by">) =>
    `${number}. ${title}\n*Done* ${at} by ${by}`,
  doneByAll: ({ number, title, at }: Pieces<"number" | "title" | "at">) => `${number}. ${title}\n*Done* ${at}`,
  how: {
    postmortem: "Done when somebody says that it is written; Warroom’s draft is a beginning.",
    meeting: "Done when it has a time: `/incident meeting`.",
    "action-items": "Done when each action item has an owner and a date: `/incident actions`.",
  },
  buttons: { open: "After the end", done: "It is done", undone: "Not done", meeting: "Set a meeting" },
  card: ({ next, at }: Pieces<"next" | "at">, more: number, done: number, of: number): string =>
    `*After the end:* ${next}${more > 0 ? ` and ${more} more` : ""} by ${at} · ${done} of ${of} done`,
  cardLate: ({ next, at }: Pieces<"next" | "at">, more: number, done: number, of: number): string =>
    `*After the end:* overdue since ${at}: ${next}${more > 0 ? ` and ${more} more` : ""} · ${done} of ${of} done`,
  cardDone: (of: number): string => `*After the end:* all ${of} done`,
  next: ({ titles, until }: Pieces<"titles" | "until">) => `• By ${until}: ${titles}`,
  nudge: {
    head: ({ who, name }: Pieces<"who" | "name">) => `${who} *${name}* is over, and this is left to do:`,
    /** To one person alone. `name` leads to the incident. */
    headAlone: ({ name, title }: Pieces<"name" | "title">) => `*${name}* (${title}) is over, and this is left to do:`,
    soon: ({ title, at }: Pieces<"title" | "at">) => `• ${title}: due ${at}`,
    due: ({ title }: Pieces<"title">) => `• ${title}: due now`,
    overdue: ({ title, at, late }: Pieces<"title" | "at" | "late">) => `• ${title}: was due ${at}, ${late} ago`,
    duties: ({ list }: Pieces<"list">) => `• Nobody has said that this is done: ${list}`,
    last: "This is the last reminder of it.",
  },
  meeting: {
    form: {
      title: "Review meeting",
      submit: "Set it",
      when: "When",
      hint: "Everybody who took part is in the calendar file.",
    },
    until: ({ until }: Pieces<"until">) => `The runbook wants it by ${until}.`,
    lasts: ({ duration }: Pieces<"duration">) => `It takes ${duration}.`,
    point: (minutes: number, title: string): string => `${minutes} min: ${title}`,
    agenda: "*Agenda*",
    set: ({ name, at, by }: Pieces<"name" | "at" | "by">) => `Review meeting of ${name}: ${at}, set by ${by}.`,
    late: ({ until }: Pieces<"until">) => `That is later than the runbook wants it: by ${until}.`,
    fileHere: "The calendar file follows.",
    done: ({ at }: Pieces<"at">) => `The review meeting is set for ${at}. The calendar file comes into the room.`,
    asText: ({ at }: Pieces<"at">) =>
      `The review meeting is set for ${at}. There is no room to put the calendar file into: save this text as \`meeting.ics\`.`,
    notATime: ({ typed }: Pieces<"typed">) =>
      `Say when, as in \`/incident meeting tomorrow 10:00\` or \`2026-12-01 14:00\`. No time was read in ${typed}.`,
    file: ({ name, title }: Pieces<"name" | "title">) => `Review meeting: ${name} ${title}`,
    fileTitle: ({ name }: Pieces<"name">) => `${name} review meeting`,
    fileAgenda: "Agenda",
    filePeople: ({ names }: Pieces<"names">) => `With: ${names}`,
  },
  problem: {
    unknown: ({ name }: Pieces<"name">) =>
      `Nothing was changed: ${name} has no such deadline now. \`/incident deadlines\` shows which it has.`,
    unchanged: "Nothing was changed: somebody was faster. This is how it stands.",
    meetingUnchanged: ({ at }: Pieces<"at">) => `Nothing was changed: the meeting is at ${at} already.`,
  },
  usage: "Say which by its number, as in `/incident deadlines 1` or `deadlines 1 back`.",
  /** On the timeline; no markup. */
  told: {
    done: ({ title }: Pieces<"title">) => `Done: ${title}`,
    undone: ({ title }: Pieces<"title">) => `Not done after all: ${title}`,
    meeting: ({ at }: Pieces<"at">) => `Review meeting set for ${at}`,
    nudged: ({ who }: Pieces<"who">, number: number): string =>
      `Reminded ${who} of ${number === 1 ? "what is" : `${number} things that are`} to be done after the end`,
    notReached: ({ who }: Pieces<"who">) => `Could not remind ${who} of what is to be done after the end`,
  },
};
