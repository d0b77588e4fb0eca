import { expect, test } from "vitest";
import { createWorld } from "../support/world.ts";

const ROOM = "inc-1-search-is-slow";

test("an update is asked for at 80 %, when due and at 150 %, and then no more", async () => {
  const world = await createWorld();
  await world.command("mei", "engineering", "declare SEV1 Search is slow");
  await world.press("amara", ROOM, "Take Commander");
  await world.advance("10s");
  world.fresh(ROOM);
  const [amara, tomasz] = [world.user("amara"), world.user("tomasz")];

  await world.advance("12m");
  expect(world.fresh(ROOM)).toEqual([expect.stringMatching(new RegExp(`^<@${amara}> the next update .* is due`))]);
  await world.advance("3m");
  expect(world.fresh(ROOM)).toEqual([expect.stringMatching(new RegExp(`^<@${amara}> the update .* is due now`))]);
  await world.advance("8m");
  expect(world.fresh(ROOM)).toEqual([
    expect.stringMatching(new RegExp(`^<@${amara}> <@${tomasz}> the update .* is 7 min overdue`)),
  ]);
  await world.advance("3h");
  expect(world.fresh(ROOM)).toEqual([]);

  await world.command("amara", ROOM, "update The index is being rebuilt");
  await world.advance("10s");
  world.fresh(ROOM);
  await world.advance("12m");
  expect(world.fresh(ROOM), "a real update starts the next interval").toHaveLength(1);
});

test("talking is no update, and resolving ends the reminders", async () => {
  const world = await createWorld();
  await world.command("mei", "engineering", "declare SEV1 Search is slow");
  await world.press("amara", ROOM, "Take Commander");
  await world.advance("5m");
  await world.say("amara", ROOM, "still looking");
  world.fresh(ROOM);
  await world.advance("8m");
  expect(world.fresh(ROOM)).toHaveLength(1);
  await world.command("amara", ROOM, "resolve Rebuilt the index");
  await world.advance("10s");
  world.fresh(ROOM);
  await world.advance("2h");
  expect(world.fresh(ROOM)).toEqual([]);
});

test("after a time away one reminder is sent, not each that was missed", async () => {
  const world = await createWorld();
  await world.command("mei", "engineering", "declare SEV1 Search is slow");
  await world.press("amara", ROOM, "Take Commander");
  await world.advance("10s");
  world.fresh(ROOM);
  await world.stop();
  await world.advance("3h");
  await world.start();
  await world.advance("1m");
  expect(world.fresh(ROOM)).toEqual([expect.stringContaining("overdue")]);
  await world.advance("1h");
  expect(world.fresh(ROOM)).toEqual([]);
});

test("an empty commander's seat is asked for after 2, 5 and 10 minutes, at last of the backup", async () => {
  const world = await createWorld();
  await world.command("mei", "engineering", "declare SEV3 Search is slow");
  world.fresh(ROOM, "mei");
  const mei = world.user("mei");
  await world.advance("2m");
  expect(world.fresh(ROOM, "mei")).toEqual([expect.stringContaining(`<@${mei}> INC-1 has had no Commander for 2 min`)]);
  await world.advance("3m");
  expect(world.fresh(ROOM, "mei")).toEqual([expect.stringContaining(`<@${mei}> INC-1 has had no Commander for 5 min`)]);
  await world.advance("5m");
  expect(world.fresh(ROOM, "mei")).toEqual([
    expect.stringContaining(
      `<@${world.user("amara")}> <@${world.user("tomasz")}> INC-1 has had no Commander for 10 min`,
    ),
  ]);
  await world.advance("1h");
  expect(world.fresh(ROOM, "mei")).toEqual([]);
});

test("a severity without a cadence is never nudged, and a change of severity plans anew", async () => {
  const world = await createWorld();
  await world.command("mei", "engineering", "declare SEV4 Search is slow");
  await world.press("mei", ROOM, "Take Commander");
  await world.advance("1d");
  world.fresh(ROOM, "mei");
  await world.command("mei", ROOM, "severity SEV1");
  await world.advance("11m");
  world.fresh(ROOM, "mei");
  await world.advance("2m");
  expect(world.fresh(ROOM, "mei")).toEqual([expect.stringContaining("the next update on INC-1 is due")]);
});
