// Postmortem drafts, and what their timelines say of each thing that can happen.
import { effectWords } from "../../../src/blocks/effect.ts";
import { postmortemDraft } from "../../../src/blocks/postmortem.ts";
import { happeningWords } from "../../../src/blocks/timeline.ts";
import type { Words } from "../../../src/blocks/words/en.ts";
import type { Effect } from "../../../src/domain/effect.ts";
import type { EventBody } from "../../../src/domain/event.ts";
import { GAP_WHY } from "../../../src/domain/gap.ts";
import { type Event, fold } from "../../../src/domain/incident.ts";
import { type Gap, type Happening, postmortemFacts, type RoomMessage } from "../../../src/domain/postmortem.ts";
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
  OPERATOR,
  OTHER_ROOM,
  REASON,
  resolved,
  ROOM,
  roomOpened,
  RUNBOOK,
  SUMMARY,
  took,
  UPDATE,
  update,
} from "./data.ts";
import { FACTS_HAPPENED } from "./facts.ts";
import { MERGE_HAPPENED } from "./merge.ts";
import type { Area, Sample } from "./sample.ts";

const nudged = (minutes: number, dueMinutes: number, cycleMinutes: number): Event =>
  at(
    minutes,
    {
      type: "NudgeSent",
      step: "due",
      cycle: minute(cycleMinutes),
      dueAt: minute(dueMinutes),
      to: [CHLOE],
      text: "",
      ts: "1.1",
    },
    null,
  );
const asked = (minutes: number): Event =>
  at(minutes, { type: "LeadAsked", ask: 1, since: minute(0), to: [ANA], text: "", ts: "1.1" }, null);
const posted = (minutes: number): Event =>
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
const MESSAGES: RoomMessage[] = [
  said(6, "Which pool is it?"),
  said(7, "The connections to the payment database", { author: ANA, threadTs: thread, edited: true }),
  said(8, "An answer to something older", { threadTs: `${minute(-60) / 1000}.000100` }),
  said(9, "secret", { deletedAt: minute(10) }),
  said(10, `\`\`\`\n${LOG}\n\`\`\``),
  said(11, "0110 ".repeat(400), { files: ["pool.png"] }),
  said(13, "Graphs", { files: ["before.png", "after.png"] }),
];
const GAPS: Gap[] = [
  { from: minute(14), to: minute(18), why: GAP_WHY.stopped, recoveredAt: minute(19) },
  { from: minute(20), to: minute(22), why: GAP_WHY.deaf, recoveredAt: null },
  { from: minute(50), to: FOREVER, why: GAP_WHY.removed, recoveredAt: null },
];

interface Draft {
  when: string;
  events: Event[];
  messages?: RoomMessage[];
  gaps?: Gap[];
  notCompared?: string;
  roomUrl?: string | null;
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
    events: [declared(), roomOpened, asked(2), asked(5), at(41, { type: "Resolved", summary: SUMMARY })],
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
      at(90, { type: "Cancelled", reason: FALSE_ALARM }, BEN),
    ],
    messages: [said(6, "Which pool is it?")],
  },
};

const drafts: Sample[] = Object.entries(DRAFTS).map(([name, { when, ...draft }]) => ({
  name,
  when,
  of: draft,
  show: (words) => written(draft, words),
}));

function written({ events, messages = [], gaps = [], notCompared, roomUrl, bare }: Omit<Draft, "when">, words: Words) {
  const sections = bare ? [] : RUNBOOK.postmortem.sections;
  const runbook = { ...RUNBOOK, postmortem: { sections } };
  const incident = fold("I7", events);
  const madeAt = minute(95);
  const facts = postmortemFacts(incident, runbook, events, messages, gaps, madeAt);
  const url = roomUrl === undefined ? `https://acme.slack.com/archives/${ROOM}` : roomUrl;
  return postmortemDraft({
    incident,
    runbook,
    facts,
    names: NAMES,
    roomUrl: incident.room && url,
    notCompared: notCompared ?? null,
    madeAt,
    words,
  });
}

