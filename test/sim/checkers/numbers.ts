// Incidents of a workspace are numbered 1, 2, 3 … without a gap, and the workspace knows how many there are.
import { type Checker, incidentRows } from "./evidence.ts";

export const numbers: Checker = {
  name: "numbers",
  holds: ["I11"],
  check(evidence) {
    const rows = incidentRows(evidence);
    const wrong = rows.flatMap(({ number }, index) =>
      number === index + 1 ? [] : [`incident ${index + 1} of the workspace has the number ${number}`],
    );
    const [workspace] = evidence.world.database.rows<{ seq: number }>("SELECT seq FROM workspaces");
    const count = workspace?.seq ?? 0;
    return count === rows.length ? wrong : [...wrong, `the workspace counts ${count} incidents of ${rows.length}`];
  },
};
