// What kind of trouble it is and what was measured of it: what the runbook's conditions ask. More may be found while it
// runs, and what was found wrongly is taken back; the events keep who and when.
import { err, ok, type Result } from "../../lib/pure/result.ts";
import { nearest } from "../../lib/pure/text.ts";
import { userOf } from "../actor.ts";
import type { Circumstances, Measured } from "../condition.ts";
import type { Context } from "../context.ts";
import { sayOnce } from "../enqueue.ts";
import type { DomainEvent, EventBody } from "../event.ts";
import type { Incident } from "../incident.ts";
import type { JobChange } from "../job.ts";
import type { Problem } from "../problem.ts";
import type { Category, Runbook } from "../runbook.ts";

export type CircumstanceCommand =
  | { type: "AddCategory"; category: string }
  | { type: "RemoveCategory"; category: string };

export type CircumstanceEvent =
  | { type: "CategoryAdded"; category: string }
  | { type: "CategoryRemoved"; category: string }
  /** All that is measured from then on, and which of it changed. */
  | { type: "Measured"; measured: Record<string, Measured>; changed: string[] };

/** What was measured, by the measure's key; null takes a value back. */
export type MeasuredChanges = Readonly<Record<string, Measured | null>>;

export function evolveCircumstances(
  { categories }: Incident,
  event: DomainEvent,
): Partial<Pick<Incident, "categories" | "measured" | "circumstancesSince">> | null {
  const circumstancesSince = event.at;
  switch (event.type) {
    case "CategoryAdded":
      return { categories: [...categories, event.category], circumstancesSince };
    case "CategoryRemoved":
      return { categories: categories.filter((one) => one !== event.category), circumstancesSince };
    case "Measured":
      return { measured: event.measured, circumstancesSince };
    case "SeverityChanged":
    case "Reopened":
      return { circumstancesSince };
    default:
      return null;
  }
}

/** As the runbook's conditions ask for them. */
export const circumstancesOf = ({ severity, categories, measured }: Incident): Circumstances => ({
  severity,
  categories,
  measured,
});

/** Also once it is over: what kind it was is often known last. */
export function decideCircumstances(
  { categories }: Incident,
  command: CircumstanceCommand,
  { runbook }: Context,
): Result<EventBody[], Problem> {
  const category = knownCategory(runbook, command.category);
  if (!category.ok) return category;
  const { key } = category.value;
  const adds = command.type === "AddCategory";
  if (categories.includes(key) === adds) return err({ type: "unchanged", what: "category" });
  return ok([{ type: adds ? "CategoryAdded" : "CategoryRemoved", category: key }]);
}

/** A category by its key or name, however it was typed. */
export function knownCategory({ categories }: Runbook, asked: string): Result<Category, Problem> {
  const typed = asked.trim().toLowerCase();
  const category = categories.find(({ key, name }) => [key, name.toLowerCase()].includes(typed));
  if (category) return ok(category);
  const known = categories.map(({ key }) => key);
  return err({ type: "unknown-category", asked, known, nearest: nearest(typed, known) ?? null });
}

/** The event for what is new of it, if anything is. What the runbook does not ask for is left out. */
export function measuredEvents(
  before: Readonly<Record<string, Measured>>,
  changes: MeasuredChanges,
  { measures }: Runbook,
): Extract<EventBody, { type: "Measured" }>[] {
  const changed = measures
    .map(({ key }) => key)
    .filter((key) => changes[key] !== undefined && changes[key] !== (before[key] ?? null));
  if (changed.length === 0) return [];
  const kept = Object.entries({ ...before, ...changes }).filter(
    (entry): entry is [string, Measured] => entry[1] !== null && measures.some(({ key }) => key === entry[0]),
  );
  return [{ type: "Measured", measured: Object.fromEntries(kept), changed }];
}

export function circumstanceJobs(event: DomainEvent, incident: Incident, seq: number, context: Context): JobChange[] {
  const by = userOf(event.actor) ?? event.actor;
  switch (event.type) {
    case "CategoryAdded":
    case "CategoryRemoved": {
      const type = event.type === "CategoryAdded" ? "category-added" : "category-removed";
      return sayOnce(incident, "room", { type, category: event.category, by }, seq, context);
    }
    case "Measured": {
      const values = event.changed.map((key) => ({ key, value: event.measured[key] ?? null }));
      return sayOnce(incident, "room", { type: "measured", values, by }, seq, context);
    }
    default:
      return [];
  }
}
