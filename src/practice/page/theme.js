// Light or dark: as the system says until the person chooses.
import { set, ui } from "./store.js";

const MEMORY = "practice-theme";
const systemDark = matchMedia("(prefers-color-scheme: dark)");

export function startTheme() {
  use(localStorage.getItem(MEMORY) ?? (systemDark.matches ? "dark" : "light"));
  systemDark.addEventListener("change", () => {
    if (!localStorage.getItem(MEMORY)) use(systemDark.matches ? "dark" : "light");
  });
}

export function toggleTheme() {
  const next = ui.theme === "dark" ? "light" : "dark";
  localStorage.setItem(MEMORY, next);
  use(next);
}

function use(theme) {
  document.documentElement.dataset.theme = theme;
  set({ theme });
}
