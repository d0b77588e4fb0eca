// What must hold once everything is up again: Slack's truth against the database, and what people were told against both.
import type { PracticeCore } from "../../src/practice/core.ts";
import type { Message } from "../../src/practice/state.ts";
import type { ChaosDatabase } from "./databases.ts";
import { type People, wasToldOfFailure } from "./people.ts";

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

/** What the person was not told had failed is in the record; nothing is in it twice. A refused order left words instead. */
async function lostOrders(core: PracticeCore, database: ChaosDatabase, people: People): Promise<string[]> {
  const events = await database.look<{ type: string; body: string }>(
    "SELECT type, body FROM events WHERE type IN ('NoteAdded', 'Resolved', 'IncidentDeclared')",
  );
  const shown = JSON.stringify([...core.state.channels.values()].flatMap(({ ephemerals }) => ephemerals));
  return people.typed.flatMap((one) => {
    const done = events.filter(({ body }) => body.includes(one.mark));
    const times = new Map([...Map.groupBy(done, ({ type }) => type)].map(([type, all]) => [type, all.length]));
    const twice = [...times].filter(([, count]) => count > 1).map(([type]) => `"${one.text}" is ${type} twice`);
    if (done.length > 0 || wasToldOfFailure(core, people.typed, one)) return twice;
    // A refusal shows the words again, or is about the state ("already resolved"); a form may have asked instead.
    return isAnswered(core, one.user, one.at) || shown.includes(one.mark) ? twice : [...twice, `"${one.text}" is lost`];
  });
}

/** Whether the person was shown words or a form after that, in place of "it failed". */
function isAnswered(core: PracticeCore, user: string, at: number): boolean {
  const ephemeral = [...core.state.channels.values()].some(({ ephemerals }) =>
    ephemerals.some((one) => one.onlyFor === user && Number(one.ts) * 1_000 >= at - 1_000 && isRefusal(one.text)),
  );
  return ephemeral || (core.state.modals.get(user)?.length ?? 0) > 0;
}

const isRefusal = (text: string): boolean => /resolved|cancelled|not |no |already|over/i.test(text);

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
