import type { Post } from "../../../blocks/mrkdwn.ts";
import { asReadIn } from "../../../blocks/with-id.ts";
import type { Incident } from "../../../domain/incident.ts";
import type { OwnMessage } from "../../../domain/work/work.ts";
import type { Outcome } from "../../outcome.ts";
import type { metadataOf } from "./anchor.ts";
import { failed } from "../failed.ts";
import type { SlackDeps } from "../port.ts";
import { sendPost } from "./send-post.ts";
import { isOutOfReach, waitForRoom } from "../room/wait-for-room.ts";

export const DELETED = "somebody deleted the message";

/** Puts new words into a message that stands; its metadata stays where none is given. Safe to repeat. */
export async function edit(
  deps: SlackDeps,
  incident: Incident,
  { channel, ts }: OwnMessage,
  post: Post,
  metadata?: ReturnType<typeof metadataOf>,
): Promise<Outcome> {
  const said = asReadIn(channel, incident, post);
  const reply = await sendPost(deps, "chat.update", said, { channel, ts, ...(metadata && { metadata }) });
  if (reply.ok) return { type: "done" };
  if (reply.kind === "refused" && reply.error === "message_not_found") return { type: "superseded", why: DELETED };
  if (!isOutOfReach(reply)) return failed(reply);
  // Whoever opens the room again finds there what is true then.
  if (channel === incident.room?.channel) return waitForRoom(deps, incident);
  const isClosed =
    incident.formerRooms.includes(channel) || (reply.kind === "refused" && reply.error === "is_archived");
  return isClosed ? { type: "superseded", why: "nobody works there any more" } : failed(reply);
}
