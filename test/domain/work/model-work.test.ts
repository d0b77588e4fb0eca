// The same random commands, about tasks and action items: of two at once one counts, and nothing comes after an end.
import fc from "fast-check";
import { expect, test } from "vitest";
import { nextReminder } from "../../../src/domain/work/action-items.ts";
import type { DomainEvent } from "../../../src/domain/event.ts";
import { nextTaskAsk, nextTaskWait } from "../../../src/domain/work/tasks.ts";
import { run, workSteps } from "../model.ts";

const MAY: Partial<Record<DomainEvent["type"], RegExp>> = {
  TaskAccepted: /^given→accepted$/,
  TaskDeclined: /^given→declined$/,
  TaskHandedBack: /^accepted→declined$/,
  TaskDone: /^(given|accepted|declined)→done$/,
  TaskDropped: /^(given|accepted|declined)→dropped$/,
  TaskReassigned: /^(given|accepted|declined)→(given|accepted)$/,
};

test("a task's stage moves only as it may, by its own events, and one that is over stays so", () => {
  const seen = new Set<string>();
  fc.assert(
    fc.property(workSteps, (all) => {
      run(all, (before, after, _jobs, [event]) => {
        for (const [index, task] of before.tasks.entries()) {
          const { stage, to } = after.tasks[index]!;
          if (stage === task.stage && to === task.to) continue;
          expect(`${task.stage}→${stage}`).toMatch(MAY[event!.type] ?? /never/);
          if (to !== task.to) expect(event!.type).toBe("TaskReassigned");
          seen.add(event!.type);
        }
      });
    }),
    { numRuns: 500 },
  );
  expect([...seen].sort()).toEqual(Object.keys(MAY).sort());
});

test("work passes on only as whoever passes it on saw it, and is asked about only while somebody does it", () => {
  fc.assert(
    fc.property(workSteps, (all) => {
      run(all, (before, after, _jobs, [event], command) => {
        if (event!.type === "TaskReassigned" && command.type === "ReassignTask") {
          expect(before.tasks[event!.task - 1]!.to).toBe(command.seen);
        }
        if (event!.type === "ActionItemReassigned" && command.type === "ReassignActionItem") {
          expect(before.actionItems[event!.item - 1]!.owner).toBe(command.seen);
        }
        if (after.stage !== "open") expect([nextTaskAsk(after), nextTaskWait(after)]).toEqual([null, null]);
        expect(nextTaskAsk(after)?.task.stage ?? "accepted").toBe("accepted");
        expect(nextReminder(after)?.item.stage ?? "open").toBe("open");
      });
    }),
    { numRuns: 500 },
  );
});

test("numbers are given once, in order", () => {
  fc.assert(
    fc.property(workSteps, (all) => {
      run(all, (_before, { tasks, actionItems }) => {
        for (const made of [tasks, actionItems]) {
          expect(made.map(({ number }) => number)).toEqual(made.map((_, index) => index + 1));
        }
      });
    }),
  );
});
