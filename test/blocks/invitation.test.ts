import { expect, test } from "vitest";
import { invitation } from "../../src/blocks/review/invitation.ts";
import { en } from "../../src/blocks/words/en.ts";
import { testRunbook } from "../support/runbook.ts";
import { RESOLVED } from "./samples/data.ts";

const { runbook } = testRunbook("agentic-canon");
const MEETING = {
  startsAt: Date.UTC(2026, 10, 4, 14, 0),
  by: "UBEN",
  setAt: Date.UTC(2026, 10, 2, 10, 0),
  sequence: 2,
};

const fileOf = (title = "Checkout is down", names: readonly string[] = ["Ben"]) => {
  const invited = names.map((name, index) => ({ user: `U${index}`, name }));
  return invitation({ ...RESOLVED, title }, runbook, MEETING, { invited, bridge: "https://meet.example/a,b" }, en);
};

/** Lines as a calendar reads them: folded ones joined again. */
const unfolded = (file: string) => file.replaceAll("\r\n ", "").split("\r\n");

test("it says when, for how long, what for and with whom, in UTC", () => {
  expect(unfolded(fileOf())).toEqual([
    "BEGIN:VCALENDAR",
    "VERSION:2.0",
    "PRODID:-//Warroom//EN",
    "BEGIN:VEVENT",
    "UID:I7.review@warroom",
    "SEQUENCE:2",
    "DTSTAMP:20261102T100000Z",
    "DTSTART:20261104T140000Z",
    "DTEND:20261104T150000Z",
    "SUMMARY:Review meeting: INC-7 Checkout is down",
    "DESCRIPTION:Agenda\\n10 min: Review of the timeline\\n20 min: Root cause analysis\\n10 min: What went well\\n15 min: What could be improved\\n5 min: Action items\\nWith: Ben",
    "LOCATION:https://meet.example/a\\,b",
    "STATUS:CONFIRMED",
    "END:VEVENT",
    "END:VCALENDAR",
    "",
  ]);
});

test.each([0, 1, 2, 3, 4, 5])(
  "no line is longer than 75 octets, and no character is torn in two, %i further on",
  (by) => {
    const title = "x".repeat(by) + "Zahlungen schlagen fehl: äöüß 漢字 🚨🚨🚨 ".repeat(6);
    const file = fileOf(title);
    for (const one of file.split("\r\n")) expect(Buffer.byteLength(one)).toBeLessThanOrEqual(75);
    expect(file).not.toContain("\uFFFD");
    expect(unfolded(file).find((one) => one.startsWith("SUMMARY"))).toBe(`SUMMARY:Review meeting: INC-7 ${title}`);
  },
);

test("what people typed ends no property and begins none", () => {
  const file = fileOf("a;b,c\\d\r\nATTENDEE:mailto:x@example.com\nE", ['Ann "the" O;K:\r\nX']);
  const properties = unfolded(file);
  expect(properties).toContain("SUMMARY:Review meeting: INC-7 a\\;b\\,c\\\\d\\nATTENDEE:mailto:x@example.com\\nE");
  expect(properties.filter((one) => one.startsWith("ATTENDEE"))).toEqual([]);
  expect(properties.find((one) => one.startsWith("DESCRIPTION"))).toContain('With: Ann "the" O\\;K:\\nX');
});
