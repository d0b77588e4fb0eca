// What people do to a room while its incident is open: Warroom removed, the room archived, deleted, renamed, made private,
// shared with another company.
import { expect, test } from "vitest";
import { findByNumber } from "../../src/store/read/incidents.ts";
import { listGaps } from "../../src/store/read/gaps.ts";
import { listMessages } from "../../src/store/read/messages.ts";
import type { JobRow } from "../../src/store/tables.ts";
import { rows } from "../support/orders.ts";
import { createWorld, type World } from "../support/world.ts";

const ROOM = "inc-1-checkout-is-down";

async function declared() {
  const world = await createWorld();
  await world.command("mei", "engineering", "declare SEV1 Checkout is down");
  await world.advance("5s");
  await world.press("amara", ROOM, "Take Commander").catch(() => world.command("amara", ROOM, "role commander"));
  await world.advance("5s");
  const { id } = world.channel(ROOM);
  return { world, id, bot: world.practice.core.state.app.botUser, team: world.practice.core.state.team.id };
}

/** The last thing that was said, apart from Slack's own lines. */
const last = (world: World, room: string) =>
  world
    .messages(room)
    .filter(({ subtype }) => !subtype?.startsWith("channel_") && !subtype?.startsWith("group_"))
    .at(-1)!.text;

const stateOf = async (world: World) =>
  (await findByNumber(world.store, world.practice.core.state.team.id, 1))!.incident;

const direct = (world: World, name = "amara") => {
  const { channels } = world.practice.core.view(world.user(name))!;
  const own = channels.find(({ directWith }) => directWith === world.practice.core.state.app.botUser);
  return (own?.messages ?? []).map(({ text }) => text);
};

const underAnnouncement = (world: World) =>
  world
    .messages("incidents")
    .filter(({ ts, threadTs, ephemeral }) => threadTs && threadTs !== ts && !ephemeral)
    .map(({ text }) => text);

test("removed from a public room, Warroom comes back by itself, takes over what it missed, and bothers nobody", async () => {
  const { world, id, bot, team } = await declared();
  await world.act("mei", { act: "kick", channel: id, user: bot });
  world.practice.core.act({ as: world.user("mei"), act: "post", channel: id, text: "said while it was away" });
  await world.advance("1m");
  expect(world.channel(ROOM).members).toContain(bot);
  expect((await stateOf(world)).detached).toBe(null);
  const texts = world.messages(ROOM).map(({ text }) => text);
  expect(texts.filter((text) => text.startsWith("Warroom is back: it was removed by"))).toHaveLength(1);
  expect(direct(world)).toEqual([]);
  const recorded = (await listMessages(world.store, team, id)).map(({ text }) => text);
  expect(recorded).toContain("said while it was away");
  const [gap] = await listGaps(world.store, team, id);
  expect(gap).toMatchObject({ why: "Warroom was removed from the room", recovered_at: expect.any(Number) });
  expect(gap!.to_at).toBeLessThanOrEqual(world.now());
});

test("removed from a private room, whoever leads is told how to bring it back, and it goes on under the announcement until then", async () => {
  const { world, id, bot, team } = await declared();
  world.practice.core.admin.makePrivate(id, world.user("mei"));
  await world.advance("5s");
  expect(last(world, ROOM)).toContain("This room was made private by");
  await world.act("mei", { act: "kick", channel: id, user: bot });
  await world.advance("30s");
  expect(direct(world)).toEqual([
    expect.stringMatching(/Warroom was removed from the room of INC-1 .*`\/invite @warroom`/),
  ]);
  await world.command("amara", "incidents", "severity INC-1 SEV2 Only cards are hit");
  await world.advance("5s");
  expect(underAnnouncement(world).at(-1)).toContain("INC-1 is now *SEV2*");
  world.practice.core.act({ as: world.user("mei"), act: "post", channel: id, text: "said while it was away" });
  await world.advance("20m");

  await world.act("mei", { act: "invite", channel: id, user: bot });
  await world.advance("10s");
  expect((await stateOf(world)).detached).toBe(null);
  expect(last(world, ROOM)).toContain("Warroom is back");
  expect((await listMessages(world.store, team, id)).map(({ text }) => text)).toContain("said while it was away");
  expect(direct(world)).toHaveLength(1);
});

