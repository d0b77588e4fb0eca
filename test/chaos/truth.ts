// What must hold once everything is up again: Slack's truth against the database, and what people were told against both.
import { en } from "../../src/blocks/words/en.ts";
import type { PracticeCore } from "../../src/practice/core.ts";
import type { Message } from "../../src/practice/state.ts";
import type { ChaosDatabase } from "./databases.ts";
import { nextOf, type People, type Typed, wasToldOfFailure } from "./people.ts";

interface Row {
  ts: string;
  channel: string;
  text: string;
  deleted_at: number | null;
}

/** One sentence for each thing that is wrong. */
export async function wrongs(core: PracticeCore, database: ChaosDatabase, people: People): Promise<string[]> {
  return [
    ...(await lostMessages(database, people)),
    ...(await lostOrders(core, database, people)),
    ...(await roomsOff(core, database)),
    ...saidTwice(core),
    ...(await neverEnded(database)),
  ];
}

/** Every message that a person wrote into a room stands in the record with its last words; what was deleted, as deleted. */
async function lostMessages(database: ChaosDatabase, people: People): Promise<string[]> {
  const rows = await database.look<Row>("SELECT channel, ts, text, deleted_at FROM messages");
  const byTs = new Map(rows.map((row) => [`${row.channel}:${row.ts}`, row]));
  const lost = people.rooms().flatMap(({ id, name, messages }) =>
    [...messages.values()].filter(isOfPerson).flatMap(({ ts, text }) => {
      const row = byTs.get(`${id}:${ts}`);
      if (!row) return [`the record of #${name} lacks "${text}"`];
      if (row.deleted_at !== null) return [`"${text}" in #${name} is recorded as deleted, and it stands`];
      return row.text === text ? [] : [`"${text}" in #${name} is recorded as "${row.text}"`];
    }),
  );
  const undead = people.deleted
    .filter(({ channel, ts }) => byTs.get(`${channel}:${ts}`)?.deleted_at === null)
    .map(({ channel, ts }) => `${ts} in ${channel} was deleted, and the record has it standing`);
  return [...lost, ...undead];
}

const isOfPerson = ({ botId, subtype }: Message): boolean => !botId && !subtype;

/** What the person was told neither had failed nor was refused is in the record; nothing is in it twice. */
async function lostOrders(core: PracticeCore, database: ChaosDatabase, people: People): Promise<string[]> {
  const events = await database.look<{ type: string; body: string }>(
    "SELECT type, body FROM events WHERE type IN ('NoteAdded', 'Resolved', 'IncidentDeclared')",
  );
  return people.typed.flatMap((one) => {
    const done = events.filter(({ body }) => body.includes(one.mark));
    const times = new Map([...Map.groupBy(done, ({ type }) => type)].map(([type, all]) => [type, all.length]));
    const twice = [...times].filter(([, count]) => count > 1).map(([type]) => `"${one.text}" is ${type} twice`);
    const isTold = wasToldOfFailure(core, people.typed, one) || wasRefused(core, people.typed, one);
    return done.length > 0 || isTold ? twice : [...twice, `"${one.text}" is lost`];
  });
}

/** Whether Warroom told the person, before they typed something else, that it was not done. */
function wasRefused(core: PracticeCore, typed: readonly Typed[], one: Typed): boolean {
  const until = nextOf(typed, one)?.at ?? Infinity;
  return [...core.state.channels.values()].some(({ ephemerals }) =>
    ephemerals.some(({ onlyFor, ts, text }) => {
      const at = Math.round(Number(ts) * 1_000);
      return onlyFor === one.user && at >= one.at && at < until && isRefusal(text);
    }),
  );
}

const GAP = "\0";
const { problem, answers } = en;
/** All that these people can meet: two who end the same incident or declare the same trouble, and a database that is away. */
const REFUSALS = [
  problem.notOpen.resolved({ name: GAP, by: GAP, at: GAP }),
  problem.justDeclared({ by: GAP, name: GAP, title: GAP, at: GAP }),
  answers.brokenNotDone({ why: GAP }),
  answers.brokenUnknown({ why: GAP }),
].map((said) => beforeCommand(said).split(GAP));

/** Outside its room, a command that is named to people gets the incident's name. */
function beforeCommand(said: string): string {
  return said.split("`", 1)[0]!;
}

const isRefusal = (text: string): boolean => REFUSALS.some((pieces) => pieces.every((piece) => text.includes(piece)));

async function roomsOff(core: PracticeCore, database: ChaosDatabase): Promise<string[]> {
  const { channels, app } = core.state;
  const made = [...channels.values()].filter(({ creator, kind }) => creator === app.botUser && kind !== "im");
  const rooms = await database.look<{ channel: string }>("SELECT channel FROM rooms");
  const incidents = await database.look<{ id: string }>("SELECT id FROM incidents");
  const known = new Set(rooms.map(({ channel }) => channel));
  return [
    ...made.filter(({ id }) => !known.has(id)).map(({ name }) => `#${name} is nobody's room`),
    ...(incidents.length === made.length ? [] : [`${incidents.length} incidents have ${made.length} rooms`]),
  ];
}

/** Our job's id in a message's metadata: no two messages bear the same. */
function saidTwice(core: PracticeCore): string[] {
  const jobs = [...core.state.channels.values()].flatMap(({ messages }) =>
    [...messages.values()].flatMap(({ metadata }) => {
      const job = metadata?.event_payload.job;
      return typeof job === "string" ? [job] : [];
    }),
  );
  return [...Map.groupBy(jobs, (job) => job)]
    .filter(([, all]) => all.length > 1)
    .map(([job, all]) => `${job} stands in Slack ${all.length} times`);
}

async function neverEnded(database: ChaosDatabase): Promise<string[]> {
  const parked = await database.look<{ id: string; outcome: string }>(
    "SELECT id, outcome FROM jobs WHERE status = 'parked'",
  );
  const inbox = await database.look<{ key: string }>("SELECT key FROM inbox WHERE done_at IS NULL");
  return [
    ...parked.map(({ id, outcome }) => `${id} was given up: ${outcome}`),
    ...inbox.map(({ key }) => `event ${key} still waits in the inbox`),
  ];
}
