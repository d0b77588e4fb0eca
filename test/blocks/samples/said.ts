// What Warroom says in a room or under an announcement, its reminders, and its direct messages.
import { AFTERMATH_SAID } from "./aftermath.ts";
import { leadAsk, lostIncident, notice, said, secretPasted, updateNudge } from "../../../src/blocks/say.ts";
import type { Notice, Said } from "../../../src/domain/job.ts";
import type { NudgeStep } from "../../../src/domain/nudges.ts";
import {
  ANA,
  BEN,
  CHLOE,
  FALSE_ALARM,
  FRESH,
  minute,
  OTHER_ROOM,
  REASON,
  RUNBOOK,
  RUNNING,
  SUMMARY,
  UPDATE,
} from "./data.ts";
import { CIRCUMSTANCES_SAID } from "./circumstances.ts";
import { CALLS_NOTICES, CALLS_SAID } from "./calls.ts";
import { ESCALATION_NOTICES, ESCALATION_SAID } from "./escalation.ts";
import { FACTS_SAID } from "./facts.ts";
import { PLAYBOOKS_SAID } from "./playbooks.ts";
import { DUTIES_SAID } from "./duties.ts";
import { CHECKLISTS_SAID } from "./checklists.ts";
import { CHECKS_SAID } from "./checks.ts";
import { ANYWAY, RECOVERY_SAID } from "./recovery.ts";
import { DRILL_SAID } from "./drill.ts";
import { RUNBOOK_SAID } from "./applied-runbook.ts";
import { REGIMES_SAID } from "./regimes.ts";
import { REVIEW_SAID } from "./review.ts";
import { MERGE_SAID } from "./merge.ts";
import { UPDATES_SAID } from "./updates.ts";
import { HANDOVER_SAID, OFFERED } from "./handover.ts";
import { type Area, type Cases, type Sample, samplesOf } from "./sample.ts";
import { NOTICED, WORK_NOTICES } from "./work.ts";

const SAID: Cases<Said> = {
  ...AFTERMATH_SAID,
  ...ESCALATION_SAID,
  ...CALLS_SAID,
  ...FACTS_SAID,
  ...CIRCUMSTANCES_SAID,
  ...RECOVERY_SAID,
  ...CHECKS_SAID,
  ...REVIEW_SAID,
  ...REGIMES_SAID,
  ...RUNBOOK_SAID,
  ...DRILL_SAID,
  ...CHECKLISTS_SAID,
  ...PLAYBOOKS_SAID,
  ...DUTIES_SAID,
  ...MERGE_SAID,
  ...UPDATES_SAID,
  ...HANDOVER_SAID,
  "role-assigned": [
    { when: "somebody takes a role", of: { role: "commander", user: BEN, by: BEN } },
    { when: "somebody gives a role to another", of: { role: "scribe", user: CHLOE, by: BEN } },
    {
      when: "somebody accepts a role that was offered",
      of: { role: "commander", user: CHLOE, by: CHLOE, how: "handed-over", previous: BEN },
    },
    {
      when: "somebody takes the lead over",
      of: { role: "commander", user: CHLOE, by: CHLOE, how: "taken-over", previous: BEN, reason: REASON },
    },
  ],
  "role-released": [
    { when: "somebody gives a role up", of: { role: "scribe", user: CHLOE } },
    {
      when: "the account of whoever holds a role is deactivated",
      of: { role: "scribe", user: CHLOE, why: "deactivated" },
    },
  ],
  acknowledged: [{ when: "somebody acknowledges it", of: { by: BEN } }],
  "status-changed": [
    { when: "a status is entered", of: { from: "Triage", to: "Fixing", by: BEN, anyway: null } },
    {
      when: "a status is entered before all is so that it demands",
      of: { from: "Triage", to: "Fixing", by: BEN, anyway: REASON },
    },
  ],
  "severity-changed": [
    { when: "the severity changes", of: { from: "SEV2", to: "SEV1", by: BEN, reason: null } },
    { when: "the severity changes, with a reason", of: { from: "SEV2", to: "SEV1", by: BEN, reason: REASON } },
  ],
  update: [
    {
      when: "an update is posted",
      of: { text: UPDATE, status: RUNBOOK.statuses[2]!, by: CHLOE, nextDueAt: minute(27) },
    },
    {
      when: "an update is posted and the severity asks for no further one",
      of: { text: UPDATE, status: RUNBOOK.statuses[2]!, by: CHLOE, nextDueAt: null },
    },
  ],
  noted: [
    {
      when: "an operator noted something at the command line, while Slack was down",
      of: { by: "operator:root", at: minute(12), text: "Failed over to the second database" },
    },
  ],
  resolved: [
    { when: "the incident is resolved", of: { by: BEN, words: SUMMARY } },
    {
      when: "it is resolved though the runbook's criteria are not met",
      of: { by: BEN, words: SUMMARY, anyway: ANYWAY },
    },
  ],
  cancelled: [{ when: "the incident turns out to be none", of: { by: BEN, words: FALSE_ALARM } }],
  reopened: [{ when: "an ended incident is opened again", of: { by: ANA, words: REASON } }],
  "caught-up": [
    {
      when: "Slack was down for hours",
      of: { from: minute(2), to: minute(190), why: "unreachable", missed: 3 },
    },
    { when: "Warroom was down", of: { from: minute(2), to: minute(40), why: "stopped", missed: 1 } },
    { when: "the machine slept", of: { from: minute(2), to: minute(42), why: "stood-still", missed: 2 } },
  ],
  "actions-lost": [
    {
      when: "an older database was put back, and one action is missing",
      of: { count: 1, from: minute(3), to: minute(5) },
    },
    { when: "an older database was put back", of: { count: 9, from: minute(3), to: minute(31) } },
  ],
  "room-lost": (["archived", "deleted"] as const).map((how) => ({
    when: `somebody has ${how} the room`,
    of: { how, by: BEN, since: minute(12) },
  })),
  "room-rejoined": (["removed", "archived", "deleted"] as const).map((how) => ({
    when: `Warroom is in the room again that was ${how === "removed" ? "closed to it" : how}`,
    of: { how, by: how === "removed" ? null : BEN, since: minute(12) },
  })),
  "room-private": [{ when: "somebody makes the room private", of: { by: BEN } }],
  "goes-on-in-room": [{ when: "a thread became a room", of: { channel: OTHER_ROOM } }],
  "room-shared": [{ when: "the room is shared with another company", of: {} }],
  "invites-refused": [
    {
      when: "Slack does not let people be invited to the room",
      of: { refused: [{ user: CHLOE, error: "user_is_restricted" }] },
    },
  ],
};

