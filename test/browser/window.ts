// One person's browser window.
import { mkdirSync } from "node:fs";
import type { Browser, Locator, Page } from "playwright-core";

const SHOTS = "test-results/browser";
const WAIT_MS = 15_000;

export const THEMES = ["light", "dark"] as const;
export type Theme = (typeof THEMES)[number];

export interface Size {
  width: number;
  height: number;
}

export const DESK: Size = { width: 1440, height: 900 };
export const PHONE: Size = { width: 360, height: 740 };

export interface WindowOptions {
  /** As on somebody's first visit, when the page shows them around. */
  isNewcomer?: boolean;
  /** A finger, not a mouse. */
  touch?: boolean;
}

/** A row of the channel list has marks beside its name. */
const FOCUSED_WORDS = "(document.activeElement.querySelector('.row-name') ?? document.activeElement).textContent";

/** One person's window, in the words of what a person does with it. */
export interface Window {
  page: Page;
  errors: string[];
  /** The composer of the open channel. */
  composer: Locator;
  /** The app's form, or the sentence it became. */
  dialog: Locator;
  /** Writes in the composer and sends. */
  write(text: string): Promise<void>;
  go(channel: string | RegExp): Promise<void>;
  channel(name: string | RegExp): Locator;
  /** The newest message of the open channel with these words. */
  message(words: string | RegExp): Locator;
  sees(words: string | RegExp): Promise<void>;
  /** Presses the newest button with these words. */
  press(words: string): Promise<void>;
  /** Presses the newest button with these words, and writes into the fields of the form that opens. */
  fillIn(button: string, fields: Record<string, string>): Promise<void>;
  /** Presses this button of the app's form, which then is gone. */
  submit(button: string): Promise<void>;
  closeDialog(): Promise<void>;
  /** Answers a message in its thread, which is then open. */
  reply(to: string, text: string): Promise<void>;
  /** The newest message with these words of the open thread. */
  inThread(words: string | RegExp): Locator;
  /** Chooses from what "More actions" offers for this message. */
  choose(message: Locator, item: string): Promise<void>;
  moveTime(name: string): Promise<void>;
  shot(name: string): Promise<void>;
  /** Tabs until what has these words, or is named so, has the focus. */
  tabTo(words: string): Promise<void>;
  /** F6 until the focus is in the part that this selector names. */
  goToPart(selector: string): Promise<void>;
  /** Resizes and recolours the window, without waiting for anything to slide. */
  lookAs(how: { width: number; theme: Theme }): Promise<void>;
}

export async function openWindow(
  browser: Browser,
  url: string,
  viewport: Size = DESK,
  { isNewcomer = false, touch = false }: WindowOptions = {},
): Promise<Window> {
  const context = await browser.newContext({ viewport, hasTouch: touch, isMobile: touch });
  if (!isNewcomer) await context.addInitScript(`localStorage.setItem("practice-tour-seen", "yes")`);
  const page = await context.newPage();
  page.setDefaultTimeout(WAIT_MS);
  const errors: string[] = [];
  page.on("pageerror", (error) => errors.push(error.message));
  page.on("console", (line) => line.type() === "error" && errors.push(line.text()));
  await page.goto(url);
  const composer = page.locator("main .composer textarea");
  await composer.waitFor();
  const dialog = page.locator("dialog[open]").last();
  const message = (words: string | RegExp) => page.locator("main .message").filter({ hasText: words }).last();
  const inThread = (words: string | RegExp) => page.locator(".side .message").filter({ hasText: words }).last();
  const press = (words: string) =>
    page.locator("main .message").getByRole("button", { name: words, exact: true }).last().click();
  const channel = (name: string | RegExp) =>
    page.locator("nav button[data-name]").filter({ has: page.locator(".row-name", { hasText: name }) });
  return {
    page,
    errors,
    composer,
    dialog,
    message,
    channel,
    async write(text) {
      await composer.fill(text);
      await composer.press("Enter");
    },
    async go(name) {
      await channel(name).click();
      await page.locator("main h1", { hasText: name }).waitFor();
    },
    sees: (words) => message(words).waitFor(),
    press,
    async fillIn(button, fields) {
      await press(button);
      for (const [label, text] of Object.entries(fields)) await dialog.getByLabel(label).fill(text);
    },
    async submit(button) {
      const form = page.locator("dialog[open]").last();
      await form.locator("footer").getByRole("button", { name: button, exact: true }).click();
      await form.waitFor({ state: "detached" });
    },
    async reply(to, text) {
      await message(to).hover();
      await message(to).getByRole("button", { name: "Reply in thread" }).click();
      const box = page.locator(".side .composer textarea");
      await box.fill(text);
      await box.press("Enter");
      await inThread(text).waitFor();
    },
    inThread,
    async choose(to, item) {
      await to.hover();
      await to.getByRole("button", { name: "More actions" }).click();
      await page.getByRole("menuitem", { name: item }).click();
    },
    async closeDialog() {
      await dialog.locator("footer").getByRole("button", { name: "Close" }).click();
      await dialog.waitFor({ state: "detached" });
    },
    async moveTime(name) {
      await page.getByRole("button", { name, exact: true }).click();
      await page.locator(".clock.moving").waitFor({ state: "detached" });
    },
    async lookAs({ width, theme }) {
      await page.emulateMedia({ colorScheme: theme, reducedMotion: "reduce" });
      await page.setViewportSize({ width, height: width < 500 ? 740 : 900 });
      await page.locator(`:root[data-theme="${theme}"]`).waitFor();
      await page.evaluate("new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)))");
    },
    async tabTo(words) {
      for (let presses = 0; presses < 80; presses++) {
        await page.keyboard.press("Tab");
        if ((await page.evaluate<string>(FOCUSED_WORDS)).trim() === words) return;
      }
      throw new Error(`"${words}" is not reached with the Tab key`);
    },
    async goToPart(selector) {
      for (let presses = 0; presses < 10; presses++) {
        await page.keyboard.press("F6");
        if (await page.evaluate<boolean>(`document.activeElement.matches(${JSON.stringify(selector)})`)) return;
      }
      throw new Error(`"${selector}" is not reached with F6`);
    },
    async shot(name) {
      mkdirSync(SHOTS, { recursive: true });
      await page.screenshot({ path: `${SHOTS}/${name}.png` });
    },
  };
}
