import type { Instant } from "../../lib/pure/time.ts";
import type { Reader } from "../store.ts";
import type { LossRow } from "../tables.ts";

/** Those that an operator has not accepted. */
export const openLosses = ({ build, read }: Reader): Promise<LossRow[]> =>
  read(build.selectFrom("losses").selectAll().where("accepted_at", "is", null).orderBy("incident").compile());

/** Accepted, and not yet noted down in the record. */
export const lossesToNote = ({ build, read }: Reader): Promise<LossRow[]> =>
  read(
    build
      .selectFrom("losses")
      .selectAll()
      .where("accepted_at", "is not", null)
      .where("noted_at", "is", null)
      .orderBy("incident")
      .compile(),
  );

/** Of which incidents that are not stored an operator knows. */
export async function acceptedUnknown({
  build,
  read,
}: Reader): Promise<{ incidents: Set<string>; channels: Set<string> }> {
  const rows = await read<LossRow>(
    build.selectFrom("losses").selectAll().where("stored_seq", "=", 0).where("accepted_at", "is not", null).compile(),
  );
  return {
    incidents: new Set(rows.map(({ incident }) => incident)),
    channels: new Set(rows.map(({ channel }) => channel)),
  };
}

/** The last moment before `instant` of which the database knows: an event, or a program that ran. 0 where there is none. */
export async function knownUntil({ build, read }: Reader, instant: Instant): Promise<Instant> {
  const event = build
    .selectFrom("events")
    .select((all) => all.fn.max("at").as("at"))
    .where("at", "<=", instant);
  const life = build
    .selectFrom("instances")
    .select((all) => all.fn.max("alive_at").as("at"))
    .where("alive_at", "<=", instant);
  const rows = [...(await read<Latest>(event.compile())), ...(await read<Latest>(life.compile()))];
  return Math.max(0, ...rows.map(({ at }) => at ?? 0));
}

interface Latest {
  at: Instant | null;
}

/** Incidents that were lost whole, and that an operator accepted as lost; by number. */
export const lostIncidents = ({ build, read }: Reader): Promise<LossRow[]> =>
  read(
    build
      .selectFrom("losses")
      .selectAll()
      .where("stored_seq", "=", 0)
      .where("accepted_at", "is not", null)
      .orderBy("number")
      .orderBy("incident")
      .compile(),
  );
