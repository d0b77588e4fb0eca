import type { Reader } from "../store.ts";
import type { JobRow } from "../tables.ts";

/** What is still to be done for an incident, soonest first, and what waits for somebody to look at it. */
export const unfinishedJobs = ({ build, read }: Reader, incident: string): Promise<JobRow[]> =>
  read(
    build
      .selectFrom("jobs")
      .selectAll()
      .where("incident", "=", incident)
      .where("status", "in", ["pending", "parked"])
      .orderBy("status", "desc")
      .orderBy("due_at")
      .orderBy("id")
      .compile(),
  );
