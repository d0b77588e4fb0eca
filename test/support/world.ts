// A story's world: the whole bot with real Bolt and WebClient over loopback, the practice workspace as Slack, and one
// clock that only the story moves.
import { onTestFinished } from "vitest";
import { readManifest } from "../../src/cli/manifest.ts";
import { whenAllIdle } from "../../src/lib/activity.ts";
import { type Clock, createFrozenClock, createMovableClock, systemClock } from "../../src/lib/clock.ts";
import type { Log } from "../../src/lib/log.ts";
import { createLog } from "../../src/lib/log.ts";
import { createSeededRandom } from "../../src/lib/random.ts";
import { type Bot, type BotOptions, startBot } from "../../src/main.ts";
import type { PageAct, PageChannel, PageMessage, PageView } from "../../src/practice/page-api.ts";
import { type Practice, startPractice } from "../../src/practice/practice.ts";
import type { People } from "../../src/domain/runbook.ts";
import { openStore } from "../../src/store/open.ts";
import type { Store } from "../../src/store/store.ts";
import { valuesOf } from "./form-values.ts";
import { quiet } from "./quiet.ts";
import {
  type Checker,
  type Machine,
  NO_OUTLETS,
  type Outlets,
  type PageCall,
  type Pager,
} from "../../src/out/outlets.ts";
import { testRunbook } from "./runbook.ts";
import { type Engine, freshDatabase } from "./stores.ts";

export const START = Date.UTC(2026, 10, 2, 9, 0, 0);

export interface WorldOptions {
  engine?: Engine;
  mode?: "socket" | "http";
  startAt?: number;
  /** A bundled one by its name, or one that was read; the bundled default where a story does not say. */
  runbook?: string | ReturnType<typeof testRunbook>;
  /** Key → names of practice users. */
  people?: Record<string, string[]>;
  limits?: boolean;
  /** Logged errors that belong to the story. */
  expectedErrors?: RegExp;
  /** Gets every line that the program logs, of whatever level. */
  logged?: (line: string) => void;
  /** Slack shows the app as little of its history as one that is neither internal nor listed. */
  cappedHistory?: boolean;
  /** A workspace of its own, in place of the bundled one. */
  seedPath?: string;
  heartbeatUrl?: string;
  /** In place of one that takes every page; null where none is connected. */
  pager?: Pager | null;
  /** What does the automatic steps of playbooks; nothing where a story does not say. */
  machine?: Machine;
  /** Looks at the runbook's checks; nothing where a story does not say. */
  checker?: Checker;
  /** The outlets by which somebody is told elsewhere than in Slack; none where a story does not say. */
  senders?: Outlets["senders"];
}

type Act = PageAct extends infer One ? (One extends { as: string } ? Omit<One, "as"> : never) : never;

export interface World {
  practice: Practice;
  /** What the pager took. */
  pages: PageCall[];
  bot: Bot;
  store: Store;
  /** Null on PostgreSQL. */
  databaseFile: string | null;
  url: string;
  databaseUrl: string;
  /** The one clock of this world. */
  clock: Clock;
  now(): number;
  /** Moves time, stopping at each timer and waiting until everything it caused is done. */
  advance(span: string | number): Promise<void>;
  /** Moves time at once, as for a machine that slept: each timer that passed runs late, and once. For days of quiet. */
  leap(span_ms: number): Promise<void>;
  settle(): Promise<void>;
  user(name: string): string;
  /** What a person does on the page; then everything it caused has happened. */
  act(name: string, act: Act): Promise<void>;
  command(name: string, channel: string, text: string): Promise<void>;
  say(name: string, channel: string, text: string, threadTs?: string): Promise<void>;
  /** Presses the button with these words, in the newest message that has it. */
  press(name: string, channel: string, words: string): Promise<void>;
  /** The same in the form that is open, or on the app's Home tab. */
  pressIn(name: string, where: "form" | "home", words: string): Promise<void>;
  /** Chooses from the menu of choices in the newest message that has one. */
  choose(name: string, channel: string, option: string): Promise<void>;
  /** Fills in the form that is open and leaves it so; the last of the fields is told to the program. */
  fill(name: string, fields: Record<string, string>): Promise<void>;
  /** Fills in and submits the form that is open. */
  submit(name: string, fields: Record<string, string>): Promise<void>;
  channel(name: string, asUser?: string): PageChannel;
  channels(asUser?: string): string[];
  messages(channel: string, asUser?: string): PageMessage[];
  /** Texts that appeared in a channel since they were last asked for: what a story has not looked at yet. */
  fresh(channel: string, asUser?: string): string[];
  form(name: string): PageView | undefined;
  /** The Home tab as it stands; null where nothing was published. */
  home(name: string): PageView | null;
  /** Stops the bot; `start` brings it up again on the same database. */
  stop(): Promise<void>;
  start(): Promise<void>;
}

