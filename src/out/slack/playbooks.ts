// The steps of playbooks outside: the message that asks for somebody's word, and the machine that does a step.
import { approvalMessage } from "../../blocks/procedures/playbooks.ts";
import type { Incident } from "../../domain/incident.ts";
import type { JobOf } from "../../domain/job.ts";
import { findStep, stepOf } from "../../domain/procedures/playbooks.ts";
import { threadOf, voiceOf } from "../../domain/room/voice.ts";
import type { Delivery } from "../deliver.ts";
import { onlyWaits, type Outcome } from "../outcome.ts";
import { edit } from "./post/edit.ts";
import type { SlackDeps } from "./port.ts";
import { postOnce, recorded } from "./post/post.ts";

export async function postApproval(deps: SlackDeps, delivery: Delivery, job: JobOf<"post-approval">): Promise<Outcome> {
  const { incident, runbook } = delivery;
  const { playbook, step, asked } = job;
  const channel = voiceOf(incident, runbook.announceChannel);
  if (!channel && incident.roomRefused !== null) return { type: "superseded", why: "there is nowhere to ask it" };
  if (!channel) return onlyWaits({ type: "retry", why: "the room is not open yet" });
  const found = findStep(runbook, job);
  const state = stepOf(incident, playbook, step);
  if (!found || state.asked?.at !== asked || state.answer) return { type: "superseded", why: "it was answered" };
  const post = approvalMessage(incident, found.playbook, found.step, runbook, deps.words);
  return recorded(await postOnce(deps, delivery, channel, post, { threadTs: threadOf(incident) }), (sent) => ({
    type: "RecordApprovalPosted",
    playbook,
    step,
    channel: sent.channel,
    ts: sent.ts,
  }));
}

export async function refreshApproval(
  deps: SlackDeps,
  { incident, runbook }: Delivery,
  job: JobOf<"refresh-approval">,
): Promise<Outcome> {
  const found = findStep(runbook, job);
  const posted = postedOf(incident, job);
  if (!found || !posted) return { type: "superseded", why: "nothing stands there that asks for it" };
  return edit(deps, incident, posted, approvalMessage(incident, found.playbook, found.step, runbook, deps.words));
}

const postedOf = (incident: Incident, { playbook, step }: JobOf<"refresh-approval">) =>
  stepOf(incident, playbook, step).asked?.posted ?? null;

/** The same key for every try, so that a machine that keeps it does it once. */
export async function runStep(deps: SlackDeps, delivery: Delivery, job: JobOf<"run-step">): Promise<Outcome> {
  const { incident, runbook, claim } = delivery;
  const { playbook, step } = job;
  const found = findStep(runbook, job);
  const { run } = stepOf(incident, playbook, step);
  if (!found || !run || run.how !== null) return { type: "superseded", why: "it is no longer wanted" };
  const told = (how: "done" | "failed" | "not-connected", why: string): Outcome => ({
    type: "done",
    command: { type: "RecordStepRun", playbook, step, how, why },
  });
  const { machine } = deps.outlets;
  if (!machine) return told("not-connected", "");
  try {
    await machine.run({ dedupKey: claim.id, incident: incident.name, playbook, step, command: found.step.command });
    return told("done", "");
  } catch (error) {
    deps.log.warn({ err: error, job: claim.id }, "a machine did not do a step");
    return told("failed", error instanceof Error ? error.message : String(error));
  }
}
