// What a document's timeline says of each thing that can happen.
import { happeningWords } from "../../../src/blocks/timeline/timeline.ts";
import { ITEM_PRIORITIES } from "../../../src/domain/work/action-items.ts";
import type { EventBody } from "../../../src/domain/event.ts";
import type { DomainEvent } from "../../../src/domain/event.ts";
import type { Happening } from "../../../src/domain/postmortem/everything.ts";
import {
  ANA,
  at,
  BEN,
  CHLOE,
  declared,
  FALSE_ALARM,
  HIT,
  minute,
  OPERATOR,
  REASON,
  ROOM,
  RUNBOOK,
  UPDATE,
  WHY,
} from "./data.ts";
import { CIRCUMSTANCES_HAPPENED } from "./circumstances.ts";
import { CALLS_HAPPENED } from "./calls.ts";
import { ESCALATION_HAPPENED } from "./escalation.ts";
import { DUTIES_HAPPENED } from "./duties.ts";
import { FACTS_HAPPENED } from "./facts.ts";
import { PLAYBOOKS_HAPPENED } from "./playbooks.ts";
import { PHASES_HAPPENED } from "./phases.ts";
import { CHECKS_HAPPENED } from "./checks.ts";
import { RECOVERY_HAPPENED } from "./recovery.ts";
import { REGIMES_HAPPENED } from "./regimes.ts";
import { REVIEW_HAPPENED } from "./review.ts";
import { HANDOVER_HAPPENED, PASSED } from "./handover.ts";
import { MERGE_HAPPENED } from "./merge.ts";
import { PARTS } from "./updates.ts";
import type { Sample } from "./sample.ts";

export const nudged = (minutes: number, dueMinutes: number, cycleMinutes: number): DomainEvent =>
  at(
    minutes,
    {
      type: "NudgeSent",
      step: "due",
      cycle: minute(cycleMinutes),
      dueAt: minute(dueMinutes),
      to: [CHLOE],
      text: "",
      ts: "1.1",
    },
    null,
  );
export const asked = (minutes: number): DomainEvent =>
  at(minutes, { type: "LeadAsked", ask: 1, since: minute(0), to: [ANA], text: "", ts: "1.1" }, null);

type Told = Exclude<Happening, { type: "Said" }>;

const DECLARED = declared() as Extract<EventBody, { type: "IncidentDeclared" }>;

