import type { Pieces } from "./catalogue.ts";

/** What happened, as a draft's timeline tells it. What stands before a colon is set in bold there. */
export const timeline = {
  began: "The trouble began",
  declared: ({ severity, title }: Pieces<"severity" | "title">) => `Declared as ${severity}: ${title}`,
  acknowledged: "Acknowledged",
  roleAssigned: ({ role, who }: Pieces<"role" | "who">) => `${role}: ${who}`,
  roleReplaced: ({ role, who, previous }: Pieces<"role" | "who" | "previous">) =>
    `${role}: ${who}, in place of ${previous}`,
  roleReleased: ({ role, who }: Pieces<"role" | "who">) => `${role} free again (was ${who})`,
  severityChanged: ({ from, to }: Pieces<"from" | "to">) => `Severity ${from} → ${to}`,
  severityChangedFor: ({ from, to, reason }: Pieces<"from" | "to" | "reason">) => `Severity ${from} → ${to}: ${reason}`,
  statusChanged: ({ from, to }: Pieces<"from" | "to">) => `Status ${from} → ${to}`,
  update: ({ status, text }: Pieces<"status" | "text">) => `Update (${status}): ${text}`,
  remindedDue: ({ who }: Pieces<"who">) => `Reminded ${who} of the update that was due`,
  remindedLate: ({ who, late }: Pieces<"who" | "late">) => `Reminded ${who} of the update that was ${late} overdue`,
  leadAsked: ({ who, role }: Pieces<"who" | "role">) => `Asked ${who} for a ${role}: nobody held the role`,
  lead: "lead",
  resolved: ({ summary }: Pieces<"summary">) => `Resolved: ${summary}`,
  cancelled: ({ reason }: Pieces<"reason">) => `Cancelled: ${reason}`,
  reopened: ({ reason }: Pieces<"reason">) => `Reopened: ${reason}`,
  roomRefused: ({ error }: Pieces<"error">) => `Slack refused a room (${error})`,
  roomLeft: "Warroom was removed from the room",
  roomMoved: "Slack gave the room another id",
  invitesRefused: ({ who }: Pieces<"who">) => `Slack did not let ${who} in`,
  effectFailed: ({ effect, why }: Pieces<"effect" | "why">) => `Warroom could not ${effect} (${why})`,
};
