// Posting once. Slack has no key against doubles, so our job's id travels in the message's metadata, and an attempt
// that follows one of unknown outcome looks for it first.
import type { Post } from "../../../blocks/mrkdwn.ts";
import { asReadIn } from "../../../blocks/with-id.ts";
import type { OutcomeCommand } from "../../../domain/command.ts";
import type { ToSearch } from "../../../domain/job.ts";
import type { Sent } from "../../../domain/turn.ts";
import { SECOND_MS } from "../../../lib/pure/duration.ts";
import type { Instant } from "../../../lib/pure/time.ts";
import type { SlackFailure } from "../../../lib/slack-call.ts";
import type { Claim } from "../../../store/jobs.ts";
import { isCurrent } from "../../../store/read/jobs.ts";
import { jobKey, metadataOf, metadataOfJob } from "./anchor.ts";
import type { SlackDeps } from "../port.ts";
import type { Delivery } from "../../deliver.ts";
import type { Outcome } from "../../outcome.ts";
import { failed } from "../failed.ts";
import { findOfJob, searchFor, shutOut, sincePlanned } from "./find-posted.ts";
import { sendPost } from "./send-post.ts";

/** Slack asks for at most about one message a second in one channel. */
export const POST_PAUSE_MS = SECOND_MS;

/** A look for an earlier attempt's message that took longer ends its attempt: what was decided before it may not hold any more. */
const LOOK_MAX_MS = SECOND_MS;

/** `text` and `variant` are those of the message that stands in Slack: an earlier attempt may have said it otherwise. */
export type Posted =
  | ({ ok: true } & Sent)
  /** Null: it was no longer wanted. `toSearch`: where it may stand all the same; absent: anywhere. */
  | { ok: false; reply: SlackFailure | null; toSearch?: ToSearch };

interface PostOptions {
  threadTs?: string | undefined;
  /** Of a reply: its channel shows it too. */
  broadcast?: boolean | undefined;
  /** Threads in which an earlier attempt may have said it. */
  elsewhere?: readonly { channel: string; threadTs: string }[] | undefined;
  /** Which of several things is said, where a later attempt could come to say another. */
  variant?: string | undefined;
}

/** `channel` is an id, or "#name" of a public channel. Of a private incident nothing leaves its room. */
export async function postOnce(
  deps: SlackDeps,
  delivery: Delivery,
  channel: string,
  post: Post,
  options: PostOptions = {},
): Promise<Posted> {
  const { private: isPrivate, room, id } = delivery.incident;
  if (!isPrivate || channel === room?.channel) return postTo(deps, delivery, channel, post, options);
  deps.log.warn({ incident: id }, "a private incident says nothing outside its room");
  return { ok: false, reply: null };
}

/** For whoever has asked whether those in that channel may see the incident. */
export async function postTo(
  deps: SlackDeps,
  delivery: Delivery,
  channel: string,
  post: Post,
  { threadTs, broadcast, variant, elsewhere = [] }: PostOptions = {},
): Promise<Posted> {
  const { claim } = delivery;
  const { toSearch } = claim;
  const said = asReadIn(channel, delivery.incident, post);
  const job = jobKey(claim);
  let left: ToSearch = "nothing";
  const mayStand = toSearch !== "nothing";
  if (mayStand) {
    const begunAt = deps.clock.now();
    const earlier = await searchFor(deps, delivery, toSearch, { channel, threadTs }, elsewhere);
    if (!earlier.ok) return earlier;
    if (earlier.found) {
      deps.log.debug({ job }, "an earlier attempt's message stands in Slack: it is not sent again");
      return { ok: true, ...earlier.found };
    }
    ({ left } = earlier);
    // Elsewhere one may speak without being inside.
    const shut =
      channel === delivery.incident.room?.channel ? shutOut(earlier.closed, { channel, threadTs }) : undefined;
    if (shut) return { ok: false, reply: shut, toSearch: left };
    // The next attempt need not look. Where something is left to look at it would, and might never come to speak.
    if (left === "nothing" && deps.clock.now() - begunAt > LOOK_MAX_MS)
      return { ok: false, reply: DECIDED_ANEW, toSearch: left };
  }
  // What came before took its time: a reminder may have been called off meanwhile, and of several processes one may stand
  // still for longer than its lease, and wake up right here.
  if (!(await isCurrent(deps.store, claim))) {
    deps.log.info({ job }, "a message is not sent: it was called off, or another process took its job over");
    return { ok: false, reply: null };
  }
  if (mayStand) deps.log.debug({ job }, "no earlier attempt's message stands in Slack: it is sent");
  const reply = await sendPost(deps, "chat.postMessage", said, {
    channel,
    metadata: metadataOf(delivery, { job, variant }),
    unfurl_links: false,
    unfurl_media: false,
    ...(threadTs === undefined ? {} : { thread_ts: threadTs, ...(broadcast && { reply_broadcast: true }) }),
  });
  if (!reply.ok) return { ok: false, reply, toSearch: reply.kind === "unknown" ? "all" : left };
  return { ok: true, channel: String(reply.data.channel), ts: String(reply.data.ts), text: said.text, variant };
}

const DECIDED_ANEW: SlackFailure = {
  ok: false,
  kind: "held",
  why: "the look for an earlier attempt's message took its time: what is said is decided anew",
  after_ms: 0,
};

/**
 * What is said of no incident. Looks first, always, since `since`: an older database that was put back does not know what
 * was said.
 */
export async function postOfWorkspace(
  deps: SlackDeps,
  claim: Claim,
  channel: string,
  post: Post,
  since: Instant = sincePlanned(claim),
): Promise<Posted> {
  const job = claim.id;
  const earlier = await findOfJob(deps, { channel, job, since });
  // Into a channel one can go; a history that is closed for good, as that of direct messages, tells nothing.
  const isClosed = !earlier.ok && earlier.reply.kind === "refused" && earlier.reply.error !== "not_in_channel";
  if (!earlier.ok && !isClosed) return earlier;
  if (earlier.ok && earlier.found) {
    deps.log.info({ channel }, "what is said of no incident was said before");
    return { ok: true, ...earlier.found };
  }
  if (!(await isCurrent(deps.store, claim))) return { ok: false, reply: null };
  const reply = await sendPost(deps, "chat.postMessage", post, { channel, metadata: metadataOfJob(job) });
  if (!reply.ok) return { ok: false, reply };
  return { ok: true, channel, ts: String(reply.data.ts), text: post.text, variant: undefined };
}

/** What was posted is written down, and then its channel rests. */
export function recorded(posted: Posted, record: (posted: Sent) => OutcomeCommand | null): Outcome {
  if (!posted.ok) return notPosted(posted);
  const command = record(posted);
  return { type: "done", pause_ms: POST_PAUSE_MS, ...(command && { command }) };
}

/** The next attempt looks only where this one and those before it may have left something. */
export function notPosted({ reply, toSearch }: Extract<Posted, { ok: false }>): Outcome {
  const outcome = failed(reply);
  return outcome.type === "retry" && toSearch !== undefined ? { ...outcome, toSearch } : outcome;
}
