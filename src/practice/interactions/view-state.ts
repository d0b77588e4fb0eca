// What a member has typed and chosen, in the shape of `state.values`: given values, or what each element starts with.
import type { Block, Json, View } from "../state.ts";

type Values = Record<string, Record<string, Json>>;

// Element type → [its field in state.values, the field it starts from, what it holds when empty].
const FIELDS: Record<string, [string, string, unknown]> = {
  plain_text_input: ["value", "initial_value", null],
  email_text_input: ["value", "initial_value", null],
  url_text_input: ["value", "initial_value", null],
  number_input: ["value", "initial_value", null],
  rich_text_input: ["rich_text_value", "initial_value", null],
  static_select: ["selected_option", "initial_option", null],
  external_select: ["selected_option", "initial_option", null],
  radio_buttons: ["selected_option", "initial_option", null],
  checkboxes: ["selected_options", "initial_options", []],
  multi_static_select: ["selected_options", "initial_options", []],
  multi_external_select: ["selected_options", "initial_options", []],
  users_select: ["selected_user", "initial_user", null],
  multi_users_select: ["selected_users", "initial_users", []],
  conversations_select: ["selected_conversation", "initial_conversation", null],
  multi_conversations_select: ["selected_conversations", "initial_conversations", []],
  channels_select: ["selected_channel", "initial_channel", null],
  multi_channels_select: ["selected_channels", "initial_channels", []],
  datepicker: ["selected_date", "initial_date", null],
  timepicker: ["selected_time", "initial_time", null],
  datetimepicker: ["selected_date_time", "initial_date_time", null],
  file_input: ["files", "initial_files", []],
};

/** `state.values` for these blocks: every element that holds something has its entry. */
export function stateValues(blocks: Block[], given: Values): Values {
  const values: Values = {};
  for (const [block, element] of elementsOf(blocks)) {
    const field = FIELDS[element.type];
    if (!field) continue;
    const [name, initial, empty] = field;
    const chosen = given[String(block.block_id)]?.[String(element.action_id)];
    const entry = { type: element.type, [name]: element[initial] ?? empty, ...chosen };
    const id = String(block.block_id);
    values[id] = { ...values[id], [String(element.action_id)]: entry };
  }
  return values;
}

/** Block and element for one press. */
export function findElement(blocks: Block[], blockId: string, actionId: string): Block | undefined {
  const found = elementsOf(blocks).find(([block, one]) => block.block_id === blockId && one.action_id === actionId);
  return found?.[1];
}

/** What Slack's own client says before it sends a form: inputs that must be filled and are not. */
export function requiredErrors(view: View, values: Values): Record<string, string> {
  const errors: Record<string, string> = {};
  for (const block of view.blocks) {
    if (block.type !== "input" || block.optional === true) continue;
    const element = block.element as Block;
    const entry = values[String(block.block_id)]?.[String(element.action_id)];
    const value = entry?.[FIELDS[element.type]?.[0] ?? "value"];
    const isEmpty =
      value === null || value === undefined || value === "" || (Array.isArray(value) && value.length === 0);
    if (isEmpty) errors[String(block.block_id)] = "Please complete this required field.";
  }
  return errors;
}

/** A number outside its bounds, a text that is too short or too long: the client does not send these either. */
export function boundErrors(view: View, values: Values): Record<string, string> {
  const errors: Record<string, string> = {};
  for (const block of view.blocks) {
    const element = block.element as Block | undefined;
    const value = element && values[String(block.block_id)]?.[String(element.action_id)]?.value;
    if (!element || value === null || value === undefined || value === "") continue;
    const problem = element.type === "number_input" ? numberProblem(element, value) : lengthProblem(element, value);
    if (problem) errors[String(block.block_id)] = problem;
  }
  return errors;
}

function numberProblem(element: Block, value: unknown): string | undefined {
  const number = Number(value);
  if (!Number.isFinite(number)) return "Please enter a number.";
  if (element.is_decimal_allowed !== true && !Number.isInteger(number)) return "Please enter a whole number.";
  if (element.min_value !== undefined && number < Number(element.min_value)) {
    return `Please enter a number of at least ${element.min_value}.`;
  }
  if (element.max_value !== undefined && number > Number(element.max_value)) {
    return `Please enter a number of at most ${element.max_value}.`;
  }
  return undefined;
}

function lengthProblem({ min_length, max_length }: Block, value: unknown): string | undefined {
  const { length } = String(value);
  if (typeof min_length === "number" && length < min_length) return `Please enter at least ${min_length} characters.`;
  if (typeof max_length === "number" && length > max_length) return `Please enter at most ${max_length} characters.`;
  return undefined;
}

function elementsOf(blocks: Block[]): [Block, Block][] {
  return blocks.flatMap((block) => {
    const inside = [block.element, block.accessory, ...((block.elements as unknown[] | undefined) ?? [])];
    return inside
      .filter((one) => typeof one === "object" && one !== null)
      .map((one): [Block, Block] => [block, one as Block]);
  });
}
