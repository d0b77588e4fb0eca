// One incident in which everything was used: entries of every kind, tasks and action items in every stage, a hand-over and
// a take-over, a corrected update, a pause, questions that waited, contributions.
import type { EventBody } from "../../../src/domain/event.ts";
import type { DomainEvent } from "../../../src/domain/event.ts";
import { ANA, at, BEN, CHLOE, declared, minute, REASON, roomOpened, SUMMARY, took, UPDATE } from "./data.ts";

const OUTCOME = "The lag went down to zero";
const TASK = "Check the replica lag";
const ITEM = "Alert on a pool that is nearly full";

const note = (minutes: number, kind: Extract<EventBody, { type: "NoteAdded" }>["kind"], text: string): DomainEvent =>
  at(minutes, { type: "NoteAdded", text, happenedAt: minute(minutes), ...(kind ? { kind } : {}) }, BEN);
const task = (minutes: number, to: string): DomainEvent =>
  at(minutes, { type: "TaskGiven", text: TASK, to, dueAt: minute(minutes + 10) }, BEN);
const item = (minutes: number, owner: string | null, day: string | null): DomainEvent =>
  at(
    minutes,
    { type: "ActionItemAdded", text: ITEM, owner, due: day === null ? null : { day, zone: "UTC" }, priority: "normal" },
    BEN,
  );
const contribution = (minutes: number, kind: "well" | "improve" | "why"): DomainEvent =>
  at(minutes, { type: "ContributionMade", kind, text: REASON }, CHLOE);
const question = (minutes: number, id: string): DomainEvent[] => [
  at(
    minutes,
    {
      type: "QuestionAsked",
      question: id,
      role: "commander",
      by: CHLOE,
      to: BEN,
      text: REASON,
      ts: id,
      threadTs: null,
      askedAt: minute(minutes),
    },
    null,
  ),
  at(minutes + 3, { type: "QuestionsWaiting", questions: [id], to: BEN, text: "", ts: id }, null),
];

export const WORKED: DomainEvent[] = [
  declared("SEV1", -10),
  roomOpened,
  took(1, "commander", BEN),
  at(2, { type: "ImpactSet", words: { summary: REASON }, changed: ["summary"] }, CHLOE),
  note(3, "observation", REASON),
  note(4, "hypothesis", REASON),
  note(5, "hypothesis", REASON),
  at(6, { type: "OutcomeNoted", entry: 2, outcome: OUTCOME }, BEN),
  note(7, "decision", "Fail over to the replica?"),
  note(8, "decision", REASON),
  note(9, "decision", REASON),
  at(9, { type: "OutcomeNoted", entry: 6, outcome: OUTCOME }, BEN),
  note(10, "action", REASON),
  note(11, "impact", REASON),
  note(12, "communication", REASON),
  at(13, { type: "UpdatePosted", text: UPDATE, status: "Triage", nextDueAt: null }, CHLOE),
  at(14, { type: "UpdateCorrected", update: 16, text: SUMMARY, parts: {}, reason: REASON }, CHLOE),
  at(15, { type: "NudgesPaused", until: minute(40), reason: REASON }, CHLOE),
  ...question(16, "1.1"),
  at(20, { type: "QuestionAnswered", question: "1.1", by: BEN, how: "said" }, BEN),
  ...question(21, "1.2"),
  at(25, { type: "Acknowledged", by: BEN }, BEN),
  at(25, { type: "ImpactSet", words: { summary: SUMMARY, users: REASON }, changed: ["users"] }, CHLOE),
  task(26, ANA),
  task(26, ANA),
  task(26, CHLOE),
  task(26, CHLOE),
  task(26, BEN),
  at(27, { type: "TaskDeclined", task: 2, reason: REASON }, ANA),
  at(27, { type: "TaskDone", task: 3, outcome: OUTCOME }, CHLOE),
  at(27, { type: "TaskDropped", task: 4, reason: null }, BEN),
  at(28, { type: "RoleAssigned", role: "commander", user: CHLOE, previous: BEN, how: "handed-over" }, CHLOE),
  at(
    30,
    { type: "RoleAssigned", role: "commander", user: ANA, previous: CHLOE, how: "taken-over", reason: REASON },
    ANA,
  ),
  item(31, BEN, "2026-11-04"),
  item(31, null, null),
  item(31, CHLOE, null),
  at(32, { type: "ActionItemDone", item: 1 }, BEN),
  at(32, { type: "ActionItemDropped", item: 3, reason: REASON }, BEN),
  note(60, "observation", REASON),
  note(80, "observation", REASON),
  note(97, "observation", REASON),
  at(98, { type: "EntryStruck", entry: 12, reason: REASON }, BEN),
  at(98, { type: "EntryStruck", entry: 11, reason: null }, BEN),
  at(130, { type: "Resolved", summary: SUMMARY }, ANA),
  contribution(130 + 1, "well"),
  contribution(130 + 1, "improve"),
  contribution(130 + 2, "why"),
];
