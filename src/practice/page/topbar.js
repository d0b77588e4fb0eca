// The bar on top: the workspace's clock and the buttons that move it, and light or dark.
import { moveTime } from "./act.js";
import { ask } from "./dialogs.js";
import { h } from "./dom.js";
import { icon } from "./icons.js";
import { showKeys } from "./keys.js";
import { menuButton } from "./menu.js";
import { outageButton } from "./outage.js";
import { now, set, state, ui } from "./store.js";
import { toggleTheme } from "./theme.js";
import { clockTime, clockTimeSeconds, fullTime, shortDay } from "./time.js";
import { startTour } from "./tour.js";

const MINUTE = 60_000;
const STEPS = [
  { label: "+1 min", name: "Move time forward 1 minute", ms: MINUTE },
  { label: "+5 min", name: "Move time forward 5 minutes", ms: 5 * MINUTE },
  { label: "+15 min", name: "Move time forward 15 minutes", ms: 15 * MINUTE },
  { label: "+1 h", name: "Move time forward 1 hour", ms: 60 * MINUTE },
];
const WHY_NOT = "Time cannot be moved from here: the bot runs in another process, with the real clock.";

export function topbar() {
  const dark = ui.theme === "dark";
  return h(
    "header",
    { class: "topbar", "aria-label": "Workspace clock" },
    h(
      "div",
      { class: "brand" },
      h("b", null, "Practice", h("span", { class: "brand-more" }, " workspace")),
      h("small", null, "a model of Slack; nothing leaves this machine"),
    ),
    clock(),
    outageButton(),
    menuButton({ id: "help", label: "Help", class: "icon-button on-dark help-button", items: helpItems }, icon("help")),
    h(
      "button",
      {
        type: "button",
        class: "icon-button on-dark theme-toggle",
        "aria-label": dark ? "Use light colours" : "Use dark colours",
        title: dark ? "Light" : "Dark",
        onClick: toggleTheme,
      },
      icon(dark ? "sun" : "moon"),
    ),
  );
}

const helpItems = () => [
  { label: "Show me around", note: "The guided tour", icon: icon("eye"), run: startTour },
  { label: "Keys", note: "Everything works without a mouse", icon: icon("slash"), run: showKeys },
];

function clock() {
  const can = state()?.canMoveTime === true;
  const moving = ui.moving !== "";
  return h(
    "div",
    { class: moving ? "clock moving" : "clock", role: "group", "aria-label": "Workspace time" },
    h(
      "span",
      { class: "clock-face", title: fullTime(now()), "data-now": Math.floor(now()) },
      icon("clock"),
      h("span", { class: "clock-day" }, shortDay(now())),
      h("time", { class: "clock-time", datetime: new Date(now()).toISOString() }, clockTimeSeconds(now())),
    ),
    h(
      "span",
      { class: "steps" },
      STEPS.map((step) => stepButton(step, can, moving)),
      customButton(can, moving),
    ),
    narrowSteps(can, moving),
    !can && h("span", { class: "why-not", id: "why-not", title: WHY_NOT }, icon("info"), h("span", null, WHY_NOT)),
    h("span", { class: "moving-words", role: "status" }, moving && `Moving time ${ui.moving}…`),
  );
}

const stepButton = (step, can, moving) =>
  h(
    "button",
    {
      key: step.label,
      type: "button",
      class: "step",
      "aria-describedby": can ? undefined : "why-not",
      title: can ? step.name : WHY_NOT,
      disabled: !can || moving,
      onClick: () => moveTime(step.ms, step.label),
    },
    step.label,
  );

const customButton = (can, moving) =>
  h(
    "button",
    {
      key: "custom",
      type: "button",
      class: "step",
      title: can ? "Another amount" : WHY_NOT,
      disabled: !can || moving,
      onClick: askHowFar,
    },
    "Custom…",
  );

// Where the row of buttons has no room, the same choices are one menu.
function narrowSteps(can, moving) {
  const items = () => [
    ...STEPS.map((step) => ({ label: step.name, icon: icon("clock"), run: () => moveTime(step.ms, step.label) })),
    { label: "Another amount…", icon: icon("clock"), run: askHowFar },
  ];
  return h(
    "span",
    { class: "steps-menu" },
    menuButton(
      {
        id: "move-time",
        label: `${clockTime(now())}, move time`,
        class: "step",
        items,
        disabled: !can || moving,
        title: can ? "Move time" : WHY_NOT,
      },
      clockTime(now()),
      icon("chevron"),
    ),
  );
}

function askHowFar() {
  ask({
    title: "Move time forward",
    submit: "Move time",
    hint: "Everything that falls due on the way happens, in order.",
    fields: [
      { label: "How much", name: "amount", type: "number", min: "1", max: "10000", step: "any", required: true },
      {
        label: "Unit",
        name: "unit",
        options: [
          { value: "1", label: "minutes" },
          { value: "60", label: "hours" },
          { value: "1440", label: "days" },
        ],
      },
    ],
    onSubmit: ({ amount, unit }) => {
      const minutes = Number(amount) * Number(unit);
      if (minutes > 0) moveTime(Math.round(minutes * MINUTE), `+${amount} ${{ 1: "min", 60: "h", 1440: "d" }[unit]}`);
    },
  });
}

/** Opens the sidebar where it does not fit beside the messages. */
export const drawerButton = () =>
  h(
    "button",
    {
      type: "button",
      class: "icon-button drawer-button",
      "aria-label": "Open channel list",
      "aria-expanded": String(ui.drawerOpen),
      onClick: () => set({ drawerOpen: true }),
    },
    icon("menu"),
  );
