import { describe, expect, test } from "vitest";
import { createReplayGuard, verifySignature } from "../../../../src/in/slack/receive/signature.ts";
import { createFrozenClock, createMovableClock } from "../../../../src/lib/clock.ts";
import { hmacSha256 } from "../../../../src/lib/hash.ts";
import { DAY_MS, HOUR_MS, MINUTE_MS } from "../../../../src/lib/pure/duration.ts";
import { createSeededRandom } from "../../../../src/lib/random.ts";
import { FORM_TYPE, JSON_TYPE, SECRET, signedHeaders } from "../../../support/receiving.ts";

const NOW = 1_531_420_618_000;
const BODY = '{"type":"event_callback","text":"größer"}';

const sign = (at: number, secret = SECRET) => {
  const headers = signedHeaders(BODY, JSON_TYPE, at, secret);
  return { timestamp: headers["x-slack-request-timestamp"], signature: headers["x-slack-signature"] };
};
const verify = (over: object) =>
  verifySignature({ secrets: [SECRET], rawBody: Buffer.from(BODY), now: NOW, ...sign(NOW), ...over });

describe("a request's signature", () => {
  test("is accepted as in the example of Slack's documentation", () => {
    const body =
      "token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow&channel_id=G8PSS9T3V&channel_name=foobar&user_id=U2CERLKJA&user_name=roadrunner&command=%2Fwebhook-collect&text=&response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands%2FT1DC2JH3J%2F397700885554%2F96rGlfmibIGlgcZRskXaIFfN&trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c";
    const signature = "v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503";
    expect(verify({ rawBody: Buffer.from(body), timestamp: "1531420618", signature }).ok).toBe(true);
    expect(signedHeaders(body, FORM_TYPE, NOW)["x-slack-signature"]).toBe(signature);
  });

  test.each([
    ["nothing", { signature: undefined }, "missing-signature"],
    ["no timestamp", { timestamp: undefined }, "missing-signature"],
    ["another secret", sign(NOW, "wrong"), "bad-signature"],
    ["another body", { rawBody: Buffer.from(`${BODY} `) }, "bad-signature"],
    ["another time's signature", { timestamp: String(NOW / 1_000 + 1) }, "bad-signature"],
    ["a timestamp that is no number", { timestamp: "1531420618x" }, "bad-signature"],
    ["an empty secret", { ...sign(NOW, ""), secrets: [""] }, "bad-signature"],
    ["no secret at all", { secrets: [] }, "bad-signature"],
    ["301 s ago", sign(NOW - 301_000), "stale-timestamp"],
    ["301 s ahead", sign(NOW + 301_000), "future-timestamp"],
    ["an hour ahead", sign(NOW + HOUR_MS), "future-timestamp"],
    ["a year ahead", sign(NOW + 365 * DAY_MS), "future-timestamp"],
  ])("made with %s is refused", (_, over, error) => {
    expect(verify(over)).toEqual({ ok: false, error });
  });

  test("is good for 300 s on both sides of now", () => {
    expect(verify(sign(NOW - 300_000)).ok).toBe(true);
    expect(verify(sign(NOW + 300_000)).ok).toBe(true);
  });

  test("may be made with either secret while one is being rotated", () => {
    expect(verify({ secrets: ["new", SECRET] }).ok).toBe(true);
    expect(verify({ ...sign(NOW, "new"), secrets: ["new", SECRET] }).ok).toBe(true);
  });

  test("does not survive any of 10,000 mutations", () => {
    const random = createSeededRandom(1);
    const good = sign(NOW);
    const accepted = Array.from({ length: 10_000 }, (_, at) => {
      const part = at % 3;
      const source = [good.signature, good.timestamp, BODY][part]!;
      const cut = Math.floor(random.next() * source.length);
      const mutated =
        source.slice(0, cut) + String.fromCharCode(33 + Math.floor(random.next() * 90)) + source.slice(cut + 1);
      if (mutated === source) return false;
      const over = [{ signature: mutated }, { timestamp: mutated }, { rawBody: Buffer.from(mutated) }][part]!;
      return verify(over).ok;
    });
    expect(accepted.filter(Boolean)).toHaveLength(0);
  });

  test("over bytes that are not UTF-8 is checked over those bytes", () => {
    const rawBody = Buffer.from([0x7b, 0xff, 0xfe, 0x7d]);
    const signature = `v0=${hmacSha256(SECRET, Buffer.concat([Buffer.from(`v0:${NOW / 1_000}:`), rawBody]))}`;
    expect(verify({ rawBody, signature }).ok).toBe(true);
  });
});

describe("the replay guard", () => {
  test("knows a signature for ten minutes", async () => {
    const clock = createMovableClock(createFrozenClock(NOW));
    const guard = createReplayGuard(clock);
    expect(guard.isNew("v0=a")).toBe(true);
    await clock.advance(10 * MINUTE_MS, async () => {});
    expect(guard.isNew("v0=a")).toBe(false);
    expect(guard.isNew("v0=b")).toBe(true);
    await clock.advance(1, async () => {});
    expect(guard.isNew("v0=a")).toBe(true);
    expect(guard.isNew("v0=b")).toBe(false);
  });

  test("forgets the oldest first when it is full", () => {
    const guard = createReplayGuard(createFrozenClock(NOW), 2);
    expect(["a", "b", "c"].map((one) => guard.isNew(one))).toEqual([true, true, true]);
    expect(["b", "c", "a"].map((one) => guard.isNew(one))).toEqual([false, false, true]);
  });
});
