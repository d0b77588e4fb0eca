// What people type, turned into what Slack stores: escaped text with mention, channel and link tokens.
import { escapeMrkdwn } from "../../lib/pure/text.ts";
import type { Channel, State } from "../state.ts";

const BROADCASTS = new Set(["here", "channel", "everyone"]);
// Already escaped: a typed "<" or ">" is "&lt;" or "&gt;", and ends an address.
const LINK = /\bhttps?:\/\/(?:(?!&[lg]t;)[^\s<>|])+(?!&[lg]t;)[^\s<>|.,;:!?)\]}'"]/g;

interface Tokens {
  user(id: string, name: string): string;
  channel(id: string, name: string): string;
}

// Messages carry ids alone; commands carry the names too.
const inMessages: Tokens = { user: (id) => `<@${id}>`, channel: (id, name) => `<#${id}|${name}>` };
const inCommands: Tokens = { user: (id, name) => `<@${id}|${name}>`, channel: (id, name) => `<#${id}|${name}>` };

/** A message as the composer sends it. */
export const composed = (state: State, typed: string): string => tokenise(state, typed, inMessages);

/** A slash command's text for an app with `should_escape`. */
export const escapedCommand = (state: State, typed: string): string => tokenise(state, typed, inCommands);

function tokenise(state: State, typed: string, tokens: Tokens): string {
  return escapeMrkdwn(typed)
    .replace(LINK, (url) => `<${url}>`)
    .replace(/(^|[^\p{L}\p{N}_&;/.])@([\p{L}\p{N}._-]+)/gu, (whole, before: string, word: string) => {
      const { known, rest } = longestKnown(word, (name) => mention(state, name, tokens));
      return known ? `${before}${known}${rest}` : whole;
    })
    .replace(/(^|[^\p{L}\p{N}_&;/.<])#([\p{L}\p{N}_-]+)/gu, (whole, before: string, name: string) => {
      const channel = channelNamed(state, name);
      return channel ? `${before}${tokens.channel(channel.id, channel.name)}` : whole;
    });
}

/** "@maya." at the end of a sentence means maya: the punctuation belongs to the sentence. */
function longestKnown(word: string, find: (name: string) => string | undefined) {
  for (let name = word; name.length > 0; name = name.slice(0, -1)) {
    const known = find(name);
    if (known) return { known, rest: word.slice(name.length) };
    if (!/[._-]$/.test(name)) break;
  }
  return { known: undefined, rest: "" };
}

function mention(state: State, name: string, tokens: Tokens): string | undefined {
  const lower = name.toLowerCase();
  if (BROADCASTS.has(lower)) return `<!${lower}>`;
  for (const user of state.users.values())
    if (user.name === lower && !user.deleted) return tokens.user(user.id, user.name);
  const group = state.userGroups.find((one) => one.handle === lower);
  return group && `<!subteam^${group.id}|@${group.handle}>`;
}

/** By name, without the leading #. Archived channels keep their names. */
export function channelNamed(state: State, name: string): Channel | undefined {
  for (const channel of state.channels.values()) {
    if (channel.name === name && (channel.kind === "channel" || channel.kind === "group")) return channel;
  }
  return undefined;
}
