// From a request to its answer: the tables of buttons, forms and shortcuts, and the words for a failure that none of them foresaw.
import { ACTION, actionName, FORM, SHORTCUT } from "../../blocks/actions.ts";
import { escaped } from "../../blocks/mrkdwn.ts";
import { problemWords } from "../../blocks/problem.ts";
import { wantHome } from "../../commands/home.ts";
import { may } from "../../domain/may.ts";
import { subjectOfInteraction } from "../../store/read/inbox.ts";
import { StoreError } from "../../store/store.ts";
import { ACTION_ITEM_ACTIONS } from "./work/action-item-buttons.ts";
import { ACTION_ITEM_FORMS } from "./work/action-item-forms.ts";
import { type Answer, nothing, reply, replyQuoting } from "./answer.ts";
import { archive, contributeByButton, submitContribution } from "./aftermath.ts";
import { applyRunbook } from "./applied-runbook.ts";
import { answerCall } from "./escalation/calls.ts";
import { showBrief } from "./handover/brief.ts";
import { changeSeverity } from "./facts/severity-proposal.ts";
import { declareAnswer, declareAnyway, declareByButton, declareByForm, declareByShortcut } from "./declare.ts";
import { addToTimeline, chooseKind } from "./timeline/add-to-timeline.ts";
import { openChangeByButton, submitChange } from "./timeline/entry-changes.ts";
import { openNote, submitNote } from "./timeline/notes.ts";
import { actorOf, type Handler, type InDeps, onButton, onForm, orderAndAnswer } from "./steps.ts";
import { mayBeDoersAnswer } from "./work/doers-answer.ts";
import { TASK_ACTIONS } from "./work/task-buttons.ts";
import { TASK_FORMS } from "./work/task-forms.ts";
import { WORK_ACTIONS, WORK_FORMS } from "./work/work-buttons.ts";
import { openFromMessage, submitFromMessage } from "./work/work-message.ts";
import { type FormName, openForm, submitSeverityForm, submitTextForm } from "./incident-forms.ts";
import { submitPauseForm } from "./updates/pause.ts";
import { toggleSubscription, unsubscribe } from "./updates/subscribers.ts";
import { answerOffer, openHandover, submitHandover } from "./handover/handover.ts";
import { answerQuestion } from "./handover/questions.ts";
import type { ActionRequest, FormRequest, Known, Request, ShortcutRequest } from "./request.ts";
import { impactAnswer, openImpact, openTriage, submitImpact, submitTriage } from "./facts/impact-triage.ts";
import { showIncidentMenu } from "./menu.ts";
import { openRedaction } from "./redact.ts";
import { openChecklist, showChecklists, tickItem, untickItem } from "./procedures/checklists.ts";
import {
  approveStep,
  askApproval,
  doStep,
  openPlaybook,
  refuseStep,
  runStep,
  showPlaybooks,
  undoStep,
} from "./procedures/playbooks.ts";
import { submitDemands, submitStatusForm } from "./procedures/status.ts";
import { finishDuty, openDuties, openSkipDuty, submitSkipDuty } from "./duties/duties.ts";
import { openDutyDraft, submitDutyDraft, submitDutyValues } from "./duties/draft.ts";
import { READINESS_ACTIONS, submitExercise } from "./readiness/readiness.ts";
import { askChecks } from "./recovery/checks.ts";
import { attest, openRecovery, unattest } from "./recovery/recovery.ts";
import { openResolve } from "./recovery/resolve.ts";
import { finishDeadline, openDeadlines, unfinishDeadline } from "./review/deadlines.ts";
import { openMeeting, submitMeeting } from "./review/meeting.ts";
import { openAnswers, submitAnswers } from "./regimes/answer.ts";
import { askForProof, openRegimes } from "./regimes/regimes.ts";
import {
  openNotNeeded,
  openReopenNotification,
  openSubmitted,
  submitNotNeeded,
  submitReopenNotification,
  submitSubmitted,
} from "./regimes/settle.ts";
import { joinByButton } from "./merge.ts";
import { runSubcommand } from "./subcommands.ts";
import { turnTimeline } from "./timeline/timeline.ts";
import { mitigatedNow, openTimes, showTimes, submitTimes } from "./facts/times.ts";
import {
  chooseCorrectUpdate,
  correctUpdateByButton,
  submitCorrectUpdate,
  submitUpdateForm,
} from "./updates/updates.ts";

