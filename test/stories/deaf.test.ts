// Slack cannot be heard for a while, though the program runs on.
import { expect, test } from "vitest";
import { keepAlive } from "../../src/commands/keep-alive.ts";
import { listGaps } from "../../src/store/read/gaps.ts";
import { listMessages } from "../../src/store/read/messages.ts";
import { quiet } from "../support/quiet.ts";
import { createSeededRandom } from "../../src/lib/random.ts";
import { createTroubles } from "../../src/lib/troubles.ts";
import { createWorld } from "../support/world.ts";

test("a time without Slack leaves a gap that says so, and what was said meanwhile is recovered", async () => {
  const world = await createWorld();
  await world.command("mei", "engineering", "declare SEV4 Search is slow");
  const room = "inc-1-search-is-slow";
  const { id } = world.channel(room, "mei");
  const team = world.practice.core.state.team.id;
  await world.say("mei", room, "before");
  await world.advance("1m");

  // The bot's own sockets are real; what they would report is handed in.
  let hears = true;
  const kept = keepAlive(
    {
      store: world.store,
      clock: world.clock,
      random: createSeededRandom(4),
      log: quiet,
      troubles: createTroubles(world.clock, quiet),
    },
    "test",
    { healthy: () => hears },
  );
  hears = false;
  world.practice.core.setFaults({ onEvent: () => "drop" });
  const deafFrom = world.now();
  await world.advance("1m");
  await world.say("mei", room, "unheard");
  await world.advance("20m");
  world.practice.core.setFaults({});
  hears = true;
  await world.say("mei", room, "heard again");
  await world.advance("1s");
  kept.heard();
  await world.advance("1m");
  kept.stop();

  const texts = (await listMessages(world.store, team, id)).filter(({ kind }) => kind === "").map(({ text }) => text);
  expect(texts).toEqual(["before", "unheard", "heard again"]);
  const gap = (await listGaps(world.store, team, id)).find(({ why }) => why === "Slack could not be heard");
  expect(gap).toMatchObject({ recovered_at: expect.any(Number) });
  expect(gap!.from_at).toBeLessThanOrEqual(deafFrom + 30_000);
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
