import { expect, test } from "vitest";
import type { OutgoingText, Sender } from "../../src/out/outlets.ts";
import { testRunbook, without } from "../support/runbook.ts";
import { createWorld, type World } from "../support/world.ts";

const ROOM = "inc-1-checkout-is-down";
const CANON = testRunbook("agentic-canon", (text) => without(text, "recovery"));
const shown = (world: World, name: string) => JSON.stringify(world.form(name)!.blocks);
const dutiesOf = async (world: World, name: string, room: string) => {
  await world.command(name, room, "duties");
  return shown(world, name);
};
const told = (world: World, name: string) => world.messages("warroom", name).map(({ text }) => text);

test("executives are told without a click, the status page is drafted, filled in, told by hand; updates and the end follow", async () => {
  const world = await createWorld({ runbook: CANON, people: { executives: ["tomasz", "priya"] } });
  world.fresh("incidents");
  await world.command("mei", "engineering", "declare SEV1 Checkout is down");
  await world.advance("10s");
  const lines = world.fresh(ROOM).filter((text) => text.includes("please do this now"));
  expect(lines).toEqual([
    expect.stringMatching(
      /^<@\w+>, please do this now: open the \*Incident ticket\*; and by <!date.*09:05 UTC>: put the first notice on the \*Status page\*\.\nDo customers see it\? Answer with `\/incident impact`: that decides whether \*Social media\* is to be told\.$/,
    ),
  ]);
  for (const name of ["tomasz", "priya"]) {
    const texts = world.messages("warroom", name).map(({ text }) => text);
    expect(texts).toEqual([expect.stringContaining("INC-1 (SEV1): Checkout is down")]);
  }
  await world.command("mei", ROOM, "role commander");
  await world.advance("5s");
  expect(world.fresh(ROOM).join("\n")).toContain(
    "Nobody has said yet that this is done: open the *Incident ticket*; put the first notice on the *Status page*",
  );
  await world.press("mei", ROOM, "Duties");
  expect(shown(world, "mei")).toContain("*Executive team* (direct message)\\n*Sent*");
  expect(shown(world, "mei")).toContain("Stakeholders* (#incidents) when it is resolved");

  await world.command("mei", ROOM, "duties done 1 OPS-77");
  await world.press("mei", ROOM, "Duties");
  expect(shown(world, "mei")).toContain("*Done* ");
  await world.pressIn("mei", "form", "Draft");
  expect(shown(world, "mei")).toContain("What the impact is");
  await world.submit("mei", { "value:impact.summary": "Nobody can pay", "value:impact.users": "about 10 %" });
  expect(shown(world, "mei")).toContain("Nobody can pay");
  expect(shown(world, "mei")).toContain("Affected: about 10 %");
  expect(shown(world, "mei")).toContain("Incident lead: ");
  expect(shown(world, "mei")).toContain("Warroom is not connected to this");
  await world.submit("mei", { text: "Impact: [impact.users]" });
  expect(JSON.stringify(world.form("mei"))).toContain("Fill these in");
  await world.submit("mei", { text: "Nobody can pay. We are on it." });
  expect(shown(world, "mei")).toContain("Status page*\\n*Done*");

  await world.command("mei", ROOM, "update Rolling back");
  await world.advance("5s");
  expect(world.fresh(ROOM).join("\n")).not.toContain("please do this now");
  expect(JSON.stringify(world.messages(ROOM).at(-1)!.blocks)).toContain(
    `<@${world.user("mei")}>, please pass it on: put the latest update on the *Status page*.`,
  );
  await world.command("mei", ROOM, "duties skip 4");
  await world.submit("mei", { reason: "Nothing new for those outside" });
  expect(shown(world, "mei")).toContain("*Skipped*");
  world.fresh("incidents");
  await world.command("mei", ROOM, "resolve Rolled back.");
  await world.advance("10s");
  const ending = world
    .messages("incidents")
    .filter(({ text }) => /Resolved |is resolved/.test(text) && !text.startsWith("*INC-1*"));
  expect(ending, "once, in the announcement's thread, and shown in the channel").toEqual([
    expect.objectContaining({
      text: expect.stringContaining("INC-1 (SEV1): Checkout is down\nResolved "),
      threadTs: expect.any(String),
      subtype: "thread_broadcast",
    }),
  ]);
  world.fresh("incidents");
  expect(world.fresh(ROOM).join("\n")).toContain(
    "please do this now: say on the *Status page* that it is over; close the *Incident ticket*.",
  );
  await world.command("mei", ROOM, "timeline");
  const timeline = JSON.stringify(world.messages(ROOM, "mei").at(-1)!.blocks);
  expect(timeline).toContain("Status page: done by hand");
  expect(timeline).toContain("not done, because: Nothing new for those outside");
  await world.advance("1m");
  world.fresh(ROOM);
  world.fresh("incidents");
});

