// Tasks and action items in Slack: the messages that show them, the question how a task stands, and the direct messages
// about them. Re-checked at the moment of sending.
import { itemMessage, itemReminder, unownedNotice } from "../../blocks/work/action-items.ts";
import type { Post } from "../../blocks/mrkdwn.ts";
import { taskAsk, taskMessage, taskWaits } from "../../blocks/work/tasks.ts";
import { nextReminder, reminderDue, unownedItems, unownedTellAt } from "../../domain/work/action-items.ts";
import { unownedToldTo } from "../../domain/work/work-jobs.ts";
import type { Incident } from "../../domain/incident.ts";
import type { Job } from "../../domain/job.ts";
import { nextTaskAsk, nextTaskWait } from "../../domain/work/tasks.ts";
import { voiceOf } from "../../domain/voice.ts";
import { type OwnMessage, shownWork, type Work } from "../../domain/work/work.ts";
import { sha256 } from "../../lib/hash.ts";
import type { SlackFailure } from "../../lib/slack-call.ts";
import type { Task as Delivery } from "../deliver.ts";
import { failed, type Outcome } from "../outcome.ts";
import type { SlackDeps } from "./port.ts";
import { POST_PAUSE_MS, postOnce } from "./post.ts";
import { tellPost } from "./speak.ts";

export async function postWork(deps: SlackDeps, delivery: Delivery, work: Work): Promise<Outcome> {
  const { incident, runbook } = delivery;
  const channel = voiceOf(incident, runbook.announceChannel);
  if (!channel) return { type: "retry", why: "the room is not open yet" };
  const link = await linkOf(deps, incident, work);
  const post = workPost(deps, incident, work, { current: true, link });
  const shown = shownWork(incident, work);
  if (!post || shown === null) return { type: "superseded", why: `there is no such ${work.kind}` };
  const variant = sha256(shown).slice(0, 16);
  const threadTs = incident.room ? undefined : incident.announcement?.ts;
  const posted = await postOnce(deps, delivery, channel, post, { variant, threadTs });
  if (!posted.ok) return unlessArchived(posted.reply);
  const standing = { channel: posted.channel, ts: posted.ts, shown: posted.variant === variant ? shown : "" };
  return { type: "done", pause_ms: POST_PAUSE_MS, command: { type: "RecordWorkPosted", work, link, ...standing } };
}

/** Edits every message that shows it; those that somebody deleted are left alone. */
export async function refreshWork(deps: SlackDeps, { incident }: Delivery, work: Work): Promise<Outcome> {
  for (const { at, post } of messagesOf(deps, incident, work)) {
    const reply = await deps.slack.send("chat.update", { channel: at.channel, ts: at.ts, ...post });
    if (reply.ok || (reply.kind === "refused" && reply.error === "message_not_found")) continue;
    return unlessArchived(reply);
  }
  return { type: "done" };
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
async function linkOf(
  { slack }: SlackDeps,
  { room, tasks, actionItems }: Incident,
  work: Work,
): Promise<string | null> {
  const all = work.kind === "task" ? tasks : actionItems;
  const from = all.find(({ number }) => number === work.number)?.from;
  if (!from || !room) return null;
  if (from.link !== null) return from.link;
  const reply = await slack.read("chat.getPermalink", { channel: room.channel, message_ts: from.ts });
  return reply.ok && typeof reply.data.permalink === "string" ? reply.data.permalink : null;
}

/** A room that was put away shows nothing any more, and nobody need be told so. */
const unlessArchived = (reply: SlackFailure | null): Outcome =>
  reply?.kind === "refused" && reply.error === "is_archived"
    ? { type: "superseded", why: "the room is archived" }
    : failed(reply);

type JobOf<Kind extends Job["kind"]> = Extract<Job, { kind: Kind }>;

export async function askTask(deps: SlackDeps, delivery: Delivery, job: JobOf<"ask-task">): Promise<Outcome> {
  const { incident, runbook } = delivery;
  const now = deps.clock.now();
  const next = nextTaskAsk(incident);
  const channel = voiceOf(incident, runbook.announceChannel);
  if (!channel || next?.task.number !== job.task || next.at !== job.dueAt) {
    return { type: "superseded", why: "it is not asked about now" };
  }
  if (next.at > now) return notYet(next.at - now);
  const { task } = next;
  const shownIn = task.posted.at(-1);
  const threadTs = shownIn?.ts ?? (incident.room ? undefined : incident.announcement?.ts);
  const post = taskAsk(incident, { ...task, asked: true }, deps.words);
  const posted = await postOnce(deps, delivery, shownIn?.channel ?? channel, post, { threadTs });
  if (!posted.ok) return failed(posted.reply);
  const { number, to } = task;
  const asked = { task: number, to, dueAt: job.dueAt, text: posted.text, channel: posted.channel, ts: posted.ts };
  return { type: "done", pause_ms: POST_PAUSE_MS, command: { type: "RecordTaskAsked", ...asked } };
}

/** A clock that was set back must not cost the reminder. */
const notYet = (after_ms: number): Outcome => ({ type: "retry", why: "not due yet", after_ms, aside: true });

export async function tellTaskWaits(
  deps: SlackDeps,
  delivery: Delivery,
  job: JobOf<"tell-task-waits">,
): Promise<Outcome> {
  const now = deps.clock.now();
  const next = nextTaskWait(delivery.incident);
  if (next?.task.number !== job.task || next.task.moved.at !== job.since) {
    return { type: "superseded", why: "it waits no longer" };
  }
  if (next.at > now) return notYet(next.at - now);
  const { by: to, number } = next.task;
  const told = await tellPost(deps, delivery, to, taskWaits(delivery.incident, next.task, now, deps.words));
  if (!told.ok) return failed(told.reply);
  return { type: "done", command: { type: "RecordTaskWaitTold", task: number, to, since: job.since } };
}

/** After a time away only the latest reminder is given. */
export async function remindOfItem(
  deps: SlackDeps,
  delivery: Delivery,
  job: JobOf<"remind-action-item">,
): Promise<Outcome> {
  const { incident } = delivery;
  const now = deps.clock.now();
  const item = incident.actionItems.find(({ number }) => number === job.item);
  const next = nextReminder(incident);
  if (!item || !next || item.since !== job.since) return { type: "superseded", why: "it changed meanwhile" };
  const due = reminderDue(item, now);
  if (!due) return next.item === item ? notYet(next.at - now) : { type: "superseded", why: "no reminder is due" };
  const to = item.owner!;
  const post = itemReminder(incident, item, due.step, deps.words);
  const told = await tellPost(deps, delivery, to, post, String(due.step));
  if (!told.ok) return failed(told.reply);
  // What an earlier attempt said is what its owner read.
  const step = Number(told.variant ?? due.step);
  return { type: "done", command: { type: "RecordItemReminded", item: item.number, to, step, since: job.since } };
}

export async function tellUnowned(deps: SlackDeps, delivery: Delivery): Promise<Outcome> {
  const { incident, runbook } = delivery;
  const now = deps.clock.now();
  const at = unownedTellAt(incident);
  const to = unownedToldTo(incident, runbook);
  if (at === null || to === null) return { type: "superseded", why: "nobody need be told" };
  if (at > now) return notYet(at - now);
  const items = unownedItems(incident).map(({ number }) => number);
  const told = await tellPost(deps, delivery, to, unownedNotice(incident, deps.words));
  return told.ok ? { type: "done", command: { type: "RecordUnownedTold", to, items } } : failed(told.reply);
}
