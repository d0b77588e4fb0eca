import { expect, test } from "vitest";
import { parseSpan, spanWords } from "../../../src/domain/calendar/span.ts";
import { HOUR_MS, MINUTE_MS } from "../../../src/lib/pure/duration.ts";

test.each([
  ["15m", { unit: "exact", ms: 15 * MINUTE_MS }, "15 min"],
  ["1h 30m", { unit: "exact", ms: 90 * MINUTE_MS }, "1 h 30 min"],
  ["72h", { unit: "exact", ms: 72 * HOUR_MS }, "72 h"],
  ["25h 30m", { unit: "exact", ms: 25.5 * HOUR_MS }, "25 h 30 min"],
  ["3d", { unit: "days", count: 3 }, "3 days"],
  ["1 calendar day", { unit: "days", count: 1 }, "1 day"],
  ["2 weeks", { unit: "days", count: 14 }, "14 days"],
  ["1 month", { unit: "months", count: 1 }, "1 month"],
  ["next business day", { unit: "business-days", count: 1 }, "next business day"],
  ["2 Business  Days", { unit: "business-days", count: 2 }, "2 business days"],
  ["4 business hours", { unit: "business-time", ms: 4 * HOUR_MS }, "4 h of business time"],
  ["same day", { unit: "same-day" }, "same day"],
])("%s is read, and said as %s", (text, span, words) => {
  expect(parseSpan(text)).toEqual(span);
  expect(spanWords(parseSpan(text)!)).toBe(words);
});

test.each(["", "soon", "0m", "0d", "0 business days", "-1h", "1.5h", "15", "2 fortnights"])(
  '"%s" is no span',
  (text) => {
    expect(parseSpan(text)).toBeUndefined();
  },
);
