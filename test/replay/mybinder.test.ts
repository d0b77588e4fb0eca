// Real incidents as their rooms would have seen them: declared at the first entry, every entry said at its own time by
// one person after another, resolved at the last. What was written down out of order becomes a back-dated note.
import { describe, expect, test } from "vitest";
import type { DomainEvent } from "../../src/domain/event.ts";
import type { Incident } from "../../src/domain/incident.ts";
import { unescapeMrkdwn } from "../../src/lib/pure/text.ts";
import { readEvents } from "../../src/store/read/events.ts";
import { listIncidents } from "../../src/store/read/incidents.ts";
import { nextChange } from "../../src/store/read/jobs.ts";
import { listMessages } from "../../src/store/read/messages.ts";
import type { MessageRow } from "../../src/store/tables.ts";
import { citationsOf } from "../support/citations.ts";
import type { Engine } from "../support/stores.ts";
import { createWorld, type World } from "../support/world.ts";
import { readTimelines, TIMELINES, type Timeline } from "./timelines.ts";

const timelines = readTimelines();
if (!timelines) console.warn(`skipped: no timelines at ${TIMELINES.pathname}`);

/** Those that also run on PostgreSQL: one with an entry out of order, one over eight days, one with a corrected start. */
const ON_POSTGRES = new Set(["cull-flood", "PVC-hub-locked", "oom-proxy"]);

describe.skipIf(!timelines)("a real incident's timeline, replayed in its room", () => {
  test("there are 22 of them", () => {
    expect(timelines).toHaveLength(22);
  });
  for (const timeline of timelines ?? []) {
    test(`${timeline.name} is recorded whole and in order`, () => replay("sqlite", timeline));
    if (ON_POSTGRES.has(timeline.name)) {
      test(`${timeline.name} is recorded whole and in order on PostgreSQL`, () => replay("postgres", timeline));
    }
  }
});

async function replay(engine: Engine, timeline: Timeline): Promise<void> {
  const times = timeline.entries.map(({ at }) => at);
  const first = Math.min(...times);
  const last = Math.max(...times);
  const world = await createWorld({ engine, startAt: first });
  await world.command("mei", "engineering", `declare SEV1 ${timeline.title}`);
  const room = world.channels().find((name) => name.startsWith("inc-1-"))!;
  const { said, noted } = await relive(world, room, timeline);
  await moveTo(world, last);
  await world.command("mei", room, "resolve It works again.");
  await world.advance("5s");

  const { incident, events, messages } = await recordOf(world, room);
  expect(incident).toMatchObject({ title: timeline.title, stage: "resolved", startedAt: first });
  expect(Math.floor(incident.ended!.at / 1000)).toBe(last / 1000);
  expect(messages.map(typedText)).toEqual(said.map(({ text }) => text));
  expect(messages.map(({ ts }) => Math.floor(Number(ts)))).toEqual(said.map(({ at }) => at / 1000));
  const notes = events.filter((event) => event.type === "NoteAdded");
  expect(notes.map(({ text, happenedAt }) => ({ text, at: happenedAt }))).toEqual(noted);
  checkDraft(events, messages, timeline, last - first);
}

async function relive(world: World, room: string, { entries }: Timeline) {
  const people = ["amara", "tomasz", "mei"];
  const said: Timeline["entries"] = [];
  const noted: Timeline["entries"] = [];
  for (const [index, { at, text }] of entries.entries()) {
    const who = people[index % people.length]!;
    if (at < Math.max(...said.map((one) => one.at))) {
      const time = new Date(at).toISOString().slice(11, 16);
      await world.command(who, room, `note at ${time} UTC ${text}`);
      noted.push({ at, text: text.trim() });
      continue;
    }
    await moveTo(world, at);
    await world.say(who, room, text);
    said.push({ at, text });
  }
  return { said, noted };
}

/** Stops wherever a job is due, and leaps over the quiet between: days of heartbeats prove nothing here. */
async function moveTo(world: World, at: number): Promise<void> {
  while (world.now() < at) {
    const due = (await nextChange(world.store, world.now())) ?? at;
    await world.leap(Math.max(1, Math.min(due, at) - world.now()));
  }
}

async function recordOf(world: World, room: string) {
  const [incident] = (await listIncidents(world.store, { openOnly: false, limit: 1 })) as [Incident];
  const rows = await listMessages(world.store, incident.team, world.channel(room).id);
  return {
    incident,
    events: await readEvents(world.store, incident.id),
    messages: rows.filter(({ kind }) => kind === ""),
  };
}

/** Slack keeps what people type with its own marks: addresses in angle brackets, three characters escaped. */
const typedText = ({ text }: MessageRow): string => unescapeMrkdwn(text.replace(/<(https?:[^<>|]+)>/g, "$1"));

function checkDraft(
  events: readonly DomainEvent[],
  messages: readonly MessageRow[],
  { entries }: Timeline,
  span_ms: number,
): void {
  const drafted = events.find((event) => event.type === "PostmortemDrafted");
  const markdown = drafted?.markdown ?? "";
  if (process.env.SHOW_DRAFT) console.log(markdown);
  expect(citationsOf(markdown)).toMatchObject({ broken: [], uncited: [] });
  const everything = markdown.split("## Everything in order")[1]!.split("## Coverage")[0]!;
  // Each message by its own link, in the order they were written.
  const links = [...everything.matchAll(/\(\[link\]\(\S+\/p(\d+)\)\)/g)].map(([, ts]) => ts);
  expect(links).toEqual(messages.map(({ ts }) => ts.replace(".", "")));
  const shown = [...everything.matchAll(/^\*\*(\d{4}-\d{2}-\d{2})\*\*$|^- (\d{2}:\d{2}) /gm)];
  let day = "";
  const times = shown.flatMap(([, date, time]) => {
    if (date) day = date;
    return time ? [Date.parse(`${day}T${time}:00Z`)] : [];
  });
  expect(times).toEqual(times.toSorted((a, b) => a - b));
  expect(times).toEqual(expect.arrayContaining(entries.map(({ at }) => Math.floor(at / 60_000) * 60_000)));
  const minutes = Math.floor(span_ms / 60_000);
  const words = /\| Duration \| (?:(\d+) d)? ?(?:(\d+) h)? ?(?:(\d+) min)?, from its start/.exec(markdown)!;
  const [d, h, min] = words.slice(1).map((part) => Number(part ?? 0)) as [number, number, number];
  // Two units are shown: days and hours, or hours and minutes.
  expect(d * 1440 + h * 60 + min).toBe(d > 0 ? minutes - (minutes % 60) : minutes);
}
