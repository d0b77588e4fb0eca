// Tasks and action items in Slack: the messages that show them, the question how a task stands, and the direct messages
// about them. Re-checked at the moment of sending.
import { itemMessage, itemReminder, unownedNotice } from "../../blocks/work/action-items.ts";
import type { Post } from "../../blocks/mrkdwn.ts";
import { taskAsk, taskMessage, taskWaits } from "../../blocks/work/tasks.ts";
import { reminderTurn, taskAskTurn, taskWaitTurn, unownedTurn } from "../../domain/work/work-timers.ts";
import type { Incident } from "../../domain/incident.ts";
import type { JobOf } from "../../domain/job.ts";
import { threadOf, voiceOf } from "../../domain/room/voice.ts";
import { type OwnMessage, shownWork, type Work } from "../../domain/work/work.ts";
import { sha256 } from "../../lib/hash.ts";
import { contextOf, type Delivery } from "../deliver.ts";
import { notDue, type Outcome } from "../outcome.ts";
import { postDirect, told } from "./post/direct.ts";
import { edit } from "./post/edit.ts";
import { permalinkOf } from "./post/permalink.ts";
import type { SlackDeps } from "./port.ts";
import { postOnce, recorded } from "./post/post.ts";
import { nowhereToSpeak } from "./room/wait-for-room.ts";

export async function postWork(deps: SlackDeps, delivery: Delivery, work: Work): Promise<Outcome> {
  const { incident, runbook } = delivery;
  const channel = voiceOf(incident, runbook.announceChannel);
  if (!channel) return nowhereToSpeak(deps, incident);
  const link = await linkOf(deps, incident, work);
  const post = workPost(deps, incident, work, { current: true, link });
  const shown = shownWork(incident, work);
  if (!post || shown === null) return { type: "superseded", why: `there is no such ${work.kind}` };
  const variant = sha256(shown).slice(0, 16);
  const threadTs = threadOf(incident);
  const posted = await postOnce(deps, delivery, channel, post, { variant, threadTs });
  return recorded(posted, ({ channel: where, ts, variant: stands }) => ({
    type: "RecordWorkPosted",
    work,
    link,
    channel: where,
    ts,
    shown: stands === variant ? shown : "",
  }));
}

/** Edits every message that shows it; those that somebody deleted are left alone. */
export async function refreshWork(deps: SlackDeps, { incident }: Delivery, work: Work): Promise<Outcome> {
  let all: Outcome = { type: "done" };
  for (const { at, post } of messagesOf(deps, incident, work)) {
    const outcome = await edit(deps, incident, at, post);
    // What stands in a room out of reach keeps nothing elsewhere from being edited.
    if (outcome.type === "retry" && outcome.aside) all = outcome;
    else if (outcome.type === "retry" || outcome.type === "give-up") return outcome;
  }
  return all;
}

function messagesOf(deps: SlackDeps, incident: Incident, work: Work): { at: OwnMessage; post: Post }[] {
  const task = work.kind === "task" ? incident.tasks.find(({ number }) => number === work.number) : undefined;
  const item = work.kind === "task" ? undefined : incident.actionItems.find(({ number }) => number === work.number);
  const { posted = [] } = task ?? item ?? {};
  const shown = posted.flatMap((at, index) => {
    const post = workPost(deps, incident, work, { current: index === posted.length - 1 });
    return post ? [{ at, post }] : [];
  });
  return task?.ask ? [...shown, { at: task.ask, post: taskAsk(incident, task, deps.words) }] : shown;
}

function workPost(
  { words }: SlackDeps,
  incident: Incident,
  { kind, number }: Work,
  { current, link }: { current: boolean; link?: string | null },
): Post | null {
  const linked = <One extends { from: { link: string | null } | null }>(one: One): One =>
    link === undefined || one.from === null ? one : { ...one, from: { ...one.from, link } };
  if (kind === "task") {
    const task = incident.tasks.find((one) => one.number === number);
    return task ? taskMessage(incident, linked(task), current, words) : null;
  }
  const item = incident.actionItems.find((one) => one.number === number);
  return item ? itemMessage(incident, linked(item), current, words) : null;
}

/** Where the message that it was made from stands; null where it was made of none, or Slack does not say. */
async function linkOf(deps: SlackDeps, { room, tasks, actionItems }: Incident, work: Work): Promise<string | null> {
  const all = work.kind === "task" ? tasks : actionItems;
  const from = all.find(({ number }) => number === work.number)?.from;
  if (!from || !room) return null;
  if (from.link !== null) return from.link;
  return permalinkOf(deps, room.channel, from.ts);
}

export async function askTask(deps: SlackDeps, delivery: Delivery, job: JobOf<"ask-task">): Promise<Outcome> {
  const { incident, runbook } = delivery;
  const channel = voiceOf(incident, runbook.announceChannel);
  if (!channel) return { type: "superseded", why: "there is nowhere to say it" };
  const context = contextOf(deps, delivery);
  const turn = taskAskTurn(incident, job, context);
  if (turn.type !== "due") return notDue(turn, context.now);
  const { task } = turn;
  const posts = task.posted.filter(({ channel: where }) => !incident.detached || where !== incident.room?.channel);
  const shownIn = posts.at(-1);
  const threadTs = shownIn?.ts ?? threadOf(incident);
  const post = taskAsk(incident, { ...task, asked: true }, deps.words);
  const elsewhere = task.posted.map(({ channel: where, ts }) => ({ channel: where, threadTs: ts }));
  const options = { threadTs, elsewhere };
  return recorded(await postOnce(deps, delivery, shownIn?.channel ?? channel, post, options), turn.record);
}

export async function tellTaskWaits(
  deps: SlackDeps,
  delivery: Delivery,
  job: JobOf<"tell-task-waits">,
): Promise<Outcome> {
  const context = contextOf(deps, delivery);
  const turn = taskWaitTurn(delivery.incident, job, context);
  if (turn.type !== "due") return notDue(turn, context.now);
  const post = taskWaits(delivery.incident, turn.task, context.now, deps.words);
  return told(await postDirect(deps, delivery, turn.giver, post), turn.record, turn.passed);
}

export async function remindOfItem(
  deps: SlackDeps,
  delivery: Delivery,
  job: JobOf<"remind-action-item">,
): Promise<Outcome> {
  const context = contextOf(deps, delivery);
  const turn = reminderTurn(delivery.incident, job, context);
  if (turn.type !== "due") return notDue(turn, context.now);
  const { item, step, owner, variant } = turn;
  const post = itemReminder(delivery.incident, item, step, deps.words);
  return told(await postDirect(deps, delivery, owner, post, variant), turn.record, turn.passed);
}

export async function tellUnowned(deps: SlackDeps, delivery: Delivery, job: JobOf<"tell-unowned">): Promise<Outcome> {
  const context = contextOf(deps, delivery);
  const turn = unownedTurn(delivery.incident, job, context);
  if (turn.type !== "due") return notDue(turn, context.now);
  const post = unownedNotice(delivery.incident, deps.words);
  return told(await postDirect(deps, delivery, turn.told, post), turn.record, turn.passed);
}
