// The record of a room: everything people did in it, in every version, whatever happened on the way.
import { describe, expect, test } from "vitest";
import { bodyHash, GENESIS, linkHash } from "../../src/store/chain.ts";
import { versionFields } from "../../src/store/messages.ts";
import { listGaps } from "../../src/store/read/gaps.ts";
import { listMessages, listVersions } from "../../src/store/read/messages.ts";
import { findRoom } from "../../src/store/read/rooms.ts";
import type { MessageRow } from "../../src/store/tables.ts";
import { addToChannel, alertFrom } from "../support/other-app.ts";
import { ENGINES } from "../support/stores.ts";
import { createWorld, type World, type WorldOptions } from "../support/world.ts";

const ROOM = "inc-1-search-is-slow";
const ROADS = ENGINES.flatMap((engine) => (["socket", "http"] as const).map((mode) => ({ engine, mode })));

/** A deletion that Slack tells of is one more version, and shows nothing else than before. */
const confirmation = { version: expect.any(Number) as number, contents: expect.any(String) as string };

describe.each(ROADS)("the record of a room ($engine, $mode)", (options) => {
  test("holds messages, replies, edits, deletions, files and other apps' alerts, in every version", async () => {
    const world = await inRoom(options);
    const { say, act, upload } = hands(world);
    const first = await say("mei", "p99 is at 4 s");
    const reply = await say("amara", "since the deploy?", first);
    await act("mei", { act: "edit", ts: first, text: "p99 is at 6 s" });
    const gone = await say("tomasz", "the token is hunter2");
    await act("tomasz", { act: "delete", ts: gone });
    await upload("mei", "graph.png");
    const alert = alertFrom(world, ROOM, "Latency is high");
    await world.settle();

    const rows = await record(world);
    expect(shown(rows)).toEqual([
      { author: world.user("mei"), text: "p99 is at 6 s" },
      { author: world.user("amara"), text: "since the deploy?", thread: first },
      { author: world.user("tomasz"), text: "the token is hunter2", deleted: true },
      { author: world.user("mei"), text: "", files: ["graph.png"] },
      { author: "BALERTS", text: "Latency is high" },
    ]);
    expect(rows.find(({ ts }) => ts === reply)).toMatchObject({ version: 1, edited_ts: "" });
    expect(rows.find(({ ts }) => ts === first)!.edited_ts).not.toBe("");
    const versions = await versionsOf(world);
    expect(textsOf(versions, first)).toEqual(["p99 is at 4 s", "p99 is at 6 s"]);
    expect(versions.filter(({ ts }) => ts === gone)).toHaveLength(2);
    expect(versions.filter(({ ts }) => ts === alert)).toHaveLength(1);
    await chainHolds(world);
  });

  test("keeps text as it was typed: emoji, right-to-left, broadcasts, backticks, angle brackets", async () => {
    const world = await inRoom(options);
    const { say } = hands(world);
    const typed = [
      "🔥🧑‍🚒 :fire: naïve café",
      "השרת נפל ثم عاد",
      "@channel please look",
      "```\nif (a < b && c > d) {}\n```",
      "`kubectl get pods -n prod`",
      "\u202Eevil\u202C \u200B zero width",
      "x".repeat(3_000),
    ];
    for (const text of typed) await say("mei", text);
    expect((await record(world)).map(({ text }) => text)).toEqual([
      typed[0],
      typed[1],
      "<!channel> please look",
      "```\nif (a &lt; b &amp;&amp; c &gt; d) {}\n```",
      ...typed.slice(4),
    ]);
    await chainHolds(world);
  });

  test("takes over what was written, edited and deleted while Warroom was stopped, and writes the gap down", async () => {
    const world = await inRoom(options);
    const { say, act } = hands(world);
    const kept = await say("mei", "before");
    const edited = await say("mei", "first words");
    const deleted = await say("tomasz", "to be deleted");
    const parent = await say("amara", "a question");
    const answer = await say("mei", "an answer", parent);
    const lost = await say("amara", "a question nobody should have asked");
    const lostAnswer = await say("mei", "its answer", lost);
    await world.advance("1m");
    const stopped = world.now();
    await world.stop();
    await world.leap(7 * 60_000);
    await act("mei", { act: "edit", ts: edited, text: "better words" });
    await act("tomasz", { act: "delete", ts: deleted });
    await act("mei", { act: "delete", ts: answer });
    await act("mei", { act: "delete", ts: lostAnswer });
    await act("amara", { act: "delete", ts: lost });
    const during = await say("tomasz", "said in the dark");
    const late = await say("amara", "and in an old thread", kept);
    await world.leap(60_000);
    await world.start();
    await world.advance("10s");

    const rows = new Map((await record(world)).map((row) => [row.ts, row]));
    expect(rows.get(edited)).toMatchObject({ text: "better words", version: 2 });
    expect(rows.get(deleted)).toMatchObject({ text: "to be deleted", deleted_at: expect.any(Number) });
    expect(rows.get(answer)!.deleted_at).not.toBeNull();
    expect(rows.get(lost)!.deleted_at).not.toBeNull();
    expect(rows.get(lostAnswer)!.deleted_at).not.toBeNull();
    expect(rows.get(parent)!.deleted_at).toBeNull();
    expect(rows.get(during)).toMatchObject({ text: "said in the dark", version: 1, deleted_at: null });
    expect(rows.get(late)).toMatchObject({ text: "and in an old thread", thread_ts: kept });
    expect(rows.size).toBe(9);
    const [gap, ...more] = await gaps(world);
    expect(more).toEqual([]);
    expect(gap).toMatchObject({ why: "Warroom was not running" });
    expect(gap!.to_at - gap!.from_at).toBeGreaterThanOrEqual(8 * 60_000);
    expect(gap!.from_at).toBeLessThanOrEqual(stopped);
    expect(gap!.recovered_at).toBeGreaterThanOrEqual(gap!.to_at);
    // Slack's retries of what it could not deliver come after that. All they tell is that what was missing from
    // history was deleted indeed.
    const before = (await versionsOf(world)).length;
    await world.advance("10m");
    const confirmed = (await versionsOf(world)).slice(before);
    expect(confirmed.map(({ ts }) => ts).sort()).toEqual([deleted, answer, lost, lostAnswer].sort());
    expect(confirmed.every(({ body }) => (JSON.parse(body!) as { deleted: boolean }).deleted)).toBe(true);
    expect(await record(world)).toEqual(
      [...rows.values()].map((row) => (row.deleted_at === null ? row : { ...row, ...confirmation })),
    );
    await chainHolds(world);
  });

  test("counts a delivery that comes twice once, and sorts out an edit that comes before its message", async () => {
    const world = await inRoom(options);
    const { say, act } = hands(world);
    world.practice.core.setFaults({ onEvent: () => "duplicate" });
    const twice = await say("mei", "delivered twice");
    await act("mei", { act: "edit", ts: twice, text: "edited, delivered twice" });
    expect(await textsIn(world)).toEqual(["edited, delivered twice"]);
    expect(textsOf(await versionsOf(world), twice)).toEqual(["delivered twice", "edited, delivered twice"]);

    world.practice.core.setFaults({
      onEvent: ({ payload }) => ((payload.event as { subtype?: string }).subtype ? "deliver" : { delay_ms: 5_000 }),
    });
    const slow = await say("mei", "the slow first words");
    await act("mei", { act: "edit", ts: slow, text: "the quick edit" });
    expect((await textsIn(world)).at(-1)).toBe("the quick edit");
    await world.advance("6s");
    expect((await textsIn(world)).at(-1)).toBe("the quick edit");
    expect(textsOf(await versionsOf(world), slow)).toEqual(["the quick edit", "the slow first words"]);

    const undone = await say("mei", "deleted before it was heard of");
    await act("mei", { act: "delete", ts: undone });
    await world.advance("6s");
    expect((await record(world)).find(({ ts }) => ts === undone)!.deleted_at).not.toBeNull();
    await chainHolds(world);
  });

  test("recovers an event that Slack never delivered, with the next comparison", async () => {
    const world = await inRoom(options);
    const { say } = hands(world);
    world.practice.core.setFaults({ onEvent: () => "drop" });
    const dropped = await say("mei", "Slack lost this on the way");
    expect(await record(world)).toEqual([]);
    world.practice.core.setFaults({});
    await world.command("tomasz", ROOM, "resolve It is quick again");
    await world.advance("5s");
    expect((await record(world)).map(({ ts }) => ts)).toEqual([dropped]);
    await chainHolds(world);
  });

  test("a reply that is also sent to the channel is one message", async () => {
    const world = await inRoom(options);
    const { say } = hands(world);
    const parent = await say("mei", "who looks at the index?");
    const draft = { user: world.user("amara"), text: "I do", threadTs: parent, broadcast: true };
    const broadcast = addToChannel(world, ROOM, draft);
    await world.settle();
    await world.command("tomasz", ROOM, "postmortem");
    await world.advance("5s");
    const rows = await record(world);
    expect(shown(rows).at(-1)).toEqual({ author: world.user("amara"), text: "I do", thread: parent });
    expect((await versionsOf(world)).filter(({ ts }) => ts === broadcast)).toHaveLength(1);
  });

  test("has nothing of what is said outside rooms", async () => {
    const world = await inRoom(options);
    for (const channel of ["general", "engineering", "random"]) await world.say("mei", channel, "a private remark");
    await world.act("mei", { act: "open-direct", user: world.user("warroom") });
    await world.advance("1m");
    const { build, read } = world.store;
    const everything = [
      await read(build.selectFrom("messages").selectAll().compile()),
      await read(build.selectFrom("message_versions").selectAll().compile()),
      await read(build.selectFrom("inbox").selectAll().where("envelope", "is not", null).compile()),
    ];
    expect(JSON.stringify(everything)).not.toContain("a private remark");
  });
});