const NUDGES: Record<NudgeStep, { when: string; now: number }> = {
  soon: { when: "the next update is due soon", now: 24 },
  due: { when: "the update is due", now: 27 },
  overdue: { when: "the update is late; then the lead and the backup are named", now: 34 },
};

const NOTICES: Cases<Notice> = {
  ...WORK_NOTICES,
  ...ESCALATION_NOTICES,
  ...CALLS_NOTICES,
  "room-refused": [
    { when: "Slack lets nobody but admins make channels", of: { error: "restricted_action" } },
    { when: "Slack refuses the room for another reason", of: { error: "name_taken" } },
  ],
  "events-silent": [{ when: "messages are found in rooms of which no event told", of: { since: minute(12) } }],
  "room-left": [
    { when: "somebody removes Warroom from the room", of: {} },
    ...(["removed", "archived", "deleted"] as const).map((how) => ({
      when: `the room is ${how === "removed" ? "closed to Warroom" : how}`,
      of: { how, by: BEN, since: minute(12) },
    })),
  ],
  "room-moved": [{ when: "Slack gives the room another id", of: {} }],
  "effect-failed": [
    {
      when: "something that Warroom was to do is refused for good",
      of: { effect: { kind: "bookmark", title: "Status page" }, why: "no_permission", job: "bookmark:0:I1" },
    },
  ],
  "effect-waits": [{ when: "Slack asks for a long wait", of: { effect: { kind: "open-room" }, until: minute(30) } }],
};

const REFUSED: Notice = { type: "room-refused", error: "missing_scope" };
const PRIVATE = { ...NOTICED, room: null, private: true };

const reminders: Sample[] = [
  ...((Object.keys(NUDGES) as NudgeStep[]).map((step) => ({
    name: `update ${step}`,
    when: NUDGES[step].when,
    show: (words) =>
      updateNudge(RUNNING, { step, to: [CHLOE], dueAt: minute(27), now: minute(NUDGES[step].now) }, words),
  })) satisfies Sample[]),
  {
    name: "empty lead role",
    when: "nobody has taken the lead role after 2, 5 and 10 minutes",
    show: (words) => leadAsk(FRESH, RUNBOOK, { to: [ANA], now: minute(5), isLast: false }, words),
  },
  {
    name: "empty lead role, the last time",
    when: "nobody has taken the lead role after the last ask",
    show: (words) => leadAsk(FRESH, RUNBOOK, { to: [ANA], now: minute(10), isLast: true }, words),
  },
];

const LOST_ROOM: Sample[] = [
  {
    when: "an older database was put back that does not know the incident",
    of: { name: "INC-4", declaredAt: minute(0), storedUntil: minute(-68) },
  },
  {
    when: "the same, and its messages are of an older version",
    of: { name: null, declaredAt: null, storedUntil: null },
  },
].map((sample, index) => ({
  ...sample,
  name: `lost room (${index + 1})`,
  show: (words) => lostIncident(sample.of, words),
}));

export const SAID_AREAS: readonly Area[] = [
  {
    title: "Said in the room or under the announcement",
    chars_max: 600,
    samples: [...samplesOf(SAID, (one, words) => said(OFFERED, RUNBOOK, one, words)), ...LOST_ROOM],
  },
  { title: "Reminders", chars_max: 300, samples: reminders },
  {
    title: "Direct messages about what somebody must see to",
    chars_max: 600,
    samples: [
      ...samplesOf(NOTICES, (one, words) => notice(NOTICED, RUNBOOK, one, words)),
      {
        name: "secret pasted",
        when: "somebody wrote a message with a key in it, to them alone",
        of: ["AWS key"],
        show: (words) => secretPasted(NOTICED, ["AWS key"], words),
      },
      {
        name: "private room refused",
        when: "Slack refuses the room of a private incident",
        of: REFUSED,
        show: (words) => notice(PRIVATE, RUNBOOK, REFUSED, words),
      },
    ],
  },
];
