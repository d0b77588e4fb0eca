import { expect, test } from "vitest";
import { readEventRows } from "../../src/store/read/events.ts";
import { listIncidents } from "../../src/store/read/incidents.ts";
import { testRunbook } from "../support/runbook.ts";
import { createWorld, type World } from "../support/world.ts";

const PEOPLE = { legal: ["priya"] };
const shown = (world: World, name: string) => JSON.stringify(world.form(name)!.blocks);
const roomOf = (world: World) => world.channels().find((name) => /^incident-\d/.test(name))!;
const card = (world: World, room: string) =>
  JSON.stringify(world.messages(room).find(({ blocks }) => blocks[0]?.type === "header")!.blocks);
const text = (world: World, room: string) => world.fresh(room).join("\n");

/** Presses the button of that id in the form that is open, where several have the same words. */
async function pressOf(world: World, name: string, actionId: string): Promise<void> {
  const form = world.form(name)!;
  const block = form.blocks.find(
    (one) => (one.accessory as { action_id?: string } | undefined)?.action_id === actionId,
  )!;
  await world.act(name, { act: "block-action", view: form.id, blockId: String(block.block_id), actionId });
}

/** NovaCron's own regimes, asked of nobody in particular. */
test("data is lost: the five regimes are asked for, and the other four again; GDPR's clock runs since the time that was typed, and is reminded of", async () => {
  const world = await createWorld({ runbook: "novacron", people: {} });
  const tomasz = world.user("tomasz");
  await world.command("mei", "engineering", "declare SEV-1 The orders are gone");
  await world.advance("10s");
  const room = roomOf(world);
  expect(text(world, room)).not.toContain("duties to notify");
  await world.command("tomasz", room, "role incident-commander");
  await world.command("mei", room, "category data-loss");
  await world.advance("65s");
  const asked = world.fresh(room).filter((line) => line.includes("notification rules apply"));
  expect(asked).toHaveLength(1);
  expect(asked[0]).toContain(`<@${tomasz}> do these notification rules apply`);
  for (const name of ["GDPR, articles 33 and 34", "California breach notification", "HIPAA", "PCI DSS", "SOC 2"]) {
    expect(asked[0]).toContain(name);
  }

  await world.press("tomasz", room, "Answer: GDPR, articles 33 and 34");
  await world.submit("tomasz", { "answer:personal-data": "yes", "answer:risk": "yes", "since:aware": "25:99" });
  expect(JSON.stringify(world.form("tomasz"))).toContain("No time was read in");
  const aware = Math.floor((world.now() - 3 * 3_600_000) / 60_000) * 60_000;
  const typed = `since ${new Date(aware).toISOString().slice(0, 16).replace("T", " ")} UTC`;
  await world.submit("tomasz", { "answer:personal-data": "yes", "answer:risk": "yes", "since:aware": typed });
  expect(shown(world, "tomasz")).toContain("It applies");
  expect(shown(world, "tomasz")).toContain("Notification of the breach");
  await world.advance("5s");
  const said = text(world, room);
  expect(said).toContain(`<@${tomasz}> on *GDPR, articles 33 and 34*: yes to`);
  expect(said).toContain("we were reasonably certain that personal data is affected.");
  const due = aware + 72 * 3_600_000;
  expect(said).toContain(`*Notification of the breach* to the supervisory authority: due <!date^${due / 1000}^`);
  expect(card(world, room)).toContain("GDPR, articles 33 and 34: Notification of the breach: due");
  expect(card(world, room)).toContain("4 notification rules: nobody has said whether they apply");

  // Half of the 72 hours, three quarters, nine tenths, and when it is due: once each.
  const askedAgain: string[] = [];
  const reminders = async (until: number) => {
    await world.leap(until - world.now() - 60_000);
    await world.advance("70s");
    const fresh = world.fresh(room);
    askedAgain.push(...fresh.filter((line) => line.includes("nobody has answered yet")));
    return fresh.filter((line) => line.includes("has these to be notified"));
  };
  expect(await reminders(aware + 36 * 3_600_000)).toEqual([expect.stringContaining("half of the time is over")]);
  await world.stop();
  await world.advance("1m");
  await world.start();
  expect(await reminders(aware + 54 * 3_600_000)).toEqual([expect.stringContaining("three quarters of the time")]);
  expect(await reminders(aware + 64.8 * 3_600_000)).toEqual([expect.stringContaining("nine tenths of the time")]);
  expect(await reminders(due)).toEqual([expect.stringContaining("nobody has said that it is submitted")]);
  expect(askedAgain, "as often as the leaps of the clock let it").toHaveLength(2);
  expect(askedAgain[0]).toContain(`<@${tomasz}> nobody has answered yet whether these notification rules apply`);
  expect(askedAgain[0]).toContain("*California breach notification* (within 30 days): Was");
  expect(askedAgain[0]).toContain("*PCI DSS* (immediately): Is");
  expect(askedAgain[0]).toContain("HIPAA");
  expect(askedAgain[0]).not.toContain("GDPR");
  expect(card(world, room)).toContain("*overdue* since");
  expect(await reminders(due + 48 * 3_600_000)).toEqual([]);
  await world.advance("1m");
  world.fresh(room);
});

