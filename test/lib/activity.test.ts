import { expect, test } from "vitest";
import { createActivity, whenAllIdle } from "../../src/lib/activity.ts";
import { systemClock } from "../../src/lib/clock.ts";

test("activity is idle once everything tracked has ended, well or not", async () => {
  const activity = createActivity();
  expect(activity.isIdle()).toBe(true);
  await activity.idle();
  const first = Promise.withResolvers<string>();
  const second = Promise.withResolvers<void>();
  const tracked = activity.track(first.promise);
  activity.track(second.promise).catch(() => {});
  let idle = false;
  const waited = Promise.all([activity.idle(), activity.idle()]).then(() => {
    idle = true;
  });
  first.resolve("done");
  expect(await tracked).toBe("done");
  expect(activity.isIdle()).toBe(false);
  expect(idle).toBe(false);
  second.reject(new Error("failed"));
  await waited;
  expect(activity.isIdle()).toBe(true);
});

test("waiting for the next idle time sees work that began later", async () => {
  const activity = createActivity();
  const first = Promise.withResolvers<void>();
  const second = Promise.withResolvers<void>();
  void activity.track(first.promise);
  const waited = activity.idle().then(() => activity.isIdle());
  void activity.track(second.promise);
  first.resolve();
  await first.promise;
  second.resolve();
  expect(await waited).toBe(true);
});

test("several are idle together only when none hands work to another any more", async () => {
  const [one, other] = [createActivity(), createActivity()];
  const handedOver = one.track(Promise.resolve()).then(() => other.track(Promise.resolve()));
  await whenAllIdle([one, other], systemClock);
  await handedOver;
  expect(one.isIdle() && other.isIdle()).toBe(true);
});
