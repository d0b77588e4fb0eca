// Editing one's own message in its place.
import { act } from "./act.js";
import { h } from "./dom.js";
import { toTyped } from "./typed.js";
import { changed, drafts, set } from "./store.js";

export function editor(message, channel) {
  const key = `edit|${channel.id}|${message.ts}`;
  const text = drafts.get(key) ?? toTyped(message.text);
  const done = () => {
    const box = document.activeElement?.closest(".pane")?.querySelector(".composer textarea");
    drafts.delete(key);
    set({ editing: "" });
    // As in Slack, one goes on writing.
    box?.focus();
  };
  const save = async () => {
    const typed = (drafts.get(key) ?? text).trim();
    if (typed === "" || typed === toTyped(message.text)) return done();
    const answer = await act({ act: "edit", channel: channel.id, ts: message.ts, text: typed });
    if (answer.ok) done();
  };
  const keys = (event) => {
    if (event.key === "Escape") done();
    else if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    else save();
    event.preventDefault();
    event.stopPropagation();
  };
  const typing = (event) => {
    drafts.set(key, event.target.value);
    changed();
  };
  return h(
    "div",
    { class: "editor" },
    h("textarea", {
      class: "text-input",
      "aria-label": "Edit message",
      rows: 2,
      value: text,
      onInput: typing,
      onKeydown: keys,
      mount: focusAtEnd,
    }),
    h(
      "div",
      { class: "editor-buttons" },
      h("button", { type: "button", class: "button", onClick: done }, "Cancel"),
      h("button", { type: "button", class: "button primary", onClick: save }, "Save"),
    ),
  );
}

function focusAtEnd(el) {
  el.focus();
  el.setSelectionRange(el.value.length, el.value.length);
}