type Told = Exclude<Happening, { type: "Began" | "Said" }>;

/** An event's body is enough: when and by whom stand beside its sentence. */
const HAPPENINGS: { readonly [Type in Told["type"]]: readonly Extract<EventBody, { type: Type }>[] } = {
  ...FACTS_HAPPENED,
  ...MERGE_HAPPENED,
  IncidentDeclared: [declared() as Extract<EventBody, { type: "IncidentDeclared" }>],
  Acknowledged: [{ type: "Acknowledged", by: BEN }],
  RoleAssigned: [
    { type: "RoleAssigned", role: "commander", user: BEN, previous: null },
    { type: "RoleAssigned", role: "commander", user: CHLOE, previous: BEN },
  ],
  RoleReleased: [{ type: "RoleReleased", role: "commander", user: BEN, lead: true }],
  SeverityChanged: [
    { type: "SeverityChanged", from: "SEV2", to: "SEV1", reason: null },
    { type: "SeverityChanged", from: "SEV2", to: "SEV1", reason: REASON },
  ],
  StatusChanged: [{ type: "StatusChanged", from: RUNBOOK.statuses[0]!, to: RUNBOOK.statuses[2]! }],
  UpdatePosted: [{ type: "UpdatePosted", text: UPDATE, status: RUNBOOK.statuses[2]!, nextDueAt: null }],
  NoteAdded: [{ type: "NoteAdded", text: REASON, happenedAt: minute(1) }],
  NudgeSent: [nudged(27, 27, 12), nudged(34, 27, 12)] as Extract<EventBody, { type: "NudgeSent" }>[],
  LeadAsked: [asked(2) as Extract<EventBody, { type: "LeadAsked" }>],
  Resolved: [{ type: "Resolved", summary: SUMMARY }],
  Cancelled: [{ type: "Cancelled", reason: FALSE_ALARM }],
  Reopened: [{ type: "Reopened", reason: REASON }],
  RoomRefused: [{ type: "RoomRefused", error: "restricted_action" }],
  RoomLeft: [{ type: "RoomLeft", channel: ROOM, since: minute(3) }],
  RoomMoved: [{ type: "RoomMoved", from: ROOM, to: "C8" }],
  PeopleInvited: [{ type: "PeopleInvited", invited: [], refused: [{ user: CHLOE, error: "user_is_restricted" }] }],
  EffectFailed: [{ type: "EffectFailed", effect: { kind: "post-card" }, why: "is_archived" }],
};

const happenings: Sample[] = Object.entries<readonly EventBody[]>(HAPPENINGS).flatMap(([type, bodies]) =>
  bodies.map((body, index) => ({
    name: index === 0 ? type : `${type} (${index + 1})`,
    when: "it happened",
    of: body,
    show: (words) => happeningWords({ at: minute(34), actor: OPERATOR, ...body } as Told, RUNBOOK, words),
  })),
);

/** The runbook may have changed since. */
const withoutLead: Sample = {
  name: "LeadAsked, without a lead role",
  when: "it happened, by a runbook that had a lead role",
  show: (words) => happeningWords(asked(2) as Told, { ...RUNBOOK, roles: [] }, words),
};

/** Whatever can fail for good, as it is named then. */
const EFFECTS: { readonly [Kind in Effect["kind"]]: readonly Omit<Effect, "kind">[] } = {
  "open-room": [{}],
  "post-card": [{}],
  "post-announcement": [{}],
  refresh: [{ what: "card" }, { what: "announcement" }, { what: "topic" }],
  invite: [{}],
  "show-mark": [{}],
  "bring-people": [{}],
  bookmark: [{ title: "Status page" }],
  say: [{ place: "room" }, { place: "announcement" }],
  "nudge-update": [{}],
  "ask-for-lead": [{}],
  "draft-postmortem": [{}],
  "look-up": [{}],
  "post-work": [{}],
  "refresh-work": [{}],
  "ask-task": [{}],
  "tell-task-waits": [{}],
  "remind-action-item": [{}],
  "tell-unowned": [{}],
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
    ],
  },
];
