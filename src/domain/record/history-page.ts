// A page of Slack's history, as a room is reconciled with it: what it tells of what is gone, and how many there are in a
// minute where Slack shows little at a time.
import { SECOND_MS } from "../../lib/pure/duration.ts";
import type { PagePlace } from "../job.ts";

export const FIRST_PAGE: PagePlace = { cursor: "", edge: "" };

/** What Slack shows of its history at a time, whatever is asked for, to an app that is neither internal nor listed. */
export const CAPPED_PAGE = 15;
/** Such an app may ask once a minute. A little more leaves the turn in between to whoever else has to look something up. */
export const CAPPED_PACE_MS = 65 * SECOND_MS;

/**
 * Whether a page must have shown a message: the range it covers is that from the page before it to its own last message,
 * and the last page's goes on to the end. History comes with the newest first, a thread's replies with the oldest first.
 */
export function mustShow(ts: string, newestFirst: boolean, edge: string, last: string | null): boolean {
  const afterEdge = edge === "" || (newestFirst ? ts < edge : ts > edge);
  return afterEdge && (last === null || (newestFirst ? ts >= last : ts <= last));
}
