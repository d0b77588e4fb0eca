// One real browser for a test file: the machine's own where there is one, else the one that npm brought.
import { existsSync } from "node:fs";
import chromium from "@sparticuz/chromium";
import { type Browser, chromium as playwright } from "playwright-core";

// prettier-ignore
const INSTALLED = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/usr/bin/google-chrome-stable",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
];

/** Made for one page in a throw-away function; here several people have windows at once, under the usual rules. */
const UNWANTED = new Set(["--single-process", "--no-zygote", "--disable-web-security"]);

const LAUNCH_WITHIN_MS = 20_000;

export type Launched = { ok: true; browser: Browser } | { ok: false; reason: string };

/** Never hangs: a machine on which no browser starts gets the reason. */
export async function launchBrowser(): Promise<Launched> {
  const installed = INSTALLED.find((path) => existsSync(path));
  try {
    const browser = await playwright.launch({
      executablePath: installed ?? (await chromium.executablePath()),
      args: installed ? [] : chromium.args.filter((arg) => !UNWANTED.has(arg)),
      headless: true,
      timeout: LAUNCH_WITHIN_MS,
    });
    return { ok: true, browser };
  } catch (error) {
    const words = error instanceof Error ? error.message : String(error);
    const library = /error while loading shared libraries: ([^:\s]+)/.exec(words)?.[1];
    const why = library ? `the system library ${library} is missing` : words.split("\n")[0];
    return { ok: false, reason: `no browser starts on this machine: ${why}. Next step: install Chromium or Chrome.` };
  }
}
