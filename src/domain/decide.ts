// The functional core's front door: (state, command, actor, context) → events, the state after them, and the jobs
// that follow; or a Problem. Nothing here waits, reads a clock or draws a number.
import { unreachable } from "../lib/pure/assert.ts";
import { ok, type Result } from "../lib/pure/result.ts";
import { type Actor, actorText } from "./actor.ts";
import { decideAftermath } from "./aftermath.ts";
import { decideBridge } from "./room/bridge.ts";
import { decideBreaches } from "./clocks/breaches.ts";
import { decideChecks } from "./checks/decide-checks.ts";
import { decideRung } from "./escalation/decide-rung.ts";
import { decideCall } from "./escalation/decide-call.ts";
import { decidePage } from "./escalation/pages.ts";
import { decideSignal } from "./escalation/signals.ts";
import type { Command, DeclareIncident } from "./command.ts";
import { decideQuestion } from "./handover/decide-question.ts";
import { decideDeclare } from "./declare.ts";
import type { Context } from "./context.ts";
import { decideActionItem } from "./work/decide-action-item.ts";
import { decideTask } from "./work/decide-task.ts";
import { decideWorkOutcome } from "./work/decide-work-outcome.ts";
import type { DomainEvent, EventBody } from "./event.ts";
import { jobsAfter } from "./follow.ts";
import { decideCircumstances } from "./facts/circumstances.ts";
import { decideImpact } from "./facts/impact.ts";
import { decideHandoverOutcome } from "./handover/decide-handover-outcome.ts";
import { decideHandover } from "./handover/handover.ts";
import { declared, evolve, type Incident } from "./incident.ts";
import type { JobChange } from "./job.ts";
import { decideLifecycle } from "./lifecycle.ts";
import { decideLoss } from "./record/losses.ts";
import { decideMark } from "./timeline/decide-mark.ts";
import { may } from "./may.ts";
import { decideNote } from "./timeline/decide-note.ts";
import { decideOutcome } from "./outcomes.ts";
import { decideJoin, decideMerge, type MergeIncident, type PairBodies, parted } from "./merge.ts";
import { decidePause } from "./updates/pause.ts";
import { decideRoom } from "./room/room.ts";
import type { Problem } from "./problem.ts";
import { decideDuty } from "./duties/decide-duty.ts";
import { decideChecklist } from "./procedures/checklists.ts";
import { decidePlaybook } from "./procedures/playbooks.ts";
import { decideStatus } from "./procedures/phases.ts";
import { decideRecovery } from "./recovery/recovery.ts";
import { decideApplyRunbook } from "./apply-runbook.ts";
import { decideDeadline } from "./review/deadlines.ts";
import { decideMeeting } from "./review/meeting.ts";
import { decideRegime } from "./regimes/decide-regime.ts";
import { decideResolve } from "./recovery/resolve.ts";
import { decideRedaction } from "./record/redaction.ts";
import { decideRole } from "./roles.ts";
import { decideTime } from "./facts/times.ts";
import { decideTriage } from "./facts/triage.ts";
import { decideUpdate } from "./updates/decide-update.ts";
import { decideSubscriber } from "./updates/subscribers.ts";
import type { Workspace } from "./workspace.ts";

export interface Decision {
  events: DomainEvent[];
  after: Incident;
  jobs: JobChange[];
}

/** A new incident: `id` is the stream it will live in, `runbookHash` the runbook stamped on it. */
export function decideNew(
  workspace: Workspace,
  command: DeclareIncident,
  actor: Actor,
  context: Context,
  made: { id: string; runbookHash: string },
): Result<Decision, Problem> {
  const allowed = may(actor, command);
  if (!allowed.ok) return allowed;
  const body = decideDeclare(workspace, command, context, made.runbookHash);
  if (!body.ok) return body;
  const event = { ...body.value, at: context.now, actor: actorText(actor) };
  const after = declared(made.id, event);
  return ok({ events: [event], after, jobs: jobsAfter(null, after, [event], context) });
}

