// `/incident timeline`: what happened, in the order in which it happened, to whoever asks.
import { expect, test } from "vitest";
import { recordRoom } from "../../src/commands/room/record-room.ts";
import { messageSighting } from "../../src/domain/record/sighting.ts";
import { createSeededRandom } from "../../src/lib/random.ts";
import { findByNumber } from "../../src/store/read/incidents.ts";
import { expectFits } from "../blocks/payload.ts";
import { createWorld, START, type World } from "../support/world.ts";

const ROOM = "inc-1-search-is-slow";

test("notes stand at the time they are about, among what was done; each person sees it alone", async () => {
  const world = await inRoom();
  await world.command("mei", ROOM, "role commander");
  await world.advance("10m");
  // 09:10 UTC is 18:10 in Tokyo.
  await world.command("mei", ROOM, "note at 17:50 impact: checkout is down");
  await world.command("mei", ROOM, "note 5 minutes ago hypothesis: the pool is full");
  await world.command("mei", ROOM, "decision roll back?");
  await world.command("mei", ROOM, "severity SEV3 it spreads");
  await world.command("mei", ROOM, "timeline");
  expect(shown(world, "mei")).toEqual([
    "Timeline of INC-1: 1 to 6 of 6",
    "#1 08:50 Impact: checkout is down · @mei",
    "09:00 Declared as SEV4: Search is slow · @mei",
    "09:00 Commander: @Mei Tanaka",
    "#2 09:05 Hypothesis: the pool is full · @mei",
    "#3 09:10 Decision: roll back? · @mei · pending",
    "09:10 Severity SEV4 → SEV3: it spreads · @mei",
  ]);
  expect(world.messages(ROOM, "amara").some(({ text }) => text.includes("Timeline of"))).toBe(false);
});

