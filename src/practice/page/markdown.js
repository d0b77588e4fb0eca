// Standard Markdown as bots, files and canvases use it: headings, lists, tasks, tables, quotes, code, bold, links.
import { h } from "./dom.js";
import { channelLink, emoji, link, mention, unescaped } from "./mrkdwn.js";

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

// Lines of one kind that follow each other make one list, table, quote or paragraph.
function lineGroups(lines) {
  const groups = [];
  for (const line of lines) {
    const kind = kindOf(line);
    const last = groups.at(-1);
    // An indented line goes on with the item above it.
    if (kind === "text" && /^\s{2}/.test(line) && ["bullets", "numbers"].includes(last?.kind)) {
      last.lines.push(`${last.lines.pop()}\n${line.trim()}`);
    } else if (last?.kind === kind && kind !== "heading") last.lines.push(line);
    else groups.push({ kind, lines: [line] });
  }
  return groups.map(({ kind, lines }) => GROUPS[kind](lines));
}

function kindOf(line) {
  if (/^#{1,6}\s/.test(line)) return "heading";
  if (/^\s*[-*+]\s/.test(line)) return "bullets";
  if (/^\s*\d+[.)]\s/.test(line)) return "numbers";
  if (/^\s*\|.*\|\s*$/.test(line)) return "table";
  if (/^>/.test(line)) return "quote";
  if (/^(-{3,}|\*{3,})$/.test(line.trim())) return "rule";
  return "text";
}

const GROUPS = {
  heading: ([line]) =>
    h(`h${Math.min(line.match(/^#+/)[0].length + 2, 6)}`, { class: "block-heading" }, runs(line.replace(/^#+\s+/, ""))),
  bullets: (lines) => h("ul", { class: "rich-list" }, lines.map(bullet)),
  numbers: (lines) =>
    h(
      "ol",
      { class: "rich-list", start: Number.parseInt(lines[0].trim(), 10) },
      lines.map((line) => h("li", null, joined(line.replace(/^\s*\d+[.)]\s+/, "").split("\n")))),
    ),
  table,
  quote: (lines) => h("blockquote", null, joined(lines.map((line) => line.replace(/^>\s?/, "")))),
  rule: () => h("hr"),
  text: (lines) => h("p", null, joined(lines)),
};

function bullet(line) {
  const [, indent, task, words] = /^(\s*)[-*+]\s+(?:\[([ xX])\]\s+)?([\s\S]*)$/.exec(line);
  const depth = Math.min(Math.floor(indent.length / 2), 3);
  const className = [depth > 0 && `indent-${depth}`, task !== undefined && "task"].filter(Boolean).join(" ");
  const done = task !== undefined && task !== " ";
  const box = h("span", { class: "task-box", role: "img", "aria-label": done ? "done:" : "open:" }, done ? "☑" : "☐");
  return h("li", { class: className }, task !== undefined && [box, " "], joined(words.split("\n")));
}

function table(lines) {
  const rows = lines
    .filter((line) => !/^\s*\|[\s:|-]+\|\s*$/.test(line))
    .map((line) =>
      line
        .trim()
        .slice(1, -1)
        .split(/(?<!\\)\|/)
        .map((cell) => cell.trim().replaceAll("\\|", "|")),
    );
  const cells = (tag, row) =>
    h(
      "tr",
      null,
      row.map((cell) => h(tag, null, runs(cell))),
    );
  const [head = [], ...rest] = rows;
  return h(
    "div",
    { class: "table", tabindex: 0, role: "region", "aria-label": "Table" },
    h(
      "table",
      null,
      h("thead", null, cells("th", head)),
      h(
        "tbody",
        null,
        rest.map((row) => cells("td", row)),
      ),
    ),
  );
}

const joined = (lines) => lines.flatMap((line, index) => (index === 0 ? runs(line) : [h("br"), ...runs(line)]));

// Canvases name people and channels as pictures: ![](@U…), ![](#C…).
const RUN =
  /(?<ticks>`+)(?<code>[^\n]+?)(?<!`)\k<ticks>(?!`)|!\[\]\((?<named>[@#][A-Z0-9]+)\)|\[(?<label>[^\]]+)\]\((?<url>[^)\s]+)\)|<(?<bare>https?:[^>\s]+)>|\*\*(?<bold>.+?)\*\*|(?<![\w*])[*_](?<italic>[^*_\s][^*_]*)[*_](?!\w)|~~(?<strike>.+?)~~|:(?<emoji>[a-z0-9_+-]+):|\\(?<escaped>[\\`*_{}[\]()#+\-.!|>~<:&=])/g;

function runs(text) {
  const nodes = [];
  let from = 0;
  for (const match of text.matchAll(RUN)) {
    const node = runNode(match.groups);
    if (node === undefined) continue;
    nodes.push(unescaped(text.slice(from, match.index)), node);
    from = match.index + match[0].length;
  }
  return [...nodes, unescaped(text.slice(from))];
}

function runNode(found) {
  if (found.code) return h("code", null, found.code.replace(/^ (.+) $/, "$1"));
  if (found.named)
    return found.named.startsWith("@") ? mention(found.named.slice(1)) : channelLink(found.named.slice(1));
  if (found.url) return link(found.url, runs(found.label));
  if (found.bare) return link(found.bare, [found.bare]);
  if (found.bold) return h("b", null, runs(found.bold));
  if (found.italic) return h("i", null, runs(found.italic));
  if (found.strike) return h("s", null, runs(found.strike));
  if (found.escaped) return found.escaped;
  return emoji(found.emoji);
}
