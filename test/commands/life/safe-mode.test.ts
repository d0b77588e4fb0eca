import { expect, onTestFinished, test } from "vitest";
import { createSafeMode } from "../../../src/commands/life/safe-mode.ts";
import { createActivity } from "../../../src/lib/activity.ts";
import { systemClock } from "../../../src/lib/clock.ts";
import { createSeededRandom } from "../../../src/lib/random.ts";
import { createTroubles } from "../../../src/lib/troubles.ts";
import { openStore } from "../../../src/store/open.ts";
import type { LossSearch } from "../../../src/store/losses.ts";
import { quiet } from "../../support/quiet.ts";
import { freshDatabase } from "../../support/stores.ts";

test("a stop in the middle of the look for losses lets nothing be sent any more", async () => {
  const { store } = await openStore(await freshDatabase("sqlite"), { clock: systemClock, log: quiet });
  onTestFinished(() => store.close());
  const activity = createActivity();
  const asked = Promise.withResolvers<void>();
  const found = Promise.withResolvers<LossSearch>();
  let started = 0;
  const safeMode = createSafeMode({
    store,
    clock: systemClock,
    random: createSeededRandom(1),
    log: quiet,
    activity,
    troubles: createTroubles(systemClock, quiet),
    dispatch: async () => expect.unreachable(),
    findLosses() {
      asked.resolve();
      return found.promise;
    },
    sending: { start: () => (started += 1), stop() {} },
  });
  safeMode.begin();
  await asked.promise;
  safeMode.stop();
  found.resolve({ type: "agrees" });
  await activity.idle();
  expect(started).toBe(0);
});
