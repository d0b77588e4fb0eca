// Questions to whoever leads: asked in the room, and told to it while they wait.
import type { KnownBlock } from "@slack/types";
import type { Incident } from "../../domain/incident.ts";
import type { AppealedQuestion } from "../../domain/handover/appeals.ts";
import { leadRole, type Runbook } from "../../domain/runbook.ts";
import type { Instant } from "../../lib/pure/time.ts";
import { ACTION, button } from "../actions.ts";
import { appealEnd } from "./handover.ts";
import { actions, context, escaped, link, type Post, person, quote, quoting, section } from "../mrkdwn.ts";
import type { Words } from "../words/en.ts";

/** More than these fill a screen without saying more. */
const SHOWN_MAX = 5;

/** A question that somebody puts through Warroom, and what became of it. */
export function question(
  incident: Incident,
  { id, by, to, text, end }: Pick<AppealedQuestion, "id" | "by" | "to" | "text" | "end">,
  words: Words,
): Post {
  const post = quoting(words.handover.question({ by: person(by), to: person(to) }), text);
  const foot: KnownBlock = end ? context(appealEnd(end, words)) : actions([answered(incident, id, words)]);
  return { ...post, blocks: [...post.blocks, foot] };
}

/**
 * Tells the room of questions that nobody had answered when it was told, and what became of each since. `urls` are their
 * messages', where Slack has said them; `at` is when the room was told.
 */
export function questionsWaiting(
  incident: Incident,
  runbook: Runbook,
  { waiting, urls, at }: { waiting: readonly AppealedQuestion[]; urls: ReadonlyMap<string, string>; at: Instant },
  words: Words,
): Post {
  const { handover: said } = words;
  const [first] = waiting;
  const isOver = waiting.every(({ end }) => end !== null);
  const head = isOver ? said.waited : said.waiting;
  const text = head({ to: person(first!.to), waited: words.duration(at - first!.at) }, waiting.length);
  const shown = waiting.slice(0, SHOWN_MAX);
  const more = waiting.length - shown.length;
  const takeOver = button(words.buttons.takeOver, ACTION.openTakeOver, { incident: incident.id }, "primary");
  const blocks: KnownBlock[] = [
    section(text),
    ...shown.map((one) => asked(incident, one, urls.get(one.id), words)),
    ...(more > 0 ? [context(said.more(more))] : []),
    ...(isOver ? [] : [actions([takeOver]), context(said.mayTakeOver({ role: escaped(leadRole(runbook)!.name) }))]),
  ];
  return { text, blocks };
}

function asked(
  incident: Incident,
  { id, by, text, end }: AppealedQuestion,
  url: string | undefined,
  words: Words,
): KnownBlock {
  const who = words.handover.asked({ by: person(by) });
  const head = url === undefined ? who : `${who} · ${link(url, words.handover.message)}`;
  if (end) return section(`${head}\n${quote(text)}\n${appealEnd(end, words)}`);
  return { ...section(`${head}\n${quote(text)}`), accessory: answered(incident, id, words) } as KnownBlock;
}

const answered = (incident: Incident, question: string, words: Words) =>
  button(words.buttons.answered, ACTION.answerQuestion, { incident: incident.id, question });
