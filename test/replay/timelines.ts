// Timelines of real incidents, read where somebody put them beside the project; nothing of them is kept here.
import { existsSync, readFileSync } from "node:fs";

export const TIMELINES = new URL("../../../shared/data/timelines/mybinder.jsonl", import.meta.url);

export interface Timeline {
  name: string;
  title: string;
  /** In the order the people who were there wrote them down. */
  entries: { at: number; text: string }[];
}

interface Line {
  id: string;
  title: string;
  events: { t: string; text: string }[];
}

export function readTimelines(): Timeline[] | null {
  if (!existsSync(TIMELINES)) return null;
  const lines = readFileSync(TIMELINES, "utf8").trim().split("\n");
  return lines.map((line) => corrected(JSON.parse(line) as Line));
}

const DAY_MS = 86_400_000;

/**
 * Two were read wrongly out of their documents. In "cull-flood" the entry headed "19. April, 11:00" and those after it
 * were given the day of the entries before, 18 April. In "oom-proxy" the document's title, which holds a time, was
 * taken for the first entry.
 */
function corrected({ id, title, events }: Line): Timeline {
  const name = id.replace(/^.*\/\d{4}-\d{2}-\d{2}-|\.md$/g, "");
  let entries = events.map(({ t, text }) => ({ at: Date.parse(t), text }));
  if (name === "oom-proxy") entries = entries.slice(1);
  if (name === "cull-flood") {
    const from = events.findIndex((event) => event.t.endsWith("T11:00:00+02:00"));
    entries = entries.map((entry, index) => (index < from ? entry : { ...entry, at: entry.at + DAY_MS }));
  }
  return { name, title, entries };
}
