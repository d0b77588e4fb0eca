// Tells the room that all has stayed well for as long as the runbook asks.
import { watchOver as watchOverPost } from "../../blocks/recovery/recovery.ts";
import { watchOverAt } from "../../domain/recovery/recovery.ts";
import { threadOf, voiceOf } from "../../domain/voice.ts";
import type { Instant } from "../../lib/clock.ts";
import type { Delivery } from "../deliver.ts";
import { notYet, type Outcome } from "../outcome.ts";
import type { SlackDeps } from "./port.ts";
import { postOnce, recorded } from "./post.ts";

export async function watchOver(deps: SlackDeps, delivery: Delivery, since: Instant): Promise<Outcome> {
  const { incident, runbook } = delivery;
  const now = deps.clock.now();
  const watch = watchOverAt(incident, runbook);
  const channel = voiceOf(incident, runbook.announceChannel);
  if (!channel || watch?.since !== since) return { type: "superseded", why: "the watch began anew, or it is over" };
  if (watch.until > now) return notYet(watch.until - now);
  const post = watchOverPost(incident, runbook, deps.words);
  return recorded(await postOnce(deps, delivery, channel, post, { threadTs: threadOf(incident) }), ({ ts, text }) => ({
    type: "RecordWatchOver",
    since,
    text,
    ts,
  }));
}
