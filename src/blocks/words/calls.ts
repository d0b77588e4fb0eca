import type { Pieces } from "./catalogue.ts";

/** Calling people into an incident by hand, and what came of calls that people make themselves. */
export const calls = {
  /** Those who are called, and as whom. */
  whom: ({ who, name }: Pieces<"who" | "name">) => `${who} (${name})`,
  called: ({ whom, by }: Pieces<"whom" | "by">) => `*Called:* ${whom}, by ${by}.`,
  howToAnswer: "Whoever is called: *I am on it* on the card, or say so here.",
  answered: ({ who, by }: Pieces<"who" | "by">) => `${who} answers the call of ${by} and is on it.`,
  unanswered: ({ whom, after, backup }: Pieces<"whom" | "after" | "backup">) =>
    `*No answer* from ${whom} after ${after}. Their backup is called: ${backup}`,
  unansweredAlone: ({ whom, after }: Pieces<"whom" | "after">) =>
    `*No answer* from ${whom} after ${after}, and no backup is named. Call them by hand: \`/incident contacts\` shows how.`,
  /** On the card, beside the button. */
  card: ({ whom, by, at }: Pieces<"whom" | "by" | "at">) => `*Called, no answer yet:* ${whom}, by ${by} at ${at}`,
  cardBackup: ({ whom, backup, at }: Pieces<"whom" | "backup" | "at">) =>
    `*Called, no answer yet:* ${whom} at ${at}, then ${backup}`,
  onIt: "I am on it",
  /** A direct message. */
  toCalled: ({ name, title, by }: Pieces<"name" | "title" | "by">) => `${name} (${title}) needs you, says ${by}:`,
  toBackup: ({ name, title, by }: Pieces<"name" | "title" | "by">) =>
    `${name} (${title}) needs you: ${by} called somebody whose backup you are, and they do not answer.`,
  where: ({ room }: Pieces<"room">) => `Room: ${room}. Press *I am on it* on its card, or say so there.`,
  tried: {
    reached: ({ contact, by }: Pieces<"contact" | "by">) => `*Reached:* ${contact}, by ${by}.`,
    "no-answer": ({ contact, by }: Pieces<"contact" | "by">) => `*No answer* from ${contact}, says ${by}.`,
  },
  answers: {
    called:
      "They are invited, and told in Slack. The card shows whether they answer; after 5 min their backup is asked.",
    onIt: "You are on it; the room was told.",
    usage:
      "Say whom, and why: `/incident page @ana the replica lags`, or a role, a contact or a key of people.yml: `/incident page on-call the replica lags`.",
    contactUsage:
      "`/incident contacts` shows them all; `/incident contacts [name] reached [what they said]` or `[name] no answer` notes a call that you made.",
  },
  /** On the timeline. */
  told: {
    called: ({ whom, reason }: Pieces<"whom" | "reason">) => `Called ${whom}: ${reason}`,
    answered: ({ who }: Pieces<"who">) => `${who} answered the call`,
    unanswered: ({ backup }: Pieces<"backup">): string =>
      backup ? `Nobody answered the call; the backup was asked: ${backup}` : "Nobody answered the call",
    reached: ({ contact, text }: Pieces<"contact" | "text">): string => `Reached ${contact}${text && `: ${text}`}`,
    "no-answer": ({ contact, text }: Pieces<"contact" | "text">): string =>
      `No answer from ${contact}${text && `: ${text}`}`,
  },
  problem: {
    unknown: ({ asked }: Pieces<"asked">) => `Nobody here is called ${asked}.`,
    known: ({ known }: Pieces<"known">) => `Known: ${known}. Or mention a person: \`/incident page @ana …\`.`,
    knownNone: "Nobody is bound in people.yml: mention a person, `/incident page @ana …`.",
    nobodyBound: ({ name }: Pieces<"name">) =>
      `Nobody in Slack stands behind ${name}. \`/incident contacts\` shows how else to reach them; whoever runs Warroom binds people in people.yml.`,
    answered: ({ by, at }: Pieces<"by" | "at">) => `${by} answered that call at ${at}.`,
    unknownContact: ({ asked }: Pieces<"asked">) => `There is no contact ${asked} in this runbook.`,
    contacts: ({ known }: Pieces<"known">) => `It has ${known}.`,
  },
};
