// The product as `npm start` runs it, bot and practice workspace on one clock that the page moves, and people with windows.
import { mkdirSync } from "node:fs";
import type { Browser, Locator, Page } from "playwright-core";
import { onTestFinished } from "vitest";
import { readManifest } from "../../src/cli/manifest.ts";
import { subcommands } from "../../src/cli/practice-workspace.ts";
import { whenAllIdle } from "../../src/lib/activity.ts";
import { createMovableClock, systemClock } from "../../src/lib/clock.ts";
import { createSeededRandom } from "../../src/lib/random.ts";
import { type Bot, startBot } from "../../src/main.ts";
import type { PracticeCore } from "../../src/practice/core.ts";
import type { Json } from "../../src/practice/state.ts";
import { type Practice, startPractice } from "../../src/practice/practice.ts";
import { openStore } from "../../src/store/open.ts";
import { quiet } from "../support/quiet.ts";
import { testRunbook } from "../support/runbook.ts";
import { freshDatabase } from "../support/stores.ts";

const SHOTS = "test-results/browser";
const WAIT_MS = 15_000;

export const THEMES = ["light", "dark"] as const;
export type Theme = (typeof THEMES)[number];

export interface Stage {
  core: PracticeCore;
  /** A Web API call as the app. */
  call(method: string, args: Json): Json;
  /** Opens a window as this member, or as whom the page proposes. */
  open(name?: string, size?: Size, more?: { tour: boolean }): Promise<Window>;
}

export async function createStage(browser: Browser): Promise<Stage> {
  const clock = createMovableClock(systemClock);
  let bot: Bot | undefined;
  let practice: Practice | undefined;
  const idle = () => whenAllIdle([practice!.core.activity, ...(bot ? [bot.activity] : [])], systemClock);
  const random = createSeededRandom(21);
  const advance = (span_ms: number) => clock.advance(span_ms, idle);
  const started = await startPractice({ clock, random, port: 0, advance, subcommands, manifest: readManifest() });
  if (!started.ok) throw new Error(started.error.join("\n"));
  practice = started.value;
  const { core, url, apiUrl, tokens } = practice;
  const { store } = await openStore(await freshDatabase("sqlite"), { clock, log: quiet });
  const people = { "on-call": core.state.userGroups.find(({ handle }) => handle === "oncall")!.users };
  const slack = { mode: "socket" as const, botToken: tokens.bot, appToken: tokens.app, apiUrl };
  const runbook = testRunbook();
  bot = await startBot({ slack, store, runbook, people, host: "127.0.0.1", port: 0, clock, random, log: quiet });
  const windows: Window[] = [];
  onTestFinished(async () => {
    for (const one of windows) await one.page.context().close();
    await bot?.stop();
    await practice?.close();
    const broken = windows.flatMap((one) => one.errors);
    if (broken.length > 0) throw new Error(`the page reported errors:\n${broken.join("\n")}`);
  });
  return {
    core,
    call(method, args) {
      const { body } = core.call(tokens.bot, method, args) as { body: Json };
      if (body.ok !== true) throw new Error(`${method}: ${JSON.stringify(body)}`);
      return body;
    },
    async open(name, size = { width: 1440, height: 900 }, { tour } = { tour: false }) {
      const user = [...core.state.users.values()].find((one) => one.name.startsWith(`${name}.`));
      const opened = await openWindow(browser, user ? `${url}/?as=${user.id}` : `${url}/`, size, tour);
      windows.push(opened);
      return opened;
    },
  };
}

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
  closeDialog(): Promise<void>;
  moveTime(name: string): Promise<void>;
  shot(name: string): Promise<void>;
  /** Resizes and recolours the window, without waiting for anything to slide. */
  lookAs(how: { width: number; theme: Theme }): Promise<void>;
}

type Size = { width: number; height: number };

async function openWindow(browser: Browser, url: string, viewport: Size, tour: boolean): Promise<Window> {
  const context = await browser.newContext({ viewport });
  // Only who asks for it is a newcomer, whom the page shows around.
  if (!tour) await context.addInitScript(`localStorage.setItem("practice-tour-seen", "yes")`);
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
    press: (words) => page.locator("main .message").getByRole("button", { name: words, exact: true }).last().click(),
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
    async shot(name) {
      mkdirSync(SHOTS, { recursive: true });
      await page.screenshot({ path: `${SHOTS}/${name}.png` });
    },
  };
}
