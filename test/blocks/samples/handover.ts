// Handing over, questions to whoever leads, and the brief.
import { brief } from "../../../src/blocks/brief.ts";
import { longHours, offered, offerUnanswered } from "../../../src/blocks/handover/handover.ts";
import { handoverForm } from "../../../src/blocks/handover/handover-form.ts";
import { line } from "../../../src/blocks/mrkdwn.ts";
import { question, questionsWaiting } from "../../../src/blocks/handover/questions.ts";
import type { Words } from "../../../src/blocks/words/en.ts";
import type { AppealEnd, AppealedQuestion } from "../../../src/domain/handover/appeals.ts";
import { briefOf } from "../../../src/domain/brief.ts";
import type { EventBody } from "../../../src/domain/event.ts";
import { evolve, type Incident } from "../../../src/domain/incident.ts";
import type { Said } from "../../../src/domain/job.ts";
import type { Problem } from "../../../src/domain/problem.ts";
import { leadRole } from "../../../src/domain/runbook.ts";
import { ANA, at, BEN, CHLOE, IMPACT, minute, RESOLVED, ROOM, RUNBOOK, RUNNING, UPDATE } from "./data.ts";
import type { Area, Cases, Sample } from "./sample.ts";

const WHY = "Ben is on a train";
const NOTE = "Payments are back; mail still waits.";
const ASKED = "May we fail over to the other region?";
const URL = "https://acme.slack.com/archives/C7/p1793610000000100";

const offer = { role: "commander", from: BEN, to: ANA };

export const HANDOVER_SAID: Pick<
  Cases<Said>,
  "handover-offered" | "handover-declined" | "handover-withdrawn" | "handover-lapsed"
> = {
  "handover-offered": [
    { when: "a role's holder offers it to another", of: { ...offer, by: BEN, note: NOTE } },
    { when: "the lead asks one to take a role over from another", of: { ...offer, by: CHLOE, note: null } },
  ],
  "handover-declined": [
    { when: "whoever was asked declines", of: { ...offer, reason: null } },
    { when: "whoever was asked declines, with a reason", of: { ...offer, reason: WHY } },
  ],
  "handover-withdrawn": [{ when: "an offer is taken back", of: { ...offer, by: BEN } }],
  "handover-lapsed": [{ when: "whoever was asked leaves the room", of: offer }],
};

const held = { role: "commander", user: BEN, at: minute(4) };

export const HANDOVER_PROBLEMS: Pick<
  Cases<Problem>,
  | "role-vacant"
  | "not-holder"
  | "already-offered"
  | "offer-over"
  | "offered-to-other"
  | "take-over-early"
  | "lead-asks"
  | "question-over"
  | "question-unheard"
> = {
  "role-vacant": [{ when: "nobody holds what is to be handed over, asked or taken over", of: { role: "commander" } }],
  "not-holder": [{ when: "somebody else offers the role, or takes the offer back", of: held }],
  "already-offered": [
    { when: "the role is offered to somebody already", of: { role: "commander", to: ANA, by: BEN, at: minute(6) } },
  ],
  "offer-over": [
    { when: "the role went to another meanwhile", of: { role: "commander", holder: { user: BEN, since: minute(4) } } },
    { when: "the role was freed meanwhile", of: { role: "commander", holder: null } },
  ],
  "offered-to-other": [{ when: "somebody answers an offer to another", of: { role: "commander", to: ANA } }],
  "take-over-early": [
    { when: "the lead leaves no question unanswered", of: { ...held, from: null } },
    { when: "a question waits for less than three minutes", of: { ...held, from: minute(9) } },
  ],
  "lead-asks": [{ when: "whoever leads asks the lead", of: { role: "commander" } }],
  "question-over": [{ when: "somebody notes an answer to what is answered", of: {} }],
  "question-unheard": [{ when: "a question is asked where the incident has no room", of: { name: "INC-7" } }],
};

const passed = { type: "RoleAssigned", role: "commander", user: CHLOE, previous: BEN } as const;

type Happened =
  | "HandoverOffered"
  | "HandoverDeclined"
  | "HandoverWithdrawn"
  | "HandoverLapsed"
  | "HandoverUnanswered"
  | "LongHoursNudged"
  | "QuestionAsked"
  | "QuestionAnswered"
  | "QuestionsWaiting";

