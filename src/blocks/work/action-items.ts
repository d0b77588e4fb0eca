// An action item as people see it: the message that shows it, the reminder to its owner, and the question of an owner.
import type { KnownBlock } from "@slack/types";
import {
  type ActionItem,
  isOpenItem,
  isOurPriority,
  type ItemPriority,
  unownedItems,
} from "../../domain/work/action-items.ts";
import type { Incident } from "../../domain/incident.ts";
import { cut } from "../../lib/pure/text.ts";
import { WORK_CHARS_MAX } from "../../domain/work/work.ts";
import { ACTION, button, type ButtonValue } from "../actions.ts";
import { actions, clockTime, context, dayWords, escaped, line, type Post, person, section } from "../mrkdwn.ts";
import { SHORT_CHARS_MAX } from "./tasks.ts";
import type { Words } from "../words/en.ts";

/** The message of an action item: one line, edited in place. `current`: no newer message shows it. */
export function itemMessage(incident: Incident, item: ActionItem, current: boolean, words: Words): Post {
  const said = [itemLine(item, words), itemState(item, words)].join(" · ");
  if (!current || !isOpenItem(item) || item.owner !== null) return line(said);
  const { take } = words.actionItems.buttons;
  const value = { ...carried(incident, item), seen: item.owner };
  return { text: said, blocks: [section(said), actions([button(take, ACTION.takeItem, value)])] };
}

export const itemLine = ({ number, text }: ActionItem, { actionItems }: Words, chars_max = WORK_CHARS_MAX): string =>
  actionItems.line({ number: String(number), text: escaped(cut(text, chars_max)) });

/** Who owns it, when it is due, what came of it. `overdue`: its day has passed. */
export function itemState(item: ActionItem, { actionItems, tasks }: Words, overdue = false): string {
  const { stage, owner, due, priority, moved, reason, from } = item;
  const ended = { by: person(moved.by), at: clockTime(moved.at) };
  if (stage === "done") return actionItems.done(ended);
  if (stage === "dropped") return actionItems.dropped({ ...ended, reason: escaped(reason ?? "") });
  const day = due === null ? "" : dayWords(due.day);
  return [
    owner === null ? actionItems.unowned : actionItems.owner({ who: person(owner) }),
    day === "" ? "" : overdue ? actionItems.overdue({ day }) : actionItems.due({ day }),
    priorityWords(priority, actionItems.priority),
    from?.link ? tasks.fromMessage({ link: from.link }) : "",
  ]
    .filter((part) => part !== "")
    .join(" · ");
}

/** Ours in our words, the runbook's as it names them. */
const priorityWords = (priority: string, ours: Readonly<Record<ItemPriority, string>>): string =>
  isOurPriority(priority) ? ours[priority] : `*${escaped(priority)}*`;

/** What the buttons of an action item carry. */
export const carried = (incident: Incident, { number }: ActionItem): ButtonValue => ({
  incident: incident.id,
  work: { kind: "action-item", number },
});

/** To its owner: on the day it is due, and once more after it. */
export function itemReminder(incident: Incident, item: ActionItem, step: number, words: Words): Post {
  const { remind, buttons } = words.actionItems;
  const about = { number: String(item.number), incident: escaped(incident.name), text: escaped(item.text) };
  const text = step === 1 || !item.due ? remind.today(about) : remind.passed({ ...about, day: dayWords(item.due.day) });
  const value = carried(incident, item);
  const elements = [
    button(buttons.done, ACTION.finishItem, value, "primary"),
    button(buttons.date, ACTION.openItemDate, value),
  ];
  return { text, blocks: [section(text), actions(elements)] };
}

/** More would hide what comes after them. */
const LISTED_MAX = 10;

/** To whoever led: what nobody owns. */
export function unownedNotice(incident: Incident, words: Words): Post {
  const { actionItems } = words;
  const unowned = unownedItems(incident);
  const title = actionItems.unownedTold({ incident: escaped(incident.name), count: unowned.length });
  const lines = unowned.slice(0, LISTED_MAX).map((item) => `• ${itemLine(item, words, SHORT_CHARS_MAX)}`);
  const count = unowned.length - LISTED_MAX;
  const more = count > 0 ? [actionItems.moreOf({ count, incident: escaped(incident.name) })] : [];
  const next = actionItems.unownedNext({ number: String(unowned[0]!.number) });
  const blocks: KnownBlock[] = [section([title, ...lines, ...more].join("\n")), context(next)];
  return { text: title, blocks };
}

/** How many are open, on the card; null where there are none. */
export function itemsOnCard({ actionItems }: Incident, words: Words): string | null {
  const open = actionItems.filter(isOpenItem).length;
  return open === 0 ? null : words.actionItems.card(open);
}