test("a follow-up hangs on the submission; what is not needed says why; what was said is corrected with a reason; the proof has all of it", async () => {
  const world = await createWorld({ runbook: "novacron", people: {} });
  await world.command("tomasz", "engineering", "declare SEV-1 The orders are gone");
  await world.advance("10s");
  const room = roomOf(world);
  await world.command("tomasz", room, "regimes");
  expect(shown(world, "tomasz")).toContain(
    "Not answered yet: Was unencrypted personal information of California residents",
  );
  await world.pressIn("tomasz", "form", "Answer");
  await world.submit("tomasz", { "answer:personal-data": "no" });
  expect(shown(world, "tomasz")).toContain("It does not apply: no to Was personal data lost");
  await world.pressIn("tomasz", "form", "Answer");
  await world.submit("tomasz", { "answer:residents": "yes", "answer:five-hundred": "yes" });
  await world.advance("5s");
  expect(text(world, room)).toContain("the time of this answer: the breach was discovered or notified to us");
  expect(shown(world, "tomasz")).toContain("No clock yet: it runs once “Notice to residents” is submitted");

  await world.pressIn("tomasz", "form", "Submitted");
  await world.submit("tomasz", { when: "in the future" });
  expect(JSON.stringify(world.form("tomasz"))).toContain("No time was read in");
  await world.submit("tomasz", { reference: "CA-4711", proof: "Mailed by <https://example.com/post|the agency>" });
  await world.advance("5s");
  expect(text(world, room)).toContain(
    "*Notice to residents* to the residents concerned (California breach notification)",
  );
  expect(shown(world, "tomasz")).toContain("Copy to the attorney general* to the attorney general of California\\nDue");
  expect(shown(world, "tomasz")).toContain("reference CA-4711");
  await world.pressIn("tomasz", "form", "Not needed");
  await world.submit("tomasz", { reason: "Fewer than 500, as it turned out" });
  await world.advance("5s");
  expect(text(world, room)).toContain("because: Fewer than 500, as it turned out");

  await pressOf(world, "tomasz", "answer_regime:california");
  await world.submit("tomasz", { "answer:residents": "no", "answer:five-hundred": "yes" });
  expect(JSON.stringify(world.form("tomasz"))).toContain("The reason is empty");
  await world.submit("tomasz", { "answer:residents": "no", "answer:five-hundred": "yes", reason: "It was encrypted" });
  await world.advance("5s");
  expect(text(world, room)).toContain("California breach notification does not apply: nobody is to be notified by it.");

  await world.command("tomasz", room, "regimes proof");
  await world.advance("10s");
  const file = world
    .messages(room)
    .flatMap(({ files }) => files)
    .find(({ name }) => name.includes("proof"));
  const proof = await (await fetch(new URL(file!.url, world.url))).text();
  expect(proof).toContain("By the answers it **does not apply** to this incident.");
  expect(proof).toContain("submitted 2026");
  expect(proof).toContain("reference: CA-4711");
  expect(proof).toContain("because: It was encrypted");
  expect(proof).toMatch(/\\\[e\d+\\\] tomasz/i);
  const [, head] = /the last one’s hash was `([0-9a-f]{64})`/.exec(proof) ?? [];
  const [incident] = await listIncidents(world.store, { openOnly: false, limit: 1 });
  const hashes = (await readEventRows(world.store, incident!.id)).map(({ hash }) => hash);
  expect(hashes).toContain(head);
  for (const [, hash] of proof.matchAll(/`([0-9a-f]{64})` \|/g)) expect(hashes).toContain(hash);
  await world.command("tomasz", room, "timeline");
  expect(JSON.stringify(world.messages(room, "tomasz").at(-1)!.blocks)).toContain(
    "Not needed: Copy to the attorney general",
  );
  world.fresh(room);
});

