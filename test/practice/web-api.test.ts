import { expect, test } from "vitest";
import type { Json } from "../../src/practice/state.ts";
import { BOT, setUp } from "./support.ts";

test("every refusal has the name Slack gives it", () => {
  const { core, body, incidents, amara, channelId } = setUp({ limits: false });
  const error = (method: string, args: Json = {}) => body(method, args).error;
  const { ts } = body("chat.postMessage", { channel: incidents, text: "mine" });
  const posted = core.act({ as: amara, act: "post", channel: incidents, text: "hers" });
  const hers = posted.ok ? posted.ts : "";
  expect(core.call("", "auth.test")).toMatchObject({ body: { error: "not_authed" } });
  expect(core.call("xoxb-other", "auth.test")).toMatchObject({ body: { error: "invalid_auth" } });
  expect(core.call("xapp-practice", "auth.test")).toMatchObject({ body: { error: "not_allowed_token_type" } });
  expect(error("no.such")).toBe("unknown_method");
  expect(error("chat.postMessage", { channel: "C1", text: "x" })).toBe("channel_not_found");
  expect(error("chat.postMessage", { channel: incidents })).toBe("no_text");
  expect(error("chat.update", { channel: incidents, ts: "1.1", text: "x" })).toBe("message_not_found");
  expect(error("chat.update", { channel: incidents, ts: hers, text: "x" })).toBe("cant_update_message");
  expect(error("chat.update", { channel: incidents, ts, text: "x".repeat(4_001) })).toBe("msg_too_long");
  expect(error("chat.delete", { channel: incidents, ts: hers })).toBe("cant_delete_message");
  expect(error("chat.postEphemeral", { channel: incidents, user: "U1", text: "x" })).toBe("user_not_in_channel");
  expect(error("conversations.history", { channel: channelId("random") })).toBe("not_in_channel");
  expect(error("conversations.create", { name: "incidents" })).toBe("name_taken");
  expect(error("conversations.create", { name: "" })).toBe("invalid_name_required");
  expect(error("conversations.create", { name: "Not This" })).toBe("invalid_name_specials");
  expect(error("conversations.create", { name: "--" })).toBe("invalid_name_punctuation");
  expect(error("conversations.create", { name: "x".repeat(81) })).toBe("invalid_name_maxlength");
  expect(error("conversations.setTopic", { channel: incidents, topic: "x".repeat(251) })).toBe("too_long");
  expect(error("conversations.invite", { channel: incidents, users: amara })).toBe("already_in_channel");
  expect(error("conversations.invite", { channel: incidents, users: core.state.app.botUser })).toBe("cant_invite_self");
  expect(error("conversations.replies", { channel: incidents, ts: "1.1" })).toBe("thread_not_found");
  expect(error("users.info", { user: "U1" })).toBe("user_not_found");
  expect(error("reactions.remove", { channel: incidents, timestamp: ts, name: "eyes" })).toBe("no_reaction");
  expect(error("pins.remove", { channel: incidents, timestamp: ts })).toBe("no_pin");
  expect(error("bookmarks.add", { channel_id: incidents, type: "link", link: "nowhere" })).toBe("invalid_link");
  body("pins.add", { channel: incidents, timestamp: ts });
  expect(error("pins.add", { channel: incidents, timestamp: ts })).toBe("already_pinned");
  body("reactions.add", { channel: incidents, timestamp: ts, name: "eyes" });
  expect(error("reactions.add", { channel: incidents, timestamp: ts, name: "eyes" })).toBe("already_reacted");
  core.act({ as: amara, act: "archive", channel: incidents });
  expect(error("chat.postMessage", { channel: incidents, text: "x" })).toBe("is_archived");
  expect(error("conversations.archive", { channel: incidents })).toBe("already_archived");
});

test("one wrong id stops an invitation unless it is forced, and is named either way", () => {
  const { body, core, userId } = setUp();
  const { channel } = body("conversations.create", { name: "inc-1" }) as unknown as { channel: { id: string } };
  const users = `${userId("mei.tanaka")},U404`;
  const wrong = { user: "U404", ok: false, error: "user_not_found" };
  expect(body("conversations.invite", { channel: channel.id, users })).toMatchObject({
    error: "user_not_found",
    errors: [wrong],
  });
  expect(core.state.channels.get(channel.id)?.members).toHaveLength(1);
  expect(body("conversations.invite", { channel: channel.id, users, force: "true" })).toMatchObject({
    ok: true,
    errors: [wrong],
  });
  expect(core.state.channels.get(channel.id)?.members).toHaveLength(2);
});

