// What people and administrators do to a channel that an app works in, and what the app hears of it.
import { expect, test } from "vitest";
import { listen, setUp } from "./support.ts";

async function roomOfTheApp() {
  const world = setUp();
  const { core, body, amara } = world;
  const { channel } = body("conversations.create", { name: "inc-1" }) as unknown as { channel: { id: string } };
  body("conversations.invite", { channel: channel.id, users: amara });
  const { events: all } = listen(core);
  await world.settle();
  const before = all().length;
  const events = () => all().slice(before);
  const post = () => body("chat.postMessage", { channel: channel.id, text: "Still here?" });
  return { ...world, room: channel.id, heard: () => events().map(({ type }) => type), events, post };
}

test("a removed app hears of it by an event of its own, with who did it, and nothing after", async () => {
  const { core, settle, amara, room, heard, events, body } = await roomOfTheApp();
  core.act({ as: amara, act: "kick", channel: room, user: core.state.app.botUser });
  core.act({ as: amara, act: "post", channel: room, text: "Now we are alone" });
  await settle();
  expect(heard()).toEqual(["message", "channel_left"]);
  expect(events().at(-1)).toMatchObject({ channel: room, actor_id: amara });
  expect(body("conversations.history", { channel: room })).toMatchObject({ error: "not_in_channel" });
  expect(body("conversations.join", { channel: room }).ok).toBe(true);
});

test("an archived channel lets the app out, and only a person brings it back", async () => {
  const { core, settle, amara, room, heard, body, post } = await roomOfTheApp();
  core.act({ as: amara, act: "archive", channel: room });
  await settle();
  expect(heard()).toEqual(["message", "channel_archive"]);
  expect(body("conversations.info", { channel: room })).toMatchObject({
    channel: { is_archived: true, is_member: false },
  });
  expect(body("conversations.join", { channel: room })).toMatchObject({ error: "is_archived" });
  expect(body("conversations.unarchive", { channel: room })).toMatchObject({ error: "not_in_channel" });
  expect(post()).toMatchObject({ error: "is_archived" });
  core.act({ as: amara, act: "unarchive", channel: room });
  await settle();
  expect(heard().at(-1)).toBe("channel_unarchive");
  expect(body("conversations.info", { channel: room })).toMatchObject({ channel: { is_member: false } });
  expect(body("conversations.join", { channel: room }).ok).toBe(true);
});

test("a deleted channel is gone, and the app hears of it", async () => {
  const { core, settle, room, heard, post } = await roomOfTheApp();
  core.admin.deleteChannel(room);
  await settle();
  expect(heard()).toEqual(["channel_deleted"]);
  expect(post()).toMatchObject({ error: "channel_not_found" });
});

test("a channel made private is told of in its last line, and its messages come another way from then on", async () => {
  const { core, settle, amara, room, heard, events, post } = await roomOfTheApp();
  core.admin.makePrivate(room, amara);
  core.act({ as: amara, act: "post", channel: room, text: "Only us" });
  await settle();
  expect(events().map(({ subtype, channel_type }) => [subtype, channel_type])).toEqual([
    ["channel_convert_to_private", "channel"],
    [undefined, "group"],
  ]);
  expect(heard()).toEqual(["message", "message"]);
  expect(post().ok).toBe(true);
});

test("a channel shared with another company says so, and says when that is over", async () => {
  const { core, settle, room, events, body } = await roomOfTheApp();
  core.admin.shareChannel(room);
  expect(body("conversations.info", { channel: room })).toMatchObject({ channel: { is_ext_shared: true } });
  core.admin.unshareChannel(room);
  expect(body("conversations.info", { channel: room })).toMatchObject({ channel: { is_ext_shared: false } });
  await settle();
  expect(events()).toMatchObject([
    { type: "channel_shared", channel: room, connected_team_id: "T0EXTERNAL" },
    { type: "channel_unshared", channel: room, is_ext_shared: false },
  ]);
});

test("a deactivated member can neither act nor be invited", async () => {
  const { core, settle, jonas, room, events, body } = await roomOfTheApp();
  core.admin.changeUser(jonas, { deleted: true });
  await settle();
  expect(events()).toMatchObject([{ type: "user_change", user: { id: jonas, deleted: true } }]);
  expect(body("conversations.invite", { channel: room, users: jonas })).toMatchObject({ error: "cant_invite" });
  expect(core.act({ as: jonas, act: "join", channel: room })).toEqual({ ok: false, error: "user_not_found" });
});

test("a refused token fails every call with its error, until it counts again", async () => {
  const { core, settle, post, heard, body } = await roomOfTheApp();
  core.admin.refuseToken("token_revoked");
  expect(post()).toMatchObject({ error: "token_revoked" });
  expect(body("auth.test")).toMatchObject({ error: "token_revoked" });
  await settle();
  expect(heard()).toEqual(["tokens_revoked"]);
  core.admin.acceptToken();
  expect(post().ok).toBe(true);
});
