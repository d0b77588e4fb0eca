// Questions to whoever leads: put into the room, and told to it once they wait. Before the room is told, Slack itself is
// asked whether the answer is there: Warroom may have been deaf when it came.
import { question as questionPost, questionsWaiting as waitingPost } from "../../../blocks/handover/questions.ts";
import { type Heard, heardEvents, heardIn } from "../../../domain/room/heard.ts";
import type { Job, JobOf, LookedForAnswer } from "../../../domain/job.ts";
import { type Question, questionsTurn } from "../../../domain/handover/questions.ts";
import { messageSighting } from "../../../domain/record/sighting.ts";
import { workplaceOf } from "../../../domain/room/thread.ts";
import { MINUTE_MS } from "../../../lib/pure/duration.ts";
import type { SlackFailure } from "../../../lib/slack-call.ts";
import { contextOf, type Delivery } from "../../deliver.ts";
import { notDue, onlyWaits, type Outcome } from "../../outcome.ts";
import { failed } from "../failed.ts";
import { lookBack, type ChannelOrThread } from "../record/look-back.ts";
import type { SlackMessage } from "../record/pages.ts";
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
  const place = workplaceOf(incident);
  if (!place) return onlyWaits({ type: "retry", why: "there is no room and no thread yet" });
  const { thread } = incident;
  const elsewhere = thread && incident.room ? [{ channel: thread.channel, threadTs: thread.ts }] : [];
  const options = { threadTs: place.threadTs, elsewhere };
  const post = questionPost(incident, { ...asked, id: asked.question, end: null }, deps.words);
  return recorded(await postOnce(deps, delivery, place.channel, post, options), ({ channel, ts }) => ({
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
  const place = workplaceOf(incident);
  if (!place) return { type: "superseded", why: "nothing waits for an answer" };
  if (turn.type !== "due") return notDue(turn, context.now);
  const { waiting, variant } = turn;
  const answer = await lookForAnswer(deps, delivery, { ...place, waiting, looked: job.looked });
  if (!answer.ok) {
    if (isOutOfReach(answer.reply)) return onlyWaits(await waitForRoom(deps, incident));
    const outcome = failed(answer.reply);
    if (outcome.type !== "retry") return outcome;
    // Nothing is posted yet, and what others say in the room goes on.
    return onlyWaits({ ...outcome, aside: true, left: { ...job, looked: answer.looked } });
  }
  if (answer.heard.length > 0) return { type: "done", command: { type: "RecordHeard", heard: answer.heard } };
  const urls = await urlsOf(deps, place.channel, waiting);
  const shown = { waiting: waiting.map((one) => ({ ...one, end: null })), urls, at: context.now };
  const post = waitingPost(incident, runbook, shown, deps.words);
  const options = { variant, threadTs: place.threadTs };
  const outcome = recorded(await postOnce(deps, delivery, place.channel, post, options), turn.record);
  return outcome.type === "retry" ? { ...outcome, left: { ...job, looked: answer.looked } } : outcome;
}

interface Look extends ChannelOrThread {
  waiting: readonly Question[];
  looked: LookedForAnswer | undefined;
}

type Answer = { looked: LookedForAnswer } & ({ ok: true; heard: Heard[] } | { ok: false; reply: SlackFailure });

/** After a longer time without a look Warroom may have been deaf to what was said behind it: all of it is seen anew. */
const GO_ON_WITHIN_MS = 10 * MINUTE_MS;

/**
 * What was said since the first of them was asked and answers one of them: in the room, and in the threads they stand in.
 * Goes on where an attempt of a moment ago broke off.
 */
async function lookForAnswer(
  deps: SlackDeps,
  { incident, runbook }: Delivery,
  { channel, threadTs, waiting, looked }: Look,
): Promise<Answer> {
  const now = deps.clock.now();
  const since = Math.floor(Math.min(...waiting.map(({ ts }) => Number(ts))) * 1_000) - 1;
  // Of an incident that is a thread itself, nothing else is read.
  const places = threadTs === undefined ? [null, ...new Set(waiting.map((one) => one.threadTs ?? one.ts))] : [threadTs];
  const goesOn = looked !== undefined && now - looked.at <= GO_ON_WITHIN_MS;
  const begun = goesOn ? looked : { at: now, left: places, edge: "" };
  const isAnswer = (message: SlackMessage) => heardEvents(incident, runbook, answersIn(message), now).length > 0;
  for (const [index, place] of begun.left.entries()) {
    const edge = index === 0 ? begun.edge : "";
    const range = { channel, since, edge, ...(place !== null && { threadTs: place }) };
    const found = await lookBack(deps, range, isAnswer);
    if (found.ok && found.message) return { ok: true, heard: answersIn(found.message), looked: begun };
    // A thread whose first message was deleted has no replies to show.
    if (found.ok || (place !== null && found.reply.kind === "refused")) continue;
    const at = index > 0 || found.edge !== edge ? now : begun.at;
    return { ok: false, reply: found.reply, looked: { at, left: begun.left.slice(index), edge: found.edge } };
  }
  return { ok: true, heard: [], looked: begun.left.length > 0 ? { at: now, left: [], edge: "" } : begun };
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
