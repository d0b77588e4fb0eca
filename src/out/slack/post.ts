// Posting once. Slack has no key against doubles, so our job's id travels in the message's metadata, and an attempt
// that follows one of unknown outcome looks for it first.
import type { Post } from "../../blocks/mrkdwn.ts";
import type { Incident } from "../../domain/incident.ts";
import { GAP_WHY } from "../../domain/gap.ts";
import { mayBeFrom } from "../../domain/losses.ts";
import type { OutcomeCommand } from "../../domain/command.ts";
import { DAY_MS, SECOND_MS } from "../../lib/pure/duration.ts";
import type { SlackFailure } from "../../lib/slack-call.ts";
import { listGaps } from "../../store/read/gaps.ts";
import type { Claim } from "../../store/jobs.ts";
import { isCurrent } from "../../store/read/jobs.ts";
import { anchorOf, metadataOf, metadataOfJob, payloadOf } from "./anchor.ts";
import { pages, type SlackMessage } from "./pages.ts";
import type { SlackDeps } from "./port.ts";
import type { Delivery } from "../deliver.ts";
import type { Outcome } from "../outcome.ts";
import { failed } from "./failed.ts";
import { findChannel } from "./channels.ts";
import { sendPost } from "./send-post.ts";

/** Slack asks for at most about one message a second in one channel. */
export const POST_PAUSE_MS = SECOND_MS;

/**
 * How far Slack's clock and ours may differ when the age of something there is judged: also by hours, where a machine
 * woke up or its clock was set. History comes newest first, so what is there is found before all of it is read.
 */
export const CLOCK_TOLERANCE_MS = DAY_MS;

/** `text` and `variant` are those of the message that stands in Slack: an earlier attempt may have said it otherwise. */
export type Posted =
  | { ok: true; channel: string; ts: string; text: string; variant: string | undefined }
  /** Null: it was no longer wanted. */
  | { ok: false; reply: SlackFailure | null };

/** A message that stands in Slack. */
export type Sent = Extract<Posted, { ok: true }>;

export interface PostOptions {
  threadTs?: string | undefined;
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
  { threadTs, variant }: PostOptions = {},
): Promise<Posted> {
  const { claim, incident } = delivery;
  const job = `${claim.id}@${claim.generation}`;
  if (claim.attempt > 1) {
    for (const place of [{ channel, threadTs }, ...(await spokeMeanwhile(deps, delivery, channel))]) {
      const earlier = await findPosted(deps, { ...place, incident, job, plannedAt: claim.plannedAt });
      if (!earlier.ok) return earlier;
      if (!earlier.message) continue;
      deps.log.debug({ job }, "an earlier attempt's message stands in Slack: it is not sent again");
      return { ok: true, channel: earlier.channel, ...earlier.message };
    }
    // Looking takes its time, and a reminder may have been called off meanwhile.
    if (!(await isCurrent(deps.store, claim))) {
      deps.log.debug({ job }, "a message was called off while an earlier attempt was looked for");
      return { ok: false, reply: null };
    }
    deps.log.debug({ job }, "no earlier attempt's message stands in Slack: it is sent");
  } else if (deps.store.engine === "postgres" && !(await isCurrent(deps.store, claim))) {
    // Of several processes one may stand still for longer than its lease, and wake up right here.
    deps.log.info({ job }, "a message is not sent: another process took its job over");
    return { ok: false, reply: null };
  }
  const reply = await sendPost(deps, "chat.postMessage", post, {
    channel,
    metadata: metadataOf(delivery, { job, variant }),
    unfurl_links: false,
    unfurl_media: false,
    ...(threadTs === undefined ? {} : { thread_ts: threadTs }),
  });
  if (!reply.ok) return { ok: false, reply };
  return { ok: true, channel: String(reply.data.channel), ts: String(reply.data.ts), text: post.text, variant };
}

/**
 * Into the room of an incident that the database lost: all that is known of it stands there. Looks first, always: put back
 * a second time, the database does not know that the room was told.
 */
export async function postOfLost(
  deps: SlackDeps,
  { id: job, plannedAt }: Claim,
  channel: string,
  post: Post,
): Promise<Posted> {
  const earlier = await findOfJob(deps, { channel, job, plannedAt });
  if (!earlier.ok) return earlier;
  if (earlier.message) {
    deps.log.info({ channel }, "the room of a lost incident was told before");
    return { ok: true, channel, ...earlier.message };
  }
  const reply = await sendPost(deps, "chat.postMessage", post, { channel, metadata: metadataOfJob(job) });
  if (!reply.ok) return { ok: false, reply };
  return { ok: true, channel, ts: String(reply.data.ts), text: post.text, variant: undefined };
}

