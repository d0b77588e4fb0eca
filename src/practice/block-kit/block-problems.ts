// Collects complaints about blocks in Slack's words, each with the JSON pointer to its place.
import type { Block } from "../state.ts";

export interface Problems {
  readonly list: string[];
  add(sentence: string, pointer: string): void;
  /** A string with 1 to `max` characters. */
  text(value: unknown, max: number, pointer: string): void;
  /** An array with `min` to `max` objects; what is no object is complained about and left out. */
  array(value: unknown, min: number, max: number, pointer: string): Block[];
}

export function createProblems(): Problems {
  const list: string[] = [];
  const add = (sentence: string, pointer: string) => void list.push(`${sentence} [json-pointer:${pointer}]`);
  return {
    list,
    add,
    text(value, max, pointer) {
      if (value === undefined || value === null) add("missing required field", pointer);
      else if (typeof value !== "string") add("must provide a string", pointer);
      else if (value.length === 0) add("must be more than 0 characters", pointer);
      else if (value.length > max) add(`must be less than ${max + 1} characters`, pointer);
    },
    array(value, min, max, pointer) {
      if (!Array.isArray(value)) {
        add(value === undefined ? "missing required field" : "must provide an array", pointer);
        return [];
      }
      if (value.length < min) add(`no fewer than ${min} items allowed`, pointer);
      if (value.length > max) add(`no more than ${max} items allowed`, pointer);
      return value.filter((one) => {
        const isObject = typeof one === "object" && one !== null;
        if (!isObject) add("must be an object", pointer);
        return isObject;
      }) as Block[];
    },
  };
}

/** A text object: `{ type: "mrkdwn" | "plain_text", text }`. */
export function textProblems(
  problems: Problems,
  value: unknown,
  max: number,
  pointer: string,
  types: string[] = ["mrkdwn", "plain_text"],
): void {
  if (value === undefined || value === null) return void problems.add("missing required field", pointer);
  if (typeof value !== "object") return void problems.add("must be an object", pointer);
  const { type, text } = value as { type?: unknown; text?: unknown };
  if (!types.includes(String(type))) problems.add(`unsupported type: ${String(type)}`, `${pointer}/type`);
  problems.text(text, max, `${pointer}/text`);
}
