import type { Pieces } from "./catalogue.ts";

type Offer = Pieces<"role" | "from" | "to">;

/** What happened, as a draft's timeline tells it. What stands before a colon is set in bold there. */
export const timeline = {
  began: "The trouble began",
  declared: ({ severity, title }: Pieces<"severity" | "title">) => `Declared as ${severity}: ${title}`,
  acknowledged: "Acknowledged",
  roleAssigned: ({ role, who }: Pieces<"role" | "who">) => `${role}: ${who}`,
  roleReplaced: ({ role, who, previous }: Pieces<"role" | "who" | "previous">) =>
    `${role}: ${who}, in place of ${previous}`,
  roleReleased: ({ role, who }: Pieces<"role" | "who">) => `${role} vacant again (was ${who})`,
  roleHandedOver: ({ role, who, previous }: Pieces<"role" | "who" | "previous">) =>
    `${role}: ${who}, handed over by ${previous}`,
  roleTakenOver: ({ role, who, previous, reason }: Pieces<"role" | "who" | "previous" | "reason">) =>
    `${role}: ${who}, taken over from ${previous}: ${reason}`,
  severityChanged: ({ from, to }: Pieces<"from" | "to">) => `Severity ${from} → ${to}`,
  severityChangedFor: ({ from, to, reason }: Pieces<"from" | "to" | "reason">) => `Severity ${from} → ${to}: ${reason}`,
  statusChanged: ({ from, to }: Pieces<"from" | "to">) => `Status ${from} → ${to}`,
  update: ({ status, text }: Pieces<"status" | "text">) => `Update (${status}): ${text}`,
  parts: {
    impact: ({ text }: Pieces<"text">) => `Impact: ${text}`,
    next: ({ text }: Pieces<"text">) => `Next step: ${text}`,
    eta: ({ text }: Pieces<"text">) => `ETA: ${text}`,
    workaround: ({ text }: Pieces<"text">) => `Workaround: ${text}`,
  },
  remindedDue: ({ who }: Pieces<"who">) => `Reminded ${who} of the update that was due`,
  remindedLate: ({ who, late }: Pieces<"who" | "late">) => `Reminded ${who} of the update that was ${late} overdue`,
  leadAsked: ({ who, role }: Pieces<"who" | "role">) => `Asked ${who} for a ${role}: nobody held the role`,
  lead: "lead",
  actionsLost: ({ from, to }: Pieces<"from" | "to">, count: number): string =>
    `Record incomplete: at least ${count === 1 ? "one action" : `${count} actions`} between ${from} and ${to} went with the database`,
  resolved: ({ summary }: Pieces<"summary">) => `Resolved: ${summary}`,
  cancelled: ({ reason }: Pieces<"reason">) => `Cancelled: ${reason}`,
  redacted: ({ reason }: Pieces<"reason">) => `Redacted words: ${reason}`,
  reopened: ({ reason }: Pieces<"reason">) => `Reopened: ${reason}`,
  roomRefused: ({ error }: Pieces<"error">) => `Slack refused a room (${error})`,
  roomLeft: {
    removed: "Warroom was removed from the room",
    archived: "The room was archived while the incident was open",
    deleted: "The room was deleted",
  },
  roomRejoined: "Warroom is in the room again",
  roomRenamed: ({ from, to }: Pieces<"from" | "to">) => `The room was renamed from #${from} to #${to}`,
  roomMadePrivate: "The room was made private",
  roomShared: "The room was shared with another company",
  roomMoved: "Slack gave the room another id",
  invitesRefused: ({ who }: Pieces<"who">) => `Slack did not let ${who} in`,
  bridge: ({ url }: Pieces<"url">) => `The call is at ${url}`,
  updateCorrected: ({ text, reason }: Pieces<"text" | "reason">) => `Update corrected: ${text} (${reason})`,
  nudgesPaused: ({ until, reason }: Pieces<"until" | "reason">) => `Reminders paused until ${until}: ${reason}`,
  nudgesResumed: "Reminders go on",
  handover: {
    HandoverOffered: ({ role, from, to }: Offer) => `${role} of ${from} offered to ${to}`,
    HandoverDeclined: ({ role, from, to }: Offer) => `${to} declined ${role}; ${from} kept it`,
    HandoverWithdrawn: ({ role, from, to }: Offer) => `${role} no longer offered to ${to}; ${from} kept it`,
    HandoverLapsed: ({ role, from, to }: Offer) => `${to} left the room with ${role} offered to them; ${from} kept it`,
    HandoverUnanswered: ({ role, from, to }: Offer) => `Told ${from} that ${to} had not answered the offer of ${role}`,
  },
  withNote: ({ told, note }: Pieces<"told" | "note">) => `${told}: ${note}`,
  unansweredNotTold: ({ role, from, to }: Offer) =>
    `Could not tell ${from} that ${to} had not answered the offer of ${role}`,
  longHoursNotTold: ({ who, role }: Pieces<"who" | "role">) =>
    `Could not remind ${who} that ${role} can be handed over`,
  longHours: ({ who, role }: Pieces<"who" | "role">) => `Reminded ${who} that ${role} can be handed over`,
  questionAsked: ({ by, to, text }: Pieces<"by" | "to" | "text">) => `${by} asked ${to}: ${text}`,
  questionAnswered: ({ by }: Pieces<"by">) => `The question was answered by ${by}`,
  questionsWaiting: ({ to }: Pieces<"to">, count: number): string =>
    count === 1
      ? `Told the room that a question to ${to} waits`
      : `Told the room that ${count} questions to ${to} wait`,
  marked: ({ kind, text }: Pieces<"kind" | "text">) => `Marked, ${kind}: ${text}`,
  markedAgain: ({ entry }: Pieces<"entry">) => `Entry ${entry} marked once more`,
  unmarked: ({ entry }: Pieces<"entry">) => `A mark of entry ${entry} taken away`,
  entryCorrected: ({ entry, text, reason }: Pieces<"entry" | "text" | "reason">): string =>
    `Entry ${entry} corrected${text && `: ${text}`}${reason && ` (${reason})`}`,
  entryStruck: ({ entry, reason }: Pieces<"entry" | "reason">): string =>
    `Entry ${entry} struck${reason && `: ${reason}`}`,
  outcomeNoted: ({ entry, outcome }: Pieces<"entry" | "outcome">) => `Outcome of entry ${entry}: ${outcome}`,
  contribution: {
    well: ({ text }: Pieces<"text">) => `What went well: ${text}`,
    improve: ({ text }: Pieces<"text">) => `What could be better: ${text}`,
    why: ({ text }: Pieces<"text">) => `Why: ${text}`,
    section: ({ text }: Pieces<"text">) => `For the postmortem: ${text}`,
  },
  archiveOffered: "Archiving the room was offered",
  archiveAsked: "Archiving the room was asked for",
  roomArchived: "The room was archived",
  taskGiven: ({ to, text }: Pieces<"to" | "text">) => `Task for ${to}: ${text}`,
  taskAccepted: ({ number }: Pieces<"number">) => `Task ${number} accepted`,
  taskDeclined: ({ number, reason }: Pieces<"number" | "reason">): string =>
    `Task ${number} declined${reason && `: ${reason}`}`,
  taskHandedBack: ({ number, reason }: Pieces<"number" | "reason">): string =>
    `Task ${number} handed back${reason && `: ${reason}`}`,
  taskDone: ({ number, outcome }: Pieces<"number" | "outcome">): string =>
    `Task ${number} done${outcome && `: ${outcome}`}`,
  taskDropped: ({ number, reason }: Pieces<"number" | "reason">): string =>
    `Task ${number} dropped${reason && `: ${reason}`}`,
  taskReassigned: ({ number, to }: Pieces<"number" | "to">) => `Task ${number} given to ${to}`,
  taskExtended: ({ number, at }: Pieces<"number" | "at">) => `Task ${number} has time until ${at}`,
  taskAsked: ({ number, to }: Pieces<"number" | "to">) => `Asked ${to} how task ${number} stands`,
  itemAdded: ({ text, owner }: Pieces<"text" | "owner">): string => `Action item${owner && ` for ${owner}`}: ${text}`,
  itemDone: ({ number }: Pieces<"number">) => `Action item ${number} done`,
  itemDropped: ({ number, reason }: Pieces<"number" | "reason">) => `Action item ${number} dropped: ${reason}`,
  itemReassigned: ({ number, owner }: Pieces<"number" | "owner">) => `Action item ${number} given to ${owner}`,
  itemDated: ({ number, day }: Pieces<"number" | "day">): string => `Action item ${number} due ${day || "on no day"}`,
  itemGraded: ({ number, priority }: Pieces<"number" | "priority">) => `Action item ${number} is graded ${priority}`,
  itemPriority: {
    high: ({ number }: Pieces<"number">) => `Action item ${number} is of high priority`,
    normal: ({ number }: Pieces<"number">) => `Action item ${number} is of normal priority`,
    low: ({ number }: Pieces<"number">) => `Action item ${number} is of low priority`,
  },
  itemNotReminded: ({ number, to }: Pieces<"number" | "to">) => `Could not remind ${to} of action item ${number}`,
  itemReminded: ({ number, to }: Pieces<"number" | "to">) => `Reminded ${to} of action item ${number}`,
  effectFailed: ({ effect, why }: Pieces<"effect" | "why">) => `Warroom could not ${effect} (${why})`,
};
