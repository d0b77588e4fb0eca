import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { cut, escapeMrkdwn, nearest, oneLine, slug, splitMessage, unescapeMrkdwn } from "../../src/lib/pure/text.ts";

const texts = fc.oneof(
  fc.string({ unit: "grapheme", maxLength: 60 }),
  fc.string({ unit: fc.constantFrom("a", " ", "\n", "<", ">", "&", "&amp;", "😀", "|", "!"), maxLength: 60 }),
);

/** Half of a character that takes two: what a cut in the wrong place leaves. */
const half = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/;

describe("escaping", () => {
  test("leaves no character that Slack gives meaning to, and can be taken back", () => {
    fc.assert(
      fc.property(texts, (text) => {
        expect(escapeMrkdwn(text)).not.toMatch(/[<>]/);
        expect(unescapeMrkdwn(escapeMrkdwn(text))).toBe(text);
      }),
    );
  });
  test("turns every broadcast, mention and link into words", () => {
    expect(escapeMrkdwn("<!channel> <@U1> <http://x|y> &lt;!here&gt;")).toBe(
      "&lt;!channel&gt; &lt;@U1&gt; &lt;http://x|y&gt; &amp;lt;!here&amp;gt;",
    );
  });
});

describe("cutting", () => {
  test("keeps what fits, and never half of a character", () => {
    fc.assert(
      fc.property(texts, fc.integer({ min: 2, max: 40 }), (text, chars_max) => {
        const short = cut(text, chars_max);
        expect(short.length).toBeLessThanOrEqual(chars_max);
        expect(short).not.toMatch(half);
        if (text.length <= chars_max) expect(short).toBe(text);
        else expect(text.startsWith(short.slice(0, -1)) && short.endsWith("…")).toBe(true);
      }),
      { numRuns: 500 },
    );
  });
});

describe("splitting a long text", () => {
  test("gives parts that fit, lose nothing but the space they were split at, and hold no half character", () => {
    fc.assert(
      fc.property(texts, fc.integer({ min: 4, max: 30 }), (text, chars_max) => {
        const parts = splitMessage(text, chars_max);
        for (const part of parts) {
          expect(part.length).toBeLessThanOrEqual(chars_max);
          expect(part).not.toMatch(half);
        }
        const letters = (one: string) => one.replace(/[ \n]/g, "");
        expect(letters(parts.join(""))).toBe(letters(text));
      }),
      { numRuns: 500 },
    );
  });
  test("splits at line ends and spaces where there are any", () => {
    expect(splitMessage("one two three\nfour", 15)).toEqual(["one two three", "four"]);
    expect(splitMessage("one two three four", 10)).toEqual(["one two", "three four"]);
    expect(splitMessage("short", 10)).toEqual(["short"]);
  });
});

describe("one line", () => {
  test("has no line ends, control or direction characters, and no space around it", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 40 }), (text) => {
        expect(oneLine(text)).not.toMatch(/[\p{Cc}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069\u200e\u200f]|^ | $| {2}/u);
      }),
    );
    expect(oneLine("  a\r\n\tb\u202e c\u200b ")).toBe("a b c");
  });
});

describe("a slug", () => {
  test("holds lower-case letters, digits and single hyphens inside", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 40 }), (text) => {
        expect(slug(text)).toMatch(/^$|^[a-z0-9]+(-[a-z0-9]+)*$/);
        expect(slug(slug(text))).toBe(slug(text));
      }),
    );
    expect(slug("Ça va? À 100 %")).toBe("ca-va-a-100");
  });
});

describe("the nearest word", () => {
  const known = ["declare", "severity", "status", "resolve"];
  test.each([
    ["declar", "declare"],
    ["sev", "severity"],
    ["STAUS", "status"],
    ["reslove", "resolve"],
    ["banana", undefined],
    ["", undefined],
    ["s", undefined],
  ])("to %j is %j", (word, expected) => {
    expect(nearest(word, known)).toBe(expected);
  });
  test("of none is none", () => {
    expect(nearest("x", [])).toBeUndefined();
  });
});
