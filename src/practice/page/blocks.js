// Block Kit blocks as page nodes. A block this page does not know is named, never hidden and never fatal.
import { h } from "./dom.js";
import { icon } from "./icons.js";
import { element } from "./inputs.js";
import { mrkdwn } from "./mrkdwn.js";
import { markdown } from "./markdown.js";
import { richText } from "./rich-text.js";
import { textObject, words } from "./text.js";
import { blockIdOf } from "./values.js";

/**
 * @param {import("../page-api.ts").Block[]} list
 * @param {import("./values.js").Surface} surface
 */
export function blocks(list, surface) {
  return h(
    "div",
    { class: "blocks" },
    list.map((block, index) => safely(block, { surface, blockId: blockIdOf(block, index) })),
  );
}

// An app may send anything; one odd block must not take the whole page with it.
function safely(block, place) {
  try {
    const draw = BLOCKS[block.type] ?? unknown;
    return h(
      "div",
      { class: `block block-${block.type}`, key: place.blockId, "data-block-id": place.blockId },
      draw(block, place),
    );
  } catch (error) {
    return unknown(block, place, `could not be shown: ${error instanceof Error ? error.message : error}`);
  }
}

const BLOCKS = {
  header: (block) => h("h3", { class: "block-heading" }, textObject(block.text)),
  section,
  context,
  divider: () => h("hr"),
  actions: (block, place) =>
    (block.elements ?? []).map((one, index) => interactive(one, { ...place, sendsAction: true }, String(index))),
  input,
  image,
  rich_text: (block) => richText(block),
  markdown: (block) => markdown(block.text ?? ""),
};

function unknown(block, _place, why = "is not drawn in the practice workspace") {
  return h("div", { class: "unknown" }, icon("info"), `A “${block.type}” block ${why}.`);
}

/** An element with all it needs to know of its place. */
function interactive(one, place, suffix, names = {}) {
  const id = `${place.surface.surface}-${place.blockId}-${one.action_id ?? suffix}`.replace(/[^\w-]/g, "_");
  const node = element({ ...place, ...names, element: one, id });
  return node ?? h("span", { class: "unknown" }, icon("info"), `A “${one.type}” element is not drawn here.`);
}

function section(block, place) {
  const { accessory } = block;
  // The text beside a menu is its name for those who cannot see that they stand side by side.
  const label = accessory && !["button", "image"].includes(accessory.type) ? namedBy(block) : undefined;
  return [
    h(
      "div",
      { class: "section-words" },
      block.text && h("div", { class: "section-text" }, textObject(block.text)),
      block.fields?.length > 0 &&
        h(
          "div",
          { class: "fields" },
          block.fields.map((field) => h("div", { class: "field-text" }, textObject(field))),
        ),
    ),
    accessory &&
      h(
        "div",
        { class: "accessory" },
        accessory.type === "image"
          ? picture(accessory)
          : interactive(accessory, { ...place, sendsAction: true }, "accessory", { label }),
      ),
  ];
}

const namedBy = (block) =>
  words(block.text)
    .replace(/[*_~`]/g, "")
    .split("\n")[0]
    .slice(0, 100) || undefined;

function context(block) {
  return (block.elements ?? []).map((one) =>
    one.type === "image"
      ? picture(one)
      : h("span", { class: "context-text" }, one.type === "mrkdwn" ? mrkdwn(one.text) : textObject(one)),
  );
}

function image(block) {
  return [block.title && h("div", { class: "image-title" }, textObject(block.title)), picture(block)];
}

function picture(given) {
  const url = given.image_url ?? "";
  const own = url.startsWith("/") || url.startsWith(`${location.origin}/`);
  if (own) return h("img", { src: url, alt: given.alt_text ?? "" });
  // The page may load nothing from outside, so a picture from elsewhere is told in words.
  return h(
    "span",
    { class: "picture-words", role: "img", "aria-label": given.alt_text ?? "image" },
    icon("file"),
    given.alt_text ?? "image",
  );
}

function input(block, place) {
  const { surface, blockId } = place;
  const error = surface.errors?.[blockId];
  const base = `${surface.surface}-${blockId}`.replace(/[^\w-]/g, "_");
  const id = `${base}-${block.element?.action_id}`.replace(/[^\w-]/g, "_");
  const described = [error && `${base}-error`, block.hint && `${base}-hint`].filter(Boolean).join(" ") || undefined;
  // A group of ticks has no single field that a label could point to.
  const grouped = ["radio_buttons", "checkboxes"].includes(block.element?.type);
  const spot = {
    ...place,
    sendsAction: block.dispatch_action === true,
    optional: block.optional === true,
    invalid: Boolean(error),
  };
  const label = `${words(block.label)}${block.optional ? " (optional)" : ""}`;
  const names = { describedBy: described, label, required: !block.optional };
  return h(
    "div",
    { class: error ? "field invalid" : "field" },
    h(
      grouped ? "div" : "label",
      { class: "label", for: grouped ? undefined : id },
      textObject(block.label),
      block.optional && h("span", { class: "optional" }, " (optional)"),
    ),
    interactive(block.element ?? { type: "missing" }, spot, "input", names),
    error && h("p", { class: "error", id: `${base}-error`, role: "alert" }, icon("warning"), error),
    block.hint && h("p", { class: "hint", id: `${base}-hint` }, textObject(block.hint)),
  );
}
