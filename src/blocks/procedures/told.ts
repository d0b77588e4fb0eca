// Statuses, checklists and playbooks as a document's timeline tells of them.
import type { DomainEvent } from "../../domain/event.ts";
import type { Runbook } from "../../domain/runbook.ts";
import type { Words } from "../words/en.ts";
import { statusTold } from "./phases.ts";
import { isOfPlaybook, type OfPlaybook, playbookTold } from "./playbooks.ts";

type OfProcedure = OfPlaybook | Extract<DomainEvent, { type: "StatusChanged" | "ChecklistDone" }>;

/** Whether it is told here. */
export const isOfProcedure = (what: { type: string }): what is OfProcedure =>
  isOfPlaybook(what) || what.type === "StatusChanged" || what.type === "ChecklistDone";

/** As a sentence of a document: text as it came. */
export function procedureTold(what: OfProcedure, runbook: Runbook, words: Words): string {
  if (isOfPlaybook(what)) return playbookTold(what, runbook, words);
  return what.type === "StatusChanged" ? statusTold(what, words) : words.checklists.told(what);
}
