// Updates on their way and afterwards: to each subscriber, and set right where they were corrected.
import { said as saidPost } from "../../blocks/say.ts";
import { withToldOf } from "../../blocks/duties/duties.ts";
import { toSubscriber, updatePost } from "../../blocks/updates/update.ts";
import type { OutcomeCommand } from "../../domain/command.ts";
import { sayUpdate } from "../../domain/enqueue.ts";
import type { Said } from "../../domain/job.ts";
import { updateOf } from "../../domain/updates/updates.ts";
import type { Sent } from "../../domain/turn.ts";
import type { Delivery } from "../deliver.ts";
import type { Outcome } from "../outcome.ts";
import { postDirect } from "./post/direct.ts";
import { edit } from "./post/edit.ts";
import { failed } from "./failed.ts";
import type { SlackDeps } from "./port.ts";
import { POST_PAUSE_MS, recorded } from "./post/post.ts";
import { isVisible } from "./visible.ts";

/** Which words of an update a message shows: travels with it, since a later attempt may know of a correction. */
export function wordsVariant({ incident }: Delivery, said: Said): string | undefined {
  if (said.type !== "update" || said.update === undefined) return undefined;
  return String(updateOf(incident, said.update)?.version ?? said.update);
}

/** What is written down of a message that carried an update: where it is, for a correction to reach it. */
export function deliveredUpdate(said: Said, posted: Sent, to: string | null): OutcomeCommand | null {
  if (said.type !== "update" || said.update === undefined) return null;
  const { channel, ts, variant } = posted;
  return {
    type: "RecordUpdateDelivered",
    update: said.update,
    version: Number(variant ?? said.update),
    channel,
    ts,
    to,
  };
}

/** Nobody has to act on a subscriber whom Slack takes no message to: they are unsubscribed, and the record has why. */
export async function tellSubscriber(deps: SlackDeps, delivery: Delivery, user: string, said: Said): Promise<Outcome> {
  const { incident, runbook } = delivery;
  if (!incident.subscribers.includes(user)) return { type: "superseded", why: "they unsubscribed" };
  const post = toSubscriber(incident, saidPost(incident, runbook, said, deps.words), deps.words);
  const told = await postDirect(deps, delivery, user, post, wordsVariant(delivery, said));
  return orLost(
    user,
    recorded(told, (posted) => deliveredUpdate(said, posted, user)),
  );
}

const orLost = (user: string, outcome: Outcome): Outcome =>
  outcome.type === "give-up"
    ? { type: "done", command: { type: "RecordSubscriberLost", user, why: outcome.why } }
    : outcome;

/** Safe to repeat: it shows the words that stand then. A message that somebody deleted has nothing to correct. */
export async function correctUpdate(
  deps: SlackDeps,
  { incident, runbook }: Delivery,
  { update: seq, channel, ts }: { update: number; channel: string; ts: string },
): Promise<Outcome> {
  const update = updateOf(incident, seq);
  const place = update?.delivered.find((one) => one.channel === channel && one.ts === ts);
  if (!update || !place) return { type: "superseded", why: "newer updates took its place" };
  const seen = place.to === null ? null : await isVisible(deps, incident, place.to);
  if (seen && !seen.ok) return failed(seen.reply);
  if (seen?.visible === false) return { type: "superseded", why: "they may not see the incident any more" };
  const post = updatePost(incident, sayUpdate(update), deps.words);
  const isRoom = place.to === null && place.channel === incident.room?.channel;
  const inChannel = isRoom ? withToldOf(post, incident, runbook, deps.words) : post;
  const shown = place.to === null ? inChannel : toSubscriber(incident, post, deps.words);
  const outcome = await edit(deps, incident, place, shown);
  return outcome.type === "done" ? { ...outcome, pause_ms: POST_PAUSE_MS } : outcome;
}
