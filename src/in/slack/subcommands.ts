// `/incident <subcommand>`: what each is called and what it does; what it says about itself is in the catalogue.
import { incidentList } from "../../blocks/incident-list.ts";
import { help, openMenu, type SubcommandName } from "../../blocks/overview.ts";
import { person, escaped } from "../../blocks/mrkdwn.ts";
import { problemWords } from "../../blocks/problem.ts";
import type { Words } from "../../blocks/words/en.ts";
import type { PersonCommand } from "../../domain/command.ts";
import { asTyped, cut, nearest } from "../../lib/pure/text.ts";
import { actionItem, actionItems } from "./work/action-item-command.ts";
import { type Answer, reply, replyQuoting } from "./answer.ts";
import { archive, contributeByCommand } from "./aftermath.ts";
import { showRunbook } from "./applied-runbook.ts";
import { bridgeByCommand } from "./bridge.ts";
import { categoryByCommand } from "./facts/category.ts";
import { declareByCommand } from "./declare.ts";
import { drillByCommand } from "./drill.ts";
import { pauseByCommand, unpause } from "./updates/pause.ts";
import { subscribe, unsubscribe } from "./updates/subscribers.ts";
import { asReadBy, type InDeps, meant, type OnTyped, orderAndAnswer, runbookOf } from "./steps.ts";
import { changeByCommand } from "./timeline/entry-changes.ts";
import { contactsByCommand, pageByCommand } from "./escalation/calls.ts";
import { blockedByCommand, complaintsByCommand, escalate } from "./escalation/escalation.ts";
import { type FormName, openForm } from "./incident-forms.ts";
import { noteByCommand } from "./timeline/notes.ts";
import { showBrief } from "./handover/brief.ts";
import { handover } from "./handover/handover.ts";
import { impactByCommand, openTriage } from "./facts/impact-triage.ts";
import { listedOpen } from "./list.ts";
import { showIncidentMenu } from "./menu.ts";
import { mergeByCommand } from "./merge.ts";
import { task, tasks } from "./work/task-command.ts";
import type { CommandRequest, Known } from "./request.ts";
import { redactByCommand } from "./redact.ts";
import { checklistByCommand } from "./procedures/checklists.ts";
import { playbookByCommand } from "./procedures/playbooks.ts";
import { statusByCommand } from "./procedures/status.ts";
import { dutiesByCommand } from "./duties/duties.ts";
import { readinessByCommand } from "./readiness/readiness.ts";
import { askChecks } from "./recovery/checks.ts";
import { recoveryByCommand } from "./recovery/recovery.ts";
import { regimesByCommand } from "./regimes/regimes.ts";
import { deadlinesByCommand } from "./review/deadlines.ts";
import { meetingByCommand } from "./review/meeting.ts";
import { resolveByCommand } from "./recovery/resolve.ts";
import { timelineByCommand } from "./timeline/timeline.ts";
import { timesByCommand } from "./facts/times.ts";
import { incidentOfRoom } from "./visible.ts";
import { chooseCorrectUpdate, updateByCommand } from "./updates/updates.ts";

/** Longest piece of a subcommand nobody knows that is shown back. */
const SHOWN_CHARS_MAX = 31;

/** `typed` is what stands behind the subcommand, as a person reads it; `request.text` is how Slack sent it. */
type Run = (request: Known<CommandRequest>, deps: InDeps, typed: string) => Promise<Answer>;

interface Subcommand {
  name: SubcommandName;
  run: Run;
}

/** Most subcommands are about one incident: the room's, or the one whose id stands in front. */
const onIncident =
  (run: OnTyped): Run =>
  async (request, deps, typed) => {
    const found = await meant(deps, request, typed);
    if (!found.ok) return replyQuoting(problemWords(found.error, deps.runbooks.current.runbook, deps.words), typed);
    const { incident, rest } = found.value;
    return asReadBy(request, incident, await run(request, deps, incident, rest));
  };

/** Takes nothing but an incident's id. Whatever else was typed may have meant something: then nothing is done. */
const alone = (name: SubcommandName, run: OnTyped): Run =>
  onIncident((request, deps, incident, typed) =>
    typed === "" ? run(request, deps, incident, typed) : Promise.resolve(tooManyWords(deps, name, typed)),
  );

const tooManyWords = ({ words: { answers } }: InDeps, subcommand: SubcommandName, typed: string): Answer =>
  replyQuoting(
    subcommand === "list" ? answers.takesNothing({ subcommand }) : answers.takesIdAlone({ subcommand }),
    typed,
  );

