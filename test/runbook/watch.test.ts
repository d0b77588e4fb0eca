import { mkdtempSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { createActivity } from "../../src/lib/activity.ts";
import { createFrozenClock, createMovableClock } from "../../src/lib/clock.ts";
import { createTroubles } from "../../src/lib/troubles.ts";
import { type OpenedRunbook, openRunbook } from "../../src/runbook/find.ts";
import { watchRunbook } from "../../src/runbook/watch.ts";
import { quiet } from "../support/quiet.ts";

const runbook = (title: string): string =>
  `title: ${title}\nseverities:\n  - { name: P1, title: Bad, invite: [on-call] }\n`;

/** A runbook in a folder of its own, being watched. `looks` lets the watch look so many times. */
async function watched() {
  const folder = mkdtempSync(join(tmpdir(), "watched-"));
  const path = join(folder, "own.yml");
  writeFileSync(path, runbook("First"));
  const opened = await openRunbook(path);
  if (!opened.ok) throw new Error("the first runbook is good");
  const clock = createMovableClock(createFrozenClock(0));
  const troubles = createTroubles(clock, quiet);
  const activity = createActivity();
  const taken: OpenedRunbook[] = [];
  const watch = watchRunbook({ clock, log: quiet, troubles, activity }, path, opened.value, (changed) => {
    taken.push(changed);
    return Promise.resolve();
  });
  watch.start();
  await activity.idle();
  return {
    folder,
    path,
    watch,
    titles: () => taken.map((one) => one.runbook.title),
    taken,
    troubles: () => troubles.list().map(({ what }) => what.replaceAll(`${folder}/`, "")),
    async looks(count: number) {
      for (let look = 0; look < count; look++) await clock.advance(2_000, () => activity.idle());
    },
  };
}

test("what is saved is taken once it has stood unchanged for a look, and once", async () => {
  const { path, looks, titles } = await watched();
  await looks(3);
  writeFileSync(path, runbook("Second"));
  await looks(1);
  expect(titles()).toEqual([]);
  await looks(5);
  expect(titles()).toEqual(["Second"]);
});

test("a file that is put in place of the old one is taken as well", async () => {
  const { folder, path, looks, titles } = await watched();
  writeFileSync(join(folder, "draft"), runbook("Other"));
  renameSync(join(folder, "draft"), path);
  await looks(2);
  expect(titles()).toEqual(["Other"]);
});

test("a broken file is told with its place and changes nothing; mended, it is taken and told no more", async () => {
  const { path, looks, titles, troubles } = await watched();
  writeFileSync(path, runbook("Second").replace("title: Bad", "titel: Bad"));
  await looks(2);
  expect(titles()).toEqual([]);
  expect(troubles()).toEqual([
    'The runbook\'s file was changed and cannot be used: own.yml:3:5: "title" is missing (and 1 more). What held before still holds.',
  ]);
  writeFileSync(path, runbook("Mended"));
  await looks(2);
  expect([titles(), troubles()]).toEqual([["Mended"], []]);
});

test("a file that is gone is told; people.yml that comes is taken", async () => {
  const { folder, path, looks, taken, troubles } = await watched();
  writeFileSync(join(folder, "people.yml"), "on-call: U012AB3CD\n");
  await looks(2);
  expect(taken.at(-1)?.people).toEqual({ "on-call": ["U012AB3CD"] });
  rmSync(path);
  await looks(2);
  expect(troubles()).toEqual([expect.stringContaining("cannot be used")]);
});

test("a stopped watch looks no more", async () => {
  const { path, looks, watch, titles } = await watched();
  watch.stop();
  writeFileSync(path, runbook("Second"));
  await looks(3);
  expect(titles()).toEqual([]);
});
