import { expect, test } from "vitest";
import { createWorld } from "../support/world.ts";

test("a role is claimed, assigned over its holder and freed by command, and unknown ones are corrected", async () => {
  const world = await createWorld();
  await world.command("mei", "engineering", "declare SEV2 Search is slow");
  const room = "inc-1-search-is-slow";
  const says = async (text: string) => {
    await world.command("mei", room, text);
    return world
      .messages(room, "mei")
      .filter(({ ephemeral }) => ephemeral)
      .at(-1)!.text;
  };
  expect(await says("role comander")).toContain("Did you mean `commander`?");
  expect(await says("role commander")).toBe(`*Commander* is now <@${world.user("mei")}>; the room was told.`);
  expect(await says("role commander @tomasz.wolski")).toBe(
    `*Commander* is now <@${world.user("tomasz")}>; the room was told.`,
  );
  expect(await says("role commander")).toContain(`<@${world.user("tomasz")}> has been Commander since`);
  expect(await says("role commander release")).toBe("*Commander* is vacant now; the room was told.");
  expect(await says("role commander release")).toContain("Nobody is Commander");
  expect(await says("role")).toContain("*Commander* (`commander`): _nobody yet_");
});
