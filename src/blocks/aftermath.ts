// What is left when it is over: the message that asks for it, the form for a contribution, the offer to archive the room.
import type { ActionsBlock, ModalView } from "@slack/types";
import { RECORDED_AFTER_END_MS } from "../domain/aftermath.ts";
import { spanWords } from "../domain/calendar/span.ts";
import { TEXT_CHARS_MAX } from "../domain/limits.ts";
import { neverTold } from "../domain/duties/owed.ts";
import type { Incident } from "../domain/incident.ts";
import { unansweredRegimes } from "../domain/regimes/asking.ts";
import type { Runbook } from "../domain/runbook.ts";
import { ACTION, button, FORM } from "./actions.ts";
import { listed, undecidedWords } from "./duties/duties.ts";
import { dueLater } from "./recovery/recovery.ts";
import { FIELD, type FormMetadata, modal, textInput } from "./forms.ts";
import { actions, context, escaped, type Post, quote, section } from "./mrkdwn.ts";
import { type Prompt, shownPrompts } from "./postmortem/prompts.ts";
import { deadlineLines, openDeadlines } from "./review/deadlines.ts";
import type { Words } from "./words/en.ts";

/** Said once, when the first draft is in the room. `url` leads to it; null where Slack gave none. */
export function afterResolve(incident: Incident, runbook: Runbook, url: string | null, words: Words): Post {
  const { aftermath: said } = words;
  const open = incident.actionItems.filter(({ stage }) => stage === "open").length;
  const deadlines = deadlineLines(incident, runbook, words);
  const missed = neverTold(incident, runbook);
  const regimes = unansweredRegimes(incident, runbook).map(({ name }) => escaped(name));
  const prompts = shownPrompts(runbook, words);
  const dates = runbook.review.actionItems.dueWithin.map(({ name, within }) =>
    said.nextDate({ grade: escaped(name), span: spanWords(within) }),
  );
  const text = [
    said.next({ name: escaped(incident.name) }, prompts.length),
    ...(dates.length === 0 ? [] : [said.nextDates({ list: dates.join(", ") })]),
    ...(url === null ? [] : [said.nextDraft({ url })]),
    ...(incident.canvas === null ? [] : [said.nextCanvas]),
    ...(open > 0 ? [said.nextItems(open)] : []),
    ...(missed.length === 0 ? [] : [said.neverTold({ list: listed(missed, runbook, words) })]),
    ...undecidedWords(incident, runbook, words).map((one) => `• ${one}`),
    ...dueLater(incident, runbook, words),
    ...(regimes.length === 0 ? [] : [words.regimes.card.left({ names: regimes.join("; ") })]),
    ...deadlines,
  ].join("\n");
  return {
    text,
    blocks: [
      section(text),
      contributeButtons(incident, { prompts, hasDeadlines: deadlines.length > 0 }, words),
      context(said.recorded),
    ],
  };
}

/** Slack's limit for one row of buttons. */
const BUTTONS_MAX = 25;

const contributeButtons = (
  incident: Incident,
  { prompts, hasDeadlines }: { prompts: readonly Prompt[]; hasDeadlines: boolean },
  words: Words,
): ActionsBlock => ({
  type: "actions",
  elements: [
    ...prompts
      .slice(0, BUTTONS_MAX - 1)
      .map(({ kind, title }, index) =>
        button(title, `${ACTION.openContribution}:${index}`, { incident: incident.id, kind, section: title }),
      ),
    ...(hasDeadlines ? [openDeadlines(incident, words)] : []),
  ],
});

/** `last` is the answer to the why before this one, where there is one: five whys are a chain. */
export function contributionForm(
  { kind, title, prompt }: Prompt,
  last: string | null,
  metadata: FormMetadata,
  words: Words,
): ModalView {
  const { form } = words.aftermath;
  return modal(
    FORM.contribution,
    { title, submit: form.submit },
    metadata,
    [
      ...(prompt === "" ? [] : [section(escaped(prompt))]),
      ...(last === null ? [] : [section(form.whysSoFar({ last: `\n${quote(last)}\n` }))]),
      textInput(FIELD.text, form[kind].label, {
        initial: "",
        hint: form.hint,
        length_max: TEXT_CHARS_MAX,
        multiline: true,
      }),
    ],
    words,
  );
}

/** To the room, once nothing more of it is recorded. */
export function archiveOffer(incident: Incident, words: Words): Post {
  const { aftermath: said } = words;
  const since = words.duration(RECORDED_AFTER_END_MS);
  const text = said.archiveOffer({ name: escaped(incident.name), since });
  const { title, text: ask, yes, no } = said.archiveConfirm;
  const act = {
    ...button(said.archive, ACTION.archiveRoom, { incident: incident.id }),
    confirm: {
      title: { type: "plain_text" as const, text: title },
      text: { type: "plain_text" as const, text: ask },
      confirm: { type: "plain_text" as const, text: yes },
      deny: { type: "plain_text" as const, text: no },
    },
  };
  return { text, blocks: [section(text), actions([act])] };
}
