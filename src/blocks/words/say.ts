import type { Pieces } from "./catalogue.ts";

/** What Warroom says in a room or under an announcement. */
export const say = {
  roleAssigned: ({ who, role }: Pieces<"who" | "role">) => `${who} is now *${role}*.`,
  roleAssignedBy: ({ who, role, by }: Pieces<"who" | "role" | "by">) => `${who} is now *${role}*, assigned by ${by}.`,
  roleReleased: ({ who, role }: Pieces<"who" | "role">) => `${who} is no longer *${role}*. The role is vacant.`,
  holderGone: ({ who, role }: Pieces<"who" | "role">) =>
    `${who} is no longer *${role}*: their Slack account was deactivated. The role is vacant.`,
  acknowledged: ({ name, by }: Pieces<"name" | "by">) => `${by} acknowledged ${name}.`,
  statusChanged: ({ name, to, from, by }: Pieces<"name" | "to" | "from" | "by">) =>
    `${name} is now *${to}* (was ${from}), set by ${by}.`,
  enteredAnyway: "*Not all was so that the runbook asks for first, because:*",
  severityChanged: ({ name, to, from, by }: Pieces<"name" | "to" | "from" | "by">) =>
    `${name} is now *${to}* (was ${from}), set by ${by}.`,
  update: ({ name, status, by }: Pieces<"name" | "status" | "by">) => `*Update* on ${name} (${status}) by ${by}`,
  nextUpdate: ({ at }: Pieces<"at">) => `Next update by ${at}.`,
  /** At the command line, most often because Slack did not answer then. */
  noted: ({ by, at }: Pieces<"by" | "at">) => `*Noted at ${at}* by ${by}, at the command line:`,
  actionsLost: ({ name, from, to }: Pieces<"name" | "from" | "to">, count: number): string =>
    `*The record of ${name} is incomplete.* Warroom's database was put back to an older state: it lacks at least ${count === 1 ? "one action" : `${count} actions`} between ${from} and ${to}. What was said here stays, and is recorded again. Check roles, severity, status and tasks with \`/incident\`, and set right what is missing.`,
  incidentLost: ({ incident, at }: { incident: string; at: string | null }): string =>
    `*Warroom's database was put back to an older state${at === null ? "" : `, that of ${at}`}.* ${incident} is not in it: its roles, tasks, timeline and reminders are gone, and the buttons above do nothing any more. What is written here stays in Slack.\nNext step: if it still goes on, declare it again with \`/incident declare\`, and post the link to this message in the new room.`,
  lostIncident: ({ name, at }: Pieces<"name" | "at">) => `${name}, declared ${at},`,
  lostIncidentUnnamed: "The incident of this channel",
  resolved: ({ name, by }: Pieces<"name" | "by">) => `*${name} is resolved*, by ${by}.`,
  cancelled: ({ name, by }: Pieces<"name" | "by">) => `*${name} is cancelled*, by ${by}.`,
  reopened: ({ name, by }: Pieces<"name" | "by">) => `*${name} is open again*, by ${by}.`,
  refused: ({ who, error }: Pieces<"who" | "error">) => `${who} (\`${error}\`)`,
  invitesRefused: ({ each }: Pieces<"each">) =>
    `Slack did not let Warroom invite ${each}. Invite them by hand if they are needed.`,
  /** Why nobody could be told anything, and from when to when. */
  away: {
    unreachable: ({ from, to }: Pieces<"from" | "to">) => `Warroom could not reach Slack from ${from} to ${to}.`,
    stopped: ({ from, to }: Pieces<"from" | "to">) => `Warroom was not running from ${from} to ${to}.`,
    "stood-still": ({ from, to }: Pieces<"from" | "to">) =>
      `Warroom stood still from ${from} to ${to}: its machine slept, or its clock was changed.`,
  },
  missed: (reminders: number): string =>
    reminders === 1
      ? "One reminder came due meanwhile; if it still holds, it follows."
      : `${reminders} reminders came due meanwhile; only what still holds follows.`,
  /** Reminders to update, by how late it is. */
  nudge: {
    soon: ({ who, name, at }: Pieces<"who" | "name" | "at" | "late">) =>
      `${who} the next update on ${name} is due at ${at}.`,
    due: ({ who, name }: Pieces<"who" | "name" | "at" | "late">) => `${who} the update on ${name} is due now.`,
    overdue: ({ who, name, late }: Pieces<"who" | "name" | "at" | "late">) =>
      `${who} the update on ${name} is ${late} overdue. This is the last reminder until one is posted.`,
  },
  leadAskLast: "Warroom does not ask again: until somebody takes it, nobody leads.",
  leadAsk: ({ who, role, key, empty }: Pieces<"who" | "role" | "key" | "empty">) =>
    `${who} nobody has been ${role} for ${empty}. Take the role, or give it to somebody: \`/incident role ${key} @name\`.`,
};

type Incident = Pieces<"name" | "title">;

/** Direct messages to whoever can act on a failure. */
export const notice = {
  roomRefused: ({ name, title, error, hint, channel }: Incident & Pieces<"error" | "hint" | "channel">) =>
    `${name} (${title}) is declared, but its room could not be made: Slack answered \`${error}\`. ${hint} Until then work in #${channel}, with the id behind each command, as in \`/incident ack ${name}\`.`,
  privateRoomRefused: ({ name, title, error, hint }: Incident & Pieces<"error" | "hint">) =>
    `${name} (${title}) is declared privately, but its room could not be made: Slack answered \`${error}\`. ${hint} Nobody else was told. Call those whom you need yourself, cancel this one (\`/incident cancel ${name}\`), and declare it again once rooms can be made.`,
  hint: {
    mayNotCreatePrivate: "Whoever runs Warroom must install it with the scope `groups:write`.",
    mayNotCreate: "A workspace admin must let apps create channels: Settings → Permissions → Channel management.",
    other: "Ask whoever runs Warroom to look at its log.",
  },
  eventsSilent: ({ name, title, since }: Incident & Pieces<"since">) =>
    `Since ${since}, Slack has not told Warroom of anything that is written. Warroom now reads the room of ${name} (${title}) every minute, so the record goes on, up to a minute late. Ask whoever runs Warroom to look at Event Subscriptions in the app's settings.`,
  roomMoved: ({ name, title, room }: Incident & Pieces<"room">) =>
    `Slack gave the room of ${name} (${title}) another id: ${room}. Warroom goes on there. Check that it still is a member, and invite it if it is not.`,
  secretPasted: ({ name, secrets }: Pieces<"name" | "secrets">) =>
    `Your message in the room of ${name} holds what looks like a secret (${secrets}). Warroom blanks it in the timeline, the postmortem and all else that it shows. In Slack your message still stands, for everybody in the channel.\nNext step: “Redact from record” in the message's menu takes it out of the record too; then delete the message in Slack, and change that key or password.`,
  effectFailed: ({ name, title, effect, why }: Incident & Pieces<"effect" | "why">) =>
    `For ${name} (${title}), Warroom could not ${effect}. Reason: \`${why}\`. Do it by hand, or mend the reason and let it try again.`,
  effectWaits: ({ name, title, effect, at }: Incident & Pieces<"effect" | "at">) =>
    `For ${name} (${title}), Warroom could not ${effect} yet: Slack asks it to wait until ${at}. It goes on by itself then.`,
};
