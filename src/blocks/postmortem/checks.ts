// How what the checks showed went, as a table of the draft.
import type { CheckTrend } from "../../domain/postmortem/checks.ts";
import { valueWords } from "../checks/values.ts";
import { inline } from "../markdown.ts";
import { cited } from "./cite.ts";
import type { DraftInput } from "./draft.ts";
import { stampOf } from "./stamp.ts";
import { table } from "./work.ts";

/** Empty where nothing was looked at. */
export function checksTable(input: DraftInput): string {
  const { facts, names, words } = input;
  const { head, looks, unanswered } = words.checks.trend;
  if (facts.checks.length === 0) return "";
  const stamp = stampOf(facts);
  const cell = (point: CheckTrend["first"], unit: string) =>
    point === null
      ? ""
      : words.checks.trend.point({ value: inline(valueWords(point.value, unit, words), names), at: stamp(point.at) });
  const rows = facts.checks.map((one) => {
    const counted = one.unanswered === 0 ? looks(one.looks) : unanswered({ looks: looks(one.looks) }, one.unanswered);
    return [
      inline(one.title, names),
      cell(one.first, one.unit),
      cell(one.lowest, one.unit),
      cell(one.highest, one.unit),
      cell(one.last, one.unit),
      cited(counted, one.sources, input),
    ];
  });
  return table([head.check, head.first, head.lowest, head.highest, head.last, head.looks], rows);
}
