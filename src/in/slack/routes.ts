// From a request to its answer: the tables of buttons, forms and shortcuts, and the one place where a failure is caught.
import { ACTION, actionName, type ButtonValue, FORM, SHORTCUT } from "../../blocks/actions.ts";
import { problemWords } from "../../blocks/problem.ts";
import { wantHome } from "../../commands/home.ts";
import { may } from "../../domain/may.ts";
import { findOutcome } from "../../store/read/inbox.ts";
import { StoreError } from "../../store/store.ts";
import { ACTION_ITEM_ACTIONS } from "./action-buttons.ts";
import { ACTION_ITEM_FORMS } from "./action-forms.ts";
import { type Answer, reply, nothing } from "./answer.ts";
import { archive, contributeByButton, submitContribution } from "./aftermath.ts";
import { showBrief } from "./brief.ts";
import { declareAnyway, declareByButton, declareByForm, declareByShortcut } from "./declare.ts";
import { addToTimeline, chooseKind } from "./add-to-timeline.ts";
import { openChangeByButton, submitChange } from "./entry-changes.ts";
import { openNote, submitNote } from "./notes.ts";
import { actorOf, type Handler, type InDeps, onButton, type OnIncident, order } from "./steps.ts";
import { TASK_ACTIONS } from "./task-buttons.ts";
import { TASK_FORMS } from "./task-forms.ts";
import { WORK_ACTIONS, WORK_FORMS } from "./work-buttons.ts";
import { openFromMessage, submitFromMessage } from "./work-message.ts";
import { type FormName, openForm, submitSeverityForm, submitStatusForm, submitTextForm } from "./incident-forms.ts";
import { submitPauseForm, toggleSubscription, unsubscribe } from "./reminders.ts";
import { answerOffer, openHandover, submitHandover } from "./handover.ts";
import { answerQuestion } from "./questions.ts";
import type { ActionRequest, FormRequest, Known, Request, ShortcutRequest } from "./request.ts";
import { openImpact, openTriage, submitImpact, submitTriage } from "./impact-triage.ts";
import { incidentMenuOf } from "./list.ts";
import { joinByButton } from "./merge.ts";
import { runSubcommand } from "./subcommands.ts";
import { turnTimeline } from "./timeline.ts";
import { mitigatedNow, openTimes, showTimes, submitTimes } from "./times.ts";
import { chooseCorrectUpdate, correctUpdateByButton, submitCorrectUpdate, submitUpdateForm } from "./updates.ts";

export type HandleDeps = InDeps;

/** Never rejects: what fails becomes an answer that says so, and a line in the log. */
export async function handle(request: Request, deps: HandleDeps): Promise<Answer> {
  try {
    const standing = await deps.standingOf(request.team, request.user);
    return await route({ ...request, standing }, deps);
  } catch (error) {
    deps.log.error({ err: error, kind: request.kind }, "a request failed");
    return reply(brokenWords(error, await carriedOut(request, deps), deps));
  }
}

/** Whether its commit is stored: the answer of one that went through can be lost. Null when nobody can say. */
async function carriedOut(request: Request, { store, log }: HandleDeps): Promise<boolean | null> {
  try {
    return (await findOutcome(store, request.key)) !== null;
  } catch (error) {
    log.warn({ err: error, kind: request.kind }, "whether a failed request was carried out could not be looked up");
    return null;
  }
}

function brokenWords(error: unknown, done: boolean | null, { words: { answers } }: HandleDeps): string {
  const why = error instanceof StoreError ? answers.databaseDown : answers.broke;
  switch (done) {
    case true:
      return answers.brokenDone({ why });
    case false:
      return answers.brokenNotDone({ why });
    case null:
      return answers.brokenUnknown({ why });
  }
}

