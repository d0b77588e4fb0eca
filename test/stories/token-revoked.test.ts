// Slack refuses the bot's token for a while: nothing is lost, nothing storms, and the operator is told what to do.
import { expect, test } from "vitest";
import { createWorld } from "../support/world.ts";

test("a revoked token stops all calls but one question a minute, and everything waits until it counts again", async () => {
  const world = await createWorld();
  const { core } = world.practice;
  await world.command("mei", "engineering", "declare SEV1 Checkout is down");
  await world.advance("5s");
  const room = "inc-1-checkout-is-down";

  let calls = 0;
  core.setFaults({
    beforeCall: (method) => {
      calls += 1;
      return method === "apps.connections.open" ? undefined : { kind: "error", error: "token_revoked" };
    },
  });
  await world.command("amara", room, "severity SEV2 Only cards are hit");
  await world.advance("5m");
  expect(calls).toBeGreaterThan(0);
  expect(calls).toBeLessThanOrEqual(8);
  const ready = await readyz(world.bot.port);
  expect(ready.status).toBe(503);
  expect(ready.body).toContain("Slack refuses the bot token (token_revoked)");
  expect(ready.body).toContain("SLACK_BOT_TOKEN");

  core.setFaults({});
  await world.advance("3m");
  const said = world.messages(room).filter(({ text, ephemeral }) => !ephemeral && text.includes("INC-1 is now *SEV2*"));
  expect(said).toHaveLength(1);
  expect((await readyz(world.bot.port)).body).not.toContain("refuses the bot token");
  const told = core.view(world.user("mei"))!.channels.find(({ directWith }) => directWith === core.state.app.botUser);
  expect((told?.messages ?? []).map(({ text }) => text)).toEqual([]);
});

test("a missing scope that Warroom cannot do without leaves its work waiting, until the app is installed with it", async () => {
  const world = await createWorld();
  const { core } = world.practice;
  const all = [...core.state.app.scopes!];
  core.admin.setScopes(all.filter((scope) => scope !== "channels:manage"));
  await world.command("mei", "engineering", "declare SEV1 Checkout is down");
  await world.advance("5m");
  expect(world.channels().filter((name) => name.startsWith("inc-"))).toEqual([]);
  core.admin.setScopes(all);
  await world.advance("3m");
  expect(world.channels().filter((name) => name.startsWith("inc-"))).toEqual(["inc-1-checkout-is-down"]);
});

async function readyz(port: number): Promise<{ status: number; body: string }> {
  const { request } = await import("node:http");
  return new Promise((resolve, reject) => {
    const sent = request({ host: "127.0.0.1", port, path: "/readyz" }, (response) => {
      let body = "";
      response.on("data", (data) => {
        body += data;
      });
      response.on("end", () => resolve({ status: response.statusCode ?? 0, body }));
    });
    sent.on("error", reject).end();
  });
}
