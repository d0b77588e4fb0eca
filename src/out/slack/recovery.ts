// Tells the room that all has stayed well for as long as the runbook asks.
import { watchOver as watchOverPost } from "../../blocks/recovery/recovery.ts";
import { watchTurn } from "../../domain/recovery/recovery.ts";
import { threadOf, voiceOf } from "../../domain/room/voice.ts";
import type { JobOf } from "../../domain/job.ts";
import { contextOf, type Delivery } from "../deliver.ts";
import { notDue, type Outcome } from "../outcome.ts";
import type { SlackDeps } from "./port.ts";
import { postOnce, recorded } from "./post/post.ts";

export async function watchOver(deps: SlackDeps, delivery: Delivery, job: JobOf<"watch-over">): Promise<Outcome> {
  const { incident, runbook } = delivery;
  const channel = voiceOf(incident, runbook.announceChannel);
  if (!channel) return { type: "superseded", why: "there is nowhere to say it" };
  const context = contextOf(deps, delivery);
  const turn = watchTurn(incident, job, context);
  if (turn.type !== "due") return notDue(turn, context.now);
  const post = watchOverPost(incident, runbook, deps.words);
  return recorded(await postOnce(deps, delivery, channel, post, { threadTs: threadOf(incident) }), turn.record);
}
