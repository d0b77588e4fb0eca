// Entries, their answers and forms, and a timeline, of everything that anybody can have typed, as hostile and long as it gets.
import type { ModalView } from "@slack/types";
import { correctedAnswer, markedAnswer, notedAnswer } from "../../src/blocks/timeline/entries.ts";
import { correctEntryForm, entryTextForm, noteForm } from "../../src/blocks/timeline/entry-forms.ts";
import type { Post } from "../../src/blocks/mrkdwn.ts";
import { timelinePage } from "../../src/blocks/timeline/timeline-page.ts";
import { en } from "../../src/blocks/words/en.ts";
import type { DomainEvent } from "../../src/domain/event.ts";
import type { Incident } from "../../src/domain/incident.ts";
import type { Runbook } from "../../src/domain/runbook.ts";
import { timelineOf } from "../../src/domain/timeline/timeline.ts";
import { NO_FILTER, pageOf } from "../../src/domain/timeline/timeline-page.ts";
import { at, declared, event, T0 } from "../domain/given.ts";

/** Noted, marked, corrected, decided, struck, all of it in those words. */
export function entryEvents(typed: string): DomainEvent[] {
  const marked = { ts: "1793610000.000100", threadTs: null, author: typed.slice(0, 40), happenedAt: T0, markedAt: T0 };
  const corrected = { text: typed, kind: null, happenedAt: null, reason: typed };
  return [
    event(6, { type: "NoteAdded", text: `${typed}?`, happenedAt: T0, kind: "decision" }),
    event(6, { type: "MomentMarked", ...marked, kind: "decision", text: typed, mark: "pin" }),
    event(7, { type: "EntryCorrected", entry: 2, ...corrected }),
    event(8, { type: "OutcomeNoted", entry: 2, outcome: typed }),
    event(9, { type: "NoteAdded", text: typed, happenedAt: T0 }, `operator:${typed.slice(0, 40)}`),
    event(10, { type: "EntryStruck", entry: 3, reason: typed }),
  ];
}

/** What is answered about them, and the timeline with all of it. */
export const entryPosts = (incident: Incident, runbook: Runbook, typed: string): Post[] => [
  timelineOfAll(incident, runbook, typed),
  ...incident.entries.flatMap((entry) => [
    notedAnswer(entry, { zone: "UTC", isGuess: true }, en),
    markedAnswer(incident, entry, en),
    correctedAnswer(entry, { by: typed, at: T0 }, en),
  ]),
];

export function entryForms(incident: Incident, typed: string, remark: string): ModalView[] {
  const metadata = { incident: "I7", channel: "C7", entry: 1, seen: 0 };
  const given = { text: typed, kind: "decision" as const, when: typed.slice(0, 60), reason: typed };
  return [
    noteForm(incident, { kind: "decision", channel: "C7" }, en),
    correctEntryForm(given, { zone: "UTC", remark }, metadata, en),
    entryTextForm("strike", { text: typed, remark }, metadata, en),
  ];
}

function timelineOfAll(incident: Incident, runbook: Runbook, typed: string): Post {
  const filter = { ...NO_FILTER, all: true };
  const events = [declared(), event(3, { type: "Resolved", summary: typed }), ...entryEvents(typed)];
  const items = timelineOf(events.map((one, index) => ({ ...one, seq: index + 1 })));
  const gaps = Array.from({ length: 9 }, () => ({ from: T0, to: at(3), why: typed, recoveredAt: null }));
  const coverage = {
    from: T0,
    to: null,
    comparedAt: T0,
    comparedWholeAt: T0,
    gaps,
    recovered: 0,
    changesNoticed: 0,
    isCapped: false,
    silentSince: null,
  };
  const names = new Map([[typed.slice(0, 40), typed]]);
  const page = pageOf(items, filter, null);
  const view = { incident, runbook, page, filter, since: new Map(), names, roomUrl: null, coverage, now: at(40) };
  return timelinePage(view, en);
}
