// The reaction picker: type to search, arrows to move, Enter to react.
import { h } from "./dom.js";
import { PICKER, emojiChar, emojiNames } from "./emoji.js";
import { icon } from "./icons.js";
import { closeMenu, focusButton, openBeside } from "./menu.js";
import { changed, set, ui } from "./store.js";

const MOST = 48;
const COLUMNS = 8;

let wanted = "";

/** @param {{ id: string, label: string, pick: (name: string) => void }} options */
export function emojiPicker({ id, label, pick }) {
  const open = ui.openMenu === id;
  const toggle = () => {
    wanted = "";
    set({ openMenu: open ? "" : id });
  };
  return h(
    "span",
    { class: "menu-holder", key: `menu-${id}` },
    h(
      "button",
      {
        type: "button",
        class: "icon-button",
        "aria-haspopup": "dialog",
        "aria-expanded": String(open),
        "aria-label": label,
        title: label,
        onClick: toggle,
      },
      icon("smile"),
    ),
    open && panel(label, pick),
  );
}

function panel(label, pick) {
  const names = found();
  const choose = (name, inside) => {
    focusButton(inside);
    closeMenu();
    pick(name);
  };
  return h(
    "div",
    {
      class: "menu picker",
      role: "dialog",
      "aria-label": label,
      popover: "manual",
      mount: openBeside,
      onKeydown: (event) => steer(event, names, choose),
    },
    h("input", {
      class: "text-input",
      type: "text",
      placeholder: "Search emoji",
      "aria-label": "Search emoji",
      autocomplete: "off",
      value: wanted,
      onInput: (event) => {
        wanted = event.target.value;
        changed();
      },
    }),
    names.length === 0
      ? h("p", { class: "faint", role: "status" }, "No emoji of that name is here.")
      : h(
          "div",
          { class: "emoji-grid" },
          names.map((name) =>
            h(
              "button",
              {
                key: name,
                type: "button",
                class: "icon-button",
                "aria-label": name.replaceAll("_", " "),
                title: `:${name}:`,
                onClick: (event) => choose(name, event.currentTarget),
              },
              h("span", { class: "emoji" }, emojiChar(name)),
            ),
          ),
        ),
  );
}

/** The usual ones first, then every other one; with a search, those of that name. */
function found() {
  const typed = wanted.trim().toLowerCase().replaceAll(" ", "_").replaceAll(":", "");
  const all = [...new Set([...PICKER, ...emojiNames()])];
  return all.filter((name) => name.includes(typed)).slice(0, MOST);
}

function steer(event, names, choose) {
  const panel = event.currentTarget;
  const buttons = [...panel.querySelectorAll(".emoji-grid button")];
  const at = buttons.indexOf(document.activeElement);
  const step = { ArrowDown: at === -1 ? 1 : COLUMNS, ArrowUp: -COLUMNS, ArrowRight: 1, ArrowLeft: -1 }[event.key];
  if (event.key === "Escape" || event.key === "Tab") {
    focusButton(panel);
    closeMenu();
  } else if (event.key === "Enter" && at === -1) {
    if (names[0]) choose(names[0], panel);
  } else if (step !== undefined && (at !== -1 || event.key === "ArrowDown")) {
    (buttons[at + step] ?? (at + step < 0 ? panel.querySelector("input") : buttons.at(-1)))?.focus();
  } else return;
  // Escape must close the picker only, not the thread around it.
  event.preventDefault();
  event.stopPropagation();
}
