// The end of a room: archiving is offered when its time of recording is over, and done when somebody asks for it.
import { archiveOffer } from "../../blocks/aftermath.ts";
import type { Instant } from "../../lib/clock.ts";
import type { Task } from "../deliver.ts";
import { failed, type Outcome } from "../outcome.ts";
import type { SlackDeps } from "./port.ts";
import { POST_PAUSE_MS, postOnce } from "./post.ts";

export async function offerArchive(deps: SlackDeps, task: Task, endedAt: Instant): Promise<Outcome> {
  const { incident } = task;
  const { room, ended, aftermath } = incident;
  const over = aftermath.archiveOfferedAt !== null || aftermath.archivedAt !== null;
  if (!room || ended?.at !== endedAt || over) return { type: "superseded", why: "archiving is not to be offered now" };
  const posted = await postOnce(deps, task, room.channel, archiveOffer(incident, deps.words));
  if (!posted.ok) return failed(posted.reply);
  const { channel, ts, text } = posted;
  return {
    type: "done",
    pause_ms: POST_PAUSE_MS,
    command: { type: "RecordArchiveOffer", endedAt, text, channel, ts },
  };
}

/** Archived by whomever is archived: Slack's refusal to do it again is as good as doing it. */
export async function archiveRoom(deps: SlackDeps, { incident }: Task): Promise<Outcome> {
  if (!incident.room) return { type: "superseded", why: "the room is gone" };
  const reply = await deps.slack.send("conversations.archive", { channel: incident.room.channel });
  const isDone = reply.ok || (reply.kind === "refused" && reply.error === "already_archived");
  return isDone ? { type: "done", command: { type: "RecordRoomArchived" } } : failed(reply);
}
