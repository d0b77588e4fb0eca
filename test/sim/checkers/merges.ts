// Only what is open is merged, into what is open; and each of the two knows of the other.
import { fold } from "../../../src/domain/incident.ts";
import { type Checker, type Evidence, eventsOf, storedIncidents } from "./evidence.ts";

export const merges: Checker = {
  name: "merges",
  holds: ["I11", "I13"],
  check: (evidence) =>
    storedIncidents(evidence).flatMap(({ id, name }) => {
      const all = eventsOf(evidence, id);
      return all.flatMap((event, index) => {
        if (event.type !== "MergedInto" && event.type !== "DuplicateMerged") return [];
        const { stage } = fold(id, all.slice(0, index));
        const wasOver = stage === "open" ? [] : [`${name} was ${stage} when it was merged with ${event.name}`];
        const other = event.type === "MergedInto" ? "DuplicateMerged" : "MergedInto";
        return knows(evidence, event.incident, other, id)
          ? wasOver
          : [...wasOver, `${event.name} is unaware of ${name}`];
      });
    }),
};

const knows = (evidence: Evidence, id: string, type: string, of: string): boolean =>
  eventsOf(evidence, id).some((event) => event.type === type && "incident" in event && event.incident === of);
