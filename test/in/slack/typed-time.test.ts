import { describe, expect, test } from "vitest";
import { timeAhead, timeInFront } from "../../../src/in/slack/typed-time.ts";
import { readEvents } from "../../../src/store/read/events.ts";
import { listIncidents } from "../../../src/store/read/incidents.ts";
import { createWorld, START } from "../../support/world.ts";

/** Monday, 10:30 in UTC, 11:30 in Stockholm, 19:30 in Tokyo. */
const NOW = Date.UTC(2026, 10, 2, 10, 30);
const utc = (day: number, hour: number, minute: number) => Date.UTC(2026, 10, day, hour, minute);

describe("a time in front of words, that has passed", () => {
  test.each([
    ["10 minutes ago rolled back", utc(2, 10, 20), "rolled back"],
    ["10m ago rolled back", utc(2, 10, 20), "rolled back"],
    ["half an hour ago, rolled back", utc(2, 10, 0), "rolled back"],
    ["an hour ago: rolled back", utc(2, 9, 30), "rolled back"],
    ["2 days ago it began", Date.UTC(2026, 9, 31, 10, 30), "it began"],
    ["at 9:05 rolled back", utc(2, 9, 5), "rolled back"],
    ["9:05 rolled back", utc(2, 9, 5), "rolled back"],
    ["9:05 UTC rolled back", utc(2, 9, 5), "rolled back"],
    ["at 9:05pm rolled back", utc(1, 21, 5), "rolled back"],
    ["2am the backup ran", utc(2, 2, 0), "the backup ran"],
    ["at 14:05 it began", utc(1, 14, 5), "it began"],
    ["yesterday at 9:00 deployed", utc(1, 9, 0), "deployed"],
    ["yesterday 9:00 deployed", utc(1, 9, 0), "deployed"],
    ["2026-10-31 14:05 deployed", Date.UTC(2026, 9, 31, 14, 5), "deployed"],
    ["on 2026-10-31 at 14:05 UTC deployed\ntwice", Date.UTC(2026, 9, 31, 14, 5), "deployed\ntwice"],
  ])("is read out of %j", (given, at, text) => {
    expect(timeInFront(given, NOW, null)).toMatchObject({ at, text });
  });

  test.each([
    "rolled back 10 minutes ago",
    "the pool at 9:05 was full",
    "25:99 is no time",
    "3 minutes is long",
    "10:3 ratio",
  ])("is not read into %j", (text) => expect(timeInFront(text, NOW, "Asia/Tokyo")).toEqual({ text }));

  test("without words behind it leaves an empty note, which is refused", () => {
    expect(timeInFront("10 minutes ago", NOW, null)).toMatchObject({ text: "" });
  });

  test("is the time of day where its writer is, unless it says UTC", () => {
    expect(timeInFront("at 11:05 x", NOW, "Europe/Stockholm")).toEqual({
      text: "x",
      at: utc(2, 10, 5),
      zone: "Europe/Stockholm",
    });
    expect(timeInFront("at 11:05 x", NOW, "America/Denver").at).toBe(utc(1, 18, 5));
    expect(timeInFront("at 1:05 x", NOW, "Asia/Kolkata").at).toBe(utc(1, 19, 35));
    expect(timeInFront("at 9:05 UTC x", NOW, "Asia/Tokyo")).toMatchObject({ at: utc(2, 9, 5), zone: "UTC" });
    expect(timeInFront("at 9:05 x", NOW, "Mars/Olympus").at).toBe(utc(2, 9, 5));
  });

  test("just after midnight is still today where its writer is", () => {
    // 23:30 UTC on Sunday is 08:30 on Monday in Tokyo.
    expect(timeInFront("at 0:10 x", Date.UTC(2026, 10, 1, 23, 30), "Asia/Tokyo").at).toBe(
      Date.UTC(2026, 10, 1, 15, 10),
    );
    expect(timeInFront("yesterday at 23:50 x", Date.UTC(2026, 10, 1, 23, 30), "Asia/Tokyo").at).toBe(
      Date.UTC(2026, 10, 1, 14, 50),
    );
  });

  test("before a change of clocks is read by the clocks of then", () => {
    // Stockholm left summer time on 25 October 2026 at 03:00.
    const monday = Date.UTC(2026, 9, 26, 8, 0);
    expect(timeInFront("2026-10-24 12:00 x", monday, "Europe/Stockholm").at).toBe(Date.UTC(2026, 9, 24, 10, 0));
    expect(timeInFront("2026-10-25 12:00 x", monday, "Europe/Stockholm").at).toBe(Date.UTC(2026, 9, 25, 11, 0));
  });
});

