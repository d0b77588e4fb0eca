import { expect, test } from "vitest";
import { testRunbook } from "../support/runbook.ts";
import { createWorld } from "../support/world.ts";

const ROOM = "inc-1-reports-are-wrong";

test("whom the runbook names first is asked to lead, after five minutes the backup, who is let into the room", async () => {
  const people = { "devops-lead": ["tomasz"], "devops-senior": ["priya"] };
  const world = await createWorld({ runbook: testRunbook("magnus"), people });
  await world.command("mei", "engineering", "declare Medium Reports are wrong");
  await world.advance("5s");
  const asked = () =>
    world
      .fresh(ROOM)
      .filter((text) => text.includes("nobody has been Incident commander"))
      .map((text) => /^<@(\w+)>.* for (\d+ min)/.exec(text)!.slice(1));
  expect(asked()).toEqual([]);
  expect(world.channel(ROOM, "tomasz").members).not.toContain(world.user("priya"));
  await world.advance("3m");
  expect(asked()).toEqual([[world.user("tomasz"), "2 min"]]);
  await world.advance("3m");
  expect(asked()).toEqual([[world.user("priya"), "5 min"]]);
  expect(world.channel(ROOM, "priya").members).toContain(world.user("priya"));
  await world.press("priya", ROOM, "Take Incident commander");
  await world.advance("8m");
  expect(asked()).toEqual([]);
});
