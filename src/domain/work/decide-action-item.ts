import { err, ok, type Result } from "../../lib/pure/result.ts";
import type { Instant } from "../../lib/pure/time.ts";
import { isDay } from "../../lib/pure/zone.ts";
import { type ActionItem, type Due, dueOfGrade, endOf, isOpenItem } from "./action-items.ts";
import type { Context } from "../context.ts";
import type { EventBody } from "../event.ts";
import type { Incident } from "../incident.ts";
import type { Runbook } from "../runbook.ts";
import type { Problem } from "../problem.ts";
import { type MadeFrom, workText } from "./work.ts";

export type ActionItemCommand =
  | {
      type: "AddActionItem";
      text: string;
      owner: string | null;
      due: Due | null;
      priority?: string;
      from?: MadeFrom;
    }
  | { type: "FinishActionItem"; item: number }
  | { type: "DropActionItem"; item: number; reason: string }
  /** `seen`: whose it was, as whoever gives it saw it. `zone`: the new owner's. */
  | { type: "ReassignActionItem"; item: number; owner: string; zone: string; seen: string | null }
  | { type: "DateActionItem"; item: number; due: Due | null }
  | { type: "PrioritizeActionItem"; item: number; priority: string };

/** What is asked of an action item that exists. */
export type ActionItemChange = Exclude<ActionItemCommand, { type: "AddActionItem" }>;

/** Any member may look after any action item, while the incident is open and after its end. */
export function decideActionItem(
  incident: Incident,
  command: ActionItemCommand,
  { now, runbook }: Context,
): Result<EventBody[], Problem> {
  if (command.type === "AddActionItem") return add(incident, command, runbook, now);
  const found = incident.actionItems.find(({ number }) => number === command.item);
  const { length: last } = incident.actionItems;
  if (!found) return err({ type: "unknown-work", kind: "action-item", asked: command.item, last });
  if (!isOpenItem(found)) return late(found);
  const { number: item } = found;
  switch (command.type) {
    case "FinishActionItem":
      return ok([{ type: "ActionItemDone", item }]);
    case "DropActionItem": {
      const reason = workText("reason", command.reason);
      return reason.ok ? ok([{ type: "ActionItemDropped", item, reason: reason.value }]) : reason;
    }
    case "ReassignActionItem": {
      const { owner, seen, zone } = command;
      if (seen !== found.owner || owner === found.owner) return late(found);
      const due = found.due && { day: found.due.day, zone };
      return ok([{ type: "ActionItemReassigned", item, owner, previous: found.owner, due }]);
    }
    case "DateActionItem": {
      const due = command.due === null ? ok(null) : dueDay(command.due, now);
      return due.ok ? ok([{ type: "ActionItemDated", item, due: due.value }]) : due;
    }
    case "PrioritizeActionItem":
      return ok([{ type: "ActionItemPrioritized", item, priority: command.priority }]);
  }
}

/** What nobody dated is due when the runbook wants one of its grade done. */
function add(
  incident: Incident,
  { text, owner, due, priority = "normal", from }: Extract<ActionItemCommand, { type: "AddActionItem" }>,
  runbook: Runbook,
  now: Instant,
): Result<EventBody[], Problem> {
  const given = workText("action-item", text);
  if (!given.ok) return given;
  const usual = dueOfGrade(priority, incident, runbook, now);
  const day = due === null ? ok(usual && endOf(usual) >= now ? usual : null) : dueDay(due, now);
  if (!day.ok) return day;
  const made = { text: given.value, owner, due: day.value, priority, ...(from ? { from } : {}) };
  return ok([{ type: "ActionItemAdded", ...made }]);
}

/** A day of the calendar that is not over. */
function dueDay(due: Due, now: Instant): Result<Due, Problem> {
  return isDay(due.day) && endOf(due) >= now ? ok(due) : err({ type: "day-passed", day: due.day });
}

const late = ({ number, stage, owner, moved }: ActionItem): Result<never, Problem> =>
  err({ type: "item-moved", item: number, stage, owner, ...moved });
