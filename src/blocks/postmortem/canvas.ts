// The postmortem as a canvas of the room: the runbook's questions for people to write under, and beside each what the
// record says, as a table of its own that later drafts renew.
import type { Facts } from "../../domain/postmortem/facts.ts";
import { cut, oneLine } from "../../lib/pure/text.ts";
import { inline } from "../markdown.ts";
import type { DraftInput } from "./draft.ts";
import { ANSWERS, type Answer, answerOf } from "./answers.ts";
import { factsTable } from "./facts-table.ts";

/** A table that Warroom generates. `label` stands in its first cell and nowhere else: by it the table is found again. */
export interface CanvasPart {
  label: string;
  markdown: string;
}

export interface CanvasDraft {
  title: string;
  /** All of it, as it is made. */
  markdown: string;
  parts: CanvasPart[];
}

/** Slack takes 300 cells a table; a table of one column is no longer than people read. */
const ROWS_MAX = 80;
const CELL_CHARS_MAX = 500;

export function postmortemCanvas(input: DraftInput): CanvasDraft {
  const { incident, runbook, names, words } = input;
  const facts: CanvasPart = {
    label: words.canvas.label.facts,
    markdown: labelled(words.canvas.label.facts, factsTable(input)),
  };
  const parts = [facts];
  const sections = runbook.postmortem.sections.map(({ title, prompt }) => {
    const part = answerPart(title, parts, input);
    if (part) parts.push(part);
    return [`## ${inline(title, names)}`, prompt === "" ? "" : `_${inline(prompt, names)}_`, part?.markdown ?? ""]
      .filter((piece) => piece !== "")
      .join("\n\n");
  });
  return {
    title: words.canvas.title({ name: incident.name }),
    markdown: [words.canvas.intro, facts.markdown, ...sections].join("\n\n"),
    parts,
  };
}

/** Each answer once, under the first section that asks for it. */
function answerPart(title: string, made: readonly CanvasPart[], input: DraftInput): CanvasPart | null {
  const answer = answerOf(title);
  if (answer === null || answer === "summary") return null;
  const label = input.words.canvas.label[answer];
  if (made.some((one) => one.label === label)) return null;
  return { label, markdown: answerTable(label, answer, input) };
}

function answerTable(label: string, answer: Answer, input: DraftInput): string {
  const { words, facts } = input;
  if (answer === "actions" && hasItems(facts)) return labelled(label, ANSWERS.actions(input));
  const lines = ANSWERS[answer](input)
    .split(/\n\n|\n(?=- )/)
    .map((line) => line.replace(/^- /, ""))
    .filter((line) => line !== "");
  const left = lines.length - ROWS_MAX;
  const rows = [
    ...(lines.length === 0 ? [words.canvas.nothing] : lines.slice(0, ROWS_MAX)),
    ...(left > 0 ? [words.canvas.more(left)] : []),
  ];
  return [`| ${label} |`, "|---|", ...rows.map((row) => `| ${cell(row)} |`)].join("\n");
}

const hasItems = ({ actionItems }: Facts): boolean => actionItems.length > 0;

/** The table with the label in its first cell. */
const labelled = (label: string, table: string): string => table.replace(/^\|[^|]*\|/, `| ${label} |`);

/** One line, whose bars end no cell. */
const cell = (text: string): string => cut(oneLine(text), CELL_CHARS_MAX).replace(/(?<!\\)\|/g, "\\|");
