// `/incident timeline`: what was asked for, and what has to be known to show it.
import { actionName, type TimelineAsked } from "../../../blocks/actions.ts";
import { escaped, line } from "../../../blocks/mrkdwn.ts";
import { timelinePage, type TimelineView } from "../../../blocks/timeline/timeline-page.ts";
import { isPerson } from "../../../domain/actor.ts";
import { recordsOf } from "../../../domain/room/thread.ts";
import type { Incident } from "../../../domain/incident.ts";
import { appName, type Sighting } from "../../../domain/record/sighting.ts";
import { type TimelineItem, timelineOf } from "../../../domain/timeline/timeline.ts";
import { NO_FILTER, pageOf, type TimelineFilter, type TimelinePlace } from "../../../domain/timeline/timeline-page.ts";
import { parseDuration } from "../../../lib/pure/duration.ts";
import { err, ok, type Result } from "../../../lib/pure/result.ts";
import { mentionsIn } from "../../../lib/pure/text.ts";
import { identity } from "../../../lib/slack-identity.ts";
import { readNumberedEvents } from "../../../store/read/events.ts";
import { coverageOf } from "../../../store/read/coverage.ts";
import { findMessages, findVersion } from "../../../store/read/messages.ts";
import { findZone, namesOf } from "../../../store/read/people.ts";
import { findRoom } from "../../../store/read/rooms.ts";
import type { Answer } from "../answer.ts";
import { timeInFront } from "../typed-time.ts";
import { kindNamed } from "./note-words.ts";
import { type InDeps, type OnPressed, type OnTyped, runbookOf } from "../steps.ts";

export const timelineByCommand: OnTyped = async (request, deps, incident, typed) => {
  const zone = await findZone(deps.store, request.team, request.user);
  const [by = null] = mentionsIn(request.text);
  const filter = filterIn(typed, by, deps.clock.now(), zone);
  if (!filter.ok) {
    const { timelinePage: said } = deps.words;
    return { type: "reply", post: line([said.unread({ word: `“${escaped(filter.error)}”` }), said.usage].join(" ")) };
  }
  return show(deps, incident, filter.value, null);
};

/** "Older" and "Back to the newest" replace the page they stand under; from a menu the newest is shown beside it. */
export const turnTimeline: OnPressed<TimelineAsked> = async (
  request,
  deps,
  incident,
  { filter = NO_FILTER, before = null },
) => {
  const answer = await show(deps, incident, filter, before);
  return { ...answer, replaces: request.action !== actionName(request.action) };
};

/** "decisions actions @ana since 2h all", in any order; else the word that cannot be read. */
export function filterIn(
  typed: string,
  by: string | null,
  now: number,
  zone: string | null,
): Result<TimelineFilter, string> {
  const words = typed.split(/\s+/).filter((word) => word !== "");
  const start = words.findIndex((word) => /^(since|after|from)$/i.test(word));
  const behind = start < 0 ? [] : words.slice(start + 1);
  const end = behind.findIndex(isKnown);
  const time = behind.slice(0, end < 0 ? behind.length : end);
  const from = start < 0 ? null : timeIn(time.join(" "), now, zone);
  if (start >= 0 && from === null) return err(words.slice(start, start + 1 + time.length).join(" "));
  const rest = start < 0 ? words : words.toSpliced(start, 1 + time.length);
  const unread = rest.find((word) => !isKnown(word));
  if (unread !== undefined) return err(unread);
  const kinds = rest.flatMap((word) => kindNamed(word) ?? []);
  return ok({ kinds, by, from, all: rest.some((word) => word.toLowerCase() === "all") });
}

const isKnown = (word: string): boolean => /^(all|@.*)$/i.test(word) || kindNamed(word) !== undefined;

/** "2h", "14:05", "yesterday 9:00", "10 minutes ago". */
function timeIn(typed: string, now: number, zone: string | null): number | null {
  const span_ms = parseDuration(typed);
  if (span_ms !== undefined) return now - span_ms;
  const { text, at } = timeInFront(typed, now, zone);
  return text === "" && at !== undefined ? at : null;
}

async function show(
  deps: InDeps,
  incident: Incident,
  filter: TimelineFilter,
  before: TimelinePlace | null,
): Promise<Extract<Answer, { type: "reply" }>> {
  const { store, clock, words } = deps;
  const page = pageOf(timelineOf(await readNumberedEvents(store, incident.id)), filter, before);
  const { room, team } = incident;
  const records = recordsOf(incident);
  const stamps = page.items.flatMap(tsOf);
  const marked = (await Promise.all(records.map((record) => findMessages(store, team, record, stamps)))).flat();
  const recorded = records[0] === undefined ? null : await findRoom(store, team, records[0]);
  const me = room && (await identity(deps.call));
  const view: TimelineView = {
    incident,
    runbook: await runbookOf(deps, incident),
    page,
    filter,
    since: changedSince(page.items, marked),
    names: await namesIn(deps, incident, page.items),
    roomUrl: me?.url ? `${me.url}/archives/${room!.channel}` : null,
    coverage: recorded && (await coverageOf(store, recorded, incident.ended?.at ?? null)),
    now: clock.now(),
  };
  return { type: "reply", post: timelinePage(view, words) };
}

const tsOf = (item: TimelineItem): string[] => (item.type === "entry" && item.ts !== null ? [item.ts] : []);

/** The entry keeps the words it was marked with; what became of the message is looked up. */
function changedSince(
  items: readonly TimelineItem[],
  rows: Awaited<ReturnType<typeof findMessages>>,
): TimelineView["since"] {
  const since = new Map<string, "edited" | "deleted">();
  for (const item of items) {
    if (item.type !== "entry" || !item.marked) continue;
    const row = rows.find(({ ts }) => ts === item.ts);
    if (row && Number(row.edited_ts) * 1_000 > item.marked.at) since.set(row.ts, "edited");
    if (row && row.deleted_at !== null) since.set(row.ts, "deleted");
  }
  return since;
}

/** Of those whom the words of what was done name, and of apps whose messages were marked. */
async function namesIn(deps: InDeps, { team, room }: Incident, items: readonly TimelineItem[]) {
  const told = JSON.stringify(items.filter(({ type }) => type !== "entry"));
  const ids = [...told.matchAll(/[UW][A-Z0-9]{5,}/g)].map(([id]) => id);
  const names = await namesOf(deps.store, team, [...new Set(ids)]);
  for (const item of items) {
    if (item.type !== "entry" || item.ts === null || isPerson(item.by) || names.has(item.by) || !room) continue;
    const version = await findVersion(deps.store, team, room.channel, item.ts);
    const name = version?.body ? appName(JSON.parse(version.body) as Sighting) : null;
    if (name) names.set(item.by, name);
  }
  return names;
}
