import type { Post } from "../../blocks/mrkdwn.ts";
import type { Incident } from "../../domain/incident.ts";
import type { OwnMessage } from "../../domain/work/work.ts";
import type { Outcome } from "../outcome.ts";
import type { metadataOf } from "./anchor.ts";
import { failed } from "./failed.ts";
import type { SlackDeps } from "./port.ts";
import { sendPost } from "./send-post.ts";
import { isOutOfReach, waitForRoom } from "./wait-for-room.ts";

export const DELETED = "somebody deleted the message";

/** Where nothing is shown any more there is nothing to bring up to date. */
const SHOWN_NOWHERE: Record<string, string> = {
  message_not_found: DELETED,
  is_archived: "the room is archived",
};

/** Puts new words into a message that stands; its metadata stays where none is given. Safe to repeat. */
export async function edit(
  deps: SlackDeps,
  incident: Incident,
  { channel, ts }: OwnMessage,
  post: Post,
  metadata?: ReturnType<typeof metadataOf>,
): Promise<Outcome> {
  const reply = await sendPost(deps, "chat.update", post, { channel, ts, ...(metadata && { metadata }) });
  if (reply.ok) return { type: "done" };
  const why = reply.kind === "refused" ? SHOWN_NOWHERE[reply.error] : undefined;
  if (why !== undefined) return { type: "superseded", why };
  if (!isOutOfReach(reply)) return failed(reply);
  if (incident.formerRooms.includes(channel)) return { type: "superseded", why: "it stands in a former room" };
  return channel === incident.room?.channel ? waitForRoom(deps, incident) : failed(reply);
}
