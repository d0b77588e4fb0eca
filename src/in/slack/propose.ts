// What Warroom proposes to whoever acted, beside the answer; nothing is done unless they say so.
import { mitigatedQuestion } from "../../blocks/facts/fact-overview.ts";
import { otherSeverity } from "../../blocks/facts/severity-proposal.ts";
import type { Post } from "../../blocks/mrkdwn.ts";
import type { Words } from "../../blocks/words/en.ts";
import type { Applied } from "../../commands/dispatch.ts";
import type { Runbook } from "../../domain/runbook.ts";
import type { Answer } from "./answer.ts";

/**
 * With the question whether it is mitigated now, where the status that means it was just entered; with the severity that
 * follows by the runbook from what was just found or measured.
 */
export function withProposal(answer: Answer, { before, incident }: Applied, runbook: Runbook, words: Words): Answer {
  const question = mitigatedQuestion(before, incident, runbook, words);
  return withPosts(answer, [question, otherSeverity(before, incident, runbook, words)]);
}

/** The posts that there are, below the answer. */
export function withPosts(answer: Answer, below: readonly (Post | null)[]): Answer {
  const posts = below.filter((post) => post !== null);
  if (posts.length === 0) return answer;
  const all = "post" in answer ? [answer.post, ...posts] : posts;
  return {
    type: answer.type === "closed" ? "closed" : "reply",
    post: { text: all.map(({ text }) => text).join("\n"), blocks: all.flatMap(({ blocks }) => blocks) },
  };
}
