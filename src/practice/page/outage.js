// The scripted outage: choosing a part, its bar while it runs, and what went well afterwards.
import { act } from "./act.js";
import { closeDialog, frame } from "./dialogs.js";
import { h } from "./dom.js";
import { icon } from "./icons.js";
import { nameOf, set, state } from "./store.js";

const SPEEDS = [1, 5, 20];

/** On the bar on top while no outage runs. */
export function outageButton() {
  const { outage } = state();
  if (!outage || !["ready", "over"].includes(outage.stage)) return null;
  return h(
    "button",
    {
      type: "button",
      class: "step outage-button",
      "aria-label": "Scripted outage",
      title: "Scripted outage: an incident with played colleagues",
      onClick: choosePart,
    },
    icon("play"),
    h("span", null, "Scripted outage"),
  );
}

function choosePart() {
  const { outage } = state();
  const start = ({ part }) => act({ act: "start-outage", part });
  const draw = () =>
    frame(
      { title: outage.title, onClose: closeDialog, form: start },
      h(
        "div",
        { class: "dialog-body" },
        h("p", null, outage.about),
        h(
          "fieldset",
          { class: "ticks" },
          h("legend", { class: "label" }, "Which part do you take?"),
          outage.parts.map(({ part, name, words }, index) =>
            h(
              "label",
              { class: "tick", key: part },
              h("input", {
                type: "radio",
                name: "part",
                value: part,
                required: true,
                autofocus: index === 0,
                mount: index === 0 ? check : undefined,
              }),
              h("span", null, h("b", null, name), h("small", null, words)),
            ),
          ),
        ),
      ),
      [
        h("button", { type: "button", class: "button", onClick: closeDialog }, "Cancel"),
        h("button", { type: "submit", class: "button primary" }, "Start"),
      ],
    );
  set({ dialog: draw });
}

function check(el) {
  el.checked = true;
}

/** Below the bar on top, from the start to the debrief. */
export function outageBar() {
  const { outage } = state();
  if (!outage || outage.stage === "ready") return null;
  return h(
    "section",
    { class: "outage-bar", key: "outage", "aria-label": "Scripted outage" },
    h(
      "div",
      { class: "outage-words", role: "status" },
      icon("bolt"),
      h("b", null, outage.phase),
      h("span", null, partWords(outage)),
    ),
    outage.stage === "over" ? over(outage) : controls(outage),
  );
}

function partWords({ trainee, part, parts, stage }) {
  const name = parts.find((one) => one.part === part)?.name ?? "";
  if (!trainee || !name) return "";
  const who = trainee === state().me ? `You are ${name}` : `${nameOf(trainee)} is ${name}`;
  return stage === "paused" ? `${who} · paused` : who;
}

function controls({ stage, speed, canPace }) {
  const isPaused = stage === "paused";
  return h(
    "div",
    { class: "outage-controls" },
    canPace && [
      control(isPaused ? "Go on" : "Pause", { act: isPaused ? "resume-outage" : "pause-outage" }, "pause"),
      h(
        "span",
        { class: "speeds", role: "group", "aria-label": "Speed", key: "speeds" },
        SPEEDS.map((one) =>
          h(
            "button",
            {
              key: String(one),
              type: "button",
              class: one === speed ? "step current" : "step",
              "aria-pressed": String(one === speed),
              "aria-label": `${one} times as fast`,
              onClick: () => act({ act: "pace-outage", speed: one }),
            },
            `${one}×`,
          ),
        ),
      ),
      control("Next event", { act: "jump-outage" }, "jump"),
    ],
    control("End", { act: "stop-outage" }, "end"),
  );
}

const control = (label, what, key) =>
  h("button", { key, type: "button", class: "step", onClick: () => act(what) }, label);

const over = ({ debrief }) =>
  h(
    "div",
    { class: "outage-controls" },
    debrief.length > 0 && h("button", { type: "button", class: "step", onClick: showDebrief }, "How it went"),
    h("button", { type: "button", class: "step", onClick: choosePart }, "Again"),
  );

function showDebrief() {
  const { outage } = state();
  const list = (title, good) => {
    const found = outage.debrief.filter((one) => one.good === good);
    return (
      found.length > 0 && [
        h("h3", { key: title }, title),
        h(
          "ul",
          { class: "debrief", key: `${title}-list` },
          found.map(({ words }) => h("li", { key: words }, icon(good ? "check" : "right"), h("span", null, words))),
        ),
      ]
    );
  };
  const draw = () =>
    frame(
      { title: "How it went", onClose: closeDialog },
      h("div", { class: "dialog-body" }, list("Went well", true), list("To work on", false)),
      [h("button", { type: "button", class: "button primary", onClick: closeDialog, autofocus: true }, "Close")],
    );
  set({ dialog: draw });
}
