// What a room's record has and what it may lack: from when to when it was recorded, until when it was compared with Slack's
// history, and what only that comparison told of.
import { MINUTE_MS } from "../../lib/pure/duration.ts";
import type { Instant } from "../../lib/pure/time.ts";

/** A time in which nobody listened. */
export interface Gap {
  from: Instant;
  to: Instant;
  why: string;
  recoveredAt: Instant | null;
}

export interface Coverage {
  from: Instant;
  /** Null while it is recorded. */
  to: Instant | null;
  /** When a comparison began that came through: of what is new, and of all there is. */
  comparedAt: Instant | null;
  comparedWholeAt: Instant | null;
  gaps: readonly Gap[];
  /** Messages that only a comparison told of, and messages whose edit or deletion only it told of. */
  recovered: number;
  changesNoticed: number;
  /** Slack shows this app little of its history at a time. */
  isCapped: boolean;
  /** No event has come since; null where they come. */
  silentSince: Instant | null;
}

/** What only a comparison told of a message. */
export interface Unheard {
  written: boolean;
  edited: boolean;
  /** It stood there at `after` (null: nobody knows when last) and was gone at `before`. */
  deleted: { after: Instant | null; before: Instant } | null;
}

/** Rooms are compared every ten minutes: what is older was not to be. */
const COMPARED_WITHIN_MS = 30 * MINUTE_MS;

/** An event that comes within it was on its way. */
export const ON_ITS_WAY_MS = MINUTE_MS;

/** Whether what Slack has may still differ from the record. */
export const isBehind = ({ comparedAt, from, to }: Coverage, now: Instant): boolean =>
  (comparedAt ?? from) < Math.min(to ?? now, now) - COMPARED_WITHIN_MS;

/** Whether something is missing, or nobody can say that nothing is. */
export const mayLack = (coverage: Coverage, now: Instant): boolean =>
  coverage.gaps.some(({ recoveredAt }) => recoveredAt === null) ||
  coverage.silentSince !== null ||
  isBehind(coverage, now);
