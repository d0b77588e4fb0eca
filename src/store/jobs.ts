// Effects and timers: written by the commit that causes them, claimed lane by lane, ended once.
import { sql } from "kysely";
import type { Enqueue } from "../domain/enqueue.ts";
import type { Job, JobChange, ToSearch } from "../domain/job.ts";
import type { Instant } from "../lib/pure/time.ts";
import { PENDING } from "./literals.ts";
import { reused } from "./reuse.ts";
import type { Expectation, Store, Write } from "./store.ts";
import type { JobRow } from "./tables.ts";

/** The lane of a job that needs neither order nor pace with others is its own. */
const ownLane = (id: string): string => `job:${id}`;

/** `place` is the job's among those of its incident that are planned in the same moment: they are done in that order. */
export function applyJobChange(
  { build }: Store,
  incident: string | null,
  change: JobChange,
  now: Instant,
  place = 0,
): Write {
  if (change.do === "cancel") {
    return build
      .updateTable("jobs")
      .set({ status: "cancelled", ended_at: now })
      .where("id", "=", change.key)
      .where("status", "=", PENDING)
      .compile();
  }
  if (change.do === "retry") {
    return build
      .updateTable("jobs")
      .set({ status: "pending", due_at: now, outcome: null, ended_at: null })
      .where("id", "=", change.key)
      .where("incident", "=", incident)
      .where("status", "=", "parked")
      .compile();
  }
  const row: JobRow = {
    id: change.key,
    incident,
    kind: change.job.kind,
    body: JSON.stringify(change.job),
    lane: change.lane ?? ownLane(change.key),
    priority: change.priority,
    due_at: change.dueAt,
    status: "pending",
    generation: 1,
    attempts: 0,
    outcome: null,
    created_at: now,
    ended_at: null,
    place,
  };
  return reused(build, `enqueue, ${change.again}`, Object.values(row), () => enqueued(build, row, change.again));
}

function enqueued(build: Store["build"], row: JobRow, again: Again): Write {
  const insert = build.insertInto("jobs").values(row);
  if (again === "once") return insert.onConflict((conflict) => conflict.column("id").doNothing()).compile();
  const keepEarlier = again === "coalesce";
  return insert
    .onConflict((conflict) => {
      const anew = conflict.column("id").doUpdateSet((all) => ({
        body: all.ref("excluded.body"),
        lane: all.ref("excluded.lane"),
        priority: all.ref("excluded.priority"),
        due_at: keepEarlier
          ? all
              .case()
              .when(all.and([all("jobs.status", "=", PENDING), all("jobs.due_at", "<", all.ref("excluded.due_at"))]))
              .then(all.ref("jobs.due_at"))
              .else(all.ref("excluded.due_at"))
              .end()
          : all.ref("excluded.due_at"),
        status: PENDING,
        generation: all("jobs.generation", "+", sql.lit(1)),
        attempts: sql.lit(0),
        outcome: sql.lit(null),
        created_at: all.ref("excluded.created_at"),
        ended_at: sql.lit(null),
        place: all.ref("excluded.place"),
      }));
      if (again === "revive") return anew.where("jobs.status", "<>", PENDING);
      if (again !== "replan") return anew;
      return anew.where((all) =>
        all.or([
          all("jobs.status", "<>", PENDING),
          all.and([all("jobs.attempts", "=", sql.lit(0)), all("jobs.due_at", ">", all.ref("excluded.due_at"))]),
        ]),
      );
    })
    .compile();
}

type Again = Enqueue["again"];

/** One attempt at one job: what its outcome must name to count. */
export interface Claim {
  id: string;
  incident: string | null;
  job: Job;
  lane: string;
  generation: number;
  /** 1 the first time. Above 1, an earlier attempt may have reached the world without our knowing. */
  attempt: number;
  /** Why it was put off the last time; null where it was not. */
  putOffWhy: string | null;
  /** Of what is posted: where earlier attempts may have left it. */
  toSearch: ToSearch;
  holder: string;
  priority: number;
  /** When it was planned: nothing of it can have reached the world before. */
  plannedAt: Instant;
}