export const HANDOVER_HAPPENED: { readonly [Type in Happened]: readonly Extract<EventBody, { type: Type }>[] } = {
  HandoverOffered: [
    { type: "HandoverOffered", ...offer, note: null },
    { type: "HandoverOffered", ...offer, note: NOTE },
  ],
  HandoverDeclined: [
    { type: "HandoverDeclined", ...offer, reason: null },
    { type: "HandoverDeclined", ...offer, reason: WHY },
  ],
  HandoverWithdrawn: [{ type: "HandoverWithdrawn", ...offer }],
  HandoverLapsed: [{ type: "HandoverLapsed", ...offer }],
  HandoverUnanswered: [
    { type: "HandoverUnanswered", ...offer, text: "", ts: "1.1" },
    { type: "HandoverUnanswered", ...offer, text: "", ts: "", isLost: true },
  ],
  LongHoursNudged: [
    { type: "LongHoursNudged", role: "commander", to: BEN, since: minute(4), nudge: 1, text: "", ts: "1.1" },
    { type: "LongHoursNudged", role: "commander", to: BEN, since: minute(4), nudge: 2, text: "", ts: "", isLost: true },
  ],
  QuestionAsked: [asked("ask:9")],
  QuestionAnswered: [{ type: "QuestionAnswered", question: "1.1", by: BEN, how: "said" }],
  QuestionsWaiting: [
    { type: "QuestionsWaiting", questions: ["1.1"], to: BEN, text: "", ts: "1.2" },
    { type: "QuestionsWaiting", questions: ["1.1", "1.2"], to: BEN, text: "", ts: "1.3" },
  ],
};

export const PASSED: readonly Extract<EventBody, { type: "RoleAssigned" }>[] = [
  { ...passed, how: "handed-over" },
  { ...passed, how: "taken-over", reason: WHY },
];

function asked(id: string): Extract<EventBody, { type: "QuestionAsked" }> {
  const ts = id.startsWith("ask:") ? null : id;
  const base = { type: "QuestionAsked", question: id, role: "commander", by: ANA, to: BEN, text: ASKED } as const;
  return { ...base, ts, threadTs: null, askedAt: minute(14) };
}

const after = (incident: Incident, ...bodies: EventBody[]): Incident =>
  bodies.reduce((state, body) => evolve(state, at(14, body, BEN)), incident);

export const OFFERED = after(RUNNING, { type: "HandoverOffered", ...offer, note: null });
const asAppealed = (incident: Incident, end: AppealEnd | null): AppealedQuestion[] =>
  incident.questions.map((one) => ({ ...one, end }));

export const waits = (count: number) =>
  after(RUNNING, ...Array.from({ length: count }, (_, index) => asked(`${minute(14) / 1_000}.00000${index}`)));

const entry = (kind: "hypothesis" | "action" | "decision", text: string, isQuestion = false): EventBody =>
  ({ type: "NoteAdded", text, happenedAt: minute(14), kind, isQuestion }) as never;

/** Much has happened. */
const BUSY = after(
  { ...OFFERED, acknowledged: null, pause: { until: minute(60), by: BEN, reason: NOTE } },
  { type: "ImpactSet", words: { summary: IMPACT, services: "checkout, mail" } } as never,
  entry("hypothesis", "The pool is exhausted"),
  { type: "OutcomeNoted", entry: 1, outcome: "it was" } as never,
  entry("action", "Rolling the pool back"),
  entry("decision", "No deployments until this is over"),
  entry("decision", "Which region first?", true),
  ...Array.from({ length: 5 }, (_, index) => entry("action", `Restarted node ${index + 1}`)),
  asked("1793610840.000000"),
  { type: "TaskGiven", text: "Ask the bank", to: CHLOE, dueAt: minute(20) } as never,
  { type: "TaskGiven", text: "Watch the queue", to: ANA, dueAt: null } as never,
  { type: "TaskGiven", text: "Call the hoster", to: ANA, dueAt: null } as never,
  { type: "TaskDeclined", task: 3, reason: null } as never,
  { type: "BridgeSet", url: "https://meet.example/inc-7" },
);

const briefFor = (incident: Incident, now: number) => (words: Words) =>
  brief(
    incident,
    RUNBOOK,
    { facts: briefOf(incident, RUNBOOK, minute(now)), to: ANA, cardUrl: URL, now: minute(now) },
    words,
  );

const briefs: Sample[] = [
  { name: "running", when: "somebody comes into the room, or types `/incident brief`", show: briefFor(RUNNING, 20) },
  {
    name: "busy",
    when: "much has happened, and the role is offered to whoever reads it",
    of: BUSY,
    show: briefFor(BUSY, 31),
  },
  {
    name: "no cadence",
    when: "the severity asks for no updates",
    show: briefFor({ ...RUNNING, severity: "SEV4" }, 20),
  },
  { name: "ended", when: "somebody comes after the end", show: briefFor(RESOLVED, 60) },
  { name: "ended, drafted", when: "the draft is there", show: briefFor({ ...RESOLVED, postmortems: 1 }, 60) },
];

const alone: Sample[] = [
  {
    name: "offer unanswered",
    when: "nobody has answered an offer for five minutes: to the role's holder",
    show: (words) =>
      offerUnanswered(
        OFFERED,
        RUNBOOK,
        { role: "commander", offer: OFFERED.offers.commander!, now: minute(19) },
        words,
      ),
  },
  {
    name: "long hours",
    when: "somebody has led for four hours, and after each four more: to them",
    show: (words) => longHours(RUNNING, RUNBOOK, 4 * 60 * 60_000, words),
  },
];

