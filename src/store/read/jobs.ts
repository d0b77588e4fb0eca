import { sql } from "kysely";
import type { Instant } from "../../lib/pure/time.ts";
import type { Job } from "../../domain/job.ts";
import { PENDING } from "../literals.ts";
import { reused } from "../reuse.ts";
import type { Reader, Store } from "../store.ts";
import type { JobRow } from "../tables.ts";

/** Due jobs whose lane is free now, the most urgent first: the first of each lane is the one to claim. */
export const dueJobs = ({ build, read }: Store, now: Instant, limit: number): Promise<JobRow[]> =>
  read(
    reused<JobRow>(build, `due jobs, ${limit}`, [now, now, now], () =>
      build
        .selectFrom("jobs")
        .leftJoin("lanes", "lanes.lane", "jobs.lane")
        .selectAll("jobs")
        .where("jobs.status", "=", PENDING)
        .where("jobs.due_at", "<=", now)
        .where((all) =>
          all.or([
            all("lanes.lane", "is", null),
            all.and([all("lanes.free_at", "<=", now), all("lanes.lease_until", "<=", now)]),
          ]),
        )
        .orderBy("jobs.priority")
        // What was tried keeps its place: the lane waited with it, and what came since fell due meanwhile.
        .orderBy((all) =>
          all
            .case()
            .when("jobs.attempts", ">", sql.lit(0))
            .then(all.ref("jobs.created_at"))
            .else(all.ref("jobs.due_at"))
            .end(),
        )
        .orderBy("jobs.created_at")
        .orderBy("jobs.place")
        .orderBy("jobs.id")
        .limit(sql.lit(limit))
        .compile(),
    ),
  );

/** What became of a job; null when there never was one. */
export const jobStatus = async (reader: Reader, id: string): Promise<JobRow["status"] | null> =>
  (await jobEnd(reader, id))?.status ?? null;

/** The same, with why. */
export async function jobEnd({ build, read }: Reader, id: string): Promise<Pick<JobRow, "status" | "outcome"> | null> {
  const query = build.selectFrom("jobs").select(["status", "outcome"]).where("id", "=", id);
  const [row] = await read<Pick<JobRow, "status" | "outcome">>(query.compile());
  return row ?? null;
}

/** Whether a job of that kind is still to be done for an incident. */
export async function isAwaited({ build, read }: Store, incident: string, kind: Job["kind"]): Promise<boolean> {
  const pending = build
    .selectFrom("jobs")
    .select("id")
    .where("incident", "=", incident)
    .where("kind", "=", kind)
    .where("status", "=", PENDING);
  return (await read(pending.limit(sql.lit(1)).compile())).length > 0;
}

/** When something changes next by time alone: a job comes due, or a lane is free again. Null when nothing will. */
export async function nextChange({ build, read }: Store, now: Instant): Promise<Instant | null> {
  const due = reused<{ at: Instant | null }>(build, "next due", [now], () =>
    build
      .selectFrom("jobs")
      .select((all) => all.fn.min("due_at").as("at"))
      .where("status", "=", PENDING)
      .where("due_at", ">", now)
      .compile(),
  );
  const lanes = reused<Record<"freeAt" | "overAt", Instant | null>>(build, "next lane", [now, now], () =>
    build
      .selectFrom("lanes")
      .select((all) => [
        all.fn.min("free_at").filterWhere("free_at", ">", now).as("freeAt"),
        all.fn.min("lease_until").filterWhere("lease_until", ">", now).as("overAt"),
      ])
      .compile(),
  );
  const [[job], [lane]] = await Promise.all([read(due), read(lanes)]);
  const times = [job!.at, lane!.freeAt, lane!.overAt].filter((at) => at !== null);
  return times.length === 0 ? null : Math.min(...times);
}

/** Whether an attempt still counts: its job was neither called off nor replaced since it was claimed. */
export async function isCurrent(
  { build, read }: Store,
  claim: { id: string; generation: number; attempt: number },
): Promise<boolean> {
  const { id, generation, attempt } = claim;
  const query = reused(build, "is a claim current", [id, generation, attempt], () =>
    build
      .selectFrom("jobs")
      .select("id")
      .where("id", "=", id)
      .where("status", "=", PENDING)
      .where("generation", "=", generation)
      .where("attempts", "=", attempt)
      .compile(),
  );
  return (await read(query)).length > 0;
}