/** Never rejects: what fails becomes an answer that says so, and a line in the log. */
export async function handle(request: Request, deps: InDeps): Promise<Answer> {
  try {
    const standing = await deps.standingOf(request.team, request.user);
    return await route({ ...request, standing }, deps);
  } catch (error) {
    deps.log.error({ err: error, kind: request.kind }, "a request failed");
    return replyQuoting(brokenWords(error, await carriedOut(request, deps), deps), typedIn(request));
  }
}

/** Shown back, so that it need not be typed again. */
function typedIn(request: Request): string {
  if (request.kind === "command") return request.text;
  return request.kind === "form" ? Object.values(request.fields).join("\n") : "";
}

/** Whether its commit is stored: the answer of one that went through can be lost. Null when nobody can say. */
async function carriedOut(request: Request, { store, log }: InDeps): Promise<boolean | null> {
  try {
    return (await subjectOfInteraction(store, request.key)) !== null;
  } catch (error) {
    log.warn({ err: error, kind: request.kind }, "whether a failed request was carried out could not be looked up");
    return null;
  }
}

function brokenWords(error: unknown, done: boolean | null, { words: { answers } }: InDeps): string {
  const why = error instanceof StoreError ? storeWords(error, answers) : answers.broke;
  switch (done) {
    case true:
      return answers.brokenDone({ why });
    case false:
      return answers.brokenNotDone({ why });
    case null:
      return answers.brokenUnknown({ why });
  }
}

const storeWords = ({ failure }: StoreError, answers: InDeps["words"]["answers"]): string =>
  failure === "full" ? answers.diskFull : failure === "busy" ? answers.databaseHeld : answers.databaseDown;

async function route(request: Known<Request>, deps: InDeps): Promise<Answer> {
  // Whoever may not even raise the alarm is shown nothing of incidents either: no list, no form, no roles. A doer
  // answers for their task all the same.
  const allowed = may(actorOf(request), { type: "DeclareIncident" });
  if (!allowed.ok && !mayBeDoersAnswer(request))
    return reply(problemWords(allowed.error, deps.runbooks.current.runbook, deps.words));
  switch (request.kind) {
    case "command":
      return runSubcommand(request, deps);
    case "action":
      return handlerIn(ACTIONS, actionName(request.action))(request, deps);
    case "form":
      return handlerIn(FORMS, request.form)(request, deps);
    case "shortcut":
      return handlerIn(SHORTCUTS, request.shortcut)(request, deps);
  }
}

/** A message from an older Warroom may still carry a button that this one does not know. */
function handlerIn<Kind extends Request>(table: Record<string, Handler<Kind>>, name: string): Handler<Kind> {
  return table[name] ?? (async (_request, { words }) => reply(words.answers.otherVersion));
}

const opens = (form: FormName) => onButton((request, deps, incident) => openForm(request, deps, incident, form));

