// The product as `npm start` runs it, bot and practice workspace on one clock that the page moves, and people with windows.
import type { Browser } from "playwright-core";
import { onTestFinished } from "vitest";
import { readManifest } from "../../src/cli/manifest.ts";
import { whenAllIdle } from "../../src/lib/activity.ts";
import { createMovableClock, systemClock } from "../../src/lib/clock.ts";
import { createSeededRandom } from "../../src/lib/random.ts";
import { type Bot, startBot } from "../../src/main.ts";
import type { PracticeCore } from "../../src/practice/core.ts";
import { type Ack, acked, type Envelope } from "../../src/practice/deliveries.ts";
import type { Json } from "../../src/practice/state.ts";
import { type Practice, startPractice } from "../../src/practice/practice.ts";
import { openStore } from "../../src/store/open.ts";
import { quiet } from "../support/quiet.ts";
import { testRunbook } from "../support/runbook.ts";
import { freshDatabase } from "../support/stores.ts";
import { openWindow, type Size, type Window, type WindowOptions } from "./window.ts";

export interface Stage {
  core: PracticeCore;
  userId(name: string): string;
  /** By the beginning of its name. */
  channelId(name: string): string;
  /** A Web API call as the app. */
  call(method: string, args: Json): Json;
  /** Opens a window as this member, or as whom the page proposes. */
  open(name?: string, size?: Size, options?: WindowOptions): Promise<Window>;
}

export async function createStage(browser: Browser): Promise<Stage> {
  const clock = createMovableClock(systemClock);
  const random = createSeededRandom(21);
  let bot: Bot | undefined;
  const idle = () => whenAllIdle([practice.core.activity, ...(bot ? [bot.activity] : [])], systemClock);
  const advance = (span_ms: number) => clock.advance(span_ms, idle);
  const practice = await opened({ clock, random, port: 0, advance, standstill: clock, manifest: readManifest() });
  const { core, apiUrl, tokens } = practice;
  const { store } = await openStore(await freshDatabase("sqlite"), { clock, log: quiet });
  const people = { "on-call": core.state.userGroups.find(({ handle }) => handle === "oncall")!.users };
  const slack = { mode: "socket" as const, botToken: tokens.bot, appToken: tokens.app, apiUrl };
  const runbook = testRunbook();
  bot = await startBot({ slack, store, runbook, people, host: "127.0.0.1", port: 0, clock, random, log: quiet });
  return stageOf(browser, practice, () => bot!.stop());
}

/** The workspace with an app that is the test itself: it keeps what it is sent, and answers what `answer` says. */
export async function createStageWithOwnApp(
  browser: Browser,
  answer: (envelope: Envelope) => Ack = () => acked(),
): Promise<Stage & { got: Envelope[] }> {
  const practice = await opened({
    clock: systemClock,
    random: createSeededRandom(22),
    port: 0,
    manifest: readManifest(),
  });
  const got: Envelope[] = [];
  practice.core.connectApp({
    deliver(envelope) {
      got.push(envelope);
      return Promise.resolve(answer(envelope));
    },
  });
  return { ...stageOf(browser, practice, () => Promise.resolve()), got };
}

async function opened(options: Parameters<typeof startPractice>[0]): Promise<Practice> {
  const started = await startPractice(options);
  if (!started.ok) throw new Error(started.error.join("\n"));
  return started.value;
}

function stageOf(browser: Browser, practice: Practice, stopBot: () => Promise<void>): Stage {
  const { core, url, tokens } = practice;
  const windows: Window[] = [];
  onTestFinished(async () => {
    for (const one of windows) await one.page.context().close();
    await stopBot();
    await practice.close();
    const broken = windows.flatMap((one) => one.errors);
    if (broken.length > 0) throw new Error(`the page reported errors:\n${broken.join("\n")}`);
  });
  const found = (name: string) => [...core.state.users.values()].find((one) => one.name.startsWith(`${name}.`));
  return {
    core,
    userId: (name) => found(name)!.id,
    channelId: (name) => [...core.state.channels.values()].find((one) => one.name.startsWith(name))!.id,
    call(method, args) {
      const { body } = core.call(tokens.bot, method, args) as { body: Json };
      if (body.ok !== true) throw new Error(`${method}: ${JSON.stringify(body)}`);
      return body;
    },
    async open(name = "", size, options) {
      const user = found(name);
      const window = await openWindow(browser, user ? `${url}/?as=${user.id}` : `${url}/`, size, options);
      windows.push(window);
      return window;
    },
  };
}
