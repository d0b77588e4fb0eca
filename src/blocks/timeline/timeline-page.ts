// `/incident timeline`: a page of what happened, for one person. Text from people is cut and escaped; its whole stands in
// the record, behind the link.
import type { Button, KnownBlock } from "@slack/types";
import { isPerson } from "../../domain/actor.ts";
import { isQuestion } from "../../domain/timeline/entries.ts";
import { type Coverage, type Gap, isBehind, mayLack } from "../../domain/record/coverage.ts";
import type { Incident } from "../../domain/incident.ts";
import type { Runbook } from "../../domain/runbook.ts";
import type { TimelineEntry, TimelineItem } from "../../domain/timeline/timeline.ts";
import type { TimelineFilter, TimelinePage } from "../../domain/timeline/timeline-page.ts";
import { cut } from "../../lib/pure/text.ts";
import { FOREVER, type Instant } from "../../lib/pure/time.ts";
import { ACTION, button, type TimelineAsked } from "../actions.ts";
import { numbered } from "./entry-problem.ts";
import { gapWhy } from "../gap.ts";
import { actions, context, escaped, lines, type Post, person, timeNear } from "../mrkdwn.ts";
import { permalink } from "../postmortem/cite.ts";
import { happeningWords } from "./timeline.ts";
import type { Words } from "../words/en.ts";

export interface TimelineView {
  incident: Incident;
  runbook: Runbook;
  page: TimelinePage;
  filter: TimelineFilter;
  /** What became of marked messages since they were marked, by their ts. */
  since: ReadonlyMap<string, "edited" | "deleted">;
  /** Id → name, of people in the words of what was done, and of apps. */
  names: ReadonlyMap<string, string>;
  roomUrl: string | null;
  /** Null where there is no room to record. */
  coverage: Coverage | null;
  now: Instant;
}

const SHOWN_CHARS_MAX = 160;
const GAPS_MAX = 3;

export function timelinePage(view: TimelineView, words: Words): Post {
  const { incident, page, filter } = view;
  const { timelinePage: said } = words;
  const name = escaped(incident.name);
  const { items, earlier, later } = page;
  if (items.length === 0) {
    const isPlain = filter.kinds.length === 0 && filter.by === null && filter.from === null;
    return lines([isPlain ? said.none({ name }) : said.noneSuch({ name })]);
  }
  const last = earlier + items.length;
  const title = said.title({ name, first: String(earlier + 1), last: String(last), of: String(last + later) });
  const shown = lines([title, ...items.map((item) => itemLine(item, view, words))]);
  const coverage = coverageLines(view, words);
  return {
    text: title,
    blocks: [...shown.blocks, ...(coverage.length === 0 ? [] : [context(coverage.join("\n"))]), ...turns(view, words)],
  };
}

function itemLine(item: TimelineItem, view: TimelineView, words: Words): string {
  const at = timeNear(item.at, view.now);
  if (item.type === "entry") return entryLine(item, at, view, words);
  const { event, by } = item;
  const text = shownText(named(happeningWords(event, view.runbook, words).replaceAll("\n", " · "), view));
  // "Commander: @ana · @ana" says it twice.
  const isSaid = by === null || (event.type === "RoleAssigned" && event.user === by);
  return [words.timelinePage.step({ at, text }), ...(isSaid ? [] : [who(by, view)])].join(" · ");
}

