import { describe, expect, test } from "vitest";
import { dueDay, namedIn, taskTime } from "../../../../src/in/slack/work/work-words.ts";

// A Monday, 10:00 in Berlin.
const NOW = Date.UTC(2026, 10, 2, 9);
const at = (hours: number, minutes: number, day = 2) => Date.UTC(2026, 10, day, hours, minutes);

describe("who is meant", () => {
  test.each([
    ["<@UANA|ana> check lag", "@ana check lag", "UANA", "check lag"],
    ["check lag <@UANA|ana> 10m", "check lag @ana 10m", "UANA", "check lag 10m"],
    ["ask <@WANA|ana> or <@UBEN|ben>", "ask @ana or @ben", "WANA", "ask or @ben"],
    ["check lag", "check lag", null, "check lag"],
  ])("%s", (slack, typed, user, rest) => {
    expect(namedIn(slack, typed)).toEqual({ user, stranger: null, rest });
  });
  test.each([
    ["@bob check lag", "@bob"],
    ["check <!subteam^S1|@sre>", "@sre"],
    ["<!here> check", "@here"],
  ])("%s names nobody", (slack, stranger) => {
    const typed = slack.replace(/<![^|>]*\|([^>]*)>/, "$1").replace("<!here>", "@here");
    expect(namedIn(slack, typed)).toMatchObject({ user: null, stranger });
  });
  test("an address and a version are no person", () => {
    expect(namedIn("x", "mail ops@acme.com about pkg@2").stranger).toBeNull();
  });
});

describe("when a doer is asked", () => {
  test.each([
    ["check replica lag 10m", "check replica lag", NOW + 600_000],
    ["check lag in 10 min", "check lag", NOW + 600_000],
    ["check lag 1h 30m", "check lag", NOW + 5_400_000],
    ["check lag within 2 hours", "check lag", NOW + 7_200_000],
    ["10m", "", NOW + 600_000],
    ["check lag by 14:30", "check lag", at(13, 30)],
    ["check lag by 14:30 UTC", "check lag", at(14, 30)],
    ["check lag by 2pm", "check lag", at(13, 0)],
    ["check lag by tomorrow 9:30", "check lag", at(8, 30, 3)],
    ["check lag tomorrow at 0:05 UTC", "check lag", at(0, 5, 3)],
    ["check lag by today 14:30", "check lag", at(13, 30)],
  ])("%s", (words, text, dueAt) => {
    expect(taskTime(words, NOW, "Europe/Berlin")).toEqual({ text, dueAt, passed: null });
  });
  test.each([
    "check lag",
    "look at 3",
    "upgrade to 5",
    "restart node m",
    "by 25:00 all is lost",
    "meet at 14:75",
    "use pool 200",
  ])("%s says nothing of it", (words) => {
    expect(taskTime(words, NOW, "Europe/Berlin")).toEqual({ text: words, dueAt: null, passed: null });
  });
  test("a time that has passed today is hardly tomorrow's, unless that is near", () => {
    expect(taskTime("check lag by 9:30", NOW, "Europe/Berlin").passed).toBe("9:30");
    expect(taskTime("check lag by 10 am", NOW, "Europe/Berlin").passed).toBe("10 am");
    const late = at(21, 0);
    expect(taskTime("check lag by 9:30", late, "Europe/Berlin")).toMatchObject({ dueAt: at(8, 30, 3), passed: null });
  });
});

describe("when an action item is due", () => {
  test.each([
    ["alert on lag friday", "alert on lag", "2026-11-06"],
    ["alert on lag by next monday", "alert on lag", "2026-11-09"],
    ["alert on lag, due tomorrow", "alert on lag", "2026-11-03"],
    ["alert on lag today", "alert on lag", "2026-11-02"],
    ["alert on lag 2026-12-01", "alert on lag", "2026-12-01"],
    ["alert on lag by 1 December", "alert on lag", "2026-12-01"],
    ["alert on lag Dec 1st", "alert on lag", "2026-12-01"],
    ["alert on lag Jan 5", "alert on lag", "2027-01-05"],
    ["alert on lag in 2 weeks", "alert on lag", "2026-11-16"],
    ["alert on lag 1w", "alert on lag", "2026-11-09"],
    ["alert on lag 3d", "alert on lag", "2026-11-05"],
    ["alert on lag next week", "alert on lag", "2026-11-09"],
    ["friday", "", "2026-11-06"],
  ])("%s", (words, text, day) => {
    expect(dueDay(words, NOW, "Europe/Berlin")).toEqual({ text, day });
  });
  test("by the calendar of whoever writes it", () => {
    const late = Date.UTC(2026, 10, 2, 23, 30);
    expect(dueDay("x tomorrow", late, "UTC").day).toBe("2026-11-03");
    expect(dueDay("x tomorrow", late, "Europe/Berlin").day).toBe("2026-11-04");
    expect(dueDay("x 1d", late, "Europe/Berlin").day).toBe("2026-11-04");
  });
  test.each(["alert on lag", "find out why it may", "move to Postgres 17", "run the friday check", "page whoever sat"])(
    "%s says nothing of it",
    (words) => {
      expect(dueDay(words, NOW, "Europe/Berlin")).toEqual({ text: words, day: null });
    },
  );
});
