import type { Pieces } from "./catalogue.ts";

const count = (number: number, one: string, many = `${one}s`): string => `${number} ${number === 1 ? one : many}`;
const times = (number: number): string => (number === 1 ? "once" : `${number} times`);

/** The sentences that a postmortem draft answers the runbook's questions with. A citation follows each. */
export const draft = {
  cited:
    "Each sentence that Warroom wrote names its source: `[e12]` is event 12, `[m3]` message 3 of Everything in order.",
  summary: {
    declared: ({ by, day, at, severity, title }: Pieces<"by" | "day" | "at" | "severity" | "title">) =>
      `On ${day} at ${at} UTC ${by} declared ${severity}: ${title}.`,
    began: ({ at, before }: Pieces<"at" | "before">) => `It had begun at ${at}, ${before} before.`,
    acknowledged: ({ by, after }: Pieces<"by" | "after">) => `${by} acknowledged it ${after} later.`,
    severity: ({ from, to, at }: Pieces<"from" | "to" | "at">) => `The severity went from ${from} to ${to} at ${at}.`,
    severityFor: ({ from, to, at, reason }: Pieces<"from" | "to" | "at" | "reason">) =>
      `The severity went from ${from} to ${to} at ${at}: ${reason}.`,
    mitigated: ({ at, after }: Pieces<"at" | "after">) => `It was mitigated at ${at}, ${after} after it began.`,
    ended: {
      resolved: ({ by, at, after }: Pieces<"by" | "at" | "after">) =>
        `${by} resolved it at ${at}, ${after} after it began.`,
      cancelled: ({ by, at, after }: Pieces<"by" | "at" | "after">) =>
        `${by} cancelled it at ${at}, ${after} after it began.`,
      merged: ({ by, at, after }: Pieces<"by" | "at" | "after">) =>
        `${by} merged it into another incident at ${at}, ${after} after it began.`,
    },
    reopened: ({ by, at }: Pieces<"by" | "at">) => `${by} opened it again at ${at}.`,
    stillOpen: ({ status }: Pieces<"status">) => `It is still open, at ${status}.`,
  },
  impact: {
    earlier: ({ at, by, text }: Pieces<"at" | "by" | "text">) => `${at} ${by}, before that was known: ${text}`,
  },
  hypothesis: ({ at, by, text, outcome }: Pieces<"at" | "by" | "text" | "outcome">) =>
    `${at} ${by} supposed: ${text} → ${outcome}`,
  tried: ({ at, by, text, outcome }: Pieces<"at" | "by" | "text" | "outcome">) => `${at} ${by}: ${text} → ${outcome}`,
  decided: ({ at, by, text }: Pieces<"at" | "by" | "text">) => `${at} Decided, ${by}: ${text}`,
  decidedThat: ({ at, by, text, outcome }: Pieces<"at" | "by" | "text" | "outcome">) =>
    `${at} Decided, ${by}: ${text} → ${outcome}`,
  undecided: ({ at, by, text }: Pieces<"at" | "by" | "text">) => `${at} To be decided, ${by}: ${text}`,
  noOutcome: "_no outcome was noted_",
  why: ({ number, text, by }: Pieces<"number" | "text" | "by">) => `Why ${number}: ${text} (${by})`,
  contributed: ({ text, by }: Pieces<"text" | "by">) => `${text} (${by})`,
  findings: {
    head: "What the record shows, for those who were there to explain:",
    silence: ({ from, to, duration }: Pieces<"from" | "to" | "duration">) =>
      `Nothing was recorded from ${from} to ${to} (${duration}).`,
    silenceDue: ({ from, to, duration, cadence }: Pieces<"from" | "to" | "duration" | "cadence">) =>
      `Nothing was recorded from ${from} to ${to} (${duration}); an update was due every ${cadence}.`,
    shorterSilences: ({ duration }: Pieces<"duration">, number: number): string =>
      number === 1
        ? `Nothing was recorded for ${duration} once more.`
        : `Nothing was recorded ${number} more times, for ${duration} in all.`,
    noLead: ({ role, from, to, duration }: Pieces<"role" | "from" | "to" | "duration">, asked: number): string =>
      `Nobody was ${role} from ${from} to ${to} (${duration})${asked === 0 ? "" : `; Warroom asked ${times(asked)}`}.`,
    noLeadToEnd: ({ role, from }: Pieces<"role" | "from">, asked: number): string =>
      `Nobody was ${role} from ${from} on${asked === 0 ? "" : `; Warroom asked ${times(asked)}`}.`,
    neverHeld: ({ roles }: Pieces<"roles">, number: number): string =>
      `${number === 1 ? "A role" : "Roles"} that nobody held: ${roles}.`,
    lateUpdate: ({ due, late }: Pieces<"due" | "late">, reminders: number): string =>
      `The update due at ${due} came ${late} later${reminded(reminders)}.`,
    missedUpdate: ({ due }: Pieces<"due">, reminders: number): string =>
      `The update due at ${due} was not posted${reminded(reminders)}.`,
    waited: ({ by, to, at, waited }: Pieces<"by" | "to" | "at" | "waited">) =>
      `A question of ${by} to ${to} at ${at} waited ${waited} for an answer.`,
    neverAnswered: ({ by, to, at }: Pieces<"by" | "to" | "at">) =>
      `A question of ${by} to ${to} at ${at} was left without an answer.`,
    openTask: ({ number, text, who }: Pieces<"number" | "text" | "who">) =>
      `Task ${number} was still open at the end: ${text} (${who}).`,
    pending: ({ text, at }: Pieces<"text" | "at">) => `A decision asked for at ${at} has no outcome: ${text}`,
    missedTarget: ({ target, after }: Pieces<"target" | "after">) =>
      `The response target (${target}) was missed: it was acknowledged after ${after}.`,
    neverAcknowledged: ({ target }: Pieces<"target">) =>
      `The response target (${target}) was missed: nobody acknowledged it.`,
    paused: ({ from, until, by, reason }: Pieces<"from" | "until" | "by" | "reason">) =>
      `Reminders were paused from ${from} until ${until} by ${by}: ${reason}`,
    none: "The record shows no silence, no empty role and no missed update.",
  },
  items: {
    column: { number: "#", what: "What", owner: "Owner", due: "Due", state: "State", source: "Source" },
    nobody: "nobody yet",
    noDate: "no date",
    stage: { open: "open", done: "done", dropped: "dropped" },
    none: "None is recorded yet: `/incident action @owner text due date` in the room, or the shortcut on a message.",
  },
  tasks: {
    column: {
      number: "#",
      what: "What",
      who: "Who",
      given: "Given",
      ended: "Ended",
      outcome: "Outcome",
      source: "Source",
    },
    stage: {
      given: "not accepted",
      accepted: "open",
      declined: "declined",
      done: "done",
      dropped: "dropped",
    },
    none: "No task was given.",
  },
  more: (entries: number) => `${count(entries, "entry", "entries")} more under Everything in order.`,
  folded: (
    { first, last, from, to }: Pieces<"first" | "last" | "from" | "to">,
    messages: number,
    people: number,
  ): string => `${first}–${last} ${from}–${to}: ${count(messages, "message")} by ${count(people, "person", "people")}`,
  foldedHint:
    "Of a long conversation only what is cited or was marked is shown here; `warroom incident export` has all of it.",
};

const reminded = (reminders: number): string => (reminders === 0 ? "" : `, after ${count(reminders, "reminder")}`);