/** A job that was put off, with what is known of the attempts up to that one. */
type PutOff = Job & { searched?: { attempt: number; toSearch: ToSearch } };

export function claimOf(row: JobRow, holder: string): Claim {
  const { searched, ...job } = JSON.parse(row.body) as PutOff;
  return {
    id: row.id,
    incident: row.incident,
    job,
    lane: row.lane,
    generation: row.generation,
    attempt: row.attempts + 1,
    putOffWhy: row.outcome,
    toSearch: toSearchAfter(row.attempts, searched),
    holder,
    priority: row.priority,
    plannedAt: row.created_at,
  };
}

/** An attempt of which no end was stored may have left anything. */
const toSearchAfter = (attempts: number, searched: PutOff["searched"]): ToSearch =>
  attempts === 0 ? "nothing" : searched?.attempt === attempts ? searched.toSearch : "all";

/** Takes the lane, then the job; whoever comes second gets neither. */
export function expectClaim({ build }: Store, claim: Claim, now: Instant, leaseUntil: Instant): Expectation[] {
  const { holder } = claim;
  const lane = reused(build, "claim a lane", [claim.lane, 0, leaseUntil, holder, leaseUntil, holder, 0, now, now], () =>
    build
      .insertInto("lanes")
      .values({ lane: claim.lane, free_at: 0, lease_until: leaseUntil, holder })
      .onConflict((conflict) =>
        conflict
          .column("lane")
          .doUpdateSet({ lease_until: leaseUntil, holder, free_at: 0 })
          .where("lanes.lease_until", "<=", now)
          .where("lanes.free_at", "<=", now),
      )
      .compile(),
  );
  const { attempt, id, generation } = claim;
  const job = reused(build, "claim a job", [attempt, id, generation, attempt - 1], () =>
    build
      .updateTable("jobs")
      .set({ attempts: attempt })
      .where("id", "=", id)
      .where("status", "=", PENDING)
      .where("generation", "=", generation)
      .where("attempts", "=", attempt - 1)
      .compile(),
  );
  return [
    { write: lane, what: `lane ${claim.lane} free` },
    { write: job, what: `job ${claim.id} unclaimed` },
  ];
}

export type Ending = "done" | "superseded" | "parked";

/** Ends the job, if this attempt still is the current one. */
export const expectEnd = (
  { build }: Store,
  claim: Claim,
  { status, outcome }: { status: Ending; outcome: string | null },
  now: Instant,
): Expectation => ({
  write: reused(build, "end a job", [status, outcome, now, ...attemptValues(claim)], () =>
    currentAttempt(build.updateTable("jobs").set({ status, outcome, ended_at: now }), claim).compile(),
  ),
  what: attemptExpectation(claim),
});

export const attemptExpectation = (claim: Claim): string => `job ${claim.id} attempt ${claim.attempt} current`;

/** Puts the job off; its attempts stay counted. `job` is what is left of it to do. */
export function putOff(
  { build }: Store,
  claim: Claim,
  { dueAt, why, job, toSearch }: { dueAt: Instant; why: string; job: Job; toSearch: ToSearch },
): Expectation {
  const left: PutOff = toSearch === "all" ? job : { ...job, searched: { attempt: claim.attempt, toSearch } };
  const body = JSON.stringify(left);
  return {
    write: reused(build, "put a job off", [dueAt, why, body, ...attemptValues(claim)], () =>
      currentAttempt(build.updateTable("jobs").set({ due_at: dueAt, outcome: why, body }), claim).compile(),
    ),
    what: attemptExpectation(claim),
  };
}

function currentAttempt<
  Query extends { where(column: "id" | "status" | "generation" | "attempts", operator: "=", value: never): Query },
