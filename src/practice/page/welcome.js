// For the first minute: three things to try, until the person puts them away.
import { act, moveTime } from "./act.js";
import { h } from "./dom.js";
import { icon } from "./icons.js";
import { personName, set, state, ui } from "./store.js";

const MEMORY = "practice-welcome-seen";

/** Where the app has spoken, nobody needs to be told how to begin. */
export function welcome(channel) {
  const now = state();
  const [command] = now.commands;
  const isBegun = channel.directWith !== null || channel.messages.some((message) => message.user === now.app.botUser);
  if (isBegun || ui.welcomeSeen || localStorage.getItem(MEMORY) || !command) return null;
  const other = now.users.find((user) => !user.isBot && user.kind === "member" && user.id !== now.me);
  const run = () => act({ act: "command", channel: ui.place.channel, command: command.command, text: "" });
  return h(
    "section",
    { class: "welcome", key: "welcome", "aria-label": "Things to try" },
    h(
      "div",
      { class: "welcome-head" },
      h("b", null, `Try ${now.app.name} in a minute`),
      h(
        "button",
        { type: "button", class: "icon-button", "aria-label": "Hide things to try", title: "Hide", onClick: hide },
        icon("close"),
      ),
    ),
    h(
      "ol",
      null,
      step(`Run ${command.command}, here or in any channel.`, runButton(`Run ${command.command}`, run)),
      other && step("Be a second person in another window.", windowLink(other)),
      now.canMoveTime &&
        step(
          "Let time pass, and see who is reminded.",
          runButton("Let 15 minutes pass", () => moveTime(900_000, "+15 min")),
        ),
    ),
  );
}

const step = (words, control) => h("li", { key: words }, h("span", null, words), control);
const runButton = (label, onClick) => h("button", { type: "button", class: "button", onClick }, label);

const windowLink = (user) =>
  h(
    "a",
    { class: "button", href: `?as=${user.id}`, target: "_blank" },
    `Open as ${personName(user).split(" ")[0]}`,
    icon("external"),
  );

function hide() {
  localStorage.setItem(MEMORY, "yes");
  set({ welcomeSeen: true });
}
