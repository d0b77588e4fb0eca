// The small words of Slack messages. Text from people passes `escaped` last, and then can be no mention, link or broadcast.
import type { ActionsBlock, Button, KnownBlock, MrkdwnElement } from "@slack/types";
import { isPerson } from "../domain/actor.ts";
import { HOUR_MS } from "../lib/pure/duration.ts";
import { redactSecrets } from "../lib/pure/secrets.ts";
import { cut, escapeMrkdwn, MESSAGE_CHARS_MAX, splitMessage } from "../lib/pure/text.ts";
import type { Instant } from "../lib/pure/time.ts";
import type { Words } from "./words/en.ts";

/** What is posted: blocks for people who see them, text for notifications, screen readers and search. */
export interface Post {
  text: string;
  blocks: KnownBlock[];
}

/** Slack's limit. Lists keep below it by lengths of their own; a message that had more would go as its text alone (send-post.ts). */
export const MESSAGE_BLOCKS_MAX = 50;

/** Slack's limits for texts in blocks, in characters. */
const SECTION_CHARS_MAX = 3_000;
const HEADER_CHARS_MAX = 150;

export const escaped = (text: string): string => escapeMrkdwn(text);

/** A person, mentioned; an operator by name. */
export const person = (user: string): string => (isPerson(user) ? `<@${user}>` : escaped(user));

/** A web address that was checked to hold nothing which ends a link; what people see is its host. */
export const webLink = (url: string): string => `<${escaped(url)}|${escaped(new URL(url).host)}>`;
/** A web address under a word of ours. Slack ends a link at ">" and its address at "|". */
export const link = (url: string, label: string): string =>
  `<${escaped(url).replaceAll("|", "%7C")}|${label.replaceAll("|", "/")}>`;

export const channelLink = (channel: string): string => `<#${channel}>`;

/** In the reader's own time zone; as UTC where Slack cannot say. */
export const time = (at: Instant): string => `<!date^${Math.floor(at / 1000)}^{date_short_pretty} {time}|${utc(at)}>`;

export const clockTime = (at: Instant): string => `<!date^${Math.floor(at / 1000)}^{time}|${utc(at)}>`;

/** The time of day, with its day where it is far from what the reader has in mind. */
export const timeNear = (at: Instant, from: Instant): string =>
  Math.abs(at - from) < CLOCK_ALONE_MS ? clockTime(at) : time(at);

const CLOCK_ALONE_MS = 12 * HOUR_MS;

/** A day, as "today" or by its date. Half past ten UTC is on that day nearly everywhere. */
export const dayWords = (day: string): string =>
  `<!date^${Date.parse(`${day}T10:30:00Z`) / 1000}^{date_short_pretty}|${day}>`;

/** "2026-03-28 23:30 UTC". */
export const utc = (at: Instant): string => `${new Date(at).toISOString().slice(0, 16).replace("T", " ")} UTC`;

/** `text` is already escaped. Verbatim: else Slack makes links and mentions of bare words such as "@here". */
const markup = (text: string): MrkdwnElement => ({ type: "mrkdwn", text: cutMarkup(text), verbatim: true });

/** A cut leaves no half of a token, of an escaped character or of a quotation mark, which would be shown as it stands. */
export const cutMarkup = (text: string, chars_max = SECTION_CHARS_MAX): string =>
  text.length <= chars_max ? text : cut(text, chars_max).replace(/(?:<[^>]*|&[a-z]{0,3}|\n>)…$/, "…");

export const section = (text: string): KnownBlock => ({ type: "section", text: markup(text) });

export const context = (text: string): KnownBlock => ({ type: "context", elements: [markup(text)] });

export const actions = (elements: Button[]): ActionsBlock => ({ type: "actions", elements });

/** A header is plain text: nothing in it is markup. */
export const header = (text: string): KnownBlock => ({
  type: "header",
  text: { type: "plain_text", text: cut(text, HEADER_CHARS_MAX), emoji: false },
});

/** One paragraph, as a message. */
export const line = (text: string): Post => ({ text, blocks: [section(text)] });

/** Lines that belong together: in as many sections as their length takes, and none is torn apart. */
export function lines(all: readonly string[]): Post {
  const sections: string[] = [];
  for (const one of all) {
    const last = sections.at(-1);
    if (last === undefined || last.length + 1 + one.length > SECTION_CHARS_MAX) sections.push(one);
    else sections[sections.length - 1] = `${last}\n${one}`;
  }
  return { text: cutMarkup(all.join("\n"), MESSAGE_CHARS_MAX), blocks: sections.map(section) };
}

/** What somebody wrote, as a quotation; `label` is markup that stands before it. */
export const quote = (text: string, label = ""): string => `> ${label}${escaped(text).replaceAll("\n", "\n> ")}`;

/** A sentence, what somebody wrote in full, and a sentence after it; as many sections as the length takes. */
export const quoting = (head: string, body: string, foot = ""): Post =>
  lines([head, ...quoted(body), ...(foot === "" ? [] : [foot])]);

/**
 * A quotation in as many pieces as it takes for each to fit a section. Escaping makes text longer, so the length that
 * fits is found by trying; at a fifth even "&" alone does. A secret goes before it could be torn in two.
 */
export function quoted(text: string, label = ""): string[] {
  for (let chars_max = SECTION_CHARS_MAX - 100; ; chars_max = Math.floor(chars_max * 0.8)) {
    const pieces = splitMessage(redactSecrets(text), chars_max).map((piece, index) =>
      quote(piece, index === 0 ? label : ""),
    );
    if (pieces.every((piece) => piece.length <= SECTION_CHARS_MAX)) return pieces;
  }
}

/** A piece of what somebody typed, within a sentence; the rest of a long one is left out. */
export const inQuotes = (text: string, chars_max: number, { inQuotes: said }: Words): string =>
  said({ text: escaped(cut(text, chars_max)) });

/** Words for where Slack takes no markup, as in the errors of a form's fields. */
export const unmarked = (words: string): string =>
  words.replace(/<!date\^[^|>]*\|([^>]*)>/g, "$1").replace(/[`*]/g, "");
