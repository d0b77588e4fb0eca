// Slack's API answers, and its events stop: nobody tells, so a comparison has to notice.
import { expect, test } from "vitest";
import { placeOf } from "../../src/domain/room/thread.ts";
import { listGaps } from "../../src/store/read/gaps.ts";
import { incidentRows } from "../../src/store/read/incidents.ts";
import { listMessages } from "../../src/store/read/messages.ts";
import { roomsOf } from "../../src/store/read/rooms.ts";
import { JSON_TYPE, post, signedHeaders } from "../support/receiving.ts";
import { testRunbook } from "../support/runbook.ts";
import { createWorld } from "../support/world.ts";

const ROOM = "inc-1-search-is-slow";

test("events that stop are noticed, told to the lead, made up for every minute, and over with the next that comes", async () => {
  const world = await createWorld();
  await world.command("mei", "engineering", "declare SEV4 Search is slow");
  await world.advance("2s");
  const { id } = world.channel(ROOM, "mei");
  const team = world.practice.core.state.team.id;
  const said = async () =>
    (await listMessages(world.store, team, id)).filter(({ kind }) => kind === "").map(({ text }) => text);
  const ready = async () => (await fetch(`http://127.0.0.1:${world.bot.port}/readyz`)).json() as Promise<Ready>;
  await world.say("mei", ROOM, "before");
  await world.advance("3m");

  world.practice.core.setFaults({ onEvent: () => "drop" });
  const stopped = world.now();
  for (const text of ["is it the index?", "no, the cache"]) {
    await world.say("mei", ROOM, text);
    await world.advance("20s");
  }
  await world.advance("12m");
  expect(await said()).toEqual(["before", "is it the index?", "no, the cache"]);
  const told = world.messages("warroom", "mei").map(({ text }) => text);
  expect(told.filter((text) => text.includes("Slack has not told Warroom of anything"))).toHaveLength(1);
  expect(await ready()).toMatchObject({ ok: false, troubles: [expect.objectContaining({ name: "slack-events" })] });
  await world.command("mei", ROOM, "timeline");
  expect(JSON.stringify(world.messages(ROOM, "mei").at(-1)!.blocks)).toContain("the room is read every minute instead");

  // From now on a minute is all that a message is late.
  await world.say("mei", ROOM, "the cache it is");
  await world.advance("95s");
  expect((await said()).at(-1)).toBe("the cache it is");

  world.practice.core.setFaults({});
  await world.say("mei", ROOM, "back again");
  const over = world.now();
  await world.advance("1m");
  expect(await ready()).toMatchObject({ ok: true, troubles: [] });
  const [gap, ...more] = await listGaps(world.store, team, id);
  expect(more).toEqual([]);
  expect(gap).toMatchObject({ why: "Slack's events did not come", recovered_at: expect.any(Number) });
  expect(gap!.from_at).toBeLessThanOrEqual(stopped);
  expect(gap!.to_at).toBeGreaterThanOrEqual(over);
});

test("that events come again is found out where nobody writes any more", async () => {
  const world = await createWorld();
  await world.command("mei", "engineering", "declare SEV4 Search is slow");
  await world.advance("4m");
  const { id } = world.channel(ROOM, "mei");
  const team = world.practice.core.state.team.id;
  const ready = async () => (await fetch(`http://127.0.0.1:${world.bot.port}/readyz`)).json() as Promise<Ready>;
  world.practice.core.setFaults({ onEvent: () => "drop" });
  for (const text of ["is it the index?", "no, the cache"]) await world.say("mei", ROOM, text);
  await world.advance("12m");
  expect(await ready()).toMatchObject({ ok: false, troubles: [expect.objectContaining({ name: "slack-events" })] });
  const shown = world.messages(ROOM, "mei").length;
  world.practice.core.setFaults({});
  await world.advance("11m");
  expect(await ready()).toMatchObject({ ok: true, troubles: [] });
  expect((await listGaps(world.store, team, id)).map(({ recovered_at }) => recovered_at)).toEqual([expect.any(Number)]);
  expect(world.messages(ROOM, "mei")).toHaveLength(shown);
});

