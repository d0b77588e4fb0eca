// From a request to its answer: the tables of buttons, forms and shortcuts, and the one place where a failure is caught.
import { ACTION, actionName, type ButtonValue, FORM, SHORTCUT } from "../../blocks/actions.ts";
import { escaped } from "../../blocks/mrkdwn.ts";
import { problemWords } from "../../blocks/problem.ts";
import { wantHome } from "../../commands/home.ts";
import type { Standing } from "../../domain/actor.ts";
import type { Incident } from "../../domain/incident.ts";
import { TEXT_CHARS_MAX } from "../../domain/limits.ts";
import { may } from "../../domain/may.ts";
import { asTyped, cut } from "../../lib/pure/text.ts";
import { findOutcome } from "../../store/read/inbox.ts";
import { loadIncident } from "../../store/read/incidents.ts";
import { namesOf } from "../../store/read/people.ts";
import { StoreError } from "../../store/store.ts";
import { type Answer, reply, nothing } from "./answer.ts";
import { archive, contributeByButton, submitContribution } from "./aftermath.ts";
import { declareAnyway, declareByButton, declareByForm, declareByShortcut } from "./declare.ts";
import { actorOf, type Handler, incidentOfRoom, type InDeps, type OnIncident, order } from "./steps.ts";
import { type FormName, openForm, submitSeverityForm, submitStatusForm, submitTextForm } from "./incident-forms.ts";
import { submitPauseForm, toggleSubscription, unsubscribe } from "./reminders.ts";
import type { ActionRequest, FormRequest, Known, Request, ShortcutRequest } from "./request.ts";
import { openImpact, openTriage, submitImpact, submitTriage } from "./impact-triage.ts";
import { incidentMenuOf } from "./list.ts";
import { joinByButton } from "./merge.ts";
import { runSubcommand } from "./subcommands.ts";
import { mitigatedNow, openTimes, showTimes, submitTimes } from "./times.ts";
import { chooseCorrect, correctByButton, submitCorrectForm, submitUpdateForm } from "./updates.ts";

export type HandleDeps = InDeps & { standingOf(team: string, user: string): Promise<Standing> };

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
  // Whoever may not even raise the alarm is shown nothing of incidents either: no list, no form, no roles.
  const allowed = may(actorOf(request), { type: "DeclareIncident" });
  if (!allowed.ok) return reply(problemWords(allowed.error, deps.runbooks.current.runbook, deps.words));
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
  [ACTION.openCorrect]: onIncident(correctByButton),
  [ACTION.chooseCorrect]: onIncident(chooseCorrect),
  [ACTION.subscribe]: onIncident(toggleSubscription),
  [ACTION.unsubscribe]: onIncident(unsubscribe),
  [ACTION.openNote]: opens("note"),
  [ACTION.openSeverity]: opens("severity"),
  [ACTION.openStatus]: opens("status"),
  [ACTION.openResolve]: opens("resolve"),
  [ACTION.openCancel]: opens("cancel"),
  [ACTION.openReopen]: opens("reopen"),
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
};

const FORMS: Record<string, Handler<FormRequest>> = {
  [FORM.declare]: declareByForm,
  [FORM.text]: submitTextForm,
  [FORM.update]: submitUpdateForm,
  [FORM.correct]: submitCorrectForm,
  [FORM.pause]: submitPauseForm,
  [FORM.severity]: submitSeverityForm,
  [FORM.status]: submitStatusForm,
  [FORM.times]: submitTimes,
  [FORM.impact]: submitImpact,
  [FORM.triage]: submitTriage,
  [FORM.contribution]: submitContribution,
};

const SHORTCUTS: Record<string, Handler<ShortcutRequest>> = {
  [SHORTCUT.declare]: declareByShortcut,
  [SHORTCUT.addToTimeline]: addToTimeline,
};

export const HANDLED = { actions: Object.keys(ACTIONS), forms: Object.keys(FORMS), shortcuts: Object.keys(SHORTCUTS) };

async function onButton(
  request: Known<ActionRequest>,
  deps: InDeps,
  run: (incident: Incident) => Promise<Answer>,
): Promise<Answer> {
  const { incident } = JSON.parse(request.value || "{}") as Partial<ButtonValue>;
  const stored = incident ? await loadIncident(deps.store, incident) : null;
  // What a button carries comes from outside: it may name another workspace's incident.
  if (stored?.incident.team !== request.team) {
    return reply(deps.words.answers.noIncident);
  }
  return run(stored.incident);
}

/** A message as a timeline note, at the time it was written. */
async function addToTimeline(request: Known<ShortcutRequest>, deps: InDeps): Promise<Answer> {
  const { answers } = deps.words;
  const incident = await incidentOfRoom(deps, request.team, request.channel);
  if (!incident || !request.message) return reply(answers.onlyInRoom);
  const { ts, text, user, app } = request.message;
  const names = await namesOf(deps.store, request.team, [user]);
  const author = names.get(user) ?? (app || user || answers.somebody);
  const note = cut(answers.quoted({ author, text: asTyped(text).trim() || answers.withoutWords }), TEXT_CHARS_MAX);
  // Slack's clock may be a little ahead of ours, and what is said is never in the future.
  const at = Math.min(Math.round(Number(ts) * 1000), deps.clock.now());
  return order(deps, request, { type: "AddNote", text: note, at }, incident, () =>
    reply(answers.onTimeline({ name: escaped(incident.name) })),
  );
}
