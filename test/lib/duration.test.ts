import fc from "fast-check";
import { expect, test } from "vitest";
import { DAY_MS, durationWords, HOUR_MS, MINUTE_MS, parseDuration, SECOND_MS } from "../../src/lib/pure/duration.ts";

test.each([
  [0, "0 s"],
  [-5, "0 s"],
  [999, "0 s"],
  [59_999, "59 s"],
  [MINUTE_MS, "1 min"],
  [90 * SECOND_MS, "1 min"],
  [HOUR_MS, "1 h"],
  [2 * HOUR_MS + 5 * MINUTE_MS + 59_000, "2 h 5 min"],
  [HOUR_MS + 5 * SECOND_MS, "1 h"],
  [DAY_MS + HOUR_MS + MINUTE_MS, "1 d 1 h"],
  [DAY_MS + MINUTE_MS, "1 d"],
  [40 * DAY_MS, "40 d"],
])("%i ms are %j to people", (span_ms, words) => {
  expect(durationWords(span_ms)).toBe(words);
});

test.each([
  ["15m", 15 * MINUTE_MS],
  ["15 min", 15 * MINUTE_MS],
  [" 1h 30m ", 90 * MINUTE_MS],
  ["2h", 2 * HOUR_MS],
  ["1d12h", 36 * HOUR_MS],
  ["30s", 30 * SECOND_MS],
  ["", undefined],
  ["15", undefined],
  ["m", undefined],
  ["15 minutes", undefined],
  ["1h30", undefined],
  ["-5m", undefined],
  ["1.5h", undefined],
  ["15M", undefined],
])("%j read as a duration is %j", (text, span_ms) => {
  expect(parseDuration(text)).toBe(span_ms);
});

test("what is said of a whole span is read back as it was", () => {
  fc.assert(
    fc.property(fc.nat(23), fc.nat(59), (hours, minutes) => {
      const span_ms = hours * HOUR_MS + minutes * MINUTE_MS;
      fc.pre(span_ms > 0);
      expect(parseDuration(durationWords(span_ms))).toBe(span_ms);
    }),
  );
});
