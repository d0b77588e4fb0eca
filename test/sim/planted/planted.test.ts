import { readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { BUGS } from "./bugs.ts";
import { find } from "./find.ts";
import { filesOf, planted } from "./planted.ts";

test("there are at least 30 bugs, each of its own name", () => {
  expect(new Set(BUGS.map(({ name }) => name)).size).toBe(BUGS.length);
  expect(BUGS.length).toBeGreaterThanOrEqual(30);
});

test.each(BUGS.map((bug) => [bug.name, bug] as const))("%s: its place is there", (_name, bug) => {
  for (const file of filesOf(bug)) {
    const source = readFileSync(path.join("src", file), "utf8");
    expect(planted(bug, file, source)).not.toBe(source);
  }
});

test("a bug is found, in a process of its own", { timeout: 120_000 }, async () => {
  const bug = BUGS.find(({ name }) => name === "acknowledges an event before it is stored")!;
  const { seeds, told } = await find(bug, 20);
  expect(seeds).not.toBeNull();
  expect(told).toContain("was acknowledged before it was stored");
});
