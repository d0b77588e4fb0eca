import type { Pieces } from "./catalogue.ts";

/** The status card, and the summary of an incident that notifications read out. */
export const card = {
  private: "*Private*: only those in this room see it. Whoever you invite sees all of it.",
  privateMark: "private",
  resolved: "Resolved",
  cancelled: "Cancelled",
  merged: "Merged",
  summary: ({ name, severity, stage, title }: Pieces<"name" | "severity" | "stage" | "title">) =>
    `${name} ${severity} ${stage}: ${title}.`,
  leading: ({ role, who }: Pieces<"role" | "who">) => `${role}: ${who}.`,
  nobodyYet: "nobody yet",
  ended: ({ stage, by, at, lasted }: Pieces<"stage" | "by" | "at" | "lasted">) =>
    `*${stage}* by ${by} ${at}, ${lasted} after it started`,
  role: ({ role, who }: Pieces<"role" | "who">) => `*${role}:* ${who}`,
  heldSince: ({ who, at }: Pieces<"who" | "at">) => `${who} since ${at}`,
  unclaimed: "_nobody yet_",
  vacant: ({ roles }: Pieces<"roles">) => `*Vacant:* ${roles}`,
  lastUpdate: ({ at, by }: Pieces<"at" | "by">) => `*Last update* ${at} by ${by}`,
  corrected: ({ at }: Pieces<"at">) => `corrected ${at}`,
  bridge: ({ link }: Pieces<"link">) => `*Bridge:* ${link}`,
  paused: ({ at, reason }: Pieces<"at" | "reason">) => `reminders paused until ${at}: ${reason}`,
  declared: ({ by, at }: Pieces<"by" | "at">) => `Declared by ${by} ${at}`,
  acknowledged: ({ by, at }: Pieces<"by" | "at">) => `acknowledged by ${by} ${at}`,
  notAcknowledged: "not acknowledged yet",
  nextUpdate: ({ at }: Pieces<"at">) => `next update due at ${at}`,
};
