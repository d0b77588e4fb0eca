// Postmortem drafts, and what their timelines say of each thing that can happen.
import { effectWords } from "../../../src/blocks/effect.ts";
import { type DraftInput, postmortemDraft } from "../../../src/blocks/postmortem/draft.ts";
import type { Words } from "../../../src/blocks/words/en.ts";
import { postmortemCanvas } from "../../../src/blocks/postmortem/canvas.ts";
import type { Effect } from "../../../src/domain/effect.ts";
import { GAP_WHY } from "../../../src/domain/record/gap.ts";
import type { DomainEvent } from "../../../src/domain/event.ts";
import { fold } from "../../../src/domain/incident.ts";
import type { RoomMessage } from "../../../src/domain/postmortem/everything.ts";
import type { Gap, Unheard } from "../../../src/domain/record/coverage.ts";
import { postmortemFacts } from "../../../src/domain/postmortem/facts.ts";
import { FOREVER } from "../../../src/lib/pure/time.ts";
import {
  acknowledged,
  ANA,
  at,
  BEN,
  CHLOE,
  declared,
  FALSE_ALARM,
  minute,
  NAMES,
  OTHER_ROOM,
  REASON,
  resolved,
  ROOM,
  roomOpened,
  RUNBOOK,
  SUMMARY,
  took,
  UPDATE,
  VENDOR,
  update,
} from "./data.ts";
import type { Runbook } from "../../../src/domain/runbook.ts";
import { CHECKED, CHECKS } from "./checked.ts";
import { ESCALATION_HAPPENED } from "./escalation.ts";
import { WORKED } from "./worked.ts";
import { asked, happenings, nudged, withoutLead } from "./happenings.ts";
import type { Area, Sample } from "./sample.ts";

const posted = (minutes: number): DomainEvent =>
  at(minutes, { type: "UpdatePosted", text: UPDATE, status: RUNBOOK.statuses[2]!, nextDueAt: null }, CHLOE);

const said = (minutes: number, text: string, more: Partial<RoomMessage> = {}): RoomMessage => ({
  ts: `${minute(minutes) / 1000}.000100`,
  author: BEN,
  text,
  files: [],
  threadTs: null,
  edited: false,
  deletedAt: null,
  ...more,
});

const LOG = Array.from({ length: 20 }, (_, index) => `${index}: pool exhausted`).join("\n");
const thread = `${minute(6) / 1000}.000100`;
const unheard = (what: Partial<Unheard>): Unheard => ({ written: false, edited: false, deleted: null, ...what });

const MESSAGES: RoomMessage[] = [
  said(6, "Which pool is it?"),
  said(7, "The connections to the payment database", { author: ANA, threadTs: thread, edited: true }),
  said(8, "An answer to something older", { threadTs: `${minute(-60) / 1000}.000100` }),
  said(9, "secret", { deletedAt: minute(10) }),
  said(10, "gone", { deletedAt: minute(19), unheard: unheard({ deleted: { after: minute(12), before: minute(19) } }) }),
  said(11, "gone too", { deletedAt: minute(19), unheard: unheard({ deleted: { after: null, before: minute(19) } }) }),
  said(12, "It is the pool", { edited: true, unheard: unheard({ edited: true }) }),
  said(15, "Rolling back", { unheard: unheard({ written: true }) }),
  said(10, `\`\`\`\n${LOG}\n\`\`\``),
  said(11, "0110 ".repeat(400), { files: ["pool.png"] }),
  said(13, "Graphs", { files: ["before.png", "after.png"] }),
];
const GAPS: Gap[] = [
  { from: minute(14), to: minute(18), why: GAP_WHY.stopped, recoveredAt: minute(19) },
  { from: minute(20), to: minute(22), why: GAP_WHY.deaf, recoveredAt: null },
  { from: minute(23), to: minute(24), why: GAP_WHY.lost, recoveredAt: minute(26) },
  { from: minute(27), to: minute(31), why: GAP_WHY.silent, recoveredAt: minute(32) },
  { from: minute(33), to: minute(34), why: GAP_WHY.heldBack, recoveredAt: minute(36) },
  { from: minute(40), to: minute(41), why: GAP_WHY.archived, recoveredAt: minute(42) },
  { from: minute(43), to: minute(44), why: GAP_WHY.deleted, recoveredAt: null },
  { from: minute(50), to: FOREVER, why: GAP_WHY.removed, recoveredAt: null },
];

interface Draft {
  when: string;
  events: DomainEvent[];
  messages?: RoomMessage[];
  gaps?: Gap[];
  notCompared?: string;
  roomUrl?: string | null;
  checks?: Runbook["checks"];
  /** Without the runbook's sections that ask for what the record has. */
  bare?: true;
}

