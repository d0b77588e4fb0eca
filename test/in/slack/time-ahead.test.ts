import { describe, expect, test } from "vitest";
import { timeAhead } from "../../../src/in/slack/time-ahead.ts";

const NOW = Date.UTC(2026, 10, 2, 14, 0, 0);
const minutes = (text: string, zone: string | null = "UTC") => {
  const read = timeAhead(text, NOW, zone);
  return read && [(read.at - NOW) / 60_000, read.rest];
};

describe("a time to come in front of words", () => {
  test.each([
    ["45m waiting for the vendor", 45, "waiting for the vendor"],
    ["1h 30m", 90, ""],
    ["2 hours, nobody is there", 120, "nobody is there"],
    ["in 20 min", 20, ""],
    ["for 20 minutes lunch", 20, "lunch"],
    ["2d", 2 * 24 * 60, ""],
    ["14:30", 30, ""],
    ["until 14:30 lunch", 30, "lunch"],
    ["at 3pm", 60, ""],
    ["14:30 UTC restart", 30, "restart"],
    ["13:00", 23 * 60, ""],
    ["14:00", 24 * 60, ""],
    ["tomorrow at 9:00", 19 * 60, ""],
  ])("%s", (text, ahead, rest) => {
    expect(minutes(text)).toEqual([ahead, rest]);
  });
  test.each(["", "soon", "lunch until 14:30", "30", "-5m", "25:00"])("is none in “%s”", (text) => {
    expect(minutes(text)).toBeNull();
  });
  test("is by the clock of whoever wrote it", () => {
    expect(minutes("15:30", "Europe/Berlin")).toEqual([30, ""]);
    expect(minutes("14:30 UTC", "Europe/Berlin")).toEqual([30, ""]);
    expect(minutes("14:30", null), "where that is not known, UTC").toEqual([30, ""]);
  });
});
