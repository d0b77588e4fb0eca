// Looks how it stands with a room that Warroom cannot work in, and comes back as soon as it can: into a public room by
// itself, into a private one when somebody invites it. Slack's events tell of most of it; this finds what they do not.
import type { OutcomeCommand } from "../../../domain/command.ts";
import type { JobOf } from "../../../domain/job.ts";
import { needsRoom, returnTurn, wasShownOut } from "../../../domain/room/room.ts";
import { MINUTE_MS } from "../../../lib/pure/duration.ts";
import { contextOf, type Delivery } from "../../deliver.ts";
import type { Outcome } from "../../outcome.ts";
import { failed } from "../failed.ts";
import type { SlackDeps } from "../port.ts";

const AGAIN_MAX_MS = 10 * MINUTE_MS;

export async function returnToRoom(
  deps: SlackDeps,
  delivery: Delivery,
  job: JobOf<"return-to-room">,
): Promise<Outcome> {
  const { claim, incident } = delivery;
  const context = contextOf(deps, delivery);
  const turn = returnTurn(incident, job, context);
  const { room, detached } = incident;
  if (turn.type !== "due" || !room) return { type: "superseded", why: "nobody needs the room any more" };
  const { channel } = room;
  const lost = (how: "removed" | "archived"): Outcome =>
    done({ type: "RecordRoomLeft", channel, since: deps.clock.now(), how, by: null });
  const later = (why: string): Outcome => {
    if (!needsRoom(incident)) return { type: "superseded", why };
    const after_ms = Math.min(AGAIN_MAX_MS, MINUTE_MS * claim.attempt);
    return { type: "retry", why, after_ms, aside: true };
  };
  const reply = await deps.slack.read("conversations.info", { channel });
  if (!reply.ok && (reply.kind !== "refused" || reply.error !== "channel_not_found"))
    return orLater(failed(reply), later);
  if (!reply.ok) return detached ? later("Slack does not show the room") : lost("removed");
  const { is_archived, is_member } = reply.data.channel as { is_archived?: boolean; is_member?: boolean };
  if (is_archived) return detached?.how === "archived" ? later("the room is archived") : lost("archived");
  if (is_member) {
    if (!detached) return { type: "superseded", why: "Warroom is in the room" };
    deps.log.info({ job: claim.id }, "a room can be worked in again");
    return done({ type: "RecordRoomRejoined", channel });
  }
  if (!detached) return lost("removed");
  if (wasShownOut(incident)) return later("Warroom was removed after the end");
  const joined = await deps.slack.send("conversations.join", { channel });
  if (!joined.ok) return orLater(failed(joined), later);
  deps.log.info({ job: claim.id }, "a room was joined again");
  return done({ type: "RecordRoomRejoined", channel });
}

const done = (command: OutcomeCommand): Outcome => ({ type: "done", command });

/** Nothing is final here: somebody may invite it at any time. */
const orLater = (outcome: Outcome, later: (why: string) => Outcome): Outcome =>
  outcome.type === "give-up" ? later(outcome.why) : outcome;
