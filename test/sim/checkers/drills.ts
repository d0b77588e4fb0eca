// A drill calls nobody unless that was asked for, tells nobody by itself, and has a score at each end.
import { type Checker, eventsOf, jobRows, storedIncidents } from "./evidence.ts";

export const drills: Checker = {
  name: "drills",
  holds: ["I6"],
  check(evidence) {
    const jobs = new Set(jobRows(evidence).map(({ id }) => id));
    return storedIncidents(evidence).flatMap(({ id, name, drill }) => {
      if (drill === null) return [];
      return eventsOf(evidence, id).flatMap((event, index) => {
        if (event.type === "Resolved")
          return jobs.has(`drill-score:${index + 1}:${id}`) ? [] : [`${name} ended, and has no score`];
        if (event.type === "DutySending" && event.actor === "warroom") return [`${name} told somebody of a drill`];
        if (drill.pages) return [];
        if (event.type === "PageEnded") return [`${name} paged ${event.key} for a drill`];
        return event.type === "RungReached" && event.called.length > 0 ? [`${name} called for a drill`] : [];
      });
    });
  },
};
