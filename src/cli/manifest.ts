import { readFileSync } from "node:fs";
import { parse, parseDocument } from "yaml";
import { print, UserError } from "./terminal.ts";

const MANIFEST = new URL("../../manifest.yml", import.meta.url);

/** What the manifest asks for: the practice workspace grants this and no more. */
export function readManifest(): { scopes: string[]; events: string[] } {
  const { oauth_config, settings } = parse(readFileSync(MANIFEST, "utf8")) as {
    oauth_config: { scopes: { bot: string[]; bot_optional?: string[] } };
    settings: { event_subscriptions: { bot_events: string[] } };
  };
  const { bot, bot_optional = [] } = oauth_config.scopes;
  return { scopes: [...bot, ...bot_optional], events: settings.event_subscriptions.bot_events };
}

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
