// Action items: what must be done so that it does not happen again. They outlive the incident.
import type { Instant } from "../lib/pure/time.ts";
import type { DomainEvent } from "./event.ts";
import type { Incident } from "./incident.ts";

export interface ActionItem {
  /** 1, 2, 3 …: what people call it. */
  number: number;
  text: string;
  /** Null while nobody owns it. */
  owner: string | null;
  by: string;
  at: Instant;
  dueAt: Instant | null;
  stage: "open" | "done" | "dropped";
  /** Whether its owner was reminded since `dueAt` was set. */
  reminded: boolean;
}

export type ActionItemEvent =
  | { type: "ActionItemAdded"; text: string; owner: string | null; dueAt: Instant | null }
  | { type: "ActionItemDone"; item: number }
  | { type: "ActionItemDropped"; item: number; reason: string }
  | { type: "ActionItemReassigned"; item: number; owner: string; previous: string | null }
  | { type: "ActionItemDue"; item: number; dueAt: Instant | null }
  | { type: "ActionItemReminded"; item: number; to: string; dueAt: Instant };

export function evolveActionItems(before: Incident, event: DomainEvent, by: string): Partial<Incident> | null {
  const { actionItems } = before;
  const changed = (number: number, change: Partial<ActionItem>) => ({
    actionItems: actionItems.map((one) => (one.number === number ? { ...one, ...change } : one)),
  });
  switch (event.type) {
    case "ActionItemAdded": {
      const { text, owner, dueAt, at } = event;
      const number = actionItems.length + 1;
      return { actionItems: [...actionItems, { number, text, owner, by, at, dueAt, stage: "open", reminded: false }] };
    }
    case "ActionItemDone":
      return changed(event.item, { stage: "done" });
    case "ActionItemDropped":
      return changed(event.item, { stage: "dropped" });
    case "ActionItemReassigned":
      return changed(event.item, { owner: event.owner, reminded: false });
    case "ActionItemDue":
      return changed(event.item, { dueAt: event.dueAt, reminded: false });
    case "ActionItemReminded":
      return changed(event.item, { reminded: true });
    default:
      return null;
  }
}
