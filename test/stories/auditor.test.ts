import { expect, test } from "vitest";
import { createWatch } from "../support/watch.ts";
import { createWorld, type World } from "../support/world.ts";

async function readiness({ bot }: World) {
  const response = await fetch(`http://127.0.0.1:${bot.port}/readyz`);
  const { troubles } = (await response.json()) as { troubles: { name: string; nextStep: string }[] };
  return { status: response.status, troubles };
}

test("while all is well a sign of life leaves every minute; a reminder that vanished ends it within two", async () => {
  const watch = await createWatch();
  const world = await createWorld({ heartbeatUrl: watch.url });
  await world.command("mei", "engineering", "declare SEV1 Search is slow");
  await world.advance("3m");
  expect(watch.calls).toBe(3);
  expect(await readiness(world)).toEqual({ status: 200, troubles: [] });

  const { store } = world;
  const vanish = store.build.deleteFrom("jobs").where("kind", "=", "nudge-update").compile();
  await store.commit({ writes: [vanish], wakes: false });
  await world.advance("2m");
  expect(watch.calls).toBe(3);
  const unwell = await readiness(world);
  expect(unwell.status).toBe(503);
  expect(unwell.troubles).toEqual([expect.objectContaining({ name: "timers-missing", serious: true })]);
  expect(unwell.troubles[0]!.nextStep).toContain("Restart Warroom");

  await world.stop();
  await world.start();
  await world.advance("1m");
  expect(watch.calls).toBe(4);
  expect(await readiness(world)).toEqual({ status: 200, troubles: [] });
});

test("a watch that refuses the sign of life, or is gone, holds nothing up", async () => {
  const watch = await createWatch();
  watch.status = 500;
  const world = await createWorld({ heartbeatUrl: watch.url });
  await world.advance("2m");
  expect(watch.calls).toBe(2);
  expect((await readiness(world)).status).toBe(200);
});