test("it is asked for by kind, by person and by time, with all of it or without what was struck", async () => {
  const world = await inRoom();
  await world.command("mei", ROOM, "note one");
  await world.command("tomasz", ROOM, "hypothesis the pool");
  await world.command("tomasz", ROOM, "strike 1 wrong room");
  await world.advance("2h");
  await world.command("tomasz", ROOM, "decision roll back");
  const asked = async (what: string) => {
    await world.command("mei", ROOM, `timeline ${what}`);
    return shown(world, "mei").flatMap((line) => /^#(\d)/.exec(line)?.[1] ?? []);
  };
  expect(await asked("")).toEqual(["2", "3"]);
  expect(await asked("all")).toEqual(["1", "2", "3"]);
  expect(await asked("hypotheses")).toEqual(["2"]);
  expect(await asked("@tomasz.wolski since 1h")).toEqual(["3"]);
  expect(await asked("@mei.tanaka all")).toEqual(["1"]);
  expect(await asked("after 19:00 all")).toEqual(["3"]);
  await world.command("mei", ROOM, "timeline all");
  expect(shown(world, "mei")).toContain("#1 09:00 ~Observation: one~ · @mei · struck by @tomasz 09:00: wrong room");
  await world.command("mei", ROOM, "timeline gossip");
  expect(shown(world, "mei")[0]).toMatch(/^“gossip” cannot be read here\./);
});

test("a marked message keeps its words, links to itself, and tells that it was edited or deleted since", async () => {
  const world = await inRoom();
  const { id } = world.channel(ROOM, "mei");
  const [edited, deleted] = [await post(world, "mei", "p99 is 4 s & rising"), await post(world, "mei", "nonsense")];
  for (const ts of [edited, deleted]) {
    await world.act("mei", { act: "react", channel: id, ts, name: "round_pushpin" });
    await world.advance("1m");
  }
  await world.act("mei", { act: "edit", channel: id, ts: edited, text: "p99 is 9 s" });
  await world.act("mei", { act: "delete", channel: id, ts: deleted });
  await world.advance("1s");
  await world.command("mei", ROOM, "timeline observations");
  const [, first, second] = shown(world, "mei");
  const link = `${world.url}/archives/${id}/p${edited.replace(".", "")}`;
  expect(first).toBe(`#1 09:00 Observation: p99 is 4 s &amp; rising · @mei · <${link}|message> · message edited since`);
  expect(second).toMatch(/^#2 .* nonsense .* message deleted since$/);
});

test("it says where the record may lack something", async () => {
  const world = await inRoom();
  await world.command("mei", ROOM, "note one");
  await world.stop();
  await world.leap(10 * 60_000);
  await world.start();
  await world.advance("1m");
  await world.command("mei", ROOM, "timeline");
  expect(shown(world, "mei").at(-1)).toMatch(
    /^What was said 09:00 to 09:10 \(Warroom was not running\) was read from Slack/,
  );
});

test("five hundred entries are turned page by page, each within Slack's limits, and fast beside ten thousand messages", async () => {
  const world = await inRoom();
  await fill(world, 500, 10_000);
  const durations_ms: number[] = [];
  const timed = async (what: () => Promise<void>) => {
    const from = process.hrtime.bigint();
    await what();
    durations_ms.push(Number(process.hrtime.bigint() - from) / 1e6);
    const message = world.messages(ROOM, "mei").findLast(({ ephemeral }) => ephemeral)!;
    expectFits(message as never);
    // One person presses no faster.
    await world.advance("1s");
  };
  await timed(() => world.command("mei", ROOM, "timeline"));
  expect(shown(world, "mei")[0]).toBe("Timeline of INC-1: 487 to 501 of 501");
  expect(shown(world, "mei").at(-1)).toMatch(/^#500 /);
  for (let page = 0; page < 33; page++) await timed(() => world.press("mei", ROOM, "Older"));
  expect(shown(world, "mei")[0]).toBe("Timeline of INC-1: 1 to 6 of 501");
  await timed(() => world.press("mei", ROOM, "Back to the newest"));
  expect(shown(world, "mei")[0]).toBe("Timeline of INC-1: 487 to 501 of 501");
  if (process.env.MEASURE) console.log("ms a page:", durations_ms.map(Math.round).join(" "));
  expect(durations_ms.toSorted((a, b) => a - b)[Math.floor(durations_ms.length / 2)]).toBeLessThan(1_000);
}, 120_000);

async function inRoom(): Promise<World> {
  const world = await createWorld();
  await world.command("mei", "engineering", "declare SEV4 Search is slow");
  await world.advance("2s");
  const { id, members } = world.channel(ROOM, "mei");
  if (!members.includes(world.user("tomasz"))) await world.act("tomasz", { act: "join", channel: id });
  return world;
}

async function post(world: World, name: string, text: string): Promise<string> {
  await world.say(name, ROOM, text);
  await world.advance(50);
  return world.messages(ROOM, "mei").reduce((last, { ts }) => (ts > last ? ts : last), "");
}

/** The lines of what Warroom showed them last, to them alone; times of day by UTC, and first names. */
function shown(world: World, name: string): string[] {
  const { users } = world.practice.core.state;
  const message = world.messages(ROOM, name).findLast(({ ephemeral }) => ephemeral)!;
  const texts = message.blocks.flatMap((block) => {
    const elements = (block.elements as { text?: unknown }[] | undefined) ?? [];
    return [block.text as { text: string } | undefined, ...(block.type === "context" ? elements : [])];
  });
  return texts
    .flatMap((one) => (one as { text: string } | undefined)?.text.split("\n") ?? [])
    .map((line) =>
      line
        .replace(/<!date\^[^|]*\|[-\d]+ (\d\d:\d\d) UTC>/g, "$1")
        .replace(/<@(\w+)>/g, (_, id: string) => `@${users.get(id)!.name.split(".")[0]}`)
        .replaceAll("*", ""),
    );
}

/** Entries of every kind by the command's own road; messages as history has them. */
async function fill(world: World, entries: number, messages: number): Promise<void> {
  const { store, clock } = world;
  const team = world.practice.core.state.team.id;
  const { incident } = (await findByNumber(store, team, 1))!;
  const { dispatch } = world.bot;
  const actor = { kind: "person" as const, team, user: world.user("mei"), standing: "member" as const };
  const base = { team, actor, cause: "test", incident: incident.id };
  for (let number = 1; number <= entries; number++) {
    const ts = `${START / 1000 - entries + number}.000100`;
    const words = { author: actor.user, text: `${"&".repeat(400)} ${number}`, ts, threadTs: null };
    const marked = { type: "MarkMoment" as const, ...words, mark: ":bulb:" as const, kind: "hypothesis" as const };
    await dispatch({ ...base, command: { ...marked, markedAt: START } });
  }
  const deps = { store, clock, random: createSeededRandom(9) };
  for (let from = 0; from < messages; from += 500) {
    const sightings = Array.from({ length: 500 }, (_, index) => {
      const ts = `${START / 1000 - 20_000 + from + index}.000100`;
      return messageSighting({ type: "message", ts, user: actor.user, text: `line ${from + index}` })!;
    });
    await recordRoom(deps, { team, channel: incident.room!.channel, source: "history", sightings });
  }
}