test("where the only incident runs as a thread, that events stop and come again is found out as well", async () => {
  const inThread = testRunbook("magnus", (text) => text.replace(/^announce: .*$/m, "announce: incidents"));
  const world = await createWorld({ runbook: inThread });
  await world.command("mei", "engineering", "declare Low A dashboard is slow");
  await world.command("mei", "incidents", "pause INC-1 2h We wait for their answer");
  await world.advance("4m");
  const [room] = await roomsOf(world.store, (await incidentRows(world.store))[0]!.id);
  const { threadTs } = placeOf(room!.channel);
  const ready = async () => (await fetch(`http://127.0.0.1:${world.bot.port}/readyz`)).json() as Promise<Ready>;
  world.practice.core.setFaults({ onEvent: () => "drop" });
  for (const text of ["is it the index?", "no, the cache"]) await world.say("mei", "incidents", text, threadTs!);
  await world.advance("12m");
  expect(await ready()).toMatchObject({ ok: false, troubles: [expect.objectContaining({ name: "slack-events" })] });
  const shown = world.messages("incidents", "mei").length;
  world.practice.core.setFaults({});
  await world.advance("11m");
  expect(await ready()).toMatchObject({ ok: true, troubles: [] });
  expect(world.messages("incidents", "mei")).toHaveLength(shown);
  const gaps = await listGaps(world.store, room!.team, room!.channel);
  expect(gaps).toMatchObject([{ why: "Slack's events did not come", recovered_at: expect.any(Number) }]);
});

interface Ready {
  ok: boolean;
  troubles: { name: string }[];
}

test("one event that is lost by itself is recovered, and nobody is alarmed", async () => {
  const world = await createWorld();
  await world.command("mei", "engineering", "declare SEV4 Search is slow");
  await world.advance("15m");
  const { id } = world.channel(ROOM, "mei");
  const team = world.practice.core.state.team.id;
  world.practice.core.setFaults({ onEvent: () => "drop" });
  await world.say("mei", ROOM, "nobody heard this");
  world.practice.core.setFaults({});
  await world.advance("12m");
  expect(await listGaps(world.store, team, id)).toEqual([]);
  await world.say("mei", ROOM, "and this was heard");
  await world.advance("12m");
  const texts = (await listMessages(world.store, team, id)).filter(({ kind }) => kind === "").map(({ text }) => text);
  expect(texts).toEqual(["nobody heard this", "and this was heard"]);
  expect(await listGaps(world.store, team, id)).toEqual([]);
});

test("of the minute in which Slack delivers no more, every room has a gap, until it was compared", async () => {
  const world = await createWorld({ mode: "http" });
  await world.command("mei", "engineering", "declare SEV4 Search is slow");
  await world.advance("2s");
  const { id } = world.channel(ROOM, "mei");
  const team = world.practice.core.state.team.id;
  world.practice.core.setFaults({ onEvent: () => "drop" });
  await world.say("mei", ROOM, "one of thirty thousand");
  world.practice.core.setFaults({});
  const minute_s = Math.floor(world.now() / 60_000) * 60;
  const body = JSON.stringify({
    type: "app_rate_limited",
    team_id: team,
    minute_rate_limited: minute_s,
    api_app_id: "A1",
  });
  const headers = signedHeaders(body, JSON_TYPE, world.now(), world.practice.tokens.signingSecret);
  expect((await post(world.bot.port, headers, body).answer).status).toBe(200);
  await world.advance("1s");
  const [gap] = await listGaps(world.store, team, id);
  expect(gap).toMatchObject({ from_at: minute_s * 1_000, to_at: (minute_s + 60) * 1_000, recovered_at: null });
  await world.advance("3m");
  expect((await listGaps(world.store, team, id))[0]!.recovered_at).toEqual(expect.any(Number));
  const texts = (await listMessages(world.store, team, id)).map(({ text }) => text);
  expect(texts).toContain("one of thirty thousand");
});