test("an archived room leaves the incident open: told to whoever leads and under the announcement, where it goes on until somebody unarchives the room", async () => {
  const { world, id, bot } = await declared();
  await world.act("mei", { act: "archive", channel: id });
  await world.advance("10s");
  expect(await stateOf(world)).toMatchObject({ stage: "open", detached: { how: "archived", by: world.user("mei") } });
  expect(direct(world)).toEqual([expect.stringMatching(/^The room of INC-1 .* was archived by .* still open/)]);
  expect(underAnnouncement(world)).toEqual([
    expect.stringMatching(/^The room #inc-1-checkout-is-down was archived by <@/),
  ]);
  expect(JSON.stringify(world.messages("incidents")[0]!.blocks)).toContain("The incident goes on in this thread");
  // The reminder of the update comes there too, and nothing is tried in the room for ever.
  await world.advance("30m");
  const thread = underAnnouncement(world);
  expect(thread.filter((text) => /update on INC-1 is due/.test(text)).length).toBeGreaterThan(0);
  expect(direct(world).filter((text) => text.includes("could not"))).toEqual([]);

  await world.act("mei", { act: "unarchive", channel: id });
  await world.advance("30s");
  expect((await stateOf(world)).detached).toBe(null);
  expect(world.channel(ROOM).members).toContain(bot);
  expect(last(world, ROOM)).toContain("The room is open again: it was archived by");
  await world.command("amara", ROOM, "severity SEV2 Only cards are hit");
  await world.advance("5s");
  expect(last(world, ROOM)).toContain("INC-1 is now *SEV2*");
});

test("a room archived while no event came is found out by the first thing that cannot be said in it", async () => {
  const { world, id } = await declared();
  world.practice.core.setFaults({ onEvent: () => "drop" });
  await world.act("mei", { act: "archive", channel: id });
  world.practice.core.setFaults({});
  await world.command("amara", "incidents", "severity INC-1 SEV2 Only cards are hit");
  await world.advance("1m");
  expect((await stateOf(world)).detached).toMatchObject({ how: "archived", by: null });
  expect(underAnnouncement(world).filter((text) => text.includes("INC-1 is now *SEV2*"))).toHaveLength(1);
  expect(direct(world).filter((text) => text.includes("could not"))).toEqual([]);
});

test("news of Warroom's coming that is late changes nothing in an archived room; what belongs there waits until it is open again", async () => {
  const { world, id, bot } = await declared();
  await world.command("amara", ROOM, "task look at the pool");
  await world.advance("5s");
  await world.act("mei", { act: "kick", channel: id, user: bot });
  const late = { delay_ms: 60_000 };
  world.practice.core.setFaults({
    onEvent: ({ payload }) =>
      (payload.event as { type?: string }).type === "member_joined_channel" ? late : "deliver",
  });
  await world.advance("30s");
  world.practice.core.setFaults({});
  await world.act("mei", { act: "archive", channel: id });
  await world.advance("2m");
  expect((await stateOf(world)).detached).toMatchObject({ how: "archived" });
  expect(direct(world).filter((text) => text.includes("was archived by"))).toHaveLength(1);
  await world.command("amara", "incidents", "resolve INC-1 The pool was too small");
  await world.advance("2m");
  await world.act("mei", { act: "unarchive", channel: id });
  await world.advance("12m");
  expect(await stateOf(world)).toMatchObject({ detached: null, postmortems: 1 });
  expect(world.messages(ROOM).some(({ files }) => files?.length)).toBe(true);
  expect(direct(world).filter((text) => text.includes("could not"))).toEqual([]);
});

test("news of an archiving that is late changes nothing in a room that is open again; a task given meanwhile stands under the announcement", async () => {
  const { world, id } = await declared();
  const late = { delay_ms: 300_000 };
  world.practice.core.setFaults({
    onEvent: ({ payload }) => ((payload.event as { type?: string }).type === "channel_archive" ? late : "deliver"),
  });
  await world.act("mei", { act: "archive", channel: id });
  world.practice.core.setFaults({});
  await world.command("amara", "incidents", "task INC-1 look at the pool");
  await world.advance("1m");
  expect((await stateOf(world)).tasks[0]!.posted).toEqual([
    expect.objectContaining({ channel: world.channel("incidents").id }),
  ]);
  await world.act("mei", { act: "unarchive", channel: id });
  await world.advance("6m");
  expect((await stateOf(world)).detached).toBe(null);
  expect(direct(world).filter((text) => text.includes("was archived by"))).toHaveLength(1);
});

test("a no that does not fit what Slack shows of the room is not its last word, however often the job failed before", async () => {
  const world = await createWorld();
  let calls = 0;
  let link: unknown;
  world.practice.core.setFaults({
    beforeCall(method, args) {
      link ??= args.link;
      if (method !== "bookmarks.add" || args.link !== link) return undefined;
      calls += 1;
      if (calls <= 4) return { kind: "http", status: 500, applied: false };
      return calls === 5 ? { kind: "error", error: "not_in_channel" } : undefined;
    },
  });
  await world.command("mei", "engineering", "declare SEV1 Checkout is down");
  await world.advance("5m");
  expect(calls).toBe(6);
  const jobs = await rows<JobRow>(world.store, "jobs");
  expect(jobs.filter(({ status }) => status === "parked")).toEqual([]);
  expect(jobs.filter(({ kind, status }) => kind === "bookmark" && status !== "done")).toEqual([]);
});

test("a line of which Slack did not say whether it stands in the room is looked for there, though Warroom is out of it by then", async () => {
  const { world, id, bot } = await declared();
  const told = "*Scribe*";
  const everywhere = () => [...world.messages(ROOM).map(({ text }) => text), ...underAnnouncement(world)];
  const inRoom = (method: string, args: unknown) => method === "chat.postMessage" && JSON.stringify(args).includes(id);
  let lost = 0;
  world.practice.core.setFaults({
    beforeCall(method, args) {
      if (method === "conversations.join") return { kind: "http", status: 500, applied: false };
      if (lost > 0 || !inRoom(method, args) || !JSON.stringify(args).includes(told)) return undefined;
      lost += 1;
      return { kind: "http", status: 500, applied: true };
    },
  });
  await world.command("tomasz", ROOM, "role scribe");
  await world.leap(500);
  expect(lost).toBe(1);
  await world.act("mei", { act: "kick", channel: id, user: bot });
  await world.advance("1m");
  world.practice.core.setFaults({});
  await world.advance("5m");
  expect((await stateOf(world)).detached).toBe(null);
  expect(everywhere().filter((text) => text.includes("is now *Scribe*"))).toHaveLength(1);
});

test("after a deleted room a new one is a press away, with its card and its people, and the old record stays", async () => {
  const { world, id, team } = await declared();
  await world.say("mei", ROOM, "the pool is full");
  await world.advance("5s");
  world.practice.core.admin.deleteChannel(id);
  await world.advance("10s");
  expect(direct(world)).toEqual([expect.stringMatching(/^The room of INC-1 .* was deleted by/)]);
  await world.press("amara", "warroom", "Open a new room");
  await world.advance("10s");
  const state = await stateOf(world);
  expect(state).toMatchObject({ stage: "open", detached: null, formerRooms: [id], card: expect.anything() });
  expect(state.room!.channel).not.toBe(id);
  const room = world.channel(ROOM);
  expect(room.members).toEqual(expect.arrayContaining(["mei", "amara", "tomasz"].map(world.user)));
  expect(room.messages.filter(({ ts }) => ts === state.card!.ts)).toHaveLength(1);
  expect(JSON.stringify(world.messages("incidents")[0]!.blocks)).toContain(`<#${room.id}>`);
  expect((await listMessages(world.store, team, id)).map(({ text }) => text)).toContain("the pool is full");
  await world.press("amara", "warroom", "Open a new room");
  expect(world.messages("warroom", "amara").at(-1)!.text).toContain("no new one is needed");
});

test("beside an archived room the new one has a name of its own", async () => {
  const { world, id } = await declared();
  await world.act("mei", { act: "archive", channel: id });
  await world.advance("10s");
  await world.press("amara", "incidents", "Open a new room");
  await world.advance("10s");
  expect((await stateOf(world)).room).toMatchObject({ name: `${ROOM}-2` });
  await world.command("amara", `${ROOM}-2`, "resolve Rolled back");
  await world.advance("10s");
  expect((await stateOf(world)).stage).toBe("resolved");
});

test("a line that may stand under the announcement is not said again in the room that took an archived one's place", async () => {
  const { world, id } = await declared();
  await world.act("mei", { act: "archive", channel: id });
  await world.advance("10s");
  let lost = 0;
  world.practice.core.setFaults({
    beforeCall(method, args) {
      if (method === "conversations.replies") return { kind: "http", status: 500, applied: false };
      if (method !== "chat.postMessage" || !JSON.stringify(args).includes("is now *Scribe*")) return undefined;
      lost += 1;
      return lost === 1 ? { kind: "http", status: 500, applied: true } : undefined;
    },
  });
  await world.command("tomasz", "incidents", "role INC-1 scribe");
  await world.advance("5s");
  expect(lost).toBe(1);
  await world.press("amara", "incidents", "Open a new room");
  await world.advance("10s");
  world.practice.core.setFaults({});
  await world.advance("5m");
  const everywhere = [...world.messages(`${ROOM}-2`).map(({ text }) => text), ...underAnnouncement(world)];
  expect(everywhere.filter((text) => text.includes("is now *Scribe*"))).toHaveLength(1);
});

test("a renamed room is the same room, and the timeline has both names", async () => {
  const { world, id } = await declared();
  await world.act("mei", { act: "rename", channel: id, name: "inc-1-payments" });
  await world.command("amara", "inc-1-payments", "severity SEV2 Only cards are hit");
  await world.advance("5s");
  expect(last(world, "inc-1-payments")).toContain("INC-1 is now *SEV2*");
  expect((await stateOf(world)).room).toMatchObject({ channel: id, name: "inc-1-payments" });
  await world.command("amara", "inc-1-payments", "timeline");
  const shown = JSON.stringify(world.messages("inc-1-payments").at(-1));
  expect(shown).toContain("renamed from #inc-1-checkout-is-down to #inc-1-payments");
});

test("a room shared with another company says so at once and for as long as it lives", async () => {
  const { world, id } = await declared();
  world.practice.core.admin.shareChannel(id);
  await world.advance("5s");
  expect(last(world, ROOM)).toContain("*This room is shared with another company now.*");
  world.practice.core.admin.unshareChannel(id);
  await world.advance("5s");
  expect((await stateOf(world)).external).toEqual(expect.any(Number));
  const { card } = await stateOf(world);
  const shown = world.messages(ROOM).find(({ ts }) => ts === card!.ts)!;
  expect(JSON.stringify(shown.blocks)).toContain("Shared with another company");
});

test("an incident that ends while its private room is out of reach gets its draft and its card there once Warroom is back", async () => {
  const { world, id, bot } = await declared();
  world.practice.core.admin.makePrivate(id, world.user("mei"));
  await world.advance("5s");
  await world.act("mei", { act: "kick", channel: id, user: bot });
  await world.advance("30s");
  await world.command("amara", "incidents", "resolve INC-1 Rolled back");
  await world.advance("5m");
  expect((await stateOf(world)).postmortems).toBe(0);

  await world.act("mei", { act: "invite", channel: id, user: bot });
  await world.advance("2m");
  expect(await stateOf(world)).toMatchObject({ detached: null, postmortems: 1, stage: "resolved" });
  expect(world.messages(ROOM).filter(({ files }) => files.length > 0)).toHaveLength(1);
});

test("an offer that ends while its private room is out of reach loses its buttons once Warroom is back, and nobody is bothered", async () => {
  const { world, id, bot } = await declared();
  await world.command("amara", ROOM, "handover @mei.tanaka");
  await world.advance("5s");
  world.practice.core.admin.makePrivate(id, world.user("mei"));
  await world.advance("5s");
  const offer = () =>
    JSON.stringify(world.messages(ROOM).filter(({ blocks }) => JSON.stringify(blocks).includes("hand")));
  expect(offer()).toContain("accept_handover");
  await world.act("mei", { act: "kick", channel: id, user: bot });
  await world.command("amara", ROOM, "handover withdraw");
  await world.advance("10m");
  expect(offer()).toContain("accept_handover");
  expect(direct(world).filter((text) => text.includes("could not"))).toEqual([]);
  await world.act("mei", { act: "invite", channel: id, user: bot });
  await world.advance("2m");
  expect(offer()).not.toContain("accept_handover");
});

test("taken out of a public room after the end, Warroom stays out until somebody invites it", async () => {
  const { world, id, bot } = await declared();
  await world.command("amara", ROOM, "resolve Rolled back");
  await world.advance("1m");
  await world.act("mei", { act: "kick", channel: id, user: bot });
  await world.advance("30m");
  expect(world.channel(ROOM).members).not.toContain(bot);
  await world.act("mei", { act: "invite", channel: id, user: bot });
  await world.advance("10s");
  expect((await stateOf(world)).detached).toBe(null);
});

test("a room archived by somebody after the end and opened again is recorded on", async () => {
  const { world, id, team } = await declared();
  await world.command("amara", ROOM, "resolve The pool was too small");
  await world.advance("2m");
  await world.act("mei", { act: "archive", channel: id });
  await world.advance("2m");
  await world.command("amara", "incidents", "action INC-1 make the pool larger");
  await world.advance("2h");
  expect((await stateOf(world)).detached).toMatchObject({ how: "archived" });
  await world.act("mei", { act: "unarchive", channel: id });
  await world.say("mei", ROOM, "one more thing");
  await world.advance("12m");
  expect((await stateOf(world)).detached).toBe(null);
  const texts = (await listMessages(world.store, team, id)).map(({ text }) => text);
  expect(texts).toContain("one more thing");
  expect(await listGaps(world.store, team, id)).toEqual([
    expect.objectContaining({ why: "the room was archived", recovered_at: expect.any(Number) }),
  ]);
});

test("what met the room out of reach is in it once Warroom is back: one card, and every link", async () => {
  const world = await createWorld();
  const { core } = world.practice;
  let refuses = true;
  const isLate = (method: string) => method === "chat.postMessage" || method === "bookmarks.add";
  core.setFaults({
    beforeCall: (method) =>
      refuses && isLate(method) ? { kind: "http", status: 500 as const, applied: false } : undefined,
  });
  await world.command("mei", "engineering", "declare SEV1 Checkout is down");
  await world.advance("5s");
  const { id } = world.channel(ROOM);
  core.setFaults({
    beforeCall: (method) => {
      if (method === "conversations.join") return { kind: "http", status: 500 as const, applied: false };
      return refuses && isLate(method) ? { kind: "http", status: 500 as const, applied: false } : undefined;
    },
  });
  await world.act("mei", { act: "kick", channel: id, user: core.state.app.botUser });
  await world.advance("5s");
  refuses = false;
  await world.advance("1m");
  expect((await stateOf(world)).detached).not.toBe(null);
  core.setFaults({});
  await world.advance("5m");
  expect((await stateOf(world)).detached).toBe(null);
  const cards = world.messages(ROOM).filter(({ blocks }) => JSON.stringify(blocks).includes('"type":"header"'));
  expect(cards).toHaveLength(1);
  const links = core.state.channels.get(id)!.bookmarks.map(({ title }) => title);
  expect(links.length).toBeGreaterThan(0);
  expect(new Set(links).size).toBe(links.length);
});
