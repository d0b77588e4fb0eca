// What the record makes of the many ways in which Slack tells one thing.
import { describe, expect, test } from "vitest";
import { contentOf, recorded } from "../../src/domain/record/record.ts";
import { eventSighting, messageSighting } from "../../src/domain/record/sighting.ts";

const message = { type: "message", ts: "1793610000.000100", user: "U1", text: "hello", channel: "C1" };
const sightingOf = (event: Record<string, unknown>) => eventSighting({ channel: "C1", ...event })?.sighting ?? null;

describe("the text of a message", () => {
  const textOf = (more: Record<string, unknown>) => messageSighting({ ...message, text: "", ...more })!.text;

  test("is its own, whatever blocks repeat of it", () => {
    expect(messageSighting({ ...message, blocks: [section("hello")] })!.text).toBe("hello");
  });

  test("comes from its blocks where it has none", () => {
    const context = {
      type: "context",
      elements: [
        { type: "mrkdwn", text: "prod" },
        { type: "image", alt_text: "x" },
      ],
    };
    const header = { type: "header", text: { type: "plain_text", text: "Latency <high>" } };
    const fields = { type: "section", fields: [{ type: "mrkdwn", text: "*p99* 4 s" }] };
    const button = { type: "actions", elements: [{ type: "button", text: { type: "plain_text", text: "Silence" } }] };
    expect(textOf({ blocks: [header, section("for &lt;5 min&gt;"), fields, context, button] })).toBe(
      "Latency &lt;high&gt;\nfor &lt;5 min&gt;\n*p99* 4 s\nprod",
    );
  });

  test("comes from rich text with its mentions, links and emoji", () => {
    const inline = [
      { type: "user", user_id: "U2" },
      { type: "text", text: " see <this>: " },
      { type: "link", url: "https://example.com", text: "board" },
      { type: "emoji", name: "fire" },
    ];
    const list = { type: "rich_text_list", elements: ["one", "two"].map((text) => rich([{ type: "text", text }])) };
    expect(textOf({ blocks: [{ type: "rich_text", elements: [rich(inline), list] }] })).toBe(
      "<@U2> see &lt;this&gt;: <https://example.com|board>:fire:\none\ntwo",
    );
  });

  test("has the attachments of an alert, and not what Slack unfurled", () => {
    const alert = { title: "High latency", text: "p99 4 s", fields: [{ title: "region", value: "eu" }], fallback: "f" };
    expect(textOf({ text: "FIRING", attachments: [alert, { from_url: "https://x", title: "unfurled" }] })).toBe(
      "FIRING\nHigh latency\np99 4 s\nregion: eu",
    );
    expect(textOf({ attachments: [{ fallback: "only this" }] })).toBe("only this");
  });

  test("survives shapes that nobody foresaw", () => {
    expect(textOf({ blocks: [null, 3, { elements: "no" }], attachments: "no", files: [null], edited: null })).toBe("");
  });
});

describe("an event of a room", () => {
  test("that tells a change is about the message inside", () => {
    const inner = { ...message, text: "new", edited: { ts: "1793610009.000000" } };
    const changed = sightingOf({ type: "message", subtype: "message_changed", ts: "9.9", message: inner });
    expect(changed).toMatchObject({ ts: message.ts, text: "new", editedTs: "1793610009.000000" });
    const replied = sightingOf({ type: "message", subtype: "message_replied", ts: "9.9", message });
    expect(replied).toMatchObject({ ts: message.ts, text: "hello" });
  });

  test("that deletes keeps the last words, and a tombstone deletes too", () => {
    const deleted = { type: "message", subtype: "message_deleted", deleted_ts: message.ts, previous_message: message };
    expect(sightingOf(deleted)).toMatchObject({ ts: message.ts, deleted: true, text: "hello" });
    const stone = { ...message, subtype: "tombstone", text: "This message was deleted." };
    expect(sightingOf({ type: "message", subtype: "message_changed", message: stone })).toMatchObject({
      deleted: true,
    });
    const before = recorded(null, messageSighting(message)!, "a", 1)!;
    expect(recorded(before, messageSighting(stone)!, "b", 2)).toMatchObject({ text: "hello", deletedAt: 2 });
  });

  test("that mentions the app is the message that comes beside it, and no second sighting", () => {
    expect(sightingOf({ ...message, type: "app_mention", event_ts: message.ts })).toBeNull();
  });

  test("names who did it and which message it is about, wherever Slack puts them", () => {
    const at = { event_ts: "1793610001.000100" };
    const pin = { ...at, type: "pin_added", user: "U1", item: { channel: "C1", message: { ts: message.ts } } };
    expect(sightingOf(pin)).toMatchObject({ author: "U1", threadTs: message.ts, kind: "pin_added" });
    expect(sightingOf({ ...at, type: "channel_deleted", actor_id: "U9" })).toMatchObject({ author: "U9" });
    expect(
      sightingOf({ ...at, type: "file_shared", user_id: "U3", channel: undefined, channel_id: "C1" }),
    ).toMatchObject({
      author: "U3",
    });
    expect(sightingOf({ ...at, type: "channel_archive", user: null, item: null })).toMatchObject({ author: "" });
  });
});

test("an unfurl is no new version; a changed alert is one", () => {
  const alert = (title: string) => ({ ...message, text: "", attachments: [{ title }] });
  const unfurled = { ...message, attachments: [{ from_url: "https://x", title: "a page" }] };
  expect(contentOf(messageSighting(unfurled)!)).toBe(contentOf(messageSighting(message)!));
  expect(contentOf(messageSighting(alert("RESOLVED"))!)).not.toBe(contentOf(messageSighting(alert("FIRING"))!));
});

const section = (text: string) => ({ type: "section", text: { type: "mrkdwn", text } });
const rich = (elements: object[]) => ({ type: "rich_text_section", elements });
