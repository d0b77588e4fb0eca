// What the composer proposes, drawn: a list to choose from, or one line about what may follow.
import { avatar } from "./avatar.js";
import { h } from "./dom.js";

const placeOf = (field) => (field.thread ? "thread" : "channel");
export const listId = (field) => `list-${placeOf(field)}`;
export const optionId = (field, index) => `option-${placeOf(field)}-${index}`;

/**
 * @param {any} field the composer
 * @param {number} marked which of the items is marked, or -1
 * @param {(field: any, item: any, box: any) => void} take
 */
export function proposals(field, marked, take) {
  const { items, hint, usage } = field.open;
  if (items.length === 0)
    return h(
      "div",
      { class: "suggestions hint-only", role: "status" },
      usage ? usageLine(usage) : h("code", null, hint),
    );
  const pick = (event, item) => {
    event.preventDefault();
    take(field, item, event.currentTarget.closest(".composer").querySelector("textarea"));
  };
  return h(
    "div",
    {
      class: "suggestions",
      role: "listbox",
      "aria-label": "Suggestions",
      id: listId(field),
    },
    items.map((item, index) =>
      h(
        "div",
        {
          key: item.key,
          id: optionId(field, index),
          role: "option",
          class: "suggestion",
          "aria-selected": String(index === marked),
          onMousedown: (event) => pick(event, item),
        },
        item.user ? avatar(item.user, "small") : h("span", { class: "glyph", "aria-hidden": "true" }, item.glyph),
        h("b", null, item.label),
        h("span", { class: "faint" }, item.detail),
      ),
    ),
  );
}

/** `/incident declare [severity] [title]`, the word that is being typed in bold. */
function usageLine({ command, name, usage, does, at }) {
  const parts = usage.match(/\[[^\]]*\]|\S+/g) ?? [];
  const current = Math.min(at, parts.length - 1);
  return [
    h(
      "code",
      null,
      `${command} ${name}`,
      parts.map((part, index) => [" ", index === current ? h("b", null, part) : part]),
    ),
    does && h("span", { class: "faint" }, does),
  ];
}
