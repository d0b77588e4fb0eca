// A Bolt app that is not ours, as Slack's getting-started sample has it: what it does works here as it would in Slack,
// in Socket Mode and over HTTP. It is written the way such apps are, with Bolt's own receivers, `say` and `client`.
import { App, type BlockAction, HTTPReceiver, LogLevel } from "@slack/bolt";
import { afterEach, describe, expect, test } from "vitest";
import { systemClock } from "../../src/lib/clock.ts";
import { createSeededRandom } from "../../src/lib/random.ts";
import { createHttpDelivery } from "../../src/practice/server/http-delivery.ts";
import type { PageAct, PageMessage } from "../../src/practice/page-api.ts";
import { type Practice, startPractice } from "../../src/practice/practice.ts";

const cleanups: (() => unknown)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

/** The sample: greets with a button, answers its press, opens a form for a command and takes it. */
function sample(app: App): void {
  app.message("hello", async ({ message, say }) => {
    const user = "user" in message ? message.user : "";
    await say({
      blocks: [
        {
          type: "section",
          text: { type: "mrkdwn", text: `Hey there <@${user}>!` },
          accessory: { type: "button", text: { type: "plain_text", text: "Click Me" }, action_id: "button_click" },
        },
      ],
      text: `Hey there <@${user}>!`,
    });
  });
  app.action<BlockAction>("button_click", async ({ body, ack, say, respond }) => {
    await ack();
    await say(`<@${body.user.id}> clicked the button`);
    await respond({ text: "Clicked.", replace_original: false, response_type: "ephemeral" });
  });
  app.command("/incident", async ({ ack, body, client, command, respond }) => {
    await ack();
    if (command.text === "echo") return void (await respond(`${command.user_name} said ${command.command}`));
    await client.views.open({
      trigger_id: body.trigger_id,
      view: {
        type: "modal",
        callback_id: "view_1",
        title: { type: "plain_text", text: "Order" },
        submit: { type: "plain_text", text: "Send" },
        private_metadata: body.channel_id,
        blocks: [
          {
            type: "input",
            block_id: "what",
            label: { type: "plain_text", text: "What would you like?" },
            element: { type: "plain_text_input", action_id: "dish", multiline: true },
          },
        ],
      },
    });
  });
  app.view("view_1", async ({ ack, body, view, client }) => {
    const dish = view.state.values.what?.dish?.value ?? "";
    if (dish.length < 4) return ack({ response_action: "errors", errors: { what: "Say a little more" } });
    await ack();
    await client.chat.postMessage({ channel: view.private_metadata, text: `<@${body.user.id}> orders ${dish}` });
  });
  app.shortcut("declare_incident", async ({ ack, shortcut, client }) => {
    await ack();
    const { user } = await client.users.info({ user: shortcut.user.id });
    await client.chat.postMessage({ channel: shortcut.user.id, text: `Hello ${user?.real_name}` });
  });
  app.event("app_home_opened", async ({ event, client }) => {
    const text = { type: "mrkdwn" as const, text: `Welcome home, <@${event.user}>` };
    await client.views.publish({ user_id: event.user, view: { type: "home", blocks: [{ type: "section", text }] } });
  });
  app.event("reaction_added", async ({ event, client }) => {
    await client.reactions.add({ channel: event.item.channel, timestamp: event.item.ts, name: "eyes" });
  });
}

