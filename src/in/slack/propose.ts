// What Warroom proposes to whoever acted, beside the answer; nothing is done unless they say so.
import { mitigatedQuestion } from "../../blocks/facts/fact-overview.ts";
import type { Words } from "../../blocks/words/en.ts";
import type { Applied } from "../../commands/dispatch.ts";
import type { Runbook } from "../../domain/runbook.ts";
import type { Answer } from "./answer.ts";

/** With the question whether it is mitigated now, where the status that means it was just entered. */
export function withProposal(answer: Answer, { before, incident }: Applied, runbook: Runbook, words: Words): Answer {
  const question = mitigatedQuestion(before, incident, runbook, words);
  if (!question) return answer;
  const said = "post" in answer ? answer.post : { text: "", blocks: [] };
  const text = [said.text, question.text].filter((one) => one !== "").join("\n");
  return {
    type: answer.type === "closed" ? "closed" : "reply",
    post: { text, blocks: [...said.blocks, ...question.blocks] },
  };
}