const ACTIONS: Record<string, Handler<ActionRequest>> = {
  [ACTION.claimRole]: onButton((request, deps, incident, { role = "" }) =>
    orderAndAnswer(request, deps, incident, { type: "ClaimRole", role }, () => nothing),
  ),
  [ACTION.acknowledge]: onButton((request, deps, incident) =>
    orderAndAnswer(request, deps, incident, { type: "Acknowledge" }, () => nothing),
  ),
  [ACTION.requestPostmortem]: onButton((request, deps, incident) =>
    orderAndAnswer(request, deps, incident, { type: "RequestPostmortem" }, () => reply(deps.words.answers.drafting)),
  ),
  [ACTION.retryEffect]: onButton((request, deps, incident, { job = "" }) =>
    orderAndAnswer(request, deps, incident, { type: "RetryEffect", job }, () => reply(deps.words.answers.tryingAgain)),
  ),
  [ACTION.openUpdate]: opens("update"),
  [ACTION.openPause]: opens("pause"),
  [ACTION.openCorrectUpdate]: onButton(correctUpdateByButton),
  [ACTION.chooseCorrectUpdate]: onButton(chooseCorrectUpdate),
  [ACTION.subscribe]: onButton(toggleSubscription),
  [ACTION.unsubscribe]: onButton(unsubscribe),
  [ACTION.openNote]: onButton(openNote),
  [ACTION.chooseKind]: chooseKind,
  [ACTION.openCorrectEntry]: onButton(openChangeByButton("correct")),
  [ACTION.openStrikeEntry]: onButton(openChangeByButton("strike")),
  [ACTION.showTimeline]: onButton(turnTimeline),
  [ACTION.openOutcome]: onButton(openChangeByButton("outcome")),
  [ACTION.openSeverity]: opens("severity"),
  [ACTION.openStatus]: opens("status"),
  [ACTION.changeSeverity]: onButton(changeSeverity),
  [ACTION.openResolve]: onButton(openResolve),
  [ACTION.showChecklists]: onButton(showChecklists),
  [ACTION.openChecklist]: onButton(openChecklist),
  [ACTION.tickItem]: onButton(tickItem),
  [ACTION.untickItem]: onButton(untickItem),
  [ACTION.showPlaybooks]: onButton(showPlaybooks),
  [ACTION.openPlaybook]: onButton(openPlaybook),
  [ACTION.doStep]: onButton(doStep),
  [ACTION.undoStep]: onButton(undoStep),
  [ACTION.runStep]: onButton(runStep),
  [ACTION.askApproval]: onButton(askApproval),
  [ACTION.approveStep]: onButton(approveStep),
  [ACTION.refuseStep]: onButton(refuseStep),
  [ACTION.openDuties]: onButton(openDuties),
  [ACTION.finishDuty]: onButton(finishDuty),
  [ACTION.openSkipDuty]: onButton(openSkipDuty),
  [ACTION.openDutyDraft]: onButton(openDutyDraft),
  [ACTION.askChecks]: onButton(askChecks),
  [ACTION.openRecovery]: onButton(openRecovery),
  [ACTION.attest]: onButton(attest),
  [ACTION.unattest]: onButton(unattest),
  [ACTION.openCancel]: opens("cancel"),
  [ACTION.openReopen]: opens("reopen"),
  [ACTION.openAsk]: opens("ask"),
  [ACTION.openTakeOver]: opens("takeOver"),
  [ACTION.answerQuestion]: onButton(answerQuestion),
  [ACTION.openHandover]: onButton(openHandover),
  [ACTION.acceptHandover]: onButton(answerOffer("AcceptHandover")),
  [ACTION.declineHandover]: onButton(answerOffer("DeclineHandover")),
  [ACTION.withdrawHandover]: onButton(answerOffer("WithdrawHandover")),
  [ACTION.brief]: onButton(showBrief),
  [ACTION.applyRunbook]: onButton(applyRunbook),
  [ACTION.openDeadlines]: onButton(openDeadlines),
  [ACTION.finishDeadline]: onButton(finishDeadline),
  [ACTION.unfinishDeadline]: onButton(unfinishDeadline),
  [ACTION.openMeeting]: onButton(openMeeting),
  [ACTION.openRegimes]: onButton(openRegimes),
  [ACTION.answerRegime]: onButton(openAnswers),
  [ACTION.openSubmitted]: onButton(openSubmitted),
  [ACTION.openNotNeeded]: onButton(openNotNeeded),
  [ACTION.openReopenNotification]: onButton(openReopenNotification),
  [ACTION.askForProof]: onButton(askForProof),
  [ACTION.answerCall]: onButton(answerCall),
  [ACTION.openContribution]: onButton(contributeByButton),
  [ACTION.archiveRoom]: onButton(archive),
  [ACTION.openNewRoom]: onButton((request, deps, incident) =>
    orderAndAnswer(request, deps, incident, { type: "OpenNewRoom" }, () =>
      reply(deps.words.room.opening({ name: escaped(incident.name) })),
    ),
  ),
  [ACTION.openDeclare]: declareByButton,
  [ACTION.declareAnyway]: declareAnyway,
  [ACTION.declareAnswer]: declareAnswer,
  [ACTION.openMenu]: onButton(showIncidentMenu),
  [ACTION.refreshHome]: async ({ team, user }, deps) => {
    await wantHome(deps, { team, user, key: null });
    return nothing;
  },
  [ACTION.join]: onButton(joinByButton),
  [ACTION.showTimes]: onButton(showTimes),
  [ACTION.openTimes]: onButton(openTimes),
  [ACTION.mitigatedNow]: onButton(mitigatedNow),
  [ACTION.openImpact]: onButton(openImpact),
  [ACTION.impactAnswer]: impactAnswer,
  [ACTION.openTriage]: onButton(openTriage),
  ...READINESS_ACTIONS,
  ...TASK_ACTIONS,
  ...ACTION_ITEM_ACTIONS,
  ...WORK_ACTIONS,
};