async function inRoom(options: WorldOptions): Promise<World> {
  const world = await createWorld(options);
  await world.command("mei", "engineering", "declare SEV2 Search is slow");
  await world.advance("2s");
  return world;
}

/** What people do in the room; each answers with the ts of what it made. */
function hands(world: World) {
  const channel = () => world.channel(ROOM).id;
  const act = async (name: string, what: Record<string, unknown>) => {
    const answer = world.practice.core.act({ as: world.user(name), channel: channel(), ...what } as never);
    if (!answer.ok) throw new Error(answer.error);
    // Two events of one millisecond may be told in any order.
    await world.advance(50);
    return answer.ts!;
  };
  return {
    act,
    say: (name: string, text: string, threadTs?: string) =>
      act(name, { act: "post", text, ...(threadTs ? { threadTs } : {}) }),
    upload: (name: string, file: string) =>
      act(name, { act: "upload", name: file, mimetype: "image/png", base64: "AAAA" }),
  };
}

const here = (world: World) => [world.practice.core.state.team.id, world.channel(ROOM).id] as const;

/** What people and other apps said, without Slack's own lines. */
async function record(world: World): Promise<MessageRow[]> {
  await gathered(world);
  const rows = await listMessages(world.store, ...here(world));
  return rows.filter(({ ts, kind }) => !ts.includes("#") && !kind.startsWith("channel_"));
}