test("each is said once: after a restart, another severity and back, and a night asleep", async () => {
  const world = await createWorld({ runbook: CANON, people: { executives: ["tomasz"] } });
  await world.command("mei", "engineering", "declare SEV2 Checkout is down");
  await world.advance("10s");
  expect(world.fresh(ROOM).join("\n")).toContain(
    "open the *Incident ticket*; tell *Product and engineering leadership* by direct message; and by ",
  );
  world.fresh("incidents");
  await world.command("mei", ROOM, "severity SEV1");
  await world.advance("10s");
  expect(world.fresh(ROOM).join("\n")).toMatch(
    /is now \*SEV1\*[\s\S]*Do customers see it\? .*: that decides whether \*Social media\*/,
  );
  expect(world.fresh("incidents").join("\n"), "who reads it there cannot answer").not.toContain("Do customers see it?");
  expect(told(world, "tomasz")).toHaveLength(1);
  await world.stop();
  await world.advance("1m");
  await world.start();
  await world.command("mei", ROOM, "severity SEV2");
  await world.command("mei", ROOM, "severity SEV1");
  await world.leap(8 * 3_600_000);
  await world.advance("1m");
  expect(told(world, "tomasz")).toHaveLength(1);
  expect(world.fresh(ROOM).filter((text) => text.includes("please do this now"))).toEqual([]);
  expect(await dutiesOf(world, "mei", ROOM)).toContain("leadership* (direct message)\\n_No longer wanted_");
  world.fresh("incidents");
});

test("the commander's word lets the customers' notice out, a draft of another's waits for it; what is late is told twice", async () => {
  const world = await createWorld({ runbook: "novacron", people: {} });
  await world.command("mei", "engineering", "declare SEV-1 Checkout is down");
  await world.advance("10s");
  const room = world.channels().find((name) => /^incident-\d/.test(name))!;
  const [mei, tomasz] = [world.user("mei"), world.user("tomasz")];
  await world.command("tomasz", room, "role incident-commander");
  await world.advance("5s");
  const said = world.fresh(room).join("\n");
  expect(said).toMatch(
    new RegExp(
      `<@${mei}>, please do this by .*09:30 UTC>: put the first notice for \\*Customers\\* on the status page\\.`,
    ),
  );
  expect(said).toContain("#engineering-oncall was not told (channel_not_found). Tell them by hand, and press Done.");
  await world.command("mei", room, "duties done 1 by phone");
  await world.command("mei", room, "impact Nobody can pay");
  await world.command("mei", room, "duties");
  await world.pressIn("mei", "form", "Draft");
  await world.submit("mei", { "value:impact.services": "Checkout", "value:impact.regions": "all" });
  expect(shown(world, "mei")).toContain(`It goes out with the word of <@${tomasz}>`);
  await world.submit("mei", { text: "Checkout is down. We are on it." });
  await world.advance("5s");
  expect(world.fresh(room).at(-1)).toBe(
    `<@${tomasz}> the draft for *Customers* (status page) by <@${mei}> waits for your word.`,
  );
  await world.press("tomasz", room, "Draft");
  expect(shown(world, "tomasz")).toContain("Checkout is down. We are on it.");
  await world.submit("tomasz", {});
  expect(shown(world, "tomasz")).toContain("Customers* (status page)\\n*Done*");

  await world.advance("30m");
  expect(world.fresh(room).join("\n")).toContain("post the regular update on the status page");
  await world.command("tomasz", room, "recovery all");
  await world.command("tomasz", room, "resolve Rolled back.");
  await world.advance("10s");
  expect(world.fresh(room).join("\n")).toContain(
    "please do this now: tell *Customers* on the status page that it is over; and by ",
  );
  const stakeholders = () => world.fresh(room).filter((text) => text.includes("tell *Stakeholders*"));
  const named = expect.stringMatching(
    /is over, and this is left to do:[\s\S]*\n• Nobody has said that this is done: tell \*Customers\* on the status page that it is over; tell \*Stakeholders\* by direct message$/,
  );
  stakeholders();
  await world.advance("1h");
  expect(stakeholders()).toEqual([]);
  await world.advance("1h");
  expect(stakeholders(), "with what else is left, and not besides").toEqual([named, named]);
  for (const one of [1, 2, 3]) await world.command("mei", room, `deadlines ${one}`);
  await world.advance("62m");
  expect(stakeholders(), "by itself, where nothing else is due then").toEqual([
    `<@${tomasz}>, this is still overdue: tell *Stakeholders* by direct message. Warroom does not ask again: say that it is done, or skip it and say why.`,
  ]);
  await world.command("mei", room, "duties done 5 by phone");
  await world.advance("65m");
  expect(stakeholders()).toEqual([]);
});

