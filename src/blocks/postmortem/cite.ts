// Citations of a draft: `[e12]` is an event, `[m3]` a message; both stand under Everything in order by that name.
import type { Facts } from "../../domain/postmortem/facts.ts";
import type { TimelineEntry } from "../../domain/timeline/timeline.ts";
import type { Source } from "../../domain/postmortem/source.ts";

interface Citing {
  facts: Facts;
  /** "https://example.slack.com/archives/C123", or null where there is no room or Slack did not say. */
  roomUrl: string | null;
}

/** A sentence with its sources behind it, each once. */
export const cited = (sentence: string, sources: readonly Source[], citing: Citing): string =>
  [sentence, ...[...new Set(sources)].map((source) => citation(source, citing))].join(" ");

function citation(source: Source, citing: Citing): string {
  const name = `[${labelOf(source, citing.facts)}]`;
  const url = typeof source === "number" ? null : messageUrl(source, citing);
  return url === null ? name : `${name}(${url})`;
}

/** "e12" or "m3": what a line of the record is called. */
export const labelOf = (source: Source, { messageNumbers }: Facts): string =>
  typeof source === "number" ? `e${source}` : `m${messageNumbers.get(source) ?? 0}`;

/** Where Slack shows the message; null without a room. */
export function messageUrl(ts: string, { facts, roomUrl }: Citing): string | null {
  if (roomUrl === null) return null;
  return permalink(roomUrl, ts, facts.threads.get(ts) ?? null);
}

/** As Slack's own "Copy link" gives it. */
export function permalink(roomUrl: string, ts: string, threadTs: string | null): string {
  const base = `${roomUrl}/p${ts.replace(".", "")}`;
  return threadTs === null ? base : `${base}?thread_ts=${threadTs}&cid=${roomUrl.split("/").at(-1)}`;
}

/** A marked message is cited as itself too: its link leads to the place where it was said. */
export const entrySources = ({ seq, ts, corrected }: TimelineEntry): Source[] => [
  seq,
  ...(corrected ? [corrected.seq] : []),
  ...(ts === null ? [] : [ts]),
];