/** A change to an incident that exists. */
export function decide(
  incident: Incident,
  command: Command,
  actor: Actor,
  context: Context,
): Result<Decision, Problem> {
  const allowed = may(actor, command, incident);
  if (!allowed.ok) return allowed;
  const bodies = decideBodies(incident, command, actor, context);
  if (!bodies.ok) return bodies;
  return ok(decisionOf(incident, bodies.value, actor, context));
}

export type PairCommand = MergeIncident | Extract<Command, { type: "Reopen" }>;

/** Which other incident a command changes as well; null for most. */
export function otherOf(incident: Incident, command: Command | MergeIncident): string | null {
  if (command.type === "MergeIncident") return command.into;
  return command.type === "Reopen" ? (incident.mergedInto?.incident ?? null) : null;
}

/** A change to two incidents at once: both, or neither. Each has the rules stamped on it. */
export function decidePair(
  [incident, context]: readonly [Incident, Context],
  [other, otherContext]: readonly [Incident, Context],
  command: PairCommand,
  actor: Actor,
): Result<readonly [Decision, Decision], Problem> {
  const allowed = may(actor, command, incident);
  if (!allowed.ok) return allowed;
  const bodies = pairBodies(incident, other, command, actor, context);
  if (!bodies.ok) return bodies;
  const { own, others } = bodies.value;
  return ok([decisionOf(incident, own, actor, context), decisionOf(other, others, actor, otherContext)]);
}

function pairBodies(
  incident: Incident,
  other: Incident,
  command: PairCommand,
  actor: Actor,
  context: Context,
): Result<PairBodies, Problem> {
  if (command.type === "MergeIncident") return decideMerge(incident, other, command);
  const own = decideLifecycle(incident, command, actor, context);
  return own.ok ? ok({ own: own.value, others: [parted(incident)] }) : own;
}

function decisionOf(incident: Incident, bodies: readonly EventBody[], actor: Actor, context: Context): Decision {
  const events = bodies.map((body) => ({ ...body, at: context.now, actor: actorText(actor) }));
  const after = events.reduce(evolve, incident);
  return { events, after, jobs: jobsAfter(incident, after, events, context) };
}