test("blocks are checked against Slack's limits, each mistake with its place", () => {
  const { body, incidents } = setUp({ limits: false });
  const messages = (blocks: unknown) => {
    const answer = body("chat.postMessage", { channel: incidents, text: "x", blocks });
    return answer.ok ? [] : (answer.response_metadata as { messages: string[] }).messages;
  };
  const plain = (text: string) => ({ type: "plain_text", text });
  expect(messages(Array.from({ length: 51 }, () => ({ type: "divider" })))).toEqual([
    "[ERROR] no more than 50 items allowed [json-pointer:/blocks]",
  ]);
  expect(messages([{ type: "header", text: plain("x".repeat(151)) }])).toEqual([
    "[ERROR] must be less than 151 characters [json-pointer:/blocks/0/text/text]",
  ]);
  expect(messages([{ type: "divider" }, { type: "blink" }])).toEqual([
    "[ERROR] unsupported type: blink [json-pointer:/blocks/1/type]",
  ]);
  expect(messages([{ type: "section", text: { type: "mrkdwn", text: "x".repeat(3_001) } }])).toHaveLength(1);
  expect(messages([{ type: "section", fields: Array.from({ length: 11 }, () => plain("f")) }])).toHaveLength(1);
  expect(messages([{ type: "actions", elements: [{ type: "button", text: plain("x".repeat(76)) }] }])).toHaveLength(1);
  expect(messages([{ type: "context", elements: [] }])).toHaveLength(1);
  expect(
    messages([
      { type: "section", block_id: "a", text: plain("a") },
      { type: "divider", block_id: "a" },
    ]),
  ).toHaveLength(1);
  expect(messages([{ type: "section", text: plain("fine") }])).toEqual([]);
});

test("each method has its tier: the 21st channel in a minute has to wait, other methods go on", async () => {
  const { core, advance, incidents } = setUp();
  const create = (count: number) => core.call(BOT, "conversations.create", { name: `inc-${count}` });
  for (let count = 0; count < 20; count++) expect(create(count)).toMatchObject({ body: { ok: true } });
  expect(create(20)).toEqual({ status: 429, retryAfter_s: 60 });
  expect(core.call(BOT, "conversations.info", { channel: incidents })).toMatchObject({ body: { ok: true } });
  await advance(60_000);
  expect(create(20)).toMatchObject({ body: { ok: true } });
});

test("a channel takes a burst of messages, then one a second; other channels are not held up", async () => {
  const { core, advance, incidents, channelId } = setUp();
  const post = (channel: string) => core.call(BOT, "chat.postMessage", { channel, text: "x" }).status;
  const burst = Array.from({ length: 9 }, () => post(incidents));
  expect(burst).toEqual([...Array.from({ length: 8 }, () => 200), 429]);
  expect(post(channelId("random"))).toBe(200);
  await advance(1_000);
  expect([post(incidents), post(incidents)]).toEqual([200, 429]);
});

test("an unlisted commercial app reads fifteen messages a minute", async () => {
  const { core, advance, incidents } = setUp({ cappedHistory: true });
  for (let count = 0; count < 20; count++) {
    core.call(BOT, "chat.postMessage", { channel: incidents, text: "x" });
    await advance(1_000);
  }
  const read = () => core.call(BOT, "conversations.history", { channel: incidents, limit: 200 });
  const first = read();
  expect(first.status === 200 && first.body).toMatchObject({
    has_more: true,
    messages: expect.objectContaining({ length: 15 }),
  });
  expect(read()).toMatchObject({ status: 429 });
});

test("a plan makes calls fail before or after they had their effect", () => {
  const plan = [
    { kind: "error", error: "restricted_action" },
    { kind: "http", status: 500, applied: true },
    { kind: "http", status: 503, applied: false },
    { kind: "hang", applied: true },
    { kind: "reset", applied: false },
    { kind: "429", retryAfter_s: 30 },
  ] as const;
  let turn = 0;
  const { core, incidents } = setUp({ faults: { beforeCall: () => plan[turn++] } });
  const answers = plan.map((_, count) => core.call(BOT, "chat.postMessage", { channel: incidents, text: `${count}` }));
  expect(answers).toMatchObject([
    { status: 200, body: { ok: false, error: "restricted_action" } },
    { status: 500 },
    { status: 503 },
    { status: "hang" },
    { status: "reset" },
    { status: 429, retryAfter_s: 30 },
  ]);
  expect([...core.state.channels.get(incidents)!.messages.values()].map((one) => one.text)).toEqual(["1", "3"]);
});

test("channels are listed in pages, and a private channel only to those inside", () => {
  const { body } = setUp();
  const names: unknown[] = [];
  let cursor = "";
  do {
    const page = body("conversations.list", {
      limit: 2,
      cursor,
      types: "public_channel,private_channel",
    }) as unknown as {
      channels: Json[];
      response_metadata: { next_cursor: string };
    };
    names.push(...page.channels.map((one) => one.name));
    cursor = page.response_metadata.next_cursor;
  } while (cursor !== "");
  expect(names).toEqual(["general", "incidents", "engineering", "support", "northwind", "random"]);
});
