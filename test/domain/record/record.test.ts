import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { contentOf, type RecordedMessage, recorded } from "../../../src/domain/record/record.ts";
import { eventSighting, messageSighting, type Sighting } from "../../../src/domain/record/sighting.ts";

const TS = "1700000000.000100";

const said = (text: string, editedTs = ""): Record<string, unknown> => ({
  type: "message",
  ts: TS,
  user: "UANA",
  text,
  ...(editedTs === "" ? {} : { edited: { user: "UANA", ts: editedTs } }),
});

const version = (text: string, editedTs = ""): Sighting => messageSighting(said(text, editedTs))!;

const deletion = (last: Record<string, unknown>): Sighting =>
  eventSighting({ type: "message", subtype: "message_deleted", channel: "C1", deleted_ts: TS, previous_message: last })!
    .sighting;

const tombstone = messageSighting({ ...said("This message was deleted."), subtype: "tombstone", user: "USLACKBOT" })!;

function replay(sightings: readonly Sighting[]): { message: RecordedMessage | null; kept: Sighting[] } {
  let message: RecordedMessage | null = null;
  const kept: Sighting[] = [];
  for (const [index, sighting] of sightings.entries()) {
    const after = recorded(message, sighting, contentOf(sighting), index);
    if (!after) continue;
    kept.push(sighting);
    message = after;
  }
  return { message, kept };
}

const shown = (message: RecordedMessage | null) =>
  message && { text: message.text, author: message.author, files: message.files };

/** A message's life: the first version, edits each at its own time, and how it ended. */
const lives = fc
  .record({
    texts: fc.array(fc.string({ maxLength: 5 }), { minLength: 1, maxLength: 5 }),
    ends: fc.constantFrom("stands", "deleted", "tombstone", "both"),
  })
  .map(({ texts, ends }) => {
    const last = texts.length - 1;
    const editedAt = (index: number) => (index === 0 ? "" : `170000000${index}.000000`);
    const versions = texts.map((text, index) => version(text, editedAt(index)));
    const gone = deletion(said(texts[last]!, editedAt(last)));
    const endings = { stands: [], deleted: [gone], tombstone: [tombstone], both: [gone, tombstone] }[ends];
    return { sightings: [...versions, ...endings], text: texts[last]!, deleted: endings.length > 0 };
  });

describe("the record of a message", () => {
  test("is the same in the end, in whatever order and however often its versions are told", () => {
    fc.assert(
      fc.property(
        lives.chain((life) =>
          fc
            .array(fc.constantFrom(...life.sightings), { maxLength: 5 })
            .chain((again) =>
              fc.shuffledSubarray([...life.sightings, ...again], { minLength: life.sightings.length + again.length }),
            )
            .map((order) => ({ ...life, order })),
        ),
        ({ order, text, deleted }) => {
          const { message, kept } = replay(order);
          expect(shown(message)).toEqual({ text, author: "UANA", files: [] });
          expect(message!.deletedAt !== null).toBe(deleted);
          expect(message!.version).toBe(kept.length);
          expect(new Set(kept.map(contentOf)).size).toBe(kept.length);
        },
      ),
      { numRuns: 1_000 },
    );
  });

  test("loses no version: each that says something new is kept", () => {
    fc.assert(
      fc.property(
        lives.chain((life) => fc.shuffledSubarray(life.sightings, { minLength: life.sightings.length })),
        (order) => {
          const told = new Set(order.filter((sighting) => !sighting.deleted).map(contentOf));
          const kept = new Set(replay(order).kept.map(contentOf));
          expect([...told].filter((content) => !kept.has(content))).toEqual([]);
        },
      ),
    );
  });

  test("shows the words that a deletion quotes when the last edit never arrived", () => {
    const gone = deletion(said("second", "1700000005.000000"));
    for (const order of [
      [version("first"), gone],
      [gone, version("first")],
    ]) {
      const { message } = replay(order);
      expect(message).toMatchObject({ text: "second", deletedAt: expect.any(Number), version: 2 });
    }
  });

  test("keeps the words of a deleted message when history has only a tombstone for it, whichever comes first", () => {
    for (const order of [
      [tombstone, version("words")],
      [version("words"), tombstone],
      [tombstone, deletion(said("words"))],
      [deletion(said("words")), tombstone],
    ]) {
      expect(replay(order).message).toMatchObject({ text: "words", author: "UANA", deletedAt: expect.any(Number) });
    }
  });

  test("does not come back by an edit that arrives after the deletion", () => {
    const { message } = replay([version("a"), deletion(said("a")), version("b", "1700000001.000000")]);
    expect(message).toMatchObject({ text: "b", deletedAt: 1, version: 3 });
  });

  test("keeps when it was deleted first, however often that is told", () => {
    const { message } = replay([version("a"), deletion(said("a")), deletion(said("a")), tombstone]);
    expect(message).toMatchObject({ deletedAt: 1, version: 2 });
  });

  test("takes an unfurl or a counter for no new version, but new blocks without text for one", () => {
    const plain = messageSighting({ ...said("see http://x"), reply_count: 0 })!;
    const unfurled = messageSighting({
      ...said("see http://x"),
      reply_count: 3,
      attachments: [{ from_url: "http://x", text: "X" }],
    })!;
    expect(replay([plain, unfurled]).kept).toHaveLength(1);
    const blocks = (block_id: string) => messageSighting({ ...said(""), blocks: [{ type: "divider", block_id }] })!;
    expect(replay([blocks("a"), blocks("b")]).kept).toHaveLength(2);
  });
});

