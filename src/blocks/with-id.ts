// Hints name a command as it is typed in the incident's room. Read elsewhere, under the announcement, in a direct message or
// in another channel, the same command would find no incident: there each carries the id.
import type { Incident } from "../domain/incident.ts";
import { escaped } from "./mrkdwn.ts";
import { subcommands } from "./words/subcommands.ts";

/** They take no incident's id. */
const OF_NO_INCIDENT: readonly string[] = ["declare", "drill", "list", "help"];

const OF_AN_INCIDENT = Object.keys(subcommands)
  .filter((name) => !OF_NO_INCIDENT.includes(name))
  .join("|");

/** A command in full, or behind a backtick without its slash, as in "`/incident task 3 done`, `task 3 @name`". */
const COMMAND = new RegExp(`(/incident |\`)(${OF_AN_INCIDENT})(?![\\w-])`, "g");

/** A message or a form as it is shown in a channel; null stands for a place of no incident, such as the App Home. */
export const asReadIn = <Shown>(channel: string | null, { name, room }: Incident, shown: Shown): Shown =>
  channel !== null && channel === room?.channel ? shown : withId(shown, name);

/** In each text that people read; what they typed into a field is no text object. */
function withId<Shown>(shown: Shown, name: string): Shown {
  if (Array.isArray(shown)) return shown.map((one: unknown) => withId(one, name)) as Shown;
  if (typeof shown !== "object" || shown === null) return shown;
  const { type = "mrkdwn", text } = shown as { type?: unknown; text?: unknown };
  const entries = Object.entries(shown).map(([key, value]) => [key, withId<unknown>(value, name)]);
  const all = Object.fromEntries(entries) as Shown;
  if (typeof text !== "string" || (type !== "mrkdwn" && type !== "plain_text")) return all;
  return { ...all, text: named(text, type === "mrkdwn" ? escaped(name) : name) };
}

/** What somebody wrote stands as they wrote it. */
const isQuotation = (line: string): boolean => line.startsWith("> ");

function named(text: string, id: string): string {
  if (!text.includes("/incident ")) return text;
  const lines = text.split("\n").map((line) => (isQuotation(line) ? line : namedLine(line, id)));
  return lines.join("\n");
}

const namedLine = (line: string, id: string): string =>
  line.replaceAll(COMMAND, (command, before: string, subcommand: string, at: number) => {
    const rest = line.slice(at + command.length);
    const isCommand = before !== "`" || (rest.startsWith(" ") && line.includes(`/incident ${subcommand}`));
    return isCommand && !rest.startsWith(` ${id}`) ? `${command} ${id}` : command;
  });
