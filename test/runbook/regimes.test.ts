import { expect, test } from "vitest";
import { notificationsDue, type Started, warningTimes } from "../../src/domain/regimes/due.ts";
import { problemText } from "../../src/runbook/problem.ts";
import { readRegime, regimeNames } from "../../src/runbook/regimes.ts";
import { readRunbook } from "../../src/runbook/load.ts";
import { runbookOf, smallest } from "./reading.ts";

const ALL = `hours: { zone: Europe/Berlin }\nregimes: [${regimeNames().join(", ")}]\n`;
const { calendar, regimes } = runbookOf(smallest(ALL));

const iso = (at: number | null) => (at === null ? null : new Date(at).toISOString().replace(":00.000Z", "Z"));
/** When each notification of a regime is due, by its key; times as text. */
function due(regime: string, started: Record<string, string>) {
  const at: Started = Object.fromEntries(Object.entries(started).map(([key, time]) => [key, Date.parse(time)]));
  const found = notificationsDue(regimes.find(({ key }) => key === regime)!, at, calendar);
  return Object.fromEntries(found.map(({ notification, dueAt }) => [notification.key, iso(dueAt)]));
}

test("every bundled regime loads, with its source and the day it was read", () => {
  expect(regimes.map(({ key }) => key)).toEqual([
    "california",
    "dora",
    "gdpr",
    "hipaa",
    "nis2",
    "pci-dss",
    "sec-8k",
    "soc2",
  ]);
  for (const { source } of regimes) {
    expect(source.url).toMatch(/^https:/);
    expect(source.read).toMatch(/^2026-/);
  }
});

test("what is stored with an incident holds the regime itself, so that a later change of its file moves no clock", () => {
  const read = readRunbook(smallest("regimes: [{ use: gdpr, to: [dpo] }]\n"), "x.yml");
  const stored = read.ok ? readRunbook(read.value.text, "x.yml") : read;
  expect(read.ok && read.value.text).toContain("Notification of the breach");
  expect(read.ok && read.value.files).toEqual(["x.yml", expect.stringMatching(/regimes\/gdpr\.yml$/)]);
  expect(stored.ok && stored.value.runbook).toEqual(read.ok && read.value.runbook);
  expect(stored.ok && stored.value.hash).toBe(read.ok && read.value.hash);
  expect(stored.ok && stored.value.runbook.regimes[0]).toMatchObject({ key: "gdpr", to: ["dpo"], askedIf: null });
});

test("a runbook may write a regime of its own, and say when it is asked and of whom", () => {
  const own = `regimes:
  - key: customer
    name: Contract with Example Ltd
    source: { url: "https://example.com/contract", read: 2026-11-21 }
    asks: [{ key: data, question: Is data of theirs concerned? }]
    starts: [{ key: aware, means: we knew }]
    notifications: [{ key: first, title: First notice, to: their desk, due: [{ from: aware, within: 4 business hours }] }]
    only: { severity: P1 }
`;
  const [regime] = runbookOf(smallest(own)).regimes;
  expect(regime).toMatchObject({ key: "customer", askedIf: { severities: ["P1"] }, owner: null });
});

test("GDPR: 72 hours from awareness, through the weekend and the change of clocks", () => {
  expect(due("gdpr", { aware: "2026-03-27T22:30Z" })).toMatchObject({ authority: "2026-03-30T22:30Z", people: null });
  expect(due("gdpr", {})).toMatchObject({ authority: null });
});

test("NIS2: the final report counts a month from when the notification went out, not from awareness", () => {
  const before = due("nis2", { aware: "2026-01-30T10:00Z" });
  expect(before).toEqual({
    "early-warning": "2026-01-31T10:00Z",
    notification: "2026-02-02T10:00Z",
    "final-report": null,
  });
  const after = due("nis2", { aware: "2026-01-30T10:00Z", "submitted notification": "2026-01-31T09:00Z" });
  expect(after["final-report"]).toBe("2026-02-28T09:00Z");
});

