// Questions to whoever leads: asked in the room, and told to it while they wait.
import type { KnownBlock } from "@slack/types";
import type { Incident } from "../../domain/incident.ts";
import type { Question } from "../../domain/handover/questions.ts";
import { leadRole, type Runbook } from "../../domain/runbook.ts";
import type { Instant } from "../../lib/pure/time.ts";
import { ACTION, button } from "../actions.ts";
import { context, escaped, link, type Post, person, quote, quoting, section } from "../mrkdwn.ts";
import type { Words } from "../words/en.ts";

/** More than these fill a screen without saying more. */
const SHOWN_MAX = 5;

/** A question that somebody puts through Warroom. */
export function question(
  incident: Incident,
  { question: id, by, to, text }: { question: string; by: string; to: string; text: string },
  words: Words,
): Post {
  const post = quoting(words.handover.question({ by: person(by), to: person(to) }), text);
  return { ...post, blocks: [...post.blocks, { type: "actions", elements: [answered(incident, id, words)] }] };
}

/** Tells the room of questions that nobody has answered. `urls` are their messages', where Slack has said them. */
export function questionsWaiting(
  incident: Incident,
  runbook: Runbook,
  { waiting, urls, now }: { waiting: readonly Question[]; urls: ReadonlyMap<string, string>; now: Instant },
  words: Words,
): Post {
  const { handover: said } = words;
  const [first] = waiting;
  const waited = words.duration(now - first!.at);
  const text = said.waiting({ to: person(first!.to), waited }, waiting.length);
  const shown = waiting.slice(0, SHOWN_MAX);
  const more = waiting.length - shown.length;
  const takeOver = button(words.buttons.takeOver, ACTION.openTakeOver, { incident: incident.id }, "primary");
  const blocks: KnownBlock[] = [
    section(text),
    ...shown.map((one) => asked(incident, one, urls.get(one.id), words)),
    ...(more > 0 ? [context(said.more(more))] : []),
    { type: "actions", elements: [takeOver] },
    context(said.mayTakeOver({ role: escaped(leadRole(runbook)!.name) })),
  ];
  return { text, blocks };
}

function asked(incident: Incident, { id, by, text }: Question, url: string | undefined, words: Words): KnownBlock {
  const who = words.handover.asked({ by: person(by) });
  const head = url === undefined ? who : `${who} · ${link(url, words.handover.message)}`;
  return { ...section(`${head}\n${quote(text)}`), accessory: answered(incident, id, words) } as KnownBlock;
}

const answered = (incident: Incident, question: string, words: Words) =>
  button(words.buttons.answered, ACTION.answerQuestion, { incident: incident.id, question });
