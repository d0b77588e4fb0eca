// Holds plain data against the schema and says in people's words what does not fit.
import { z } from "zod";
import { err, ok, type Result } from "../lib/pure/result.ts";
import { cut } from "../lib/pure/text.ts";
import { unknownWord } from "./problem.ts";
import type { Finding, Path } from "./yaml-text.ts";

type Issue = z.core.$ZodIssue;

const SHOWN_CHARS_MAX = 40;

/** The value as the schema types it, or everything in which it differs. */
export function checkShape<T>(schema: z.ZodType<T>, value: unknown): Result<T, Finding[]> {
  const read = schema.safeParse(value, { reportInput: true });
  if (read.success) return ok(read.data);
  return err(read.error.issues.flatMap((issue) => findingsOf(schema, issue, issue.path)));
}

function findingsOf(schema: z.ZodType, issue: Issue, path: Path): Finding[] {
  switch (issue.code) {
    case "unrecognized_keys":
      return issue.keys.map((key) => ({
        path: [...path, key],
        at: "key",
        message: /\s/.test(key)
          ? `${JSON.stringify(key)} is read as a key: a text with a comma stands in quotes between { and }`
          : unknownWord("key", key, keysAt(schema, path)),
      }));
    case "invalid_union":
      return unionFindings(schema, issue, path);
    case "invalid_key":
      return issue.issues.map(({ message }) => ({ path, at: "key", message: `${nameOf(path)} ${message}` }));
    case "invalid_value": {
      const unknown = unknownWord("word", String(issue.input), issue.values.map(String));
      return [{ path, at: "value", message: `${nameOf(path)}: ${unknown}` }];
    }
    case "invalid_type":
      return [issue.input === undefined ? missing(path) : wrongKind(issue.expected, issue.input, path)];
    case "too_big":
      return [{ path, at: "value", message: `${nameOf(path)} ${tooMuch(issue)}` }];
    default:
      return [{ path, at: "value", message: `${nameOf(path)} ${issue.message}` }];
  }
}

/** The alternative that was meant is the one of the same kind as the value; of several, the one that needs least. */
function unionFindings(schema: z.ZodType, issue: z.core.$ZodIssueInvalidUnion, path: Path): Finding[] {
  const [meant] = issue.errors
    .filter((inner) => inner.every((one) => one.path.length > 0 || one.code !== "invalid_type"))
    .map((inner) => inner.flatMap((one) => findingsOf(schema, one, [...path, ...one.path])))
    .toSorted((a, b) => a.length - b.length);
  if (meant) return meant;
  const found = kindOf(issue.input);
  return [
    {
      path,
      at: "value",
      message: `${nameOf(path)} must be a duration such as 15m, or words and within; found ${found}`,
    },
  ];
}

/** The schema's own words where it has any, as for texts. */
function tooMuch({ origin, maximum, input, message }: z.core.$ZodIssueTooBig): string {
  if (origin === "array") return `has ${(input as unknown[]).length} entries, at most ${maximum} fit`;
  return origin === "string" ? message : `must be at most ${maximum}, found ${input}`;
}

const missing = (path: Path): Finding => ({
  path,
  at: "value",
  message: `${JSON.stringify(String(path.at(-1) ?? "file"))} is missing`,
});

function wrongKind(expected: string, input: unknown, path: Path): Finding {
  const wanted = KIND_WORDS[expected] ?? expected;
  const hint = expected === "string" ? textHint(input) : "";
  return { path, at: "value", message: `${nameOf(path)} must be ${wanted}, found ${kindOf(input)}${hint}` };
}

/** YAML takes bare numbers and what follows a "#" for something else than text, which surprises people. */
function textHint(input: unknown): string {
  if (input === null) return ' (a "#" after a space starts a comment)';
  return typeof input === "object" ? "" : `: put it in quotes, "${String(input)}"`;
}

const KIND_WORDS: Record<string, string> = {
  string: "text",
  boolean: "true or false",
  array: "a list",
  object: "keys with values",
  record: "keys with values",
};

function kindOf(input: unknown): string {
  if (input === null) return "nothing";
  if (Array.isArray(input)) return "a list";
  if (typeof input === "object") return "keys with values";
  return typeof input === "string" ? `text ("${cut(input, SHOWN_CHARS_MAX)}")` : String(input);
}

/** "examples" for the value of that key, "one of examples" for an item of its list. */
function nameOf(path: Path): string {
  const name = path.findLast((step) => typeof step === "string") ?? "the file";
  return typeof path.at(-1) === "number" ? `one of ${name}` : name;
}

/** The keys that the schema knows at a path. */
function keysAt(schema: z.ZodType, path: Path): string[] {
  const [step, ...rest] = path;
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodNullable) return keysAt(inner(schema), path);
  if (schema instanceof z.ZodUnion) return schema.options.flatMap((one) => keysAt(one as z.ZodType, path));
  if (schema instanceof z.ZodArray && step !== undefined) return keysAt(schema.element as z.ZodType, rest);
  if (!(schema instanceof z.ZodObject)) return [];
  const shape: Record<string, z.ZodType> = schema.shape;
  if (step === undefined) return Object.keys(shape);
  const next = shape[String(step)];
  return next ? keysAt(next, rest) : [];
}

const inner = (schema: z.ZodOptional | z.ZodNullable): z.ZodType => schema.unwrap() as z.ZodType;
