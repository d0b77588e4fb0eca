// The state that is kept beside an incident's events is what they fold to.
import { isDeepStrictEqual } from "node:util";
import { type Checker, foldedIncident, incidentRows } from "./evidence.ts";

export const folds: Checker = {
  name: "folds",
  holds: ["I14"],
  check: (evidence) =>
    incidentRows(evidence).flatMap((row) => {
      const folded = foldedIncident(evidence, row.id);
      const isSame = isDeepStrictEqual(JSON.parse(row.state), JSON.parse(JSON.stringify(folded)));
      const columns = folded.seq === row.seq && folded.stage === row.stage && folded.severity === row.severity;
      return isSame && columns
        ? []
        : [`${folded.name} is stored as ${row.state}, its events say ${JSON.stringify(folded)}`];
    }),
};
