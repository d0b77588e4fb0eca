// The Slack app manifest against Slack's schema and against our own lists: the schema lets any scope or event name pass.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { Ajv } from "ajv";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { eventSighting } from "../src/domain/record/sighting.ts";
import { SLASH_COMMAND } from "../src/in/slack/app.ts";
import { HANDLED_EVENTS } from "../src/in/slack/events/other-events.ts";
import { HANDLED } from "../src/in/slack/routes.ts";

const SAMPLES = "../shared/data/slack/event-samples";
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
  reaction_added: "reactions:read",
  reaction_removed: "reactions:read",
  pin_added: "pins:read",
  pin_removed: "pins:read",
  member_joined_channel: "channels:read",
  member_left_channel: "channels:read",
  channel_left: "channels:read",
  group_left: "groups:read",
  channel_rename: "channels:read",
  channel_archive: "channels:read",
  channel_unarchive: "channels:read",
  channel_deleted: "channels:read",
  channel_id_changed: "channels:read",
  channel_shared: "channels:read",
  group_rename: "groups:read",
  group_archive: "groups:read",
  group_unarchive: "groups:read",
  group_deleted: "groups:read",
  app_uninstalled: null,
  tokens_revoked: null,
  user_change: "users:read",
  app_home_opened: null,
};

// Each row: a Web API method that Warroom calls, and the scope it needs (null: any token will do).
const METHOD_SCOPES: Record<string, string | null> = {
  "auth.test": null,
  "views.open": null,
  "views.update": null,
  "views.publish": null,
  "chat.postMessage": "chat:write",
  "chat.update": "chat:write",
  "chat.postEphemeral": "chat:write",
  "chat.getPermalink": null,
  "conversations.create": "channels:manage",
  "conversations.invite": "channels:manage",
  "conversations.members": "channels:read",
  "conversations.setTopic": "channels:manage",
  "conversations.list": "channels:read",
  "conversations.join": "channels:join",
  "conversations.history": "channels:history",
  "conversations.replies": "channels:history",
  "conversations.open": "im:write",
  "conversations.archive": "channels:manage",
  "conversations.info": "channels:read",
  "conversations.canvases.create": "canvases:write",
  "canvases.edit": "canvases:write",
  "canvases.sections.lookup": "canvases:read",
  "bookmarks.add": "bookmarks:write",
  "bookmarks.edit": "bookmarks:write",
  "bookmarks.list": "bookmarks:read",
  "reactions.add": "reactions:write",
  "reactions.remove": "reactions:write",
  "users.info": "users:read",
  "users.list": "users:read",
  "pins.list": "pins:read",
};

// Scopes that are needed for what is no method of its own name in the source.
const OTHER_SCOPES: Record<string, string> = {
  commands: "the slash command and the shortcuts",
  "chat:write.public": "announcing in a channel that Warroom is not in",
  "files:write": "filesUploadV2, three calls in one",
  "files:read": "files inside message events",
  "im:history": "conversations.history of a direct message, by out/slack/post/direct.ts",
  "groups:write": "making the room of a private incident, inviting into it and setting its topic",
};