const LAWS = testRunbook(
  "magnus",
  (text) => `${text}
regimes:
  - { use: nis2, only: { category: security }, owner: security-lead, to: [legal] }
  - { use: dora, only: { category: security }, to: [legal] }
`,
);

test("whom the runbook names is asked; DORA's chain runs from each submission, and its month ends at noon of a working day", async () => {
  const world = await createWorld({ runbook: LAWS, people: PEOPLE });
  const [mei, priya, tomasz] = ["mei", "priya", "tomasz"].map((name) => world.user(name));
  await world.command("mei", "engineering", "declare Critical Somebody is in the database");
  await world.advance("10s");
  const room = world.channels().find((name) => name.includes("somebody-is-in"))!;
  world.fresh(room);
  await world.command("mei", room, "impact data rows were read");
  await world.advance("65s");
  expect(text(world, room)).not.toContain("duties to notify");
  await world.command("tomasz", room, "role security-lead");
  await world.command("mei", room, "category security");
  await world.advance("65s");
  const asked = world.fresh(room).filter((line) => line.includes("notification rules apply"));
  expect(asked.map((line) => line.split(" do these")[0])).toEqual([
    `<@${tomasz}> <@${priya}>`,
    `<@${mei}> <@${priya}>`,
  ]);
  // Taken back and found again, and another severity: asked once.
  await world.command("mei", room, "category -security");
  await world.command("mei", room, "category security");
  await world.command("mei", room, "severity High");
  await world.advance("65s");
  expect(text(world, room)).not.toContain("duties to notify");

  await world.press("priya", room, "Answer: DORA, article 19");
  await world.submit("priya", { "answer:financial-entity": "yes", "answer:major": "yes" });
  expect(shown(world, "priya")).toContain("Initial notification* to the competent authority\\nDue");
  expect(shown(world, "priya")).toContain("No clock yet: it runs once “Initial notification” is submitted");
  await world.advance("2h");
  await world.advance("10s");
  expect(world.fresh(room).filter((line) => line.includes("half of the time is over"))).toEqual([
    expect.stringContaining(`<@${mei}> <@${priya}>`),
  ]);
  await world.press("priya", room, "Notifications");
  await world.pressIn("priya", "form", "Submitted");
  await world.submit("priya", { reference: "BaFin 1" });
  await world.advance("5s");
  await world.leap(65 * 3_600_000);
  await world.advance("1m");
  expect(world.fresh(room).filter((line) => line.includes("to be notified:"))).toEqual([
    expect.stringMatching(/Intermediate report\* to the competent authority: nine tenths/),
  ]);
  await world.command("priya", room, "regimes");
  await world.pressIn("priya", "form", "Submitted");
  await world.submit("priya", {});
  await world.advance("5s");
  expect(shown(world, "priya")).toMatch(
    /Final report\* to the competent authority\\nDue <!date\^\d+\^[^|]*\|2026-12-07 /,
  );
  // After the end too, until it is submitted; the room's end does not stop the law.
  await world.command("mei", room, "resolve Shut out");
  await world.submit("mei", { reason: "It is shut out" });
  await world.advance("1m");
  expect(text(world, room)).toContain("is resolved");
  await world.leap(17 * 86_400_000);
  await world.advance("1m");
  expect(world.fresh(room).filter((line) => line.includes("Final report* to"))).toEqual([
    expect.stringContaining("half of the time is over"),
  ]);
});

