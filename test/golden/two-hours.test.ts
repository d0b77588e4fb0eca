// A two-hour incident of twelve people, with everything a war room does: read as each message stood when it was over.
import { expect, test } from "vitest";
import { readEvents } from "../../src/store/read/events.ts";
import { listIncidents } from "../../src/store/read/incidents.ts";
import { citationsOf } from "../support/citations.ts";
import { alertFrom } from "../support/other-app.ts";
import { createWorld, type World } from "../support/world.ts";
import { transcriptOf } from "./transcript.ts";
import { twelvePeople } from "./workspace.ts";

const ROOM = "inc-1-card-payments-fail-at-checkout";
const PEOPLE = "amara mei tomasz jonas priya rafael nadia oskar ines kwame lucia hugo".split(" ");

test("two hours of an incident read as its people would wish", { timeout: 240_000 }, async () => {
  const world = await createWorld({ seedPath: twelvePeople(), startAt: Date.UTC(2026, 10, 2, 14, 2) });
  await firstMinutes(world);
  await search(world);
  await turn(world);
  await recovery(world);
  await after(world);
  const [incident] = await listIncidents(world.store, { openOnly: false, limit: 1 });
  const events = await readEvents(world.store, incident!.id);
  const draft = events.findLast((event) => event.type === "PostmortemDrafted")!.markdown;
  expect(citationsOf(draft)).toMatchObject({ broken: [], uncited: [] });
  const slack = "https://harbour-and-pine.slack.com";
  const plain = (text: string) => text.replaceAll(world.url.replace(/\/$/, ""), slack);
  await expect(plain(transcriptOf(world, [ROOM, "incidents"], PEOPLE))).toMatchFileSnapshot("./two-hours.txt");
  await expect(plain(draft)).toMatchFileSnapshot("./two-hours-draft.md");
  for (const person of PEOPLE) world.fresh(ROOM, person);
});

const idOf = (world: World, words: string) => world.messages(ROOM).findLast(({ text }) => text.includes(words))!.ts;
const join = (world: World, ...names: string[]) =>
  names.reduce(
    (before, name) => before.then(() => world.act(name, { act: "join", channel: channelId(world) })),
    Promise.resolve(),
  );
