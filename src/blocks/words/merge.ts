import type { Pieces } from "./catalogue.ts";

type Name = Pieces<"name">;
type Where = Name & Pieces<"room">;

/** Two incidents that are one. */
export const merge = {
  merged: ({ from, name, by }: Name & Pieces<"from" | "by">) => `*${from} was merged into ${name}*, by ${by}.`,
  goOn: ({ room }: Pieces<"room">) => `Go on in ${room}: you are invited there. What was said here stays here.`,
  goOnWithoutRoom: ({ name }: Name) => `Go on with ${name}. What was said here stays here.`,
  duplicate: ({ name, title, severity, by }: Name & Pieces<"title" | "severity" | "by">) =>
    `*${name}* (${severity}: ${title}) is the same trouble: ${by} merged it into this incident.`,
  peopleCome: ({ room }: Pieces<"room">) => `The people of ${room} are invited here.`,
  parted: ({ name, by }: Name & Pieces<"by">) => `*${name}* is not the same after all: ${by} opened it again.`,
  partedRoom: ({ room }: Pieces<"room">) => `It goes on in ${room}.`,
  reportedToo: ({ who, title }: Pieces<"who" | "title">) => `${who} reports the same: ${title}`,
  /** On the card and the announcement. */
  mergedInto: ({ name }: Name) => `Merged into ${name}`,
  mergedIntoRoom: ({ name, room }: Where) => `Merged into ${name}: go on in ${room}`,
  includes: ({ names }: Pieces<"names">) => `Merged into this one: ${names}`,
  buttons: { join: ({ name }: Name) => `Join ${name}` },
  answers: {
    merged: ({ from, name }: Name & Pieces<"from">) => `${from} is merged into ${name}. Both rooms were told.`,
    joined: ({ room }: Pieces<"room">) => `You are invited to ${room}. Say there what you see.`,
    usage:
      "Say which incident goes on, in the room of the duplicate: `/incident merge into INC-1`, and why if you like.",
    sameWords: ({ problem }: Pieces<"problem">) => `${problem} Is yours the same trouble?`,
  },
  problem: {
    itself: ({ name }: Name) =>
      `${name} cannot be merged into itself. Name the incident that goes on: \`/incident merge into INC-1\`.`,
    private: ({ name }: Name) =>
      `Nothing was merged: ${name} is private and the other is not, and a merge tells each room of the other. Resolve or cancel one of them instead.`,
    into: ({ name, into, by, at }: Name & Pieces<"into" | "by" | "at">) =>
      `${name} was merged into ${into} by ${by} ${at}. Go on there; if they are two after all, reopen it: \`/incident reopen\` and why.`,
    intoRoom: ({ name, into, room, by, at }: Where & Pieces<"into" | "by" | "at">) =>
      `${name} was merged into ${into} by ${by} ${at}. Go on in ${room}; if they are two after all, reopen it: \`/incident reopen\` and why.`,
  },
  /** On the timeline of a document. */
  told: {
    merged: ({ name }: Name) => `Merged into ${name}`,
    mergedFor: ({ name, reason }: Name & Pieces<"reason">) => `Merged into ${name}: ${reason}`,
    duplicate: ({ name, title }: Name & Pieces<"title">) => `${name} merged into this one: ${title}`,
    parted: ({ name }: Name) => `${name} opened again: not the same after all`,
    reportedToo: ({ title }: Pieces<"title">) => `Reported too: ${title}`,
  },
};
