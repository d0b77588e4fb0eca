// A backup is put back that is older than whole incidents. Their rooms are told, and their numbers are never given again.
import { expect, test } from "vitest";
import type { Fault } from "../../src/practice/faults.ts";
import { acceptLosses } from "../../src/store/losses.ts";
import { openLosses } from "../../src/store/read/losses.ts";
import { warroom } from "../cli/run.ts";
import { type Copy, copyOf, putBack } from "../support/older-database.ts";
import { createWorld, type World } from "../support/world.ts";

const MAIL = "inc-2-mail-is-late";
const PRIVATE = "inc-3-private";
const LOST = /^\*Warroom's database was put back to an older state, that of <!date.*\|2026-11-02 09:01 UTC>\.\* INC-/;

/** INC-1, a backup, and after it a public and a private incident. */
async function threeIncidents(): Promise<{ world: World; older: Copy }> {
  const world = await createWorld();
  await world.command("mei", "engineering", "declare SEV1 Search is slow");
  await world.advance("1m");
  const older = await copyOf(world.store);
  await world.leap(3_600_000);
  await world.command("mei", "engineering", "declare SEV2 Mail is late");
  await world.advance("2m");
  await world.command("mei", "engineering", "declare --private SEV2 Stolen laptop");
  await world.advance("2m");
  return { world, older };
}

async function putBackAndStart(world: World, older: Copy): Promise<void> {
  await world.stop();
  await putBack(world.databaseUrl, older, world.clock);
  await world.start();
}

async function accept(world: World): Promise<void> {
  await world.store.commit({ writes: [acceptLosses(world.store, world.now())] });
  await world.advance("20s");
}

const linesIn = (world: World, room: string): string[] =>
  world
    .messages(room, "mei")
    .map(({ text }) => text)
    .filter((text) => LOST.test(text));

const cli = (world: World, ...args: string[]) => warroom(args, { DATABASE_URL: world.databaseUrl });

/** Whatever each room has shown; the stories below look at single lines of it. */
function seen(world: World, ...rooms: string[]): void {
  for (const room of rooms) world.fresh(room, "mei");
}

test("their rooms are told once what happened and what to do, and the next incident gets the next number", async () => {
  const { world, older } = await threeIncidents();
  await putBackAndStart(world, older);
  const [mail, secret] = [MAIL, PRIVATE].map((room) => world.channel(room, "mei").id);
  const shown = await cli(world, "reconcile");
  expect(shown.out).toMatch(
    new RegExp(
      `^INC-2 +declared 2026-11-02 10:01 UTC, in ${mail}, Warroom's last message there 2026-11-02 10:\\d\\d UTC: not stored at all$`,
      "m",
    ),
  );
  expect(shown.out).toMatch(new RegExp(`^INC-3 \\(private\\) +declared 2026-11-02 10:03 UTC, in ${secret}, `, "m"));
  expect(shown.out + shown.err).not.toContain("laptop");
  await world.command("mei", "engineering", "declare SEV2 Disk is full");
  expect(world.messages("engineering", "mei").at(-1)?.text).toMatch(/safe mode/);

  expect(await cli(world, "reconcile", "--accept")).toMatchObject({
    code: 0,
    out: expect.stringMatching(/^INC-2 .*\nINC-3 \(private\)/),
    err: expect.stringMatching(/^Accepted for 3 incidents\./),
  });
  await world.advance("20s");
  expect(linesIn(world, MAIL)).toEqual([
    expect.stringMatching(/INC-2, declared .*declare it again with `\/incident declare`/s),
  ]);
  expect(linesIn(world, PRIVATE)).toEqual([expect.stringContaining("INC-3, declared")]);
  expect(linesIn(world, "incidents"), "nobody else hears of them").toEqual([]);
  expect((await cli(world, "reconcile")).out.match(/lost; its room was told$/gm)).toHaveLength(2);

  await world.command("mei", "engineering", "declare SEV2 Disk is full");
  await world.advance("10s");
  expect(world.channels()).toContain("inc-4-disk-is-full");
  const verified = await cli(world, "incident", "verify");
  expect(verified).toMatchObject({ code: 0, err: expect.stringContaining("Everything is as it was written.") });
  expect(verified.out).toMatch(/^LOST {5}INC-2: all of it; .*\nLOST {5}INC-3: all of it/m);
  const ready = await fetch(`http://127.0.0.1:${world.bot.port}/readyz`);
  expect(await ready.text()).not.toContain("safe-mode");

  await world.stop();
  await world.start();
  await world.advance("2m");
  expect(await openLosses(world.store), "what was accepted is no news at the next start").toEqual([]);
  expect([MAIL, PRIVATE].flatMap((room) => linesIn(world, room))).toHaveLength(2);
  seen(world, "incidents", "engineering", MAIL, PRIVATE, "inc-1-search-is-slow", "inc-4-disk-is-full");
});

