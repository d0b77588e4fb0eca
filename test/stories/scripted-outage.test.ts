// The scripted outage with the whole bot, as each of the three parts, from the first alert to the last word.
import { expect, test } from "vitest";
import { createPracticeChecker } from "../../src/practice/checker.ts";
import type { OutagePart, PageMessage } from "../../src/practice/page-api.ts";
import { createWorld, type World } from "../support/world.ts";

const TRAINEE = "amara";
const ROLE: Record<OutagePart, string> = {
  commander: "Commander",
  scribe: "Scribe",
  communications: "Communications lead",
};

/** Plays it to its end: a person who does the least that their part asks for. */
async function playThrough(part: OutagePart): Promise<{ world: World; room: string }> {
  const world = await createWorld();
  await world.act(TRAINEE, { act: "start-outage", part });
  await world.advance("2m");
  await world.command(TRAINEE, "engineering", "declare sev2 Card payments fail at checkout");
  await world.advance("30s");
  const room = "inc-1-card-payments-fail-at-checkout";
  await world.press(TRAINEE, room, `Take ${ROLE[part]}`);
  const done = new Set<string>();
  for (let minute = 0; outage(world).stage !== "over"; minute++) {
    expect(minute, "it ends").toBeLessThan(180);
    await world.advance("1m");
    await answer(world, room, done);
    if (part === "commander") await lead(world, room, done);
    if (part === "scribe") await keepTimeline(world, room, done);
    if (part === "communications" && minute % 25 === 5) await world.command(TRAINEE, room, "update We are on it");
  }
  return { world, room };
}

const outage = (world: World) => world.practice.core.view(world.user(TRAINEE))!.outage;

const isNew = (done: Set<string>, { ts }: PageMessage) => !done.has(ts) && done.add(ts);

/** Whatever a person asks them, in its thread. */
async function answer(world: World, room: string, done: Set<string>) {
  const me = world.user(TRAINEE);
  for (const message of world.messages(room)) {
    const asks = message.text.includes(`<@${me}>`) && message.user !== me && message.blocks.length === 0;
    if (asks && isNew(done, message)) await world.say(TRAINEE, room, "Yes, please.", message.ts);
  }
}

/** Asks for what was promised, and ends it once the alert has cleared. */
async function lead(world: World, room: string, done: Set<string>) {
  const promised = world.messages(room).find(({ text }) => text.includes("report back"));
  const waited = promised && Number(promised.ts) * 1_000 < world.now() - 5 * 60_000;
  if (waited && isNew(done, promised)) await world.say(TRAINEE, room, "@tomasz.wolski any word on the certificates?");
  const cleared = world.messages("engineering").find(({ text }) => text.includes("Resolved: payment success rate"));
  if (cleared && isNew(done, cleared)) await world.command(TRAINEE, room, "resolve Rolled back this morning's deploy");
}

/** Puts what the two engineers say on the timeline. */
async function keepTimeline(world: World, room: string, done: Set<string>) {
  const engineers = [world.user("mei"), world.user("tomasz")];
  for (const message of world.messages(room)) {
    const isFact = engineers.includes(message.user) && message.threadTs === null && message.subtype === null;
    if (!isFact || !isNew(done, message)) continue;
    const channel = world.channel(room).id;
    await world.act(TRAINEE, { act: "react", channel, ts: message.ts, name: "round_pushpin" });
  }
}

/** What everybody could read, and when. Within one second the two programs may come first by turns; ports differ. */
const told = (world: World, room: string) =>
  [room, "engineering", "incidents", "support"].map((name) =>
    world
      .messages(name)
      .map(({ ts, text }) => `${ts.split(".")[0]} ${text.replaceAll(world.url, "").replace(/\/files\/\w+/g, "/files")}`)
      .sort(),
  );

test.each(["commander", "scribe", "communications"] as const)(
  "as the %s: colleagues do the rest, and it ends well",
  async (part) => {
    const { world, room } = await playThrough(part);
    const card = world.messages(room).find(({ text, blocks }) => blocks.length > 3 && text.startsWith("INC-1"))!;
    expect(card.text).toContain("Resolved");
    const roles = JSON.stringify(card.blocks);
    expect(roles, "the part that was played by hand").toContain(`*${ROLE[part]}:* <@${world.user(TRAINEE)}>`);
    const others = (Object.keys(ROLE) as OutagePart[]).filter((one) => one !== part);
    for (const other of others) expect(roles).not.toContain(`*${ROLE[other]}:* _unclaimed_`);
    expect(outage(world).debrief.filter(({ good }) => !good)).toEqual([]);
    if (part !== "commander") return;
    const again = await playThrough(part);
    expect(told(again.world, again.room), "the same seed tells the same story, to the word").toEqual(told(world, room));
  },
);

test("under its whole runbook the practice workspace's machine shows it well in time, and it is watched and resolved", async () => {
  const at: { world?: World } = {};
  const checker = createPracticeChecker({ now: () => at.world!.now() });
  const world = await createWorld({ runbook: "agentic-canon", checker });
  at.world = world;
  await world.act(TRAINEE, { act: "start-outage", part: "communications" });
  await world.advance("8m");
  const room = "inc-1-card-payments-fail-at-checkout";
  for (let minute = 0; outage(world).stage !== "over"; minute++) {
    expect(minute, "it ends").toBeLessThan(180);
    await world.advance("1m");
    if (minute % 25 === 5) await world.command(TRAINEE, room, "update We are on it");
  }
  const said = world.fresh(room, TRAINEE).join("\n");
  expect(said).toContain(
    "Everything that must be met before resolving is met, as the checks show. It is watched until",
  );
  expect(said).toContain("Watched for 15 min, and everything that must be met is met: INC-1 may be resolved.");
  expect(said).toContain("*INC-1 is resolved*");
  for (const channel of world.channels(TRAINEE)) world.fresh(channel, TRAINEE);
});
