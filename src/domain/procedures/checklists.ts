// Ticking off the runbook's checklists: who did what and when. A checklist whose condition comes to hold is offered once.
import { err, ok, type Result } from "../../lib/pure/result.ts";
import type { Instant } from "../../lib/pure/time.ts";
import { userOf } from "../actor.ts";
import { holds } from "../condition.ts";
import type { Context } from "../context.ts";
import { sayNamed, sayOnce } from "../enqueue.ts";
import type { DomainEvent, EventBody } from "../event.ts";
import { circumstancesOf } from "../facts/circumstances.ts";
import type { Incident } from "../incident.ts";
import type { JobChange } from "../job.ts";
import { openOnly } from "../lifecycle.ts";
import type { Problem } from "../problem.ts";
import type { Runbook } from "../runbook.ts";
import type { Checklist } from "./procedures.ts";

/** By the checklist's key, and then by the item's words. */
export type Ticked = Record<string, Record<string, { by: string; at: Instant }>>;

export type ChecklistCommand = { type: "TickItem" | "UntickItem"; checklist: string; item: string };

export type ChecklistEvent =
  | { type: "ItemTicked" | "ItemUnticked"; checklist: string; item: string }
  /** In the same commit as the last item. */
  | { type: "ChecklistDone"; checklist: string; title: string };

export function evolveChecklists({ ticked }: Incident, event: DomainEvent, by: string): Partial<Incident> | null {
  if (event.type !== "ItemTicked" && event.type !== "ItemUnticked") return null;
  const { checklist, item } = event;
  const { [item]: _before, ...others } = ticked[checklist] ?? {};
  const items = event.type === "ItemTicked" ? { ...others, [item]: { by, at: event.at } } : others;
  return { ticked: { ...ticked, [checklist]: items } };
}

/** Also once it is resolved: some of it is done after that. */
export function decideChecklist(
  incident: Incident,
  command: ChecklistCommand,
  { runbook }: Context,
): Result<EventBody[], Problem> {
  const open = openOnly(incident);
  if (!open.ok && incident.stage !== "resolved") return open;
  const { checklist: key, item } = command;
  const checklist = runbook.checklists.find((one) => one.key === key);
  if (!checklist?.items.includes(item)) return err({ type: "unknown-item" });
  const ticked = incident.ticked[key] ?? {};
  const isTicked = ticked[item] !== undefined;
  if (isTicked === (command.type === "TickItem")) return err({ type: "item-unchanged" });
  if (isTicked) return ok([{ type: "ItemUnticked", checklist: key, item }]);
  const isLast = checklist.items.every((one) => one === item || ticked[one] !== undefined);
  const done: EventBody[] = isLast ? [{ type: "ChecklistDone", checklist: key, title: checklist.title }] : [];
  return ok([{ type: "ItemTicked", checklist: key, item }, ...done]);
}

/** One line for a whole checklist. */
export function checklistJobs(event: DomainEvent, incident: Incident, seq: number, context: Context): JobChange[] {
  if (event.type !== "ChecklistDone") return [];
  const by = userOf(event.actor) ?? event.actor;
  return sayOnce(incident, "room", { type: "checklist-done", title: event.title, by }, seq, context);
}

/** Whether the runbook offers it by itself as things stand. */
const isOffered = ({ only }: Checklist, incident: Incident): boolean =>
  only !== null && incident.stage === "open" && holds(only, circumstancesOf(incident)) === true;

/** Once in an incident's life, whatever comes and goes; also where another text of the runbook was applied that has it. */
export function checklistOffers(before: Incident | null, after: Incident, context: Context): JobChange[] {
  const { checklists }: Runbook = context.runbook;
  const known = before?.runbook === after.runbook ? before : null;
  return checklists
    .filter((one) => isOffered(one, after) && !(known && isOffered(one, known)))
    .map(({ key }) => sayNamed(after, `checklist:${key}`, { type: "checklist-offered", checklist: key }, context));
}