test("killed after the line went out and before that was stored, it is not said twice; nor after the same backup is put back again", async () => {
  const { world, older } = await threeIncidents();
  await putBackAndStart(world, older);
  await world.stop();
  // Accepted while nothing runs; the first life posts, hears no answer and ends.
  await cli(world, "reconcile", "--accept");
  const mail = world.channel(MAIL).id;
  world.practice.core.setFaults({
    beforeCall: (method, { channel }): Fault | undefined =>
      method === "chat.postMessage" && channel === mail ? { kind: "reset", applied: true } : undefined,
  });
  await world.start();
  expect(linesIn(world, MAIL)).toHaveLength(1);
  await world.stop();
  world.practice.core.setFaults({});
  await world.start();
  await world.advance("1m");
  expect([MAIL, PRIVATE].map((room) => linesIn(world, room).length)).toEqual([1, 1]);
  expect((await cli(world, "reconcile")).out.match(/its room was told$/gm)).toHaveLength(2);

  await putBackAndStart(world, older);
  await accept(world);
  await world.advance("1m");
  expect([MAIL, PRIVATE].map((room) => linesIn(world, room).length)).toEqual([1, 1]);
  seen(world, "incidents", "engineering", MAIL, PRIVATE, "inc-1-search-is-slow");
});

test("a room that Warroom is out of is entered to be told; an archived one needs nobody to be told; both numbers are kept", async () => {
  const { world, older } = await threeIncidents();
  await world.command("mei", "engineering", "declare SEV2 Disk is full");
  await world.advance("2m");
  const bot = world.practice.core.state.app.botUser;
  const [mail, disk] = [MAIL, "inc-4-disk-is-full"].map((room) => world.channel(room).id as string);
  await world.stop();
  await world.act("mei", { act: "kick", channel: mail!, user: bot });
  await world.act("mei", { act: "archive", channel: disk! });
  await putBack(world.databaseUrl, older, world.clock);
  await world.start();
  const known = (await openLosses(world.store)).filter(({ stored_seq }) => stored_seq === 0);
  expect(known.map(({ name, channel }) => [name, channel]).sort()).toEqual([
    ["INC-2", mail],
    ["INC-3", world.channel(PRIVATE, "mei").id],
    ["INC-4", disk],
  ]);
  await accept(world);
  expect(linesIn(world, MAIL)).toHaveLength(1);
  expect((await cli(world, "reconcile")).out).toMatch(/^INC-4 .* its room is archived, so nobody was told$/m);
  await world.command("mei", "engineering", "declare SEV2 Queues are full");
  await world.advance("10s");
  expect(world.channels()).toContain("inc-5-queues-are-full");
  const ready = await fetch(`http://127.0.0.1:${world.bot.port}/readyz`);
  expect(await ready.text()).not.toContain("given up");
  seen(world, "incidents", "engineering", MAIL, PRIVATE, "inc-1-search-is-slow", "inc-5-queues-are-full");
});
