// A button that opens a list of things to do. The list is a popover, so it also shows above dialogs.
import { h } from "./dom.js";
import { set, ui } from "./store.js";

/**
 * @typedef {{ label: any, run?: () => void, href?: string, newWindow?: boolean, danger?: boolean, icon?: any,
 *   note?: string, current?: boolean, disabled?: boolean, aside?: { label: string, href: string, icon: any } }} Item
 * @param {{ id: string, label: string, class?: string, items: () => Item[], title?: string, disabled?: boolean,
 *   isNamedByFace?: boolean }} options `isNamedByFace`: the button's words are its name, and the label only describes it
 * @param {...any} face what the button shows
 */
export function menuButton(options, ...face) {
  const open = ui.openMenu === options.id;
  return h(
    "span",
    { class: "menu-holder", key: `menu-${options.id}` },
    h(
      "button",
      {
        type: "button",
        class: options.class ?? "icon-button",
        "aria-haspopup": "menu",
        "aria-expanded": String(open),
        "aria-label": options.isNamedByFace ? undefined : options.label,
        title: options.title ?? options.label,
        disabled: options.disabled,
        onClick: () => set({ openMenu: open ? "" : options.id }),
      },
      face,
    ),
    open && menuList(options),
  );
}

function menuList(options) {
  return h(
    "div",
    {
      class: "menu",
      role: "menu",
      "aria-label": options.label,
      popover: "manual",
      mount: openBeside,
      onKeydown: steer,
    },
    options
      .items()
      .map((item) => h("div", { class: "menu-row", role: "none" }, menuItem(item), item.aside && aside(item.aside))),
  );
}

function menuItem(item) {
  const inside = [
    item.icon,
    h("span", { class: "menu-text" }, item.label, item.note && h("small", null, item.note)),
    item.current && h("span", { class: "menu-check", "aria-hidden": "true" }, "✓"),
  ];
  const attributes = { role: "menuitem", tabindex: -1, class: item.danger ? "menu-item danger" : "menu-item" };
  if (item.href) {
    return h("a", { ...attributes, href: item.href, target: "_blank", rel: "noreferrer", onClick: closeMenu }, inside);
  }
  const run = (event) => {
    focusButton(event.currentTarget);
    closeMenu();
    item.run?.();
  };
  return h("button", { ...attributes, type: "button", disabled: item.disabled, onClick: run }, inside);
}

const aside = ({ label, href, icon }) =>
  h(
    "a",
    {
      class: "menu-aside",
      role: "menuitem",
      tabindex: -1,
      href,
      target: "_blank",
      title: label,
      "aria-label": label,
      onClick: closeMenu,
    },
    icon,
  );

export function closeMenu() {
  if (ui.openMenu) set({ openMenu: "" });
}

/** The focus goes back to where the list came from, before the list and what was chosen in it are gone. */
export const focusButton = (inside) => inside.closest(".menu-holder").querySelector("button").focus();

/** Mount hook: puts the list under its button, or above where there is no room, and moves the focus in. */
export function openBeside(el) {
  el.showPopover?.();
  place(el);
  (items(el)[0] ?? el.querySelector("input"))?.focus();
}

/** For a window whose size changes while a menu is open. */
export function placeMenu() {
  const el = document.querySelector(".menu");
  if (el) place(el);
}

function place(el) {
  const button = el.previousElementSibling;
  const from = button.getBoundingClientRect();
  const { offsetWidth: width, offsetHeight: height } = el;
  const below = from.bottom + 4;
  const top = below + height < innerHeight - 8 ? below : Math.max(8, from.top - height - 4);
  const left = from.left + width < innerWidth - 8 ? from.left : from.right - width;
  el.style.top = `${top}px`;
  el.style.left = `${Math.max(8, Math.min(left, innerWidth - width - 8))}px`;
}

const items = (el) => [...el.querySelectorAll("[role=menuitem]:not(:disabled)")];

function steer(event) {
  const all = items(event.currentTarget);
  const at = all.indexOf(document.activeElement);
  const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: all.length - 1 }[event.key];
  if (event.key === "Escape" || event.key === "Tab") {
    focusButton(event.currentTarget);
    closeMenu();
  } else if (to === undefined) return;
  else all[(to + all.length) % all.length]?.focus();
  // Escape must close the menu only, not the dialog or thread around it.
  event.preventDefault();
  event.stopPropagation();
}

/** Closes the open menu when the person presses anywhere else. */
export function closeMenuOnPressOutside() {
  document.addEventListener("pointerdown", (event) => {
    if (ui.openMenu && !event.target.closest?.(".menu-holder")) closeMenu();
  });
}
