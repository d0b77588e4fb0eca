// A message or form as the text that people see: names for ids, times in UTC, [Button].
import type { Shown } from "./samples/sample.ts";
import { blocksOf, isView } from "./samples/sample.ts";
import { NAMES } from "./samples/data.ts";
import { unescapeMrkdwn } from "../../src/lib/pure/text.ts";

type Json = Record<string, unknown>;

/** What is seen, and the text that stands in for it in notifications where that says something else. */
export function asText(shown: Shown): { seen: string; notification: string | null } {
  if (typeof shown === "string") return { seen: readable(shown), notification: null };
  const blocks = blocksOf(shown).flatMap((block) => blockLines(block as unknown as Json));
  if (!isView(shown)) {
    const [seen, text] = [blocks.join("\n"), readable(shown.text)];
    return { seen, notification: text === seen ? null : text };
  }
  const ends = [shown.submit, shown.close].map((button) => (button ? `[${button.text}]` : ""));
  const head = "title" in shown ? [`# ${shown.title.text}`] : [];
  return { seen: [...head, ...blocks, ends.join(" ").trim()].filter(Boolean).join("\n"), notification: null };
}

/** Slack's tokens as they are shown: a name, a channel, a time of day. */
export function readable(markup: string): string {
  const shown = markup
    .replace(/<!date\^\d+\^\{time\}\|\S+ (\S+) UTC>/g, "$1")
    .replace(/<!date\^\d+\^[^|]*\|([^>]*)>/g, "$1")
    .replace(/<https?:[^|>]*\|([^>]*)>/g, "$1")
    .replace(/<([@#])([A-Z0-9]+)>/g, (_token, sign: string, id: string) => `${sign}${NAMES.get(id) ?? id}`);
  return unescapeMrkdwn(shown);
}

function blockLines(block: Json): string[] {
  switch (block.type) {
    case "header":
      return [textOf(block.text)];
    case "section": {
      const fields = (block.fields as Json[] | undefined)?.map(textOf) ?? [];
      const beside = block.accessory ? elementText(block.accessory as Json) : "";
      return [textOf(block.text), ...fields, beside].filter((line) => line !== "");
    }
    case "context":
    case "actions":
      return [(block.elements as Json[]).map(elementText).join(" ")];
    case "input":
      return inputLines(block);
    case "divider":
      return ["———"];
    case "image":
      return [`(image: ${String(block.alt_text)})`];
    default:
      throw new Error(`docs/messages.md cannot show a ${String(block.type)} block: add it in test/blocks/as-text.ts`);
  }
}

function inputLines({ label, hint, element, optional }: Json): string[] {
  const asks = `${textOf(label)}${optional ? " (optional)" : ""}: ${elementText(element as Json)}`;
  return hint ? [asks, `  ${textOf(hint)}`] : [asks];
}

function elementText(element: Json): string {
  const options = (element.options as Json[] | undefined)?.map(({ text }) => textOf(text)).join(" | ");
  switch (element.type) {
    case "mrkdwn":
    case "plain_text":
      return textOf(element);
    case "button":
      return `[${textOf(element.text)}]`;
    case "image":
      return `(image: ${String(element.alt_text)})`;
    case "plain_text_input":
      return `____${String(element.initial_value ?? "")}____`;
    default: {
      const chosen = element.initial_option
        ? textOf((element.initial_option as Json).text)
        : textOf(element.placeholder);
      return `(${[chosen, options].filter(Boolean).join(": ")})`;
    }
  }
}

function textOf(object: unknown): string {
  if (typeof object !== "object" || object === null) return "";
  const { type, text } = object as { type: string; text: string };
  return type === "mrkdwn" ? readable(text) : text;
}
