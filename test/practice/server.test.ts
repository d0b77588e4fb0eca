import { App, HTTPReceiver, LogLevel } from "@slack/bolt";
import { WebClient } from "@slack/web-api";
import { afterEach, expect, test } from "vitest";
import { createFrozenClock, createMovableClock, systemClock } from "../../src/lib/clock.ts";
import { createSeededRandom } from "../../src/lib/random.ts";
import type { PageState } from "../../src/practice/page-api.ts";
import { type Practice, type StartPracticeOptions, startPractice } from "../../src/practice/practice.ts";
import { BOT } from "./support.ts";

const cleanups: (() => unknown)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

async function start(options: Partial<StartPracticeOptions> = {}) {
  const started = await startPractice({ clock: systemClock, random: createSeededRandom(3), port: 0, ...options });
  if (!started.ok) throw new Error(started.error.join("\n"));
  const practice = started.value;
  cleanups.push(() => practice.close());
  const find = (kind: "users" | "channels", name: string) =>
    [...practice.core.state[kind].values()].find((one) => one.name === name)!.id;
  const client = new WebClient(BOT, {
    slackApiUrl: practice.apiUrl,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    logLevel: LogLevel.ERROR,
  });
  return {
    practice,
    client,
    amara: find("users", "amara.okafor"),
    jonas: find("users", "jonas.lindqvist"),
    incidents: find("channels", "incidents"),
    leadership: find("channels", "leadership"),
  };
}

/** Resolves as soon as `look` gives something, looking after every change of the workspace. */
function until<T>(practice: Practice, look: () => T | undefined | false): Promise<T> {
  return new Promise((resolve) => {
    const check = () => {
      const found = look();
      if (!found) return;
      stop();
      resolve(found);
    };
    const stop = practice.core.onChange(() => systemClock.soon(check));
    systemClock.soon(check);
  });
}

async function startSocketApp(practice: Practice) {
  const app = new App({
    token: practice.tokens.bot,
    appToken: practice.tokens.app,
    socketMode: true,
    logLevel: LogLevel.ERROR,
    clientOptions: { slackApiUrl: practice.apiUrl },
  });
  await app.start();
  cleanups.push(async () => {
    await app.stop();
    await until(practice, () => practice.server.socketCount() === 0);
  });
  await until(practice, () => practice.core.deliveries.isConnected());
  return app;
}

test("WebClient posts blocks and metadata, and reads them back", async () => {
  const { client, incidents } = await start();
  const blocks = [{ type: "section", block_id: "b", text: { type: "mrkdwn", text: "*Down*" } }];
  const metadata = { event_type: "job", event_payload: { id: "1" } };
  const posted = await client.chat.postMessage({ channel: incidents, text: "Down", blocks, metadata });
  const history = await client.conversations.history({ channel: incidents, include_all_metadata: true });
  expect(history.messages).toMatchObject([{ ts: posted.ts, text: "Down", blocks, metadata }]);
});

test("an error arrives as Slack's error name, and 429 with Retry-After", async () => {
  const { client } = await start();
  await expect(client.chat.postMessage({ channel: "C404", text: "x" })).rejects.toMatchObject({
    data: { error: "channel_not_found" },
  });
  for (let count = 0; count < 20; count++) await client.conversations.create({ name: `inc-${count}` });
  await expect(client.conversations.create({ name: "inc-20" })).rejects.toMatchObject({ retryAfter: 60 });
});

test("faults are acted out on the connection", async () => {
  const plan = [
    { kind: "reset", applied: true },
    { kind: "http", status: 503, applied: false },
    { kind: "hang", applied: true },
  ] as const;
  let turn = 0;
  const { practice, incidents } = await start({ faults: { beforeCall: () => plan[turn++] } });
  const client = new WebClient(BOT, {
    slackApiUrl: practice.apiUrl,
    retryConfig: { retries: 0 },
    timeout: 300,
    logLevel: LogLevel.ERROR,
  });
  const post = () =>
    client.chat.postMessage({ channel: incidents, text: "x" }).then(
      () => "answered",
      () => "failed",
    );
  expect([await post(), await post(), await post()]).toEqual(["failed", "failed", "failed"]);
  expect(practice.core.state.channels.get(incidents)?.messages.size).toBe(2);
  expect(practice.core.isIdle()).toBe(true);
});

test("filesUploadV2 puts a file into a thread, and its bytes can be fetched", async () => {
  const { practice, client, incidents } = await start();
  const { ts } = await client.chat.postMessage({ channel: incidents, text: "Postmortem" });
  await client.filesUploadV2({
    channel_id: incidents,
    thread_ts: ts!,
    initial_comment: "Here it is",
    filename: "postmortem.md",
    title: "Postmortem",
    content: "# What happened",
  });
  const thread = await client.conversations.replies({ channel: incidents, ts: ts! });
  const shared = thread.messages?.[1];
  expect(shared).toMatchObject({
    subtype: "file_share",
    text: "Here it is",
    files: [{ name: "postmortem.md", title: "Postmortem" }],
  });
  const bytes = await fetch(shared!.files![0]!.url_private!);
  expect(await bytes.text()).toBe("# What happened");
  expect(bytes.headers.get("content-type")).toBe("text/plain; charset=utf-8");
  expect(bytes.headers.get("content-security-policy")).toBe("sandbox");
  expect(practice.core.state.files.size).toBe(1);
});