test("customers are written to by mail with the reference, once, though its first answer was lost", async () => {
  const sent: OutgoingText[] = [];
  const mail: Sender = {
    async send(text) {
      sent.push(text);
      throw new Error("the connection broke");
    },
    find: async (key) => (sent.some((one) => one.key === key) ? { reference: "<7@mail.example>" } : null),
  };
  const world = await createWorld({ runbook: "mgmtvibe", people: {}, senders: { mail } });
  await world.command("mei", "engineering", "declare SEV-1 Checkout is down");
  await world.advance("10s");
  const room = world.channels().find((name) => name.includes("checkout-is-down"))!;
  expect(world.fresh(room).join("\n")).toContain("mail *Customers*");
  await world.command("mei", room, "duties");
  expect(shown(world, "mei")).toContain("*Stakeholders* (#incidents)\\n*Sent*");
  await world.command("mei", room, "duties done 2");
  await world.command("mei", room, "duties");
  await world.pressIn("mei", "form", "Draft");
  await world.submit("mei", { "value:impact.summary": "the checkout", "value:update.eta": "10:30" });
  await world.submit("mei", {});
  await world.advance("30s");
  expect(sent).toEqual([
    expect.objectContaining({ reference: "INC-1", audience: "Customers", subject: "Service disruption notice" }),
  ]);
  expect(sent[0]!.text).toContain("Reference: INC-1");
  await world.command("mei", room, "duties");
  expect(shown(world, "mei")).toContain("<7@mail.example>".replaceAll("<", "&lt;").replaceAll(">", "&gt;"));
  world.fresh(room);
});

test("what nobody told while it ran is named with what is left, and its ticket can still be opened", async () => {
  const runbook = testRunbook("mgmtvibe", (text) => without(text, "recovery"));
  const world = await createWorld({ runbook, people: {} });
  await world.command("mei", "engineering", "declare SEV-1 Checkout is down");
  await world.advance("10s");
  const room = world.channels().find((name) => name.includes("checkout-is-down"))!;
  await world.command("mei", room, "update Rolling back");
  await world.command("mei", room, "resolve Rolled back.");
  world.fresh(room);
  await world.advance("30s");
  const left = world.fresh(room).find((text) => text.includes("What is left"))!;
  expect(left).toContain("Nobody has said that this was done while it ran: open the *Incident ticket*. Do it now");
  expect(left).toContain("that decides whether *Status page* is to be told.");
  await world.command("mei", room, "duties done 2 OPS-77");
  expect(await dutiesOf(world, "mei", room)).toMatch(/Incident ticket\* \(to be opened\)\\n\*Done\*[^"]*OPS-77/);
  await world.command("mei", room, "duties done 3");
  expect(world.messages(room, "mei").at(-1)!.text).toContain("nobody is to be told of this");
  await world.advance("5s");
  world.fresh(room);
  world.fresh("incidents");
});
