// What declaring an incident needs to know of the workspace: the next number, and what was declared a moment ago.
import type { Instant } from "../lib/pure/time.ts";

export interface Workspace {
  team: string;
  /** How many incidents were ever declared: the next one's number is one more. */
  seq: number;
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
