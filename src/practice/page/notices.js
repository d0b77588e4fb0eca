// What Slack itself says to this member, and what just went wrong here: above the composer, where one looks after sending.
import { act } from "./act.js";
import { h } from "./dom.js";
import { icon } from "./icons.js";
import { inline } from "./mrkdwn.js";
import { set, state, ui } from "./store.js";

export function notices() {
  const given = (state()?.notices ?? []).slice(-2);
  return h(
    "div",
    { class: "notices", role: "status" },
    given.map((one) =>
      notice(
        `notice-${one.id}`,
        [h("b", null, "Slackbot"), h("small", null, "Only visible to you")],
        inline(one.text),
        () => act({ act: "dismiss-notice", id: one.id }),
      ),
    ),
    ui.problem && notice("problem", [h("b", null, "That did not work")], ui.problem, () => set({ problem: "" })),
  );
}

/** In Slack these scroll away as one goes on; here they go with the next message. */
export function dismissNotices() {
  for (const one of state()?.notices ?? []) act({ act: "dismiss-notice", id: one.id });
}

const notice = (key, heading, text, dismiss) =>
  h(
    "div",
    { class: "notice", key },
    icon("warning"),
    h("div", null, h("div", { class: "notice-head" }, heading), h("div", null, text)),
    h(
      "button",
      { type: "button", class: "icon-button", "aria-label": "Dismiss", title: "Dismiss", onClick: dismiss },
      icon("close"),
    ),
  );
