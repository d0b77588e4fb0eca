// What is practised between incidents, on the command line: how it stands, who said what, and the rows behind it.
import { copyFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { DAY_MS, HOUR_MS } from "../../src/lib/pure/duration.ts";
import { testRunbook } from "../support/runbook.ts";
import { createWorld } from "../support/world.ts";
import { temporaryFolder, warroom } from "./run.ts";

/** Two weeks under magnus: exercises done, not done, moved and left alone, as a file that no bot has open. */
async function recorded(): Promise<string> {
  const runbook = testRunbook("magnus", (text) => text.replace(/^announce: .*\n/m, ""));
  const world = await createWorld({ runbook, engine: "sqlite" });
  await world.leap(7 * DAY_MS + HOUR_MS);
  await world.command("mei", "engineering", "readiness done 1 It held.");
  await world.command("amara", "engineering", "readiness not-done 2 The key was xoxb-1234567890-abcdefghijklmn");
  await world.command("amara", "engineering", "readiness move 3 2026-11-12");
  await world.leap(7 * DAY_MS);
  await world.stop();
  const copy = path.join(temporaryFolder(), "record.db");
  copyFileSync(world.databaseFile!, copy);
  return copy;
}

// How they stand depends on when this runs: what was recorded does not.
test("it says how each stands and what was said by whom, without secrets, and exports the rows", async () => {
  const file = await recorded();
  const env = { DATABASE_URL: `sqlite:${file}` };
  const { out, code } = await warroom(["readiness"], env);
  expect(code).toBe(0);
  expect(out).toContain("by the clocks of UTC");
  expect(out).toMatch(/1\. Load test with production's traffic patterns, every week: .*next reminder/);
  expect(out).toMatch(/2026-11-09 10:00 UTC {2}done +Load test .*, from 2026-11-09, by Mei Tanaka: It held\./);
  expect(out).toMatch(/not done +Vulnerability scan/);
  expect(out).toMatch(/moved to 2026-11-12 +Restore of a backup/);
  expect(out).not.toContain("xoxb-1234567890");

  const exported = (await warroom(["readiness", "--json"], env)).out.trimEnd().split("\n");
  const rows = exported.map((line) => JSON.parse(line) as { table: string; type?: string; salt?: string });
  expect(rows.map(({ table, type }) => type ?? table)).toEqual(expect.arrayContaining(["readiness", "ExercisesSet"]));
  expect(exported.join()).not.toContain("xoxb-1234567890");
  // Whoever knows the salt could try secrets against the hash.
  expect(rows.find(({ type }) => type === "ExerciseNotDone")).not.toHaveProperty("salt");

  const verified = await warroom(["incident", "verify"], env);
  expect(verified).toMatchObject({ code: 0 });
});

test("a backup of it is proved, and one whose record of exercises was touched is refused", async () => {
  const file = await recorded();
  const { default: Database } = await import("better-sqlite3");
  const env = { DATABASE_URL: `sqlite:${file}` };
  expect((await warroom(["backup", `${file}.good`], env)).code).toBe(0);
  const raw = new Database(file);
  raw.exec("UPDATE events SET body = replace(body, 'It held', 'It fell') WHERE stream LIKE 'readiness:%'");
  raw.close();
  const refused = await warroom(["backup", `${file}.bad`], env);
  expect(refused.code).not.toBe(0);
  expect(refused.err).toContain("its text was changed after it was stored");
});
