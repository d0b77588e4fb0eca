// The app's modals: each stays as typed until it is answered; the newest lies on top.
import { act } from "./act.js";
import { blocks } from "./blocks.js";
import { closeButton, giveFocusBack, onEscape, openAsModal } from "./dialogs.js";
import { h } from "./dom.js";
import { avatar } from "./avatar.js";
import { plainText } from "./text.js";
import { changed, state, ui } from "./store.js";
import { blockIdOf, forgetViews, missingIn, valuesIn } from "./values.js";

/** Every open modal of this member, bottom first. */
export function modals() {
  const views = state()?.modals ?? [];
  forgetViews(new Set(views.map((view) => view.id)));
  return views.map((view, index) => modal(view, index));
}

const surfaceOf = (view) => {
  const all = { ...view.errors, ...ui.localErrors.get(view.id) };
  const mended = ui.mended.get(view.id);
  // While the app has not answered, its earlier complaints no longer hold; nor does one about a field changed since.
  const standing = Object.entries(all).filter(([blockId]) => !view.busy && !mended?.has(blockId));
  return { surface: `view:${view.id}`, view: view.id, errors: Object.fromEntries(standing) };
};

function modal(view, index) {
  const surface = surfaceOf(view);
  const titleId = `title-${view.id}`;
  return h(
    "dialog",
    {
      key: view.id,
      class: "dialog modal",
      "aria-labelledby": titleId,
      "aria-busy": view.busy ? "true" : undefined,
      "data-view": view.id,
      "data-depth": index,
      mount: focusFirstField,
      unmount: giveFocusBack,
      onKeydown: onEscape(() => close(view)),
    },
    h(
      "form",
      { novalidate: true, onSubmit: (event) => submit(event, view) },
      h(
        "header",
        null,
        avatar(state()?.app.botUser, "small"),
        h("h2", { id: titleId }, plainText(view.title)),
        closeButton(() => close(view)),
      ),
      h("div", { class: "dialog-body", tabindex: -1 }, blocks(view.blocks, surface), strayErrors(view, surface)),
      (view.submit !== null || view.close !== null) && footer(view),
    ),
  );
}

function footer(view) {
  const submitAttributes = {
    type: "submit",
    class: view.busy ? "button primary busy" : "button primary",
    "aria-disabled": view.busy ? "true" : undefined,
  };
  return h(
    "footer",
    null,
    h("button", { type: "button", class: "button", onClick: () => close(view) }, plainText(view.close ?? "Cancel")),
    view.submit !== null && h("button", submitAttributes, plainText(view.submit)),
  );
}

// The app may complain about a block that is no longer there; the person must still see it.
function strayErrors(view, surface) {
  const shown = new Set(
    view.blocks.map((block, index) => (block.type === "input" ? blockIdOf(block, index) : undefined)),
  );
  return Object.entries(surface.errors)
    .filter(([blockId]) => !shown.has(blockId))
    .map(([blockId, sentence]) => h("p", { class: "error", role: "alert", key: blockId }, sentence));
}

function focusFirstField(el) {
  openAsModal(el);
  const wanted = el.querySelector("[data-focus]") ?? el.querySelector(".block-input :is(input, select, textarea)");
  (wanted ?? el.querySelector("footer .primary") ?? el.querySelector(".dialog-body")).focus();
}

async function submit(event, view) {
  event.preventDefault();
  if (view.busy) return;
  const surface = surfaceOf(view);
  const missing = missingIn(view.blocks, surface);
  ui.localErrors.set(view.id, missing);
  ui.mended.delete(view.id);
  changed();
  if (Object.keys(missing).length > 0) {
    queueMicrotask(() =>
      queueMicrotask(() => event.target.querySelector("[aria-invalid=true], .invalid input")?.focus()),
    );
    return;
  }
  await act({ act: "submit", view: view.id, values: valuesIn(view.blocks, surface) });
}

function close(view) {
  ui.localErrors.delete(view.id);
  ui.mended.delete(view.id);
  act({ act: "close", view: view.id });
}
