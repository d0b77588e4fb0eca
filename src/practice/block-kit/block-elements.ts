// The limits of Block Kit's interactive elements.
import { type Problems, textProblems } from "./block-problems.ts";
import type { Block, Json } from "../state.ts";

/** Checks one element that may only be of these types. */
export function elementProblems(problems: Problems, value: unknown, at: string, types: string[]): void {
  if (typeof value !== "object" || value === null) return void problems.add("missing required field", at);
  const element = value as Block;
  if (!types.includes(element.type)) return void problems.add(`unsupported type: ${element.type}`, `${at}/type`);
  if (element.action_id !== undefined) problems.text(element.action_id, 255, `${at}/action_id`);
  if (element.placeholder !== undefined)
    textProblems(problems, element.placeholder, 150, `${at}/placeholder`, ["plain_text"]);
  if (element.confirm !== undefined) confirmProblems(problems, element.confirm as Json, `${at}/confirm`);
  if (element.type === "button") buttonProblems(problems, element, at);
  else if (element.type === "image") imageProblems(problems, element, at);
  else if (element.type === "plain_text_input") inputProblems(problems, element, at);
  else if (element.type === "number_input" && typeof element.is_decimal_allowed !== "boolean") {
    problems.add("missing required field", `${at}/is_decimal_allowed`);
  } else if (INITIAL[element.type]) initialProblems(problems, element, at);
  else if (OPTIONS_MAX[element.type] !== undefined) choiceProblems(problems, element, at);
}

const OPTIONS_MAX: Record<string, number> = {
  static_select: 100,
  multi_static_select: 100,
  overflow: 5,
  radio_buttons: 10,
  checkboxes: 10,
};

// Pickers: [the field they start from, what it must look like, in words].
const INITIAL: Record<string, [string, RegExp, string]> = {
  datepicker: ["initial_date", /^\d{4}-\d{2}-\d{2}$/, "must be in the format YYYY-MM-DD"],
  timepicker: ["initial_time", /^([01]\d|2[0-3]):[0-5]\d$/, "must be in the format HH:mm"],
  datetimepicker: ["initial_date_time", /^\d{10}$/, "must be a UNIX timestamp of 10 digits"],
  users_select: ["initial_user", /^[UW][A-Z0-9]+$/, "must be a user id"],
  conversations_select: ["initial_conversation", /^[CDG][A-Z0-9]+$/, "must be a conversation id"],
};

function initialProblems(problems: Problems, element: Block, at: string): void {
  const [field, form, sentence] = INITIAL[element.type]!;
  const value = element[field];
  if (value !== undefined && !form.test(String(value))) problems.add(sentence, `${at}/${field}`);
}

function buttonProblems(problems: Problems, element: Block, at: string): void {
  textProblems(problems, element.text, 75, `${at}/text`, ["plain_text"]);
  if (element.value !== undefined) problems.text(element.value, 2_000, `${at}/value`);
  if (element.url !== undefined) problems.text(element.url, 3_000, `${at}/url`);
  if (element.style !== undefined && element.style !== "primary" && element.style !== "danger") {
    problems.add("must be one of: primary, danger", `${at}/style`);
  }
}

function imageProblems(problems: Problems, element: Block, at: string): void {
  if (element.slack_file === undefined) problems.text(element.image_url, 3_000, `${at}/image_url`);
  problems.text(element.alt_text, 2_000, `${at}/alt_text`);
}

function inputProblems(problems: Problems, element: Block, at: string): void {
  const { initial_value, min_length, max_length } = element;
  if (typeof initial_value === "string" && initial_value.length > 3_000) {
    problems.add("must be less than 3001 characters", `${at}/initial_value`);
  }
  if (typeof min_length === "number" && min_length > 3_000) problems.add("must be at most 3000", `${at}/min_length`);
  if (typeof max_length === "number" && max_length > 3_000) problems.add("must be at most 3000", `${at}/max_length`);
}

function choiceProblems(problems: Problems, element: Block, at: string): void {
  if (element.option_groups !== undefined) {
    const groups = problems.array(element.option_groups, 1, 100, `${at}/option_groups`);
    groups.forEach((group, index) => {
      textProblems(problems, group.label, 75, `${at}/option_groups/${index}/label`, ["plain_text"]);
      optionsProblems(problems, group.options, 100, `${at}/option_groups/${index}/options`);
    });
    return;
  }
  optionsProblems(problems, element.options, OPTIONS_MAX[element.type] ?? 100, `${at}/options`);
  const options = Array.isArray(element.options) ? (element.options as Json[]) : [];
  const known = options.map((one) => one.value);
  const initial = [element.initial_option, ...((element.initial_options as unknown[] | undefined) ?? [])] as (
    | Json
    | undefined
  )[];
  for (const one of initial) {
    if (one && !known.includes(one.value)) problems.add("initial option must match one of the options", at);
  }
}

function optionsProblems(problems: Problems, value: unknown, max: number, at: string): void {
  problems.array(value, 1, max, at).forEach((option, index) => {
    const place = `${at}/${index}`;
    textProblems(problems, option.text, 75, `${place}/text`);
    problems.text(option.value, 75, `${place}/value`);
    if (option.description !== undefined) textProblems(problems, option.description, 75, `${place}/description`);
  });
}

function confirmProblems(problems: Problems, confirm: Json, at: string): void {
  textProblems(problems, confirm.title, 100, `${at}/title`, ["plain_text"]);
  textProblems(problems, confirm.text, 300, `${at}/text`);
  textProblems(problems, confirm.confirm, 30, `${at}/confirm`, ["plain_text"]);
  textProblems(problems, confirm.deny, 30, `${at}/deny`, ["plain_text"]);
}
