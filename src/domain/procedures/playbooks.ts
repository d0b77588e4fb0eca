// The steps of the runbook's playbooks: who did what and when, and whose word a step needs first. The word is that of
// whoever holds the role then. A role has one holder, and no runbook forbids them to agree to what they do themselves: asking
// for it, they have given it.
import { err, ok, type Result } from "../../lib/pure/result.ts";
import type { Instant } from "../../lib/pure/time.ts";
import { type Actor, actorText, userOf } from "../actor.ts";
import type { Context } from "../context.ts";
import { approvalJob, postApprovalJob, runStepJob, sayOnce } from "../enqueue.ts";
import type { DomainEvent, EventBody } from "../event.ts";
import type { Incident } from "../incident.ts";
import type { JobChange } from "../job.ts";
import { openOnly } from "../lifecycle.ts";
import { noLongerWanted, type Problem } from "../problem.ts";
import type { Runbook } from "../runbook.ts";
import type { OwnMessage } from "../work/work.ts";
import type { Playbook, PlaybookStep } from "./procedures.ts";

/** By the playbook's key, and then by the step's words. */
export type Steps = Record<string, Record<string, StepState>>;

interface StepState {
  /** For the word of a role's holder; `posted`: where the room was asked. */
  asked: { role: string; by: string; at: Instant; posted: OwnMessage | null } | null;
  answer: { how: "approved" | "refused"; by: string; at: Instant } | null;
  /** A machine was to do it; `how` is null while it does. */
  run: { by: string; at: Instant; how: "failed" | "not-connected" | null; why: string } | null;
  done: { by: string; at: Instant } | null;
}

interface Which {
  playbook: string;
  /** In its own words. */
  step: string;
}

export type PlaybookCommand = Which & {
  type: "DoStep" | "UndoStep" | "RunStep" | "AskApproval" | "ApproveStep" | "RefuseStep";
};

export type PlaybookOutcome = Which &
  (
    | ({ type: "RecordApprovalPosted" } & OwnMessage)
    | { type: "RecordStepRun"; how: "done" | "failed" | "not-connected"; why: string }
  );

/** `symptom`: the playbook's, in the words it had then. */
export type PlaybookEvent = Which &
  (
    | { type: "StepDone"; symptom: string }
    | { type: "StepUndone"; symptom: string }
    | { type: "StepRunAsked"; symptom: string }
    | { type: "ApprovalAsked"; symptom: string; role: string }
    | { type: "StepApproved"; symptom: string; role: string }
    | { type: "StepRefused"; symptom: string; role: string }
    | ({ type: "ApprovalPosted" } & OwnMessage)
    | { type: "StepNotRun"; symptom: string; how: "failed" | "not-connected"; why: string }
  );

const UNTOUCHED: StepState = { asked: null, answer: null, run: null, done: null };

export const stepOf = ({ steps }: Incident, playbook: string, step: string): StepState =>
  steps[playbook]?.[step] ?? UNTOUCHED;

export function evolvePlaybooks(before: Incident, event: DomainEvent, by: string): Partial<Incident> | null {
  if (!("step" in event) || !("playbook" in event)) return null;
  const { playbook, step } = event;
  const changed = { ...stepOf(before, playbook, step), ...changeOf(before, event, by) };
  return { steps: { ...before.steps, [playbook]: { ...before.steps[playbook], [step]: changed } } };
}

function changeOf(before: Incident, event: DomainEvent & PlaybookEvent, by: string): Partial<StepState> {
  const { at } = event;
  const { asked, run } = stepOf(before, event.playbook, event.step);
  switch (event.type) {
    case "StepDone":
      return { done: { by, at }, run: null };
    case "StepUndone":
      return { done: null };
    case "ApprovalAsked":
      return { asked: { role: event.role, by, at, posted: null }, answer: null };
    case "ApprovalPosted":
      return { asked: asked && { ...asked, posted: { channel: event.channel, ts: event.ts } } };
    case "StepApproved":
      return { answer: { how: "approved", by, at } };
    case "StepRefused":
      return { answer: { how: "refused", by, at } };
    case "StepRunAsked":
      return { run: { by, at, how: null, why: "" } };
    case "StepNotRun":
      return { run: run && { ...run, how: event.how, why: event.why } };
  }
}

interface FoundStep {
  playbook: Playbook;
  step: PlaybookStep;
}

/** Null where this runbook has no such step. */
export function findStep({ playbooks }: Runbook, which: Which): FoundStep | null {
  const playbook = playbooks.find(({ key }) => key === which.playbook);
  const step = playbook?.steps.find(({ text }) => text === which.step);
  return playbook && step ? { playbook, step } : null;
}

