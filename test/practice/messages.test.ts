import { expect, test } from "vitest";
import type { Json } from "../../src/practice/state.ts";
import { BOT, listen, setUp } from "./support.ts";

test("a posted message comes back in history, newest first, without plain thread replies", () => {
  const { body, incidents } = setUp({ limits: false });
  const first = body("chat.postMessage", { channel: "#incidents", text: "one" });
  body("chat.postMessage", { channel: incidents, text: "two" });
  body("chat.postMessage", { channel: incidents, text: "a reply", thread_ts: first.ts });
  body("chat.postMessage", { channel: incidents, text: "for all", thread_ts: first.ts, reply_broadcast: true });
  const { messages, has_more } = body("conversations.history", { channel: incidents }) as unknown as {
    messages: Json[];
    has_more: boolean;
  };
  expect(messages.map((one) => one.text)).toEqual(["for all", "two", "one"]);
  expect(has_more).toBe(false);
  expect(messages[2]).toMatchObject({ reply_count: 2, thread_ts: first.ts });
  expect(messages[0]).toMatchObject({ subtype: "thread_broadcast", thread_ts: first.ts });
});

test("every ts in a channel is unique and grows, also while the clock stands still", () => {
  const { body, incidents } = setUp({ limits: false });
  const stamps = Array.from({ length: 50 }, (_, count) =>
    String(body("chat.postMessage", { channel: incidents, text: `${count}` }).ts),
  );
  expect(new Set(stamps).size).toBe(50);
  expect([...stamps].sort()).toEqual(stamps);
});

test("replies are read in pages, the parent first", () => {
  const { body, incidents } = setUp({ limits: false });
  const { ts } = body("chat.postMessage", { channel: incidents, text: "parent" });
  for (const text of ["a", "b", "c"]) body("chat.postMessage", { channel: incidents, text, thread_ts: ts });
  const read: unknown[] = [];
  let cursor = "";
  do {
    const page = body("conversations.replies", { channel: incidents, ts, limit: 2, cursor }) as unknown as {
      messages: Json[];
      response_metadata?: { next_cursor: string };
    };
    read.push(...page.messages.map((one) => one.text));
    cursor = page.response_metadata?.next_cursor ?? "";
  } while (cursor !== "");
  expect(read).toEqual(["parent", "a", "b", "c"]);
});

test("history pages lose nothing while new messages arrive in between", () => {
  const { body, incidents } = setUp({ limits: false });
  for (let count = 0; count < 7; count++) body("chat.postMessage", { channel: incidents, text: `${count}` });
  const read: unknown[] = [];
  let cursor = "";
  do {
    const page = body("conversations.history", { channel: incidents, limit: 3, cursor }) as unknown as {
      messages: Json[];
      response_metadata?: { next_cursor: string };
    };
    read.push(...page.messages.map((one) => one.text));
    cursor = page.response_metadata?.next_cursor ?? "";
    body("chat.postMessage", { channel: incidents, text: "later" });
  } while (cursor !== "");
  expect(read).toEqual(["6", "5", "4", "3", "2", "1", "0"]);
});

test("oldest and latest are exclusive unless inclusive is asked for", () => {
  const { body, incidents } = setUp({ limits: false });
  const stamps = ["a", "b", "c"].map((text) => String(body("chat.postMessage", { channel: incidents, text }).ts));
  const texts = (args: Json) =>
    (body("conversations.history", { channel: incidents, ...args }) as unknown as { messages: Json[] }).messages.map(
      (one) => one.text,
    );
  expect(texts({ oldest: stamps[0] })).toEqual(["c", "b"]);
  expect(texts({ oldest: stamps[0], latest: stamps[2], inclusive: true })).toEqual(["c", "b", "a"]);
  expect(texts({ latest: stamps[2], limit: 1, inclusive: true })).toEqual(["c"]);
});

test("metadata is given in full only when all of it is asked for", () => {
  const { body, incidents } = setUp();
  const metadata = { event_type: "warroom_job", event_payload: { job: "j1" } };
  body("chat.postMessage", { channel: incidents, text: "hi", metadata });
  const read = (args: Json) =>
    (body("conversations.history", { channel: incidents, ...args }) as unknown as { messages: Json[] }).messages[0];
  expect(read({})?.metadata).toEqual({ event_type: "warroom_job" });
  expect(read({ include_all_metadata: "true" })?.metadata).toEqual(metadata);
});

