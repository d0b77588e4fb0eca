// What comes in from Slack may hold anything: names that mean something to JavaScript, and links that mean something to a reader.
import fc from "fast-check";
import MarkdownIt from "markdown-it";
import { describe, expect, test } from "vitest";
import { inline, prose } from "../../src/blocks/markdown.ts";
import { en } from "../../src/blocks/words/en.ts";
import { actionRequest, commandRequest, formRequest, shortcutRequest } from "../../src/in/slack/request.ts";
import { redactPayload } from "../../src/lib/pure/secrets.ts";

describe("names that every object has", () => {
  const NAMES = ["__proto__", "constructor", "prototype", "toString", "hasOwnProperty"];
  test.each(NAMES)("such as %s change nothing wherever a payload has them", (name) => {
    const bad = `{"${name}":{"polluted":"yes","value":"x"}}`;
    const inner = JSON.parse(bad) as object;
    const view = JSON.parse(
      `{"id":"V1","callback_id":"${name}","private_metadata":${JSON.stringify(bad)},"state":{"values":{"${name}":{"a":{"value":"typed"}},"text":{"${name}":{"value":"words"}}}}}`,
    );
    const body = { ...inner, team: { id: "T1" }, user: { id: "U1", ...inner }, view, trigger_id: "1" };
    const form = formRequest(body as never);
    expect(form.fields.text).toBe("words");
    actionRequest({ ...body, actions: [{ action_id: name, value: bad }] } as never);
    shortcutRequest({ ...body, callback_id: name, message: { ts: "1.1", text: "x", ...inner } } as never);
    commandRequest({ ...inner, text: name } as never);
    redactPayload(JSON.parse(bad));
    expect(({} as { polluted?: string }).polluted).toBeUndefined();
    expect((Object.prototype as { polluted?: string }).polluted).toBeUndefined();
  });
});

describe("a draft, read by a Markdown program that lets everything through", () => {
  const markdown = new MarkdownIt({ html: true, linkify: false });
  const HOSTILE = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "![x](https://evil.example/beacon.png)",
    "![x][1]",
    "[1]: https://evil.example",
    "[click](javascript:alert(1))",
    "[click](https://evil.example)",
    "<https://evil.example|https://bank.example>",
    "<javascript:alert(1)|here>",
    "<javascript:alert(1)>",
    "<a href=javascript:alert(1)>x</a>",
    "&lt;script&gt;",
    "`code <b>`",
    "```\n<b>\n```",
    "```",
    "# heading",
    "> quote",
    "| a | b |\n|---|---|\n| 1 | 2 |",
    "\\",
    "<!-- -->",
    "\n",
    " ",
    "a",
    "data:text/html,x",
  ];
  const retelling = { names: new Map([["UEVIL", "<img src=x>"]]), words: en };
  const hostile = fc.array(fc.constantFrom(...HOSTILE, "<@UEVIL>"), { maxLength: 12 }).map((all) => all.join(""));

  test("has no HTML, no picture, no heading, and no address but a web address that shows itself", () => {
    fc.assert(
      fc.property(hostile, (typed) => {
        const written = `- ${prose(typed, retelling, 3_000)}\n\nIn a line: ${inline(typed, retelling.names)}\n`;
        for (const token of markdown.parse(written, {}).flatMap((one) => [one, ...(one.children ?? [])])) {
          expect(["html_block", "html_inline", "image", "heading_open", "table_open"]).not.toContain(token.type);
          if (token.type === "link_open") expect(token.attrGet("href")).toMatch(/^https?:\/\//);
        }
        // Every link shows where it leads.
        const inlines = markdown.parse(written, {}).flatMap(({ children }) => children ?? []);
        inlines.forEach((token, index) => {
          if (token.type !== "link_open") return;
          expect(markdown.normalizeLink(inlines[index + 1]!.content)).toBe(token.attrGet("href"));
        });
      }),
      { numRuns: 1_000 },
    );
  });
});
