// Slack cannot be heard for a while, though the program runs on.
import { expect, test } from "vitest";
import { keepAlive } from "../../src/commands/life/keep-alive.ts";
import { listGaps } from "../../src/store/read/gaps.ts";
import { listMessages } from "../../src/store/read/messages.ts";
import { MINUTE_MS } from "../../src/lib/pure/duration.ts";
import { quiet } from "../support/quiet.ts";
import { createSeededRandom } from "../../src/lib/random.ts";
import { createTroubles } from "../../src/lib/troubles.ts";
import { createWorld, type World } from "../support/world.ts";

/** The bot's own sockets are real; what they would report is handed in. */
function keptAlive(world: World, ears: { hear: boolean }) {
  const { store, clock } = world;
  const base = { store, clock, random: createSeededRandom(4), log: quiet, troubles: createTroubles(clock, quiet) };
  return keepAlive(base, "test", { healthy: () => ears.hear });
}

test("a time without Slack leaves a gap that says so, and what was said meanwhile is recovered", async () => {
  const world = await createWorld();
  await world.command("mei", "engineering", "declare SEV4 Search is slow");
  const room = "inc-1-search-is-slow";
  const { id } = world.channel(room, "mei");
  const team = world.practice.core.state.team.id;
  await world.say("mei", room, "before");
  await world.advance("1m");

  const ears = { hear: true };
  const kept = keptAlive(world, ears);
  ears.hear = false;
  world.practice.core.setFaults({ onEvent: () => "drop" });
  const deafFrom = world.now();
  await world.advance("1m");
  await world.say("mei", room, "unheard");
  await world.advance("20m");
  world.practice.core.setFaults({});
  ears.hear = true;
  await world.say("mei", room, "heard again");
  await world.advance("1s");
  kept.connected();
  await world.advance("1m");
  kept.stop();

  const texts = (await listMessages(world.store, team, id)).filter(({ kind }) => kind === "").map(({ text }) => text);
  expect(texts).toEqual(["before", "unheard", "heard again"]);
  const gap = (await listGaps(world.store, team, id)).find(({ why }) => why === "Slack could not be heard");
  expect(gap).toMatchObject({ recovered_at: expect.any(Number) });
  expect(gap!.from_at).toBeLessThanOrEqual(deafFrom + 30_000);
});

test("deaf again before half a minute has passed, and stopped without having heard again: all of it is told", async () => {
  const world = await createWorld();
  await world.command("mei", "engineering", "declare SEV4 Search is slow");
  const { id } = world.channel("inc-1-search-is-slow", "mei");
  await world.advance("1m");
  const ears = { hear: true };
  const kept = keptAlive(world, ears);
  const deafFrom = world.now();
  ears.hear = false;
  await world.advance("5m");
  ears.hear = true;
  kept.connected();
  await world.advance("3s");
  ears.hear = false;
  await world.advance("10m");
  kept.stop();
  const gaps = await listGaps(world.store, world.practice.core.state.team.id, id);
  expect(gaps.map(({ why }) => why)).toEqual(["Slack could not be heard", "Slack could not be heard"]);
  expect(gaps[0]).toMatchObject({ from_at: deafFrom, to_at: deafFrom + 5 * MINUTE_MS });
  expect(gaps[1]).toMatchObject({ from_at: deafFrom + 5 * MINUTE_MS, recovered_at: null });
  expect(gaps[1]!.to_at).toBeGreaterThanOrEqual(deafFrom + 14.5 * MINUTE_MS);
});

test("while no connection to Slack stands, /readyz says what that means and what to do", async () => {
  const world = await createWorld({ mode: "socket" });
  const readyz = async () => {
    const answer = await fetch(`http://127.0.0.1:${world.bot.port}/readyz`);
    return { status: answer.status, ...((await answer.json()) as { slack: string; troubles: object[] }) };
  };
  expect(await readyz()).toMatchObject({ status: 200, slack: "connected", troubles: [] });
  await world.practice.close();
  await expect.poll(readyz).toMatchObject({
    status: 503,
    slack: "not connected",
    troubles: [
      {
        name: "slack",
        what: expect.stringContaining("no command"),
        nextStep: expect.stringContaining("warroom doctor"),
      },
    ],
  });
});
