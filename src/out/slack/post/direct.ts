import type { Post } from "../../../blocks/mrkdwn.ts";
import type { OutcomeCommand, Passed } from "../../../domain/command.ts";
import type { Sent } from "../../../domain/turn.ts";
import type { Delivery } from "../../deliver.ts";
import type { Outcome } from "../../outcome.ts";
import { failed } from "../failed.ts";
import type { SlackDeps } from "../port.ts";
import { notPosted, type Posted, postTo, recorded } from "./post.ts";
import { isVisible } from "../visible.ts";

/** To one person alone, if they may see the incident now. `variant` as for `postOnce`. */
export async function postDirect(
  deps: SlackDeps,
  delivery: Delivery,
  user: string,
  post: Post,
  variant?: string,
): Promise<Posted> {
  const seen = await isVisible(deps, delivery.incident, user);
  if (!seen.ok) return { ...seen, toSearch: delivery.claim.toSearch };
  if (!seen.visible) return { ok: false, reply: null };
  return postToPerson(deps, delivery, user, post, variant);
}

/** For whoever has asked whether they may see the incident, or was told by a person to tell them. */
export async function postToPerson(
  deps: SlackDeps,
  delivery: Delivery,
  user: string,
  post: Post,
  variant?: string,
): Promise<Posted> {
  const { toSearch } = delivery.claim;
  // Opening one twice gives the same channel.
  const opened = await deps.slack.send("conversations.open", { users: user });
  if (!opened.ok) return { ok: false, reply: opened, toSearch };
  const channel = String((opened.data.channel as { id: string }).id);
  return postTo(deps, delivery, channel, post, { variant });
}

/** As `recorded`, of a timer: whoever can be told no more, or may not see it, keeps nobody else from being told. */
export function told(posted: Posted, record: (sent: Sent) => OutcomeCommand, passed: Passed): Outcome {
  if (!posted.ok && posted.reply === null) return { type: "give-up", why: MAY_NOT_SEE, passed };
  const outcome = recorded(posted, record);
  return outcome.type === "give-up" ? { ...outcome, passed } : outcome;
}

const MAY_NOT_SEE = "they may not see the incident any more";

/**
 * To that person alone: in the room if they are in it, else by direct message. Slack keeps no ephemeral message that could
 * be looked up, so where an attempt's outcome is unknown it may be shown twice.
 */
export async function showAlone(deps: SlackDeps, delivery: Delivery, user: string, post: Post): Promise<Outcome> {
  const { room } = delivery.incident;
  if (room) {
    const shown = await deps.slack.send("chat.postEphemeral", { channel: room.channel, user, ...post });
    if (shown.ok) return { type: "done" };
    if (shown.kind !== "refused") return failed(shown);
  }
  const posted = await postDirect(deps, delivery, user, post);
  if (posted.ok || posted.reply?.kind !== "refused") return posted.ok ? { type: "done" } : notPosted(posted);
  // An app cannot be written to: nobody has to do anything about it.
  return { type: "superseded", why: `they cannot be written to: ${posted.reply.error}` };
}
