import type { Pieces } from "./catalogue.ts";

type By = Pieces<"at" | "by">;
type Duration = Pieces<"duration">;

/** A postmortem draft's head, facts and roles, as Markdown. */
export const postmortem = {
  fileTitle: ({ name }: Pieces<"name">) => `${name} postmortem draft`,
  title: ({ name, title }: Pieces<"name" | "title">) => `Postmortem: ${name}: ${title}`,
  intro: ({ at }: Pieces<"at">) =>
    `Draft by Warroom, ${at}, from the incident's record. All times are UTC. The questions in italics are for people; delete each as you answer it.`,
  mayLack: "**The record may lack messages: see Coverage of the record at the end.**",
  heading: {
    record: "The record",
    roles: "Roles",
    updates: "Updates",
    tasks: "Tasks",
    checks: "What the checks showed",
    everything: "Everything in order",
    coverage: "Coverage of the record",
  },
  /** What the record answers and no section of the runbook asks for. */
  answers: {
    summary: "Summary, from the record",
    impact: "Impact, from the record",
    timeline: "Timeline",
    causes: "Suppositions and causes, from the record",
    resolution: "Decisions, actions and resolution, from the record",
    well: "What went well, as contributed",
    improve: "What could be better, and what the record shows",
    actions: "Action items",
  },
  row: {
    severity: "Severity",
    state: "State",
    started: "Started",
    detected: "Detected",
    declared: "Declared",
    acknowledged: "Acknowledged",
    mitigated: "Mitigated",
    targetsPassed: "Targets that passed",
    reopened: "Reopened",
    resolved: "Resolved",
    cancelled: "Cancelled",
    merged: "Merged",
    duration: "Duration",
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
  breach: ({ clock, target, severity, at }: Pieces<"clock" | "target" | "severity" | "at">) =>
    `${clock} of ${severity} by ${at} (${target})`,
  unknown: "not known",
  nobody: "**nobody**",
  thenOthers: ({ first }: Pieces<"first">, others: number): string =>
    `${first}, then ${others === 1 ? "one other" : `${others} others`}`,
  saidWhenResolved: ({ text }: Pieces<"text">) => `Said when it was resolved: ${text}`,
  held: ({ role, who, from, to }: Pieces<"role" | "who" | "from" | "to">) => `${role}: ${who}, from ${from} to ${to}`,
  heldToEnd: ({ role, who, from }: Pieces<"role" | "who" | "from">) => `${role}: ${who}, from ${from} to the end`,
  heldUntilNow: ({ role, who, from }: Pieces<"role" | "who" | "from">) => `${role}: ${who}, since ${from}`,
  handedOver: ({ what, previous }: Pieces<"what" | "previous">) => `${what}, handed over by ${previous}`,
  takenOver: ({ what, previous, reason }: Pieces<"what" | "previous" | "reason">) =>
    `${what}, taken over from ${previous}: ${reason}`,
  heldByNobody: ({ roles }: Pieces<"roles">) => `Held by nobody: ${roles}`,
};
