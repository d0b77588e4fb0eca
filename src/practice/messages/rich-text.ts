// The rich_text block that Slack's composer sends beside a message's text: what a person typed, in parts.
import { unescapeMrkdwn } from "../../lib/pure/text.ts";
import type { Block, Json } from "../state.ts";

type Style = { bold?: true; italic?: true; strike?: true; code?: true };

/** `text` as Slack stores it: escaped, with tokens for mentions, channels and links. */
export function richText(text: string, blockId: string): Block {
  const elements: Json[] = [];
  for (const [index, part] of text.split("```").entries()) {
    if (index % 2 === 1) elements.push({ type: "rich_text_preformatted", elements: plainElements(part), border: 0 });
    else if (part.trim() !== "") elements.push(...paragraphs(part));
  }
  return { type: "rich_text", block_id: blockId, elements };
}

const LIST_ITEM = /^\s*(?:•|-|\*)\s+/;
const QUOTED = /^&gt;\s?/;

/** Runs of lines of one kind: quoted, in a list, or neither. */
function paragraphs(text: string): Json[] {
  const runs: { kind: "quote" | "list" | "section"; lines: string[] }[] = [];
  for (const line of text.replace(/^\n|\n$/g, "").split("\n")) {
    const kind = QUOTED.test(line) ? "quote" : LIST_ITEM.test(line) ? "list" : "section";
    if (runs.at(-1)?.kind === kind) runs.at(-1)!.lines.push(line);
    else runs.push({ kind, lines: [line] });
  }
  return runs.map(({ kind, lines }): Json => {
    if (kind === "section") return { type: "rich_text_section", elements: inline(lines.join("\n"), {}) };
    if (kind === "quote") {
      const quoted = lines.map((line) => line.replace(QUOTED, "")).join("\n");
      return { type: "rich_text_quote", elements: inline(quoted, {}) };
    }
    const items = lines.map((line) => ({
      type: "rich_text_section",
      elements: inline(line.replace(LIST_ITEM, ""), {}),
    }));
    return { type: "rich_text_list", style: "bullet", indent: 0, elements: items };
  });
}

const MARKS: readonly { found: RegExp; style: keyof Style }[] = [
  { found: /`([^`\n]+)`/, style: "code" },
  { found: /(?<![\p{L}\p{N}*])\*([^\s*](?:[^*\n]*[^\s*])?)\*(?![\p{L}\p{N}*])/u, style: "bold" },
  { found: /(?<![\p{L}\p{N}_])_([^\s_](?:[^_\n]*[^\s_])?)_(?![\p{L}\p{N}_])/u, style: "italic" },
  { found: /(?<![\p{L}\p{N}~])~([^\s~](?:[^~\n]*[^\s~])?)~(?![\p{L}\p{N}~])/u, style: "strike" },
];

function inline(text: string, style: Style): Json[] {
  const token = /<[^<>]+>/.exec(text);
  const first = firstMark(text, style);
  // A token that begins earlier is taken first: what stands in a link is the link's.
  if (first && !(token && token.index < first.index)) {
    const within = { ...style, [first.style]: true as const };
    return [
      ...inline(text.slice(0, first.index), style),
      ...(first.style === "code" ? plainElements(first.inner, within) : inline(first.inner, within)),
      ...inline(text.slice(first.index + first.length), style),
    ];
  }
  if (!token) return withEmoji(text, style);
  const after = text.slice(token.index + token[0].length);
  return [
    ...withEmoji(text.slice(0, token.index), style),
    tokenElement(token[0].slice(1, -1), style),
    ...inline(after, style),
  ];
}

function firstMark(text: string, inside: Style) {
  const found = MARKS.filter(({ style }) => !inside[style]).flatMap(({ found, style }) => {
    const match = found.exec(text);
    return match ? [{ style, index: match.index, length: match[0].length, inner: match[1] ?? "" }] : [];
  });
  return found.sort((a, b) => a.index - b.index)[0];
}

function tokenElement(token: string, style: Style): Json {
  const [target = "", label] = token.split("|");
  const styled = styleOf(style);
  if (target.startsWith("@")) return { type: "user", user_id: target.slice(1), ...styled };
  if (target.startsWith("#")) return { type: "channel", channel_id: target.slice(1), ...styled };
  if (target.startsWith("!subteam^")) return { type: "usergroup", usergroup_id: target.slice(9), ...styled };
  if (target.startsWith("!")) return { type: "broadcast", range: target.slice(1), ...styled };
  const text = label === undefined ? {} : { text: unescapeMrkdwn(label) };
  return { type: "link", url: unescapeMrkdwn(target), ...text, ...styled };
}

/** A name has a letter in it: 10:15:30 is a time. */
function withEmoji(text: string, style: Style): Json[] {
  return text.split(/(:[0-9_'-]*[a-z+][a-z0-9_+'-]*:)/).flatMap((part, index): Json[] => {
    if (index % 2 === 1) return [{ type: "emoji", name: part.slice(1, -1), ...styleOf(style) }];
    return plainElements(part, style);
  });
}

function plainElements(text: string, style: Style = {}): Json[] {
  return text === "" ? [] : [{ type: "text", text: unescapeMrkdwn(text), ...styleOf(style) }];
}

const styleOf = (style: Style): Json => (Object.keys(style).length > 0 ? { style } : {});