async function startSample(mode: "socket" | "http") {
  const started = await startPractice({ clock: systemClock, random: createSeededRandom(5), port: 0 });
  if (!started.ok) throw new Error(started.error.join("\n"));
  const practice = started.value;
  cleanups.push(() => practice.close());
  const { tokens, apiUrl } = practice;
  const base = { token: tokens.bot, logLevel: LogLevel.ERROR, clientOptions: { slackApiUrl: apiUrl } };
  if (mode === "socket") {
    const app = new App({ ...base, socketMode: true, appToken: tokens.app });
    sample(app);
    await app.start();
    cleanups.push(() => app.stop());
  } else {
    const receiver = new HTTPReceiver({ signingSecret: tokens.signingSecret, logLevel: LogLevel.ERROR });
    const app = new App({ ...base, receiver });
    sample(app);
    const server = await app.start(0);
    cleanups.push(() => app.stop());
    const { port } = server.address() as { port: number };
    const url = `http://127.0.0.1:${port}/slack/events`;
    const { signingSecret } = tokens;
    cleanups.push(
      practice.core.connectApp(createHttpDelivery({ url, signingSecret, clock: systemClock, wireClock: systemClock })),
    );
  }
  const { core } = practice;
  const amara = [...core.state.users.values()].find(({ name }) => name === "amara.okafor")!.id;
  const view = () => core.view(amara, true)!;
  const incidents = view().channels.find(({ name }) => name === "incidents")!.id;
  return {
    amara,
    incidents,
    view,
    until: <T>(look: () => T | undefined | false) => until(practice, look),
    act: (act: Record<string, unknown>) => {
      const answer = core.act({ as: amara, ...act } as PageAct);
      if (!answer.ok) throw new Error(answer.error);
    },
    /** The message with exactly this text, as soon as it is there. */
    message: (channel: () => string | undefined, text: string): Promise<PageMessage> =>
      until(practice, () =>
        view()
          .channels.find(({ id }) => id === channel())
          ?.messages.find((one) => one.text === text),
      ),
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

describe.each(["socket", "http"] as const)("Slack's sample app, connected by %s", (mode) => {
  test("greets with a button and answers its press", async () => {
    const { act, message, amara, incidents } = await startSample(mode);
    const here = () => incidents;
    act({ act: "post", channel: incidents, text: "hello everybody" });
    const greeting = await message(here, `Hey there <@${amara}>!`);
    const [block] = greeting.blocks;
    const blockId = String(block!.block_id);
    act({ act: "block-action", channel: incidents, ts: greeting.ts, blockId, actionId: "button_click" });
    await message(here, `<@${amara}> clicked the button`);
    expect((await message(here, "Clicked.")).ephemeral).toBe(true);
  });

  test("answers a command, and opens a form that complains, is filled in again and is taken", async () => {
    const { act, message, until, view, amara, incidents } = await startSample(mode);
    act({ act: "command", channel: incidents, command: "/incident", text: "echo" });
    await message(() => incidents, "amara.okafor said /incident");
    act({ act: "command", channel: incidents, command: "/incident", text: "" });
    const form = await until(() => view().modals.at(-1));
    expect([form.title, form.submit]).toEqual(["Order", "Send"]);
    const given = (value: string) => ({ what: { dish: { type: "plain_text_input", value } } });
    act({ act: "submit", view: form.id, values: given("ab") });
    await until(() => view().modals.at(-1)?.errors.what === "Say a little more");
    act({ act: "submit", view: form.id, values: given("a bowl of soup") });
    await message(() => incidents, `<@${amara}> orders a bowl of soup`);
    expect(view().modals).toEqual([]);
  });

  test("answers a shortcut by direct message, draws its Home, and reacts to a reaction", async () => {
    const { act, message, until, view, amara, incidents } = await startSample(mode);
    act({ act: "shortcut", callbackId: "declare_incident" });
    await message(
      () => view().channels.find(({ directWith }) => directWith === view().app.botUser)?.id,
      "Hello Amara Okafor",
    );
    act({ act: "open-home" });
    await until(() => JSON.stringify(view().home?.blocks ?? "").includes(`Welcome home, <@${amara}>`));
    act({ act: "post", channel: incidents, text: "look at this" });
    const { ts } = await message(() => incidents, "look at this");
    act({ act: "react", channel: incidents, ts, name: "tada" });
    await until(() =>
      view()
        .channels.find(({ id }) => id === incidents)
        ?.messages.find((one) => one.ts === ts)
        ?.reactions.some(({ name, users }) => name === "eyes" && users.includes(view().app.botUser)),
    );
  });
});
