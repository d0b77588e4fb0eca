// Tasks and action items of a draft, as tables.
import { cited } from "./cite.ts";
import { inline, nameOf } from "../markdown.ts";
import type { DraftInput } from "./draft.ts";
import { stampOf } from "./stamp.ts";

export function actionItemsTable(input: DraftInput): string {
  const { facts, names, words } = input;
  const said = words.draft.items;
  if (facts.actionItems.length === 0) return `_${said.none}_`;
  const rows = facts.actionItems.map(({ number, text, owner, due, stage, sources }) => [
    String(number),
    inline(text, names),
    owner === null ? said.nobody : nameOf(input, owner),
    due?.day ?? said.noDate,
    said.stage[stage],
    cited("", sources, input).trim(),
  ]);
  return table(Object.values(said.column), rows);
}

export function tasksTable(input: DraftInput): string {
  const { facts, names, words } = input;
  const said = words.draft.tasks;
  if (facts.tasks.length === 0) return said.none;
  const stamp = stampOf(facts);
  const rows = facts.tasks.map(({ number, text, to, at, endedAt, stage, outcome, sources }) => [
    String(number),
    inline(text, names),
    nameOf(input, to),
    stamp(at),
    endedAt === null ? "" : stamp(endedAt),
    outcome === null ? said.stage[stage] : `${said.stage[stage]}: ${inline(outcome, names)}`,
    cited("", sources, input).trim(),
  ]);
  return table(Object.values(said.column), rows);
}

/** Cells are already safe inside a table: `inline` made them. */
export function table(columns: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  return [line(columns), `|${columns.map(() => "---").join("|")}|`, ...rows.map(line)].join("\n");
}
