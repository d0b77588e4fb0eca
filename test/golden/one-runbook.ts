// A world for one runbook as it stands in its file: the channel that hears of its incidents, and somebody behind each name.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { onTestFinished } from "vitest";
import { parse, stringify } from "yaml";
import type { DomainEvent } from "../../src/domain/event.ts";
import { bundledSeed } from "../../src/practice/seed.ts";
import { unboundKeys } from "../../src/runbook/people.ts";
import { readEvents } from "../../src/store/read/events.ts";
import { listIncidents } from "../../src/store/read/incidents.ts";
import { nextChange } from "../../src/store/read/jobs.ts";
import { createToldChecker, type ToldChecker, WELL } from "../support/checker.ts";
import { testRunbook } from "../support/runbook.ts";
import { createWorld, type World } from "../support/world.ts";
import { transcriptOf } from "./transcript.ts";

export const PEOPLE = "amara jonas mei rafael priya tomasz".split(" ");

/** Whoever declares or leads stands behind no name, so that a transcript tells who was called. */
const CALLED = PEOPLE.filter((name) => name !== "mei" && name !== "tomasz");

export interface RunbookWorld {
  world: World;
  /** What looks at its checks; all is well until a story says otherwise. */
  checker: ToldChecker;
  /** The channels that the runbook names, besides the room. */
  channels: string[];
  /** Key → the names that stand behind it. */
  people: Record<string, string[]>;
}

export async function worldOf(name: string, startAt: number): Promise<RunbookWorld> {
  const stamped = testRunbook(name);
  const { announceChannel: announce } = stamped.runbook;
  const keys = unboundKeys(stamped.runbook, {});
  const people = Object.fromEntries(keys.map((key, index) => [key, [CALLED[index % CALLED.length]!]]));
  const channels = stamped.runbook.duties.flatMap(({ channel }) => channel ?? []);
  const seedPath = seedWith([announce, ...channels]);
  const checker = createToldChecker({ ...WELL });
  const world = await createWorld({ runbook: stamped, people, startAt, seedPath, checker });
  return { world, checker, channels: [...new Set([announce, ...channels])], people };
}

/** The bundled workspace, and the channels that the runbook names. */
function seedWith(channels: readonly string[]): string {
  const seed = parse(readFileSync(bundledSeed, "utf8")) as { channels: { name: string; members: unknown }[] };
  const like = seed.channels.find(({ name }) => name === "incidents")!;
  const known = new Set(seed.channels.map(({ name }) => name));
  for (const name of new Set(channels)) if (!known.has(name)) seed.channels.push({ ...like, name });
  const folder = mkdtempSync(path.join(tmpdir(), "warroom-golden-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const file = path.join(folder, "workspace.yml");
  writeFileSync(file, stringify(seed));
  return file;
}

/** Days in which nobody does anything: from one thing that is due to the next. */
export async function quietDays(world: World, span_ms: number): Promise<void> {
  const target = world.now() + span_ms;
  for (let next = await nextChange(world.store, world.now()); next !== null && next <= target; ) {
    await world.leap(next - world.now());
    next = await nextChange(world.store, world.now());
  }
  await world.leap(Math.max(0, target - world.now()));
}

/** Who stands behind which name, what everybody read, whom the pager called, and what is recorded. */
export async function storyOf({ world, channels: others, people }: RunbookWorld, room: string): Promise<string> {
  const [incident] = await listIncidents(world.store, { openOnly: false, limit: 1 });
  const events = await readEvents(world.store, incident!.id);
  const channels = [...new Set([room, ...others])];
  const bound = Object.entries(people).map(([key, names]) => `${key}: ${names.join(", ")}`);
  const pages = world.pages.map(({ key, severity }) => `${key} (${severity})`);
  for (const channel of channels) for (const person of PEOPLE) world.fresh(channel, person);
  return [
    "WHO STANDS BEHIND WHICH NAME",
    ...bound,
    "",
    "WHAT PEOPLE READ, each message as it stood at the end",
    plainUrls(transcriptOf(world, channels, PEOPLE), world),
    "WHAT THE PAGER TOOK",
    ...(pages.length > 0 ? pages : ["nothing"]),
    "",
    "WHAT IS RECORDED",
    ...events.flatMap((event) => recorded(event, world)),
    "",
  ].join("\n");
}

const plainUrls = (text: string, world: World): string =>
  text.replaceAll(world.url.replace(/\/$/, ""), "https://harbour-and-pine.slack.com");

/** What only tells where a message stands says nothing about the runbook; of each look at its checks the change is told. */
const ASIDE = new Set<DomainEvent["type"]>([
  "CardPosted",
  "AnnouncementPosted",
  "ChecksPosted",
  "WorkPosted",
  "PostmortemDrafted",
  "ChecksRan",
]);
const LEFT_OUT = new Set(["type", "at", "actor", "text", "ts", "channel", "runbook", "team", "shown", "link"]);

function recorded(event: DomainEvent, world: World): string[] {
  if (ASIDE.has(event.type)) return [];
  const facts = Object.entries(event)
    .filter(([key]) => !LEFT_OUT.has(key))
    .map(([key, value]) => `${key} ${typeof value === "string" ? value : JSON.stringify(value)}`);
  const line = `${timeWords(event.at)} ${event.type}${facts.length > 0 ? `: ${facts.join(", ")}` : ""}`;
  return [
    named(
      line.replace(/\b1[789]\d{11}\b/g, (at) => timeWords(Number(at))),
      world,
    ),
  ];
}

/** "11-02 09:15:00". */
const timeWords = (at: number): string => new Date(at).toISOString().slice(5, 19).replace("T", " ");

function named(text: string, world: World): string {
  const users = [...world.practice.core.state.users.values()];
  return users.reduce((before, { id, name }) => before.replaceAll(id, `@${name.split(".")[0]}`), text);
}
