// Playbooks as people see them: which there are, one with its steps, and what the room is asked and told.
import type { Button, KnownBlock, ModalView } from "@slack/types";
import { WARROOM, actorText } from "../../domain/actor.ts";
import type { Incident } from "../../domain/incident.ts";
import type { Said } from "../../domain/job.ts";
import type { ProblemOf } from "../../domain/problem.ts";
import { fittingPlaybooks } from "../../domain/procedures/fitting.ts";
import { type PlaybookEvent, stepOf } from "../../domain/procedures/playbooks.ts";
import type { Playbook, PlaybookStep } from "../../domain/procedures/procedures.ts";
import { type Runbook, roleOf } from "../../domain/runbook.ts";
import { ACTION, button } from "../actions.ts";
import { listView } from "../forms.ts";
import {
  actions,
  clockTime,
  context,
  escaped,
  line,
  link,
  MESSAGE_BLOCKS_MAX,
  person,
  type Post,
  section,
} from "../mrkdwn.ts";
import type { Words } from "../words/en.ts";
import { codeBlock } from "./code.ts";

/** One block each; besides them the remark, the two headings and how many more there are. */
const LISTED_MAX = MESSAGE_BLOCKS_MAX - 4;

/** Which there are, those first that may fit. `remark`: why they are shown. */
export function playbooksOverview(
  incident: Incident,
  runbook: Runbook,
  words: Words,
  remark = words.playbooks.choose({ name: escaped(incident.name) }),
): Post {
  const { playbooks: said } = words;
  const fitting = fittingPlaybooks(incident, runbook);
  const others = runbook.playbooks.filter((one) => !fitting.includes(one));
  const first = fitting.slice(0, LISTED_MAX);
  const listed = others.slice(0, LISTED_MAX - first.length);
  const more = runbook.playbooks.length - first.length - listed.length;
  const lines = (all: readonly Playbook[]) => all.map((one) => playbookLine(one, incident, words));
  return {
    text: remark,
    blocks: [
      section(remark),
      ...(fitting.length === 0 ? [] : [context(said.fits), ...lines(first)]),
      ...(fitting.length === 0 || listed.length === 0 ? [] : [context(said.others)]),
      ...lines(listed),
      ...(more > 0 ? [context(said.more(more))] : []),
    ],
  };
}

function playbookLine(playbook: Playbook, incident: Incident, words: Words): KnownBlock {
  const { playbooks: said } = words;
  const done = playbook.steps.filter(({ text }) => stepOf(incident, playbook.key, text).done).length;
  const text = said.line({ symptom: escaped(playbook.symptom) }, done, playbook.steps.length);
  const value = { incident: incident.id, playbook: playbook.key };
  const accessory = button(said.buttons.open, `${ACTION.openPlaybook}:${playbook.key}`, value);
  return { ...section(text), accessory } as KnownBlock;
}

/** Each step with what can be done with it by `viewer`. `remark`: why the last press changed nothing. */
export function playbookView(
  incident: Incident,
  playbook: Playbook,
  { runbook, viewer, remark }: { runbook: Runbook; viewer: string; remark?: string },
  words: Words,
): ModalView {
  const steps = playbook.steps.flatMap((step, index): KnownBlock[] => {
    const number = String(index + 1);
    const linked = step.url === null ? "" : ` ${link(step.url, words.playbooks.page)}`;
    const state = stateWords(incident, playbook, step, runbook, words);
    const text = section(words.playbooks.step({ number, text: `${escaped(step.text)}${linked}`, state }));
    const accessory = stepButton(incident, playbook, step, viewer, `:${index}`, words);
    return [
      (accessory ? { ...text, accessory } : text) as KnownBlock,
      ...(step.command === null ? [] : [section(codeBlock(step.command))]),
    ];
  });
  const blocks = [
    ...(remark === undefined ? [] : [section(remark)]),
    section(`*${escaped(playbook.symptom)}*`),
    ...steps,
  ];
  return listView(words.playbooks.title({ name: incident.name }), blocks, words);
}

function stateWords(
  incident: Incident,
  { key }: Playbook,
  { text, approver, automatic }: PlaybookStep,
  runbook: Runbook,
  words: Words,
): string {
  const { state: said } = words.playbooks;
  const { asked, answer, run, done } = stepOf(incident, key, text);
  const byAt = ({ by, at }: { by: string; at: number }) => ({ by: person(by), at: clockTime(at) });
  if (done) return done.by === MACHINE ? said.doneByMachine(byAt(done)) : said.done(byAt(done));
  if (run) {
    if (run.how === null) return said.runs(byAt(run));
    return run.how === "failed" ? said.failed({ why: escaped(run.why) }) : said.notConnected;
  }
  if (answer) return said[answer.how](byAt(answer));
  if (approver === null) return automatic ? said.automatic : said.open;
  const role = roleName(runbook, approver);
  return asked ? said.asked({ ...byAt(asked), role }) : said.needs({ role });
}

