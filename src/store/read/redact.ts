// Where else words may stand that are to be forgotten.
import type { Reader } from "../store.ts";
import type { InboxRow, JobRow } from "../tables.ts";

export const jobBodies = ({ build, read }: Reader, incident: string): Promise<Pick<JobRow, "id" | "body">[]> =>
  read(build.selectFrom("jobs").select(["id", "body"]).where("incident", "=", incident).compile() as never);

/** What arrived and still waits, or could not be taken in. */
export const heldEnvelopes = ({
  build,
  read,
}: Reader): Promise<(Pick<InboxRow, "source" | "key"> & { envelope: string })[]> =>
  read(
    build
      .selectFrom("inbox")
      .select(["source", "key", "envelope"])
      .where("envelope", "is not", null)
      .compile() as never,
  );
