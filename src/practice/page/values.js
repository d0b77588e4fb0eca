// What a Block Kit input holds: the person's choice when there is one, else the initial value the app gave.
import { changed, drafts, state, ui } from "./store.js";

/** How each element type names its value in state.values, and how the app names its initial value. */
const FIELDS = {
  plain_text_input: ["value", "initial_value"],
  email_text_input: ["value", "initial_value"],
  url_text_input: ["value", "initial_value"],
  number_input: ["value", "initial_value"],
  static_select: ["selected_option", "initial_option"],
  radio_buttons: ["selected_option", "initial_option"],
  users_select: ["selected_user", "initial_user"],
  channels_select: ["selected_channel", "initial_channel"],
  conversations_select: ["selected_conversation", "initial_conversation"],
  datepicker: ["selected_date", "initial_date"],
  timepicker: ["selected_time", "initial_time"],
  datetimepicker: ["selected_date_time", "initial_date_time"],
  checkboxes: ["selected_options", "initial_options"],
  multi_static_select: ["selected_options", "initial_options"],
  multi_users_select: ["selected_users", "initial_users"],
  multi_channels_select: ["selected_channels", "initial_channels"],
  multi_conversations_select: ["selected_conversations", "initial_conversations"],
};

export const holdsValue = (element) => element.type in FIELDS;
const isMany = (type) => type === "checkboxes" || type.startsWith("multi_");

/**
 * Where an element stands: enough to name it to the server and to keep its draft.
 * @typedef {{ surface: string, message?: { channel: string, ts: string }, view?: string, errors?: Record<string, string> }} Surface
 * @typedef {{ surface: Surface, blockId: string, element: any }} Spot
 */

const keyOf = ({ surface, blockId, element }) =>
  `value|${state()?.me}|${surface.surface}|${blockId}|${element.action_id}`;

/** The value shown now. @param {Spot} spot */
export function valueAt(spot) {
  const initial = spot.element[FIELDS[spot.element.type][1]];
  const draft = drafts.get(keyOf(spot));
  // In a message a new initial value means that the app has moved on, for instance assigned somebody else; in a modal,
  // as in Slack, what the person entered stays.
  if (draft && (spot.surface.view || draft.over === JSON.stringify(initial))) return draft.value;
  return initial ?? (isMany(spot.element.type) ? [] : null);
}

/** @param {Spot} spot */
export function keepValue(spot, value) {
  const initial = spot.element[FIELDS[spot.element.type][1]];
  drafts.set(keyOf(spot), { value, over: JSON.stringify(initial) });
  const { view } = spot.surface;
  if (view) ui.mended.set(view, new Set(ui.mended.get(view)).add(spot.blockId));
  changed();
}

/** An element's entry as Slack sends it in state.values. @param {Spot} spot */
export function entryAt(spot) {
  const { type } = spot.element;
  const value = valueAt(spot);
  return { type, [FIELDS[type][0]]: value === "" ? null : value };
}

/** Every element of these blocks that holds a value, with its place. */
export function spotsIn(blocks, surface) {
  const spots = [];
  blocks.forEach((block, index) => {
    const blockId = blockIdOf(block, index);
    const elements = [block.element, block.accessory, ...(block.type === "actions" ? (block.elements ?? []) : [])];
    for (const element of elements) {
      if (element && holdsValue(element)) spots.push({ surface, blockId, element, block });
    }
  });
  return spots;
}

/** state.values of a message or view. */
export function valuesIn(blocks, surface) {
  const values = {};
  for (const spot of spotsIn(blocks, surface)) {
    values[spot.blockId] ??= {};
    values[spot.blockId][spot.element.action_id] = entryAt(spot);
  }
  return values;
}

/** Slack gives every block an id; when the server has not, its place must do. */
export const blockIdOf = (block, index) => block.block_id ?? `block-${index}`;

/** Forgets what was entered in views that are closed. */
export function forgetViews(openIds) {
  for (const key of drafts.keys()) {
    const view = /^value\|[^|]*\|view:([^|]+)\|/.exec(key)?.[1];
    if (view && !openIds.has(view)) drafts.delete(key);
  }
}

/** What Slack itself would refuse before asking the app: block_id → sentence. */
export function missingIn(blocks, surface) {
  const errors = {};
  for (const { blockId, element, block, ...rest } of spotsIn(blocks, surface)) {
    const value = valueAt({ blockId, element, ...rest });
    const empty = value === null || value === "" || (Array.isArray(value) && value.length === 0);
    const problem = empty
      ? block.type === "input" && !block.optional && "Please complete this required field."
      : outOfBounds(element, value);
    if (problem) errors[blockId] = problem;
  }
  return errors;
}

function outOfBounds(element, value) {
  if (element.type === "number_input") return badNumber(element, value);
  if (element.min_length && value.length < element.min_length)
    return `Please enter at least ${element.min_length} characters.`;
  if (element.max_length && value.length > element.max_length)
    return `Please enter at most ${element.max_length} characters.`;
  if (element.type === "email_text_input" && !/^\S+@\S+\.\S+$/.test(value))
    return "Please enter a valid email address.";
  if (element.type === "url_text_input" && !URL.canParse(value)) return "Please enter a valid URL.";
  return undefined;
}

function badNumber(element, value) {
  const number = Number(value);
  if (Number.isNaN(number)) return "Please enter a number.";
  if (!element.is_decimal_allowed && !Number.isInteger(number)) return "Please enter a whole number.";
  if (element.min_value !== undefined && number < Number(element.min_value))
    return `Please enter ${element.min_value} or more.`;
  if (element.max_value !== undefined && number > Number(element.max_value))
    return `Please enter ${element.max_value} or less.`;
  return undefined;
}