/** Also once it is resolved: some of it is cleaning up. */
export function decidePlaybook(
  incident: Incident,
  command: PlaybookCommand | PlaybookOutcome,
  actor: Actor,
  { runbook }: Context,
): Result<EventBody[], Problem> {
  const { playbook: key, step: text } = command;
  const which = { playbook: key, step: text };
  const state = stepOf(incident, key, text);
  const found = findStep(runbook, which);
  if (command.type === "RecordApprovalPosted") {
    if (!state.asked || state.asked.posted) return noLongerWanted("this is recorded");
    return ok([{ type: "ApprovalPosted", ...which, channel: command.channel, ts: command.ts }]);
  }
  if (command.type === "RecordStepRun") {
    if (state.run?.how !== null || !found) return noLongerWanted("this is recorded");
    const { how, why } = command;
    const { symptom } = found.playbook;
    if (how === "done") return ok([{ type: "StepDone", ...which, symptom }]);
    return ok([{ type: "StepNotRun", ...which, symptom, how, why }]);
  }
  const open = openOnly(incident);
  if (!open.ok && incident.stage !== "resolved") return open;
  if (!found) return err({ type: "unknown-item" });
  return decideStep(incident, command, { ...found, which, state, by: userOf(actorText(actor)) });
}

function decideStep(
  { roles }: Incident,
  { type }: PlaybookCommand,
  { playbook: { symptom }, step, which, state, by }: FoundStep & { which: Which; state: StepState; by: string | null },
): Result<EventBody[], Problem> {
  const unchanged = err({ type: "item-unchanged" as const });
  const { approver } = step;
  const holder = approver === null ? null : (roles[approver]?.user ?? null);
  const isApproved = approver === null || state.answer?.how === "approved";
  switch (type) {
    case "DoStep":
      if (!isApproved) return err({ type: "approval-needed", role: approver });
      return state.done ? unchanged : ok([{ type: "StepDone", ...which, symptom }]);
    case "UndoStep":
      return state.done ? ok([{ type: "StepUndone", ...which, symptom }]) : unchanged;
    case "RunStep":
      if (!isApproved) return err({ type: "approval-needed", role: approver });
      if (!step.automatic || state.done || state.run) return unchanged;
      return ok([{ type: "StepRunAsked", ...which, symptom }]);
    case "AskApproval":
      if (approver === null || isApproved || (state.asked && !state.answer)) return unchanged;
      if (holder !== null && holder === by) return ok([{ type: "StepApproved", ...which, symptom, role: approver }]);
      return ok([{ type: "ApprovalAsked", ...which, symptom, role: approver }]);
    case "ApproveStep":
    case "RefuseStep": {
      if (approver === null || !state.asked || state.answer) return unchanged;
      if (holder === null || holder !== by) return err({ type: "not-approver", role: approver, user: holder });
      const how = type === "ApproveStep" ? "StepApproved" : "StepRefused";
      return ok([{ type: how, ...which, symptom, role: approver }]);
    }
  }
}

/** What was done stands in the list and on the timeline; the room hears of what somebody waits for. */
export function playbookJobs(event: DomainEvent, incident: Incident, seq: number, context: Context): JobChange[] {
  const by = userOf(event.actor) ?? event.actor;
  switch (event.type) {
    case "ApprovalAsked":
      return [postApprovalJob(incident, event, seq, context)];
    case "StepRunAsked":
      return [runStepJob(incident, event, seq, context)];
    case "StepNotRun": {
      const { step, how, why } = event;
      const asked = stepOf(incident, event.playbook, step).run?.by ?? null;
      return sayOnce(incident, "room", { type: "step-not-run", step, how, why, asked }, seq, context);
    }
    case "ApprovalPosted":
      // Answered while it was on its way.
      return stepOf(incident, event.playbook, event.step).answer ? [approvalJob(incident, event, context.now)] : [];
    case "StepApproved":
    case "StepRefused": {
      const { asked } = stepOf(incident, event.playbook, event.step);
      if (!asked) return [];
      const how = event.type === "StepApproved" ? "approved" : "refused";
      const said = { type: "step-answered", step: event.step, how, by, asked: asked.by } as const;
      return [
        ...(asked.posted ? [approvalJob(incident, event, context.now)] : []),
        ...sayOnce(incident, "room", said, seq, context),
      ];
    }
    default:
      return [];
  }
}
