// A person's square: initials on their own colour, or the app's mark.
import { h } from "./dom.js";
import { icon } from "./icons.js";
import { personName, state, userById } from "./store.js";

/** @param {string} id @param {"small" | "medium" | "large"} size */
export function avatar(id, size = "large") {
  const user = userById(id);
  if (id === "USLACKBOT") return h("span", { class: `avatar ${size} slack`, "aria-hidden": "true" }, icon("bolt"));
  if (id === state()?.app.botUser)
    return h("span", { class: `avatar ${size} app`, "aria-hidden": "true" }, icon("bolt"));
  const color = /^#[0-9a-f]{6}$/i.test(user?.color ?? "") ? user.color : "#616061";
  return h(
    "span",
    { class: `avatar ${size}`, style: { background: color, color: inkOn(color) }, "aria-hidden": "true" },
    initials(personName(user)),
  );
}

const initials = (name) => {
  const words = name.split(/[\s._-]+/).filter(Boolean);
  const picked = words.length > 1 ? [words[0], words.at(-1)] : words;
  return picked.map((word) => [...word][0]?.toUpperCase()).join("");
};

// Black or white, whichever is easier to read on the colour (WCAG's relative luminance).
function inkOn(color) {
  const [red, green, blue] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(color.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue > 0.19 ? "#1d1c1d" : "#ffffff";
}
