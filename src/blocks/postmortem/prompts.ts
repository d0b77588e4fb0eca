// Which sections of the postmortem ask people for what they remember: the record answers the others by itself.
import type { ContributionKind } from "../../domain/aftermath.ts";
import type { PostmortemSection, Runbook } from "../../domain/runbook.ts";
import type { Words } from "../words/en.ts";
import { type Answer, answerOf } from "./answers.ts";

/** `kind` is "section" where the contribution belongs to that section and nowhere else. */
export interface Prompt extends PostmortemSection {
  kind: ContributionKind;
}

/** Where the first section about it keeps what people contribute, if it asks them; those after it keep their own. */
const KIND_OF: Partial<Record<Answer, ContributionKind>> = { causes: "why", well: "well", improve: "improve" };

/** What a command may contribute to: the runbook's, then Warroom's own for what the runbook does not ask. */
export function promptsOf(runbook: Runbook, { aftermath: said }: Words): Prompt[] {
  const asked = askedPrompts(runbook);
  const left = (["well", "improve", "why"] as const).filter((kind) => !asked.some((one) => one.kind === kind));
  return [...asked, ...left.map((kind) => ({ kind, title: said.contribute[kind], prompt: "" }))];
}

/** Those with a button after the end: the runbook's, and Warroom's own where it has none. */
export function shownPrompts(runbook: Runbook, words: Words): Prompt[] {
  const asked = askedPrompts(runbook);
  return asked.length > 0 ? asked : promptsOf(runbook, words);
}

/** In the runbook's order. What a first section is about, the record answers alone where that has no kind. */
function askedPrompts({ postmortem: { sections } }: Runbook): Prompt[] {
  const answers = sections.map(({ title }) => answerOf(title));
  return sections.flatMap((section, index): Prompt[] => {
    const answer = answers[index] ?? null;
    const isFirst = answer !== null && answers.indexOf(answer) === index;
    const kind = isFirst ? KIND_OF[answer] : "section";
    return kind === undefined ? [] : [{ ...section, kind }];
  });
}