/** The methods that the source calls by name. */
const called = [
  ...new Set(
    ["src/in", "src/out", "src/commands"].flatMap((folder) =>
      readdirSync(folder, { recursive: true, encoding: "utf8" })
        .filter((file) => file.endsWith(".ts"))
        .flatMap((file) => [
          ...readFileSync(`${folder}/${file}`, "utf8").matchAll(
            /"((?:chat|conversations|bookmarks|users|views|auth|pins|files|reactions|canvases|usergroups|dnd)\.[a-zA-Z.]+)"/g,
          ),
        ])
        .map(([, method]) => method!),
    ),
  ),
].sort();

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

  test("every method that the source calls has its scope", () => {
    expect(called.length, "no calls found: the check would pass on nothing").toBeGreaterThan(10);
    const granted = [...bot, ...bot_optional];
    expect(called.filter((method) => !(method in METHOD_SCOPES))).toEqual([]);
    expect(called.filter((method) => METHOD_SCOPES[method] && !granted.includes(METHOD_SCOPES[method]))).toEqual([]);
  });

  test("no scope is asked for that no event and no call needs", () => {
    const used = [
      ...bot_events.map((event) => EVENT_SCOPES[event]),
      ...called.map((method) => METHOD_SCOPES[method]),
      ...Object.keys(OTHER_SCOPES),
    ];
    expect([...bot, ...bot_optional].filter((scope) => !used.includes(scope))).toEqual([]);
    expect(bot.length + bot_optional.length).toBe(new Set([...bot, ...bot_optional]).size);
  });

  test("private rooms, looking into direct messages and canvases can be refused at installation", () => {
    expect(bot.filter((scope) => /^(groups|canvases):/.test(scope))).toEqual([]);
    expect(bot_optional).toEqual([
      "groups:write",
      "groups:history",
      "groups:read",
      "im:history",
      "canvases:write",
      "canvases:read",
    ]);
  });
});

describe("the handlers", () => {
  test("know every command and shortcut of the manifest, and the manifest knows theirs", () => {
    expect(manifest.features.slash_commands.map(({ command }) => command)).toEqual([SLASH_COMMAND]);
    expect(manifest.features.shortcuts.map(({ callback_id }) => callback_id).sort()).toEqual(
      [...HANDLED.shortcuts].sort(),
    );
  });

  test.skipIf(!existsSync(SAMPLES))(
    "record or handle every event of the manifest, in the shape that Slack sends",
    () => {
      const samples = readdirSync(SAMPLES)
        .filter((file) => file.endsWith(".json"))
        .map((file) => JSON.parse(readFileSync(`${SAMPLES}/${file}`, "utf8")) as { event?: Record<string, unknown> })
        .flatMap(({ event }) => (event ? [event] : []));
      for (const name of bot_events) {
        const type = name.replace(/^message\..*/, "message");
        const shapes = samples.filter((event) => event.type === type);
        expect(shapes.length, `no sample of ${type}`).toBeGreaterThan(0);
        if (HANDLED_EVENTS.includes(type)) continue;
        for (const shape of shapes) expect(eventSighting(withIds(shape)), `${type} is not recorded`).not.toBeNull();
      }
    },
  );
});

describe("what people see and administrators rely on", () => {
  test("one command, which receives people and channels as ids", () => {
    expect(manifest.features.slash_commands).toEqual([
      expect.objectContaining({ command: "/incident", should_escape: true, usage_hint: expect.any(String) }),
    ]);
  });

  test("the four shortcuts have the names and ids their handlers know", () => {
    expect(manifest.features.shortcuts).toEqual([
      expect.objectContaining({ name: "Declare incident", type: "global", callback_id: "declare_incident" }),
      expect.objectContaining({ name: "Add to timeline", type: "message", callback_id: "add_to_timeline" }),
      expect.objectContaining({ name: "Task or action item", type: "message", callback_id: "make_work" }),
      expect.objectContaining({ name: "Redact from record", type: "message", callback_id: "redact_from_record" }),
    ]);
  });

  test("one person can be written to, and finds the Home tab", () => {
    expect(manifest.features.app_home).toEqual({
      home_tab_enabled: true,
      messages_tab_enabled: true,
      messages_tab_read_only_enabled: true,
    });
  });

  test("Socket Mode and interactivity are on, token rotation and organisation-wide installation are off", () => {
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

const TIMES = new Set(["ts", "event_ts", "deleted_ts"]);

/** Slack's samples leave ids and times blank; nothing is added that they do not have. */
function withIds(value: Record<string, unknown>, parent = ""): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(value).map(([key, one]) => {
      if (typeof one === "object" && one !== null && !Array.isArray(one)) {
        return [key, withIds(one as Record<string, unknown>, key)];
      }
      if (TIMES.has(key)) return [key, "1.000001"];
      const isChannel = key === "channel" || key === "channel_id" || (key === "id" && parent === "channel");
      return [key, isChannel && one === "" ? "C1" : one];
    }),
  );
}
