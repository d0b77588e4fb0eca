// A message whose buttons asked for an answer: edited once what it asks is over.
import { offered } from "../../blocks/handover/handover.ts";
import type { Post } from "../../blocks/mrkdwn.ts";
import { question, questionsWaiting } from "../../blocks/handover/questions.ts";
import type { Appeal } from "../../domain/handover/appeals.ts";
import type { Task } from "../deliver.ts";
import { failed, type Outcome } from "../outcome.ts";
import type { SlackDeps } from "./port.ts";
import { urlsOf } from "./questions.ts";

/** Safe to repeat: it shows what stands then. */
export async function refreshAppeal(deps: SlackDeps, task: Task, id: number): Promise<Outcome> {
  const appeal = task.incident.appeals.find((one) => one.id === id);
  if (!appeal?.posted) return { type: "superseded", why: "newer ones took its place" };
  const { channel, ts } = appeal.posted;
  const post = await postOf(deps, task, appeal, channel);
  const reply = await deps.slack.send("chat.update", { channel, ts, ...post });
  if (reply.ok) return { type: "done" };
  const isGone = reply.kind === "refused" && ["message_not_found", "is_archived"].includes(reply.error);
  return isGone ? { type: "superseded", why: "the message is shown nowhere any more" } : failed(reply);
}

async function postOf(deps: SlackDeps, { incident, runbook }: Task, appeal: Appeal, channel: string): Promise<Post> {
  const { words } = deps;
  switch (appeal.type) {
    case "offer":
      return offered(incident, runbook, appeal, words);
    case "question":
      return question(incident, appeal.questions[0]!, words);
    case "waiting": {
      const urls = await urlsOf(deps, channel, appeal.questions);
      return questionsWaiting(incident, runbook, { waiting: appeal.questions, urls, at: appeal.at }, words);
    }
  }
}
