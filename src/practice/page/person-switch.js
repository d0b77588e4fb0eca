// Who this window acts as. One click opens a second window as somebody else, so one tester can be the whole team.
import { avatar } from "./avatar.js";
import { h } from "./dom.js";
import { icon } from "./icons.js";
import { become } from "./live.js";
import { menuButton } from "./menu.js";
import { personName, set, state, userById } from "./store.js";

export function personSwitch() {
  const me = userById(state().me);
  return h(
    "div",
    { class: "person-switch" },
    menuButton(
      {
        id: "acting-as",
        label: "Change person",
        isNamedByFace: true,
        class: "person-button",
        items,
      },
      avatar(state().me, "medium"),
      h(
        "span",
        { class: "person-words" },
        h("small", null, "Acting as"),
        h("b", null, personName(me)),
        me?.title && h("small", null, me.title),
      ),
      icon("chevron"),
    ),
  );
}

const items = () =>
  state()
    .users.filter((user) => !user.isBot && user.id !== "USLACKBOT")
    .map((user) => ({
      label: personName(user),
      note: [user.title, user.kind === "member" ? "" : user.kind].filter(Boolean).join(" · "),
      icon: avatar(user.id, "medium"),
      current: user.id === state().me,
      run: () => switchTo(user.id),
      aside:
        user.id === state().me
          ? undefined
          : { label: `Open a window as ${personName(user)}`, href: hrefAs(user.id), icon: icon("external") },
    }));

function switchTo(user) {
  set({ drawerOpen: false, dialog: null, editing: "", problem: "", detailsOpen: false });
  become(user);
}

function hrefAs(user) {
  const url = new URL(location.href);
  url.searchParams.set("as", user);
  // A direct message or a private channel of mine is not theirs; the new window finds its own place.
  url.hash = "";
  return url.href;
}

/** A link that opens a window as this person. */
export const windowAs = (user, className) =>
  h(
    "a",
    {
      class: className,
      href: hrefAs(user.id),
      target: "_blank",
      title: `Open a window as ${personName(user)}`,
      "aria-label": `Open a window as ${personName(user)}`,
    },
    icon("external"),
  );
