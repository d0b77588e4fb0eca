// What waits for one person, over all incidents of a workspace: what only they can do, the most pressing first.
import type { Instant } from "../lib/pure/time.ts";
import { type ActionItem, isOpenItem } from "./work/action-items.ts";
import type { Incident } from "./incident.ts";
import { nudgeRecipients } from "./nudges.ts";
import type { Question } from "./handover/questions.ts";
import type { People, Runbook } from "./runbook.ts";
import { updateDueAt } from "./updates/update-cycle.ts";
import { isOpenTask, type Task } from "./work/tasks.ts";

/** `since` or `dueAt` tells how pressing it is. */
export type Waiting = { incident: Incident; at: Instant } & (
  | { type: "update" }
  | { type: "question"; question: Question }
  | { type: "offer"; role: string }
  | { type: "task"; task: Task }
  | { type: "action-item"; item: ActionItem }
);

interface Wanted {
  user: string;
  people: People;
  now: Instant;
}

/** Of ended incidents too: tasks may be left, and action items outlive them. A task that nobody does waits for its giver. */
export function waitingFor(
  all: readonly { incident: Incident; runbook: Runbook }[],
  { user, people, now }: Wanted,
): Waiting[] {
  const found = all.flatMap(({ incident, runbook }): Waiting[] => {
    const { questions, offers, tasks, actionItems } = incident;
    const running: Waiting[] =
      incident.stage !== "open"
        ? []
        : [
            ...overdueUpdate(incident, runbook, { user, people, now }),
            ...questions
              .filter(({ to }) => to === user)
              .map((question): Waiting => ({ type: "question", incident, at: question.at, question })),
            ...Object.entries(offers)
              .filter(([, { to }]) => to === user)
              .map(([role, { at }]): Waiting => ({ type: "offer", incident, at, role })),
          ];
    return [
      ...running,
      ...tasks
        .filter((task) => isOpenTask(task) && (task.stage === "declined" ? task.by : task.to) === user)
        .map((task): Waiting => ({ type: "task", incident, at: task.dueAt ?? task.at, task })),
      ...actionItems
        .filter((item) => isOpenItem(item) && item.owner === user)
        .map((item): Waiting => ({ type: "action-item", incident, at: item.dueAt ?? Number.MAX_SAFE_INTEGER, item })),
    ];
  });
  return found.toSorted((a, b) => ORDER[a.type] - ORDER[b.type] || a.at - b.at);
}

/** Others wait for an answer and for an update; work has a time of its own. */
const ORDER: Record<Waiting["type"], number> = { update: 0, question: 1, offer: 2, task: 3, "action-item": 4 };

function overdueUpdate(incident: Incident, runbook: Runbook, { user, people, now }: Wanted): Waiting[] {
  const at = updateDueAt(incident, runbook);
  if (at === null || at > now) return [];
  return nudgeRecipients(incident, runbook, people, "due").includes(user) ? [{ type: "update", incident, at }] : [];
}