>(query: Query, claim: Claim): Query {
  return query
    .where("id", "=", claim.id as never)
    .where("status", "=", PENDING as never)
    .where("generation", "=", claim.generation as never)
    .where("attempts", "=", claim.attempt as never);
}

const attemptValues = ({ id, generation, attempt }: Claim) => [id, generation, attempt];

/** Keeps the lane for longer, while this claim holds it. */
export const renewLease = ({ build }: Store, claim: Claim, until: Instant): Write =>
  build
    .updateTable("lanes")
    .set({ lease_until: until })
    .where("lane", "=", claim.lane)
    .where("holder", "=", claim.holder)
    .compile();

/**
 * Lets go of the lane; `freeAt` keeps its pace, unless it is to go on at once since it was claimed. A lane of one job is of
 * no more use.
 */
export function releaseLane({ build }: Store, claim: Claim, freeAt: Instant): Write {
  if (claim.lane === ownLane(claim.id) && freeAt === 0) {
    return reused(build, "drop a lane", [claim.lane, claim.holder], () =>
      build.deleteFrom("lanes").where("lane", "=", claim.lane).where("holder", "=", claim.holder).compile(),
    );
  }
  return reused(build, "release a lane", [0, AT_ONCE, freeAt, claim.lane, claim.holder], () =>
    build
      .updateTable("lanes")
      .set((all) => ({
        lease_until: 0,
        free_at: all.case().when("free_at", "=", AT_ONCE).then(all.ref("free_at")).else(all.val(freeAt)).end(),
      }))
      .where("lane", "=", claim.lane)
      .where("holder", "=", claim.holder)
      .compile(),
  );
}

/** Whatever an earlier attempt at it waits for. */
export const applyAtOnce = (store: Store, incident: string | null, change: Enqueue, now: Instant): Write[] => [
  applyJobChange(store, incident, change, now),
  restNoLonger(store, [change.lane ?? ownLane(change.key)], now),
];

/** In place of the time at which a lane is free: whoever holds it lets it go without a rest. */
const AT_ONCE = -1;

/** A lane that rests because Slack could not be reached goes on at once; whoever holds it keeps it. */
export const restNoLonger = ({ build }: Store, lanes: readonly string[], now: Instant): Write =>
  build
    .updateTable("lanes")
    .set((all) => ({
      free_at: all
        .case()
        .when("lease_until", ">", now)
        .then(sql.lit(AT_ONCE))
        .else(all.cast<number>(all.val(now), "bigint"))
        .end(),
    }))
    .where("lane", "in", lanes)
    .where((all) => all.or([all("lease_until", ">", now), all("free_at", ">", now)]))
    .compile();

/** Lets go of every lane: the leases of a process that died with the single-writer lock belong to nobody. */
export const releaseAllLanes = ({ build }: Store): Write =>
  build.updateTable("lanes").set({ lease_until: 0 }).where("lease_until", ">", 0).compile();

/** Forgets what ended before `instant`: of incidents that are over as long ago, and of none; at most so many at once. */
export const forgetEnded = ({ build }: Store, instant: Instant, limit: number): Write =>
  build
    .deleteFrom("jobs")
    .where("id", "in", (jobs) =>
      jobs
        .selectFrom("jobs as ended")
        .leftJoin("incidents", "incidents.id", "ended.incident")
        .select("ended.id")
        .where("ended.ended_at", "<", instant)
        .where("ended.status", "<>", "pending")
        .where((all) => all.or([all("ended.incident", "is", null), all("incidents.ended_at", "<", instant)]))
        .orderBy("ended.ended_at")
        .limit(limit),
    )
    .compile();

/** A lane that is at rest needs no row: the next claim makes it again. */
export const forgetIdleLanes = ({ build }: Store, instant: Instant): Write =>
  build.deleteFrom("lanes").where("free_at", "<", instant).where("lease_until", "<", instant).compile();
