// What everybody saw of an incident, in the order of time: the room, the announcements, and what only one person was told.
import type { PageMessage } from "../../src/practice/page-api.ts";
import { asText } from "../blocks/as-text.ts";
import { DAY_MS } from "../../src/lib/pure/duration.ts";
import type { World } from "../support/world.ts";

interface Line {
  at: number;
  /** Who alone was told it; null where all could read it. */
  only: string | null;
  text: string;
}

/** `people` are those whose private messages are shown too. */
export function transcriptOf(world: World, channels: readonly string[], people: readonly string[]): string {
  const named = namer(world);
  const lines = channels.flatMap((channel) => {
    const seen = new Set<string>();
    return people.flatMap((person) =>
      world
        .messages(channel, person)
        .filter(({ ts, ephemeral }) => ephemeral || (!seen.has(ts) && seen.add(ts)))
        .map((message) => lineOf(message, `#${channel}`, person, named)),
    );
  });
  const direct = people.flatMap((person) =>
    world.practice.core
      .view(world.user(person), true)!
      .channels.filter(({ directWith }) => directWith !== null)
      .flatMap(({ messages }) => messages.map((message) => lineOf(message, `to ${person}`, person, named))),
  );
  const inOrder = privateByName([...lines, ...direct].sort((a, b) => a.at - b.at));
  const day = dayFrom(inOrder[0]?.at ?? 0);
  return `${inOrder.map(({ at, text }) => `${day(at)}${text}`).join("\n")}\n`;
}

/** "+2d " before what is read two days after the first line; nothing before what is read on the same day. */
function dayFrom(first: number): (at: number) => string {
  const dayOf = (at: number) => Math.floor(at / DAY_MS);
  return (at) => (dayOf(at) === dayOf(first) ? "" : `+${dayOf(at) - dayOf(first)}d `);
}

/** What several people are told alone in one moment goes out side by side, in no order of its own: by their names. */
function privateByName(lines: Line[]): Line[] {
  const runs: Line[][] = [];
  for (const line of lines) {
    const last = runs.at(-1)?.at(-1);
    const isSameRun = last && last.only !== null && line.only !== null && line.at - last.at < SAME_MOMENT_MS;
    if (isSameRun) runs.at(-1)!.push(line);
    else runs.push([line]);
  }
  return runs.flatMap((run) => run.sort((a, b) => (a.only ?? "").localeCompare(b.only ?? "") || a.at - b.at));
}

const SAME_MOMENT_MS = 1_000;

function lineOf(message: PageMessage, where: string, person: string, named: (text: string) => string): Line {
  const at = Number(message.ts) * 1000;
  const time = new Date(at).toISOString().slice(11, 16);
  const place = `${where}${message.threadTs && message.threadTs !== message.ts ? " ↳" : ""}${message.ephemeral ? ` only ${person}` : ""}`;
  const { blocks, text } = JSON.parse(
    named(JSON.stringify({ blocks: message.blocks, text: message.text })),
  ) as PageMessage;
  const seen =
    blocks.length > 0
      ? asText({ text, blocks } as never).seen
      : asText(text).seen || (message.files.length > 0 ? "" : "(words in an attachment)");
  const more = [
    ...message.files.map(({ name }) => `(file: ${name})`),
    ...(message.editedTs ? ["(edited)"] : []),
    ...message.reactions.map(({ name, users }) => `:${name}: ${users.length}`),
    ...(message.pinned ? ["(pinned)"] : []),
  ].join(" ");
  // Another app's alert has neither a user nor a text of its own.
  const who = message.user === "" ? "another app" : named(`<@${message.user}>`);
  const said = `${seen}${more && `\n${more}`}`.replaceAll("\n", "\n    ");
  return { at, only: message.ephemeral ? person : null, text: `${time} ${place} ${who}: ${said}` };
}

/** Ids as names, so that a transcript reads as people read it. */
function namer(world: World): (text: string) => string {
  const { users, channels } = world.practice.core.state;
  const names = new Map<string, string>([
    ...[...users.values()].map(({ id, name }) => [`@${id}`, `@${name.split(".")[0]!}`] as const),
    ...[...channels.values()].map(({ id, name }) => [`#${id}`, `#${name}`] as const),
  ]);
  return (text) => text.replace(/<([@#][A-Z0-9]+)(?:\|[^>]*)?>/g, (whole, id: string) => names.get(id) ?? whole);
}
