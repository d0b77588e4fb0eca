// Whoever was asked and then says something in the room has answered: Warroom does not tell them that somebody waits.
import { SECOND_MS } from "../../../src/lib/pure/duration.ts";
import type { Sighting } from "../../../src/domain/sighting.ts";
import type { MessageVersionRow } from "../../../src/store/tables.ts";
import { type Checker, type Evidence, eventsOf, storedIncidents } from "./evidence.ts";

/** What was told the wrong way round and taken in together is heard as it was told. */
const IN_ORDER_MS = 5 * SECOND_MS;

export const questions: Checker = {
  name: "questions",
  check: (evidence) =>
    storedIncidents(evidence)
      .filter(({ stage }) => stage === "open")
      .flatMap(({ id, name, room, questions }) => {
        const asked = questions.flatMap((one) => {
          const known = eventsOf(evidence, id).find((event) =>
            one.id.startsWith("ask:")
              ? event.type === "QuestionPosted" && event.question === one.id
              : event.type === "QuestionAsked" && event.question === one.id,
          );
          return known ? [{ ...one, knownAt: known.at }] : [];
        });
        if (asked.length === 0 || !room) return [];
        const said = saidIn(evidence, room.channel);
        return asked
          .filter(({ to, at, knownAt }) => {
            // It passes to whoever leads next, who owes the answer from then on.
            const since = Math.max(at, knownAt) + IN_ORDER_MS;
            return said.some((one) => one.author === to && Number(one.ts) * 1_000 > since && one.at > since);
          })
          .map(({ id, to }) => `${name} still waits for ${to} to answer ${id}, who has spoken since`);
      }),
};

/** Of which an event told, and by the program's clock when; where that was set back, what came first is not told by it. */
function saidIn({ world }: Evidence, channel: string): { author: string; ts: string; at: number }[] {
  if (world.options.profile.clock.some(({ by_ms }) => by_ms < 0)) return [];
  const rows = world.database.rows<MessageVersionRow>(
    "SELECT * FROM message_versions WHERE channel = ? AND source = 'event' AND version = 1",
    channel,
  );
  return rows.flatMap(({ ts, at, body }) => {
    const { kind, author, deleted, editedTs } = JSON.parse(body ?? "{}") as Partial<Sighting>;
    return kind === "" && author && !deleted && editedTs === "" ? [{ author, ts, at }] : [];
  });
}