test("DORA: four hours from the classification and 24 from awareness, whichever is first", () => {
  const initial = (aware: string, classified: string) => due("dora", { aware, classified }).initial;
  expect(initial("2026-11-20T08:00Z", "2026-11-20T10:00Z")).toBe("2026-11-20T14:00Z");
  expect(initial("2026-11-20T08:00Z", "2026-11-21T06:00Z")).toBe("2026-11-21T08:00Z");
  expect(due("dora", { aware: "2026-11-20T08:00Z" }).initial).toBeNull();
});

test("DORA: classified after those 24 hours, the four hours alone count", () => {
  expect(due("dora", { aware: "2026-11-20T08:00Z", classified: "2026-11-23T09:00Z" }).initial).toBe(
    "2026-11-23T13:00Z",
  );
});

test("DORA: hours are not moved by a weekend; the final report's month is, to noon", () => {
  // Both submissions on a Wednesday; 72 hours later is a Saturday.
  const started = { "submitted initial": "2026-10-14T10:00Z", "submitted intermediate": "2026-10-14T10:00Z" };
  expect(due("dora", started)).toMatchObject({
    intermediate: "2026-10-17T10:00Z",
    // 14 November is a Saturday; Monday noon in Berlin.
    final: "2026-11-16T11:00Z",
  });
});

test("HIPAA counts calendar days, the SEC business days, California chains the copy to the notice", () => {
  expect(due("hipaa", { discovered: "2026-01-01T12:00Z" }).individuals).toBe("2026-03-02T12:00Z");
  expect(due("sec-8k", { determined: "2026-11-19T12:00Z" }).form).toBe("2026-11-25T16:00Z");
  expect(due("california", { discovered: "2026-11-19T12:00Z" })).toEqual({
    residents: "2026-12-19T12:00Z",
    "attorney-general": null,
  });
  expect(due("california", { "submitted residents": "2026-12-01T12:00Z" })["attorney-general"]).toBe(
    "2026-12-16T12:00Z",
  );
});

test("words without a number start no clock", () => {
  expect(due("pci-dss", { suspected: "2026-11-19T12:00Z" })).toEqual({ acquirer: null });
});

test("somebody is warned at half, three quarters and nine tenths of the time", () => {
  expect(warningTimes(0, 100)).toEqual([50, 75, 90]);
});

test("a clock that nothing starts is refused with its place", () => {
  const text = `name: Test
source: { url: "https://example.com", read: 2026-11-21 }
asks: [{ key: a, question: Is it so? }]
starts: [{ key: aware, means: we knew }]
notifications:
  - { key: one, title: First, to: them, due: [{ from: awere, within: 72h }] }
`;
  const read = readRegime(text, "test.yml");
  expect(read.ok ? [] : read.error.map(problemText)).toEqual([
    'test.yml:6:55: unknown start "awere". Known: aware, submitted one. Did you mean "aware"?',
  ]);
});

test.each([
  ["regimes: [gpdr]\n", /^x.yml:4:11: unknown regime "gpdr".*"gdpr"\?$/],
  ["regimes: [{ use: gpdr }]\n", /^x.yml:4:18: unknown regime "gpdr"/],
  ["regimes: [gdpr, { use: gdpr }]\n", /^x.yml:4:17: the regime "gdpr" is named twice$/],
  ["regimes: [{ use: gdpr, owner: nobody }]\n", /^x.yml:4:31: unknown role "nobody"/],
  ["regimes: [{ use: gdpr, only: { category: dta } }]\n", /^x.yml:4:42: unknown category "dta"/],
])("%s is refused with its place", (text, expected) => {
  const read = readRunbook(smallest(text), "x.yml");
  expect(read.ok ? [] : read.error.map(problemText)).toEqual([expect.stringMatching(expected)]);
});