const channelId = (world: World) => world.channel(ROOM).id;
/** The number that Warroom told somebody last. */
const entryOf = (world: World, name: string): string =>
  world
    .messages(ROOM, name)
    .filter(({ ephemeral }) => ephemeral)
    .map(({ text }) => /^\*?#(\d+)\*? is noted/.exec(text)?.[1])
    .findLast((number) => number !== undefined)!;
const react = (world: World, name: string, words: string, emoji: string) =>
  world.act(name, { act: "react", channel: channelId(world), ts: idOf(world, words), name: emoji });

async function firstMinutes(world: World): Promise<void> {
  await world.command("mei", "engineering", "declare sev2 Card payments fail at checkout");
  await world.advance("40s");
  alertFrom(world, ROOM, "[FIRING:1] PaymentErrors 25 % of card payments refused for 10 min");
  await world.say("mei", ROOM, "Every fourth card payment fails since about two; PayPal works");
  await world.command("kwame", "engineering", "declare sev3 Customers cannot pay by card");
  await world.press("kwame", "engineering", "Join INC-1");
  await world.advance("20s");
  await world.press("amara", ROOM, "Acknowledge");
  await world.press("amara", ROOM, "Take Commander");
  await world.advance("30s");
  await world.press("priya", ROOM, "Take Communications lead");
  await world.press("hugo", ROOM, "Take Scribe");
  await world.command("amara", ROOM, "bridge https://meet.example/inc-1");
  await world.advance("1m");
  await world.command("hugo", ROOM, "note 10 minutes ago First customer mails about refused cards");
  await world.command("amara", ROOM, "impact One card payment in four is refused");
  await world.command(
    "amara",
    ROOM,
    "task @tomasz.wolski compare the error rate before and after the 13:50 deploy 10m",
  );
  await world.command("amara", ROOM, "task @nadia.rahimi ask the payment provider for their error codes 15m");
  await world.advance("10s");
  await world.command("tomasz", ROOM, "task 1 accept");
  await world.press("nadia", ROOM, "Accept");
  await world.advance("1m");
  await world.command(
    "priya",
    ROOM,
    "update One card payment in four is refused since 14:00. PayPal works. We compare with the 13:50 deploy.",
  );
  await world.command("rafael", "incidents", "subscribe INC-1");
}

async function search(world: World): Promise<void> {
  await world.advance("4m");
  await join(world, "oskar", "lucia", "ines");
  await world.say(
    "tomasz",
    ROOM,
    "The error rate rose at 13:58, eight minutes after the deploy. I doubt that the deploy is it",
  );
  await react(world, "hugo", "rose at 13:58", "round_pushpin");
  await world.command("tomasz", ROOM, "task 1 done It began 8 min after the deploy; not the deploy");
  await world.say("lucia", ROOM, "The card form was changed yesterday, maybe that");
  await world.command("hugo", ROOM, "note hypothesis: yesterday's change of the card form");
  const form = entryOf(world, "hugo");
  await world.advance("6m");
  await world.say("oskar", ROOM, "I see resets on the link to the provider since 13:57");
  const thread = idOf(world, "resets on the link");
  await world.say("lucia", ROOM, "only from our second site?", thread);
  await world.say("oskar", ROOM, "only from the second site, the first is clean", thread);
  await react(world, "hugo", "the first is clean", "round_pushpin");
  await world.advance("2m");
  await world.command("hugo", ROOM, "note hypothesis: the link from the second site to the provider is at fault");
  await world.command("hugo", ROOM, `outcome ${form} ruled out, the form is the same for PayPal`);
  await world.advance("5m");
  await world.command("mei", ROOM, "severity SEV1 The whole second site is refused now");
  await world.say("kwame", ROOM, "Support has 40 calls waiting");
  await world.advance("2m");
  await world.command(
    "priya",
    ROOM,
    "update All card payments of the first site are refused. We look at the link to the provider.",
  );
  await world.command("amara", ROOM, "note decision: send all card traffic through the first site?");
  await world.say("ines", ROOM, "@amara.okafor can I rotate the provider certificate meanwhile?");
  await world.advance("4m");
  await world.say("amara", ROOM, "@ines.duarte not yet, one change at a time");
  await world.press("priya", ROOM, "Correct");
  await world.submit("priya", {
    text: "All card payments of the second site are refused. We look at the link to the provider.",
    reason: "It is the second site",
  });
  await world.advance("5m");
}

async function turn(world: World): Promise<void> {
  await world.command("amara", ROOM, "outcome 6 yes, after a test with one machine");
  await world.advance("3m");
  await world.say("oskar", ROOM, "Moved one machine: its payments go through");
  await react(world, "hugo", "its payments go through", "round_pushpin");
  await world.advance("9m");
  await world.command(
    "priya",
    ROOM,
    "update A test with one machine works. All card traffic moves to the first site now.",
  );
  await world.advance("8m");
  await world.say("oskar", ROOM, "All machines moved, 14:53");
  await world.command("hugo", ROOM, "note action: all machines moved to the first site");
  await world.command("amara", ROOM, "status recovery all");
  await world.press("amara", ROOM, "Mitigated now");
  await world.advance("2m");
  await world.command("amara", ROOM, "handover @jonas.lindqvist long day, the rest is watching");
  await world.advance("1m");
  await world.press("jonas", ROOM, "Accept");
  await world.advance("3m");
  await world.command("priya", ROOM, "update Card payments work again for nearly everybody. We watch for 45 minutes.");
  await world.command("jonas", ROOM, "pause 40m watching, nothing new to say before 15:40");
}

async function recovery(world: World): Promise<void> {
  await world.advance("10m");
  await world.command("hugo", ROOM, "correct 1 First customer mails about refused cards, by the mails' own time 13:59");
  await world.command(
    "hugo",
    ROOM,
    `outcome ${entryOf(world, "hugo")} the error rate fell to 0.1 % within four minutes`,
  );
  await world.advance("15m");
  await world.say("mei", ROOM, "Error rate 0.1 % for twenty minutes");
  await world.command("hugo", ROOM, "note all machines were moved at half past two");
  await world.command("hugo", ROOM, `strike ${entryOf(world, "hugo")} it was seven to three`);
  await world.command("hugo", ROOM, "times started 14:57 the first resets of the link");
  await world.command("nadia", ROOM, "action @oskar.berg Alert on resets of the provider links friday");
  await world.advance("17m");
  await world.command("priya", ROOM, "update Nothing new; we end this at 16:00.");
  await world.advance("13m");
  await world.command(
    "jonas",
    ROOM,
    "resolve Card traffic moved to the first site; the provider repairs the link of the second.",
  );
}

async function after(world: World): Promise<void> {
  await world.advance("2m");
  await world.press("mei", ROOM, "What Went Well");
  await world.submit("mei", { text: "The network was looked at within ten minutes" });
  await world.command("kwame", ROOM, "contribute improve Support heard of it from customers, not from us");
  await world.command("oskar", ROOM, "contribute why The link had no alert of its own");
  await world.command("hugo", ROOM, "postmortem");
  await world.advance("1m");
}
