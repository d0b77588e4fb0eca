// Every way in which an order is not carried out, as the person who gave it reads it.
import { line } from "../../../src/blocks/mrkdwn.ts";
import { problemWords } from "../../../src/blocks/problem.ts";
import { UPDATE_PARTS } from "../../../src/domain/updates/updates.ts";
import type { Problem } from "../../../src/domain/problem.ts";
import { AFTERMATH_PROBLEMS } from "./aftermath.ts";
import { ANA, BEN, minute, OTHER_ROOM, RUNBOOK, TITLE } from "./data.ts";
import { ENTRY_PROBLEMS } from "./entries.ts";
import { CALLS_PROBLEMS } from "./calls.ts";
import { ESCALATION_PROBLEMS } from "./escalation.ts";
import { FACT_PROBLEMS } from "./facts.ts";
import { PLAYBOOK_PROBLEMS } from "./playbooks.ts";
import { PHASE_PROBLEMS } from "./phases.ts";
import { DUTIES_PROBLEMS } from "./duties.ts";
import { RECOVERY_PROBLEMS } from "./recovery.ts";
import { RUNBOOK_PROBLEMS } from "./applied-runbook.ts";
import { REGIMES_PROBLEMS } from "./regimes.ts";
import { READINESS_PROBLEMS } from "./readiness.ts";
import { REVIEW_PROBLEMS } from "./review.ts";
import { MERGE_PROBLEMS, MERGED, MERGED_ROOMLESS } from "./merge.ts";
import { UPDATE_PROBLEMS } from "./updates.ts";
import { CHECKS_PROBLEMS } from "./checks.ts";
import { HANDOVER_PROBLEMS } from "./handover.ts";
import { type Area, type Cases, samplesOf } from "./sample.ts";
import { WORK_PROBLEMS } from "./work.ts";

const SEVERITIES = RUNBOOK.severities.map(({ name }) => name);
const ROLES = RUNBOOK.roles.map(({ key }) => key);
const lengths = { length: 3_210, length_max: 3_000 };
const ended = { by: BEN, at: minute(41), name: "INC-7" };