const textsIn = async (world: World) => (await record(world)).map(({ text }) => text);
async function versionsOf(world: World) {
  await gathered(world);
  return listVersions(world.store, ...here(world));
}
/** The drain waits a moment for company before it commits. */
const gathered = (world: World) => world.advance(50);
const gaps = (world: World) => listGaps(world.store, ...here(world));

const shown = (rows: readonly MessageRow[]) =>
  rows.map(({ ts, author, text, thread_ts, files, deleted_at }) => ({
    author,
    text,
    ...(thread_ts !== null && thread_ts !== ts ? { thread: thread_ts } : {}),
    ...(files === "[]" ? {} : { files: JSON.parse(files) }),
    ...(deleted_at === null ? {} : { deleted: true }),
  }));

/** What each version of a message said, from what Slack sent. */
const textsOf = (versions: Awaited<ReturnType<typeof versionsOf>>, ts: string) =>
  versions
    .filter((version) => version.ts === ts)
    .map(({ body }) => {
      const raw = JSON.parse(body!) as { text: string };
      return raw.text;
    });

/** Every link follows the one before it, and the room knows the last. */
async function chainHolds(world: World): Promise<void> {
  const versions = await versionsOf(world);
  expect(versions.length).toBeGreaterThan(0);
  let hash = GENESIS;
  for (const [index, version] of versions.entries()) {
    expect(version.room_seq).toBe(index + 1);
    expect(bodyHash(version.salt!, version.body!)).toBe(version.body_hash);
    hash = linkHash(hash, versionFields(version));
    expect(version.hash).toBe(hash);
  }
  expect(await findRoom(world.store, ...here(world))).toMatchObject({ seq: versions.length, hash });
}
