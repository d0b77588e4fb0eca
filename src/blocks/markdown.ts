// Slack's markup as Markdown that is safe to open anywhere: nothing that people typed becomes HTML, an image, a heading,
// a table or a link with another face. Addresses stay what they are; code stays code.
import { redactSecrets } from "../lib/pure/secrets.ts";
import { cut, oneLine, unescapeMrkdwn } from "../lib/pure/text.ts";
import type { Words, WordsDep } from "./words/en.ts";

export type Names = ReadonlyMap<string, string>;

/** What it takes to retell text from Slack in a document. */
export interface Retelling extends WordsDep {
  /** User or bot id → name. */
  names: Names;
}

/** A code block longer than this makes a conversation unreadable; the message itself has all of it. */
const CODE_LINES_MAX = 12;

/** Text from Slack as the inside of a list item: lines after the first are indented by two spaces. */
export function prose(text: string, { names, words }: Retelling, chars_max: number): string {
  const parts = shortened(redactSecrets(text), chars_max, words).split(/```/);
  // A fence that nothing closes is three characters like any others.
  if (parts.length % 2 === 0) parts.push([parts.pop(), parts.pop()].reverse().join("```"));
  const written = parts.map((part, index) => (index % 2 === 1 ? codeBlock(part, names, words) : lines(part, names)));
  const said = written.filter((part) => part !== "").join("\n");
  return `${FENCED.test(said) ? "\n" : ""}${said}`.replace(/\n(?=.)/g, "\n  ");
}

/** More words after a text that `prose` made: behind a code block's fence they would be part of it. */
export function behind(said: string, more: string): string {
  if (more === "") return said;
  return said === "" ? more : `${said}${ENDS_FENCED.test(said) ? "\n  " : " "}${more}`;
}

const FENCED = /^`{3,}\n/;
const ENDS_FENCED = /\n\s*`{3,}$/;

/** One line, for a heading, a table cell or a name. */
export const inline = (text: string, names: Names): string =>
  escapeMarkdown(oneLine(plain(redactSecrets(text), names)));

/** An operator at the command line has no Slack name. */
export const nameOf = ({ names }: Pick<Retelling, "names">, user: string): string =>
  inline(names.get(user) ?? user.replace(/^operator:/, ""), names);

function shortened(text: string, chars_max: number, { record }: Words): string {
  const kept = cut(text, chars_max);
  if (kept === text) return text;
  // Half a mention or half a link would show its inside; a code block that was cut is still one.
  const whole = kept.replace(/<[^<>]*…$/, "…");
  const closed = whole.split("```").length % 2 === 0 ? `${whole}\n\`\`\`` : whole;
  return `${closed} ${record.shortened(text.length)}`;
}

function lines(text: string, names: Names): string {
  const all = text.split("\n").map((line) => line.trim());
  return all
    .filter((line) => line !== "")
    .map((line) =>
      line.split(/(`[^`]+`)/).map((part, index) => (index % 2 === 1 ? code(part, names) : unfenced(part, names))),
    )
    .map((parts) => escapeLineStart(parts.join("")))
    .join("\n");
}

const code = (part: string, names: Names): string => codeSpan(plain(part.slice(1, -1), names));

function codeSpan(text: string): string {
  const fence = "`".repeat(longestRun(text, "`") + 1);
  const space = /^[` ]|[` ]$/.test(text) ? " " : "";
  return text.trim() === "" ? "" : `${fence}${space}${text}${space}${fence}`;
}

function codeBlock(part: string, names: Names, { record }: Words): string {
  const content = plain(part, names).replace(/^\n+|\s+$/g, "");
  if (content === "") return "";
  const all = content.split("\n");
  if (all.length === 1) return codeSpan(content);
  const fence = "`".repeat(Math.max(3, longestRun(content, "`") + 1));
  const left = all.length - CODE_LINES_MAX;
  const shown = left > 0 ? [...all.slice(0, CODE_LINES_MAX), record.moreLines(left)] : all;
  return [fence, ...shown, fence].join("\n");
}

const longestRun = (text: string, character: string): number =>
  Math.max(0, ...(text.match(new RegExp(`${character}+`, "g")) ?? []).map((run) => run.length));

/** Plain words escaped, addresses left whole. */
const unfenced = (text: string, names: Names): string =>
  plain(text, names)
    .split(ADDRESS)
    .map((part, index) => (index % 2 === 1 ? `<${part}>` : escapeMarkdown(part)))
    .join("");

const ADDRESS = /(https?:\/\/[^\s<>"`|\\]*[^\s<>"`|\\.,;:!?)\]}'*])/;

/** Slack's tokens as words: people and channels by name, a link as its label and its address. */
function plain(text: string, names: Names): string {
  const told = text.replace(/<([^<>]+)>/g, (whole, inner: string) => {
    const [first = "", label] = inner.split("|");
    if (first.startsWith("@")) return names.get(first.slice(1)) ?? label ?? first.slice(1);
    if (first.startsWith("#")) return `#${label || first.slice(1)}`;
    if (first.startsWith("!")) return label ?? `@${first.slice(1).split("^")[0]!}`;
    if (/^https?:\/\//.test(first)) return label && label !== first ? `${label} (${first})` : first;
    return /^(mailto|tel):/.test(first) ? (label ?? first.replace(/^\w+:/, "")) : whole;
  });
  return unescapeMrkdwn(told);
}

function escapeMarkdown(text: string): string {
  return text
    .replace(/[\\`*[\]<>|~]/g, (character) => `\\${character}`)
    .replace(/&(?=#?\w+;)/g, "\\&")
    .replace(/(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu, "\\_");
}

/** What would make a heading, a quote, a list, a rule or a table row of a line. */
const escapeLineStart = (line: string): string =>
  line.replace(/^([#>+=-])/, "\\$1").replace(/^(\d{1,9})([.)])(?=\s|$)/, "$1\\$2");
