// Whoever was asked and then says something in the room has answered: Warroom does not tell them that somebody waits.
import type { Question } from "../../../src/domain/handover/questions.ts";
import { fold } from "../../../src/domain/incident.ts";
import type { Instant } from "../../../src/lib/pure/time.ts";
import { SECOND_MS } from "../../../src/lib/pure/duration.ts";
import type { Sighting } from "../../../src/domain/record/sighting.ts";
import type { MessageVersionRow } from "../../../src/store/tables.ts";
import { type Checker, type Evidence, eventsOf, storedIncidents } from "./evidence.ts";

/** What was told the wrong way round and taken in together is heard as it was told. */
const IN_ORDER_MS = 5 * SECOND_MS;

export const questions: Checker = {
  name: "questions",
  holds: ["I8"],
  check: (evidence) =>
    storedIncidents(evidence).flatMap((incident) => {
      const { id, name, room, questions, stage } = incident;
      if (!room) return [];
      const all = eventsOf(evidence, id);
      if (!all.some(({ type }) => type === "QuestionAsked")) return [];
      const said = saidIn(evidence, room.channel);
      const isAnswered = ({ id: question, to, at }: Question, until: Instant) => {
        const known = all.find((event) =>
          question.startsWith("ask:")
            ? event.type === "QuestionPosted" && event.question === question
            : event.type === "QuestionAsked" && event.question === question,
        );
        // It passes to whoever leads next, who owes the answer from then on.
        const since = Math.max(at, known?.at ?? Number.MAX_VALUE) + IN_ORDER_MS;
        return said.some(
          (one) => one.author === to && Number(one.ts) * 1_000 > since && one.at > since && one.at < until,
        );
      };
      const waiting = stage === "open" ? questions.filter((one) => isAnswered(one, Number.MAX_VALUE)) : [];
      const told = all.flatMap((event, index) => {
        if (event.type !== "QuestionsWaiting") return [];
        const before = fold(id, all.slice(0, index)).questions;
        return before.filter((one) => event.questions.includes(one.id) && isAnswered(one, event.at - IN_ORDER_MS));
      });
      return [
        ...waiting.map(({ id, to }) => `${name} still waits for ${to} to answer ${id}, who has spoken since`),
        ...told.map(({ id, to }) => `${name} was told that ${id} waits for ${to}, who had spoken since`),
      ];
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
