import { describe, expect, test } from "vitest";
import { createWorld } from "../support/world.ts";

describe("declaring an incident", () => {
  test("opens a room with everybody in it, a card to act on, and reminds of the update", async () => {
    const world = await createWorld();
    await world.command("mei", "engineering", "declare SEV1 Checkout is down");
    expect(world.fresh("engineering", "mei")).toEqual([
      expect.stringContaining("declared *INC-1* (SEV1): Checkout is down"),
    ]);
    const room = "inc-1-checkout-is-down";
    expect(world.channel(room).members.sort()).toEqual(
      [world.user("mei"), world.user("amara"), world.user("tomasz"), world.user("warroom")].sort(),
    );
    await world.advance("2s");
    expect(world.fresh(room).sort()).toEqual([
      expect.stringContaining("*Paged:*"),
      "INC-1 SEV1 Triage: Checkout is down. Commander: nobody yet.",
    ]);
    expect(world.fresh("incidents")).toEqual(["INC-1 SEV1 Triage: Checkout is down. Commander: nobody yet."]);

    await world.press("amara", room, "Take Commander");
    await world.advance("2s");
    expect(world.fresh(room)).toEqual([expect.stringContaining(`<@${world.user("amara")}> is now *Commander*`)]);
    await world.press("tomasz", room, "Take Technical lead");
    await world.advance("2s");
    world.fresh(room);

    await world.advance("11m");
    expect(world.fresh(room)).toEqual([]);
    await world.advance("1m");
    expect(world.fresh(room)).toEqual([
      expect.stringContaining(`<@${world.user("amara")}> the next update on INC-1 is due`),
    ]);
  });
});
