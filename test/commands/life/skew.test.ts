import { expect, onTestFinished, test } from "vitest";
import { createSkewWatch } from "../../../src/commands/life/skew.ts";
import { createActivity } from "../../../src/lib/activity.ts";
import { createFrozenClock, createMovableClock, systemClock } from "../../../src/lib/clock.ts";
import { createTroubles } from "../../../src/lib/troubles.ts";
import { openStore } from "../../../src/store/open.ts";
import { quiet } from "../../support/quiet.ts";
import { freshDatabase } from "../../support/stores.ts";

/** A clock that is `by_ms` off the machine's, which PostgreSQL has too. */
async function watchOff(by_ms: number) {
  const under = { by_ms };
  const clock = createMovableClock({ ...createFrozenClock(0), now: () => systemClock.now() + under.by_ms });
  const { store, databaseTime } = await openStore(await freshDatabase("postgres"), { clock, log: quiet });
  const troubles = createTroubles(clock, quiet);
  const activity = createActivity();
  const watch = createSkewWatch({ clock, log: quiet, troubles, activity }, databaseTime!);
  onTestFinished(async () => {
    watch.stop();
    await store.close();
  });
  await watch.start();
  return { under, watch, troubles, minuteLater: () => clock.advance(60_000, () => activity.idle()) };
}

test("a clock like the database's takes jobs, until a measurement a minute later finds it off", async () => {
  const { watch, troubles, minuteLater } = await watchOff(2_000);
  expect(watch.isOff()).toBe(false);
  expect(troubles.list()).toEqual([]);
  // That minute passes by this clock alone.
  await minuteLater();
  expect(watch.isOff()).toBe(true);
});

test.each([
  ["ahead of", 45_000],
  ["behind", -45_000],
])("a clock 45 s %s the database's takes none until it is right", async (words, by_ms) => {
  const { under, watch, troubles } = await watchOff(by_ms);
  expect(watch.isOff()).toBe(true);
  expect(troubles.list()).toMatchObject([{ name: "skew", serious: true }]);
  expect(troubles.list()[0]!.what).toMatch(new RegExp(`is 4[3-7] s ${words} the database's`));
  under.by_ms = 0;
  await watch.start();
  expect(watch.isOff()).toBe(false);
  expect(troubles.list()).toEqual([]);
});
