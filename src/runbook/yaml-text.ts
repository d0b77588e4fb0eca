// YAML with positions: reads a text, and finds the line and column of a value or a key again.
import {
  type Document,
  isAlias,
  isMap,
  isNode,
  isPair,
  isScalar,
  isSeq,
  LineCounter,
  parseDocument,
  visit,
  type YAMLError,
} from "yaml";
import { err, ok, type Result } from "../lib/pure/result.ts";
import type { RunbookProblem } from "./problem.ts";

export type Path = readonly PropertyKey[];

/** A sentence about the place that `path` leads to; `key` when the key itself is meant, not its value. */
export interface Finding {
  path: Path;
  at: "key" | "value";
  message: string;
}

export interface YamlText {
  /** Plain data: maps, lists, text, numbers, booleans, null. */
  value: unknown;
  /** Findings as problems of this file, in the order of the file. */
  problems: (findings: readonly Finding[]) => RunbookProblem[];
}

/**
 * Reads one YAML 1.2 document. The error lists every syntax problem. Anchors and tags are refused: nobody needs them
 * here, a value should stand where it is read, and a few of them can unfold into gigabytes.
 */
export function readYaml(text: string, file: string): Result<YamlText, RunbookProblem[]> {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const at = (offset: number, message: string): RunbookProblem => {
    const { line, col } = lines.linePos(offset);
    return { file, line: Math.max(line, 1), column: Math.max(col, 1), message };
  };
  const syntax = [...document.errors, ...document.warnings].map((error) => at(error.pos[0], sentence(error)));
  const refused = refusals(document).map(({ offset, message }) => at(offset, message));
  if (syntax.length + refused.length > 0) return err(inFileOrder([...syntax, ...refused]));
  return ok({
    value: document.toJS(),
    problems: (findings) => inFileOrder(findings.map((finding) => at(offsetOf(document, finding), finding.message))),
  });
}

/** What YAML allows and a runbook does not. */
function refusals(document: Document): { offset: number; message: string }[] {
  const found: { offset: number; message: string }[] = [];
  visit(document, {
    Node: (_, node) => {
      // Only a tag that the file writes itself is kept on its node.
      if (!isAlias(node) && node.anchor === undefined && node.tag === undefined) return;
      const message = "anchors, aliases and tags are not read: write the value out";
      found.push({ offset: startOf(node) ?? 0, message });
    },
    Pair: (_, { key }) => {
      if (!isScalar(key)) found.push({ offset: startOf(key) ?? 0, message: "a key must be one word" });
    },
  });
  return found;
}

/** As deep as the path leads: a key that is missing is reported where its map starts. */
function offsetOf(document: Document, { path, at }: Finding): number {
  let node: unknown = document.contents;
  let offset = startOf(node) ?? 0;
  for (const [depth, step] of path.entries()) {
    if (isMap(node)) {
      const pair = node.items.find(({ key }) => isScalar(key) && String(key.value) === String(step));
      if (!isPair(pair)) return offset;
      const last = depth === path.length - 1;
      node = pair.value;
      offset = (last && at === "key" ? undefined : startOf(node)) ?? startOf(pair.key) ?? offset;
    } else if (isSeq(node) && typeof step === "number") {
      node = node.items[step];
      offset = startOf(node) ?? offset;
    } else return offset;
  }
  return offset;
}

const startOf = (node: unknown): number | undefined => (isNode(node) ? node.range?.[0] : undefined);

const inFileOrder = (problems: RunbookProblem[]): RunbookProblem[] =>
  problems.toSorted((a, b) => (a.line ?? 0) - (b.line ?? 0) || (a.column ?? 0) - (b.column ?? 0));

/** The library's sentences start with a capital; ours follow a position. */
function sentence({ code, message }: YAMLError): string {
  if (code === "MULTIPLE_DOCS") return 'only one document is read: remove the "---" and what follows';
  return message.charAt(0).toLowerCase() + message.slice(1);
}
