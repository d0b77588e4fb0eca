// The keyboard's way around the page, and the list of keys that says so.
import { closeDialog, frame } from "./dialogs.js";
import { h } from "./dom.js";
import { set } from "./store.js";

/** From part to part, in the order in which they stand; each with what takes the focus there, the best first. */
const PARTS = [
  [".tour", ".tour .primary"],
  [".topbar", ".topbar button:not(:disabled)"],
  [".outage-bar", ".outage-bar button"],
  [".sidebar", ".sidebar .row.current", ".sidebar button"],
  ["main .messages", "main .messages"],
  ["main .composer", "main .composer textarea"],
  [".pane.side .messages", ".pane.side .messages"],
  [".pane.side .composer", ".pane.side .composer textarea"],
];

/** F6 goes to the next part of the page and Shift+F6 to the one before, as in Slack. */
export function moveBetweenParts(event) {
  if (event.key !== "F6" || document.querySelector("dialog[open]")) return;
  const shown = PARTS.filter(([part]) => isShown(document.querySelector(part)));
  const at = shown.findIndex(([part]) => document.querySelector(part).contains(document.activeElement));
  const step = event.shiftKey ? -1 : 1;
  const [, ...targets] = shown[(at + step + shown.length) % shown.length];
  event.preventDefault();
  targets
    .flatMap((target) => [...document.querySelectorAll(target)])
    .find(isShown)
    ?.focus();
}

/** On a narrow window some buttons are hidden: what takes no focus would hold the way up. */
const isShown = (el) => el?.checkVisibility({ visibilityProperty: true }) === true;

const KEYS = [
  ["F6", "Go to the next part of the page: bar, channels, messages, where you write, thread"],
  ["Tab", "Go to the next button or field"],
  ["↑ ↓", "In the messages: go from one to the next"],
  ["R", "On a message: react"],
  ["T", "On a message: open its thread"],
  ["P", "On a message: pin it, or take the pin away"],
  ["E", "On a message of yours: edit it"],
  ["Delete", "On a message of yours: delete it"],
  ["↑", "In an empty box: edit what you said last"],
  ["/", "At the start of a message: run a command"],
  ["Enter", "Send; with Shift a new line"],
  ["Escape", "Close what lies on top"],
];

export function showKeys() {
  const draw = () =>
    frame(
      { title: "Keys", onClose: closeDialog },
      h(
        "dl",
        { class: "dialog-body keys" },
        KEYS.map(([key, words]) =>
          h("div", { key: key + words }, h("dt", null, h("kbd", null, key)), h("dd", null, words)),
        ),
      ),
      [h("button", { type: "button", class: "button primary", onClick: closeDialog, autofocus: true }, "Close")],
    );
  set({ dialog: draw });
}
