// An incident stands under the rules it was declared under until somebody applies others: each time from those it had.
import { fold } from "../../../src/domain/incident.ts";
import { type Checker, eventsOf, storedIncidents } from "./evidence.ts";

export const rules: Checker = {
  name: "rules",
  holds: ["I14"],
  check: (evidence) =>
    storedIncidents(evidence).flatMap(({ id, name }) => {
      const all = eventsOf(evidence, id);
      return all.flatMap((event, index) => {
        if (event.type !== "RunbookApplied") return [];
        const { runbook } = fold(id, all.slice(0, index));
        const isNew = event.from === runbook && event.to !== runbook;
        return isNew ? [] : [`${name} stood under ${runbook}, and went from ${event.from} to ${event.to}`];
      });
    }),
};
