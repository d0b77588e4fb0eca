// A secret that somebody pastes: it is in the record, and nowhere that Warroom writes to.
import { expect, test } from "vitest";
import { dump } from "../../src/practice/dump.ts";
import { createWorld, type World } from "../support/world.ts";

const SECRET = `ghp_${"c4n4ry".repeat(6)}`;

test("typed into everything that takes words, it reaches no message, form, canvas, file, topic or Home tab of ours", async () => {
  const world = await createWorld();
  await world.command("mei", "engineering", `declare SEV2 Login fails with ${SECRET}`);
  await world.advance("5s");
  const room = world.channels("mei").find((name) => name.startsWith("inc-1"))!;
  expect(room).not.toContain("c4n4ry");
  await world.press("mei", room, "Take Commander");
  await world.say("mei", room, `look at ${SECRET} please?`);
  await world.command("mei", room, `note we used ${SECRET}`);
  await world.command("mei", room, `decision do we revoke ${SECRET}?`);
  await world.command("mei", room, `severity SEV1 since ${SECRET} leaked`);
  await world.command("mei", room, `task @amara revoke ${SECRET}`);
  await world.command("mei", room, `update ${SECRET} was leaked`);
  await world.command("mei", room, `impact ${SECRET} is public`);
  await world.command("mei", room, "correct 1");
  expect(JSON.stringify(world.form("mei"))).toContain("[redacted: GitHub token]");
  await world.command("mei", room, "timeline all");
  await world.command("mei", room, `pause 10m ${SECRET}`);
  await world.command("mei", room, `strike 77 ${SECRET}`);
  await world.advance("1m");
  await world.command("mei", room, `resolve revoked ${SECRET}`);
  await world.advance("1m");
  await world.act("mei", { act: "open-home" });
  await world.settle();

  expect(whatWarroomWrote(world)).toContain("[redacted: GitHub token]");
  expect(whatWarroomWrote(world)).not.toContain("c4n4ry");
  const stored = await world.store.read<{ text: string }>(
    world.store.build.selectFrom("messages").select("text").where("text", "like", "look at%").compile() as never,
  );
  expect(stored, "the record has what was said").toEqual([{ text: `look at ${SECRET} please?` }]);
});

test("pasted into a room, its author alone is told once what was blanked, that the message still stands, and what to do", async () => {
  const world = await createWorld();
  await world.command("mei", "engineering", "declare SEV2 Login fails");
  await world.advance("5s");
  const room = world.channels("mei").find((name) => name.startsWith("inc-1"))!;
  const told = (name: string) =>
    world
      .messages(room, name)
      .filter(({ ephemeral, text }) => ephemeral && text.startsWith("Your message in the room"));
  await world.say("tomasz", room, `look at ${SECRET} please?`);
  await world.say("tomasz", room, "the password: rotated");
  await world.advance("5s");
  expect(told("tomasz").map(({ text }) => text)).toEqual([
    expect.stringMatching(
      /of INC-1 holds .* \(GitHub token\)\. .*still stands.*Redact from record.*delete.*change that key/s,
    ),
  ]);
  expect(told("mei"), "nobody else").toEqual([]);

  const { ts } = world.messages(room, "tomasz").find(({ text }) => text.startsWith("look at"))!;
  const channel = world.channel(room, "mei").id;
  await world.act("tomasz", { act: "edit", channel, ts, text: `look at ${SECRET} now` });
  await world.advance("5s");
  expect(told("tomasz"), "an edit is the same message").toHaveLength(1);
});

/** All of the practice workspace but what people posted themselves, and what buttons and forms carry unseen. */
function whatWarroomWrote(world: World): string {
  const own = world.practice.core.state.app.botUser;
  const state = JSON.parse(dump(world.practice.core.state)) as unknown;
  return JSON.stringify(state, (key, value) => {
    if (key === "value" || key === "private_metadata") return undefined;
    const { text, user } = (value ?? {}) as { text?: unknown; user?: unknown };
    return typeof text === "string" && typeof user === "string" && user !== own ? undefined : value;
  });
}
