// The canvas of a channel: the document that its people and the app write together, section by section.
import { act } from "./act.js";
import { channelTitle } from "./channel-name.js";
import { h } from "./dom.js";
import { icon } from "./icons.js";
import { markdown } from "./markdown.js";
import { notices } from "./notices.js";
import { openCanvas, openChannel } from "./route.js";
import { changed, drafts, set, state, ui } from "./store.js";

/** Messages and the canvas, shown over both. */
export function canvasTabs(channel) {
  const tab = (label, isCurrent, run) =>
    h("button", { type: "button", class: "tab", "aria-current": isCurrent ? "page" : undefined, onClick: run }, label);
  return h(
    "nav",
    { class: "tabs", "aria-label": "Channel tabs" },
    tab("Messages", !ui.place.canvas, () => openChannel(channel.id)),
    tab(channel.canvas.title || "Canvas", ui.place.canvas, () => openCanvas(channel.id)),
  );
}

export function canvasPane(channel, header, tabs) {
  const { title, sections } = channel.canvas;
  const canWrite = channel.members.includes(state().me) && !channel.isArchived;
  const name = `${title || "Canvas"} in ${channelTitle(channel)}`;
  return h(
    "main",
    { class: "pane", id: "main", key: `canvas-${channel.id}`, tabindex: -1, "aria-label": name },
    header,
    tabs,
    h(
      "div",
      { class: "messages canvas", tabindex: 0, role: "region", "aria-label": name },
      h(
        "div",
        { class: "document" },
        title && h("h2", { class: "canvas-title" }, title),
        sections.map((one) => section(one, channel, canWrite)),
        canWrite && addSection(channel),
      ),
    ),
    h("div", { class: "pane-foot" }, notices()),
  );
}

function section({ id, markdown: words }, channel, canWrite) {
  const key = `canvas|${channel.id}|${id}`;
  if (ui.editing === key) return sectionEditor({ key, id, words }, channel);
  return h(
    "div",
    { class: "canvas-section", key: id, "data-section": id },
    h("div", { class: "document" }, markdown(words)),
    canWrite &&
      h(
        "button",
        {
          type: "button",
          class: "icon-button",
          "aria-label": `Edit: ${words.split("\n")[0].slice(0, 60)}`,
          title: "Edit",
          onClick: () => set({ editing: key }),
        },
        icon("edit"),
      ),
  );
}

function addSection(channel) {
  const key = `canvas|${channel.id}|`;
  if (ui.editing === key) return sectionEditor({ key, words: "" }, channel);
  return h(
    "button",
    { key: "add", type: "button", class: "button", onClick: () => set({ editing: key }) },
    icon("plus"),
    "Add to the canvas",
  );
}

function sectionEditor({ key, id, words }, channel) {
  const done = () => {
    drafts.delete(key);
    set({ editing: "" });
  };
  const save = async () => {
    const typed = drafts.get(key) ?? words;
    if (typed === words) return done();
    const answer = await act({ act: "edit-canvas", channel: channel.id, ...(id && { section: id }), markdown: typed });
    if (answer.ok) done();
  };
  const keys = (event) => {
    if (event.key === "Escape") done();
    else if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) save();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return h(
    "div",
    { class: "editor", key: `edit-${id}` },
    h("textarea", {
      class: "text-input",
      "aria-label": "Markdown of this part",
      rows: Math.min(Math.max(words.split("\n").length + 1, 4), 16),
      value: drafts.get(key) ?? words,
      onInput: (event) => {
        drafts.set(key, event.target.value);
        changed();
      },
      onKeydown: keys,
      mount: (el) => el.focus(),
    }),
    h(
      "div",
      { class: "editor-buttons" },
      h("button", { type: "button", class: "button", onClick: done }, "Cancel"),
      h("button", { type: "button", class: "button primary", onClick: save }, "Save"),
      h("small", null, "Markdown; empty takes this part away"),
    ),
  );
}
