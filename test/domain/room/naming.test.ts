import { describe, expect, test } from "vitest";
import { fold } from "../../../src/domain/incident.ts";
import { incidentName, numberIn, roomName } from "../../../src/domain/room/naming.ts";
import { runbookOf, smallest } from "../../runbook/reading.ts";
import { declared } from "../given.ts";

const withId = (id: string, more = "") => runbookOf(smallest(`id: "${id}"\n${more}`));
const NOW = Date.parse("2026-11-02T08:05:01Z");

describe("an incident's name", () => {
  test.each([
    ["INC-{number}", "INC-12"],
    ["INC-{year}-{number:3}", "INC-2026-012"],
    ["{timestamp}", "20261102080501"],
    ["inc-{timestamp}-{number}", "inc-20261102080501-12"],
  ])("by %s is %s", (pattern, name) => {
    expect(incidentName(withId(pattern), 12, NOW, null)).toBe(name);
  });

  test("tells the time by the organisation's clocks", () => {
    expect(incidentName(withId("{timestamp}", "hours: { zone: Europe/Berlin }\n"), 1, NOW, null)).toBe(
      "20261102090501",
    );
    const newYear = Date.parse("2026-12-31T23:30:00Z");
    const berlin = withId("INC-{year}-{number:3}", "hours: { zone: Europe/Berlin }\n");
    expect(incidentName(berlin, 1, newYear, null)).toBe("INC-2027-001");
  });

  test("is nobody else's, however many are declared in one second or after the clock was set back", () => {
    const runbook = withId("{timestamp}");
    const names: string[] = [];
    for (const at of [NOW, NOW, NOW + 200, NOW - 60_000])
      names.push(incidentName(runbook, 1, at, names.at(-1) ?? null));
    expect(names).toEqual(["20261102080501", "20261102080502", "20261102080503", "20261102080504"]);
    expect(incidentName(runbook, 1, Date.parse("2026-12-31T23:59:59Z"), "20261231235959")).toBe("20270101000000");
  });
});

test.each([
  ["INC-{number}", "inc-12", 12],
  ["INC-{year}-{number:3}", "INC-2026-012", 12],
  ["INC-{year}-{number:3}", "INC-12", null],
  ["OPS.{number}", "OPSx12", null],
  ["{timestamp}", "20261102080501", null],
])("in a name by %s, typed as %s, the number is %j", (pattern, typed, number) => {
  expect(numberIn(withId(pattern), typed)).toBe(number);
});

test("a room may be called by its incident's name", () => {
  const incident = { ...fold("I1", [declared()]), name: "20261102080501", title: "Down" };
  const room = (pattern: string) => roomName(withId("{timestamp}", `room: "${pattern}"\n`), incident);
  expect(room("incident-{id}")).toBe("incident-20261102080501");
  expect(room("{id}-{slug}")).toBe("20261102080501-down");
  const dotted = { ...incident, name: "INC-2026-012" };
  expect(roomName(withId("{timestamp}", 'room: "war-{id}"\n'), dotted)).toBe("war-inc-2026-012");
});
