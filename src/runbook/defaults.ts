// What holds where a runbook is silent. These are Warroom's own choices, and docs/runbook.md names them as such.
import type { EntryKind } from "../domain/timeline/entries.ts";
import type { PostmortemSection, Role } from "../domain/runbook.ts";
import type { TriageQuestion } from "../domain/facts/triage.ts";
import { HOUR_MS } from "../lib/pure/duration.ts";

export const DEFAULT_ID = "INC-{number}";
export const DEFAULT_ROOM = "inc-{number}-{slug}";
export const DEFAULT_ANNOUNCE = "incidents";
export const DEFAULT_STATUSES: readonly string[] = ["Investigating", "Identified", "Mitigating", "Monitoring"];

/** A status that says so by its name: the trouble is over for those it hit, and is being watched. */
export const DEFAULT_MITIGATED_AT = /monitor|recover/i;

export const DEFAULT_TRIAGE: readonly TriageQuestion[] = [
  { question: "What is the symptom?", lands: "observation" },
  { question: "Since when?", lands: "started" },
  { question: "How widespread is it?", lands: "users" },
  { question: "Which components are affected?", lands: "services" },
  { question: "What changed recently?", lands: "hypothesis" },
];
/** Long enough for most incidents; after it attention sinks, and a fresh head is worth the hand-over. */
export const DEFAULT_HAND_OVER_AFTER_MS = 4 * HOUR_MS;

export const DEFAULT_ROLES: readonly Role[] = [
  {
    key: "commander",
    name: "Commander",
    mandatory: true,
    mandatoryAt: [],
    postsUpdates: false,
    duties: ["Decides, and says what was decided", "Sees that every role is held", "Declares the incident resolved"],
    primary: [],
    backup: ["on-call"],
  },
  {
    key: "communications",
    name: "Communications lead",
    mandatory: false,
    mandatoryAt: [],
    postsUpdates: true,
    duties: ["Posts an update before each one is due", "Answers everybody outside the room"],
    primary: [],
    backup: [],
  },
  {
    key: "scribe",
    name: "Scribe",
    mandatory: false,
    mandatoryAt: [],
    postsUpdates: false,
    duties: ["Marks what belongs on the timeline", "Keeps the action items", "Prepares the postmortem"],
    primary: [],
    backup: [],
  },
  {
    key: "technical-lead",
    name: "Technical lead",
    mandatory: false,
    mandatoryAt: [],
    postsUpdates: false,
    duties: ["Leads the search for the cause", "Proposes the fix, and says how it could go wrong"],
    primary: [],
    backup: [],
  },
];

/** The role that posts updates when a runbook does not say; a role set without it leaves updates to the leading role. */
export const DEFAULT_UPDATES_BY = "communications";

/** Few, and none that people put on a message to thank, agree or laugh. */
export const DEFAULT_KEY_MOMENTS: Readonly<Record<string, EntryKind>> = {
  round_pushpin: "observation",
  pushpin: "observation",
  bulb: "hypothesis",
  scales: "decision",
  wrench: "action",
};

export const DEFAULT_SECTIONS: readonly PostmortemSection[] = [
  { title: "Summary", prompt: "What happened, in three sentences for somebody who was not there." },
  { title: "Impact", prompt: "Who was affected, how, for how long, and how many." },
  { title: "Timeline", prompt: "What was seen, decided and done, with times." },
  { title: "Contributing factors", prompt: "What made it possible, and what made it worse." },
  { title: "What went well", prompt: "What to keep doing." },
  { title: "What could go better", prompt: "What cost time, and where luck helped." },
  { title: "Action items", prompt: "What will be done, by whom, until when." },
];

/** What is to be done where a runbook says by when action items must be owned, and has no line of its own for it. */
export const OWNED_TITLE = "Each action item has an owner and a date";
