// What declaring an incident needs to know of the workspace: the next number, and what was declared a moment ago. Its own
// stream has one event for each number, in order.
import type { Instant } from "../lib/pure/time.ts";

export interface Workspace {
  team: string;
  /** How many numbers are gone, to an incident or lost: the next incident's is one more. */
  seq: number;
  /** The name given last; absent where it plays no part. */
  latestName?: string | null;
  /** Open incidents that everybody may see, declared within SIMILAR_WITHIN_MS, newest first. */
  recent: readonly RecentIncident[];
}

export interface RecentIncident {
  id: string;
  name: string;
  title: string;
  declaredBy: string;
  declaredAt: Instant;
  channel: string | null;
}

export type NumberEvent =
  | { type: "IncidentNumbered"; incident: string; number: number }
  /** Given to an incident that an older database does not know; null where nothing is known of that incident. */
  | { type: "NumberLost"; number: number; incident: string | null; name: string | null };