function entryLine(entry: TimelineEntry, at: string, view: TimelineView, words: Words): string {
  const { timelinePage: said, entries } = words;
  const { corrected, struck, outcome, ts } = entry;
  const text = shownText(entry.text) || entries.withoutWords;
  const pieces = { entry: numbered(entry.number), at, kind: entries.kind[entry.kind], text };
  const remark = (one: { by: string; at: Instant }) => ({ by: who(one.by, view), at: timeNear(one.at, view.now) });
  const changed = corrected && remark(corrected);
  const since = ts === null ? undefined : view.since.get(ts);
  const isPending = entry.kind === "decision" && !struck && !outcome && isQuestion(entry.text);
  const first = [
    struck ? said.struckEntry({ ...pieces, text: text.replaceAll("~", "∼") }) : said.entry(pieces),
    who(entry.by, view),
    ...messageLink(entry, view, words),
    ...(since ? [said[since]] : []),
    ...(isPending ? [said.pending] : []),
    ...(changed && corrected.reason ? [said.correctedFor({ ...changed, reason: shownText(corrected.reason) })] : []),
    ...(changed && !corrected.reason ? [said.corrected(changed)] : []),
    ...(struck?.reason ? [said.struck({ ...remark(struck), reason: shownText(struck.reason) })] : []),
    ...(struck && !struck.reason ? [said.unmarked(remark(struck))] : []),
  ].join(" · ");
  const came = outcome && said.outcome({ text: shownText(outcome.text), by: who(outcome.by, view) });
  return came ? `${first}\n> ${came}` : first;
}

function messageLink({ ts, threadTs }: TimelineEntry, { roomUrl }: TimelineView, words: Words): string[] {
  if (ts === null || roomUrl === null) return [];
  return [`<${permalink(roomUrl, ts, threadTs === ts ? null : threadTs)}|${words.timelinePage.message}>`];
}

const shownText = (text: string): string => escaped(cut(text.replace(/\s+/g, " ").trim(), SHOWN_CHARS_MAX));

const who = (by: string, { names }: TimelineView): string => (isPerson(by) ? person(by) : escaped(names.get(by) ?? by));

/** People by their names: what is escaped afterwards can hold no mention. */
const named = (text: string, { names }: TimelineView): string =>
  text.replace(/<@([UW][A-Z0-9]+)>/g, (_token, user: string) => `@${names.get(user) ?? user}`);

/** Nothing where Warroom listened all the time and Slack's history says the same. */
function coverageLines({ coverage, now }: TimelineView, words: Words): string[] {
  if (!coverage) return [];
  const { timelinePage: said } = words;
  const { gaps, comparedAt, isCapped, silentSince } = coverage;
  const listed = (some: readonly Gap[]) => {
    const each = some.slice(0, GAPS_MAX).map(({ from, to, why }) => {
      const pieces = { from: timeNear(from, now), why: escaped(gapWhy(why, words)) };
      return to === FOREVER ? said.gapUntilNow(pieces) : said.gap({ ...pieces, to: timeNear(to, now) });
    });
    return [...each, ...(some.length > GAPS_MAX ? [said.moreGaps(some.length - GAPS_MAX)] : [])].join(", ");
  };
  const open = gaps.filter(({ recoveredAt }) => recoveredAt === null);
  const recovered = gaps.filter(({ recoveredAt }) => recoveredAt !== null);
  return [
    ...(open.length > 0 ? [said.mayLack({ gaps: listed(open) })] : []),
    ...(recovered.length > 0 ? [said.recovered({ gaps: listed(recovered) })] : []),
    ...(silentSince === null ? [] : [said.silent({ since: timeNear(silentSince, now) })]),
    ...(isBehind(coverage, now)
      ? [comparedAt === null ? said.notCompared : said.compared({ at: timeNear(comparedAt, now) })]
      : []),
    ...(isCapped && mayLack(coverage, now) ? [said.capped] : []),
  ];
}

function turns({ incident, page, filter }: TimelineView, { timelinePage: said }: Words): KnownBlock[] {
  const [first] = page.items;
  const asked = { incident: incident.id, filter };
  const older: TimelineAsked = { ...asked, before: first ? [first.at, first.seq] : null };
  const newest: TimelineAsked = { ...asked, before: null };
  const elements: Button[] = [
    ...(page.earlier > 0 ? [button(said.older, `${ACTION.showTimeline}:older`, older)] : []),
    ...(page.later > 0 ? [button(said.newest, `${ACTION.showTimeline}:newest`, newest)] : []),
  ];
  return elements.length === 0 ? [] : [actions(elements)];
}