// biome-ignore lint/complexity/noExcessiveLinesPerFunction: which part decides which command, a row each
function decideBodies(
  incident: Incident,
  command: Command,
  actor: Actor,
  context: Context,
): Result<EventBody[], Problem> {
  switch (command.type) {
    case "ClaimRole":
    case "AssignRole":
    case "ReleaseRole":
      return decideRole(incident, command, actor, context);
    case "Acknowledge":
    case "ChangeSeverity":
    case "Cancel":
    case "Reopen":
    case "RequestPostmortem":
      return decideLifecycle(incident, command, actor, context);
    case "ChangeStatus":
      return decideStatus(incident, command, context);
    case "RetryEffect":
      return ok([{ type: "RetryRequested", job: command.job }]);
    case "PostUpdate":
    case "CorrectUpdate":
      return decideUpdate(incident, command, context);
    case "SetTime":
      return decideTime(incident, command, context);
    case "SetImpact":
      return decideImpact(incident, command, context);
    case "AddCategory":
    case "RemoveCategory":
      return decideCircumstances(incident, command, context);
    case "AnswerTriage":
      return decideTriage(incident, command, context);
    case "Resolve":
      return decideResolve(incident, command, context);
    case "TickItem":
    case "UntickItem":
      return decideChecklist(incident, command, context);
    case "DoStep":
    case "UndoStep":
    case "RunStep":
    case "AskApproval":
    case "ApproveStep":
    case "RefuseStep":
    case "RecordApprovalPosted":
    case "RecordStepRun":
      return decidePlaybook(incident, command, actor, context);
    case "Attest":
    case "Unattest":
    case "RecordWatchOver":
      return decideRecovery(incident, command, context);
    case "AskChecks":
    case "RecordChecks":
    case "RecordNoChecker":
    case "RecordChecksPosted":
      return decideChecks(incident, command, context);
    case "FinishDuty":
    case "SkipDuty":
    case "SendDuty":
    case "DraftDuty":
    case "RecordDuties":
    case "RecordDutyDraft":
    case "RecordDutyTold":
    case "RecordDutyAccepted":
    case "RecordDutyNotTold":
      return decideDuty(incident, command, actor, context);
    case "AddNote":
    case "CorrectEntry":
    case "StrikeEntry":
    case "NoteOutcome":
      return decideNote(incident, command, actor, context);
    case "MarkMoment":
    case "UnmarkMoment":
      return decideMark(incident, command, actor, context);
    case "GiveTask":
    case "AcceptTask":
    case "DeclineTask":
    case "HandBackTask":
    case "FinishTask":
    case "DropTask":
    case "ReassignTask":
    case "ExtendTask":
      return decideTask(incident, command, actor, context);
    case "AddActionItem":
    case "FinishActionItem":
    case "DropActionItem":
    case "ReassignActionItem":
    case "DateActionItem":
    case "PrioritizeActionItem":
      return decideActionItem(incident, command, context);
    case "Join":
      return decideJoin(incident, command, actor.kind === "person" ? actor.user : null);
    case "Contribute":
    case "ArchiveRoom":
    case "RecordArchiveOffer":
    case "RecordRoomArchived":
      return decideAftermath(incident, command);
    case "FinishDeadline":
    case "UnfinishDeadline":
    case "RecordDeadlineNudge":
      return decideDeadline(incident, command, context);
    case "AnswerRegime":
    case "SubmitNotification":
    case "SkipNotification":
    case "ReopenNotification":
    case "AskForProof":
    case "RecordRegimesAsked":
    case "RecordRegimeReminder":
      return decideRegime(incident, command, context);
    case "ApplyRunbook":
      return decideApplyRunbook(incident, command, context);
    case "SetMeeting":
      return decideMeeting(incident, command, context);
    case "Subscribe":
    case "Unsubscribe":
      return decideSubscriber(incident, command, actor);
    case "PauseNudges":
    case "ResumeNudges":
      return decidePause(incident, command, context);
    case "Redact":
      return decideRedaction(command);
    case "SetBridge":
      return decideBridge(incident, command, context);
    case "RecordBreaches":
      return decideBreaches(incident, command, context);
    case "Escalate":
    case "RecordRungs":
      return decideRung(incident, command, context);
    case "ReportBlocked":
    case "CountComplaints":
      return decideSignal(incident, command);
    case "CallPeople":
    case "AnswerCall":
    case "NoteContact":
    case "RecordUnanswered":
      return decideCall(incident, command, actor, context);
    case "RecordPage":
      return decidePage(incident, command);
    case "OpenNewRoom":
    case "RecordRoomLeft":
    case "RecordRoomRejoined":
    case "RecordRoomRenamed":
    case "RecordRoomPrivate":
    case "RecordRoomShared":
      return decideRoom(incident, command);
    case "OfferRole":
    case "AcceptHandover":
    case "DeclineHandover":
    case "WithdrawHandover":
      return decideHandover(incident, command, actor, context);
    case "AskLead":
    case "AnswerQuestion":
    case "TakeOver":
      return decideQuestion(incident, command, actor, context);
    case "RecordQuestionPosted":
    case "RecordOfferPosted":
    case "RecordQuestionsWaiting":
    case "RecordOfferUnanswered":
    case "RecordLongHours":
      return decideHandoverOutcome(incident, command, context);
    case "RecordRoomOpened":
    case "RecordRoomRefused":
    case "RecordRoomMoved":
    case "RecordPosted":
    case "RecordHolderGone":
    case "RecordInvites":
    case "RecordNudge":
    case "RecordLeadAsk":
    case "RecordUpdateDelivered":
    case "RecordSubscriberLost":
    case "RecordHeard":
    case "RecordPostmortem":
    case "RecordFailure":
      return decideOutcome(incident, command, context);
    case "RecordWorkPosted":
    case "RecordTaskAsked":
    case "RecordTaskWaitTold":
    case "RecordItemReminded":
    case "RecordUnownedTold":
      return decideWorkOutcome(incident, command);
    case "RecordLoss":
      return decideLoss(incident, command);
    default:
      return unreachable(command);
  }
}
