import type { Pieces } from "./catalogue.ts";

type Name = Pieces<"name">;

const IN_LOG = "whoever runs Warroom finds the reason in its log";

/** What the person who acted is told, alone and at once. */
export const answers = {
  title: "Warroom",
  done: "Done.",
  notConfirmed:
    ":hourglass: Not confirmed yet: storing this takes longer than usual. You will be told here how it ended.",
  nothingChanged: ({ problems }: Pieces<"problems">) => `Nothing was changed. ${problems}`,
  diskFull: "The disk that Warroom saves on is full and needs space",
  databaseHeld: "Another program holds Warroom's database",
  databaseDown: "Warroom's database does not take writes now",
  broke: "Something in Warroom broke",
  brokenDone: ({ why }: Pieces<"why">) =>
    `:warning: This *was* done, but its answer was lost. ${why}; ${IN_LOG}. \`/incident\` shows how things stand.`,
  brokenNotDone: ({ why }: Pieces<"why">) =>
    `:warning: This was *not* done. ${why}; ${IN_LOG}. Nothing was changed; try again, and say it aloud meanwhile.`,
  brokenUnknown: ({ why }: Pieces<"why">) =>
    `:warning: It is *not known* whether this was done. ${why}; ${IN_LOG}. Look with \`/incident\` before you try again, and say it aloud meanwhile.`,
  otherVersion: "This button is from another version of Warroom. `/incident` shows what there is.",
  takesIdAlone: ({ subcommand }: Pieces<"subcommand">) =>
    `Nothing was done: \`/incident ${subcommand}\` takes no words, and these were not understood. Next step: \`/incident ${subcommand}\` alone, or with the id of the incident that you mean; \`/incident note\` puts words on the timeline.`,
  takesNothing: ({ subcommand }: Pieces<"subcommand">) =>
    `Nothing was done: \`/incident ${subcommand}\` takes no words, and these were not understood. Next step: \`/incident ${subcommand}\` alone.`,
  noIncident: "There is no such incident that you can see. `/incident list` shows what is open.",
  formTooLate: "Slack did not open the form in time.",
  formTooLateKept: "Slack did not open the form in time. What you typed is kept.",
  acknowledged: ({ name }: Name) => `You acknowledged ${name}.`,
  roomTold: "Done; the room was told.",
  roleHeld: ({ role, who }: Pieces<"role" | "who">) => `*${role}* is now ${who}; the room was told.`,
  roleVacant: ({ role }: Pieces<"role">) => `*${role}* is vacant now; the room was told.`,
  role: ({ role, key, who }: Pieces<"role" | "key" | "who">) => `*${role}* (\`${key}\`): ${who}`,
  roleUsage: "`/incident role commander` claims, with `@name` assigns, with `release` frees.",
  changed: ({ name, to }: Pieces<"name" | "to">) => `${name} is now *${to}*.`,
  posted: "Posted.",
  resolved: "Resolved. The postmortem draft comes as a file.",
  cancelled: "Cancelled.",
  reopened: "Open again.",
  tooMuch:
    "That is more than Warroom takes from one person at once; nothing was done. Next step: wait a few seconds, and then once more.",
  redactWhich:
    "Say what to redact and why: `/incident redact 12 a password`, or a message's link and why. In the room, a message's menu has “Redact from record”.",
  notRecorded: "Only messages in an incident's room are in its record.",
  redacted: ({ name }: Pieces<"name">) =>
    `The words are gone from the record of ${name}; who removed them, when and why stays. In Slack the message still stands: whoever wrote it deletes it there. If it was a password or a key, change it.`,
  redactedNote: ({ name }: Pieces<"name">) =>
    `The words are gone from the record of ${name}; who removed them, when and why stays. If it was a password or a key, change it.`,
  /** In the record, in place of the words. */
  redactedInstead: ({ who, at, reason }: Pieces<"who" | "at" | "reason">) => `[redacted by ${who} at ${at}: ${reason}]`,
  draftingOf: ({ name }: Name) => `The draft for ${name} is being written; it comes as a file.`,
  tryingAgain: "Warroom tries again now. If it fails again, you get another message.",
  drafting: "The draft is being written; it comes as a file.",
  declared: ({ name, severity, title, room }: Pieces<"name" | "severity" | "title" | "room">) =>
    `You declared *${name}* (${severity}): ${title}\nIts room ${room} opens now; you are invited. Take a role there.`,
  declaredThread: ({ name, severity, title, channel }: Pieces<"name" | "severity" | "title" | "channel">) =>
    `You declared *${name}* (${severity}): ${title}\nIt is worked on in its thread in #${channel}: press the buttons there, or give commands with its number, as in \`/incident update ${name} …\`.`,
  declaredPrivate: ({ name, severity, title, room }: Pieces<"name" | "severity" | "title" | "room">) =>
    `You declared *${name}* (${severity}) privately: ${title}\nIts private room ${room} opens now, with you alone in it. Invite whom you need, or give them a role or a task there: whoever is in the room sees all of it. Nobody else is told, and nothing is announced.`,
  unknownOption: ({ option }: Pieces<"option">) =>
    `Nothing is declared yet. There is no option \`--${option}\`: for an incident that only its room may see, tick the box below.`,
  notDeclared: ({ problem }: Pieces<"problem">) => `Nothing is declared yet. ${problem}`,
  anotherOne: ({ problem }: Pieces<"problem">) =>
    `${problem} If yours is the same trouble, join it; if it is another one, press Declare anyway.`,
};
