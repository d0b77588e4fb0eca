// `/incident timeline`, as one person sees it.
import { line } from "../../../src/blocks/mrkdwn.ts";
import { timelinePage, type TimelineView } from "../../../src/blocks/timeline/timeline-page.ts";
import type { Coverage } from "../../../src/domain/record/coverage.ts";
import { timelineOf } from "../../../src/domain/timeline/timeline.ts";
import { NO_FILTER, pageOf } from "../../../src/domain/timeline/timeline-page.ts";
import type { EventBody } from "../../../src/domain/event.ts";
import { FOREVER } from "../../../src/lib/pure/time.ts";
import {
  ANA,
  at,
  BEN,
  CAME_OF_IT,
  CHLOE,
  declared,
  minute,
  NAMES,
  NOTE,
  REASON,
  resolved,
  RUNBOOK,
  RUNNING,
  took,
  update,
} from "./data.ts";
import type { Area, Sample } from "./sample.ts";

const marked = (minutes: number, ts: string, text: string): EventBody => ({
  type: "MomentMarked",
  kind: "observation",
  ts,
  threadTs: null,
  author: CHLOE,
  text,
  happenedAt: minute(minutes),
  mark: ":round_pushpin:",
  markedAt: minute(minutes),
});
const correction = { text: NOTE, kind: null, happenedAt: null };

const EVENTS = [
  declared(),
  took(2, "commander", BEN),
  at(3, { type: "NoteAdded", text: "fail over to EU?", happenedAt: minute(-10), kind: "decision" }),
  at(5, marked(4, "1793610240.000100", "")),
  at(6, marked(5, "1793610300.000100", "p99 is 6 s")),
  at(7, { type: "EntryCorrected", entry: 3, ...correction, reason: null }, BEN),
  at(7, { type: "NoteAdded", text: "p99 is 8 s", happenedAt: minute(7), kind: "hypothesis" }),
  at(8, { type: "EntryCorrected", entry: 4, ...correction, reason: REASON }, BEN),
  at(9, { type: "OutcomeNoted", entry: 4, outcome: CAME_OF_IT }, BEN),
  update,
  at(13, marked(12, "1793610720.000100", NOTE)),
  at(14, { type: "EntryStruck", entry: 5, reason: REASON }, BEN),
  at(15, marked(14, "1793610840.000100", NOTE)),
  at(15, { type: "EntryStruck", entry: 6, reason: null }),
  at(
    27,
    { type: "NudgeSent", step: "due", cycle: minute(12), dueAt: minute(27), to: [ANA], text: "!", ts: "1.1" },
    null,
  ),
  resolved,
].map((event, index) => ({ ...event, seq: index + 1 }));

const ITEMS = timelineOf(EVENTS);
const ALL = { ...NO_FILTER, all: true };

const COVERAGE: Coverage = {
  from: minute(1),
  to: null,
  comparedAt: minute(44),
  comparedWholeAt: null,
  gaps: [],
  recovered: 0,
  changesNoticed: 0,
  isCapped: false,
  silentSince: null,
};

const view = (more: Partial<TimelineView> = {}): TimelineView => ({
  incident: RUNNING,
  runbook: RUNBOOK,
  page: pageOf(ITEMS, NO_FILTER, null),
  filter: NO_FILTER,
  since: new Map([
    ["1793610240.000100", "deleted"],
    ["1793610300.000100", "edited"],
  ]),
  names: NAMES,
  roomUrl: "https://example.slack.com/archives/C7",
  coverage: COVERAGE,
  now: minute(45),
  ...more,
});

const MANY = pageOf(
  Array.from({ length: 40 }, (_, index) => ({ ...ITEMS[0]!, at: minute(index), seq: index })),
  NO_FILTER,
  [minute(30), 0],
);
const gap = (from: number, to: number, recoveredAt: number | null) => ({
  from: minute(from),
  to: to === FOREVER ? to : minute(to),
  why: "Warroom was not running",
  recoveredAt,
});
const of = [NOTE, REASON, CAME_OF_IT, "fail over to EU?", "p99 is 6 s", "p99 is 8 s"];

const samples: Sample[] = [
  { name: "timeline", when: "somebody asks for the timeline", of, show: (words) => timelinePage(view(), words) },
  {
    name: "timeline, all",
    when: "they ask for all of it",
    of,
    show: (words) => timelinePage(view({ page: pageOf(ITEMS, ALL, null), filter: ALL }), words),
  },
  {
    name: "timeline, in the middle",
    when: "they turn to older pages",
    of,
    show: (words) => timelinePage(view({ page: MANY }), words),
  },
  {
    name: "timeline, with gaps",
    when: "Warroom did not listen all the time",
    of,
    show: (words) => {
      const gaps = [gap(1, 2, null), gap(3, 4, null), gap(5, 6, null), gap(7, 8, null), gap(9, 10, minute(12))];
      return timelinePage(view({ coverage: { ...COVERAGE, gaps } }), words);
    },
  },
  {
    name: "timeline, with a gap that goes on",
    when: "Warroom was removed from the room",
    of,
    show: (words) => timelinePage(view({ coverage: { ...COVERAGE, gaps: [gap(1, FOREVER, null)] } }), words),
  },
  {
    name: "timeline, while no events come",
    when: "Slack tells Warroom nothing, and shows it little of its history",
    of,
    show: (words) =>
      timelinePage(
        view({ coverage: { ...COVERAGE, silentSince: minute(20), isCapped: true, comparedAt: minute(2) } }),
        words,
      ),
  },
  {
    name: "timeline, never compared",
    when: "Slack's history could not be read since the room was made",
    of,
    show: (words) => timelinePage(view({ coverage: { ...COVERAGE, comparedAt: null } }), words),
  },
  {
    name: "timeline, empty",
    when: "there is nothing yet",
    show: (words) => timelinePage(view({ page: pageOf([], NO_FILTER, null) }), words),
  },
  {
    name: "timeline, none such",
    when: "nothing is like what they ask for",
    show: (words) => {
      const filter = { ...NO_FILTER, by: "UNOBODY" };
      return timelinePage(view({ page: pageOf(ITEMS, filter, null), filter }), words);
    },
  },
  {
    name: "timeline, unread",
    when: "they ask in words that are none of these",
    of: ["gossip"],
    show: ({ timelinePage: said }) => line([said.unread({ word: "“gossip”" }), said.usage].join(" ")),
  },
];

export const TIMELINE_AREAS: readonly Area[] = [{ title: "The timeline", chars_max: 2_500, samples }];