const questions: Sample[] = [
  {
    name: "question",
    when: "somebody asks whoever leads by `/incident ask`",
    of: ASKED,
    show: (words) => question(RUNNING, { id: "ask:9", by: ANA, to: BEN, text: ASKED, end: null }, words),
  },
  ...[1, 7].map((count): Sample => {
    const waiting = asAppealed(waits(count), null);
    const urls = new Map(waiting.slice(0, 1).map(({ id }) => [id, URL]));
    return {
      name: count === 1 ? "question waits" : "several wait",
      of: ASKED,
      when: count === 1 ? "whoever leads has not answered for three minutes" : "several questions wait",
      show: (words) => questionsWaiting(RUNNING, RUNBOOK, { waiting, urls, at: minute(17) }, words),
    };
  }),
];

const ENDS = Object.keys({
  accepted: 0,
  declined: 0,
  withdrawn: 0,
  answered: 0,
  passed: 0,
  void: 0,
} satisfies Record<AppealEnd["how"], 0>) as AppealEnd["how"][];

const end = (how: AppealEnd["how"]): AppealEnd => ({ how, by: CHLOE, at: minute(19) });

const over: Sample[] = [
  ...ENDS.filter((how) => how !== "answered").map(
    (how): Sample => ({
      name: `offer ${how}`,
      when: "the offer above is over: the same message, without its buttons",
      of: NOTE,
      show: (words) => offered(RUNNING, RUNBOOK, { ...offer, by: BEN, note: NOTE, end: end(how) }, words),
    }),
  ),
  {
    name: "question answered",
    when: "whoever leads answered what was put to them: the same message, without its button",
    of: ASKED,
    show: (words) => question(RUNNING, { id: "ask:9", by: ANA, to: BEN, text: ASKED, end: end("answered") }, words),
  },
  {
    name: "waiting question answered",
    when: "the room was told of a question, and then it was answered",
    of: ASKED,
    show: (words) => waitingShown(asAppealed(waits(1), end("answered")), words),
  },
  {
    name: "one of two answered",
    when: "the room was told of two questions, and one was answered",
    of: ASKED,
    show: (words) => {
      const [first, second] = asAppealed(waits(2), null);
      return waitingShown([{ ...first!, end: end("answered") }, second!], words);
    },
  },
  {
    name: "lead taken over",
    when: "the room was told of two questions, and then another took the lead",
    of: ASKED,
    show: (words) => waitingShown(asAppealed(waits(2), end("passed")), words),
  },
];

const waitingShown = (waiting: AppealedQuestion[], words: Words) =>
  questionsWaiting(RUNNING, RUNBOOK, { waiting, urls: new Map(), at: minute(17) }, words);

const said = (words: Words, key: keyof Words["handover"]["answers"]): string => {
  const one = words.handover.answers[key];
  return typeof one === "string" ? one : one({ to: "@ana", who: "@ana", lead: leadRole(RUNBOOK)!.name });
};

const ANSWERS: Record<keyof Words["handover"]["answers"], string> = {
  offered: "somebody offers a role by command",
  severalOffers: "somebody accepts by command, and several roles are offered to them",
  noOfferToYou: "somebody accepts by command what nobody offered them",
  noOfferToWithdraw: "somebody takes an offer back by command that is not there",
  nothingHeld: "somebody hands over without holding a role",
  notMember: "a role is offered to a guest",
  tookOver: "somebody takes over by command",
  asked: "somebody asks whoever leads by command",
  answered: "somebody notes a question as answered",
};

const answers: Sample[] = [
  ...(Object.keys(ANSWERS) as (keyof typeof ANSWERS)[]).map(
    (key): Sample => ({ name: key, when: ANSWERS[key], show: (words) => said(words, key) }),
  ),
  {
    name: "guest in the form",
    when: "a guest is chosen in the form: the field's error",
    show: (words) => words.forms.handover.notMember,
  },
];

export const HANDOVER_FORMS: readonly Sample[] = [
  {
    name: "hand over",
    when: "somebody presses “Hand over…”",
    show: (words) =>
      handoverForm(RUNNING, { roles: RUNBOOK.roles, note: UPDATE }, { incident: "I7", channel: ROOM }, words),
  },
];

export const HANDOVER_AREAS: readonly Area[] = [
  { title: "The brief", chars_max: 1_600, samples: briefs },
  { title: "Questions to whoever leads", chars_max: 900, samples: questions },
  { title: "Offers and questions that are over", chars_max: 600, samples: over },
  { title: "Handing over, to one person alone", chars_max: 300, samples: alone },
  {
    title: "Answers about handing over and questions",
    chars_max: 300,
    samples: answers.map((one) => ({ ...one, show: (words) => line(String(one.show(words))) })),
  },
];
