import { expect, test } from "vitest";
import { createWorld } from "../support/world.ts";

const ROOM = "inc-1-checkout-is-down";

test("a bridge is said once, stands on the card and is one bookmark, whatever it led to before", async () => {
  const world = await createWorld();
  await world.command("mei", "engineering", "declare SEV1 Checkout is down");
  await world.advance("5s");
  world.fresh(ROOM);
  const bridges = () => world.channel(ROOM).bookmarks.filter(({ title }) => title === "Bridge");
  const card = () => JSON.stringify(world.messages(ROOM).find(({ blocks }) => blocks[0]?.type === "header"));

  await world.command("mei", ROOM, "bridge");
  expect(world.fresh(ROOM, "mei").at(-1)).toContain("No bridge is set");
  await world.command("mei", ROOM, "bridge https://meet.example.com/one?pwd=a&b=1");
  await world.advance("3s");
  const link = "<https://meet.example.com/one?pwd=a&amp;b=1|meet.example.com>";
  expect(world.fresh(ROOM)).toEqual([`Bridge: ${link}, set by <@${world.user("mei")}>.`]);
  expect(card()).toContain(`*Bridge:* ${link}`);
  expect(bridges().map((one) => one.link)).toEqual(["https://meet.example.com/one?pwd=a&b=1"]);

  await world.command("amara", ROOM, "bridge https://meet.example.com/two");
  await world.advance("3s");
  expect(
    bridges().map((one) => one.link),
    "replaced, not added",
  ).toEqual(["https://meet.example.com/two"]);
  world.fresh(ROOM);
  world.fresh(ROOM, "mei");
  await world.command("mei", ROOM, "bridge");
  expect(world.fresh(ROOM, "mei").at(-1)).toContain("<https://meet.example.com/two|meet.example.com>");

  for (const wrong of ["http://meet.example.com", "https://user:pw@meet.example.com", "the usual one"]) {
    await world.command("mei", ROOM, `bridge ${wrong}`);
    expect(world.fresh(ROOM, "mei").at(-1), wrong).toContain("is not the address of a bridge");
  }
});
