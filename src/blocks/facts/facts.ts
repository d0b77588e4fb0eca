// What is said of times, impact and triage: in the room when they change, and on a document's timeline.
import type { Said } from "../../domain/job.ts";
import type { DomainEvent } from "../../domain/event.ts";
import { escaped, lines, type Post, person, quoting, time, utc } from "../mrkdwn.ts";
import type { Words } from "../words/en.ts";

type SaidFact = Extract<Said, { type: "time-set" | "impact-set" | "triage-answered" }>;

/** Tells the room which time, part of the impact or answer of the triage was set. */
export function saidFact(what: SaidFact, { facts }: Words): Post {
  const by = person(what.by);
  switch (what.type) {
    case "time-set": {
      const about = { by, time: facts.time[what.time], to: time(what.to) };
      const { from } = what;
      return quoting(
        from === null ? facts.timeSet(about) : facts.timeChanged({ ...about, from: time(from) }),
        what.reason,
      );
    }
    case "impact-set":
      return lines([
        facts.impactBy({ by }),
        ...what.parts.map(({ part, text }) =>
          facts.impactPart({ part: facts.part[part], text: text === "" ? facts.notKnown : escaped(text) }),
        ),
      ]);
    case "triage-answered":
      return lines([
        facts.triageBy({ by }),
        ...what.answers.map(({ question, text }) =>
          facts.triageAnswer({ question: escaped(question), text: escaped(text) }),
        ),
      ]);
  }
}

/** As a sentence of a document: text as it came. */
export function factTold(what: Extract<DomainEvent, { type: "TimeSet" | "ImpactSet" }>, { facts }: Words): string {
  const { told } = facts;
  if (what.type === "TimeSet") {
    const about = { time: facts.time[what.time], to: utc(what.to), reason: what.reason };
    return what.from === null ? told.timeSet(about) : told.timeChanged({ ...about, from: utc(what.from) });
  }
  const parts = what.changed.map((part) =>
    told.part({ part: facts.part[part], text: what.words[part] ?? told.notKnown }),
  );
  return told.impact({ parts: parts.join("; ") });
}
