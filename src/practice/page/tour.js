// The guided tour: a card beside what it speaks of. It covers nothing for good, takes no key from anybody, and can be
// left and begun again at any time.
import { closeButton, onEscape } from "./dialogs.js";
import { h } from "./dom.js";
import { icon } from "./icons.js";
import { set, state, ui } from "./store.js";
import { tourSteps } from "./tour-steps.js";

/** Of this browser: whether the tour was ever shown. Of this window: where it stands, so that a reload goes on. */
const SEEN = "practice-tour-seen";
const STEP = "practice-tour-step";

/** A newcomer is shown around; whoever was is not, unless they ask. */
export function offerTour() {
  const step = sessionStorage.getItem(STEP);
  if (step !== null) set({ tourStep: Number(step) });
  else if (!localStorage.getItem(SEEN)) goTo(0);
}

export function startTour() {
  goTo(0);
  queueMicrotask(() => document.querySelector(".tour .primary")?.focus());
}

function goTo(step) {
  localStorage.setItem(SEEN, "yes");
  sessionStorage.setItem(STEP, String(step));
  set({ tourStep: step });
  queueMicrotask(() => state() && tourSteps()[step]?.at()?.scrollIntoView({ block: "nearest" }));
}

function leave() {
  sessionStorage.removeItem(STEP);
  const hadFocus = document.querySelector(".tour")?.contains(document.activeElement);
  set({ tourStep: null });
  if (hadFocus) document.querySelector(".help-button")?.focus();
}

export function tour() {
  if (ui.tourStep === null) return null;
  const steps = tourSteps();
  const index = Math.min(ui.tourStep, steps.length - 1);
  const step = steps[index];
  const isLast = index === steps.length - 1;
  return [
    h("div", { class: "tour-ring", key: "tour-ring", "aria-hidden": "true" }),
    h(
      "section",
      { class: "tour", key: "tour", "aria-label": "Guided tour", onKeydown: onEscape(leave) },
      h("header", null, h("small", null, `${index + 1} of ${steps.length}`), closeButton(leave)),
      h(
        "div",
        { "aria-live": "polite" },
        h("h2", null, step.title),
        h(
          "p",
          null,
          [step.words].flat().map((part) => (part.code ? h("code", null, part.code) : part)),
        ),
        step.isDone?.() && h("p", { class: "tour-done" }, icon("check"), "Done"),
      ),
      h(
        "footer",
        null,
        h("button", { type: "button", class: "button", disabled: index === 0, onClick: () => goTo(index - 1) }, "Back"),
        h("span", { class: "stretch" }),
        step.offer &&
          !step.isDone?.() &&
          h("button", { type: "button", class: "button", onClick: step.offer.run }, step.offer.label),
        h(
          "button",
          { type: "button", class: "button primary", onClick: () => (isLast ? leave() : goTo(index + 1)) },
          isLast ? "Finish" : "Next",
        ),
      ),
    ),
  ];
}

const GAP = 12;

/** Puts the card beside what it speaks of. Called after every draw, because that may have moved. */
export function placeTour() {
  const card = document.querySelector(".tour");
  const ring = document.querySelector(".tour-ring");
  if (!card || !ring || !state()) return;
  const steps = tourSteps();
  const target = steps[Math.min(ui.tourStep, steps.length - 1)].at();
  const box = target?.getBoundingClientRect();
  ring.style.display = box && isOnTop(target, box) ? "block" : "none";
  if (box) put(ring, box.left - 4, box.top - 4, { width: `${box.width + 8}px`, height: `${box.height + 8}px` });
  // Beside the whole message, so that none of its buttons is covered.
  const { left, top } = besideOf(box, target?.closest(".blocks")?.getBoundingClientRect() ?? box, card);
  put(card, left, top);
}

function put(el, left, top, more = {}) {
  for (const [name, value] of Object.entries({ left: `${left}px`, top: `${top}px`, ...more })) {
    el.style.setProperty(name, value);
  }
}

/** Below, above, right or left of `around`, wherever the whole card has room; else in the corner farther from `box`. */
function besideOf(box, around, { offsetWidth: width, offsetHeight: height }) {
  const within = (value, most) => Math.max(GAP, Math.min(value, most - GAP));
  const corner = { left: within(innerWidth, innerWidth - width), top: within(innerHeight, innerHeight - height) };
  if (!box) return corner;
  const left = within(around.left, innerWidth - width);
  const top = within(box.top, innerHeight - height);
  if (around.bottom + 2 * GAP + height < innerHeight) return { left, top: around.bottom + GAP };
  if (around.top - 2 * GAP - height > 0) return { left, top: around.top - GAP - height };
  if (around.right + 2 * GAP + width < innerWidth) return { left: around.right + GAP, top };
  if (around.left - 2 * GAP - width > 0) return { left: around.left - GAP - width, top };
  return { ...corner, top: box.top + box.height / 2 > innerHeight / 2 ? GAP : corner.top };
}

/** Whether it is what one sees there, not scrolled away and not under a drawer. */
function isOnTop(target, box) {
  const found = document.elementFromPoint(box.left + box.width / 2, box.top + Math.min(box.height / 2, 20));
  return Boolean(found && (target.contains(found) || found.closest(".tour")));
}
