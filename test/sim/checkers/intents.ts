// Every intent ends: an hour after the last fault no job is overdue, none was given up, and the inbox is empty.
import { MINUTE_MS } from "../../../src/lib/pure/duration.ts";
import type { InboxRow } from "../../../src/store/tables.ts";
import { type Checker, jobRows } from "./evidence.ts";

export const intents: Checker = {
  name: "intents",
  holds: ["I4", "I19"],
  check(evidence) {
    const { world } = evidence;
    const undone = world.database.rows<InboxRow>("SELECT * FROM inbox WHERE done_at IS NULL");
    return [
      ...undone.map(({ key, outcome }) => `event ${key} still waits in the inbox (${outcome})`),
      ...jobRows(evidence).flatMap(({ id, status, due_at, outcome, attempts }) => {
        if (status === "parked") return [`${id} was given up: ${outcome}`];
        const overdue = status === "pending" && due_at < world.shownAt(world.now()) - MINUTE_MS;
        return overdue ? [`${id} is overdue after ${attempts} attempts: ${outcome}`] : [];
      }),
    ];
  },
};
