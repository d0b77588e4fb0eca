// A canvas's markdown, split into the blocks that Slack keeps apart: each can be found, replaced and deleted by itself.
import type { CanvasSection } from "../state.ts";

type SectionType = CanvasSection["type"];

interface MarkdownBlock {
  type: SectionType;
  markdown: string;
}

const TABLE_CELLS_MAX = 300;

/** Blank lines part blocks, and so does another kind of line: a list right below a paragraph is a block of its own. */
export function splitMarkdown(markdown: string): MarkdownBlock[] {
  const blocks: MarkdownBlock[] = [];
  let open: MarkdownBlock | null = null;
  for (const line of markdown.replaceAll("\r\n", "\n").split("\n")) {
    if (open?.type === "code" && !isClosed(open)) {
      open.markdown += `\n${line}`;
      continue;
    }
    const type = typeOfLine(line);
    if (type === null) open = null;
    else if (open && joins(open.type, type, line)) open.markdown += `\n${line}`;
    else {
      open = { type, markdown: line };
      blocks.push(open);
    }
  }
  return blocks;
}

/** Why Slack would not take this markdown, in its own kind of words; undefined when it would. */
export function markdownProblem(markdown: string): string | undefined {
  for (const { type, markdown: block } of splitMarkdown(markdown)) {
    if (type === "quote" && /^>\s*([-*+]|\d+[.)])\s/m.test(block)) return "Unsupported list in block quote";
    if (type === "table" && cellsOf(block) > TABLE_CELLS_MAX) return `Table exceeds ${TABLE_CELLS_MAX} cells`;
  }
  return undefined;
}

/** Null for an empty line. Slack knows three sizes of headers and makes deeper ones the smallest. */
function typeOfLine(line: string): SectionType | null {
  if (line.trim() === "") return null;
  if (/^#{1,6}\s/.test(line)) return "header";
  if (/^```/.test(line)) return "code";
  if (/^>/.test(line)) return "quote";
  if (/^\s*\|/.test(line)) return "table";
  if (/^\s*(---+|\*\*\*+)\s*$/.test(line)) return "divider";
  return /^\s*([-*+]|\d+[.)])\s/.test(line) ? "list" : "paragraph";
}

function joins(open: SectionType, type: SectionType, line: string): boolean {
  if (type === "header" || type === "divider" || type === "code") return false;
  // A line that is indented below an item goes on with it.
  return open === type || (open === "list" && /^\s+\S/.test(line));
}

const isClosed = ({ markdown }: MarkdownBlock): boolean => markdown.includes("\n") && markdown.endsWith("```");

const cellsOf = (table: string): number =>
  table
    .split("\n")
    .filter((row) => !/^[\s|:-]+$/.test(row))
    .reduce(
      (count, row) =>
        count +
        row
          .trim()
          .replace(/^\||\|$/g, "")
          .split("|").length,
      0,
    );