/** With text it is done at once; without, a form asks for it. */
const withText = (form: FormName, command: (text: string) => PersonCommand, done: (words: Words) => string): Run =>
  onIncident((request, deps, incident, typed) =>
    typed === ""
      ? openForm(request, deps, incident, form)
      : orderAndAnswer(request, deps, incident, command(typed), () => reply(done(deps.words))),
  );

const acknowledge = alone("ack", (request, deps, incident) =>
  orderAndAnswer(request, deps, incident, { type: "Acknowledge" }, () =>
    reply(deps.words.answers.acknowledged({ name: escaped(incident.name) })),
  ),
);

/** `role`, `role commander`, `role commander @ana`, `role commander release`. */
const role = onIncident(async (request, deps, incident, typed) => {
  const { answers, card } = deps.words;
  const runbook = await runbookOf(deps, incident);
  const mentioned = /<@([UW][A-Z0-9]+)(?:\|[^>]*)?>/.exec(request.text);
  const rest = typed.replace(asTyped(mentioned?.[0] ?? ""), "").trim();
  if (rest === "") {
    const lines = runbook.roles.map(({ key, name }) => {
      const held = incident.roles[key];
      return answers.role({ role: escaped(name), key, who: held ? person(held.user) : card.unclaimed });
    });
    return reply([...lines, answers.roleUsage].join("\n"));
  }
  const releasing = /^(.*?)\s*\b(release|free|drop)$/i.exec(rest);
  const name = (releasing?.[1] ?? rest).trim();
  const command: PersonCommand = releasing
    ? { type: "ReleaseRole", role: name }
    : mentioned
      ? { type: "AssignRole", role: name, user: mentioned[1]! }
      : { type: "ClaimRole", role: name };
  return orderAndAnswer(request, deps, incident, command, ({ before, incident: { roles } }) => {
    const changed = runbook.roles.find(({ key }) => before.roles[key]?.user !== roles[key]?.user);
    if (!changed) return reply(answers.roomTold);
    const held = roles[changed.key];
    const about = { role: escaped(changed.name) };
    return reply(held ? answers.roleHeld({ ...about, who: person(held.user) }) : answers.roleVacant(about));
  });
});

const severity = onIncident(async (request, deps, incident, typed) => {
  if (typed === "") return openForm(request, deps, incident, "severity");
  const [name = "", ...reason] = typed.split(/\s+/);
  const command: PersonCommand = {
    type: "ChangeSeverity",
    severity: name,
    ...(reason.length > 0 ? { reason: reason.join(" ") } : {}),
  };
  return orderAndAnswer(request, deps, incident, command, ({ incident: after }) =>
    reply(deps.words.answers.changed({ name: escaped(after.name), to: escaped(after.severity) })),
  );
});

const list: Run = async (request, deps, typed) => {
  if (typed !== "") return tooManyWords(deps, "list", typed);
  const open = await listedOpen(request, deps);
  return { type: "reply", post: incidentList(open, request.user, deps.clock.now(), deps.words) };
};

const postmortem = alone("postmortem", (request, deps, incident) =>
  orderAndAnswer(request, deps, incident, { type: "RequestPostmortem" }, () =>
    reply(deps.words.answers.draftingOf({ name: escaped(incident.name) })),
  ),
);

/** Of all commands, or of the one that is named behind it. */
const showHelp: Run = async (_request, { words }, text) => {
  const asked = NAMES.filter((name) => name === text.toLowerCase());
  return { type: "reply", post: help(asked.length > 0 ? asked : NAMES, words) };
};

