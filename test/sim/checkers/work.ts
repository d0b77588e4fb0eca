// What shows a task or an action item is its state, each in one message that is current; nobody is asked twice of the
// same.
import { isDeepStrictEqual } from "node:util";
import { itemMessage } from "../../../src/blocks/work/action-items.ts";
import type { Post } from "../../../src/blocks/mrkdwn.ts";
import { taskMessage } from "../../../src/blocks/work/tasks.ts";
import { en } from "../../../src/blocks/words/en.ts";
import type { Incident } from "../../../src/domain/incident.ts";
import type { OwnMessage } from "../../../src/domain/work/work.ts";
import { type Checker, type Evidence, eventsOf, storedIncidents } from "./evidence.ts";

export const work: Checker = {
  name: "work",
  holds: ["I13", "I14"],
  check: (evidence) =>
    storedIncidents(evidence).flatMap((incident) => [
      ...incident.tasks.flatMap((task) =>
        task.posted.flatMap((at, index) => {
          const current = index === task.posted.length - 1;
          return differs(
            evidence,
            `task ${task.number} of ${incident.name}`,
            at,
            taskMessage(incident, task, current, en),
          );
        }),
      ),
      ...incident.actionItems.flatMap((item) =>
        item.posted.flatMap((at, index) => {
          const current = index === item.posted.length - 1;
          return differs(
            evidence,
            `action item ${item.number} of ${incident.name}`,
            at,
            itemMessage(incident, item, current, en),
          );
        }),
      ),
      ...notShown(incident),
      ...askedTwice(evidence, incident),
    ]),
};

function differs({ world }: Evidence, what: string, at: OwnMessage, post: Post): string[] {
  const message = world.core.state.channels.get(at.channel)?.messages.get(at.ts);
  if (!message) return [`${what} has no message`];
  const blocks = message.blocks.map(({ block_id: _given, ...block }) => block);
  const wanted = JSON.parse(JSON.stringify(post.blocks)) as unknown;
  if (message.text === post.text && isDeepStrictEqual(JSON.parse(JSON.stringify(blocks)), wanted)) return [];
  return [`the message of ${what} shows "${message.text}", the state is "${post.text}"`];
}

const notShown = ({ name, room, tasks, actionItems }: Incident): string[] =>
  room === null
    ? []
    : [...tasks, ...actionItems]
        .filter(({ posted }) => posted.length === 0)
        .map(({ number, text }) => `${name} shows nowhere its ${number}: ${text}`);

/** That nobody is asked after the end is looked at with the other reminders. */
function askedTwice(evidence: Evidence, { id, name }: Incident): string[] {
  const asks = new Set<string>();
  return eventsOf(evidence, id).flatMap((event) => {
    if (event.type !== "TaskAsked") return [];
    const key = `${event.task}:${event.dueAt}`;
    const isAgain = asks.has(key);
    asks.add(key);
    return isAgain ? [`${name} asked twice about task ${key}`] : [];
  });
}
