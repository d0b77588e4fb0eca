// Reading source text for the checks of test/tidy.test.ts: which code stands there without its comments, who imports whom.
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";

export interface SourceFile {
  /** From the project's root, with "/". */
  file: string;
  text: string;
}

export interface Import {
  /** As it is written. */
  name: string;
  /** `import type`: gone when the program runs. */
  typeOnly: boolean;
}

const ROOT = path.resolve(import.meta.dirname, "../..");

/** The files of a folder and its subfolders with one of these endings; none where there is no such folder. */
export function filesIn(folder: string, endings: readonly string[]): SourceFile[] {
  const found = readFolder(path.join(ROOT, folder)).filter((name) => endings.some((ending) => name.endsWith(ending)));
  return found.map((name) => ({
    file: `${folder}/${name.replaceAll("\\", "/")}`,
    text: readFileSync(path.join(ROOT, folder, name), "utf8"),
  }));
}

function readFolder(folder: string): string[] {
  try {
    return readdirSync(folder, { recursive: true, encoding: "utf8" });
  } catch (error) {
    if ((error as { code?: string }).code === "ENOENT") return [];
    throw error;
  }
}

/** What a file imports, statically or by `import("…")`. */
export function importsOf(text: string): Import[] {
  const code = withoutComments(text);
  const statements = [...code.matchAll(/^(?:import|export)\s+(type\s)?[^;"']*?\bfrom\s+["']([^"']+)["']/gm)];
  const bare = [
    ...code.matchAll(/^import\s+["']([^"']+)["']/gm),
    ...code.matchAll(/\bimport\(\s*["']([^"']+)["']\s*\)/g),
  ];
  return [
    ...statements.map(([, type, name]) => ({ name: name!, typeOnly: type !== undefined })),
    ...bare.map(([, name]) => ({ name: name!, typeOnly: false })),
  ];
}

/** A slash after one of these begins a regular expression; after anything else it divides. */
const BEFORE_PATTERN = /(?:^|[=(,:[!&|?{};+\-*%<>~^\n]|\b(?:return|typeof|case|in|of))\s*$/;

/** The same text with comments blanked out; strings, templates and regular expressions stay. */
export function withoutComments(text: string): string {
  let code = "";
  let at = 0;
  while (at < text.length) {
    const end = endOfToken(text, at, code);
    const token = text.slice(at, end);
    const isComment = token.startsWith("//") || token.startsWith("/*");
    code += isComment ? token.replace(/[^\n]/g, " ") : token;
    at = end;
  }
  return code;
}

function endOfToken(text: string, at: number, before: string): number {
  const two = text.slice(at, at + 2);
  if (two === "//") return orEnd(text.indexOf("\n", at), text);
  if (two === "/*") return orEnd(text.indexOf("*/", at) + 2, text);
  const one = text[at]!;
  if (one === '"' || one === "'" || one === "`") return closing(text, at + 1, one);
  if (one === "/" && BEFORE_PATTERN.test(before.slice(-20))) return endOfPattern(text, at + 1);
  return at + 1;
}

const orEnd = (index: number, text: string): number => (index < 2 ? text.length : index);

/** Behind the quote that closes; what a template holds in ${…} counts as part of it. */
function closing(text: string, from: number, quote: string): number {
  for (let at = from; at < text.length; at++) {
    if (text[at] === "\\") at++;
    else if (text[at] === quote) return at + 1;
    else if (quote === "`" && text.startsWith("${", at)) at = endOfHole(text, at + 2) - 1;
  }
  return text.length;
}

function endOfHole(text: string, from: number): number {
  let depth = 1;
  for (let at = from; at < text.length; at++) {
    const one = text[at]!;
    if (one === "{") depth++;
    else if (one === "}" && --depth === 0) return at + 1;
    else if (one === '"' || one === "'" || one === "`") at = closing(text, at + 1, one) - 1;
  }
  return text.length;
}

function endOfPattern(text: string, from: number): number {
  let inClass = false;
  for (let at = from; at < text.length && text[at] !== "\n"; at++) {
    const one = text[at];
    if (one === "\\") at++;
    else if (one === "[") inClass = true;
    else if (one === "]") inClass = false;
    else if (one === "/" && !inClass) return at + 1;
  }
  return from;
}
