import { expect, test } from "vitest";
import { createWorld } from "../support/world.ts";

const ROOM = "inc-1-search-is-slow";

test("an update is asked for at 80 %, when due and at 150 %, and then no more", async () => {
  const world = await createWorld();
  await world.command("mei", "engineering", "declare SEV1 Search is slow");
  await world.command("amara", ROOM, "ack");
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

test("one that came due while an earlier one was looked for is said alone", async () => {
  const world = await createWorld();
  await world.command("mei", "engineering", "declare SEV1 Search is slow");
  await world.press("amara", ROOM, "Take Commander");
  await world.command("amara", ROOM, "update The index is being rebuilt");
  await world.advance("10s");
  world.fresh(ROOM);
  let met: "nothing" | "lost" | "looked" = "nothing";
  world.practice.core.setFaults({
    beforeCall(method, args) {
      const isNext = method === "chat.postMessage" && JSON.stringify(args).includes("the next update");
      if (met === "nothing" && isNext) {
        met = "lost";
        return { kind: "http", status: 500, applied: false };
      }
      if (met === "lost" && method === "conversations.history") {
        met = "looked";
        void world.leap(4 * 60_000);
      }
      return undefined;
    },
  });
  await world.advance("13m");
  expect(met).toBe("looked");
  expect(world.fresh(ROOM)).toEqual([expect.stringContaining("is due now")]);
});
