// What happened, as one sentence: text from people as it came, made safe by whoever shows it.
import { leadRole, type Runbook, roleOf } from "../../domain/runbook.ts";
import type { Happening } from "../../domain/postmortem/everything.ts";
import { isOurPriority } from "../../domain/work/action-items.ts";
import { UPDATE_PARTS, type UpdateParts } from "../../domain/updates/updates.ts";
import { checksTold, isOfChecks } from "../checks/checks.ts";
import { effectWords } from "../effect.ts";
import { circumstanceTold, declaredAs } from "../facts/circumstances.ts";
import { escalationTold, isOfEscalation } from "../escalation/escalation.ts";
import { factTold } from "../facts/facts.ts";
import { mergeTold } from "../merge.ts";
import { utc } from "../mrkdwn.ts";
import { isOfProcedure, procedureTold } from "../procedures/told.ts";
import { dutyTold, isOfDuty } from "../duties/told.ts";
import { isOfRecovery, recoveryTold } from "../recovery/recovery.ts";
import { isOfRegime, regimeTold } from "../regimes/told.ts";
import { isOfReview, reviewTold } from "../review/meeting.ts";
import type { Words } from "../words/en.ts";

export function happeningWords(what: Happening, runbook: Runbook, words: Words): string {
  const { timeline: said } = words;
  const role = (key: string) => roleOf(runbook, key)?.name ?? key;
  if (isOfRecovery(what)) return recoveryTold(what, words);
  if (isOfRegime(what)) return regimeTold(what, people, words);
  if (isOfChecks(what)) return checksTold(what, words);
  if (isOfReview(what)) return reviewTold(what, people, words);
  if (isOfProcedure(what)) return procedureTold(what, runbook, words);
  if (what.type === "RunbookApplied") return words.appliedRunbook.told(what);
  if (isOfDuty(what)) return dutyTold(what, runbook, words);
  if (isOfEscalation(what)) return escalationTold(what, words);
  if (isOfHandover(what)) return handoverWords(what, role, words);
  if (isOfRoom(what)) return roomWords(what, words);
  if ("entry" in what || what.type === "MomentMarked") return entryWords(what, words);
  switch (what.type) {
    case "Said":
    case "NoteAdded":
      return what.text;
    case "IncidentDeclared":
      return [said.declared(what), ...declaredAs(what, runbook, words)].join("\n");
    case "Acknowledged":
    case "NudgesResumed":
      return what.type === "Acknowledged" ? said.acknowledged : said.nudgesResumed;
    case "RoleAssigned":
      return assignedWords(what, role(what.role), words);
    case "RoleReleased":
      return said.roleReleased({ role: role(what.role), who: people([what.user]) });
    case "SeverityChanged": {
      const { from, to, reason } = what;
      return reason ? said.severityChangedFor({ from, to, reason }) : said.severityChanged({ from, to });
    }
    case "UpdatePosted":
      return withParts(said.update(what), what.parts ?? {}, words);
    case "TimeSet":
    case "ImpactSet":
      return factTold(what, words);
    case "CategoryAdded":
    case "CategoryRemoved":
    case "Measured":
      return circumstanceTold(what, runbook, words);
    case "MergedInto":
    case "DuplicateMerged":
    case "DuplicateParted":
    case "Joined":
      return mergeTold(what, words);
    case "NudgeSent":
      return nudgeWords(what, people(what.to), words);
    case "LeadAsked":
      return said.leadAsked({ who: people(what.to), role: leadRole(runbook)?.name ?? said.lead });
    case "ActionsLost":
      return said.actionsLost({ from: utc(what.from), to: utc(what.to) }, what.count);
    case "Redacted":
      return said.redacted(what);
    case "Cancelled":
    case "Reopened":
      return (what.type === "Cancelled" ? said.cancelled : said.reopened)(what);
    case "PeopleInvited":
      return said.invitesRefused({ who: people(what.refused.map(({ user }) => user)) });
    case "EffectFailed":
      return said.effectFailed({ effect: effectWords(what.effect, words), why: what.why });
    case "BridgeSet":
      return said.bridge(what);
    case "UpdateCorrected":
      return withParts(said.updateCorrected(what), what.parts, words);
    case "NudgesPaused":
      return said.nudgesPaused({ until: utc(what.until), reason: what.reason });
    case "ContributionMade":
      return said.contribution[what.kind]({ text: what.text });
    default:
      return workWords(what, words);
  }
}

function assignedWords(
  { user, previous, how, reason }: Extract<Happening, { type: "RoleAssigned" }>,
  role: string,
  { timeline: said }: Words,
): string {
  const held = { role, who: people([user]) };
  if (!previous) return said.roleAssigned(held);
  const passed = { ...held, previous: people([previous]) };
  if (how === "handed-over") return said.roleHandedOver(passed);
  if (how === "taken-over") return said.roleTakenOver({ ...passed, reason: reason ?? "" });
  return said.roleReplaced(passed);
}

const OF_ROOM = [
  "RoomRefused",
  "RoomLeft",
  "RoomRejoined",
  "RoomRenamed",
  "RoomMadePrivate",
  "RoomShared",
  "RoomMoved",
  "ArchiveOffered",
  "ArchiveAsked",
  "RoomArchived",
] as const;

type OfRoom = Extract<Happening, { type: (typeof OF_ROOM)[number] }>;

const isOfRoom = (what: Happening): what is OfRoom => OF_ROOM.some((type) => type === what.type);

