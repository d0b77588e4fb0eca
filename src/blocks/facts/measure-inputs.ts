// The fields in which a form asks what the runbook measures, and what was given in them.
import type { InputBlock } from "@slack/types";
import type { Measured } from "../../domain/condition.ts";
import type { Measure } from "../../domain/facts/measures.ts";
import { plain } from "../actions.ts";
import { option } from "../forms.ts";
import type { Words } from "../words/en.ts";

const measureField = (key: string): string => `measure:${key}`;

/** What stands for yes, no and not known in a field. */
const YES = "yes";
const NO = "no";
const NOT_KNOWN = "not-known";

/** `tells`: the action by which an answer is told while the form is open; absent where only its submission tells. */
export function measureInput(
  measure: Measure,
  value: Measured | undefined,
  words: Words,
  tells?: string,
): InputBlock & { optional: true } {
  const { forms } = words.circumstances;
  const actionId = tells === undefined ? measureField(measure.key) : `${tells}:${measure.key}`;
  const isNumber = measure.kind !== "yes-no";
  return {
    type: "input",
    block_id: measureField(measure.key),
    optional: true,
    label: plain(measure.question),
    ...(isNumber && tells !== undefined ? { hint: plain(forms.numberHint) } : {}),
    ...(tells === undefined ? {} : { dispatch_action: true }),
    element: isNumber ? numberInput(measure, value, actionId) : yesNoInput(value, actionId, words),
  };
}

function numberInput({ kind }: Measure, value: Measured | undefined, actionId: string): InputBlock["element"] {
  return {
    type: "number_input",
    action_id: actionId,
    is_decimal_allowed: true,
    min_value: "0",
    ...(kind === "percent" ? { max_value: "100" } : {}),
    ...(value === undefined ? {} : { initial_value: String(value) }),
  };
}

function yesNoInput(value: Measured | undefined, actionId: string, words: Words): InputBlock["element"] {
  const { forms } = words.circumstances;
  const options = [option(forms.yes, YES), option(forms.no, NO), option(forms.notKnown, NOT_KNOWN)];
  const initial = value === undefined ? undefined : options[value ? 0 : 1];
  return {
    type: "radio_buttons",
    action_id: actionId,
    options,
    ...(initial ? { initial_option: initial } : {}),
  };
}

/** Null where nothing is known, or nothing that can be read as an answer. */
export function measureGiven({ key, kind }: Measure, fields: Readonly<Record<string, string>>): Measured | null {
  const given = fields[measureField(key)] ?? "";
  if (kind === "yes-no") return given === YES ? true : given === NO ? false : null;
  const number = given === "" ? Number.NaN : Number(given);
  return Number.isFinite(number) ? number : null;
}