async function route(request: Known<Request>, deps: InDeps): Promise<Answer> {
  // Whoever may not even raise the alarm is shown nothing of incidents either: no list, no form, no roles. What a doer may
  // say of a task is for its handler to ask, since only the incident tells whose it is.
  const allowed = may(actorOf(request), { type: "DeclareIncident" });
  if (!allowed.ok && !isDoersAnswer(request))
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

/** The buttons and the form by which a task's doer answers for it. */
const isDoersAnswer = (request: Request): boolean =>
  (request.kind === "action" && DOERS_ACTIONS.has(actionName(request.action))) ||
  (request.kind === "form" && request.form === FORM.taskText);

const DOERS_ACTIONS: ReadonlySet<string> = new Set([ACTION.acceptTask, ACTION.moreTime, ACTION.openTaskText]);

/** A message from an older Warroom may still carry a button that this one does not know. */
function handlerIn<Kind extends Request>(table: Record<string, Handler<Kind>>, name: string): Handler<Kind> {
  return table[name] ?? (async (_request, { words }) => reply(words.answers.otherVersion));
}

const opens =
  (form: FormName): Handler<ActionRequest> =>
  (request, deps) =>
    onButton(request, deps, (incident) => openForm(deps, request, incident, form));

const onIncident =
  (run: OnIncident<ActionRequest>): Handler<ActionRequest> =>
  (request, deps) =>
    onButton(request, deps, (incident) => run(request, deps, incident, ""));

const ACTIONS: Record<string, Handler<ActionRequest>> = {
  [ACTION.claimRole]: (request, deps) =>
    onButton(request, deps, async (incident) => {
      const { role = "" } = JSON.parse(request.value) as ButtonValue;
      return order(deps, request, { type: "ClaimRole", role }, incident, () => nothing);
    }),
  [ACTION.acknowledge]: (request, deps) =>
    onButton(request, deps, (incident) => order(deps, request, { type: "Acknowledge" }, incident, () => nothing)),
  [ACTION.requestPostmortem]: (request, deps) =>
    onButton(request, deps, (incident) =>
      order(deps, request, { type: "RequestPostmortem" }, incident, () => reply(deps.words.answers.drafting)),
    ),
  [ACTION.openUpdate]: opens("update"),
  [ACTION.openPause]: opens("pause"),
  [ACTION.openCorrectUpdate]: onIncident(correctUpdateByButton),
  [ACTION.chooseCorrectUpdate]: onIncident(chooseCorrectUpdate),
  [ACTION.subscribe]: onIncident(toggleSubscription),
  [ACTION.unsubscribe]: onIncident(unsubscribe),
  [ACTION.openNote]: (request, deps) => onButton(request, deps, (incident) => openNote(deps, request, incident)),
  [ACTION.chooseKind]: chooseKind,
  [ACTION.openCorrectEntry]: openChangeByButton("correct"),
  [ACTION.openStrikeEntry]: openChangeByButton("strike"),
  [ACTION.showTimeline]: turnTimeline,
  [ACTION.openOutcome]: openChangeByButton("outcome"),
  [ACTION.openSeverity]: opens("severity"),
  [ACTION.openStatus]: opens("status"),
  [ACTION.openResolve]: opens("resolve"),
  [ACTION.openCancel]: opens("cancel"),
  [ACTION.openReopen]: opens("reopen"),
  [ACTION.openAsk]: opens("ask"),
  [ACTION.openTakeOver]: opens("takeOver"),
  [ACTION.answerQuestion]: onIncident(answerQuestion),
  [ACTION.openHandover]: onIncident(openHandover),
  [ACTION.acceptHandover]: onIncident(answerOffer("AcceptHandover")),
  [ACTION.declineHandover]: onIncident(answerOffer("DeclineHandover")),
  [ACTION.withdrawHandover]: onIncident(answerOffer("WithdrawHandover")),
  [ACTION.brief]: onIncident(showBrief),
  [ACTION.openContribution]: (request, deps) =>
    onButton(request, deps, (incident) => contributeByButton(request, deps, incident)),
  [ACTION.archiveRoom]: (request, deps) => onButton(request, deps, (incident) => archive(request, deps, incident)),
  [ACTION.openDeclare]: declareByButton,
  [ACTION.declareAnyway]: declareAnyway,
  [ACTION.openMenu]: (request, deps) => onButton(request, deps, (incident) => incidentMenuOf(deps, incident)),
  [ACTION.refreshHome]: async ({ team, user }, deps) => {
    await wantHome(deps, { team, user, key: null });
    return nothing;
  },
  [ACTION.join]: (request, deps) => onButton(request, deps, (incident) => joinByButton(request, deps, incident)),
  [ACTION.showTimes]: (request, deps) => onButton(request, deps, (incident) => showTimes(deps, incident)),
  [ACTION.openTimes]: (request, deps) => onButton(request, deps, (incident) => openTimes(deps, request, incident)),
  [ACTION.mitigatedNow]: (request, deps) =>
    onButton(request, deps, (incident) => mitigatedNow(request, deps, incident)),
  [ACTION.openImpact]: (request, deps) => onButton(request, deps, (incident) => openImpact(deps, request, incident)),
  [ACTION.openTriage]: (request, deps) => onButton(request, deps, (incident) => openTriage(deps, request, incident)),
  ...TASK_ACTIONS,
  ...ACTION_ITEM_ACTIONS,
  ...WORK_ACTIONS,
};

const FORMS: Record<string, Handler<FormRequest>> = {
  [FORM.declare]: declareByForm,
  [FORM.text]: submitTextForm,
  [FORM.update]: submitUpdateForm,
  [FORM.correctUpdate]: submitCorrectUpdate,
  [FORM.pause]: submitPauseForm,
  [FORM.severity]: submitSeverityForm,
  [FORM.status]: submitStatusForm,
  [FORM.note]: submitNote,
  [FORM.correctEntry]: submitChange("correct"),
  [FORM.strikeEntry]: submitChange("strike"),
  [FORM.outcome]: submitChange("outcome"),
  [FORM.handover]: submitHandover,
  [FORM.times]: submitTimes,
  [FORM.impact]: submitImpact,
  [FORM.triage]: submitTriage,
  [FORM.contribution]: submitContribution,
  ...TASK_FORMS,
  ...ACTION_ITEM_FORMS,
  ...WORK_FORMS,
  [FORM.fromMessage]: submitFromMessage,
};

const SHORTCUTS: Record<string, Handler<ShortcutRequest>> = {
  [SHORTCUT.declare]: declareByShortcut,
  [SHORTCUT.addToTimeline]: addToTimeline,
  [SHORTCUT.makeWork]: openFromMessage,
};

export const HANDLED = { actions: Object.keys(ACTIONS), forms: Object.keys(FORMS), shortcuts: Object.keys(SHORTCUTS) };
