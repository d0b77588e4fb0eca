import type { Pieces } from "./catalogue.ts";

type By = Pieces<"at" | "by">;
type Duration = Pieces<"duration">;

const times = (count: number): string => ["never", "once", "twice"][count] ?? `${count} times`;

/** A postmortem draft's head, facts and roles, as Markdown. */
export const postmortem = {
  fileTitle: ({ name }: Pieces<"name">) => `${name} postmortem draft`,
  title: ({ name, title }: Pieces<"name" | "title">) => `Postmortem: ${name}: ${title}`,
  intro: ({ at }: Pieces<"at">) =>
    `Draft by Warroom, ${at}, from the incident's record. All times are UTC. The questions in italics are for people; delete each as you answer it.`,
  mayLack: "**The record may lack messages: see Coverage of the record at the end.**",
  heading: {
    timeline: "Timeline",
    record: "The record",
    roles: "Roles",
    updates: "Updates",
    everything: "Everything in order",
    coverage: "Coverage of the record",
  },
  row: {
    severity: "Severity",
    state: "State",
    started: "Started",
    detected: "Detected",
    declared: "Declared",
    acknowledged: "Acknowledged",
    mitigated: "Mitigated",
    reopened: "Reopened",
    resolved: "Resolved",
    cancelled: "Cancelled",
    merged: "Merged",
    duration: "Duration",
    resolution: "Resolution",
    reason: "Reason",
    room: "Room",
  },
  severity: ({ name, title }: Pieces<"name" | "title">) => `${name} (${title})`,
  declaredAs: ({ severity, first }: Pieces<"severity" | "first">) => `${severity}; declared as ${first}`,
  open: ({ status }: Pieces<"status">) => `open, ${status}`,
  resolved: "resolved",
  cancelled: "cancelled",
  merged: "merged",
  by: ({ at, by }: By) => `${at} by ${by}`,
  afterStart: ({ what, duration }: Pieces<"what"> & Duration) => `${what}, ${duration} after it started`,
  afterDeclaration: ({ what, duration }: Pieces<"what"> & Duration) => `${what}, ${duration} after the declaration`,
  lasted: ({ duration }: Duration) => `${duration}, from its start`,
  stillRunning: "still running",
  startedBefore: ({ at, earliest }: Pieces<"at" | "earliest">) =>
    `${at} (as declared, nobody gave another time; the timeline begins ${earliest})`,
  startedAsDeclared: ({ at }: Pieces<"at">) =>
    `${at} (as declared, nobody gave another time; correct this if it began earlier)`,
  notAcknowledged: "nobody acknowledged it",
  target: ({ what, target }: Pieces<"what" | "target">) => `${what}; target: ${target}`,
  targetMet: ({ what, target }: Pieces<"what" | "target">) => `${what}; target: ${target}, met`,
  targetMissed: ({ what, target }: Pieces<"what" | "target">) => `${what}; target: ${target}, **missed**`,
  nobody: "**nobody**",
  thenOthers: ({ first }: Pieces<"first">, others: number): string =>
    `${first}, then ${others === 1 ? "one other" : `${others} others`}`,
  saidWhenResolved: ({ text }: Pieces<"text">) => `Said when it was resolved: ${text}`,
  held: ({ role, who, from, to }: Pieces<"role" | "who" | "from" | "to">) => `${role}: ${who}, from ${from} to ${to}`,
  heldToEnd: ({ role, who, from }: Pieces<"role" | "who" | "from">) => `${role}: ${who}, from ${from} to the end`,
  heldUntilNow: ({ role, who, from }: Pieces<"role" | "who" | "from">) => `${role}: ${who}, since ${from}`,
  noLead: ({ role, from, to, duration }: Pieces<"role" | "from" | "to"> & Duration) =>
    `**No ${role}** from ${from} to ${to} (${duration})`,
  noLeadUntilNow: ({ role, from }: Pieces<"role" | "from">) => `**No ${role}** since ${from}`,
  askedForLead: ({ what }: Pieces<"what">, asked: number): string =>
    `${what}; Warroom asked for somebody ${times(asked)}`,
  heldByNobody: ({ roles }: Pieces<"roles">) => `Held by nobody: ${roles}`,
};