export const SUBCOMMANDS: readonly Subcommand[] = [
  { name: "declare", run: declareByCommand },
  { name: "drill", run: drillByCommand },
  { name: "ack", run: acknowledge },
  { name: "role", run: role },
  { name: "handover", run: onIncident(handover) },
  {
    name: "ask",
    run: withText(
      "ask",
      (text) => ({ type: "AskLead", text }),
      ({ handover: said }) => said.answers.asked,
    ),
  },
  {
    name: "takeover",
    run: withText(
      "takeOver",
      (reason) => ({ type: "TakeOver", reason }),
      ({ handover: said }) => said.answers.tookOver,
    ),
  },
  { name: "brief", run: alone("brief", showBrief) },
  { name: "severity", run: severity },
  { name: "status", run: onIncident(statusByCommand) },
  { name: "update", run: onIncident(updateByCommand) },
  { name: "correct-update", run: alone("correct-update", chooseCorrectUpdate) },
  { name: "subscribe", run: alone("subscribe", subscribe) },
  { name: "unsubscribe", run: alone("unsubscribe", unsubscribe) },
  { name: "pause", run: onIncident(pauseByCommand) },
  { name: "unpause", run: alone("unpause", unpause) },
  { name: "bridge", run: onIncident(bridgeByCommand) },
  { name: "note", run: onIncident(noteByCommand()) },
  { name: "timeline", run: onIncident(timelineByCommand) },
  { name: "correct", run: onIncident(changeByCommand("correct")) },
  { name: "strike", run: onIncident(changeByCommand("strike")) },
  { name: "redact", run: onIncident(redactByCommand) },
  { name: "outcome", run: onIncident(changeByCommand("outcome")) },
  { name: "category", run: onIncident(categoryByCommand) },
  { name: "impact", run: onIncident(impactByCommand) },
  { name: "times", run: onIncident(timesByCommand) },
  { name: "triage", run: alone("triage", openTriage) },
  { name: "task", run: onIncident(task) },
  { name: "tasks", run: alone("tasks", tasks) },
  { name: "action", run: onIncident(actionItem) },
  { name: "actions", run: alone("actions", actionItems) },
  { name: "runbook", run: alone("runbook", showRunbook) },
  { name: "list", run: list },
  { name: "playbook", run: onIncident(playbookByCommand) },
  { name: "checklist", run: onIncident(checklistByCommand) },
  { name: "duties", run: onIncident(dutiesByCommand) },
  { name: "regimes", run: onIncident(regimesByCommand) },
  { name: "checks", run: alone("checks", askChecks) },
  { name: "recovery", run: onIncident(recoveryByCommand) },
  { name: "readiness", run: readinessByCommand },
  { name: "escalate", run: onIncident(escalate) },
  { name: "blocked", run: onIncident(blockedByCommand) },
  { name: "complaints", run: onIncident(complaintsByCommand) },
  { name: "page", run: onIncident(pageByCommand) },
  { name: "contacts", run: onIncident(contactsByCommand) },
  {
    name: "resolve",
    run: onIncident(resolveByCommand),
  },
  { name: "merge", run: onIncident(mergeByCommand) },
  {
    name: "cancel",
    run: withText(
      "cancel",
      (reason) => ({ type: "Cancel", reason }),
      ({ answers }) => answers.cancelled,
    ),
  },
  {
    name: "reopen",
    run: withText(
      "reopen",
      (reason) => ({ type: "Reopen", reason }),
      ({ answers }) => answers.reopened,
    ),
  },
  { name: "postmortem", run: postmortem },
  { name: "contribute", run: onIncident(contributeByCommand) },
  { name: "deadlines", run: onIncident(deadlinesByCommand) },
  { name: "meeting", run: onIncident(meetingByCommand) },
  { name: "archive", run: alone("archive", archive) },
  { name: "help", run: showHelp },
];

const NAMES = SUBCOMMANDS.map(({ name }) => name);

/** Other words people use for the same thing. */
const ALIASES: Record<string, string> = { acknowledge: "ack", new: "declare", close: "resolve", roles: "role" };

/** A note of that kind, said in one word. */
const KIND_COMMANDS: Record<string, Run> = Object.fromEntries(
  (["observation", "hypothesis", "decision"] as const).map((kind) => [kind, onIncident(noteByCommand(kind))]),
);

/** Carries out what was typed behind `/incident`; nothing typed opens the menu. */
export async function runSubcommand(request: Known<CommandRequest>, deps: InDeps): Promise<Answer> {
  const text = request.text.trim();
  if (text === "") return showMenu(request, deps);
  const [first = ""] = text.split(/\s+/);
  const name = first.toLowerCase();
  const found = SUBCOMMANDS.find((one) => one.name === (ALIASES[name] ?? name));
  const run = found?.run ?? KIND_COMMANDS[name];
  if (run) return run(request, deps, asTyped(text.slice(first.length)).trim());
  const close = nearest(name, NAMES);
  const unknown = { typed: cut(first, SHOWN_CHARS_MAX), meant: NAMES.find((one) => one === close) };
  return { type: "reply", post: help(NAMES, deps.words, unknown) };
}

async function showMenu(request: Known<CommandRequest>, deps: InDeps): Promise<Answer> {
  const incident = await incidentOfRoom(request, deps);
  if (incident) return showIncidentMenu(request, deps, incident);
  return { type: "reply", post: openMenu(await listedOpen(request, deps), request.user, deps.clock.now(), deps.words) };
}
