import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { roomName } from "../../../src/domain/room/naming.ts";
import { fold } from "../../../src/domain/incident.ts";
import { declared, RUNBOOK } from "../given.ts";

/** Slack's rule: lower-case letters, digits, "-" and "_", 1 to 80 of them. */
const SLACK_NAME = /^[\p{Ll}\p{Lo}\p{N}_-]{1,80}$/u;

const name = (title: string, { number = 7, pattern = RUNBOOK.roomPattern, taken = 0 } = {}) => {
  const incident = { ...fold("I7", [declared()]), title, number };
  return roomName({ ...RUNBOOK, roomPattern: pattern }, incident, taken);
};

describe("a room's name", () => {
  test.each([
    ["Checkout is down", "inc-7-checkout-is-down"],
    ["  --Ünïcode & ÄÖ!  ", "inc-7-unicode-ao"],
    ["🔥🔥🔥", "inc-7"],
    ["שלום עולם", "inc-7"],
    ["支払いが停止", "inc-7"],
    ["<!channel> @here #general", "inc-7-channel-here-general"],
    ["ﬁnal ① test", "inc-7-final-1-test"],
  ])("for %j is %s", (title, expected) => {
    expect(name(title)).toBe(expected);
  });
  test("is cut at 80 characters and never ends in a hyphen", () => {
    for (const length of [74, 75, 76, 200]) expect(name("x".repeat(length))).toBe(`inc-7-${"x".repeat(74)}`);
    expect(name(`${"x".repeat(73)} yyyyy`)).toBe(`inc-7-${"x".repeat(73)}`);
  });
  test("counts on where a foreign channel holds it, within the same 80 characters", () => {
    expect(name("Down", { taken: 1 })).toBe("inc-7-down-2");
    expect(name("x".repeat(200), { taken: 11 })).toBe(`inc-7-${"x".repeat(71)}-12`);
  });
  test("follows the runbook's pattern", () => {
    expect(name("Down", { pattern: "war_{number}" })).toBe("war_7");
    expect(name("Down", { pattern: "{slug}-{number}" })).toBe("down-7");
    expect(name("🔥", { pattern: "{slug}-{number}" })).toBe("7");
  });

  const unicode = fc.oneof(
    fc.string({ unit: "grapheme", maxLength: 200 }),
    fc.string({ unit: "binary", maxLength: 200 }),
    fc.string({ unit: fc.constantFrom("a", "-", " ", "é", "ß", "İ", "🔥", "‮", "ש", "<", "&", "_"), maxLength: 200 }),
  );
  const patterns = fc.constantFrom(
    "inc-{number}-{slug}",
    "{number}-{slug}",
    "{slug}-{number}",
    "r{number}",
    "a_{slug}_{number}_b",
  );

  test("is one that Slack takes, whatever the title holds", () => {
    fc.assert(
      fc.property(unicode, patterns, fc.nat(99_999), fc.nat(20), (title, pattern, number, taken) => {
        const made = name(title, { number: number + 1, pattern, taken });
        expect(made).toMatch(SLACK_NAME);
        expect(made).toMatch(/^[a-z0-9].*[a-z0-9]$|^[a-z0-9]$/);
        expect(made).toContain(String(number + 1));
      }),
      { numRuns: 500 },
    );
  });
  test("differs for two incidents, even of the same title", () => {
    fc.assert(
      fc.property(unicode, unicode, fc.nat(99_999), fc.nat(99_999), (one, other, first, second) => {
        fc.pre(first !== second);
        expect(name(one, { number: first, pattern: "inc-{number}" })).not.toBe(
          name(other, { number: second, pattern: "inc-{number}" }),
        );
        expect(name(one, { number: first })).not.toBe(name(one, { number: second }));
      }),
    );
  });
});