const DRAFTS: Record<string, Draft> = {
  "a whole incident": {
    when: "an incident with everything in it is resolved",
    events: [
      declared("SEV2", -10),
      roomOpened,
      asked(2),
      acknowledged,
      took(4, "commander", BEN),
      took(5, "communications", CHLOE),
      at(6, { type: "SeverityChanged", from: "SEV2", to: "SEV1", reason: REASON }),
      update,
      nudged(27, 27, 12),
      posted(33),
      took(34, "commander", CHLOE, BEN),
      resolved,
      at(60, { type: "Reopened", reason: REASON }),
      at(90, { type: "Resolved", summary: SUMMARY }, CHLOE),
      at(91, { type: "TimeSet", time: "detected", from: null, to: minute(-4), reason: REASON }),
      at(92, { type: "TimeSet", time: "mitigated", from: null, to: minute(80), reason: REASON }),
    ],
    messages: MESSAGES,
    gaps: GAPS,
    notCompared: "not_in_channel",
  },
  "a quiet one": {
    when: "nobody led, acknowledged, posted or said anything",
    events: [
      declared(),
      roomOpened,
      asked(2),
      asked(5),
      at(15, { ...ESCALATION_HAPPENED.ClockBreached[1]!, severity: "SEV1" }, null),
      at(41, { type: "Resolved", summary: SUMMARY }),
    ],
  },
  "one that runs": {
    when: "somebody asks for a draft while the incident is open",
    events: [
      declared("SEV3", 0),
      roomOpened,
      took(1, "scribe", CHLOE),
      at(3, { type: "NoteAdded", text: REASON, happenedAt: minute(-5) }, CHLOE),
      acknowledged,
    ],
    messages: [said(6, "Which pool is it?")],
    roomUrl: null,
  },
  "a false alarm": {
    when: "somebody asks for a draft of a cancelled incident without a room",
    events: [
      declared("SEV4"),
      at(0, { type: "RoomRefused", error: "restricted_action" }, null),
      took(1, "commander", BEN),
      took(2, "commander", CHLOE, BEN),
      took(3, "commander", ANA, CHLOE),
      acknowledged,
      posted(5),
      at(9, { type: "Cancelled", reason: FALSE_ALARM }, BEN),
    ],
    bare: true,
  },
  "a small one": {
    when: "an incident of which no update is asked for is resolved",
    events: [declared("SEV4"), roomOpened, acknowledged, at(9, { type: "Resolved", summary: SUMMARY }, BEN)],
    bare: true,
  },
  "a duplicate": {
    when: "somebody asks for a draft of an incident that was merged into another",
    events: [
      declared("SEV4"),
      roomOpened,
      at(9, { type: "MergedInto", incident: "I6", name: "INC-6", channel: OTHER_ROOM, reason: REASON }, BEN),
    ],
    bare: true,
  },
  "a late one": {
    when: "updates were late or missing",
    events: [
      declared(),
      roomOpened,
      took(1, "commander", BEN),
      posted(10),
      at(30, { type: "SeverityChanged", from: "SEV1", to: "SEV4", reason: null }),
      at(31, { type: "SeverityChanged", from: "SEV4", to: "SEV1", reason: null }),
      nudged(46, 46, 31),
      nudged(52, 46, 31),
      posted(53),
      posted(60),
      at(80, { type: "NudgesPaused", until: minute(85), reason: VENDOR }, BEN),
      at(90, { type: "Cancelled", reason: FALSE_ALARM }, BEN),
    ],
    messages: [said(6, "Which pool is it?")],
  },
};

DRAFTS["a worked one"] = {
  when: "an incident in which everything was used is resolved",
  events: WORKED,
  messages: MESSAGES,
};
DRAFTS["a worked one, of a runbook without sections"] = {
  when: "the runbook asks for nothing of what the record has",
  events: WORKED,
  bare: true,
};
DRAFTS["a smooth one"] = {
  when: "there was no silence, no empty role and no missed update",
  events: [
    declared("SEV4"),
    roomOpened,
    ...RUNBOOK.roles.map(({ key }) => took(0, key, BEN)),
    at(50, { type: "Resolved", summary: SUMMARY }, BEN),
  ],
};
DRAFTS["a slow one"] = {
  when: "nothing was said for long where no update is asked for",
  events: [declared("SEV4"), roomOpened, at(90, { type: "Resolved", summary: SUMMARY }, BEN)],
};
DRAFTS["a long one"] = {
  when: "there are more messages and entries than anybody reads",
  events: [
    declared("SEV4"),
    roomOpened,
    ...Array.from({ length: 90 }, (_, index) =>
      at(index, { type: "NoteAdded", text: REASON, happenedAt: minute(index) }, BEN),
    ),
    at(95, { type: "MergedInto", incident: "I6", name: "INC-6", channel: OTHER_ROOM, reason: null }, BEN),
  ],
  messages: Array.from({ length: 501 }, (_, index) => said(20, REASON, { ts: `${minute(20) / 1000 + index}.000100` })),
  bare: true,
};
DRAFTS["a checked one"] = {
  when: "machines looked at the runbook's checks",
  events: [declared("SEV4"), roomOpened, ...CHECKED, at(50, { type: "Resolved", summary: SUMMARY }, BEN)],
  checks: CHECKS,
  bare: true,
};
DRAFTS["a merged one"] = {
  when: "an incident whose update was overdue is merged into another",
  events: [
    declared(),
    roomOpened,
    at(20, { type: "MergedInto", incident: "I6", name: "INC-6", channel: OTHER_ROOM, reason: REASON }, BEN),
  ],
};

