// The state that is kept beside an incident's events is what they fold to, and each field of it has one part that tells it.
import { isDeepStrictEqual } from "node:util";
import { declared } from "../../../src/domain/incident.ts";
import { twiceChanged } from "../../support/twice-changed.ts";
import { type Checker, type Evidence, eventsOf, foldedIncident, incidentRows } from "./evidence.ts";

export const folds: Checker = {
  name: "folds",
  holds: ["I14"],
  check: (evidence) => [...differing(evidence), ...toldTwice(evidence)],
};

const differing = (evidence: Evidence): string[] =>
  incidentRows(evidence).flatMap((row) => {
    const folded = foldedIncident(evidence, row.id);
    const isSame = isDeepStrictEqual(JSON.parse(row.state), JSON.parse(JSON.stringify(folded)));
    const columns = folded.seq === row.seq && folded.stage === row.stage && folded.severity === row.severity;
    return isSame && columns
      ? []
      : [`${folded.name} is stored as ${row.state}, its events say ${JSON.stringify(folded)}`];
  });

const toldTwice = (evidence: Evidence): string[] =>
  incidentRows(evidence).flatMap(({ id }) => {
    const [first, ...rest] = eventsOf(evidence, id);
    return first?.type === "IncidentDeclared" ? twiceChanged(declared(id, first), rest) : [];
  });
