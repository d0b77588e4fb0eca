import { readFileSync } from "node:fs";
import { parseDocument } from "yaml";
import { print, UserError } from "./terminal.ts";

const MANIFEST = new URL("../../manifest.yml", import.meta.url);

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
