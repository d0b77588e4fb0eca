// The page's own dialogs: confirm, create a channel, a custom step in time, people to invite.
import { h } from "./dom.js";
import { icon } from "./icons.js";
import { set } from "./store.js";

/** Mount hook: the browser's own modal dialog traps the focus, begins with what is marked `autofocus`, and gives it back. */
export const openAsModal = (el) => {
  const before = document.activeElement;
  el.showModal();
  el.returnFocus = before;
};
export const giveFocusBack = (el) => {
  const to = el.returnFocus;
  el.close();
  if (to?.isConnected) to.focus();
};

export const closeDialog = () => set({ dialog: null });

/**
 * Asks before doing. Resolves true when the person agrees.
 * @param {{ title: any, text: any, confirm: any, deny: any, danger?: boolean }} words
 * @returns {Promise<boolean>}
 */
export function confirm(words) {
  return new Promise((resolve) => {
    const answer = (agreed) => {
      closeDialog();
      resolve(agreed);
    };
    const draw = () =>
      frame(
        { title: words.title, role: "alertdialog", onClose: () => answer(false) },
        h("div", { class: "dialog-body" }, words.text),
        [
          h("button", { type: "button", class: "button", onClick: () => answer(false) }, words.deny),
          h(
            "button",
            {
              type: "button",
              class: words.danger ? "button danger" : "button primary",
              onClick: () => answer(true),
              autofocus: true,
            },
            words.confirm,
          ),
        ],
      );
    set({ dialog: draw });
  });
}

/**
 * Asks for one or two short values.
 * @param {{ title: string, submit: string, hint?: string, fields: Record<string, any>[], onSubmit: (values: Record<string, string>) => void }} form
 */
export function ask(form) {
  const draw = () =>
    frame(
      { title: form.title, onClose: closeDialog, form: form.onSubmit },
      h(
        "div",
        { class: "dialog-body" },
        form.fields.map((field, index) => askField(field, index)),
        form.hint && h("p", { class: "hint" }, form.hint),
      ),
      [
        h("button", { type: "button", class: "button", onClick: closeDialog }, "Cancel"),
        h("button", { type: "submit", class: "button primary" }, form.submit),
      ],
    );
  set({ dialog: draw });
}

function askField({ label, name, options, ...rest }, index) {
  const attributes = {
    name,
    id: `ask-${name}`,
    class: "text-input",
    autofocus: index === 0,
    ...rest,
  };
  return h(
    "div",
    { class: "field" },
    h("label", { for: `ask-${name}` }, label),
    options
      ? h(
          "span",
          { class: "select" },
          h(
            "select",
            attributes,
            options.map((option) => h("option", { value: option.value }, option.label)),
          ),
          icon("chevron"),
        )
      : h("input", { autocomplete: "off", ...attributes }),
  );
}

/** A dialog of the page's own, closed by its cross and by Escape. */
export function frame({ title, role, className = "dialog small", onClose, form }, body, buttons) {
  const id = "dialog-title";
  const submit = (event) => {
    event.preventDefault();
    const values = Object.fromEntries(new FormData(event.target));
    closeDialog();
    form?.(values);
  };
  return h(
    "dialog",
    {
      key: title,
      class: className,
      role,
      "aria-labelledby": id,
      mount: openAsModal,
      unmount: giveFocusBack,
      onKeydown: onEscape(onClose),
    },
    h(
      "form",
      { onSubmit: submit },
      h("header", null, h("h2", { id }, title), closeButton(onClose)),
      body,
      h("footer", null, buttons),
    ),
  );
}

export const closeButton = (onClick) =>
  h("button", { type: "button", class: "icon-button", "aria-label": "Close", title: "Close", onClick }, icon("close"));

/** Escape closes through the same way as the button, so that the server learns of it. */
export const onEscape = (close) => (event) => {
  if (event.key !== "Escape") return;
  event.preventDefault();
  event.stopPropagation();
  close();
};
