// However often an interaction is delivered, it is carried out at most once; and what was answered "done" is there.
import type { EventRow } from "../../../src/store/tables.ts";
import type { Checker } from "./evidence.ts";

export const onceIn: Checker = {
  name: "once in",
  check({ world }) {
    const rows = world.database.rows<EventRow>("SELECT * FROM events WHERE stream NOT LIKE 'workspace:%'");
    const causes = Map.groupBy(rows, ({ cause }) => cause);
    const keys = new Set(world.taken.map(({ key }) => key));
    const twice = [...keys].flatMap((key) => {
      const types = (causes.get(key) ?? []).map(({ type }) => type);
      return new Set(types).size === types.length ? [] : [`${key} caused ${types.join(", ")}`];
    });
    const lost = world.taken
      .filter(({ outcome, key }) => outcome === "ok" && !causes.has(key))
      .map(({ what }) => `${what} was carried out and left no event`);
    return [...twice, ...lost];
  },
};