test("Bolt over Socket Mode answers a command, opens a modal and hears its submission", async () => {
  const { practice, amara, incidents } = await start();
  const app = await startSocketApp(practice);
  const view = {
    type: "modal" as const,
    callback_id: "declare",
    title: { type: "plain_text" as const, text: "Declare" },
    submit: { type: "plain_text" as const, text: "Go" },
    blocks: [
      {
        type: "input",
        block_id: "title",
        label: { type: "plain_text" as const, text: "Title" },
        element: { type: "plain_text_input", action_id: "text" },
      },
    ],
  };
  app.command("/incident", async ({ ack, body, client }) => {
    await ack("Opening");
    await client.views.open({ trigger_id: body.trigger_id, view });
  });
  app.view("declare", async ({ ack, view: sent, client }) => {
    await ack();
    await client.chat.postMessage({ channel: incidents, text: `Declared: ${sent.state.values.title?.text?.value}` });
  });
  practice.core.act({ as: amara, act: "command", channel: incidents, command: "/incident", text: "declare" });
  const open = await until(practice, () => practice.core.view(amara)?.modals[0]);
  practice.core.act({
    as: amara,
    act: "submit",
    view: open.id,
    values: { title: { text: { type: "plain_text_input", value: "Down" } } },
  });
  const messages = () => practice.core.view(amara)!.channels.find((one) => one.id === incidents)!.messages;
  const declared = await until(practice, () => messages().find((one) => one.text === "Declared: Down"));
  expect(declared.user).toBe(practice.core.state.app.botUser);
  expect(practice.core.view(amara)?.modals).toEqual([]);
});

test("Bolt over Socket Mode hears messages, presses buttons and responds", async () => {
  const { practice, amara, incidents } = await start();
  const app = await startSocketApp(practice);
  app.message("hello", async ({ say }) => {
    const button = { type: "button" as const, action_id: "go", text: { type: "plain_text" as const, text: "Go" } };
    await say({ text: "hi", blocks: [{ type: "actions", block_id: "row", elements: [button] }] });
  });
  app.action("go", async ({ ack, respond }) => {
    await ack();
    await respond({ replace_original: true, text: "Gone" });
  });
  practice.core.act({ as: amara, act: "post", channel: incidents, text: "hello there" });
  const messages = () => practice.core.view(amara)!.channels.find((one) => one.id === incidents)!.messages;
  const said = await until(practice, () => messages().find((one) => one.text === "hi"));
  practice.core.act({
    as: amara,
    act: "block-action",
    channel: incidents,
    ts: said.ts,
    blockId: "row",
    actionId: "go",
  });
  const changed = await until(practice, () => messages().find((one) => one.text === "Gone"));
  expect(changed).toMatchObject({ ts: said.ts, blocks: [] });
});

test("an announced refresh lets the app connect anew, and what it missed meanwhile is retried", async () => {
  const clock = createMovableClock(systemClock);
  const { practice, amara, incidents } = await start({ clock });
  const app = await startSocketApp(practice);
  app.message("anyone", async ({ say }) => void (await say("here again")));
  practice.server.refreshSockets();
  expect(practice.core.deliveries.isConnected()).toBe(false);
  practice.core.act({ as: amara, act: "post", channel: incidents, text: "anyone there?" });
  await until(practice, () => practice.core.deliveries.isConnected());
  const messages = () => practice.core.view(amara)!.channels.find((one) => one.id === incidents)!.messages;
  expect(messages()).toHaveLength(1);
  await clock.advance(60_000, () => practice.core.activity.idle());
  await until(practice, () => messages().some((one) => one.text === "here again"));
}, 15_000);

