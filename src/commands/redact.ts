// Carries a redaction out: looks for every copy of the words in the database, and empties all of them in the one commit
// that records who did it and why. What Slack shows is for people to delete there.
import { placeOf, recordsOf } from "../domain/room/thread.ts";
import { decide } from "../domain/decide.ts";
import type { DomainEvent } from "../domain/event.ts";
import { jobsAfter } from "../domain/follow.ts";
import { fold, type Incident } from "../domain/incident.ts";
import type { Sighting } from "../domain/record/sighting.ts";
import { redactionOf, type RedactCommand, stripText, strippedEvents, type Words } from "../domain/record/redaction.ts";
import { SECOND_MS } from "../lib/pure/duration.ts";
import { err } from "../lib/pure/result.ts";
import { unescapeMrkdwn } from "../lib/pure/text.ts";
import type { ClockDep } from "../lib/clock.ts";
import type { RandomDep } from "../lib/random.ts";
import { findMessages, listVersions } from "../store/read/messages.ts";
import { readNumberedEvents } from "../store/read/events.ts";
import { heldEnvelopes, jobBodies } from "../store/read/redact.ts";
import { findRoom } from "../store/read/rooms.ts";
import { emptyEvents, emptyMessage, emptyVersions, rewriteEnvelope, rewriteJob } from "../store/redact.ts";
import { saveRoomHead } from "../store/rooms.ts";
import type { Expectation, Store, StoreDep, Write } from "../store/store.ts";
import type { MessageVersionRow, RoomRow } from "../store/tables.ts";
import { type Attempt, type Change, commitChanges } from "./commit.ts";
import type { Order } from "./dispatch.ts";

type RedactDeps = StoreDep & ClockDep & RandomDep;
type Loaded = Pick<Change, "incident" | "head"> & { context: Parameters<typeof decide>[3] };

const FORGET_AGAIN_MS = 30 * SECOND_MS;

export async function tryRedact(
  deps: RedactDeps,
  order: Order,
  command: RedactCommand,
  { incident, head, context }: Loaded,
): Promise<Attempt> {
  const { store, clock } = deps;
  const about = redactionOf(incident, command.target);
  if (!about) {
    const asked = "entry" in command.target ? command.target.entry : 0;
    return err({ type: "unknown-entry", asked, last: incident.entries.length });
  }
  const recorded = about.ts === null ? NOTHING_RECORDED : await recordedAs(store, incident, command, about.ts);
  const events = await readNumberedEvents(store, incident.id);
  const words = { ...about, texts: [...recorded.texts, ...textsOf(events, about)] };
  const left = strippedEvents(events, words, command.instead);
  const found = { events: left, versions: recorded.versions.map(({ room_seq }) => room_seq) };
  const clean = fold(
    incident.id,
    events.map((event) => withBody(event, left.find(({ seq }) => seq === event.seq)?.body)),
  );
  const decision = decide(clean, { ...command, found }, order.actor, context);
  if (!decision.ok) return decision;
  const { after, events: news } = decision.value;
  const jobs = jobsAfter(incident, after, news, context);
  const committed = await commitChanges(deps, order, [{ incident, head, decision: { ...decision.value, jobs } }], {
    expect: recorded.expect,
    writes: [
      ...emptyEvents(
        store,
        incident.id,
        left.map(({ seq }) => seq),
      ),
      ...recorded.writes,
      ...(await heldElsewhere(store, incident, words, command.instead)),
    ],
  });
  if (committed === "again" || !committed.ok) return committed;
  await store.forget();
  // What Slack tells of our own edits quotes the old words once more, and passes through the inbox.
  clock.after(FORGET_AGAIN_MS, () => void store.forget());
  return committed;
}

interface Recorded {
  texts: string[];
  versions: MessageVersionRow[];
  expect: Expectation[];
  writes: Write[];
}

const NOTHING_RECORDED: Recorded = { texts: [], versions: [], expect: [], writes: [] };

/** The one of them that has the message; else the first. */
async function roomWith(store: Store, rooms: readonly (RoomRow | null)[], ts: string): Promise<RoomRow | null> {
  for (const room of rooms) {
    if (room && (await findMessages(store, room.team, room.channel, [ts])).length > 0) return room;
  }
  return rooms[0] ?? null;
}

/** The message in its room's record, and whatever of the room quotes it, such as its pin. */
async function recordedAs(store: Store, incident: Incident, command: RedactCommand, ts: string): Promise<Recorded> {
  const { target, instead } = command;
  const records = recordsOf(incident).filter(
    (one) => !("channel" in target) || placeOf(one).channel === target.channel,
  );
  const rooms = await Promise.all(records.map((record) => findRoom(store, incident.team, record)));
  const room = await roomWith(store, rooms, ts);
  if (room?.incident !== incident.id) return NOTHING_RECORDED;
  const { channel } = room;
  const [message] = await findMessages(store, room.team, channel, [ts]);
  const all = await listVersions(store, room.team, channel);
  const own = all.filter((version) => version.ts === ts && version.body !== null);
  const told = own.map(({ body }) => (JSON.parse(body!) as Sighting).text);
  const texts = [
    ...new Set([message?.text ?? "", ...told].flatMap((text) => [text.trim(), unescapeMrkdwn(text).trim()])),
  ];
  const kept = texts.filter((text) => text !== "");
  const quoting = all.filter(({ body }) => body !== null && quotes(body, kept));
  const versions = [...new Set([...own, ...quoting])];
  return {
    texts: kept,
    versions,
    expect: [asItStands(store, room)],
    writes: [
      ...emptyVersions(
        store,
        room,
        versions.map(({ room_seq }) => room_seq),
      ),
      ...(message ? [emptyMessage(store, room, ts, instead)] : []),
    ],
  };
}

const quotes = (body: string, texts: readonly string[]): boolean =>
  stripped(body, texts, "") !== stripped(body, [], "");

const stripped = (json: string, texts: readonly string[], instead: string): string =>
  JSON.stringify(stripText(JSON.parse(json) as unknown, texts, instead));

/** What comes into the room meanwhile might hold the words as well. */
const asItStands = (store: Store, room: RoomRow): Expectation =>
  saveRoomHead(store, room, { seq: room.seq, hash: room.hash });

/** The entries' own texts, in every version. */
function textsOf(events: readonly DomainEvent[], { entries }: Omit<Words, "texts">): string[] {
  let made = 0;
  const texts = events.flatMap((event) => {
    if (event.type === "NoteAdded" || event.type === "MomentMarked") {
      made += 1;
      return entries.includes(made) ? [event.text] : [];
    }
    if (event.type === "EntryCorrected") return entries.includes(event.entry) ? [event.text ?? ""] : [];
    return [];
  });
  return texts.map((text) => text.trim()).filter((text) => text !== "");
}

const withBody = (event: DomainEvent, body: Record<string, unknown> | undefined): DomainEvent =>
  body === undefined ? event : ({ type: event.type, at: event.at, actor: event.actor, ...body } as DomainEvent);

/** Jobs, done or not, and what arrived and was not taken in. */
async function heldElsewhere(store: Store, { id }: Incident, { texts }: Words, instead: string): Promise<Write[]> {
  const jobs = await jobBodies(store, id);
  const envelopes = await heldEnvelopes(store);
  return [
    ...jobs
      .filter(({ body }) => quotes(body, texts))
      .map(({ id: job, body }) => rewriteJob(store, job, stripped(body, texts, instead))),
    ...envelopes
      .filter(({ envelope }) => quotes(envelope, texts))
      .map((one) => rewriteEnvelope(store, one, stripped(one.envelope, texts, instead))),
  ];
}