const drafts: Sample[] = Object.entries(DRAFTS).map(([name, { when, ...draft }]) => ({
  name,
  when,
  of: draft,
  show: (words) => written(draft, words),
}));

const written = (draft: Omit<Draft, "when">, words: Words): string => postmortemDraft(draftInput(draft, words));

function draftInput(
  { events, messages = [], gaps = [], notCompared, roomUrl, bare, checks = [] }: Omit<Draft, "when">,
  words: Words,
): DraftInput {
  const sections = bare ? [] : RUNBOOK.postmortem.sections;
  const runbook = { ...RUNBOOK, checks, postmortem: { sections } };
  const incident = fold("I7", events);
  const madeAt = minute(95);
  const numbered = events.map((event, index) => ({ ...event, seq: index + 1 }));
  const facts = postmortemFacts(incident, runbook, numbered, messages, gaps, madeAt);
  const url = roomUrl === undefined ? `https://acme.slack.com/archives/${ROOM}` : roomUrl;
  return {
    incident,
    runbook,
    facts,
    names: NAMES,
    roomUrl: incident.room && url,
    notCompared: notCompared ?? null,
    madeAt,
    words,
  };
}

/** Whatever can fail for good, as it is named then. */
const EFFECTS: { readonly [Kind in Effect["kind"]]: readonly Omit<Effect, "kind">[] } = {
  "open-room": [{}],
  "post-card": [{}],
  "post-announcement": [{}],
  refresh: [{ what: "card" }, { what: "announcement" }, { what: "topic" }, { what: "bridge" }],
  invite: [{}],
  "show-mark": [{}],
  "bring-people": [{}],
  "publish-home": [{}],
  "note-exercises": [{}],
  "remind-exercises": [{}],
  "refresh-reminder": [{}],
  "count-drill": [{}],
  "tell-of-secret": [{}],
  "tell-lost-room": [{}],
  bookmark: [{ title: "Status page" }],
  say: [{ place: "room" }, { place: "announcement" }],
  "tell-subscriber": [{}],
  "correct-update": [{}],
  "note-duties": [{}],
  "draft-duty": [{}],
  "tell-duty": [{}],
  "nudge-update": [{}],
  "watch-over": [{}],
  "run-checks": [{}],
  "post-checks": [{}],
  "refresh-checks": [{}],
  "post-approval": [{}],
  "refresh-approval": [{}],
  "run-step": [{}],
  "ask-for-lead": [{}],
  "post-question": [{}],
  "refresh-appeal": [{}],
  "questions-waiting": [{}],
  "offer-unanswered": [{}],
  "long-hours": [{}],
  brief: [{}],
  "draft-postmortem": [{}],
  "look-up": [{}],
  "post-work": [{}],
  "refresh-work": [{}],
  "ask-task": [{}],
  "tell-task-waits": [{}],
  "remind-action-item": [{}],
  "tell-unowned": [{}],
  "offer-archive": [{}],
  page: [{}],
  "record-breach": [{}],
  "reach-rung": [{}],
  "call-unanswered": [{}],
  "return-to-room": [{}],
  "archive-room": [{}],
  "nudge-deadlines": [{}],
  "post-invitation": [{}],
  "ask-regimes": [{}],
  "remind-regimes": [{}],
  "post-proof": [{}],
  reconcile: [{}],
  notice: [{}],
};

const effects = Object.entries<readonly Omit<Effect, "kind">[]>(EFFECTS).flatMap(([kind, list]) =>
  list.map(
    (effect, index): Sample => ({
      name: index === 0 ? kind : `${kind} (${index + 1})`,
      when: "it failed for good; continues “Warroom could not”",
      of: effect,
      show: (words) => effectWords({ kind: kind as Effect["kind"], ...effect }, words),
    }),
  ),
);

export const POSTMORTEM_AREAS: readonly Area[] = [
  { title: "What can fail", chars_max: 100, samples: effects },
  { title: "Lines of a draft's timeline", chars_max: 200, samples: [...happenings, withoutLead] },
  {
    title: "The postmortem draft",
    chars_max: 20_000,
    samples: [
      {
        name: "its file's title",
        when: "it is put into the room",
        show: (words) => words.postmortem.fileTitle({ name: "INC-7" }),
      },
      ...drafts,
      {
        name: "the canvas",
        when: "a room that may have one gets its first draft",
        of: WORKED,
        show: (words) => postmortemCanvas(draftInput({ events: WORKED, messages: MESSAGES }, words)).markdown,
      },
      {
        name: "the canvas of a quiet one",
        when: "nothing is known yet of what its questions ask",
        show: (words) => postmortemCanvas(draftInput({ events: [declared("SEV4"), roomOpened] }, words)).markdown,
      },
      {
        name: "the canvas’s title",
        when: "it is made",
        show: (words) => words.canvas.title({ name: "INC-7" }),
      },
      {
        name: "the end of a table that grew too long",
        when: "it has more rows than people read",
        show: (words) => words.canvas.more(7),
      },
    ],
  },
];
