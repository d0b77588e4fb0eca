// Block Kit's interactive elements, one function a kind. Names for the screen reader come from the block's label.
import { h } from "./dom.js";
import { icon } from "./icons.js";
import { menuButton } from "./menu.js";
import { safeUrl } from "./mrkdwn.js";
import { multiSelect, singleSelect } from "./selects.js";
import { choose, press, pressKey } from "./press.js";
import { ui } from "./store.js";
import { textObject, words } from "./text.js";
import { entryAt, keepValue, valueAt } from "./values.js";

/**
 * @typedef {import("./values.js").Spot & { sendsAction: boolean, id: string, label?: string, describedBy?: string, invalid?: boolean }} InputSpot
 * @param {InputSpot} spot
 * @returns the element, or undefined when its type is unknown here
 */
export function element(spot) {
  return ELEMENTS[spot.element.type]?.(spot);
}

const ELEMENTS = {
  button,
  workflow_button: button,
  overflow,
  plain_text_input: textInput,
  email_text_input: (spot) => textInput(spot, "email"),
  url_text_input: (spot) => textInput(spot, "url"),
  number_input: (spot) => textInput(spot, "text"),
  static_select: singleSelect,
  users_select: singleSelect,
  channels_select: singleSelect,
  conversations_select: singleSelect,
  multi_static_select: multiSelect,
  multi_users_select: multiSelect,
  multi_channels_select: multiSelect,
  multi_conversations_select: multiSelect,
  radio_buttons: (spot) => ticks(spot, "radio"),
  checkboxes: (spot) => ticks(spot, "checkbox"),
  datepicker: (spot) => dateInput(spot, "date"),
  timepicker: (spot) => dateInput(spot, "time"),
  datetimepicker: (spot) => dateInput(spot, "datetime-local"),
};

/** What every form control carries: its id, and what describes it. */
const common = (spot) => ({
  id: spot.id,
  "aria-label": spot.label,
  "aria-describedby": spot.describedBy,
  "aria-invalid": spot.invalid ? "true" : undefined,
  "data-action-id": spot.element.action_id,
  "data-focus": spot.element.focus_on_load === true,
  mount: spot.element.focus_on_load ? (el) => el.focus() : undefined,
});

function button(spot) {
  const { element } = spot;
  const mark = `${element.value ?? ""}${words(element.text)}`;
  const busy = ui.pending.has(pressKey(spot, mark));
  const chosen = { type: "button", ...(element.value === undefined ? {} : { value: element.value }) };
  const style = ["primary", "danger"].includes(element.style) ? element.style : "";
  const attributes = {
    key: `button-${element.action_id}-${element.value ?? ""}`,
    class: `button ${style}${busy ? " busy" : ""}`,
    "aria-label": element.accessibility_label,
    "data-action-id": element.action_id,
  };
  const send = () => busy || press(spot, chosen, mark);
  const href = element.url && safeUrl(element.url);
  // Slack tells the app of a press on a link button too.
  if (href) {
    return h(
      "a",
      { ...attributes, href, target: "_blank", rel: "noreferrer noopener", onClick: send },
      textObject(element.text),
      icon("external"),
    );
  }
  return h(
    "button",
    { ...attributes, type: "button", "aria-busy": busy ? "true" : undefined, onClick: send },
    textObject(element.text),
  );
}

function overflow(spot) {
  const items = () =>
    (spot.element.options ?? []).map((option) => ({
      label: words(option.text),
      note: option.description && words(option.description),
      href: option.url && safeUrl(option.url),
      run: () => press(spot, { type: "overflow", selected_option: option }, option.value),
    }));
  return menuButton(
    { id: `overflow-${spot.id}`, label: spot.label ?? "More options", class: "button overflow", items },
    icon("more"),
  );
}

function textInput(spot, type = "text") {
  const { element } = spot;
  const attributes = {
    ...common(spot),
    class: "text-input",
    placeholder: words(element.placeholder),
    maxlength: element.max_length ?? (element.type === "plain_text_input" ? 3000 : undefined),
    inputmode: element.type === "number_input" ? (element.is_decimal_allowed ? "decimal" : "numeric") : undefined,
    autocomplete: "off",
    value: valueAt(spot) ?? "",
    onInput: (event) => typed(spot, event.target.value),
  };
  if (element.multiline) return [h("textarea", { ...attributes, rows: 4 }), countdown(element, valueAt(spot))];
  return [
    h("input", { ...attributes, type, onKeydown: (event) => entered(spot, event) }),
    countdown(element, valueAt(spot)),
  ];
}

const triggers = (spot) => spot.element.dispatch_action_config?.trigger_actions_on ?? ["on_enter_pressed"];

function typed(spot, text) {
  keepValue(spot, text);
  if (spot.sendsAction && triggers(spot).includes("on_character_entered")) press(spot, entryAt(spot));
}

function entered(spot, event) {
  if (event.key !== "Enter" || !spot.sendsAction || !triggers(spot).includes("on_enter_pressed")) return;
  event.preventDefault();
  press(spot, entryAt(spot));
}

// Shown only near the end, as in Slack: a count on every field would be noise.
function countdown(element, value) {
  const left = (element.max_length ?? 3000) - (value ?? "").length;
  return (
    left <= 50 &&
    element.type === "plain_text_input" &&
    h("span", { class: "countdown", "aria-live": "polite" }, `${left} characters left`)
  );
}

function ticks(spot, type) {
  const value = valueAt(spot);
  const picked = new Set([value].flat().map((option) => option?.value));
  const toggle = (option, on) => {
    if (type === "radio") return choose(spot, option);
    const options = spot.element.options.filter((one) => (one.value === option.value ? on : picked.has(one.value)));
    return choose(spot, options);
  };
  return h(
    "div",
    {
      class: "ticks",
      role: type === "radio" ? "radiogroup" : "group",
      "aria-label": spot.label ?? "Options",
      "aria-describedby": spot.describedBy,
      id: spot.id,
    },
    (spot.element.options ?? []).map((option) =>
      h(
        "label",
        { class: "tick", key: option.value },
        h("input", {
          type,
          name: spot.id,
          checked: picked.has(option.value),
          onChange: (event) => toggle(option, event.target.checked),
        }),
        h(
          "span",
          null,
          textObject(option.text),
          option.description && h("small", null, textObject(option.description)),
        ),
      ),
    ),
  );
}

const DATE_NAMES = { date: "Date", time: "Time", "datetime-local": "Date and time" };

function dateInput(spot, type) {
  const value = valueAt(spot);
  const isMoment = type === "datetime-local";
  const change = (event) => {
    const given = event.target.value;
    choose(spot, isMoment ? (given ? Math.floor(new Date(given).getTime() / 1000) : null) : given || null);
  };
  return h("input", {
    ...common(spot),
    "aria-label": spot.label ?? (words(spot.element.placeholder) || DATE_NAMES[type]),
    class: "text-input date",
    type,
    value: isMoment ? localMoment(value) : (value ?? ""),
    onChange: change,
  });
}

/** Unix seconds as the browser's datetime-local field writes them, in the reader's zone. */
function localMoment(seconds) {
  if (!seconds) return "";
  const at = new Date(seconds * 1000);
  return new Date(at.getTime() - at.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}