describe("what Slack tells becomes a sighting", () => {
  test("of the message it changes, not of the event that tells it", () => {
    const changed = eventSighting({
      type: "message",
      subtype: "message_changed",
      channel: "C1",
      ts: "1700000009.000000",
      message: said("new", "1700000008.000000"),
    });
    expect(changed).toMatchObject({
      channel: "C1",
      sighting: { ts: TS, text: "new", editedTs: "1700000008.000000", deleted: false },
    });
    expect(deletion(said("old")).ts).toBe(TS);
  });
  test("with its thread and its files", () => {
    const sighting = messageSighting({
      ...said("x"),
      thread_ts: "1699999999.000100",
      files: [{ name: "a.png" }, { id: "F2" }, null],
    });
    expect(sighting).toMatchObject({ threadTs: "1699999999.000100", files: ["a.png", "F2", ""] });
  });
  test("for a reaction, a pin and a rename too, under keys of their own", () => {
    const reaction = {
      type: "reaction_added",
      user: "UBEN",
      reaction: "eyes",
      event_ts: "1700000010.000100",
      item: { channel: "C1", ts: TS },
    };
    expect(eventSighting(reaction)).toMatchObject({
      channel: "C1",
      sighting: {
        ts: "1700000010.000100#reaction_added:UBEN",
        kind: "reaction_added",
        text: "eyes",
        threadTs: TS,
        author: "UBEN",
      },
    });
    const rename = { type: "channel_rename", event_ts: "1700000011.000100", channel: { id: "C1", name: "inc-7" } };
    expect(eventSighting(rename)).toMatchObject({ channel: "C1", sighting: { text: "inc-7" } });
  });
  test("only when it is about a channel and has a time", () => {
    expect(eventSighting({ type: "team_join", user: { id: "U1" }, event_ts: "1.1" })).toBeNull();
    expect(eventSighting({ type: "message", channel: "C1", text: "no ts" })).toBeNull();
    expect(eventSighting({ type: "pin_added", channel_id: "C1" })).toBeNull();
    expect(messageSighting({})).toBeNull();
  });
  test("whatever shape it has, without throwing", () => {
    fc.assert(
      fc.property(
        fc.object({
          key: fc.constantFrom(
            "type",
            "subtype",
            "channel",
            "ts",
            "message",
            "previous_message",
            "event_ts",
            "item",
            "user",
            "files",
            "edited",
            "blocks",
            "attachments",
          ),
          maxDepth: 3,
        }),
        (event) => {
          eventSighting(event as Record<string, unknown>);
          messageSighting(event as Record<string, unknown>);
        },
      ),
      { numRuns: 500 },
    );
  });
});

describe("a deletion that was inferred from absence", () => {
  const absent = (text: string): Sighting => ({
    ...version(text),
    deleted: true,
    raw: { absent_from_history: true, ts: TS },
  });
  const deletedAfter = (...sightings: Sighting[]) => replay(sightings).message!.deletedAt !== null;

  test("is undone when history or an event shows the message again, and can be inferred again", () => {
    expect(deletedAfter(version("a"), absent("a"))).toBe(true);
    expect(deletedAfter(version("a"), absent("a"), version("a"))).toBe(false);
    expect(deletedAfter(version("a"), absent("a"), version("b", "1700000001.000000"))).toBe(false);
    expect(deletedAfter(version("a"), absent("a"), version("a"), absent("a"))).toBe(true);
    expect(replay([version("a"), absent("a"), absent("a")]).kept).toHaveLength(2);
  });

  test("is final once Slack has told of it, before or after", () => {
    expect(deletedAfter(version("a"), absent("a"), deletion(said("a")), version("a"))).toBe(true);
    expect(deletedAfter(version("a"), deletion(said("a")), absent("a"), version("a"))).toBe(true);
    expect(deletedAfter(version("a"), absent("a"), version("a"), deletion(said("a")), version("a"))).toBe(true);
  });
});

test("text that no database could keep is made well-formed where it comes in", () => {
  const sighting = messageSighting({ ...said("a\0b\ud800c"), user: "U\0", files: [{ name: "\udc00.png" }] })!;
  expect(sighting.text).toBe("a\ufffdb\ufffdc");
  expect(sighting.author).toBe("U\ufffd");
  expect(sighting.files).toEqual(["\ufffd.png"]);
});