const SPANS_MS = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 };

/** Where a story does not say: STORY_ENGINE=postgres STORY_MODE=http tells them all again elsewhere. */
const DEFAULT_ENGINE = (process.env.STORY_ENGINE as Engine | undefined) ?? "sqlite";
const DEFAULT_MODE = process.env.STORY_MODE === "http" ? "http" : "socket";

export async function createWorld(options: WorldOptions = {}): Promise<World> {
  const { engine = DEFAULT_ENGINE, mode = DEFAULT_MODE, startAt = START } = options;
  const under = { at: startAt };
  const clock = createMovableClock({ ...createFrozenClock(startAt), now: () => under.at });
  const random = createSeededRandom(11);
  const databaseUrl = await freshDatabase(engine);
  const deliverTo = { url: "" };
  const started = await startPractice({
    clock,
    random: createSeededRandom(12),
    port: 0,
    manifest: readManifest(),
    ...(options.seedPath === undefined ? {} : { seedPath: options.seedPath }),
    ...(options.cappedHistory === undefined ? {} : { cappedHistory: options.cappedHistory }),
    ...(options.limits === undefined ? {} : { limits: options.limits }),
  });
  if (!started.ok) throw new Error(started.error.join("\n"));
  const practice = started.value;
  const { core } = practice;
  const user = (name: string) => {
    const found = [...core.state.users.values()].find((one) => one.name === name || one.name.startsWith(`${name}.`));
    if (!found) throw new Error(`no practice user ${name}`);
    return found.id;
  };
  const people: People = Object.fromEntries(
    Object.entries(options.people ?? { "on-call": ["amara", "tomasz"] }).map(([key, names]) => [key, names.map(user)]),
  );
  const pages: PageCall[] = [];
  const pager = options.pager === undefined ? { page: async (call: PageCall) => void pages.push(call) } : options.pager;
  const problems: string[] = [];
  const log = watchful(problems, options.logged);
  let bot: Bot | undefined;
  let store: Store | undefined;
  let disconnect: (() => void) | undefined;

  const start = async () => {
    ({ store } = await openStore(databaseUrl, { clock, log }));
    const { bot: botToken, app: appToken, signingSecret } = practice.tokens;
    const slack: BotOptions["slack"] =
      mode === "socket"
        ? { mode, botToken, appToken, apiUrl: practice.apiUrl }
        : { mode, botToken, signingSecrets: [signingSecret], apiUrl: practice.apiUrl };
    bot = await startBot({
      slack,
      store,
      runbook: typeof options.runbook === "object" ? options.runbook : testRunbook(options.runbook),
      outlets: {
        ...NO_OUTLETS,
        pager,
        machine: options.machine ?? null,
        checker: options.checker ?? null,
        senders: options.senders ?? {},
      },
      people,
      host: "127.0.0.1",
      port: 0,
      heartbeatUrl: options.heartbeatUrl ?? null,
      clock,
      random,
      log,
    });
    if (mode === "http") {
      deliverTo.url = `http://127.0.0.1:${bot.port}/slack/events`;
      const { createHttpDelivery } = await import("../../src/practice/server/http-delivery.ts");
      disconnect = core.connectApp(
        createHttpDelivery({ url: deliverTo.url, signingSecret, clock, wireClock: systemClock }),
      );
    }
    await settle();
  };
  const stop = async () => {
    disconnect?.();
    disconnect = undefined;
    await bot?.stop();
    bot = undefined;
  };
  const settle = async () => {
    await whenAllIdle([core.activity, ...(bot ? [bot.activity] : [])], systemClock);
  };
  const world = createActs({ practice, clock, user, settle });
  await start();
  onTestFinished(async () => {
    const unseen = world.unseen();
    await stop();
    await practice.close();
    const unexpected = problems.filter((one) => !options.expectedErrors?.test(one));
    if (unexpected.length > 0) throw new Error(`the program logged errors:\n${unexpected.join("\n")}`);
    if (unseen.length > 0) throw new Error(`the story did not expect these messages:\n${unseen.join("\n")}`);
  });
  return {
    ...world,
    practice,
    pages,
    get bot() {
      return bot!;
    },
    get store() {
      return store!;
    },
    databaseFile: /^sqlite:(.*)/.exec(databaseUrl)?.[1] ?? null,
    url: practice.url,
    databaseUrl,
    clock,
    now: () => clock.now(),
    async leap(span_ms) {
      under.at += span_ms;
      await clock.advance(0, settle);
    },
    settle,
    user,
    stop,
    start,
  };
}

