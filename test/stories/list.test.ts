import { expect, test } from "vitest";
import { createWorld } from "../support/world.ts";

test("the list shows the worst first, with what each lacks, what is mine, and who is needed in several places", async () => {
  const world = await createWorld();
  await world.command("mei", "engineering", "declare SEV3 Search is slow");
  await world.advance("3m");
  await world.command("mei", "engineering", "declare SEV1 Checkout is down");
  const [slow, down] = ["inc-1-search-is-slow", "inc-2-checkout-is-down"];
  await world.press("amara", slow, "Take Commander");
  await world.press("amara", down, "Take Commander");
  await world.press("tomasz", down, "Take Scribe");
  await world.advance("21m");
  await world.command("amara", "engineering", "list");
  const { text, blocks } = world.messages("engineering", "amara").at(-1)!;
  expect(text).toBe("2 incidents are open.");
  const sections = blocks.flatMap((block) => (block.type === "section" ? [(block.text as { text: string }).text] : []));
  const [, first, second, torn] = sections;
  expect(first).toContain(`*INC-2* SEV1 · Triage · <#${world.channel(down).id}>`);
  expect(first).toContain("*update overdue*");
  expect(first).toContain("*yours:* Commander");
  expect(first).toContain("*vacant:* Communications lead, Technical lead");
  expect(second).toContain("*INC-1* SEV3");
  expect(second).toContain("update due");
  expect(torn).toBe(`*In several incidents at once:* <@${world.user("amara")}> (INC-2, INC-1)`);
  await world.command("amara", down, "page @rafael.souza the replica lags");
  await world.advance("5s");
  await world.command("amara", "engineering", "list");
  expect(JSON.stringify(world.messages("engineering", "amara").at(-1)!.blocks)).toContain("*1 call unanswered*");
  await world.say("rafael", down, "I am here");
  await world.advance("5s");
  await world.command("amara", "engineering", "list");
  expect(JSON.stringify(world.messages("engineering", "amara").at(-1)!.blocks)).not.toContain("unanswered");
  await world.command("tomasz", "engineering", "list");
  expect(JSON.stringify(world.messages("engineering", "tomasz").at(-1)!.blocks)).toContain("*yours:* Scribe");
});

test("More… on the card answers its presser alone with all that can be done", async () => {
  const world = await createWorld();
  await world.command("mei", "engineering", "declare SEV1 Checkout is down");
  const room = "inc-1-checkout-is-down";
  await world.advance("2s");
  await world.press("tomasz", room, "More…");
  const menu = world.messages(room, "tomasz").at(-1)!;
  expect(menu.ephemeral).toBe(true);
  const labels = JSON.stringify(menu.blocks)
    .match(/"text":"([^"]+)","emoji"/g)!
    .map((one) => one.split('"')[3]);
  const first = ["Acknowledge", "Post update", "Take Commander", "Triage", "Impact", "Times", "Change severity"];
  const wanted = [...first, "Change status", "Resolve", "Cancel: false alarm"];
  expect(labels.filter((label) => wanted.includes(label!))).toEqual(wanted);
  await world.press("tomasz", room, "Times");
  expect(world.messages(room, "tomasz").at(-1)!.text).toBe("*Times of INC-1*");
});
