// The private overviews: bare `/incident`, and what commands there are.
import type { Instant } from "../lib/pure/time.ts";
import { declareButton, incidentList, type Listed } from "./incident-list.ts";
import { actions, context, escaped, type Post, section } from "./mrkdwn.ts";
import type { Words } from "./words/en.ts";

/** Bare `/incident` outside a room: what is open, and the way to declare. */
export function openMenu(open: readonly Listed[], viewer: string | null, now: Instant, words: Words): Post {
  const list = incidentList(open, viewer, now, words);
  if (open.length === 0) return list;
  return { text: list.text, blocks: [...list.blocks, actions([declareButton(words)])] };
}

/** What a subcommand is called in the catalogue and at the keyboard. */
export type SubcommandName = keyof Words["subcommands"];

/** The commands; where one was typed that is none, that first, with the one that was perhaps meant. */
export function help(
  names: readonly SubcommandName[],
  words: Words,
  unknown?: { typed: string; meant: string | undefined },
): Post {
  const { help: said } = words.overview;
  const lines = names.map((name) => {
    const { usage, does } = words.subcommands[name];
    return `\`/incident ${name}${usage && ` ${usage}`}\` ${does}`;
  });
  const refused = unknown && [
    said.unknown({ command: escaped(unknown.typed).replaceAll("`", "") }),
    ...(unknown.meant === undefined ? [] : [said.meant({ command: escaped(unknown.meant) })]),
    said.nothingChanged,
  ];
  const first = refused ? refused.join(" ") : said.title;
  return {
    text: refused ? first : said.text,
    blocks: [section(first), section(lines.join("\n")), context(said.elsewhere)],
  };
}
