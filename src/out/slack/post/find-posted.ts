// Looks for the message that an earlier attempt of unknown outcome may have left. What else an earlier attempt may have left is
// looked for beside what makes it: a room in room/open-room.ts, bookmarks in room/bookmarks.ts, a file in upload-once.ts, a
// topic in show.ts, a canvas in postmortem/canvas.ts; what went to others, by the outlet (`find` in out/outlets.ts).
import { ROOM_AWAY } from "../../../domain/record/gap.ts";
import type { ToSearch } from "../../../domain/job.ts";
import { mayBeFrom } from "../../../domain/record/losses.ts";
import { wasShownOut } from "../../../domain/room/room.ts";
import { DAY_MS } from "../../../lib/pure/duration.ts";
import type { Instant } from "../../../lib/pure/time.ts";
import type { SlackFailure } from "../../../lib/slack-call.ts";
import type { Claim } from "../../../store/jobs.ts";
import { listGaps } from "../../../store/read/gaps.ts";
import type { Delivery } from "../../deliver.ts";
import { anchorOf, jobKey, payloadOf } from "./anchor.ts";
import { findChannel } from "../room/channels.ts";
import { isOutOfReach } from "../room/wait-for-room.ts";
import {
  type ChannelOrThread,
  type ClosedPlace,
  type InPlace,
  isSame,
  lookBack,
  lookInPlaces,
  type Range,
} from "../record/look-back.ts";
import type { SlackMessage } from "../record/pages.ts";
import type { SlackDeps } from "../port.ts";

/**
 * How far Slack's clock and ours may differ when the age of something there is judged: also by hours, where a machine
 * woke up or its clock was set. History comes newest first, so what is there is found before all of it is read.
 */
export const CLOCK_TOLERANCE_MS = DAY_MS;

/** What an attempt left stands there since then. */
export const sincePlanned = ({ plannedAt }: Claim): Instant => plannedAt - CLOCK_TOLERANCE_MS;

/**
 * Slack's no, where nobody can get into that place. An earlier attempt's message may stand there all the same: what is sent
 * in the moment in which it opens again would stand there twice.
 */
export const shutOut = (closed: readonly ClosedPlace[], place: ChannelOrThread): SlackFailure | undefined =>
  closed.find((one) => isSame(one.place, place) && isOutOfReach(one.reply))?.reply;

interface InChannel extends Found {
  channel: string;
}

interface Found {
  ts: string;
  text: string;
  variant: string | undefined;
}

/** One place, and whose message is looked for in it. */
interface Search extends Range {
  job: string;
}

/** The message an earlier attempt may have left where it was to be posted, or null when there is none. */
export async function searchFor(
  deps: SlackDeps,
  delivery: Delivery,
  toSearch: Exclude<ToSearch, "nothing">,
  posted: ChannelOrThread,
  elsewhere: readonly ChannelOrThread[],
) {
  const { claim } = delivery;
  const job = jobKey(claim);
  const places = await searchedPlaces(deps, delivery, posted, elsewhere);
  if (toSearch !== "all")
    deps.log.debug({ job }, "an earlier attempt's message is looked for where the last look broke off");
  return lookInPlaces(places, toSearch, (place, edge) =>
    findPosted(deps, delivery, { ...place, job, since: sincePlanned(claim), edge }),
  );
}

/**
 * Where an attempt may have spoken: into the room and under the announcement alike, where the room was out of reach since
 * the message was planned, as one is that another took the place of. Always in the same order, for a look that broke off
 * has been through those before.
 */
async function searchedPlaces(
  { store }: SlackDeps,
  { claim, incident }: Delivery,
  posted: ChannelOrThread,
  elsewhere: readonly ChannelOrThread[],
): Promise<ChannelOrThread[]> {
  const { room, formerRooms, detached, announcement, team } = incident;
  const isSaidOpenly = posted.channel === room?.channel || posted.threadTs !== undefined;
  if (incident.private || !room || !announcement || !isSaidOpenly) return [...elsewhere, posted];
  const gaps = await listGaps(store, team, room.channel);
  // By our clock, which may have been set since.
  const wasAway =
    detached !== null ||
    formerRooms.length > 0 ||
    incident.thread !== null ||
    gaps.some(({ why, to_at }) => ROOM_AWAY.has(why) && to_at >= sincePlanned(claim));
  const underAnnouncement = { channel: announcement.channel, threadTs: announcement.ts };
  // The announcements channel is named where something is to be posted there.
  const isUnder = posted.threadTs === announcement.ts;
  const spoken = wasAway ? [{ channel: room.channel }, underAnnouncement] : [];
  return [...spoken, ...elsewhere, isUnder ? underAnnouncement : posted];
}

async function findPosted(
  deps: SlackDeps,
  delivery: Delivery,
  { channel, ...wanted }: Search,
): Promise<InPlace<InChannel>> {
  const { incident } = delivery;
  const { job, edge = "" } = wanted;
  const found = channel.startsWith("#")
    ? await findChannel(deps.slack.read, channel.slice(1))
    : { ok: true as const, id: channel };
  if (!found.ok) return { ...found, edge };
  if (found.id === null) {
    deps.log.warn({ job, channel }, "the outcome of a message is unknown: its channel is not among the public ones");
    return { ok: true, found: null, closed: { ok: false, kind: "refused", error: "channel_not_found" } };
  }
  const search = { ...wanted, channel: found.id };
  const mayBe = (message: SlackMessage) => mayBeFrom(incident, anchorOf(message)?.era ?? 0, delivery.claim.plannedAt);
  const first = await findOfJob(deps, search, mayBe);
  // Announcing needs no membership, but reading does; and from a room of our own Warroom may have been removed.
  const isOutside = !first.ok && first.reply.kind === "refused" && first.reply.error === NOT_INSIDE;
  const mayGoIn = channel !== incident.room?.channel || !wasShownOut(incident);
  if (!isOutside || !mayGoIn) return orUnknown(deps, search, first);
  deps.log.info({ job, channel }, "Warroom goes into a channel to look for an earlier attempt's message");
  const joined = await deps.slack.send("conversations.join", { channel: found.id });
  // Only a no of Slack's says that it cannot be looked up.
  if (!joined.ok && joined.kind !== "refused") return { ok: false, reply: joined, edge: first.edge };
  return orUnknown(deps, search, await findOfJob(deps, search, mayBe));
}

const NOT_INSIDE = "not_in_channel";

/** The message of that job in a channel or thread, or null. */
export async function findOfJob(
  deps: Pick<SlackDeps, "slack">,
  { job, ...range }: Search,
  mayBe: (message: SlackMessage) => boolean = () => true,
): Promise<InPlace<InChannel>> {
  const looked = await lookBack(deps, range, (message) => payloadOf(message)?.job === job && mayBe(message));
  if (!looked.ok) return looked;
  return { ok: true, found: looked.message && { channel: range.channel, ...foundIn(looked.message) } };
}

/** A history that is closed to us: nobody can know, and the log counts it. In the room it waits (`shutOut`). */
function orUnknown({ log }: SlackDeps, { job }: Search, looked: InPlace<InChannel>): InPlace<InChannel> {
  if (looked.ok || looked.reply.kind !== "refused") return looked;
  log.warn({ job, error: looked.reply.error }, "the outcome of a message is unknown and cannot be looked up");
  return { ok: true, found: null, closed: looked.reply };
}

function foundIn(message: Record<string, unknown>): Found {
  const variant = payloadOf(message)?.mark;
  return {
    ts: String(message.ts),
    text: String(message.text),
    variant: typeof variant === "string" ? variant : undefined,
  };
}
