// The lists of an incident's tasks and action items, a page at a time, for one person.
import type { Button, KnownBlock } from "@slack/types";
import { type ActionItem, isOpenItem } from "../../domain/work/action-items.ts";
import type { Incident } from "../../domain/incident.ts";
import { isOpenTask, type Task } from "../../domain/work/tasks.ts";
import type { Instant } from "../../lib/pure/time.ts";
import { itemLine, itemState, carried } from "./action-items.ts";
import { ACTION, button } from "../actions.ts";
import { actions, context, escaped, type Post, section } from "../mrkdwn.ts";
import { taskButtons, taskLine, taskState } from "./tasks.ts";
import type { Words } from "../words/en.ts";

/** Each takes two blocks of MESSAGE_BLOCKS_MAX, and ten are enough to read at once. */
const PAGE_LENGTH = 10;

/** To one person: those that are theirs with buttons. */
export function taskList(
  incident: Incident,
  { user, page, now }: { user: string; page: number; now: Instant },
  words: Words,
): Post {
  const { list, buttons } = words.tasks;
  const give = button(buttons.give, ACTION.openGiveTask, { incident: incident.id });
  const shown = (task: Task): KnownBlock[] => {
    const late = task.stage === "accepted" && task.dueAt !== null && task.dueAt < now ? now - task.dueAt : null;
    const marks = [
      ...(task.to === user && isTaken(task) ? [list.yours] : []),
      ...(late === null ? [] : [words.tasks.overdue({ late: words.duration(late) })]),
    ];
    const mine = task.to === user || task.stage === "declined";
    const acts = mine ? taskButtons(incident, task, words) : [];
    return [
      section(`${firstLine(task, words)}\n${[...marks, taskState(task, words)].join(" · ")}`),
      ...(acts.length > 0 ? [{ type: "actions" as const, elements: acts }] : []),
    ];
  };
  return paged(incident, {
    all: incident.tasks,
    isOpen: isOpenTask,
    shown,
    list,
    page,
    next: (to) => button(buttons.next, ACTION.listTasks, { incident: incident.id, page: to }),
    add: incident.stage === "open" ? [give] : [],
    words,
  });
}

const isTaken = ({ stage }: Task): boolean => stage === "given" || stage === "accepted";

/** Whose it is stands in the second line, once they have accepted it. */
const firstLine = (task: Task, words: Words): string =>
  task.stage === "given"
    ? taskLine(task, words)
    : words.tasks.line({ number: String(task.number), text: escaped(task.text) });

export function itemList(incident: Incident, { page, now }: { page: number; now: Instant }, words: Words): Post {
  const { list, buttons } = words.actionItems;
  const shown = (item: ActionItem): KnownBlock[] => {
    const overdue = item.dueAt !== null && item.dueAt < now;
    const line = section(`${itemLine(item, words)}\n${itemState(item, words, overdue)}`);
    return isOpenItem(item) ? [line, actions(itemButtons(incident, item, words))] : [line];
  };
  return paged(incident, {
    all: incident.actionItems,
    isOpen: isOpenItem,
    shown,
    list,
    page,
    next: (to) => button(words.tasks.buttons.next, ACTION.listItems, { incident: incident.id, page: to }),
    add: [button(buttons.add, ACTION.openAddItem, { incident: incident.id })],
    words,
  });
}

function itemButtons(incident: Incident, item: ActionItem, { actionItems: { buttons } }: Words): Button[] {
  const value = carried(incident, item);
  const id = (action: string) => `${action}:${item.number}`;
  return [
    button(buttons.done, id(ACTION.finishItem), value),
    ...(item.owner === null ? [button(buttons.take, id(ACTION.takeItem), { ...value, seen: null })] : []),
    button(buttons.reassign, id(ACTION.openReassign), { ...value, seen: item.owner }),
    button(buttons.date, id(ACTION.openItemDate), value),
    button(buttons.drop, id(ACTION.openDropItem), value),
  ];
}

interface Listing<One> {
  all: readonly One[];
  isOpen(one: One): boolean;
  shown(one: One): KnownBlock[];
  list: Pick<Words["tasks"]["list"], "title" | "none" | "hint">;
  page: number;
  next(page: number): Button;
  add: Button[];
  words: Words;
}

/** What is open first, then what is over, the last one first. */
function paged<One>(incident: Incident, listing: Listing<One>): Post {
  const { isOpen, shown, list, page, next, add, words } = listing;
  const open = listing.all.filter(isOpen);
  const all = [...open, ...listing.all.filter((one) => !isOpen(one)).reverse()];
  const name = escaped(incident.name);
  if (all.length === 0) {
    const none = list.none({ incident: name });
    return {
      text: none,
      blocks: [section(none), ...(add.length > 0 ? [{ type: "actions" as const, elements: add }] : [])],
    };
  }
  const from = page * PAGE_LENGTH;
  const to = Math.min(all.length, from + PAGE_LENGTH);
  const more = to < all.length ? [next(page + 1)] : [];
  const where = all.length > PAGE_LENGTH ? [words.tasks.list.page({ from: from + 1, to, all: all.length })] : [];
  const acts = [...more, ...add];
  const title = list.title({ incident: name, open: open.length, over: all.length - open.length });
  return {
    text: title,
    blocks: [
      section(title),
      ...all.slice(from, to).flatMap(shown),
      ...(acts.length > 0 ? [{ type: "actions" as const, elements: acts }] : []),
      context([...where, list.hint].join(" · ")),
    ],
  };
}
