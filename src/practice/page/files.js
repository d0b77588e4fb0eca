// Files of a message: pictures as they are, texts with their first lines and a viewer, everything else to save.
import { closeDialog, frame } from "./dialogs.js";
import { h } from "./dom.js";
import { icon } from "./icons.js";
import { markdown } from "./markdown.js";
import { safeUrl } from "./mrkdwn.js";
import { set } from "./store.js";

/** @param {import("../page-api.ts").PageMessage} message */
export function files(message) {
  if (message.files.length === 0) return null;
  return h("div", { class: "files" }, message.files.map(file));
}

function file(given) {
  if (given.mimetype.startsWith("image/") && given.url.startsWith("/")) return picture(given);
  // The server shows texts as they are; other files are saved.
  return given.mimetype.startsWith("text/") ? textFile(given) : savedFile(given);
}

const titleOf = (given) => given.title || given.name;

const picture = (given) =>
  h(
    "a",
    { key: given.id, class: "picture", href: safeUrl(given.url), target: "_blank" },
    h("img", { src: given.url, alt: titleOf(given) }),
  );

const savedFile = (given) =>
  h("a", { key: given.id, class: "file", href: safeUrl(given.url), download: given.name }, face(given));

const textFile = (given) =>
  h(
    "button",
    { key: given.id, type: "button", class: "file text-file", onClick: () => view(given) },
    h("span", { class: "file-face" }, face(given)),
    given.preview && h("span", { class: "preview" }, given.preview),
  );

const face = (given) => [
  icon("file"),
  h(
    "span",
    { class: "file-words" },
    h("b", null, titleOf(given)),
    h("small", null, `${given.mimetype || "File"} · ${sizeOf(given.size)}`),
  ),
];

const sizeOf = (bytes) =>
  bytes < 1024
    ? `${bytes} bytes`
    : bytes < 1_048_576
      ? `${Math.round(bytes / 1024)} kB`
      : `${(bytes / 1_048_576).toFixed(1)} MB`;

/** Opens a text in a dialog; Markdown is shown as what it means. */
async function view(given) {
  const text = await fetch(given.url).then(
    (response) => (response.ok ? response.text() : undefined),
    () => undefined,
  );
  if (text === undefined) return set({ problem: `${titleOf(given)} could not be read.` });
  const isMarkdown = given.mimetype === "text/markdown" || given.name.endsWith(".md");
  const href = safeUrl(given.url);
  const draw = () =>
    frame(
      { title: titleOf(given), className: "dialog viewer", onClose: closeDialog },
      h(
        "div",
        {
          class: "dialog-body document",
          tabindex: 0,
          role: "region",
          "aria-label": titleOf(given),
          autofocus: true,
        },
        isMarkdown ? markdown(text) : h("pre", { class: "code-block" }, text),
      ),
      [
        h("a", { class: "button", href, download: given.name }, "Download"),
        h("a", { class: "button", href, target: "_blank" }, "Open in a new window", icon("external")),
        h("button", { type: "button", class: "button primary", onClick: closeDialog }, "Close"),
      ],
    );
  return set({ dialog: draw });
}