/** Where the incident spoke while its room was out of reach, if that was since the message was planned. */
async function spokeMeanwhile(
  { store }: SlackDeps,
  { claim, incident }: Delivery,
  channel: string,
): Promise<{ channel: string; threadTs: string }[]> {
  const { room, announcement, team } = incident;
  if (incident.private || !announcement || channel !== room?.channel) return [];
  const gaps = await listGaps(store, team, channel);
  const wasAway = gaps.some(({ why, to_at }) => AWAY.has(why) && to_at >= claim.plannedAt);
  return wasAway ? [{ channel: announcement.channel, threadTs: announcement.ts }] : [];
}

const AWAY: ReadonlySet<string> = new Set([GAP_WHY.removed, GAP_WHY.archived]);

/** What was posted is written down, and then its channel rests. */
export function recorded(posted: Posted, record: (posted: Sent) => OutcomeCommand | null): Outcome {
  if (!posted.ok) return failed(posted.reply);
  const command = record(posted);
  return { type: "done", pause_ms: POST_PAUSE_MS, ...(command && { command }) };
}

interface Found {
  ts: string;
  text: string;
  variant: string | undefined;
}

type Earlier = { ok: true; channel: string; message: Found | null } | { ok: false; reply: SlackFailure };

interface Wanted {
  channel: string;
  incident: Incident;
  job: string;
  plannedAt: number;
  threadTs?: string | undefined;
}

/** The message an earlier attempt may have left, or null when there is none. */
async function findPosted(deps: SlackDeps, { channel, incident, job, plannedAt, threadTs }: Wanted): Promise<Earlier> {
  const found = channel.startsWith("#")
    ? await findChannel(deps.slack.read, channel.slice(1))
    : { ok: true as const, id: channel };
  if (!found.ok) return found;
  if (found.id === null) {
    deps.log.warn({ job, channel }, "the outcome of a message is unknown: its channel is not among the public ones");
    return { ok: true, channel, message: null };
  }
  // Announcing needs no membership, but reading does. A room of our own or a direct message mostly has us in it already.
  const isOwn = channel === incident.room?.channel;
  if (!isOwn) await deps.slack.send("conversations.join", { channel: found.id });
  const wanted = { channel: found.id, incident, job, plannedAt, threadTs };
  const first = await lookFor(deps, wanted);
  if (!isOwn || first.ok || first.reply.kind !== "refused" || first.reply.error !== NOT_INSIDE)
    return orUnknown(deps, wanted, first);
  deps.log.info({ job }, "Warroom was removed from a room: it goes in to look for an earlier attempt's message");
  await deps.slack.send("conversations.join", { channel: found.id });
  return orUnknown(deps, wanted, await lookFor(deps, wanted));
}

const NOT_INSIDE = "not_in_channel";

async function lookFor(deps: SlackDeps, { incident, ...wanted }: Wanted): Promise<Earlier> {
  const { plannedAt } = wanted;
  return findOfJob(deps, wanted, (message) => mayBeFrom(incident, anchorOf(message)?.era ?? 0, plannedAt));
}

/** The message of that job in a channel or thread, or null. */
async function findOfJob(
  { slack }: SlackDeps,
  { channel, job, plannedAt, threadTs }: Omit<Wanted, "incident">,
  mayBe: (message: SlackMessage) => boolean = () => true,
): Promise<Earlier> {
  const method = threadTs === undefined ? "conversations.history" : "conversations.replies";
  const args = {
    channel,
    oldest: String((plannedAt - CLOCK_TOLERANCE_MS) / 1000),
    include_all_metadata: true,
    ...(threadTs === undefined ? {} : { ts: threadTs }),
  };
  for await (const page of pages(slack.read, method, args)) {
    if (!page.ok) return page;
    const ours = page.messages.find((message) => payloadOf(message)?.job === job && mayBe(message));
    if (ours) return { ok: true, channel, message: foundIn(ours) };
  }
  return { ok: true, channel, message: null };
}

/** A history that is closed to us: nobody can know, so it is sent again and the log counts it. */
function orUnknown({ log }: SlackDeps, { channel, job }: Wanted, looked: Earlier): Earlier {
  if (looked.ok || looked.reply.kind !== "refused") return looked;
  log.warn({ job, error: looked.reply.error }, "the outcome of a message is unknown and cannot be looked up");
  return { ok: true, channel, message: null };
}

function foundIn(message: Record<string, unknown>): Found {
  const variant = payloadOf(message)?.mark;
  return {
    ts: String(message.ts),
    text: String(message.text),
    variant: typeof variant === "string" ? variant : undefined,
  };
}