interface ActsDeps {
  practice: Practice;
  clock: ReturnType<typeof createMovableClock>;
  user(name: string): string;
  settle(): Promise<void>;
}

function createActs({ practice: { core }, clock, user, settle }: ActsDeps) {
  const viewer = "amara";
  const seen = new Map<string, number>();
  const view = (asUser: string) => core.view(user(asUser), true)!;
  const channel = (name: string, asUser = viewer) => {
    const { channels } = view(asUser);
    // A direct message goes by the name of the other.
    const found =
      channels.find((one) => one.name === name) ??
      channels.find(({ directWith }) => directWith && core.state.users.get(directWith)?.name === name);
    if (!found) throw new Error(`${asUser} sees no channel #${name}`);
    return found;
  };
  const act = async (name: string, what: Act) => {
    const answer = core.act({ as: user(name), ...what } as PageAct);
    if (!answer.ok) throw new Error(`${name} cannot ${what.act}: ${answer.error}`);
    await settle();
  };
  const messages = (name: string, asUser = viewer) => channel(name, asUser).messages;
  const fresh = (name: string, asUser = viewer, by?: string) => {
    const key = `${name}:${asUser}`;
    const all = messages(name, asUser).filter((message) => !isSystem(message));
    const from = seen.get(key) ?? 0;
    seen.set(key, all.length);
    return all.filter((message, index) => index >= from && (!by || message.user === by)).map(({ text }) => text);
  };
  return {
    channel,
    act,
    messages,
    channels: (asUser = viewer) => view(asUser).channels.map((one) => one.name),
    form: (name: string) => view(name).modals.at(-1),
    home: (name: string) => view(name).home,
    advance: async (span: string | number) => {
      const ms = typeof span === "number" ? span : spanOf(span);
      await clock.advance(ms, settle);
    },
    command: (name: string, where: string, text: string) =>
      act(name, { act: "command", channel: channel(where, name).id, command: "/incident", text }),
    say: (name: string, where: string, text: string, threadTs?: string) =>
      act(name, { act: "post", channel: channel(where, name).id, text, ...(threadTs ? { threadTs } : {}) }),
    async press(name: string, where: string, words: string) {
      const { id, messages: all } = channel(where, name);
      for (const message of all.toReversed()) {
        const found = buttonIn(message, words);
        if (!found) continue;
        const { blockId, actionId } = found;
        return act(name, { act: "block-action", channel: id, ts: message.ts, blockId, actionId });
      }
      throw new Error(`no button "${words}" for ${name} in #${where}`);
    },
    async pressIn(name: string, where: "form" | "home", words: string) {
      const shown = where === "form" ? view(name).modals.at(-1) : view(name).home;
      const found = shown && buttonIn(shown, words);
      if (!found) throw new Error(`no button "${words}" for ${name} in the ${where}`);
      await act(name, { act: "block-action", view: shown.id, ...found });
    },
    async choose(name: string, where: string, option: string) {
      const { id, messages: all } = channel(where, name);
      for (const message of all.toReversed()) {
        const found = selectIn(message, option);
        if (found) return act(name, { act: "block-action", channel: id, ts: message.ts, ...found });
      }
      throw new Error(`no choice "${option}" for ${name} in #${where}`);
    },
    async fill(name: string, fields: Record<string, string>) {
      const form = view(name).modals.at(-1);
      if (!form) throw new Error(`${name} has no form open`);
      const values = valuesOf(form, fields);
      const blockId = Object.keys(fields).at(-1)!;
      const [told] = Object.entries(values[blockId] ?? {});
      if (!told) throw new Error(`the form has no field ${blockId}`);
      const [actionId, chosen] = told;
      await act(name, { act: "block-action", view: form.id, blockId, actionId, chosen, values });
    },
    async submit(name: string, fields: Record<string, string>) {
      const form = view(name).modals.at(-1);
      if (!form) throw new Error(`${name} has no form open`);
      await act(name, { act: "submit", view: form.id, values: valuesOf(form, fields) });
    },
    fresh,
    /** What Warroom said, since then, in the channels that the story reads message by message. */
    unseen: () =>
      [...seen.keys()].flatMap((key) => {
        const [name, asUser] = key.split(":") as [string, string];
        return fresh(name, asUser, core.state.app.botUser).map((text) => `#${name}: ${text}`);
      }),
  };
}