const TWO_PM = Date.UTC(2026, 10, 2, 14, 0);
const minutes = (text: string, zone: string | null = "UTC") => {
  const read = timeAhead(text, TWO_PM, zone);
  return read && [(read.at - TWO_PM) / 60_000, read.rest];
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
  test("is hardly tomorrow's where it has passed today, unless that is near", () => {
    const passed = (text: string, hour: number, zone = "UTC") => timeAhead(text, utc(2, hour, 0), zone)?.passed;
    expect(passed("13:00", 14)).toBe("13:00");
    expect(passed("until 14:00 lunch", 14)).toBe("14:00");
    expect(passed("at 1pm UTC", 14, "Asia/Tokyo")).toBe("1pm UTC");
    expect(passed("9:00", 22), "of the morning after").toBeNull();
    expect(passed("14:00", 1), "still to come today").toBeNull();
    expect(passed("14:00", 16, "Asia/Tokyo"), "01:00 there").toBeNull();
    expect(passed("tomorrow 13:00", 14)).toBeNull();
    expect(passed("20h", 14)).toBeNull();
  });
  test("is by the clock of whoever wrote it", () => {
    expect(minutes("15:30", "Europe/Berlin")).toEqual([30, ""]);
    expect(minutes("14:30 UTC", "Europe/Berlin")).toEqual([30, ""]);
    expect(minutes("14:30", null), "where that is not known, UTC").toEqual([30, ""]);
  });
});

test("the answer to a note says which time was understood, in whose zone", async () => {
  const world = await createWorld();
  await world.command("mei", "engineering", "declare SEV3 Search is slow");
  const room = "inc-1-search-is-slow";
  const said = () => world.messages(room, "mei").at(-1)!.text;
  // 09:00 UTC is 18:00 in Tokyo.
  await world.command("mei", room, "note at 17:40 first complaints");
  expect(said()).toMatch(
    /^#1 is noted at <!date\^1793608800\^.*2026-11-02 08:40 UTC> as an observation\. .* read as Asia\/Tokyo time\.$/,
  );
  await world.command("mei", room, "note 5 minutes ago restarted");
  expect(said()).toMatch(/^#2 is noted at <!date\^\d+\^[^>]*2026-11-02 08:55 UTC> as an observation\.$/);
  await world.command("mei", room, "note nothing new");
  expect(said()).toBe("#3 is noted as an observation.");
  await world.command("mei", room, "note 3 minutes ago @tomasz.wolski saw p99 > 4 s & rising");
  await world.command("mei", room, "note tomorrow at 9:00 is a word like any other");
  expect(said()).toBe("#5 is noted as an observation.");
  await world.command("mei", room, "note");
  await world.submit("mei", { text: "at 17:45 typed into the form" });
  expect(world.form("mei")).toBeUndefined();
  expect(said()).toContain("read as Asia/Tokyo time");
  await world.command("mei", room, "resolve It is quick");
  await world.advance("5s");
  const [incident] = await listIncidents(world.store, { openOnly: false, limit: 1 });
  const notes = (await readEvents(world.store, incident!.id)).filter((event) => event.type === "NoteAdded");
  expect(notes.map(({ text, happenedAt }) => [text, happenedAt - START])).toEqual([
    ["first complaints", -20 * 60_000],
    ["restarted", -5 * 60_000],
    ["nothing new", 0],
    ["@tomasz.wolski saw p99 > 4 s & rising", -3 * 60_000],
    ["tomorrow at 9:00 is a word like any other", 0],
    ["typed into the form", -15 * 60_000],
  ]);
});
