// Whether a draft keeps its promise: every sentence that Warroom wrote names a source, and every source is there.

/** Rows of the first table that are no statement about the past: they say how things stand, or where. */
const UNCITED_ROWS = /^\| (State|Room|Duration) \|/;

export interface Citations {
  /** Cited, and no line of the record. */
  broken: string[];
  /** Lines of the generated parts without a source. */
  uncited: string[];
  /** How many different sources are cited. */
  count: number;
}

const CITATION = /\[([em]\d+)\]/g;

export function citationsOf(markdown: string): Citations {
  const [above = "", below = ""] = markdown.split("\n## Everything in order\n");
  const lines = linesOf(above);
  const cited = new Set([...lines.join("\n").matchAll(CITATION)].map(([, label]) => label!));
  const recorded = new Set([...below.matchAll(/^- \d{2}:\d{2} `([em]\d+)`/gm)].map(([, label]) => label!));
  return {
    broken: [...cited].filter((label) => !recorded.has(label)),
    uncited: lines.filter((line) => line.search(CITATION) < 0),
    count: cited.size,
  };
}

/** Items of lists with what is indented under them, rows of tables, sentences of the summary. */
function linesOf(above: string): string[] {
  const items = above.match(/^- .*(?:\n {2}.*)*/gm) ?? [];
  const rows = (above.match(/^\| .*\|$/gm) ?? []).filter(
    (row, index, all) =>
      row !== "|  |  |" && !/^\| #/.test(row) && !UNCITED_ROWS.test(row) && all.indexOf(row) === index,
  );
  const summary = /\n## Summary\n\n(?:_.*_\n\n)?(.*)/.exec(above)?.[1] ?? "";
  return [...items, ...rows, ...sentencesOf(summary)];
}

/** A sentence ends where its sources end: what follows the last of them is one without any. */
const sentencesOf = (paragraph: string): string[] =>
  paragraph.match(/[^[]*(?:\[[em]\d+\](?:\([^)]*\))? ?)+|[^[]+$/g) ?? [];
