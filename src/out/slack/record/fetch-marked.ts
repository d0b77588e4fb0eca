// A marked message that the record does not have: asked of Slack, recorded, and only then marked.
import { messageSighting } from "../../../domain/record/sighting.ts";
import type { SeenMark } from "../../../domain/timeline/seen-marks.ts";
import { placeOf } from "../../../domain/room/thread.ts";
import type { SlackReply } from "../../../lib/slack-call.ts";
import type { Claim } from "../../../store/jobs.ts";
import type { Outcome } from "../../outcome.ts";
import { failed } from "../failed.ts";
import { identity } from "../../../lib/slack-identity.ts";
import type { SlackMessage } from "./pages.ts";
import type { SlackDeps } from "../port.ts";
import { isOutOfReach, waitForRoomOf } from "../room/wait-for-room.ts";

interface Wanted {
  team: string;
  channel: string;
  seen: SeenMark;
}

export async function fetchMarked(deps: SlackDeps, { id }: Claim, { team, channel, seen }: Wanted): Promise<Outcome> {
  const me = await identity(deps.slack.read);
  if (!me) return { type: "retry", why: "Slack does not say who the bot is" };
  const range = { channel: placeOf(channel).channel, oldest: seen.ts, latest: seen.ts, inclusive: true };
  const top = await deps.slack.read("conversations.history", { ...range, limit: 1 });
  if (!top.ok) return isOutOfReach(top) ? waitForRoomOf(deps, team, channel) : failed(top);
  // A reply is not in the history; asked for by its own ts it may come behind its parent, or the parent alone.
  const inThread = exactly(top, seen.ts)
    ? null
    : await deps.slack.read("conversations.replies", { ...range, ts: seen.ts });
  if (inThread && !inThread.ok && inThread.kind !== "refused") return failed(inThread);
  const message = exactly(inThread ?? top, seen.ts);
  if (!message) return { type: "superseded", why: "Slack does not have that message" };
  if (message.bot_id === me.botId) return { type: "superseded", why: "what Warroom says is on the timeline by itself" };
  const sighting = messageSighting(message);
  if (!sighting) return { type: "superseded", why: "it is no message" };
  await deps.recordRoom({ team, channel, source: "history", sightings: [sighting] });
  await deps.takeMarks({ team, channel }, [{ ...seen, cause: `job:${id}` }]);
  return { type: "done" };
}

const exactly = (reply: SlackReply, ts: string): SlackMessage | undefined =>
  reply.ok
    ? ((reply.data.messages as SlackMessage[] | undefined) ?? []).find((message) => message.ts === ts)
    : undefined;
