// The end of a room: archiving is offered when its time of recording is over, and done when somebody asks for it.
import { archiveOffer } from "../../../blocks/aftermath.ts";
import { archiveTurn } from "../../../domain/aftermath.ts";
import type { JobOf } from "../../../domain/job.ts";
import { SECOND_MS } from "../../../lib/pure/duration.ts";
import { isAwaited } from "../../../store/read/jobs.ts";
import { contextOf, type Delivery } from "../../deliver.ts";
import { notDue, notYet, type Outcome } from "../../outcome.ts";
import { failed } from "../failed.ts";
import type { SlackDeps } from "../port.ts";
import { postOnce, recorded } from "../post/post.ts";

/** How often archiving looks whether the draft is there. */
const AFTER_DRAFT_MS = 5 * SECOND_MS;

export async function offerArchive(deps: SlackDeps, delivery: Delivery, job: JobOf<"offer-archive">): Promise<Outcome> {
  const { incident } = delivery;
  const { room, detached } = incident;
  const context = contextOf(deps, delivery);
  const turn = archiveTurn(incident, job, context);
  if (turn.type === "superseded" || !room) return { type: "superseded", why: "archiving is not to be offered now" };
  // What nobody opened again for as long as it is recorded is closed.
  if (detached?.how === "archived") return { type: "done", command: { type: "RecordRoomArchived" } };
  if (turn.type !== "due") return notDue(turn, context.now);
  return recorded(await postOnce(deps, delivery, room.channel, archiveOffer(incident, deps.words)), turn.record);
}

/** Archived by whomever is archived: Slack's refusal to do it again is as good as doing it. */
export async function archiveRoom(deps: SlackDeps, { incident }: Delivery): Promise<Outcome> {
  if (!incident.room) return { type: "superseded", why: "the room is gone" };
  if (incident.stage === "open") return { type: "superseded", why: "the incident was opened again" };
  const isArchived = incident.detached?.how === "archived";
  if (!isArchived && (await isAwaited(deps.store, incident.id, "draft-postmortem"))) {
    deps.log.debug({ incident: incident.id }, "a room is not archived before the draft that was asked for is in it");
    return notYet(AFTER_DRAFT_MS);
  }
  const reply = await deps.slack.send("conversations.archive", { channel: incident.room.channel });
  const isDone = reply.ok || (reply.kind === "refused" && reply.error === "already_archived");
  return isDone ? { type: "done", command: { type: "RecordRoomArchived" } } : failed(reply);
}
