// How much Warroom says: an incident that nobody touches and one that is worked, on the simulation's Slack, without faults.
import type { Severity } from "../../src/domain/runbook.ts";
import { HOUR_MS, MINUTE_MS } from "../../src/lib/pure/duration.ts";
import type { Channel, Message } from "../../src/practice/state.ts";
import { createWorld, START, userOf, type World } from "./world.ts";

export interface Noise {
  /** Messages in the room, and in the announcements channel with its thread. */
  room: number;
  announcements: number;
  /** Whoever it asked most: direct messages, and messages in a channel that begin with their name. */
  person: number;
}

export const SCENES = ["untouched", "worked"] as const;
export type Scene = (typeof SCENES)[number];

const QUIET = {
  rates: {},
  crashes_max: 0,
  windows: [],
  clock: [],
  sockets: false,
  faulty_ms: 4 * HOUR_MS,
  rateLimits: true,
};

/** Four hours of it, and what was said; the words themselves for a person who wonders why. */
export async function noiseOf(scene: Scene, severity: Severity): Promise<{ noise: Noise; said: string[] }> {
  const world = createWorld({ seed: 1, profile: QUIET });
  world.boot();
  const acts = [
    { minute: 1, who: "mei", what: `declare ${severity.name} Checkout is down` },
    ...(scene === "worked" ? workOf(severity) : []),
  ];
  for (const { minute, who, what } of acts) {
    world.kernel.clock.after(minute * MINUTE_MS, () => command(world, who, what));
  }
  await world.kernel.runUntil(START + QUIET.faulty_ms);
  const measured = measure(world);
  world.end();
  return measured;
}

/** Two hours with everything that belongs to an incident that is run well; each update a minute before it is due. */
function workOf({ cadence_ms }: Severity): { minute: number; who: string; what: string }[] {
  const every = (cadence_ms ?? 2 * HOUR_MS) / MINUTE_MS;
  const updates = Array.from({ length: Math.floor(120 / every) }, (_, index) => (index + 1) * (every - 1));
  return [
    { minute: 2, who: "amara", what: "ack" },
    { minute: 2, who: "amara", what: "role commander" },
    { minute: 3, who: "amara", what: "role communications @priya.raman" },
    { minute: 3, who: "tomasz", what: "role technical-lead" },
    { minute: 4, who: "mei", what: "role scribe" },
    { minute: 4, who: "mei", what: "bridge https://meet.example.com/inc-1" },
    { minute: 5, who: "amara", what: "impact Nobody can pay by card" },
    ...["Investigation", "Resolution", "Recovery"].map((status, index) => ({
      minute: 6 + index * 40,
      who: "amara",
      what: `status ${status}`,
    })),
    ...[10, 20, 40, 60, 80].map((minute) => ({ minute, who: "mei", what: "note decision: We roll back" })),
    { minute: 30, who: "jonas", what: "ask Shall support tell customers?" },
    ...updates.map((minute) => ({ minute: minute + 1, who: "priya", what: "update We are rolling back" })),
    { minute: 118, who: "amara", what: "impact" },
    { minute: 121, who: "amara", what: "resolve Rolled back the deploy" },
  ];
}

function command(world: World, who: string, text: string): void {
  const { core } = world;
  const room = roomOf(world);
  const user = userOf(core, who);
  if (room && !room.members.includes(user)) core.act({ as: user, act: "join", channel: room.id });
  const channel = room ?? named(world, "engineering");
  core.act({ as: user, act: "command", channel: channel.id, command: "/incident", text });
}

const named = ({ core }: World, name: string): Channel =>
  [...core.state.channels.values()].find((one) => one.name === name)!;

const roomOf = ({ core }: World): Channel | undefined =>
  [...core.state.channels.values()].find(({ name }) => name.startsWith("inc-1"));

function measure(world: World): { noise: Noise; said: string[] } {
  const { state } = world.core;
  const own = (channel: Channel): Message[] =>
    [...channel.messages.values()].filter(
      (message) => message.user === state.app.botUser && !isSystem(message.subtype) && !isExercises(message),
    );
  const room = own(roomOf(world)!);
  const announcements = own(named(world, "incidents"));
  const asked = [...state.users.keys()].map((id) => {
    const direct = [...state.channels.values()].filter(({ kind, members }) => kind === "im" && members.includes(id));
    const called = [...room, ...announcements].filter(({ text }) => firstNames(text).includes(id));
    return direct.flatMap(own).length + called.length;
  });
  return {
    noise: { room: room.length, announcements: announcements.length, person: Math.max(...asked) },
    said: [...room, ...announcements].map(({ text }) => text.split("\n")[0]!),
  };
}

/** What is practised between incidents belongs to none: one message when a week, month, quarter or year begins. */
const isExercises = ({ metadata }: Message): boolean =>
  String(metadata?.event_payload.job).startsWith("remind-exercises");

const isSystem = (subtype: string | undefined): boolean => subtype !== undefined && subtype.startsWith("channel_");

/** "<@U1> <@U2> the update is due" asks something of both; "<@U1> is now Commander" tells the others. */
const firstNames = (text: string): string[] =>
  /^(?:<@[UW][A-Z0-9]+>\s*)+(?!\s*is )/.exec(text)?.[0].match(/[UW][A-Z0-9]+/g) ?? [];
