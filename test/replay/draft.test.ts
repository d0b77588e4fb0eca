// One made-up incident with everything a draft can hold, read as the person reads it who writes the postmortem.
import { expect, test } from "vitest";
import { readEvents } from "../../src/store/read/events.ts";
import { listIncidents } from "../../src/store/read/incidents.ts";
import { citationsOf } from "../support/citations.ts";
import { alertFrom } from "../support/other-app.ts";
import { createWorld, type World } from "../support/world.ts";

/** 23:20 UTC: the incident runs into the next day. */
const EVENING = Date.UTC(2026, 10, 2, 23, 20);
const ROOM = "inc-1-checkout-answers-with-timeouts";

test("the draft of an incident is the golden one", async () => {
  const world = await createWorld({ startAt: EVENING });
  await anIncident(world);
  const [incident] = await listIncidents(world.store, { openOnly: false, limit: 1 });
  const drafted = (await readEvents(world.store, incident!.id)).findLast((event) => event.type === "PostmortemDrafted");
  expect(citationsOf(drafted!.markdown)).toMatchObject({ broken: [], uncited: [] });
  const markdown = drafted!.markdown.replaceAll(world.url.replace(/\/$/, ""), "https://harbour-and-pine.slack.com");
  await expect(markdown).toMatchFileSnapshot("./golden-draft.md");
});

async function anIncident(world: World): Promise<void> {
  await world.command("mei", "engineering", "declare SEV2 Checkout answers with timeouts");
  await world.advance("3m");
  await world.press("tomasz", ROOM, "Take Commander");
  await world.press("tomasz", ROOM, "Acknowledge");
  await world.say(
    "mei",
    ROOM,
    "Since 23:05 every fourth payment fails; see https://grafana.example/d/pay_1?from=now-1h",
  );
  await world.advance("1m");
  alertFrom(world, ROOM, "[FIRING:1] PaymentErrors 25 %");
  const asked = world.messages(ROOM).find(({ text }) => text.startsWith("Since 23:05"))!.ts;
  await world.command("tomasz", ROOM, "note 15 minutes ago Payments began to time out");
  await world.say("amara", ROOM, "is it the *new* pool size? <script>alert(1)</script> `SHOW max_connections`", asked);
  await world.say("mei", ROOM, "@tomasz.wolski it is:\n```\npool: 20\nwaiting: 412\n```", asked);
  await world.advance("1m");
  await world.command("tomasz", ROOM, "severity SEV1 Nobody can pay");
  await world.act("amara", { act: "post", channel: world.channel(ROOM).id, text: "The key is hunter2" });
  const secret = world.messages(ROOM).at(-1)!.ts;
  await world.advance("30s");
  await world.act("amara", { act: "delete", channel: world.channel(ROOM).id, ts: secret });
  await world.press("amara", ROOM, "Take Communications lead");
  await world.advance("9m");
  await world.command("amara", ROOM, "update Nobody can pay; we are rolling the pool size back. @channel is told.");
  await world.act("mei", upload(world, "pool.png"));
  await world.say("mei", ROOM, "- rolled back\n# not a heading\n1. nor a list");
  const wrong = world.messages(ROOM).at(-1)!.ts;
  await world.act("mei", {
    act: "edit",
    channel: world.channel(ROOM).id,
    ts: wrong,
    text: "Rolled back on 3 of 4 machines\n# not a heading\n1. nor a list, ![nor](https://evil.example/i.png)",
  });
  await world.advance("24m");
  await world.command("amara", ROOM, "update Payments work again for most.");
  await world.stop();
  await world.leap(4 * 60_000);
  world.practice.core.act({ as: world.user("mei"), act: "post", channel: world.channel(ROOM).id, text: "4 of 4." });
  await world.leap(60_000);
  await world.start();
  await world.command("tomasz", ROOM, "role commander @jonas.lindqvist");
  await world.advance("18m");
  await world.command("jonas", ROOM, "resolve Rolled the connection pool back from 20 to 200.");
  await world.advance("5s");
}

function upload(world: World, name: string) {
  const base64 = Buffer.from("picture").toString("base64");
  return { act: "upload" as const, channel: world.channel(ROOM).id, name, mimetype: "image/png", base64 };
}