test("signed HTTP delivery passes Bolt's own verification, and its acknowledgement is shown", async () => {
  const receiver = new HTTPReceiver({ signingSecret: "practice-secret", logLevel: LogLevel.ERROR, port: 0 });
  const server = await receiver.start(0);
  cleanups.push(() => receiver.stop());
  const { port } = server.address() as { port: number };
  const { practice, amara, incidents } = await start({ deliverTo: `http://127.0.0.1:${port}/slack/events` });
  const app = new App({ token: BOT, receiver, clientOptions: { slackApiUrl: practice.apiUrl } });
  const heard: string[] = [];
  app.message(async ({ message }) => void heard.push(`${message.type}:${"text" in message ? message.text : ""}`));
  app.command("/incident", async ({ ack, command }) => ack(`got ${command.text}`));
  app.shortcut("declare_incident", async ({ ack, shortcut }) => {
    await ack();
    heard.push(`shortcut:${shortcut.user.id}`);
  });
  practice.core.act({ as: amara, act: "post", channel: incidents, text: "it is down & out" });
  practice.core.act({ as: amara, act: "command", channel: incidents, command: "/incident", text: "help" });
  practice.core.act({ as: amara, act: "shortcut", callbackId: "declare_incident" });
  await practice.core.activity.idle();
  expect(heard.sort()).toEqual(["message:it is down &amp; out", `shortcut:${amara}`]);
  const messages = practice.core.view(amara)!.channels.find((one) => one.id === incidents)!.messages;
  expect(messages.at(-1)).toMatchObject({ text: "got help", ephemeral: true });
});

test("a wrong signing secret is refused, retried and finally counted as lost", async () => {
  const receiver = new HTTPReceiver({ signingSecret: "another", logLevel: LogLevel.ERROR, logger: silent });
  const server = await receiver.start(0);
  cleanups.push(() => receiver.stop());
  const { port } = server.address() as { port: number };
  const clock = createMovableClock(systemClock);
  const { practice, amara, incidents } = await start({ clock, deliverTo: `http://127.0.0.1:${port}/slack/events` });
  new App({ token: BOT, receiver, clientOptions: { slackApiUrl: practice.apiUrl } });
  practice.core.act({ as: amara, act: "post", channel: incidents, text: "hi" });
  await clock.advance(7 * 60_000, () => practice.core.activity.idle());
  expect(practice.core.deliveries.lost()).toHaveLength(1);
  expect(practice.core.deliveries.counts()).toMatchObject({ sent: 4, acked: 0 });
});

const silent = {
  debug() {},
  info() {},
  warn() {},
  error() {},
  setLevel() {},
  getLevel: () => LogLevel.ERROR,
  setName() {},
};

test("the page gets its state at once and after every change", async () => {
  const { practice, amara, jonas, incidents, leadership } = await start();
  const stream = await fetch(`${practice.url}/practice/live?as=${amara}`);
  expect(stream.headers.get("content-type")).toContain("text/event-stream");
  const reader = stream.body!.pipeThrough(new TextDecoderStream()).getReader();
  cleanups.push(() => reader.cancel());
  let text = "";
  const next = async (): Promise<PageState> => {
    for (;;) {
      const end = text.indexOf("\n\n");
      if (end >= 0) {
        const data = text.slice("data: ".length, end);
        text = text.slice(end + 2);
        return JSON.parse(data) as PageState;
      }
      text += (await reader.read()).value ?? "";
    }
  };
  expect(await next()).toMatchObject({
    me: amara,
    workspace: { name: "Harbour & Pine" },
    app: { connected: false },
    canMoveTime: false,
  });
  practice.core.act({ as: jonas, act: "post", channel: leadership, text: "secret" });
  practice.core.act({ as: jonas, act: "post", channel: incidents, text: `@amara.okafor look` });
  const state = await next();
  const channel = state.channels.find((one) => one.id === incidents)!;
  expect(channel).toMatchObject({ unread: 1, mentioned: true, messages: [{ text: `<@${amara}> look`, user: jonas }] });
  expect(state.channels.some((one) => one.id === leadership)).toBe(false);
});

test("the page acts, moves time only where it may, and is closed to other sites", async () => {
  const base = createMovableClock(createFrozenClock(Date.UTC(2026, 0, 1)));
  let idle = () => Promise.resolve();
  const { practice, amara, incidents } = await start({
    clock: base,
    advance: (span_ms) => base.advance(span_ms, () => idle()),
  });
  idle = () => practice.core.activity.idle();
  const post = (path: string, body: unknown, headers: Record<string, string> = {}) =>
    fetch(`${practice.url}${path}`, { method: "POST", body: JSON.stringify(body), headers });
  const act = { as: amara, act: "post", channel: incidents, text: "from the page" };
  expect(await (await post("/practice/act", act)).json()).toMatchObject({ ok: true, channel: incidents });
  expect((await post("/practice/act", act, { origin: "https://evil.example" })).status).toBe(403);
  expect((await post("/practice/time", { advance_ms: 60_000 })).status).toBe(200);
  const state = (await (await fetch(`${practice.url}/practice/state?as=${amara}`)).json()) as PageState;
  expect(state).toMatchObject({ now: Date.UTC(2026, 0, 1) + 60_000, canMoveTime: true });
  const other = await start();
  expect((await fetch(`${other.practice.url}/practice/time`, { method: "POST", body: "{}" })).status).toBe(409);
  expect((await fetch(`${practice.url}/../seed.ts`)).status).toBe(404);
  expect((await fetch(`${practice.url}/`)).headers.get("content-security-policy")).toContain("default-src 'self'");
});