const PROBLEMS: Cases<Problem> = {
  ...AFTERMATH_PROBLEMS,
  ...ESCALATION_PROBLEMS,
  ...CALLS_PROBLEMS,
  ...FACT_PROBLEMS,
  ...RECOVERY_PROBLEMS,
  ...CHECKS_PROBLEMS,
  ...REVIEW_PROBLEMS,
  ...REGIMES_PROBLEMS,
  ...READINESS_PROBLEMS,
  ...RUNBOOK_PROBLEMS,
  ...DUTIES_PROBLEMS,
  "unknown-item": [{ when: "an item is ticked that the runbook does not have", of: {} }],
  "item-unchanged": [{ when: "somebody else ticked an item a moment before", of: {} }],
  ...UPDATE_PROBLEMS,
  ...ENTRY_PROBLEMS,
  ...WORK_PROBLEMS,
  ...MERGE_PROBLEMS,
  ...HANDOVER_PROBLEMS,
  "nothing-to-redact": [{ when: "somebody redacts what is not there any more", of: {} }],
  "not-allowed": [
    { when: "a guest orders what only members may", of: { command: "Resolve", standing: "guest" } },
    { when: "somebody of another organisation does", of: { command: "Resolve", standing: "external" } },
    { when: "Slack has not said yet who somebody is", of: { command: "Resolve", standing: "unknown" } },
    { when: "a person orders what only Warroom does", of: { command: "RecordPosted", standing: "member" } },
  ],
  "unknown-incident": [
    { when: "a command is given outside a room, without an id", of: { asked: "" } },
    { when: "the id is nobody's", of: { asked: "INC-77" } },
  ],
  "title-empty": [{ when: "an incident is declared without a title", of: {} }],
  "title-too-long": [{ when: "the title is too long", of: { length: 230, length_max: 200 } }],
  "text-empty": (
    [
      "update",
      "note",
      "summary",
      "reason",
      "outcome",
      "task",
      "action-item",
      "contribution",
      "question",
      "blocker",
      "draft",
    ] as const
  ).map((what) => ({
    when: `the ${what} is empty`,
    of: { what },
  })),
  "text-too-long": (
    [
      "update",
      "note",
      "summary",
      "reason",
      "outcome",
      "task",
      "action-item",
      "contribution",
      "question",
      "blocker",
      "draft",
      ...UPDATE_PARTS,
    ] as const
  ).map((what) => ({
    when: `the ${what} is too long`,
    of: { what, ...lengths },
  })),
  "unknown-severity": [
    { when: "the severity is none of the runbook's", of: { asked: "SEV0", known: SEVERITIES, nearest: "SEV1" } },
    { when: "no severity was given", of: { asked: "", known: SEVERITIES, nearest: null } },
  ],
  "unknown-status": [
    { when: "the status is none of the runbook's", of: { asked: "Fixing", known: RUNBOOK.statuses, nearest: null } },
    { when: "no status was given", of: { asked: "", known: RUNBOOK.statuses, nearest: null } },
  ],
  "unknown-category": [
    {
      when: "the category is none of the runbook's",
      of: { asked: "securty", known: ["security", "data-loss"], nearest: "security" },
    },
    { when: "no category was named", of: { asked: "", known: ["security", "data-loss"], nearest: null } },
    { when: "the runbook names no categories", of: { asked: "security", known: [], nearest: null } },
  ],
  "unknown-role": [
    { when: "the role is none of the runbook's", of: { asked: "comander", known: ROLES, nearest: "commander" } },
    { when: "no role was given", of: { asked: "", known: ROLES, nearest: null } },
  ],
  "just-declared": [
    {
      when: "somebody declared within the last two minutes",
      of: { incident: "I6", name: "INC-6", title: TITLE, by: ANA, at: minute(0), channel: OTHER_ROOM },
    },
    {
      when: "somebody did, and the room is not open yet",
      of: { incident: "I6", name: "INC-6", title: TITLE, by: ANA, at: minute(0), channel: null },
    },
  ],
  "room-in-reach": [{ when: "a new room is asked for, and the room is there", of: { name: "INC-7" } }],
  "role-held": [{ when: "the role is another's", of: { role: "commander", user: BEN, at: minute(4) } }],
  "role-not-held": [{ when: "a role that nobody has is given up", of: { role: "scribe" } }],
  "already-acknowledged": [{ when: "somebody has acknowledged it", of: { by: BEN, at: minute(3) } }],
  "severity-unchanged": [{ when: "it is of that severity", of: { severity: "SEV1" } }],
  ...PHASE_PROBLEMS,
  ...PLAYBOOK_PROBLEMS,
  "status-unchanged": [{ when: "it stands at that status", of: { status: RUNBOOK.statuses[0]! } }],
  "not-open": [
    { when: "the incident is resolved", of: { stage: "resolved", ...ended } },
    { when: "the incident is cancelled", of: { stage: "cancelled", ...ended } },
    { when: "the incident was merged into another", of: { stage: "merged", ...ended, into: MERGED.mergedInto! } },
    { when: "the other one has no room", of: { stage: "merged", ...ended, into: MERGED_ROOMLESS.mergedInto! } },
    { when: "an older record does not say into which", of: { stage: "merged", ...ended } },
  ],
  "already-open": [{ when: "an open incident is reopened", of: { name: "INC-7" } }],
  "time-in-future": [{ when: "a note is about a time to come", of: { at: minute(90) } }],
  "safe-mode": [{ when: "the database is older than what Warroom has said in Slack", of: { since: minute(2) } }],
  "no-longer-wanted": [{ when: "somebody else's order came first", of: { why: "the incident changed" } }],
};

export const PROBLEM_AREAS: readonly Area[] = [
  {
    title: "Why something was not done",
    chars_max: 400,
    samples: samplesOf(PROBLEMS, (one, words) => line(problemWords(one, RUNBOOK, words))),
  },
];
