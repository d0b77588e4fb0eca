// What the auditor looks for: one statement each, so that each sees one moment of the database.
import { sql } from "kysely";
import { PRIORITY } from "../../domain/job.ts";
import { ROOM_AWAITED } from "../../domain/room/room.ts";
import type { Instant } from "../../lib/pure/time.ts";
import { OPEN, PARKED, PENDING } from "../literals.ts";
import { padded, reused } from "../reuse.ts";
import type { Reader } from "../store.ts";

export interface Stuck {
  count: number;
  /** The one that waits for longest. */
  since: Instant;
}

/**
 * Jobs that fell due before then while their lane was free: nobody took them. Where Slack is slow, what is cosmetic waits
 * for as long as others are under way.
 */
export async function neverTaken({ build, read }: Reader, before: Instant): Promise<Stuck | null> {
  const query = reused(build, "never taken", [before, before, before, before], () =>
    build
      .selectFrom("jobs")
      .leftJoin("lanes", "lanes.lane", "jobs.lane")
      .select((all) => [all.fn.countAll().as("count"), all.fn.min("jobs.due_at").as("since")])
      .where("jobs.status", "=", PENDING)
      .where("jobs.due_at", "<=", before)
      .where((all) =>
        all.or([
          all("lanes.lane", "is", null),
          all.and([all("lanes.free_at", "<=", before), all("lanes.lease_until", "<=", before)]),
        ]),
      )
      .where((all) =>
        all.or([
          all("jobs.priority", "<", sql.lit(PRIORITY.cosmetic)),
          all.not(
            all.exists(all.selectFrom("lanes as held").select("held.lane").where("held.lease_until", ">", before)),
          ),
        ]),
      )
      .compile(),
  );
  return stuck(await read(query));
}

/** Jobs that were tried so often without an end. Whether a room is in reach again is for people to say, not for the operator. */
export async function triedOften({ build, read }: Reader, attempts_min: number): Promise<Stuck | null> {
  const query = reused(build, "tried often", [attempts_min, "return-to-room", ROOM_AWAITED], () =>
    build
      .selectFrom("jobs")
      .select((all) => [all.fn.countAll().as("count"), all.fn.min("created_at").as("since")])
      .where("status", "=", PENDING)
      .where("attempts", ">=", attempts_min)
      .where("kind", "!=", "return-to-room")
      .where((all) => all.or([all("outcome", "is", null), all("outcome", "!=", ROOM_AWAITED)]))
      .compile(),
  );
  return stuck(await read(query));
}

/** Jobs of no incident that were given up: no room hears of them. */
export async function givenUp({ build, read }: Reader, after: Instant): Promise<Stuck | null> {
  const query = reused(build, "given up", [after], () =>
    build
      .selectFrom("jobs")
      .select((all) => [all.fn.countAll().as("count"), all.fn.min("ended_at").as("since")])
      .where("status", "=", PARKED)
      .where("incident", "is", null)
      .where("ended_at", ">", after)
      .compile(),
  );
  return stuck(await read(query));
}

/** Events in the inbox that came before then: those still to be tried, or those that failed so often. */
export async function undrained(
  { build, read }: Reader,
  { before, attempts_max, failed }: { before: Instant; attempts_max: number; failed: boolean },
): Promise<Stuck | null> {
  const query = reused(build, `undrained, ${failed}`, [before, attempts_max], () =>
    build
      .selectFrom("inbox")
      .select((all) => [all.fn.countAll().as("count"), all.fn.min("received_at").as("since")])
      .where("done_at", "is", null)
      .where("received_at", "<=", before)
      .where("attempts", failed ? ">=" : "<", attempts_max)
      .compile(),
  );
  return stuck(await read(query));
}

function stuck([row]: readonly unknown[]): Stuck | null {
  const { count, since } = row as { count: number | string; since: number | string | null };
  return since === null ? null : { count: Number(count), since: Number(since) };
}

