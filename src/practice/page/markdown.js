// The markdown block: the part of standard Markdown that bots use (headings, lists, quotes, code, bold, links).
import { h } from "./dom.js";
import { emoji, link } from "./mrkdwn.js";

/** @param {string} text */
export function markdown(text) {
  return text
    .split(/(```[\s\S]*?```)/)
    .flatMap((piece) =>
      piece.startsWith("```")
        ? [h("pre", { class: "code-block" }, piece.replace(/^```[^\n]*\n?/, "").replace(/\n?```$/, ""))]
        : paragraphs(piece),
    );
}

function paragraphs(text) {
  const nodes = [];
  for (const part of text.split(/\n{2,}/)) {
    if (part.trim() === "") continue;
    nodes.push(...lineGroups(part.split("\n").filter((line) => line.trim() !== "")));
  }
  return nodes;
}

// Lines of one kind that follow each other make one list, quote or paragraph.
function lineGroups(lines) {
  const groups = [];
  for (const line of lines) {
    const kind = kindOf(line);
    const last = groups.at(-1);
    if (last?.kind === kind && kind !== "heading") last.lines.push(line);
    else groups.push({ kind, lines: [line] });
  }
  return groups.map(({ kind, lines }) => GROUPS[kind](lines));
}

function kindOf(line) {
  if (/^#{1,6}\s/.test(line)) return "heading";
  if (/^\s*[-*+]\s/.test(line)) return "bullets";
  if (/^\s*\d+[.)]\s/.test(line)) return "numbers";
  if (/^>/.test(line)) return "quote";
  if (/^(-{3,}|\*{3,})$/.test(line.trim())) return "rule";
  return "text";
}

const GROUPS = {
  heading: ([line]) => h("h4", { class: "block-heading" }, runs(line.replace(/^#+\s+/, ""))),
  bullets: (lines) =>
    h(
      "ul",
      { class: "rich-list" },
      lines.map((line) => h("li", null, runs(line.replace(/^\s*[-*+]\s+/, "")))),
    ),
  numbers: (lines) =>
    h(
      "ol",
      { class: "rich-list" },
      lines.map((line) => h("li", null, runs(line.replace(/^\s*\d+[.)]\s+/, "")))),
    ),
  quote: (lines) => h("blockquote", null, joined(lines.map((line) => line.replace(/^>\s?/, "")))),
  rule: () => h("hr"),
  text: (lines) => h("p", null, joined(lines)),
};

const joined = (lines) => lines.flatMap((line, index) => (index === 0 ? runs(line) : [h("br"), ...runs(line)]));

const RUN =
  /`(?<code>[^`]+)`|\[(?<label>[^\]]+)\]\((?<url>[^)\s]+)\)|\*\*(?<bold>.+?)\*\*|(?<![\w*])[*_](?<italic>[^*_\s][^*_]*)[*_](?!\w)|~~(?<strike>.+?)~~|:(?<emoji>[a-z0-9_+-]+):/g;

function runs(text) {
  const nodes = [];
  let from = 0;
  for (const match of text.matchAll(RUN)) {
    const node = runNode(match.groups);
    if (node === undefined) continue;
    nodes.push(text.slice(from, match.index), node);
    from = match.index + match[0].length;
  }
  return [...nodes, text.slice(from)];
}

function runNode(found) {
  if (found.code) return h("code", null, found.code);
  if (found.url) return link(found.url, runs(found.label));
  if (found.bold) return h("b", null, runs(found.bold));
  if (found.italic) return h("i", null, runs(found.italic));
  if (found.strike) return h("s", null, runs(found.strike));
  return emoji(found.emoji);
}