/** An event's body is enough: when and by whom stand beside its sentence. */
const HAPPENINGS: { readonly [Type in Told["type"]]: readonly Extract<EventBody, { type: Type }>[] } = {
  ...ESCALATION_HAPPENED,
  ...CHECKS_HAPPENED,
  ...CALLS_HAPPENED,
  ...FACTS_HAPPENED,
  ...CIRCUMSTANCES_HAPPENED,
  ...MERGE_HAPPENED,
  IncidentDeclared: [DECLARED, { ...DECLARED, categories: ["data-loss"], measured: { down: true } }],
  Acknowledged: [{ type: "Acknowledged", by: BEN }],
  RoleAssigned: [
    { type: "RoleAssigned", role: "commander", user: BEN, previous: null },
    { type: "RoleAssigned", role: "commander", user: CHLOE, previous: BEN },
    ...PASSED,
  ],
  RoleReleased: [{ type: "RoleReleased", role: "commander", user: BEN, lead: true }],
  SeverityChanged: [
    { type: "SeverityChanged", from: "SEV2", to: "SEV1", reason: null },
    { type: "SeverityChanged", from: "SEV2", to: "SEV1", reason: REASON },
  ],
  StatusChanged: PHASES_HAPPENED,
  UpdatePosted: [{ type: "UpdatePosted", text: UPDATE, status: RUNBOOK.statuses[2]!, nextDueAt: null }],
  NoteAdded: [{ type: "NoteAdded", text: REASON, happenedAt: minute(1) }],
  NudgeSent: [nudged(27, 27, 12), nudged(34, 27, 12)] as Extract<EventBody, { type: "NudgeSent" }>[],
  LeadAsked: [asked(2) as Extract<EventBody, { type: "LeadAsked" }>],
  ActionsLost: [
    { type: "ActionsLost", count: 1, from: minute(3), to: minute(5) },
    { type: "ActionsLost", count: 9, from: minute(3), to: minute(31) },
  ],
  Cancelled: [{ type: "Cancelled", reason: FALSE_ALARM }],
  Reopened: [{ type: "Reopened", reason: REASON }],
  RoomRefused: [{ type: "RoomRefused", error: "restricted_action" }],
  RoomLeft: [
    { type: "RoomLeft", channel: ROOM, since: minute(3) },
    { type: "RoomLeft", channel: ROOM, since: minute(3), how: "archived", by: BEN },
    { type: "RoomLeft", channel: ROOM, since: minute(3), how: "deleted", by: null },
  ],
  RoomRejoined: [{ type: "RoomRejoined", channel: ROOM, how: "removed", by: BEN, since: minute(3) }],
  RoomRenamed: [{ type: "RoomRenamed", from: "inc-7-checkout", to: "inc-7-payments" }],
  RoomMadePrivate: [{ type: "RoomMadePrivate", by: BEN }],
  RoomShared: [{ type: "RoomShared" }],
  RoomMoved: [{ type: "RoomMoved", from: ROOM, to: "C8" }],
  PeopleInvited: [{ type: "PeopleInvited", invited: [], refused: [{ user: CHLOE, error: "user_is_restricted" }] }],
  ...PLAYBOOKS_HAPPENED,
  ...RECOVERY_HAPPENED,
  ...REVIEW_HAPPENED,
  ...REGIMES_HAPPENED,
  RunbookApplied: [{ type: "RunbookApplied", from: "0", to: "1", title: "Acme incident response" }],
  ...DUTIES_HAPPENED,
  ChecklistDone: [{ type: "ChecklistDone", checklist: "data-loss", title: "Data loss" }],
  BridgeSet: [{ type: "BridgeSet", url: "https://meet.example/inc-7" }],
  UpdateCorrected: [{ type: "UpdateCorrected", update: 9, text: HIT, parts: PARTS, reason: WHY }],
  NudgesPaused: [{ type: "NudgesPaused", until: minute(60), reason: REASON }],
  NudgesResumed: [{ type: "NudgesResumed" }],
  ...HANDOVER_HAPPENED,
  MomentMarked: [
    {
      type: "MomentMarked",
      kind: "hypothesis",
      ts: "1.1",
      threadTs: null,
      author: ANA,
      text: REASON,
      happenedAt: minute(3),
      mark: "pin",
      markedAt: minute(4),
    },
  ],
  MomentMarkedAgain: [{ type: "MomentMarkedAgain", entry: 3, kind: null, mark: "pin", markedAt: null }],
  MomentUnmarked: [{ type: "MomentUnmarked", entry: 3, mark: "pin" }],
  EntryCorrected: [
    { type: "EntryCorrected", entry: 3, text: REASON, kind: null, happenedAt: null, reason: REASON },
    { type: "EntryCorrected", entry: 3, text: null, kind: "decision", happenedAt: null, reason: null },
  ],
  EntryStruck: [
    { type: "EntryStruck", entry: 3, reason: REASON },
    { type: "EntryStruck", entry: 3, reason: null },
  ],
  Redacted: [{ type: "Redacted", target: { entry: 3 }, reason: REASON, events: [], versions: [] }],
  OutcomeNoted: [{ type: "OutcomeNoted", entry: 3, outcome: REASON }],
  ContributionMade: (["well", "improve", "why", "section"] as const).map((kind) => ({
    type: "ContributionMade",
    kind,
    text: REASON,
  })),
  ArchiveOffered: [{ type: "ArchiveOffered", text: "", ts: "1.1" }],
  ArchiveAsked: [{ type: "ArchiveAsked" }],
  RoomArchived: [{ type: "RoomArchived" }],
  TaskGiven: [{ type: "TaskGiven", text: REASON, to: BEN, dueAt: minute(20) }],
  TaskAccepted: [{ type: "TaskAccepted", task: 2 }],
  TaskDeclined: [
    { type: "TaskDeclined", task: 2, reason: null },
    { type: "TaskDeclined", task: 2, reason: REASON },
  ],
  TaskHandedBack: [
    { type: "TaskHandedBack", task: 2, reason: null },
    { type: "TaskHandedBack", task: 2, reason: REASON },
  ],
  TaskDone: [
    { type: "TaskDone", task: 2, outcome: null },
    { type: "TaskDone", task: 2, outcome: REASON },
  ],
  TaskDropped: [
    { type: "TaskDropped", task: 2, reason: null },
    { type: "TaskDropped", task: 2, reason: REASON },
  ],
  TaskReassigned: [{ type: "TaskReassigned", task: 2, to: CHLOE, previous: BEN }],
  TaskExtended: [{ type: "TaskExtended", task: 2, dueAt: minute(30) }],
  TaskAsked: [{ type: "TaskAsked", task: 2, to: BEN, dueAt: minute(20), text: "", channel: ROOM, ts: "1.1" }],
  ActionItemAdded: [
    { type: "ActionItemAdded", text: REASON, owner: BEN, due: null, priority: "normal" },
    { type: "ActionItemAdded", text: REASON, owner: null, due: null, priority: "normal" },
  ],
  ActionItemDone: [{ type: "ActionItemDone", item: 1 }],
  ActionItemDropped: [{ type: "ActionItemDropped", item: 1, reason: REASON }],
  ActionItemReassigned: [{ type: "ActionItemReassigned", item: 1, owner: CHLOE, previous: null, due: null }],
  ActionItemDated: [
    { type: "ActionItemDated", item: 1, due: { day: "2026-12-01", zone: "Europe/Berlin" } },
    { type: "ActionItemDated", item: 1, due: null },
  ],
  ActionItemPrioritized: [...ITEM_PRIORITIES, "P0"].map((priority) => ({
    type: "ActionItemPrioritized",
    item: 1,
    priority,
  })),
  ActionItemReminded: [
    { type: "ActionItemReminded", item: 1, to: BEN, step: 1, since: minute(31) },
    { type: "ActionItemReminded", item: 1, to: BEN, step: 1, since: minute(31), isLost: true },
  ],
  EffectFailed: [{ type: "EffectFailed", effect: { kind: "post-card" }, why: "is_archived" }],
};

export const happenings: Sample[] = Object.entries<readonly EventBody[]>(HAPPENINGS).flatMap(([type, bodies]) =>
  bodies.map((body, index) => ({
    name: index === 0 ? type : `${type} (${index + 1})`,
    when: "it happened",
    of: body,
    show: (words) => happeningWords({ at: minute(34), actor: OPERATOR, ...body } as Told, RUNBOOK, words),
  })),
);

/** The runbook may have changed since. */
export const withoutLead: Sample = {
  name: "LeadAsked, without a lead role",
  when: "it happened, by a runbook that had a lead role",
  show: (words) => happeningWords(asked(2) as Told, { ...RUNBOOK, roles: [] }, words),
};