test("of a private incident nothing leaves the room, a drill says that nobody is notified and ends with its clocks", async () => {
  const world = await createWorld({ runbook: LAWS, people: PEOPLE });
  world.fresh("incidents");
  await world.command("mei", "engineering", "declare --private Critical Somebody is in the database");
  await world.advance("10s");
  const room = world.channels("mei").find((name) => name.endsWith("-private"))!;
  await world.command("mei", room, "category security");
  await world.advance("65s");
  // Whom the runbook names is not in it: whoever leads or declared it alone is asked.
  const asked = world.messages(room, "mei").filter(({ text: said }) => said.includes("notification rules apply"));
  expect(asked.map(({ text: said }) => said.split(" do these")[0])).toEqual([`<@${world.user("mei")}>`]);
  await world.press("mei", room, "Answer: NIS2, article 23");
  await world.submit("mei", { "answer:significant": "yes" });
  await world.leap(12 * 3_600_000);
  await world.advance("1m");
  expect(world.messages(room, "mei").some(({ text: said }) => said.includes("half of the time is over"))).toBe(true);
  await world.command("mei", room, "regimes proof");
  await world.advance("10s");
  expect(world.messages(room, "mei").flatMap(({ files }) => files)).toHaveLength(1);
  expect(world.fresh("incidents")).toEqual([]);
  expect(world.channels("priya").filter((name) => name.includes("somebody"))).toEqual([]);
  expect(() => world.channel("warroom", "priya"), "nobody writes to her").toThrow();
  await world.command("priya", "engineering", "regimes INC-1");
  expect(JSON.stringify(world.messages("engineering", "priya").at(-1)!)).not.toContain("database");
  await world.command("mei", room, "cancel It was a test of ours");

  await world.command("mei", "engineering", "drill Critical Somebody might be in");
  await world.advance("10s");
  const drill = world.channels().find((name) => name.includes("might-be-in"))!;
  await world.command("mei", drill, "category security");
  await world.advance("65s");
  await world.press("mei", drill, "Answer: NIS2, article 23");
  expect(shown(world, "mei")).toContain("nobody is to be notified");
  await world.submit("mei", { "answer:significant": "yes" });
  await world.leap(12 * 3_600_000);
  await world.advance("1m");
  const lines = world.fresh(drill).filter((line) => line.includes("NIS2"));
  expect(lines).toHaveLength(3);
  for (const line of lines) expect(line).toContain("*Drill:* nobody is to be notified.");
  const seen = world.messages(drill).filter(({ text: said }) => lines.includes(said));
  for (const { blocks } of seen) expect(JSON.stringify(blocks)).toContain("*Drill:* nobody is to be notified.");
  expect(card(world, drill)).toContain("To notify (drill, nobody is notified)");
  await world.command("mei", drill, "resolve It went well");
  await world.advance("1m");
  if (world.form("mei")) await world.submit("mei", { reason: "It went well" });
  await world.leap(48 * 3_600_000);
  await world.advance("1m");
  expect(world.fresh(drill).filter((line) => line.includes("to be notified:"))).toEqual([]);
  world.fresh("incidents");
});

test("an incident that runs as a thread is asked, reminded and proven in its thread", async () => {
  const novacron = testRunbook("novacron", (whole) => whole.replace(/^announce: .*$/m, "announce: incidents"));
  const world = await createWorld({ runbook: novacron, people: {} });
  await world.command("mei", "engineering", "declare SEV-3 One region lost rows");
  await world.advance("5s");
  const name = "20261102090000";
  const root = world.messages("incidents").find(({ blocks }) => blocks[0]?.type === "header")!;
  await world.command("mei", "incidents", `category ${name} data-loss`);
  await world.advance("65s");
  await world.press("mei", "incidents", "Answer: HIPAA breach notification");
  await world.submit("mei", { "answer:phi": "yes" });
  await world.advance("5s");
  await world.command("mei", "incidents", `regimes ${name} proof`);
  await world.advance("10s");
  await world.leap(30 * 86_400_000);
  await world.advance("1m");
  const inThread = world.messages("incidents").filter(({ threadTs, ts }) => threadTs === root.ts && ts !== root.ts);
  const told = inThread.map(({ text: said }) => said).join("\n");
  expect(told).toContain("do these notification rules apply");
  expect(told).toContain("on *HIPAA breach notification*: yes to");
  expect(told).toContain("*Notice to individuals* to the individuals concerned: half of the time is over");
  expect(inThread.flatMap(({ files }) => files)).toHaveLength(1);
  world.fresh("incidents");
});
