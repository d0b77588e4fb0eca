// What comes after the end in time: reminders of what is to be done, and the calendar file of the review meeting.
import { deadlineReminder } from "../../blocks/review/deadlines.ts";
import { invitation } from "../../blocks/review/invitation.ts";
import { isRoomClosed } from "../../domain/aftermath.ts";
import { isPerson } from "../../domain/actor.ts";
import { bridgeOf } from "../../domain/room/bridge.ts";
import type { JobOf } from "../../domain/job.ts";
import { deadlineTurn } from "../../domain/review/deadlines.ts";
import { respondersOf } from "../../domain/review/meeting.ts";
import { roomInReach } from "../../domain/room/voice.ts";
import { readEvents } from "../../store/read/events.ts";
import { contextOf, type Delivery } from "../deliver.ts";
import { notDue, type Outcome } from "../outcome.ts";
import { namesForFile, waitForNames } from "./names.ts";
import { postDirect, told } from "./post/direct.ts";
import { permalinkOf } from "./post/permalink.ts";
import type { SlackDeps } from "./port.ts";
import { POST_PAUSE_MS, postOnce } from "./post/post.ts";
import { uploadOnce } from "./post/upload-once.ts";

/** In the room, or by direct message to the first of those who answer for it where nothing can be said there. */
export async function nudgeDeadlines(
  deps: SlackDeps,
  delivery: Delivery,
  job: JobOf<"nudge-deadlines">,
): Promise<Outcome> {
  const { incident, runbook } = delivery;
  const context = contextOf(deps, delivery);
  const turn = deadlineTurn(incident, job, context);
  if (turn.type !== "due") return notDue(turn, context.now);
  const { to, nudged, passed, variant, record } = turn;
  const said = { to, nudged, now: context.now };
  const room = isRoomClosed(incident) ? null : roomInReach(incident);
  if (room) {
    const post = deadlineReminder(incident, runbook, said, deps.words);
    return told(await postOnce(deps, delivery, room.channel, post, { variant }), record, passed);
  }
  const user = to.find(isPerson);
  if (user === undefined) return { type: "give-up", why: "nobody is there to be told", passed };
  const card = incident.card ?? incident.announcement;
  const cardUrl = card && (await permalinkOf(deps, card.channel, card.ts));
  const post = deadlineReminder(incident, runbook, { ...said, alone: { cardUrl } }, deps.words);
  return told(await postDirect(deps, delivery, user, post, variant), record, passed);
}

/** Set again meanwhile, the later file says it. */
export async function postInvitation(deps: SlackDeps, delivery: Delivery, sequence: number): Promise<Outcome> {
  const { incident, runbook } = delivery;
  const { meeting, name } = incident;
  const room = isRoomClosed(incident) ? null : roomInReach(incident);
  if (!room || meeting?.sequence !== sequence) {
    return { type: "superseded", why: "there is no room to put it into, or the meeting was moved" };
  }
  const users = respondersOf(await readEvents(deps.store, incident.id));
  const names = await namesForFile(deps, delivery, users);
  if (names === null) return waitForNames();
  const invited = users.map((user) => ({ user, name: names.get(user) ?? user }));
  const bridge = bridgeOf(incident, runbook)?.url ?? null;
  const text = invitation(incident, runbook, meeting, { invited, bridge }, deps.words);
  const title = deps.words.review.meeting.fileTitle({ name });
  const fileName = `${name}-review-meeting-${meeting.sequence + 1}.ics`;
  const file = await uploadOnce(deps, delivery, { channel: room.channel, fileName, title, text });
  return file.ok ? { type: "done", pause_ms: POST_PAUSE_MS } : file.outcome;
}
