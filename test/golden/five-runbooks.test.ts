// The same outage under each of the five runbooks, and an incident of the lowest level: all that people read, who was
// paged, and what was recorded, to be read against the source of the runbook.
import { expect, test } from "vitest";
import { DAY_MS } from "../../src/lib/pure/duration.ts";
import { ILL, WELL } from "../support/checker.ts";
import { testRunbook } from "../support/runbook.ts";
import type { World } from "../support/world.ts";
import { quietDays, storyOf, worldOf } from "./one-runbook.ts";

/** A Monday morning. */
const START = Date.UTC(2026, 10, 2, 9, 0, 0);

interface Scene {
  runbook: string;
  /** Its room. */
  room: string;
  declared: string;
  raised: string;
  /** What the runbook calls the loss of data, where it calls it anything. */
  category?: string;
  /** What everybody can see of it, as the runbook measures it. */
  measure: string;
  /** The word for mitigated and watched; where it has none, the time is set. */
  watching?: string;
}

const SCENES: readonly Scene[] = [
  {
    runbook: "agentic-canon",
    room: "inc-1-orders-fail",
    declared: "SEV2",
    raised: "SEV1",
    measure: "data_lost",
    watching: "Recovery",
  },
  {
    runbook: "magnus",
    room: "inc-1-orders-fail",
    declared: "High",
    raised: "Critical",
    category: "data",
    measure: "data_lost",
  },
  { runbook: "mgmtvibe", room: "inc-1-orders-fail", declared: "SEV-1", raised: "SEV-0", measure: "customers" },
  {
    runbook: "novacron",
    room: "incident-20261102090000",
    declared: "SEV-2",
    raised: "SEV-1",
    category: "data-loss",
    measure: "data_risk",
  },
  { runbook: "sarvanom", room: "inc-1-orders-fail", declared: "P2", raised: "P1", measure: "data_lost" },
];

test.each(SCENES)("an outage under $runbook", { timeout: 240_000 }, async (scene) => {
  const told = await worldOf(scene.runbook, START);
  const { world, checker } = told;
  const { room } = scene;
  Object.assign(checker.shows, ILL);
  await world.command("mei", "engineering", `declare ${scene.declared} Orders fail`);
  await world.advance("30m");
  await world.command("tomasz", room, "ack");
  await world.command("tomasz", room, `role ${leadOf(scene.runbook)}`);
  await world.advance("5m");
  await world.command("tomasz", room, `severity ${scene.raised} Nobody can order any more`);
  await world.advance("5m");
  await dataIsLost(world, scene);
  await world.advance("5m");
  await world.command("tomasz", room, "update The orders of the last hour are missing. They are being restored.");
  await world.advance("25m");
  Object.assign(checker.shows, WELL);
  if (scene.watching === undefined) await world.command("tomasz", room, "times mitigated now the backup is restored");
  else {
    await world.command("tomasz", room, `status ${scene.watching} all`);
    await world.press("tomasz", room, "Mitigated now");
  }
  await world.advance("10m");
  await world.command("tomasz", room, "recovery all");
  await world.advance("20m");
  await world.command("tomasz", room, "resolve The orders are restored from the backup.");
  await world.advance("5m");
  await quietDays(world, 15 * DAY_MS);
  await expect(await storyOf(told, room)).toMatchFileSnapshot(`./five-runbooks/${scene.runbook}-outage.txt`);
});

const leadOf = (name: string): string => testRunbook(name).runbook.roles.find(({ mandatory }) => mandatory)!.key;

async function dataIsLost(world: World, { room, category, measure }: Scene): Promise<void> {
  if (category !== undefined) await world.command("tomasz", room, `category ${category}`);
  await world.command("tomasz", room, "impact");
  await world.fill("tomasz", { "impact:data": "The orders of the last hour", [`measure:${measure}`]: "yes" });
  await world.submit("tomasz", {});
}

interface Lowest extends Pick<Scene, "runbook" | "room"> {
  severity: string;
  /** What its commands name where it runs as a thread: Slack takes none there. */
  number?: string;
}

const LOWEST: readonly Lowest[] = [
  { runbook: "agentic-canon", room: "inc-1-a-typo", severity: "SEV4" },
  { runbook: "magnus", room: "magnus-incidents", severity: "Low", number: "INC-1" },
  { runbook: "mgmtvibe", room: "inc-1-a-typo", severity: "SEV-3" },
  { runbook: "novacron", room: "incident-status", severity: "SEV-4", number: "20261102090000" },
  { runbook: "sarvanom", room: "inc-1-a-typo", severity: "P4" },
];

test.each(LOWEST)("an incident of the lowest level under $runbook", { timeout: 240_000 }, async (scene) => {
  const told = await worldOf(scene.runbook, START);
  const { world } = told;
  const { room, number = "" } = scene;
  await world.command("mei", "engineering", `declare ${scene.severity} A typo`);
  await world.advance("6h");
  await world.command("tomasz", room, `ack ${number}`);
  await world.command("tomasz", room, `role ${number} ${leadOf(scene.runbook)}`);
  await world.command("tomasz", room, `recovery ${number} all`);
  await world.advance("20m");
  await world.command("tomasz", room, `resolve ${number} The word is right.`);
  await world.advance("5m");
  await quietDays(world, 15 * DAY_MS);
  await expect(await storyOf(told, room)).toMatchFileSnapshot(`./five-runbooks/${scene.runbook}-lowest.txt`);
});
