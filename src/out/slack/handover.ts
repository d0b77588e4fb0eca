// What one person is told alone around a hand-over: an offer nobody answers, long hours, and the brief.
import { brief as briefPost } from "../../blocks/brief.ts";
import { longHours as longHoursPost, offerUnanswered as unansweredPost } from "../../blocks/handover/handover.ts";
import { briefOf } from "../../domain/brief.ts";
import { nextUnanswered } from "../../domain/handover/handover.ts";
import { leadingSince, longHoursDue, nextLongHours } from "../../domain/handover/long-hours.ts";
import type { Instant } from "../../lib/clock.ts";
import type { Task } from "../deliver.ts";
import { failed, type Outcome } from "../outcome.ts";
import type { SlackDeps } from "./port.ts";
import { type Posted, postOnce } from "./post.ts";
import type { Post } from "../../blocks/mrkdwn.ts";

/** Tells a role's holder, once, that their offer is not answered. */
export async function offerUnanswered(deps: SlackDeps, task: Task, role: string, since: Instant): Promise<Outcome> {
  const { incident, runbook } = task;
  const now = deps.clock.now();
  const next = nextUnanswered(incident);
  if (next?.role !== role || next.offer.at !== since) return { type: "superseded", why: "the offer is over" };
  if (next.at > now) return { type: "retry", why: "not due yet", after_ms: next.at - now, aside: true };
  const { offer } = next;
  const post = unansweredPost(incident, runbook, { role, offer, now }, deps.words);
  const posted = await postDirect(deps, task, offer.from, post);
  if (!posted.ok) return failed(posted.reply);
  const { ts, text } = posted;
  return { type: "done", command: { type: "RecordOfferUnanswered", role, since, text, ts } };
}

/** After a time away it is the latest nudge that is said, once. */
export async function longHours(deps: SlackDeps, task: Task, since: Instant): Promise<Outcome> {
  const { incident, runbook } = task;
  const now = deps.clock.now();
  const leading = leadingSince(incident, runbook);
  const next = nextLongHours(incident, runbook);
  if (!leading || leading.since !== since || !next) return { type: "superseded", why: "the role changed hands" };
  const nudge = longHoursDue(incident, runbook, now);
  if (nudge === null) return { type: "retry", why: "not due yet", after_ms: next.at - now, aside: true };
  const { user: to } = leading;
  const post = longHoursPost(incident, runbook, now - since, deps.words);
  const posted = await postDirect(deps, task, to, post, String(nudge));
  if (!posted.ok) return failed(posted.reply);
  const { ts, text, variant } = posted;
  return { type: "done", command: { type: "RecordLongHours", since, nudge: Number(variant ?? nudge), to, text, ts } };
}

/**
 * To that person alone: in the room if they are in it, else by direct message. Slack keeps no ephemeral message that could
 * be looked up, so where an attempt's outcome is unknown it may be shown twice.
 */
export async function brief(deps: SlackDeps, task: Task, to: string): Promise<Outcome> {
  const { incident, runbook } = task;
  const now = deps.clock.now();
  const cardUrl = await cardUrlOf(deps, task);
  const post = briefPost(incident, runbook, { facts: briefOf(incident, runbook, now), to, cardUrl, now }, deps.words);
  const { room } = incident;
  if (room) {
    const shown = await deps.slack.send("chat.postEphemeral", { channel: room.channel, user: to, ...post });
    if (shown.ok) return { type: "done" };
    if (shown.kind !== "refused") return failed(shown);
  }
  const posted = await postDirect(deps, task, to, post);
  if (posted.ok || posted.reply?.kind !== "refused") return posted.ok ? { type: "done" } : failed(posted.reply);
  // An app cannot be written to, and needs no brief: nobody has to do anything about it.
  return { type: "superseded", why: `they cannot be written to: ${posted.reply.error}` };
}

async function postDirect(deps: SlackDeps, task: Task, user: string, post: Post, variant?: string): Promise<Posted> {
  // Opening one twice gives the same channel.
  const opened = await deps.slack.send("conversations.open", { users: user });
  if (!opened.ok) return { ok: false, reply: opened };
  const channel = String((opened.data.channel as { id: string }).id);
  return postOnce(deps, task, channel, post, variant === undefined ? {} : { variant });
}

/** Null where Slack does not say it now: the brief is worth more than the link. */
async function cardUrlOf({ slack }: SlackDeps, { incident: { card } }: Task): Promise<string | null> {
  if (!card) return null;
  const reply = await slack.read("chat.getPermalink", { channel: card.channel, message_ts: card.ts });
  return reply.ok && typeof reply.data.permalink === "string" ? reply.data.permalink : null;
}
