import { expect, test } from "vitest";
import { placeOnPage } from "../../src/practice/messages/permalinks.ts";
import type { Json } from "../../src/practice/state.ts";
import { listen, setUp } from "./support.ts";

test("several people are one group direct message, however often it is opened", async () => {
  const { core, body, settle, amara, jonas, userId } = setUp();
  const { events } = listen(core);
  const open = (...users: string[]) => body("conversations.open", { users: users.join(",") });
  const { channel } = open(amara, jonas) as unknown as { channel: { id: string } };
  expect(open(jonas, amara)).toMatchObject({ channel: { id: channel.id }, already_open: true });
  expect(open(amara, jonas, userId("mei.tanaka"))).not.toMatchObject({ channel: { id: channel.id } });
  expect(body("conversations.info", { channel: channel.id })).toMatchObject({
    channel: { is_mpim: true, is_private: true, name: "mpdm-warroom--amara.okafor--jonas.lindqvist-1" },
  });
  body("chat.postMessage", { channel: channel.id, text: "You two" });
  core.act({ as: jonas, act: "post", channel: channel.id, text: "Yes?" });
  await settle();
  expect(events().map(({ channel_type, text }) => [channel_type, text])).toEqual([
    ["mpim", "You two"],
    ["mpim", "Yes?"],
  ]);
  const seen = core.view(amara)!.channels.find(({ id }) => id === channel.id);
  expect(seen).toMatchObject({
    groupWith: [core.state.app.botUser, jonas],
    directWith: null,
    unread: 2,
    mentioned: true,
  });
  expect(core.view(userId("rafael.souza"))!.channels.some(({ id }) => id === channel.id)).toBe(false);
});

test("a group direct message has at most eight others, all of them known", () => {
  const { body, amara } = setUp();
  const nine = Array.from({ length: 9 }, (_, index) => `U${index}`);
  expect(body("conversations.open", { users: nine.join(",") })).toMatchObject({ error: "too_many_users" });
  expect(body("conversations.open", { users: `${amara},U404` })).toMatchObject({ error: "user_not_found" });
});

test("an archived channel takes nothing more until it is open again, and the app hears of both", async () => {
  const { core, body, settle, amara, incidents } = setUp();
  const { events } = listen(core);
  const { ts } = body("chat.postMessage", { channel: incidents, text: "before" });
  body("conversations.archive", { channel: incidents });
  expect(body("chat.postMessage", { channel: incidents, text: "x" })).toMatchObject({ error: "is_archived" });
  expect(body("chat.update", { channel: incidents, ts, text: "x" })).toMatchObject({ error: "is_archived" });
  expect(body("reactions.add", { channel: incidents, timestamp: ts, name: "eyes" })).toMatchObject({
    error: "is_archived",
  });
  expect(core.act({ as: amara, act: "post", channel: incidents, text: "x" })).toEqual({
    ok: false,
    error: "is_archived",
  });
  core.act({ as: amara, act: "unarchive", channel: incidents });
  expect(core.act({ as: amara, act: "post", channel: incidents, text: "after" }).ok).toBe(true);
  await settle();
  const kinds = events().map(({ type, subtype }) => subtype ?? type);
  expect(kinds).toEqual(["message", "channel_archive", "channel_archive", "channel_unarchive"]);
});

test("members come in pages", () => {
  const { core, body, incidents } = setUp();
  const members: unknown[] = [];
  let cursor = "";
  do {
    const page = body("conversations.members", { channel: incidents, limit: 3, cursor }) as unknown as {
      members: string[];
      response_metadata: { next_cursor: string };
    };
    expect(page.members.length).toBeLessThanOrEqual(3);
    members.push(...page.members);
    cursor = page.response_metadata.next_cursor;
  } while (cursor !== "");
  expect(members).toEqual(core.state.channels.get(incidents)!.members);
});

test("a permalink leads to the message on the page, a reply's to its thread", () => {
  const { body, incidents } = setUp();
  const { ts } = body("chat.postMessage", { channel: incidents, text: "one" });
  const reply = body("chat.postMessage", { channel: incidents, text: "two", thread_ts: ts });
  const linkOf = (message_ts: unknown) =>
    new URL(String(body("chat.getPermalink", { channel: incidents, message_ts }).permalink));
  const place = (url: URL) => {
    const [, , channel = "", message = ""] = url.pathname.split("/");
    return placeOnPage(channel, message, url.searchParams.get("thread_ts"));
  };
  expect(place(linkOf(ts))).toBe(`/?at=${ts}#${incidents}`);
  expect(place(linkOf(reply.ts))).toBe(`/?at=${reply.ts}#${incidents}/${ts}`);
});

test("what was published to a Home meanwhile is not overwritten, and opening it sends what is shown", async () => {
  const { core, body, settle, amara } = setUp();
  const { events } = listen(core);
  const home = (text: string) => ({ type: "home", blocks: [{ type: "header", text: { type: "plain_text", text } }] });
  const publish = (text: string, more: Json = {}) =>
    body("views.publish", { user_id: amara, view: home(text), ...more });
  const first = (publish("one") as unknown as { view: { hash: string } }).view.hash;
  expect(publish("two", { hash: first }).ok).toBe(true);
  expect(publish("three", { hash: first })).toMatchObject({ error: "hash_conflict" });
  core.act({ as: amara, act: "open-home" });
  await settle();
  expect(events()).toMatchObject([{ type: "app_home_opened", view: { blocks: [{ text: { text: "two" } }] } }]);
});
