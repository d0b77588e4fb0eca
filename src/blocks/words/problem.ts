import type { Pieces } from "./catalogue.ts";

type Asked = Pieces<"asked">;
type Known = Pieces<"known">;
interface Lengths {
  length: number;
  length_max: number;
}

const tooLong = (what: string, { length, length_max }: Lengths): string =>
  `The ${what} has ${length} characters; at most ${length_max} fit. Shorten it, or post it in the room.`;

/** Why an order was not carried out: what happened, and what to do. */
export const problem = {
  notAllowed: {
    guest: "Guests cannot do this. Ask a full member of this workspace.",
    external: "People from another organisation cannot do this. Ask a member of this workspace.",
    unknown: "Slack has not said yet who you are. Try this again in a moment; declaring and adding notes work now.",
    other: "Only Warroom itself does this.",
  },
  noRoomHere:
    "Nothing was changed: this channel is not an incident's room. Use the command in the room, or add the id, as in `/incident ack INC-1`. `/incident list` shows what is open.",
  unknownIncident: ({ asked }: Asked) =>
    `There is no incident ${asked} that you can see. \`/incident list\` shows what is open.`,
  nothingToRedact: "The record has no such words: they are gone already, or were never in it.",
  titleEmpty: "The incident needs a title: a few words on what is broken, such as “Checkout is slow”.",
  titleTooLong: ({ length, length_max }: Lengths) =>
    `The title has ${length} characters; at most ${length_max} fit. Shorten it and put the rest into the room.`,
  textEmpty: {
    update: "The update is empty. Write what the others should know.",
    note: "The note is empty. Write what the others should know.",
    summary: "The summary is empty. Write what the others should know.",
    reason: "The reason is empty. Write what the others should know.",
    outcome: "The outcome is empty. Write what came of it.",
    task: "The task is empty. Write what is to be done.",
    "action-item": "The action item is empty. Write what must be done.",
    contribution: "The contribution is empty. A sentence is enough.",
    question: "The question is empty. Write what you need to know.",
    blocker: "Say who must act first, as in `/incident blocked the payment provider`.",
    draft: "The text is empty. Write what they should know.",
  },
  textTooLong: {
    update: (lengths: Lengths) => tooLong("update", lengths),
    note: (lengths: Lengths) => tooLong("note", lengths),
    summary: (lengths: Lengths) => tooLong("summary", lengths),
    reason: (lengths: Lengths) => tooLong("reason", lengths),
    outcome: (lengths: Lengths) => tooLong("outcome", lengths),
    task: (lengths: Lengths) => tooLong("task", lengths),
    "action-item": (lengths: Lengths) => tooLong("action item", lengths),
    question: (lengths: Lengths) => tooLong("question", lengths),
    draft: (lengths: Lengths) => tooLong("text", lengths),
    contribution: (lengths: Lengths) => tooLong("contribution", lengths),
    blocker: (lengths: Lengths) => tooLong("line about who blocks it", lengths),
    impact: (lengths: Lengths) => tooLong("impact", lengths),
    next: (lengths: Lengths) => tooLong("next step", lengths),
    eta: (lengths: Lengths) => tooLong("ETA", lengths),
    workaround: (lengths: Lengths) => tooLong("workaround", lengths),
  },
  unknown: {
    severity: ({ asked }: Asked) => `There is no severity ${asked} in this runbook.`,
    status: ({ asked }: Asked) => `There is no status ${asked} in this runbook.`,
    category: ({ asked }: Asked) => `There is no category ${asked} in this runbook.`,
    role: ({ asked }: Asked) => `There is no role ${asked} in this runbook.`,
  },
  sayWhich: {
    severity: ({ known }: Known) => `Say which severity: ${known}.`,
    status: ({ known }: Known) => `Say which status: ${known}.`,
    category: ({ known }: Known) => `Say which category: ${known}.`,
    role: ({ known }: Known) => `Say which role: ${known}.`,
  },
  meant: ({ nearest }: Pieces<"nearest">) => `Did you mean \`${nearest}\`?`,
  itHas: ({ known }: Known) => `The runbook has ${known}.`,
  justDeclared: ({ by, name, title, at }: Pieces<"by" | "name" | "title" | "at">) =>
    `${by} declared *${name}* (${title}) at ${at}.`,
  itsRoom: ({ room }: Pieces<"room">) => `Its room is ${room}.`,
  roomOpening: "Its room is being opened.",
  roleHeld: ({ who, role, key, at }: Pieces<"who" | "role" | "key" | "at">) =>
    `${who} has been ${role} since ${at}. Ask them, or replace them with \`/incident role ${key} @name\`.`,
  roleNotHeld: ({ role }: Pieces<"role">) => `Nobody is ${role}: there is nothing to release.`,
  alreadyAcknowledged: ({ by, at }: Pieces<"by" | "at">) => `${by} acknowledged it at ${at}.`,
  severityUnchanged: ({ severity }: Pieces<"severity">) => `Its severity already is ${severity}; nothing was changed.`,
  statusUnchanged: ({ status }: Pieces<"status">) => `Its status already is ${status}; nothing was changed.`,
  notOpen: {
    resolved: ({ name, by, at }: Pieces<"name" | "by" | "at">) =>
      `${name} was resolved by ${by} ${at}. If it is not over, reopen it first: \`/incident reopen\` and why.`,
    cancelled: ({ name, by, at }: Pieces<"name" | "by" | "at">) =>
      `${name} was cancelled by ${by} ${at}. If it is not over, reopen it first: \`/incident reopen\` and why.`,
    merged: ({ name, by, at }: Pieces<"name" | "by" | "at">) =>
      `${name} was merged into another incident by ${by} ${at}. Go on there, or reopen it first: \`/incident reopen\` and why.`,
  },
  stillOpen: ({ name }: Pieces<"name">) => `${name} is still open: its room stays. Resolve it first.`,
  noRoom: ({ name }: Pieces<"name">) => `${name} has no room of its own: there is nothing to archive.`,
  alreadyArchived: ({ name, at }: Pieces<"name" | "at">) => `The room of ${name} was archived ${at}.`,
  alreadyOpen: ({ name }: Pieces<"name">) => `${name} is open already; nothing was changed.`,
  timeInFuture: ({ at }: Pieces<"at">) => `${at} has not come yet. Give a time that has passed.`,
  safeMode: ({ since }: Pieces<"since">) =>
    `Nothing was changed: Warroom has been in safe mode since ${since}. Its database is older than what it has said in Slack, as after a restored backup. What is said here is still recorded. Ask whoever runs Warroom to run \`warroom reconcile\`.`,
  noLongerWanted: "Somebody was faster: nothing was changed. `/incident` shows how things stand.",
};