const isSystem = ({ subtype }: PageMessage): boolean => subtype !== null && /^channel_/.test(subtype);

function buttonIn(
  { blocks }: Pick<PageMessage | PageView, "blocks">,
  words: string,
): { blockId: string; actionId: string } | undefined {
  for (const block of blocks) {
    const { elements: beside = [], accessory } = block as { elements?: object[]; accessory?: object };
    const elements = [...beside, ...(accessory ? [accessory] : [])] as Record<string, unknown>[];
    const element = elements.find((one) => (one.text as { text?: string } | undefined)?.text === words);
    if (element) return { blockId: String(block.block_id), actionId: String(element.action_id) };
  }
  return undefined;
}

function selectIn(message: PageMessage, words: string) {
  for (const block of message.blocks) {
    const elements = (block.elements as Record<string, unknown>[] | undefined) ?? [];
    for (const { type, options, action_id } of elements) {
      if (type !== "static_select") continue;
      const option = (options as { text: { text: string } }[]).find(({ text }) => text.text === words);
      const ids = { blockId: String(block.block_id), actionId: String(action_id) };
      if (option) return { ...ids, chosen: { type: "static_select", selected_option: option } };
    }
  }
  return undefined;
}

function spanOf(span: string): number {
  const match = /^(\d+)\s*([smhd])$/.exec(span);
  if (!match) throw new Error(`"${span}" is no span of time`);
  return Number(match[1]) * SPANS_MS[match[2] as keyof typeof SPANS_MS];
}

/** Any error that the program logs fails the story. */
function watchful(problems: string[], logged?: (line: string) => void): Log {
  const log = logged
    ? createLog("trace", [], { write: logged })
    : process.env.TEST_LOG
      ? createLog(process.env.TEST_LOG)
      : quiet;
  return new Proxy(log, {
    get(target, key, receiver) {
      if (key !== "error" && key !== "fatal") return Reflect.get(target, key, receiver);
      return (...args: unknown[]) => {
        const [fields, words] = args as [{ err?: Error } | string, string | undefined];
        problems.push(typeof fields === "string" ? fields : `${words}: ${fields.err?.stack ?? JSON.stringify(fields)}`);
        (target.error as (...all: unknown[]) => void)(...args);
      };
    },
  });
}
