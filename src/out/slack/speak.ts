// What Warroom says: lines about what happened, reminders, and notices to one person. Re-checked at the moment of sending.
import { leadAsk, notice as noticePost, said as saidPost, secretPasted, updateNudge } from "../../blocks/say.ts";
import { inRoom, isDutySaid, stillOpen } from "../../blocks/duties/duties.ts";
import { isCatchUpWanted } from "../../domain/catch-up.ts";
import { cardName } from "../../domain/room/room.ts";
import { roomInReach, threadOf, voiceOf } from "../../domain/room/voice.ts";
import type { OutcomeCommand } from "../../domain/command.ts";
import { type Job, type JobOf, type Notice, PRIORITY, type Said } from "../../domain/job.ts";
import { leadAskTurn, nudgeTurn } from "../../domain/nudges.ts";
import type { Sent } from "../../domain/turn.ts";
import { SECOND_MS } from "../../lib/pure/duration.ts";
import { jobStatus } from "../../store/read/jobs.ts";
import { findMessages } from "../../store/read/messages.ts";
import { contextOf, type Delivery } from "../deliver.ts";
import { notDue, onlyWaits, type Outcome } from "../outcome.ts";
import { postDirect, showAlone } from "./post/direct.ts";
import type { SlackDeps } from "./port.ts";
import { postOnce, recorded } from "./post/post.ts";
import { nowhereToSpeak } from "./room/wait-for-room.ts";
import { deliveredUpdate, wordsVariant } from "./updates.ts";

export async function say(deps: SlackDeps, delivery: Delivery, job: Extract<Job, { kind: "say" }>): Promise<Outcome> {
  const { incident, runbook } = delivery;
  const { place, said: what, everywhere } = job;
  if (everywhere && place === "room" && !roomInReach(incident) && incident.announcement) {
    return { type: "superseded", why: "the incident has no room: it stands under the announcement" };
  }
  if (what.type === "caught-up" && !isCatchUpWanted(incident, what.to)) {
    return { type: "superseded", why: "there was news since" };
  }
  if (isDutySaid(what) && stillOpen(what, incident, runbook).length === 0) {
    return { type: "superseded", why: "nobody is to be told any more" };
  }
  const said = saidPost(incident, runbook, what, deps.words);
  const post = place === "room" ? inRoom(said, what, incident, runbook, deps.words) : said;
  const channel = place === "room" ? voiceOf(incident, runbook.announceChannel) : incident.announcement?.channel;
  if (!channel) {
    // It is still on its way, unless it was given up; that was told to a person then.
    if (place === "announcement" && (await jobStatus(deps.store, `announcement:${incident.id}`)) === "pending") {
      return onlyWaits({ type: "retry", why: "the announcement is not posted yet", aside: true });
    }
    if (place === "room") return nowhereToSpeak(deps, incident);
    return { type: "superseded", why: "there is no announcement to say it under" };
  }
  const room = place === "room" ? roomInReach(incident) : null;
  if (room && !incident.card && (await jobStatus(deps.store, `${cardName(incident)}:${incident.id}`)) === "pending") {
    // What is as urgent as the card lets it by; any other line keeps the lane, and its place in it.
    const isUrgent = delivery.claim.priority <= PRIORITY.card;
    const later = { type: "retry", why: "the card comes first", after_ms: SECOND_MS } as const;
    return onlyWaits(isUrgent ? { ...later, aside: true } : later);
  }
  const waits = place === "room" && !room && !incident.announcement;
  if (waits && (await jobStatus(deps.store, `announcement:${incident.id}`)) === "pending") {
    return onlyWaits({ type: "retry", why: "the announcement is not posted yet", aside: true });
  }
  const inThread = place === "announcement" ? incident.announcement?.ts : threadOf(incident);
  const options = { threadTs: inThread, variant: wordsVariant(delivery, what) };
  return recorded(
    await postOnce(deps, delivery, channel, post, options),
    (posted) => offerPosted(what, posted) ?? deliveredUpdate(what, posted, null),
  );
}

/** Where an offer stands: its buttons go once it is over. */
function offerPosted(said: Said, { channel, ts }: Sent): OutcomeCommand | null {
  if (said.type !== "handover-offered" || said.appeal === undefined) return null;
  return { type: "RecordOfferPosted", appeal: said.appeal, channel, ts };
}

export async function nudgeUpdate(deps: SlackDeps, delivery: Delivery, job: JobOf<"nudge-update">): Promise<Outcome> {
  const { incident, runbook } = delivery;
  const channel = voiceOf(incident, runbook.announceChannel);
  if (!channel) return { type: "superseded", why: "there is nowhere to say it" };
  const context = contextOf(deps, delivery);
  const turn = nudgeTurn(incident, job, context);
  if (turn.type !== "due") return notDue(turn, context.now);
  const post = updateNudge(incident, { ...turn, now: context.now }, deps.words);
  const options = { variant: turn.variant, threadTs: threadOf(incident) };
  return recorded(await postOnce(deps, delivery, channel, post, options), turn.record);
}

export async function askForLead(deps: SlackDeps, delivery: Delivery, job: JobOf<"ask-for-lead">): Promise<Outcome> {
  const { incident, runbook } = delivery;
  const channel = voiceOf(incident, runbook.announceChannel);
  if (!channel) return { type: "superseded", why: "there is nowhere to say it" };
  const context = contextOf(deps, delivery);
  const turn = leadAskTurn(incident, job, context);
  if (turn.type !== "due") return notDue(turn, context.now);
  const post = leadAsk(incident, runbook, { ...turn, now: context.now }, deps.words);
  const options = { variant: turn.variant, threadTs: threadOf(incident) };
  return recorded(await postOnce(deps, delivery, channel, post, options), turn.record);
}

export async function tell(deps: SlackDeps, delivery: Delivery, user: string, what: Notice): Promise<Outcome> {
  const { incident, runbook } = delivery;
  if (what.type === "task-free" && incident.tasks.find(({ number }) => number === what.task)?.stage !== "declined") {
    return { type: "superseded", why: "somebody does it by now" };
  }
  if (what.type === "room-left" && !incident.detached)
    return { type: "superseded", why: "Warroom is back in the room" };
  const told = await postDirect(deps, delivery, user, noticePost(incident, runbook, what, deps.words));
  // There is nobody left to be told, and nothing that an operator could mend.
  if (!told.ok && told.reply?.kind === "refused" && told.reply.error === "user_disabled")
    return { type: "superseded", why: "their account was deactivated" };
  return recorded(told, () => null);
}

/** Nothing where they have deleted it by then. */
export async function tellOfSecret(
  deps: SlackDeps,
  delivery: Delivery,
  { user, channel, ts, secrets }: Extract<Job, { kind: "tell-of-secret" }>,
): Promise<Outcome> {
  const { incident } = delivery;
  const [message] = await findMessages(deps.store, incident.team, channel, [ts]);
  if (!message || message.deleted_at !== null) return { type: "superseded", why: "the message is deleted" };
  return showAlone(deps, delivery, user, secretPasted(incident, secrets, deps.words));
}
