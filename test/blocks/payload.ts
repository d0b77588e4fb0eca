// What the block tests look for in everything that Warroom renders: live tokens, and Slack's limits.
import { expect } from "vitest";
import { blockMessages, type Surface } from "../../src/practice/block-kit/block-kit.ts";

interface Rendered {
  text?: string;
  blocks: readonly object[];
}

/** Every text of a payload that Slack reads as markup. */
export function markupOf(payload: unknown): string[] {
  if (Array.isArray(payload)) return payload.flatMap(markupOf);
  if (typeof payload !== "object" || payload === null) return [];
  const { type, text, blocks } = payload as Record<string, unknown>;
  // A message's own text is markup too; a plain_text object's is not.
  const own = typeof text === "string" && (type === "mrkdwn" || blocks !== undefined) ? [text] : [];
  return [...own, ...Object.values(payload).flatMap((value) => (typeof value === "string" ? [] : markupOf(value)))];
}

/** What Warroom itself may write: a person, a room, a web address, a time. */
const OWN_TOKEN = /<@[UW][A-Z0-9]+>|<#C[A-Z0-9]+>|<https:\/\/[^|<>\s]+\|[^|<>]+>|<!date\^\d+\^[^|>]*\|[^<>]*>/g;

/** `own` holds the ids and addresses that are really meant; any other token came out of what somebody typed. */
export function expectNoStrangeToken(payload: unknown, own: readonly string[]): void {
  for (const text of markupOf(payload)) {
    for (const token of text.match(OWN_TOKEN) ?? []) {
      const id = /^<(?:[@#]|(?=https:))([^|>]+)(?:\|[^>]*)?>$/.exec(token)?.[1];
      if (id !== undefined) expect(own, `a token nobody meant in ${JSON.stringify(text)}`).toContain(id);
    }
    // A ">" in front of a line is the quotation mark of our own; nothing else may stand that Slack reads.
    const rest = text
      .replace(OWN_TOKEN, "")
      .replace(/^> /gm, "")
      .replace(/&(amp|lt|gt);/g, "");
    expect(rest, "a character that Slack gives meaning to").not.toMatch(/[<>&]/);
  }
}

/** As the practice workspace, and so Slack, would judge it. */
export function expectFits({ text, blocks }: Rendered, surface: Surface = "message"): void {
  expect(blockMessages([...blocks], surface, "/blocks")).toEqual([]);
  if (surface !== "message") return;
  expect(text, "a message without text says nothing in a notification").toMatch(/\S/);
  expect(text!.length).toBeLessThanOrEqual(40_000);
}

/** A modal's own limits, beside those of its blocks. */
export function expectModalFits(view: Record<string, unknown>): void {
  const length = (key: string) => (view[key] as { text: string } | undefined)?.text.length ?? 1;
  for (const key of ["title", "submit", "close"]) {
    expect(length(key), key).toBeGreaterThan(0);
    expect(length(key), key).toBeLessThanOrEqual(24);
  }
  expect(String(view.private_metadata ?? "").length).toBeLessThanOrEqual(3_000);
  expectFits({ blocks: view.blocks as object[] }, "modal");
}

/** Every mrkdwn object says that bare words stay words: else Slack makes links of "http://…" and mentions of "@here". */
export function expectVerbatim(payload: unknown): void {
  if (typeof payload !== "object" || payload === null) return;
  if ((payload as { type?: string }).type === "mrkdwn") expect(payload).toMatchObject({ verbatim: true });
  for (const value of Object.values(payload)) expectVerbatim(value);
}
