import { readFileSync } from "node:fs";
import { parse, parseDocument } from "yaml";
import { en } from "../blocks/words/en.ts";
import type { ManifestOfApp } from "../practice/practice.ts";
import { print, UserError } from "./terminal.ts";

const MANIFEST = new URL("../../manifest.yml", import.meta.url);

interface Manifest {
  features: {
    slash_commands: { command: string; description: string; usage_hint: string }[];
    shortcuts: { name: string; type: "global" | "message"; callback_id: string }[];
  };
  oauth_config: { scopes: { bot: string[]; bot_optional?: string[] } };
  settings: { event_subscriptions: { bot_events: string[] } };
}

/** The app as the practice workspace installs it: it grants what the manifest asks for, and no more. */
export function readManifest(): ManifestOfApp {
  const { features, oauth_config, settings } = parse(readFileSync(MANIFEST, "utf8")) as Manifest;
  const { bot, bot_optional = [] } = oauth_config.scopes;
  return {
    scopes: [...bot, ...bot_optional],
    events: settings.event_subscriptions.bot_events,
    commands: features.slash_commands.map(({ usage_hint: usageHint, ...one }) => ({ ...one, usageHint, subcommands })),
    shortcuts: features.shortcuts.map(({ name, type, callback_id: callbackId }) => ({ name, type, callbackId })),
  };
}

/** Slack knows only the hint; the practice page helps with all that may follow, while one types. */
const subcommands = Object.entries(en.subcommands).map(([name, said]) => ({ name, ...said }));

/** The app manifest as Slack takes it; `--http` turns it from Socket Mode to one request URL for everything. */
export function printManifest({ http }: { http?: string }): void {
  const text = readFileSync(MANIFEST, "utf8");
  if (http === undefined) {
    print(text.trimEnd());
    return;
  }
  if (!URL.canParse(http) || !http.startsWith("https://")) {
    throw new UserError(`--http "${http}" is not an https address. Next step: give this bot's public address.`);
  }
  const url = new URL("/slack/events", http).href;
  const document = parseDocument(text);
  document.setIn(["settings", "socket_mode_enabled"], false);
  document.setIn(["settings", "event_subscriptions", "request_url"], url);
  document.setIn(["settings", "interactivity", "request_url"], url);
  const commands = (document.toJS() as { features: { slash_commands: unknown[] } }).features.slash_commands;
  for (const index of commands.keys()) document.setIn(["features", "slash_commands", index, "url"], url);
  print(document.toString().trimEnd());
}
