// What the person who acted sees at once. Answers are best effort and change nothing; what others must see is a job.
import type { ModalView } from "@slack/types";
import { escaped, line, type Post, quoting } from "../../blocks/mrkdwn.ts";
import { replyView } from "../../blocks/forms.ts";
import type { Words, WordsDep } from "../../blocks/words/en.ts";
import type { ClockDep } from "../../lib/clock.ts";
import type { LogDep } from "../../lib/log.ts";
import type { SlackCall } from "../../lib/slack-call.ts";
import type { Request } from "./request.ts";

export type Answer =
  /** A message to this person alone; `replaces` the one they acted on. */
  | { type: "reply"; post: Post; replaces?: boolean }
  | { type: "form"; view: ModalView /** Offered instead when Slack's trigger has expired. */; instead: Post }
  /** What the open form shows from now; nothing where it was closed meanwhile. */
  | { type: "refill"; view: ModalView }
  /** Field name → what is wrong with it; the form stays open. */
  | { type: "errors"; errors: Record<string, string> }
  /** The form closes, and this is said to its person alone. */
  | { type: "closed"; post: Post }
  | { type: "nothing" };

export const reply = (said: string): Answer => ({ type: "reply", post: line(said) });
/** With what was typed below it, to copy it from: a refusal loses nothing. */
export const replyQuoting = (said: string, typed: string): Answer =>
  typed.trim() === "" ? reply(said) : { type: "reply", post: quoting(said, typed) };
export const closed = (said: string): Answer => ({ type: "closed", post: line(said) });
export const nothing: Answer = { type: "nothing" };

/** With another post, or another form, in place of those it shows. */
export function mapped(answer: Answer, change: <Shown extends Post | ModalView>(shown: Shown) => Shown): Answer {
  switch (answer.type) {
    case "reply":
    case "closed":
      return { ...answer, post: change(answer.post) };
    case "form":
      return { ...answer, view: change(answer.view), instead: change(answer.instead) };
    case "refill":
      return { ...answer, view: change(answer.view) };
    case "errors":
    case "nothing":
      return answer;
  }
}

/** The three ways out, as Bolt or a simulation provides them. */
export interface Ways {
  /** Acknowledges; may carry the answer. Works once. */
  ack(body?: Record<string, unknown>): Promise<void>;
  /** By Slack's response_url: up to five times in 30 minutes. Absent where Slack gives none. */
  respond?: (body: Record<string, unknown>) => Promise<void>;
  /** The interactive Web API client. */
  call: SlackCall;
}

type AnswerDeps = LogDep & WordsDep;

/** Slack gives up after 3 s; half a second is kept for the way there. */
const CONFIRM_WITHIN_MS = 2_500;

/** Gives the answer that `handling` comes to; when that takes too long, says so first and follows up. */
export async function giveAnswer(
  request: Request,
  handling: Promise<Answer>,
  ways: Ways,
  deps: ClockDep & AnswerDeps,
): Promise<void> {
  const { clock, log, words } = deps;
  let timer: { cancel(): void } | undefined;
  const late = new Promise<"late">((resolve) => {
    timer = clock.after(CONFIRM_WITHIN_MS, () => resolve("late"));
  });
  const first = await Promise.race([handling, late]);
  timer?.cancel();
  if (first !== "late") return orWarn(giveInTime(request, first, ways, deps));
  // Whether or not this one arrives: what was promised is told.
  await orWarn(giveInTime(request, reply(words.answers.notConfirmed), ways, deps));
  await orWarn(followUp(request, await handling, ways, deps));

  async function orWarn(giving: Promise<void>): Promise<void> {
    try {
      await giving;
    } catch (error) {
      log.warn({ err: error, kind: request.kind }, "an answer did not reach the person who acted");
    }
  }
}

async function giveInTime(request: Request, answer: Answer, ways: Ways, deps: AnswerDeps): Promise<void> {
  const { words } = deps;
  switch (answer.type) {
    case "nothing":
      return ways.ack();
    case "errors":
      return ways.ack({ response_action: "errors", errors: answer.errors });
    case "form":
      return openView(request, answer, ways, deps);
    case "refill":
      await ways.ack();
      await inOpenView(request, answer.view, ways);
      return;
    case "closed":
      await ways.ack();
      return tell(request, answer.post, ways, deps);
    case "reply":
      if (request.kind === "command") return ways.ack({ response_type: "ephemeral", ...answer.post });
      if (request.kind === "form") {
        return ways.ack({ response_action: "update", view: replyView(answer.post.blocks, words) });
      }
      await ways.ack();
      if (await inOpenView(request, replyView(answer.post.blocks, words), ways)) return;
      return tell(request, answer.post, ways, deps, answer.replaces);
  }
}

async function openView(
  request: Request,
  answer: Extract<Answer, { type: "form" }>,
  ways: Ways,
  deps: AnswerDeps,
): Promise<void> {
  if (request.kind === "form") return ways.ack({ response_action: "update", view: answer.view });
  await ways.ack();
  if (await inOpenView(request, answer.view, ways)) return;
  const opened = await ways.call("views.open", { trigger_id: request.triggerId, view: answer.view });
  if (!opened.ok) await tell(request, answer.instead, ways, deps);
}

/** How it ended, once "not confirmed yet" was said: in the same view while it is open, else where the person was. */
async function followUp(request: Request, answer: Answer, ways: Ways, deps: AnswerDeps): Promise<void> {
  const { words } = deps;
  const post = inWords(answer, words);
  const view = "view" in answer ? answer.view : replyView(post.blocks, words);
  if ((await inOpenView(request, view, ways)) || answer.type === "refill") return;
  return tell(request, post, ways, deps);
}

/** In the modal that it was done in, while that is open: whether it went. */
async function inOpenView(request: Request, view: ModalView, ways: Ways): Promise<boolean> {
  if ((request.kind !== "form" && request.kind !== "action") || request.view === null) return false;
  return (await ways.call("views.update", { view_id: request.view, view })).ok;
}

/** An answer that came too late to close a form or to mark its fields, as a message. */
function inWords(answer: Answer, { answers }: Words): Post {
  switch (answer.type) {
    case "reply":
    case "closed":
      return answer.post;
    case "form":
      return answer.instead;
    case "errors":
      return line(answers.nothingChanged({ problems: escaped(Object.values(answer.errors).join(" ")) }));
    case "refill":
    case "nothing":
      return line(answers.done);
  }
}

/** To this person alone: by response_url, else where they were, else in Warroom's direct messages. */
async function tell(
  { channel, user }: Request,
  post: Post,
  ways: Ways,
  deps: AnswerDeps,
  replaces = false,
): Promise<void> {
  const said = { ...post, unfurl_links: false, unfurl_media: false };
  if (await responded(said, ways, deps, replaces)) return;
  const told = channel === null ? null : await ways.call("chat.postEphemeral", { channel, user, ...said });
  // Slack takes a person's id for the direct message with them. Warroom need not be in the channel they were in.
  if (!told?.ok) await ways.call("chat.postMessage", { channel: user, ...said });
}

/** A response_url works five times, and for 30 minutes. */
async function responded(post: Post, { respond }: Ways, { log }: LogDep, replaces: boolean): Promise<boolean> {
  if (!respond) return false;
  try {
    await respond({ response_type: "ephemeral", replace_original: replaces, ...post });
    return true;
  } catch (error) {
    log.info({ err: error }, "a response_url takes no answer any more: it goes as an ephemeral message");
    return false;
  }
}
