// What a checker looks at: Slack's truth, the database, and what the run remembers. It changes nothing.
import { fold, type Incident } from "../../../src/domain/incident.ts";
import { eventsOf as readEvents } from "../../../src/store/read/events.ts";
import type { EventRow, IncidentRow, JobRow } from "../../../src/store/tables.ts";
import type { Channel, Message } from "../../../src/practice/state.ts";
import type { Instant } from "../../../src/lib/pure/time.ts";
import type { Workload } from "../workload.ts";
import { SECOND_MS } from "../../../src/lib/pure/duration.ts";
import type { CallMade } from "../memory.ts";
import type { World } from "../world.ts";

export interface Evidence {
  world: World;
  workload: Workload;
  /** From then on everything worked. */
  healedAt: Instant;
}

export interface Checker {
  name: string;
  /** The invariants of docs/reliability.md that it looks after, all or in part: each names it there. */
  holds: readonly `I${number}`[];
  /** One sentence for each thing that is wrong. */
  check(evidence: Evidence): string[];
}

/** Nothing changes any more while it is looked at, and some thirty checkers look: each thing is read once. */
const looked = new WeakMap<World, Map<string, unknown>>();

function once<Found>({ world }: Evidence, what: string, look: () => Found): Found {
  const found = looked.get(world) ?? new Map<string, unknown>();
  looked.set(world, found);
  if (!found.has(what)) found.set(what, look());
  return found.get(what) as Found;
}

export const incidentRows = (evidence: Evidence): readonly IncidentRow[] =>
  once(evidence, "incidents", () => evidence.world.database.rows("SELECT * FROM incidents ORDER BY number"));

export const storedIncidents = (evidence: Evidence): readonly Incident[] =>
  once(evidence, "states", () => incidentRows(evidence).map((row) => JSON.parse(row.state) as Incident));

export const eventRows = (evidence: Evidence, stream: string): readonly EventRow[] =>
  once(evidence, `rows of ${stream}`, () =>
    evidence.world.database.rows("SELECT * FROM events WHERE stream = ? ORDER BY seq", stream),
  );

export const eventsOf = (evidence: Evidence, incident: string) =>
  once(evidence, `events of ${incident}`, () => readEvents(eventRows(evidence, incident)));

export const foldedIncident = (evidence: Evidence, incident: string): Incident =>
  once(evidence, `fold of ${incident}`, () => fold(incident, eventsOf(evidence, incident)));

export const jobRows = (evidence: Evidence): readonly JobRow[] =>
  once(evidence, "jobs", () => evidence.world.database.rows("SELECT * FROM jobs ORDER BY id"));

/** Whatever is there more than once. */
export const repeated = (all: readonly string[]): string[] => [
  ...new Set(all.filter((one, index) => all.indexOf(one) !== index)),
];

export interface Said {
  channel: Channel;
  message: Message;
  /** The job's id with its generation, as the message carries it. */
  job: string;
}

/** Every message that Slack holds of the bot and that says which job it came from. */
export function saidByBot({ world }: Evidence): Said[] {
  return [...world.core.state.channels.values()].flatMap((channel) =>
    [...channel.messages.values()].flatMap((message) => {
      const job = message.metadata?.event_payload.job;
      return typeof job === "string" ? [{ channel, message, job }] : [];
    }),
  );
}

/** What was heard a moment before a crash could not be stored any more. */
const STORED_WITHIN_MS = SECOND_MS;

/** Whether the program heard that it was done, and lived to store it. */
export const isConfirmed = ({ crashes }: World, { heardAt }: CallMade): boolean =>
  heardAt !== null && !crashes.some((at) => at >= heardAt && at < heardAt + STORED_WITHIN_MS);

/** A public room takes what was on its way when Warroom was put out of it. */
const ON_ITS_WAY_MS = SECOND_MS;

/** Slack's answer to it got lost, and its room was closed to Warroom before it could look: it cannot be known that it stands there. */
export const isLostInClosedRoom = ({ world }: Evidence, { channel, message, job: ofJob }: Said): boolean => {
  const closedAt = world.undone.closed.get(channel.id);
  if (closedAt === undefined) return false;
  const sentUntil = closedAt + ON_ITS_WAY_MS;
  const wasHeard = world.calls.some((call) => call.job === ofJob && isConfirmed(world, call) && call.at <= sentUntil);
  return instantOf(message.ts) <= sentUntil && !wasHeard;
};

/** The incident behind a message's ts, by Slack's clock. */
export const instantOf = (ts: string): Instant => Math.round(Number(ts) * 1000);