test("text beyond 4,000 characters becomes several messages", () => {
  const { body, incidents } = setUp();
  body("chat.postMessage", { channel: incidents, text: "word ".repeat(1_700) });
  const { messages } = body("conversations.history", { channel: incidents }) as unknown as {
    messages: { text: string }[];
  };
  expect(messages.length).toBe(3);
  expect(messages.every((one) => one.text.length <= 4_000)).toBe(true);
});

test("an edit and a deletion by a person reach the app with what was there before", async () => {
  const { core, settle, incidents, amara } = setUp();
  const { events } = listen(core);
  const posted = core.act({ as: amara, act: "post", channel: incidents, text: "frist" });
  const ts = posted.ok ? posted.ts! : "";
  core.act({ as: amara, act: "edit", channel: incidents, ts, text: "first" });
  core.act({ as: amara, act: "delete", channel: incidents, ts });
  await settle();
  expect(events()).toMatchObject([
    { type: "message", text: "frist", user: amara, channel: incidents, channel_type: "channel", ts },
    {
      subtype: "message_changed",
      hidden: true,
      message: { text: "first", edited: { user: amara } },
      previous_message: { text: "frist" },
    },
    { subtype: "message_deleted", hidden: true, deleted_ts: ts, previous_message: { text: "first" } },
  ]);
});

test("a deleted thread parent leaves a tombstone, and its replies stay", () => {
  const { core, body, incidents, amara } = setUp();
  const posted = core.act({ as: amara, act: "post", channel: incidents, text: "parent" });
  const ts = posted.ok ? posted.ts! : "";
  core.act({ as: amara, act: "post", channel: incidents, text: "reply", threadTs: ts });
  core.act({ as: amara, act: "delete", channel: incidents, ts });
  const { messages } = body("conversations.replies", { channel: incidents, ts }) as unknown as { messages: Json[] };
  expect(messages).toMatchObject([{ subtype: "tombstone", text: "This message was deleted." }, { text: "reply" }]);
});

test("what people type is escaped and turned into tokens as Slack's composer does", async () => {
  const { core, settle, incidents, amara, userId, channelId } = setUp();
  const { events } = listen(core);
  const text = "@mei.tanaka, see #random & <b> at https://example.com/a?b=1&c=2. @here mail me@here.com";
  core.act({ as: amara, act: "post", channel: incidents, text });
  await settle();
  const mei = userId("mei.tanaka");
  expect(events()[0]?.text).toBe(
    `<@${mei}>, see <#${channelId("random")}|random> &amp; &lt;b&gt; at <https://example.com/a?b=1&amp;c=2>. <!here> mail me@here.com`,
  );
});

test("the app hears of messages only where its bot is a member", async () => {
  const { core, settle, amara, channelId } = setUp();
  const { got } = listen(core);
  core.act({ as: amara, act: "post", channel: channelId("random"), text: "psst" });
  await settle();
  expect(got).toEqual([]);
});

test("an ephemeral message is shown to its one reader and nobody else, and is in no history", () => {
  const { core, body, incidents, amara, jonas } = setUp();
  body("chat.postEphemeral", { channel: incidents, user: amara, text: "for your eyes" });
  const shown = (user: string) => core.view(user)?.channels.find((one) => one.id === incidents)?.messages ?? [];
  expect(shown(amara)).toMatchObject([{ text: "for your eyes", ephemeral: true }]);
  expect(shown(jonas)).toEqual([]);
  expect(body("conversations.history", { channel: incidents }).messages).toEqual([]);
});

test("private channels stay invisible to people and apps outside", () => {
  const { core, channelId, amara, jonas } = setUp();
  const leadership = channelId("leadership");
  core.act({ as: jonas, act: "post", channel: leadership, text: "secret" });
  expect(JSON.stringify(core.view(jonas))).toContain("secret");
  expect(JSON.stringify(core.view(amara))).not.toContain("secret");
  expect(core.act({ as: amara, act: "join", channel: leadership })).toEqual({ ok: false, error: "channel_not_found" });
  expect(core.call(BOT, "conversations.info", { channel: leadership })).toMatchObject({
    body: { error: "channel_not_found" },
  });
});

test("the same seed and acts give the same history", async () => {
  const run = async () => {
    const { core, body, settle, incidents, amara } = setUp();
    const { got } = listen(core);
    const made = body("conversations.create", { name: "inc-1" }) as unknown as { channel: { id: string } };
    body("conversations.invite", { channel: made.channel.id, users: amara });
    core.act({ as: amara, act: "command", channel: incidents, command: "/incident", text: "declare" });
    await settle();
    return core.dump() + JSON.stringify(got);
  };
  expect(await run()).toBe(await run());
});
