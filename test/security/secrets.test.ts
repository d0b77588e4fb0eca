// What people paste into a room by mistake: found, and nothing else taken for it.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { prose } from "../../src/blocks/markdown.ts";
import { quoted } from "../../src/blocks/mrkdwn.ts";
import { en } from "../../src/blocks/words/en.ts";
import { escapeMrkdwn } from "../../src/lib/pure/text.ts";
import { redactPayload, redactSecrets } from "../../src/lib/pure/secrets.ts";
import { cleanMessages, KIND_COUNT, plantedSecrets } from "./corpus.ts";

const PLANTED = plantedSecrets(20);

/** What is left of a secret in a text that was redacted: its longest piece of 8 characters or more. */
const isLeft = (shown: string, secret: string): boolean => {
  const pieces = secret.split(/\s+/).filter((piece) => !piece.includes("KEY"));
  return pieces.some((piece) => shown.includes(piece.slice(0, 12)) || shown.includes(piece.slice(-8)));
};

describe("secrets in a text", () => {
  test("of at least 40 kinds and 1,000 in number are redacted, 99 in 100", () => {
    expect(KIND_COUNT).toBeGreaterThanOrEqual(40);
    expect(PLANTED.length).toBeGreaterThanOrEqual(1_000);
    const missed = PLANTED.filter(({ text, secret }) => isLeft(redactSecrets(text), secret));
    expect(missed.map(({ kind, text }) => `${kind}: ${text}`).slice(0, 20)).toEqual([]);
  });
  test("are redacted as well where the text was escaped for Slack, or stands inside JSON", () => {
    const missed = PLANTED.filter(
      ({ text, secret }) =>
        isLeft(redactSecrets(escapeMrkdwn(text)), secret) ||
        isLeft(redactSecrets(JSON.stringify({ body: JSON.stringify({ text }) })), JSON.stringify(secret)),
    );
    expect(missed.length, missed.map(({ kind }) => kind).join(", ")).toBeLessThanOrEqual(PLANTED.length / 100);
  });
  test("are redacted where a cut left but the beginning", () => {
    for (const whole of [
      "xoxb-123456789012-1234",
      "ghp_0123456789abcdefg",
      "glpat-0123456789",
      "sk_live_0123456789abc",
    ]) {
      expect(redactSecrets(`it is ${whole}…`), whole).toMatch(/^it is \[redacted.*\]…$/);
    }
    expect(redactSecrets("it is AKIA2345ABC…")).toBe("it is [redacted]…");
  });
  test("leave JSON what it is", () => {
    for (const { text } of PLANTED) {
      const json = JSON.stringify({ text, nested: JSON.stringify({ text }), last: "after" });
      expect(JSON.parse(redactSecrets(json))).toMatchObject({ last: "after" });
    }
  });
  test("are never replaced by anything longer, and the same again changes nothing", () => {
    for (const { text } of PLANTED) {
      const shown = redactSecrets(text);
      expect(shown.length).toBeLessThanOrEqual(text.length);
      expect(redactSecrets(shown)).toBe(shown);
    }
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", maxLength: 300 }), (text) => {
        expect(redactSecrets(text).length).toBeLessThanOrEqual(text.length);
      }),
    );
  });
  test("say what they were", () => {
    expect(redactSecrets("key AKIAIOSFODNN7EXAMPLE, ok?")).toBe("key [redacted: AWS key], ok?");
    expect(redactSecrets("postgres://app:pass-word-1234567@db:5432/x")).toBe("postgres://app:[redacted]@db:5432/x");
    expect(redactSecrets("password=hunter2")).toBe("password=*******");
  });
});

describe("a text without secrets", () => {
  test("stays as it is, 995 times in 1,000", () => {
    const messages = cleanMessages(10_000);
    const wrong = messages.filter((text) => redactSecrets(text) !== text);
    expect(wrong.slice(0, 20).map((text) => `${text} → ${redactSecrets(text)}`)).toEqual([]);
    expect(wrong.length).toBeLessThanOrEqual(50);
  });
});

test("what a payload carries for machines comes back as it was; what is read is redacted", () => {
  const token = "ghp_0123456789abcdefghijklmnopqrstuvwxyz";
  const payload = {
    channel: "C1",
    text: `it is ${token}`,
    blocks: [{ type: "section", text: { type: "mrkdwn", text: token } }, { elements: [{ value: token, ok: true }] }],
    view: { private_metadata: token, title: { text: token } },
  };
  expect(redactPayload(payload)).toEqual({
    channel: "C1",
    text: "it is [redacted: GitHub token]",
    blocks: [
      { type: "section", text: { type: "mrkdwn", text: "[redacted: GitHub token]" } },
      { elements: [{ value: token, ok: true }] },
    ],
    view: { private_metadata: token, title: { text: "[redacted: GitHub token]" } },
  });
});

describe("a text made to be slow", () => {
  const BEGINNINGS = [
    ...["a", "A", "M", "s", "-", " ", "…", "&amp;", "x…", "0123456789abcdef", "a.", "M-", "Maaaaaaaaaaaaaaaaaaaaaaa."],
    ...["xoxb-", "AKIA", "ghp_", "eyJ", "eyJaaaaaaaa.", "sk-", "sk-a-", "glpat", "SK", "u+", "1234567890:AA", "sig="],
    ...["password", "password=", 'password = "', "token token=", "bearer ", "bearer a", "key", "secret_", "pwd:&amp;"],
    ...[
      "-----BEGIN PRIVATE KEY-----",
      "-----BEGIN RSA ",
      "PuTTY-User-Key-File-2:",
      "https://a:",
      "a+://",
      "http://a:b",
    ],
    ...[
      "AKIAAAAAAAAAAAAAA…",
      "pat12345678901234.",
      `${"a".repeat(20)}://`,
      "Deploy 4f3a9c1 of checkout failed at 12:04. ",
    ],
  ];
  // Ten where the time grows with the length, a hundred where it grows with its square.
  const TIMES_MAX = 30;
  test.each(BEGINNINGS)("of %j again and again takes about ten times as long for ten times the length", (beginning) => {
    const [short, long] = [10_000, 100_000].map((length) => beginning.repeat(length).slice(0, length));
    const took_ms = (text: string) => {
      const from = performance.now();
      redactSecrets(text);
      return performance.now() - from;
    };
    // The machine does other things too: what counts is what each takes when left alone, and both meet the same load.
    const turns = Array.from({ length: 25 }, () => [took_ms(short!), took_ms(long!)] as const);
    const least = (which: 0 | 1) => Math.min(...turns.map((turn) => turn[which]));
    expect(least(1) / least(0)).toBeLessThan(TIMES_MAX);
  });
});

test("a key too long for one section of a message is not torn in two, nor escaped apart in a document", () => {
  const key = plantedSecrets(1).find(({ kind }) => kind === "RSA")!.secret;
  const long = key.replace("\n", `\n${`${"Ab1/".repeat(16)}\n`.repeat(80)}`);
  expect(quoted(`before ${long} after`)).toEqual(["> before [redacted: private key] after"]);
  const told = prose(`before ${long} after, password=a*b_c1*d`, { names: new Map(), words: en }, 3_000);
  expect(told).toContain("before \\[redacted: private key\\] after");
  expect(told).not.toMatch(/Ab1|b_c1/);
});
