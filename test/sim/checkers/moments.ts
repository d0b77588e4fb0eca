// Key moments: what people marked stands on the timeline, once; and the message shows whether it does.
import type { Message } from "../../../src/practice/state.ts";
import type { Sighting } from "../../../src/domain/record/sighting.ts";
import { placeOf, recordsOf } from "../../../src/domain/room/thread.ts";
import type { Instant } from "../../../src/lib/pure/time.ts";
import { emojiMark } from "../../../src/domain/timeline/seen-marks.ts";
import { MINUTE_MS, SECOND_MS } from "../../../src/lib/pure/duration.ts";
import { type Checker, type Evidence, eventsOf, storedIncidents } from "./evidence.ts";

/** The emoji that the workload marks with. */
export const KEY_EMOJI = ["bulb", "round_pushpin"];

export const moments: Checker = {
  name: "moments",
  holds: ["I1", "I3"],
  check(evidence) {
    const { state } = evidence.world.core;
    const isMember = (user: string) => state.users.get(user)?.kind === "member";
    const records = storedIncidents(evidence).flatMap((incident) =>
      recordsOf(incident).map((recordedAs) => ({ ...incident, recordedAs })),
    );
    return records.flatMap(({ recordedAs, id: incident, name, entries }) => {
      const { channel: place, threadTs } = placeOf(recordedAs);
      const channel = state.channels.get(place);
      if (!channel) return [];
      const all = [...channel.messages.values()].filter((one) => threadTs === null || one.threadTs === threadTs);
      // Struck, an entry is kept as it was then.
      const standing = entries.filter(({ struck }) => !struck);
      const takenAway = unmarked(evidence, recordedAs)
        .filter((mark) => standing.some(({ ts, marks }) => ts === mark.ts && marks.some((one) => isSame(one, mark))))
        .filter((mark) => !isShownSince(evidence, incident, mark))
        .map(({ ts, by }) => `${name} still has the mark of ${by} on ${ts}, which was taken away`);
      const shown = all.filter(isOfPerson).flatMap((message) => {
        const own = entries.filter(({ ts }) => ts === message.ts);
        const times = own.filter(({ struck }) => !struck).length;
        const isTaken = own.some(({ changed }) => changed?.how !== "unmarked");
        const isMarked = message.reactions.some((one) => KEY_EMOJI.includes(one.name) && one.users.some(isMember));
        const isShown = message.reactions.some((one) => one.users.includes(state.app.botUser));
        return [
          ...(isMarked && !isTaken ? [`${name} lacks ${message.ts}, which somebody marked`] : []),
          ...(times > 1 ? [`${name} has ${message.ts} on its timeline ${times} times`] : []),
          ...(isShown !== times > 0 ? [`${message.ts} shows ${isShown ? "a mark" : "no mark"}, unlike ${name}`] : []),
        ];
      });
      return [...shown, ...takenAway];
    });
  },
};

interface Unmarked {
  ts: string;
  by: string;
  mark: string;
  /** By Slack's clock. */
  at: Instant;
}

/** Of one put there again unheard, the history tells: by a page made after it was taken away. */
const isShownSince = (evidence: Evidence, incident: string, { ts, by, mark, at }: Unmarked): boolean =>
  eventsOf(evidence, incident).some(
    (event) =>
      event.type === "MomentMarked" &&
      event.ts === ts &&
      event.mark === mark &&
      event.markedAt === null &&
      event.actor === `slack:${by}` &&
      event.at > at + MINUTE_MS,
  );

const isSame = (one: { by: string; mark: string }, { by, mark }: Unmarked): boolean =>
  one.by === by && one.mark === mark;

/** The emoji of which the last that events tell, in whatever order they came, is that they were taken away. */
function unmarked({ world }: Evidence, channel: string): Unmarked[] {
  const rows = world.database.rows<{ body: string }>(
    'SELECT body FROM message_versions WHERE channel = ? AND body LIKE \'%"kind":"reaction_%\' ORDER BY ts',
    channel,
  );
  const last = new Map<string, Unmarked & { kind: string }>();
  for (const { body } of rows) {
    const { ts, kind, author, threadTs, raw } = JSON.parse(body) as Sighting;
    const mark = emojiMark(String((raw as { reaction?: unknown }).reaction));
    last.set(`${threadTs} ${author} ${mark}`, {
      ts: String(threadTs),
      by: author,
      mark,
      at: Math.floor(Number(ts.split("#")[0]) * SECOND_MS),
      kind,
    });
  }
  return [...last.values()].filter(({ kind }) => kind === "reaction_removed");
}

const isOfPerson = ({ botId, subtype }: Message): boolean =>
  !botId && (subtype === undefined || subtype === "thread_broadcast" || subtype === "file_share");
