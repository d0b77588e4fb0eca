// What the person who acted sees at once. Answers are best effort and change nothing; what others must see is a job.
import type { ModalView } from "@slack/types";
import { line, type Post } from "../../blocks/mrkdwn.ts";
import { replyView } from "../../blocks/forms.ts";
import type { Clock } from "../../lib/clock.ts";
import type { Log } from "../../lib/log.ts";
import type { SlackCall } from "../../lib/slack-call.ts";
import type { Request } from "./request.ts";

export type Answer =
  /** A message to this person alone. */
  | { type: "reply"; post: Post }
  | { type: "form"; view: ModalView /** Offered instead when Slack's trigger has expired. */; instead: Post }
  /** Field name → what is wrong with it; the form stays open. */
  | { type: "errors"; errors: Record<string, string> }
  | { type: "nothing" };

export const reply = (words: string): Answer => ({ type: "reply", post: line(words) });
export const nothing: Answer = { type: "nothing" };

/** The three ways out, as Bolt or a simulation provides them. */
export interface Ways {
  /** Acknowledges; may carry the answer. Works once. */
  ack(body?: Record<string, unknown>): Promise<void>;
  /** By Slack's response_url: up to five times in 30 minutes. Absent where Slack gives none. */
  respond?: (body: Record<string, unknown>) => Promise<void>;
  /** The interactive Web API client. */
  call: SlackCall;
}

/** Slack gives up after 3 s; half a second is kept for the way there. */
const CONFIRM_WITHIN_MS = 2_500;

const NOT_CONFIRMED =
  ":hourglass: Not confirmed yet: storing this takes longer than usual. You will be told here how it ended.";

/** Gives the answer that `handling` comes to; when that takes too long, says so first and follows up. */
export async function give(
  request: Request,
  handling: Promise<Answer>,
  ways: Ways,
  { clock, log }: { clock: Clock; log: Log },
): Promise<void> {
  let timer: { cancel(): void } | undefined;
  const late = new Promise<"late">((resolve) => {
    timer = clock.after(CONFIRM_WITHIN_MS, () => resolve("late"));
  });
  const first = await Promise.race([handling, late]);
  timer?.cancel();
  try {
    if (first !== "late") await giveInTime(request, first, ways);
    else {
      await giveInTime(request, reply(NOT_CONFIRMED), ways);
      await giveLate(request, await handling, ways);
    }
  } catch (error) {
    log.warn({ err: error, kind: request.kind }, "an answer did not reach the person who acted");
  }
}

async function giveInTime(request: Request, answer: Answer, ways: Ways): Promise<void> {
  switch (answer.type) {
    case "nothing":
      return ways.ack();
    case "errors":
      return ways.ack({ response_action: "errors", errors: answer.errors });
    case "form":
      return openForm(request, answer, ways);
    case "reply":
      if (request.kind === "command") return ways.ack({ response_type: "ephemeral", ...answer.post });
      if (request.kind === "form") {
        return ways.ack({ response_action: "update", view: replyView("Warroom", answer.post.blocks) });
      }
      await ways.ack();
      return giveLate(request, answer, ways);
  }
}

async function openForm(request: Request, answer: Extract<Answer, { type: "form" }>, ways: Ways): Promise<void> {
  if (request.kind === "form") return ways.ack({ response_action: "update", view: answer.view });
  await ways.ack();
  const opened = await ways.call("views.open", { trigger_id: request.triggerId, view: answer.view });
  if (!opened.ok) await giveLate(request, { type: "reply", post: answer.instead }, ways);
}

/** After the acknowledgement: by response_url, else as an ephemeral message where the person was. */
async function giveLate(request: Request, answer: Answer, ways: Ways): Promise<void> {
  const post = answer.type === "reply" ? answer.post : answer.type === "form" ? answer.instead : null;
  if (!post) return;
  if (ways.respond) return ways.respond({ response_type: "ephemeral", replace_original: false, ...post });
  const { channel, user } = request;
  if (channel) await ways.call("chat.postEphemeral", { channel, user, ...post });
}
