// Questions to whoever leads: put into the room, and told to it once they wait. Before the room is told, Slack itself is
// asked whether the answer is there: Warroom may have been deaf when it came.
import { question as questionPost, questionsWaiting as waitingPost } from "../../../blocks/handover/questions.ts";
import { type Heard, heardEvents, heardIn } from "../../../domain/room/heard.ts";
import type { Job, JobOf } from "../../../domain/job.ts";
import { type Question, questionsTurn } from "../../../domain/handover/questions.ts";
import { messageSighting } from "../../../domain/record/sighting.ts";
import type { SlackFailure } from "../../../lib/slack-call.ts";
import { contextOf, type Delivery } from "../../deliver.ts";
import { notDue, type Outcome } from "../../outcome.ts";
import { failed } from "../failed.ts";
import { pages, type SlackMessage } from "../record/pages.ts";
import type { SlackDeps } from "../port.ts";
import { permalinkOf } from "../post/permalink.ts";
import { postOnce, recorded } from "../post/post.ts";
import { isOutOfReach, waitForRoom } from "../room/wait-for-room.ts";

export async function postQuestion(
  deps: SlackDeps,
  delivery: Delivery,
  asked: Extract<Job, { kind: "post-question" }>,
): Promise<Outcome> {
  const { incident } = delivery;
  if (!incident.questions.some(({ id }) => id === asked.question)) {
    return { type: "superseded", why: "nobody needs an answer any more" };
  }
  if (!incident.room) return { type: "retry", why: "the room is not open yet" };
  const post = questionPost(incident, { ...asked, id: asked.question, end: null }, deps.words);
  return recorded(await postOnce(deps, delivery, incident.room.channel, post), ({ channel, ts }) => ({
    type: "RecordQuestionPosted",
    question: asked.question,
    channel,
    ts,
  }));
}

export async function questionsWaiting(
  deps: SlackDeps,
  delivery: Delivery,
  job: JobOf<"questions-waiting">,
): Promise<Outcome> {
  const { incident, runbook } = delivery;
  const context = contextOf(deps, delivery);
  const turn = questionsTurn(incident, job, context);
  if (!incident.room) return { type: "superseded", why: "nothing waits for an answer" };
  if (turn.type !== "due") return notDue(turn, context.now);
  const { waiting, variant } = turn;
  const { channel } = incident.room;
  const looked = await heardSince(deps, channel, waiting);
  if (!looked.ok) return isOutOfReach(looked.reply) ? waitForRoom(deps, incident) : failed(looked.reply);
  const answers = heardEvents(incident, runbook, looked.heard, context.now);
  if (answers.length > 0) return { type: "done", command: { type: "RecordHeard", heard: looked.heard } };
  const urls = await urlsOf(deps, channel, waiting);
  const shown = { waiting: waiting.map((one) => ({ ...one, end: null })), urls, at: context.now };
  const post = waitingPost(incident, runbook, shown, deps.words);
  return recorded(await postOnce(deps, delivery, channel, post, { variant }), turn.record);
}

type Looked = { ok: true; heard: Heard[] } | { ok: false; reply: SlackFailure };

/** What was said since the first of them was asked, in the room and in the threads they stand in; what was asked is left out. */
async function heardSince(deps: SlackDeps, channel: string, waiting: readonly Question[]): Promise<Looked> {
  const oldest = String(Math.min(...waiting.map(({ ts }) => Number(ts))));
  const threads = new Set(waiting.map(({ ts, threadTs }) => threadTs ?? ts!));
  const reads: [string, Record<string, unknown>][] = [
    ["conversations.history", { channel, oldest, inclusive: true }],
    ...[...threads].map((ts): [string, Record<string, unknown>] => [
      "conversations.replies",
      { channel, ts, oldest, inclusive: true },
    ]),
  ];
  const messages: SlackMessage[] = [];
  for (const [method, args] of reads) {
    for await (const page of pages(deps.slack.read, method, args)) {
      if (page.ok) messages.push(...page.messages);
      // A thread whose first message was deleted has no replies to show.
      else if (method !== "conversations.replies" || page.reply.kind !== "refused")
        return { ok: false, reply: page.reply };
    }
  }
  return { ok: true, heard: messages.flatMap(answersIn) };
}

/** What a message of the history could answer: by being there, and by whom it has reactions of. */
function answersIn(message: SlackMessage): Heard[] {
  const sighting = messageSighting(message);
  if (!sighting) return [];
  const said = heardIn([sighting]).map((one) => (one.type === "said" ? { ...one, text: null } : one));
  const reactions = (message.reactions as { users?: string[] }[] | undefined) ?? [];
  const by = new Set(reactions.flatMap(({ users = [] }) => users));
  return [...said, ...[...by].map((user): Heard => ({ type: "reacted", by: user, ts: sighting.ts }))];
}

/** Where each can be read; one that Slack does not say is told without. */
export async function urlsOf(
  deps: SlackDeps,
  channel: string,
  waiting: readonly Question[],
): Promise<Map<string, string>> {
  const urls = new Map<string, string>();
  for (const { id, ts } of waiting) {
    const url = ts === null ? null : await permalinkOf(deps, channel, ts);
    if (url !== null) urls.set(id, url);
  }
  return urls;
}
