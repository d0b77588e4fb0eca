import { expect, test } from "vitest";
import { createWorld } from "../support/world.ts";

test("where Slack refuses a room, the incident is worked on under its announcement, and nothing is said twice", async () => {
  const world = await createWorld();
  world.practice.core.setFaults({
    beforeCall: (method) =>
      method === "conversations.create" ? { kind: "error", error: "restricted_action" } : undefined,
  });
  await world.command("mei", "engineering", "declare SEV1 Checkout is down");
  await world.advance("5s");
  const thread = () =>
    world.messages("incidents").filter(({ ts, threadTs, ephemeral }) => threadTs && threadTs !== ts && !ephemeral);
  expect(thread().map(({ text }) => text)).toEqual([expect.stringMatching(/^\*Paged:\*/)]);

  await world.command("amara", "incidents", "update INC-1 We roll bak");
  await world.command("amara", "incidents", "severity INC-1 SEV2 Only cards are hit");
  await world.advance("5s");
  await world.command("amara", "incidents", "correct-update INC-1");
  await world.submit("amara", { text: "We roll back", reason: "A typo" });
  await world.command("amara", "incidents", "resolve INC-1 Rolled back");
  await world.advance("10s");
  const said = thread().map(({ text }) => text.split("\n").slice(0, 2).join(" "));
  expect(said.slice(1, 4)).toEqual([
    expect.stringMatching(/^\*Update\* on INC-1 .* > We roll back$/),
    expect.stringMatching(/^INC-1 is now \*SEV2\* /),
    expect.stringMatching(/^\*INC-1 is resolved\*, .* > Rolled back$/),
  ]);
  expect(new Set(said).size, said.join("\n")).toBe(said.length);
});
