// However often an interaction is delivered, it is carried out at most once; and what was answered "done" is there.
import type { EventRow } from "../../../src/store/tables.ts";
import { type Checker, repeated } from "./evidence.ts";

export const onceIn: Checker = {
  name: "once in",
  holds: ["I1"],
  check({ world }) {
    const rows = world.database.rows<EventRow>("SELECT * FROM events WHERE stream NOT LIKE 'workspace:%'");
    const causes = Map.groupBy(rows, ({ cause }) => cause);
    const keys = new Set(world.taken.map(({ key }) => key));
    const twice = [...keys].flatMap((key) => {
      const all = causes.get(key) ?? [];
      return isTwice(all) ? [`${key} caused ${all.map(({ type }) => type).join(", ")}`] : [];
    });
    const lost = world.taken
      .filter(({ outcome, key }) => outcome === "ok" && !causes.has(key))
      .map(({ what }) => `${what} was carried out and left no event`);
    return [...twice, ...lost];
  },
};

/** What is carried out once may leave several events of one type, such as the entries of a triage: all at one moment, each its own. */
const isTwice = (events: readonly EventRow[]): boolean =>
  [...Map.groupBy(events, ({ stream, type }) => `${stream} ${type}`).values()].some(
    (all) => new Set(all.map(({ at }) => at)).size > 1 || repeated(all.map(({ body }) => String(body))).length > 0,
  );
