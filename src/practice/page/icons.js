// Line icons drawn here, because nothing may be loaded from outside. All are decoration: the control has its own name.
import { h } from "./dom.js";

const PATHS = {
  hash: "M4 9h16M4 15h16M10 3 8 21M16 3l-2 18",
  lock: "M6 11h12v9H6zM8.5 11V8a3.5 3.5 0 0 1 7 0v3",
  home: "M4 11.5 12 4l8 7.5M6 10v10h4.5v-5.5h3V20H18V10",
  plus: "M12 5v14M5 12h14",
  close: "M6 6l12 12M18 6 6 18",
  chevron: "M6 9l6 6 6-6",
  right: "M9 6l6 6-6 6",
  back: "M15 6l-6 6 6 6",
  more: "M12 5.5v.01M12 12v.01M12 18.5v.01",
  thread: "M5 5h14v11h-7l-4 4v-4H5z",
  smile: "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18M8.5 14.5c1.8 2.4 5.2 2.4 7 0M9 9.5v.01M15 9.5v.01",
  pin: "M9 4h6l-1 6 3.5 3.5h-11L10 10zM12 13.5V20",
  edit: "M4 20l1-4L16.5 4.5l3 3L8 19z",
  trash: "M5 7h14M9.5 7V4.5h5V7M7 7l1 13h8l1-13",
  people:
    "M9 11a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7M2.5 20c.3-4 2.6-6 6.5-6s6.2 2 6.5 6M15.5 4.3a3.5 3.5 0 0 1 0 6.4M17.5 14.3c2.4.7 3.8 2.6 4 5.7",
  play: "M8 5l11 7-11 7z",
  help: "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18M9.5 9.5a2.5 2.5 0 1 1 3.6 2.2c-.8.5-1.1 1-1.1 2M12 16.8v.01",
  send: "M4 4.5 21 12 4 19.5 6 12zM6 12h7",
  clip: "M19 11.5 12 18.5a4.2 4.2 0 0 1-6-6l7.5-7.5a2.8 2.8 0 0 1 4 4L10 16.5a1.4 1.4 0 0 1-2-2l6.5-6.5",
  at: "M15.5 12a3.5 3.5 0 1 0-7 0 3.5 3.5 0 0 0 7 0zM15.5 8.5v5c0 3 4.5 2.5 4.5-1.5a8 8 0 1 0-3 6.2",
  slash: "M4 4h16v16H4zM14.5 8l-5 8",
  menu: "M4 7h16M4 12h16M4 17h16",
  clock: "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18M12 7v5l3.5 2",
  sun: "M12 16a4 4 0 1 0 0-8 4 4 0 0 0 0 8M12 3v1.5M12 19.5V21M3 12h1.5M19.5 12H21M5.6 5.6l1 1M17.4 17.4l1 1M5.6 18.4l1-1M17.4 6.6l1-1",
  moon: "M19.5 14.5A8 8 0 0 1 9.5 4.5a8 8 0 1 0 10 10z",
  external: "M14 4h6v6M20 4l-9 9M18 14v6H4V6h6",
  eye: "M2.5 12C5 7.5 8 5.5 12 5.5s7 2 9.5 6.5c-2.5 4.5-5.5 6.5-9.5 6.5S5 16.5 2.5 12M12 15a3 3 0 1 0 0-6 3 3 0 0 0 0 6",
  file: "M6 3h8l4 4v14H6zM14 3v4h4",
  info: "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18M12 11v5M12 8v.01",
  bolt: "M13 3 5 14h6l-1 7 8-11h-6z",
  warning: "M12 4 2.5 20h19zM12 10v5M12 17.5v.01",
  check: "M5 12.5l4.5 4.5L19 7.5",
  archive: "M4 5h16v4H4zM5.5 9v10h13V9M10 13h4",
  link: "M10 14a4 4 0 0 0 6 .5l3-3a4 4 0 0 0-6-6l-1 1M14 10a4 4 0 0 0-6-.5l-3 3a4 4 0 0 0 6 6l1-1",
};

/** @param {string} name @param {string} [extra] a further class */
export const icon = (name, extra = "") =>
  h(
    "svg",
    { class: `icon icon-${name} ${extra}`, viewBox: "0 0 24 24", "aria-hidden": "true" },
    h("path", { d: PATHS[name] ?? "" }),
  );
