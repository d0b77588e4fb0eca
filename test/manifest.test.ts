// The Slack app manifest against Slack's schema and against our own lists: the schema lets any scope or event name pass.
import { existsSync, readFileSync } from "node:fs";
import { Ajv } from "ajv";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";

const SCHEMA = "../shared/data/slack/manifest.schema.2.0.0.json";

interface Manifest {
  features: {
    app_home: Record<string, boolean>;
    slash_commands: Record<string, unknown>[];
    shortcuts: Record<string, unknown>[];
  };
  oauth_config: { scopes: { bot: string[]; bot_optional: string[] } };
  settings: { event_subscriptions: { bot_events: string[] }; [key: string]: unknown };
}

const text = readFileSync("manifest.yml", "utf8");
const manifest = parse(text) as Manifest;
const { bot, bot_optional } = manifest.oauth_config.scopes;
const { bot_events } = manifest.settings.event_subscriptions;

/** The manifest after following its own advice on HTTP. */
const httpText = text
  .replace("socket_mode_enabled: true", "socket_mode_enabled: false")
  .replaceAll(/^( *)# (.*) # HTTP$/gm, "$1$2");

// Each row: an event, and the scope without which Slack does not send it (null: none needed).
const EVENT_SCOPES: Record<string, string | null> = {
  "message.channels": "channels:history",
  "message.groups": "groups:history",
  app_mention: "app_mentions:read",
  reaction_added: "reactions:read",
  reaction_removed: "reactions:read",
  pin_added: "pins:read",
  pin_removed: "pins:read",
  file_shared: "files:read",
  member_joined_channel: "channels:read",
  member_left_channel: "channels:read",
  channel_left: "channels:read",
  group_left: "groups:read",
  channel_rename: "channels:read",
  channel_archive: "channels:read",
  channel_unarchive: "channels:read",
  channel_deleted: "channels:read",
  channel_id_changed: "channels:read",
  group_rename: "groups:read",
  group_archive: "groups:read",
  group_unarchive: "groups:read",
  group_deleted: "groups:read",
  app_home_opened: null,
  app_uninstalled: null,
  tokens_revoked: null,
  user_change: "users:read",
};

// Each row: a scope, and what Warroom does with it besides receiving events. What is in neither list is not asked for.
const CALL_SCOPES: Record<string, string> = {
  commands: "the slash command, the shortcuts and views.*",
  "chat:write": "chat.postMessage, chat.update, chat.postEphemeral",
  "chat:write.public": "chat.postMessage where it is no member",
  "channels:manage": "conversations.create, .invite, .setTopic",
  "channels:read": "conversations.info, .list, .members",
  "channels:join": "conversations.join",
  "channels:history": "conversations.history, .replies",
  "pins:write": "pins.add, pins.remove",
  "files:write": "files.getUploadURLExternal, files.completeUploadExternal",
  "bookmarks:read": "bookmarks.list",
  "bookmarks:write": "bookmarks.add",
  "users:read": "users.info",
  "im:write": "conversations.open",
  "groups:history": "conversations.history, .replies in private rooms",
  "groups:read": "conversations.info, .list, .members in private rooms",
  "groups:write": "conversations.create, .invite, .setTopic for private rooms",
  "canvases:read": "canvases.sections.lookup",
  "canvases:write": "conversations.canvases.create, canvases.edit",
  "usergroups:read": "usergroups.users.list",
  "users:read.email": "users.lookupByEmail",
  "dnd:read": "dnd.info",
};

describe("Slack's schema", () => {
  test.for([
    ["as it stands, for Socket Mode,", text],
    ["switched to HTTP as its comments say", httpText],
  ] as const)("the manifest %s is valid", ([, yaml], { skip }) => {
    skip(!existsSync(SCHEMA), `Slack's schema is not at ${SCHEMA}`);
    const validate = new Ajv({ strict: false, formats: { uri: true } }).compile(
      JSON.parse(readFileSync(SCHEMA, "utf8")) as object,
    );
    expect(validate(parse(yaml)) ? [] : validate.errors).toEqual([]);
  });
});

describe("scopes and events", () => {
  test("every event is one we know", () => {
    expect(bot_events.filter((event) => !(event in EVENT_SCOPES))).toEqual([]);
  });

  test("every event has its scope", () => {
    const needed = bot_events.map((event) => EVENT_SCOPES[event]).filter((scope) => typeof scope === "string");
    expect(needed.filter((scope) => !bot.includes(scope) && !bot_optional.includes(scope))).toEqual([]);
  });

  test("no scope is asked for that nothing needs", () => {
    const used = [...bot_events.map((event) => EVENT_SCOPES[event]), ...Object.keys(CALL_SCOPES)];
    expect([...bot, ...bot_optional].filter((scope) => !used.includes(scope))).toEqual([]);
  });

  test("every scope that a call needs is asked for, once", () => {
    const asked = [...bot, ...bot_optional];
    expect(Object.keys(CALL_SCOPES).filter((scope) => !asked.includes(scope))).toEqual([]);
    expect(asked.length).toBe(new Set(asked).size);
  });

  test("private rooms, canvases, user groups, addresses and quiet hours can be refused at installation", () => {
    const optional = /^(groups|canvases|usergroups|dnd):|^users:read\.email$/;
    expect(bot.filter((scope) => optional.test(scope))).toEqual([]);
    expect(bot_optional.filter((scope) => optional.test(scope))).toHaveLength(8);
  });

  test("a room is recorded completely: messages, reactions, pins, files and members, private rooms too", () => {
    const record = [
      "message.channels",
      "message.groups",
      "reaction_added",
      "reaction_removed",
      "pin_added",
      "pin_removed",
    ];
    const room = ["file_shared", "member_joined_channel", "member_left_channel", "channel_id_changed"];
    expect([...record, ...room].filter((event) => !bot_events.includes(event))).toEqual([]);
  });
});

describe("what people see and administrators rely on", () => {
  test("one command, which receives people and channels as ids", () => {
    expect(manifest.features.slash_commands).toEqual([
      expect.objectContaining({ command: "/incident", should_escape: true, usage_hint: expect.any(String) }),
    ]);
  });

  test("the two shortcuts have the names and ids their handlers know", () => {
    expect(manifest.features.shortcuts).toEqual([
      expect.objectContaining({ name: "Declare incident", type: "global", callback_id: "declare_incident" }),
      expect.objectContaining({ name: "Add to timeline", type: "message", callback_id: "add_to_timeline" }),
    ]);
  });

  test("App Home is on, and one person can be written to", () => {
    expect(manifest.features.app_home).toEqual({
      home_tab_enabled: true,
      messages_tab_enabled: true,
      messages_tab_read_only_enabled: true,
    });
  });

  test("Socket Mode and interactivity are on; token rotation and organisation-wide installation are off", () => {
    expect(manifest.settings).toMatchObject({
      socket_mode_enabled: true,
      interactivity: { is_enabled: true },
      token_rotation_enabled: false,
      org_deploy_enabled: false,
    });
  });

  test("following the comments on HTTP gives Slack one address for commands, events and buttons", () => {
    expect(
      httpText
        .match(/^ *(url|- command|request_url).*$/gm)
        ?.join("\n")
        .match(/https:\S+/g),
    ).toEqual(Array(3).fill("https://warroom.example.com/slack/events"));
  });
});
