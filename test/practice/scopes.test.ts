import { expect, test } from "vitest";
import { bundled, listen, setUp } from "./support.ts";

test("a call without its scope is refused with what it needs and what there is", () => {
  const { core, body, incidents } = setUp();
  core.admin.setScopes(["channels:read", "users:read"]);
  expect(body("chat.postMessage", { channel: incidents, text: "x" })).toEqual({
    ok: false,
    error: "missing_scope",
    needed: "chat:write",
    provided: "channels:read,users:read",
  });
  expect(body("conversations.info", { channel: incidents }).ok).toBe(true);
  expect(body("auth.test").ok).toBe(true);
});

test("what a conversation needs follows its kind, and a finer scope is enough", () => {
  const { core, body, incidents, channelId } = setUp();
  const needed = (method: string, args: object) => body(method, { ...args }).needed;
  core.admin.setScopes(["chat:write"]);
  expect(needed("conversations.history", { channel: incidents })).toBe("channels:history");
  expect(needed("conversations.history", { channel: channelId("leadership") })).toBe("groups:history");
  expect(needed("conversations.list", { types: "public_channel,private_channel" })).toBe("channels:read");
  expect(needed("conversations.create", { name: "x", is_private: "true" })).toBe("groups:write");
  expect(needed("conversations.open", { users: "U1" })).toBe("im:write");
  expect(needed("conversations.open", { users: "U1,U2" })).toBe("mpim:write");
  expect(needed("conversations.setTopic", { channel: incidents, topic: "x" })).toBe("channels:manage");
  core.admin.setScopes(["channels:write.topic"]);
  expect(body("conversations.setTopic", { channel: incidents, topic: "x" }).ok).toBe(true);
});

test("a public channel the app is not in takes messages only with chat:write.public", () => {
  const { core, body, channelId } = setUp();
  const post = () => body("chat.postMessage", { channel: channelId("random"), text: "x" });
  core.admin.setScopes(["chat:write"]);
  expect(post()).toMatchObject({ error: "not_in_channel" });
  core.admin.setScopes(["chat:write", "chat:write.public"]);
  expect(post().ok).toBe(true);
});

test("an app hears of the events it subscribed to, and of no others", async () => {
  const seed = bundled();
  const { core, settle, amara, incidents } = setUp({
    seed: { ...seed, app: { ...seed.app, events: ["reaction_added"] } },
  });
  const { events } = listen(core);
  const posted = core.act({ as: amara, act: "post", channel: incidents, text: "hi" });
  core.act({ as: amara, act: "react", channel: incidents, ts: posted.ok ? posted.ts! : "", name: "eyes" });
  await settle();
  expect(events().map(({ type }) => type)).toEqual(["reaction_added"]);
});
