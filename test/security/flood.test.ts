// Floods: whoever asks without end is turned away cheaply, and everybody else is served as ever.
import { expect, test } from "vitest";
import { createFlood } from "../../src/in/slack/flood.ts";
import { createFrozenClock, createMovableClock, systemClock } from "../../src/lib/clock.ts";
import { createWorld, START } from "../support/world.ts";

test("a person's bucket holds half a minute's worth, fills again with time, and is nobody else's", async () => {
  const clock = createMovableClock(createFrozenClock(START));
  const flood = createFlood(clock);
  const taken = (person: string, tries: number) =>
    Array.from({ length: tries }, () => flood.allows(person)).filter(Boolean).length;
  expect(taken("a", 1_000)).toBe(30);
  expect(taken("b", 10)).toBe(10);
  await clock.advance(5_000, () => Promise.resolve());
  expect(taken("a", 1_000)).toBe(5);
  await clock.advance(3_600_000, () => Promise.resolve());
  expect(taken("a", 1_000)).toBe(30);
});

test("it remembers no more people than it may", () => {
  const flood = createFlood(createFrozenClock(START), 3);
  for (let act = 0; act < 30; act++) flood.allows("a");
  expect(flood.allows("a")).toBe(false);
  for (const other of ["b", "c"]) flood.allows(other);
  expect(flood.allows("a")).toBe(false);
  for (const other of ["b", "c", "d"]) flood.allows(other);
  expect(flood.allows("a"), "forgotten, it is full again").toBe(true);
});

test("with one person sending 250 commands, they are told and lose nothing, and another's command is quick", async () => {
  const world = await createWorld({ limits: false });
  await world.command("mei", "engineering", "declare SEV4 Search is slow");
  await world.advance("2s");
  const channel = world.channel("engineering", "mei").id;
  const spam = { act: "command" as const, channel, command: "/incident", text: "note INC-1 stuck key" };
  for (let sent = 0; sent < 250; sent++) world.practice.core.act({ as: world.user("mei"), ...spam });
  const from = systemClock.now();
  await world.command("tomasz", "engineering", "list");
  const own = world.messages("engineering", "tomasz").findLast(({ ephemeral }) => ephemeral)!;
  expect(own.text).toContain("One incident is open");
  expect(systemClock.now() - from, "all 250 and the other's command, ms").toBeLessThan(30_000);
  const said = world.messages("engineering", "mei").filter(({ ephemeral }) => ephemeral);
  const refused = said.filter(({ text }) => text.includes("more than Warroom takes"));
  expect(refused.length).toBeGreaterThanOrEqual(200);
  expect(refused.at(-1)!.text).toContain("> note INC-1 stuck key");
  const notes = await world.store.read<{ type: string }>(
    world.store.build.selectFrom("events").select("type").where("type", "=", "NoteAdded").compile() as never,
  );
  expect(notes.length).toBeLessThanOrEqual(31);
  expect(notes.length + refused.length, "each was either done or refused").toBe(250);
});
