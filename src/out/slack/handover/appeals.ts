// A message whose buttons asked for an answer: edited once what it asks is over.
import { offered } from "../../../blocks/handover/handover.ts";
import type { Post } from "../../../blocks/mrkdwn.ts";
import { question, questionsWaiting } from "../../../blocks/handover/questions.ts";
import type { Appeal } from "../../../domain/handover/appeals.ts";
import type { Delivery } from "../../deliver.ts";
import type { Outcome } from "../../outcome.ts";
import { edit } from "../post/edit.ts";
import type { SlackDeps } from "../port.ts";
import { urlsOf } from "./questions.ts";

export async function refreshAppeal(deps: SlackDeps, delivery: Delivery, id: number): Promise<Outcome> {
  const appeal = delivery.incident.appeals.find((one) => one.id === id);
  if (!appeal?.posted) return { type: "superseded", why: "newer ones took its place" };
  return edit(deps, delivery.incident, appeal.posted, await postOf(deps, delivery, appeal, appeal.posted.channel));
}

async function postOf(
  deps: SlackDeps,
  { incident, runbook }: Delivery,
  appeal: Appeal,
  channel: string,
): Promise<Post> {
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