const FORMS: Record<string, Handler<FormRequest>> = {
  [FORM.declare]: declareByForm,
  [FORM.text]: onForm(submitTextForm),
  [FORM.update]: onForm(submitUpdateForm),
  [FORM.correctUpdate]: onForm(submitCorrectUpdate),
  [FORM.pause]: onForm(submitPauseForm),
  [FORM.severity]: onForm(submitSeverityForm),
  [FORM.status]: onForm(submitStatusForm),
  [FORM.demands]: onForm(submitDemands),
  [FORM.note]: onForm(submitNote),
  [FORM.correctEntry]: onForm(submitChange("correct")),
  [FORM.strikeEntry]: onForm(submitChange("strike")),
  [FORM.outcome]: onForm(submitChange("outcome")),
  [FORM.skipDuty]: onForm(submitSkipDuty),
  [FORM.dutyValues]: onForm(submitDutyValues),
  [FORM.dutyDraft]: onForm(submitDutyDraft),
  [FORM.handover]: onForm(submitHandover),
  [FORM.times]: onForm(submitTimes),
  [FORM.impact]: onForm(submitImpact),
  [FORM.triage]: onForm(submitTriage),
  [FORM.meeting]: onForm(submitMeeting),
  [FORM.answerRegime]: onForm(submitAnswers),
  [FORM.submitted]: onForm(submitSubmitted),
  [FORM.notNeeded]: onForm(submitNotNeeded),
  [FORM.reopenNotification]: onForm(submitReopenNotification),
  [FORM.contribution]: onForm(submitContribution),
  [FORM.exercise]: submitExercise,
  ...TASK_FORMS,
  ...ACTION_ITEM_FORMS,
  ...WORK_FORMS,
  [FORM.fromMessage]: onForm(submitFromMessage),
};

const SHORTCUTS: Record<string, Handler<ShortcutRequest>> = {
  [SHORTCUT.declare]: declareByShortcut,
  [SHORTCUT.addToTimeline]: addToTimeline,
  [SHORTCUT.makeWork]: openFromMessage,
  [SHORTCUT.redact]: openRedaction,
};

export const HANDLED = { actions: Object.keys(ACTIONS), forms: Object.keys(FORMS), shortcuts: Object.keys(SHORTCUTS) };