const MACHINE = actorText(WARROOM);

const roleName = (runbook: Runbook, key: string): string => escaped(roleOf(runbook, key)?.name ?? key);

/** What comes next for this step; null where somebody else is asked. */
function stepButton(
  incident: Incident,
  { key }: Playbook,
  { text, approver, automatic }: PlaybookStep,
  viewer: string,
  unique: string,
  { playbooks: { buttons } }: Words,
): Button | null {
  const { asked, answer, run, done } = stepOf(incident, key, text);
  const make = (label: string, action: string) =>
    button(label, `${action}${unique}`, { incident: incident.id, playbook: key, step: text });
  if (done) return make(buttons.undo, ACTION.undoStep);
  if (approver !== null && answer?.how !== "approved") {
    const isHolder = incident.roles[approver]?.user === viewer;
    if (asked && !answer) return isHolder ? make(buttons.approve, ACTION.approveStep) : null;
    const label = isHolder ? buttons.approve : answer ? buttons.askAgain : buttons.ask;
    return make(label, ACTION.askApproval);
  }
  if (automatic && !run) return make(buttons.run, ACTION.runStep);
  return run && run.how === null ? null : make(buttons.done, ACTION.doStep);
}

/** Asks the room for the word that a step needs; once it was given, says so and has no buttons. */
export function approvalMessage(
  incident: Incident,
  playbook: Playbook,
  step: PlaybookStep,
  runbook: Runbook,
  words: Words,
): Post {
  const { say, buttons, state } = words.playbooks;
  const { asked, answer } = stepOf(incident, playbook.key, step.text);
  const key = step.approver!;
  const holder = incident.roles[key]?.user;
  const about = {
    by: person(asked!.by),
    step: escaped(step.text),
    symptom: escaped(playbook.symptom),
    role: roleName(runbook, key),
  };
  const text = holder
    ? say.asks({ ...about, holder: person(holder) })
    : say.asksNobody({ ...about, key: escaped(key) });
  const value = { incident: incident.id, playbook: playbook.key, step: step.text };
  if (answer) {
    const ended = state[answer.how]({ by: person(answer.by), at: clockTime(answer.at) });
    return { text, blocks: [section(text), context(ended)] };
  }
  const code = step.command === null ? [] : [section(codeBlock(step.command))];
  const choice = [
    button(buttons.approve, ACTION.approveStep, value, "primary"),
    button(buttons.refuse, ACTION.refuseStep, value),
  ];
  return { text, blocks: [section(text), ...code, actions(choice)] };
}

/** What the room is told. */
export function playbookSaid(what: Extract<Said, { type: "step-answered" | "step-not-run" }>, words: Words): Post {
  const { say } = words.playbooks;
  const step = escaped(what.step);
  if (what.type === "step-answered") {
    return line(say.answered[what.how]({ asked: person(what.asked), by: person(what.by), step }));
  }
  const said = what.how === "failed" ? say.failed({ step, why: escaped(what.why) }) : say.notConnected({ step });
  return line(what.asked === null ? said : say.to({ asked: person(what.asked), said }));
}

const TOLD = ["StepDone", "StepUndone", "ApprovalAsked", "StepApproved", "StepRefused", "StepNotRun"] as const;

export type OfPlaybook = Extract<PlaybookEvent, { type: (typeof TOLD)[number] }>;

/** Whether it is told here. */
export const isOfPlaybook = (what: { type: string }): what is OfPlaybook => TOLD.some((type) => type === what.type);

/** As a sentence of a document: text as it came. */
export function playbookTold(what: OfPlaybook, runbook: Runbook, { playbooks: { told } }: Words): string {
  const { step, symptom } = what;
  switch (what.type) {
    case "StepNotRun":
      return what.how === "failed" ? told.failed({ step, why: what.why }) : told.notConnected({ step });
    case "ApprovalAsked":
    case "StepApproved":
    case "StepRefused":
      return told[what.type]({ step, role: roleOf(runbook, what.role)?.name ?? what.role });
    case "StepDone":
    case "StepUndone":
      return told[what.type]({ step, symptom });
  }
}

/** Why a step is not done, or nobody's word counts. */
export function playbookProblem(
  problem: ProblemOf<"approval-needed" | "not-approver">,
  runbook: Runbook,
  { playbooks: { problem: said } }: Words,
): string {
  const role = roleName(runbook, problem.role);
  if (problem.type === "approval-needed") return said.needs({ role });
  return problem.user === null
    ? said.noApprover({ role, key: escaped(problem.role) })
    : said.notApprover({ role, who: person(problem.user) });
}
