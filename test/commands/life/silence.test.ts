import { expect, test } from "vitest";
import { noteShown, noteTold } from "../../../src/commands/life/silence.ts";
import { HOUR_MS, MINUTE_MS } from "../../../src/lib/pure/duration.ts";
import { findHearing } from "../../../src/store/read/hearing.ts";
import { createOrders, type Orders, START, TEAM } from "../../support/orders.ts";

const LOOK = { team: TEAM, channel: "C1", depth: "shallow" as const };

const isSilent = async ({ store }: Orders) => (await findHearing(store, TEAM)).silent_since !== null;

test("an event that comes late, after newer ones, does not make those look as if no event had told of them", async () => {
  const orders = await createOrders("sqlite");
  // Slack's clock, half an hour ahead of ours until ours has caught up.
  const written = START + 30 * MINUTE_MS;
  await noteTold(orders, TEAM, written);
  await orders.later(25 * MINUTE_MS);
  await noteTold(orders, TEAM, written - 5 * MINUTE_MS);
  await orders.later(HOUR_MS);
  await noteShown(orders, LOOK, [written, written + 1_000]);
  expect(await isSilent(orders)).toBe(false);
  await noteShown(orders, LOOK, [written, written + 2 * MINUTE_MS, written + 3 * MINUTE_MS]);
  expect(await isSilent(orders)).toBe(true);
});

test("what was found while no events came says nothing against those that come again", async () => {
  const orders = await createOrders("sqlite");
  await noteTold(orders, TEAM, START);
  await orders.later(HOUR_MS);
  const written = [START + 20 * MINUTE_MS, START + 40 * MINUTE_MS];
  await noteShown(orders, LOOK, written);
  expect(await isSilent(orders)).toBe(true);
  // Slack sends again what it could not deliver: the first event to come is of something old.
  await noteTold(orders, TEAM, START + 5 * MINUTE_MS);
  expect(await isSilent(orders)).toBe(false);
  await noteShown(orders, LOOK, written);
  expect(await isSilent(orders)).toBe(false);
});
