// Menus to choose from, as the browser's own select: the one control every keyboard, phone and screen reader knows.
import { channelTitle } from "./channel-name.js";
import { h } from "./dom.js";
import { icon } from "./icons.js";
import { isDirect } from "./route.js";
import { personName, state } from "./store.js";
import { words } from "./text.js";
import { choose } from "./press.js";
import { valueAt } from "./values.js";

/** One choice; the value is an option object for static menus and an id for people and channels. */
export function singleSelect(spot) {
  const { element } = spot;
  const groups = choices(element);
  const value = valueAt(spot);
  const chosenKey = keyOf(value);
  const known = groups.some((group) => group.options.some((option) => option.key === chosenKey));
  const pick = (event) => choose(spot, find(groups, event.target.value)?.value ?? null);
  const attributes = {
    "aria-invalid": spot.invalid ? "true" : undefined,
    "data-action-id": element.action_id,
    value: known ? chosenKey : "",
    onChange: pick,
  };
  const none = h("option", { value: "", disabled: !clearable(spot) || undefined }, placeholderOf(element));
  return menu(spot, attributes, [none, groups.map(optionGroup)]);
}

// Only an optional input may be emptied again; a menu in a message has nothing to say for "nobody".
const clearable = (spot) => spot.optional === true;

const optionGroup = (group) =>
  group.label === undefined
    ? group.options.map(optionNode)
    : h("optgroup", { label: group.label, key: group.label }, group.options.map(optionNode));

const optionNode = (option) => h("option", { value: option.key, key: option.key }, option.name);

/** Several choices: those made stand as removable tags before a menu of the rest. */
export function multiSelect(spot) {
  const { element } = spot;
  const groups = choices(element);
  const chosen = valueAt(spot) ?? [];
  const keys = new Set(chosen.map(keyOf));
  const full = element.max_selected_items !== undefined && keys.size >= element.max_selected_items;
  const rest = groups
    .map((group) => ({ ...group, options: group.options.filter((option) => !keys.has(option.key)) }))
    .filter((group) => group.options.length > 0);
  const add = (event) => {
    const option = find(groups, event.target.value);
    event.target.value = "";
    if (option) choose(spot, [...chosen, option.value]);
  };
  const none = h("option", { value: "" }, full ? "No more can be chosen" : placeholderOf(element));
  return h(
    "div",
    { class: "multi" },
    chosen.map((value) => tag(spot, groups, chosen, value)),
    menu(spot, { disabled: full, value: "", onChange: add }, [none, rest.map(optionGroup)]),
  );
}

const menu = (spot, attributes, options) =>
  h(
    "span",
    { class: "select" },
    h(
      "select",
      {
        id: spot.id,
        "aria-label": spot.label ?? placeholderOf(spot.element),
        "aria-describedby": spot.describedBy,
        ...attributes,
      },
      options,
    ),
    icon("chevron"),
  );

function tag(spot, groups, chosen, value) {
  const name = find(groups, keyOf(value))?.name ?? (typeof value === "string" ? value : words(value.text));
  const remove = () =>
    choose(
      spot,
      chosen.filter((one) => keyOf(one) !== keyOf(value)),
    );
  return h(
    "span",
    { class: "tag", key: keyOf(value) },
    name,
    h("button", { type: "button", "aria-label": `Remove ${name}`, onClick: remove }, icon("close")),
  );
}

const keyOf = (value) =>
  value === null || value === undefined ? "" : typeof value === "string" ? value : String(value.value);
const find = (groups, key) => groups.flatMap((group) => group.options).find((option) => option.key === key);
const placeholderOf = (element) =>
  words(element.placeholder) || (element.type.includes("users") ? "Choose a person" : "Choose an option");

/** What an element offers, as groups of { key, name, value }. */
export function choices(element) {
  if (element.type.endsWith("users_select")) return [{ options: people() }];
  if (element.type.endsWith("channels_select")) return [{ options: channels(false) }];
  if (element.type.endsWith("conversations_select")) return [{ options: channels(true) }];
  if (element.option_groups) {
    return element.option_groups.map((group) => ({
      label: words(group.label),
      options: (group.options ?? []).map(option),
    }));
  }
  return [{ options: (element.options ?? []).map(option) }];
}

const option = (given) => ({
  key: String(given.value),
  name: words(given.text) + (given.description ? ` – ${words(given.description)}` : ""),
  value: given,
});

const people = () =>
  (state()?.users ?? [])
    .filter((user) => !user.isBot)
    .map((user) => ({ key: user.id, name: personName(user), value: user.id }));

const channels = (withDirect) =>
  (state()?.channels ?? [])
    .filter((channel) => !channel.isArchived && (withDirect || !isDirect(channel)))
    .map((channel) => ({
      key: channel.id,
      name: isDirect(channel) ? channelTitle(channel) : `${channel.isPrivate ? "🔒 " : "#"}${channel.name}`,
      value: channel.id,
    }));