/** Open incidents whose events are not 1 to seq, or do not end in the head that is stored. */
export const brokenIncidents = async ({ build, read }: Reader): Promise<string[]> =>
  idsOf(
    await read(
      reused<{ id: string }>(build, "broken incidents", [], () =>
        build
          .selectFrom("incidents")
          .leftJoin("events", (on) =>
            on.onRef("events.stream", "=", "incidents.id").onRef("events.seq", "=", "incidents.seq"),
          )
          .select("incidents.id as id")
          .where("incidents.stage", "=", OPEN)
          .where((all) =>
            all.or([
              all("events.hash", "is", null),
              all("events.hash", "<>", all.ref("incidents.hash")),
              all(
                all
                  .selectFrom("events as own")
                  .select(all.fn.countAll().as("count"))
                  .whereRef("own.stream", "=", "incidents.id"),
                "<>",
                all.ref("incidents.seq"),
              ),
            ]),
          )
          .compile(),
      ),
    ),
  );

/** Workspaces whose events of what is practised between incidents are not 1 to seq, or do not end in the head. */
export const brokenReadiness = async ({ build, read }: Reader): Promise<string[]> =>
  idsOf(
    await read(
      reused<{ id: string }>(build, "broken readiness", [], () =>
        build
          .selectFrom("readiness")
          .leftJoin("events", (on) =>
            on
              .on("events.stream", "=", sql<string>`'readiness:' || readiness.team`)
              .onRef("events.seq", "=", "readiness.seq"),
          )
          .select("readiness.team as id")
          .where((all) =>
            all.or([
              all("events.hash", "is", null),
              all("events.hash", "<>", all.ref("readiness.hash")),
              all(
                all
                  .selectFrom("events as own")
                  .select(all.fn.countAll().as("count"))
                  .where("own.stream", "=", sql<string>`'readiness:' || readiness.team`),
                "<>",
                all.ref("readiness.seq"),
              ),
            ]),
          )
          .compile(),
      ),
    ),
  );

/** Rooms opened after then whose versions are not 1 to seq, or do not end in the head that is stored. */
export const brokenRooms = async ({ build, read }: Reader, after: Instant): Promise<string[]> =>
  idsOf(
    await read(
      reused<{ id: string }>(build, "broken rooms", [after, 0], () =>
        build
          .selectFrom("rooms")
          .leftJoin("message_versions as last", (on) =>
            on
              .onRef("last.team", "=", "rooms.team")
              .onRef("last.channel", "=", "rooms.channel")
              .onRef("last.room_seq", "=", "rooms.seq"),
          )
          .select("rooms.channel as id")
          .where("rooms.opened_at", ">", after)
          .where("rooms.seq", ">", 0)
          .where((all) =>
            all.or([
              all("last.hash", "is", null),
              all("last.hash", "<>", all.ref("rooms.hash")),
              all(
                all
                  .selectFrom("message_versions as own")
                  .select(all.fn.countAll().as("count"))
                  .whereRef("own.team", "=", "rooms.team")
                  .whereRef("own.channel", "=", "rooms.channel"),
                "<>",
                all.ref("rooms.seq"),
              ),
            ]),
          )
          .compile(),
      ),
    ),
  );

/** Workspaces in which not every number is an incident's, or lost. */
export const brokenNumbers = async ({ build, read }: Reader): Promise<string[]> =>
  idsOf(
    await read(
      reused<{ id: string }>(build, "broken numbers", ["NumberLost"], () =>
        build
          .selectFrom("workspaces")
          .select("team as id")
          .where((all) =>
            all(
              "workspaces.seq",
              "<>",
              all(
                all
                  .selectFrom("incidents")
                  .select(all.fn.countAll<number>().as("count"))
                  .whereRef("incidents.team", "=", "workspaces.team"),
                "+",
                all
                  .selectFrom("events")
                  .select(all.fn.countAll<number>().as("count"))
                  .where("type", "=", "NumberLost")
                  .whereRef("stream", "=", sql`'workspace:' || workspaces.team`),
              ),
            ),
          )
          .compile(),
      ),
    ),
  );

const idsOf = (rows: readonly { id: string }[]): string[] => rows.map(({ id }) => id);

/** Of these jobs, the ones that are still to come or were given up, which somebody was told. */
export function plannedAmong(
  { build, read }: Reader,
  ids: readonly string[],
): Promise<{ id: string; status: string; due_at: number; attempts: number }[]> {
  const wanted = padded(ids);
  return read(
    reused(build, `planned among ${wanted.length}`, wanted, () =>
      build
        .selectFrom("jobs")
        .select(["id", "status", "due_at", "attempts"])
        .where("id", "in", wanted)
        .where("status", "in", [PENDING, PARKED])
        .compile(),
    ),
  );
}
