// A page of the timeline: what somebody asked to see of it, the newest last.
import type { Instant } from "../../lib/pure/time.ts";
import type { EntryKind } from "./entries.ts";
import type { TimelineItem } from "./timeline.ts";

export interface TimelineFilter {
  /** Only entries of these; everything where there is none. */
  kinds: readonly EntryKind[];
  /** Whose: who wrote or marked it, or did it. */
  by: string | null;
  from: Instant | null;
  /** With reminders, and what was struck. */
  all: boolean;
}

export const NO_FILTER: TimelineFilter = { kinds: [], by: null, from: null, all: false };

/** A place in the timeline: the time of an item, and its event's number. */
export type TimelinePlace = readonly [at: Instant, seq: number];

export interface TimelinePage {
  items: readonly TimelineItem[];
  /** How many there are before and behind these, of those that were asked for. */
  earlier: number;
  later: number;
}

/** As much as one can take in; Slack would take more. */
const PAGE_ITEMS = 15;

/** The newest page, or the one that ends before a place. */
export function pageOf(
  items: readonly TimelineItem[],
  filter: TimelineFilter,
  before: TimelinePlace | null,
): TimelinePage {
  const asked = items.filter((item) => isAsked(item, filter));
  const end = before === null ? asked.length : asked.findLastIndex((item) => isBefore(item, before)) + 1;
  const start = Math.max(0, end - PAGE_ITEMS);
  return { items: asked.slice(start, end), earlier: start, later: asked.length - end };
}

function isAsked(item: TimelineItem, { kinds, by, from, all }: TimelineFilter): boolean {
  if (!all && (item.type === "reminder" || (item.type === "entry" && item.struck !== null))) return false;
  if (from !== null && item.at < from) return false;
  if (kinds.length > 0 && (item.type !== "entry" || !kinds.includes(item.kind))) return false;
  return by === null || item.by === by || (item.type === "entry" && item.marked?.by === by);
}

/** Before that place, also where the item that stood there was corrected away. */
const isBefore = (item: TimelineItem, [at, seq]: TimelinePlace): boolean =>
  item.at < at || (item.at === at && item.seq < seq);
