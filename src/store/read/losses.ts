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