function roomWords(what: OfRoom, { timeline: said }: Words): string {
  switch (what.type) {
    case "RoomRefused":
      return said.roomRefused(what);
    case "RoomLeft":
      return said.roomLeft[what.how ?? "removed"];
    case "RoomRejoined":
      return said.roomRejoined;
    case "RoomRenamed":
      return said.roomRenamed(what);
    case "RoomMadePrivate":
      return said.roomMadePrivate;
    case "RoomShared":
      return said.roomShared;
    case "RoomMoved":
      return said.roomMoved;
    case "ArchiveOffered":
      return said.archiveOffered;
    case "ArchiveAsked":
      return said.archiveAsked;
    case "RoomArchived":
      return said.roomArchived;
  }
}

function nudgeWords({ at, dueAt }: Extract<Happening, { type: "NudgeSent" }>, who: string, words: Words): string {
  const { timeline: said } = words;
  const late_ms = at - dueAt;
  return late_ms < 60_000 ? said.remindedDue({ who }) : said.remindedLate({ who, late: words.duration(late_ms) });
}

type OfHandover = Extract<Happening, { type: `Handover${string}` | `Question${string}` | "LongHoursNudged" }>;

const isOfHandover = (what: Happening): what is OfHandover => /^(Handover|Question|LongHours)/.test(what.type);

function handoverWords(what: OfHandover, role: (key: string) => string, words: Words): string {
  const { timeline: said } = words;
  switch (what.type) {
    case "LongHoursNudged":
      return (what.isLost ? said.longHoursNotTold : said.longHours)({ who: people([what.to]), role: role(what.role) });
    case "QuestionAsked":
      return said.questionAsked({ by: people([what.by]), to: people([what.to]), text: what.text });
    case "QuestionAnswered":
      return said.questionAnswered({ by: people([what.by]) });
    case "QuestionsWaiting":
      return said.questionsWaiting({ to: people([what.to]) }, what.questions.length);
    default:
      return offerWords(what, role(what.role), words);
  }
}

function offerWords(
  what: Extract<Happening, { type: `Handover${string}` }>,
  role: string,
  { timeline: said }: Words,
): string {
  const isLost = what.type === "HandoverUnanswered" && what.isLost;
  const told = (isLost ? said.unansweredNotTold : said.handover[what.type])({
    role,
    from: people([what.from]),
    to: people([what.to]),
  });
  const note = what.type === "HandoverOffered" ? what.note : what.type === "HandoverDeclined" ? what.reason : null;
  return note === null ? told : said.withNote({ told, note });
}

function entryWords(what: Extract<Happening, { entry: number } | { type: "MomentMarked" }>, words: Words): string {
  const { timeline: said } = words;
  switch (what.type) {
    case "MomentMarked":
      return said.marked({ kind: words.entries.kind[what.kind], text: what.text });
    case "MomentMarkedAgain":
      return said.markedAgain({ entry: String(what.entry) });
    case "MomentUnmarked":
      return said.unmarked({ entry: String(what.entry) });
    case "EntryCorrected":
      return said.entryCorrected({ entry: String(what.entry), text: what.text ?? "", reason: what.reason ?? "" });
    case "EntryStruck":
      return said.entryStruck({ entry: String(what.entry), reason: what.reason ?? "" });
    case "OutcomeNoted":
      return said.outcomeNoted({ entry: String(what.entry), outcome: what.outcome });
  }
}

const priorityTold = (priority: string, number: string, { timeline: said }: Words): string =>
  isOurPriority(priority) ? said.itemPriority[priority]({ number }) : said.itemGraded({ number, priority });

function workWords(what: Extract<Happening, { task: number } | { item: number } | WorkBegun>, words: Words): string {
  const { timeline: said } = words;
  const number = "task" in what ? String(what.task) : "item" in what ? String(what.item) : "";
  switch (what.type) {
    case "TaskGiven":
      return said.taskGiven({ to: people([what.to]), text: what.text });
    case "TaskAccepted":
      return said.taskAccepted({ number });
    case "TaskDeclined":
      return said.taskDeclined({ number, reason: what.reason ?? "" });
    case "TaskHandedBack":
      return said.taskHandedBack({ number, reason: what.reason ?? "" });
    case "TaskDone":
      return said.taskDone({ number, outcome: what.outcome ?? "" });
    case "TaskDropped":
      return said.taskDropped({ number, reason: what.reason ?? "" });
    case "TaskReassigned":
      return said.taskReassigned({ number, to: people([what.to]) });
    case "TaskExtended":
      return said.taskExtended({ number, at: utc(what.dueAt) });
    case "TaskAsked":
      return said.taskAsked({ number, to: people([what.to]) });
    case "ActionItemAdded":
      return said.itemAdded({ text: what.text, owner: what.owner === null ? "" : people([what.owner]) });
    case "ActionItemDone":
      return said.itemDone({ number });
    case "ActionItemDropped":
      return said.itemDropped({ number, reason: what.reason });
    case "ActionItemReassigned":
      return said.itemReassigned({ number, owner: people([what.owner]) });
    case "ActionItemDated":
      return said.itemDated({ number, day: what.due?.day ?? "" });
    case "ActionItemPrioritized":
      return priorityTold(what.priority, number, words);
    case "ActionItemReminded":
      return (what.isLost ? said.itemNotReminded : said.itemReminded)({ number, to: people([what.to]) });
  }
}

type WorkBegun = { type: "TaskGiven" | "ActionItemAdded" };
const withParts = (text: string, parts: UpdateParts, { timeline }: Words): string =>
  [
    text,
    ...UPDATE_PARTS.flatMap((part) => (parts[part] === undefined ? [] : [timeline.parts[part]({ text: parts[part] })])),
  ].join("\n");

const people = (users: readonly string[]): string => users.map((user) => `<@${user}>`).join(", ");
