// Duties to notify: their questions, clocks and reminders, what was submitted, and the proof pack.
import { line } from "../../../src/blocks/mrkdwn.ts";
import { brief } from "../../../src/blocks/brief.ts";
import { answerForm, submittedForm, whyForm } from "../../../src/blocks/regimes/forms.ts";
import { regimesOnCard, regimesView } from "../../../src/blocks/regimes/list.ts";
import { proofPack } from "../../../src/blocks/regimes/proof.ts";
import { regimeSaid, regimesAsk, regimesReminder } from "../../../src/blocks/regimes/said.ts";
import { briefOf } from "../../../src/domain/brief.ts";
import type { EventBody } from "../../../src/domain/event.ts";
import { evolve, type Incident } from "../../../src/domain/incident.ts";
import type { Said } from "../../../src/domain/job.ts";
import type { Problem } from "../../../src/domain/problem.ts";
import { ASKS_MAX } from "../../../src/domain/regimes/asking.ts";
import { notificationsOf } from "../../../src/domain/regimes/notifications.ts";
import { REMINDER_STEPS } from "../../../src/domain/regimes/reminders.ts";
import { regimeNames } from "../../../src/runbook/regimes.ts";
import { runbookOf, smallest } from "../../runbook/reading.ts";
import { ANA, at, BEN, CHLOE, minute, NAMES, REASON, ROOM, RUNNING } from "./data.ts";
import type { Area, Cases, Sample } from "./sample.ts";

const LAW = runbookOf(smallest(`regimes: [${regimeNames().join(", ")}]\n`));
const NONE = runbookOf(smallest());
const LAWS = {
  ...LAW,
  regimes: [...LAW.regimes, ...LAW.regimes.map((one) => ({ ...one, key: `${one.key}-again` }))],
};
const regimeOf = (key: string) => LAWS.regimes.find((one) => one.key === key)!;
const GDPR = regimeOf("gdpr");
const NIS2 = regimeOf("nis2");
const { name: GDPR_NAME, asks, starts } = GDPR;
const [AUTHORITY, PEOPLE] = GDPR.notifications;
const AUTHORITY_ONLY = PEOPLE!.only!;
const REFERENCE = "4711";
const PROOF = "Confirmed by mail";
const HOUR_MIN = 60;

const ABOUT = { name: GDPR_NAME, title: AUTHORITY!.title, to: AUTHORITY!.to };
const KEYS = { regime: "gdpr", notification: AUTHORITY!.key };
type Answered = EventBody & { type: "RegimeAnswered" };

const yes = (key: string, more: readonly string[] = []): Answered => {
  const regime = regimeOf(key);
  const own = regime.notifications.flatMap(({ only }) => (only && more.includes(only.key) ? [only] : []));
  return {
    type: "RegimeAnswered",
    regime: key,
    name: regime.name,
    answers: [...regime.asks, ...own].map((one) => ({ ...one, yes: true, before: null })),
    clocks: regime.starts.map(({ key: start, means }) => ({
      start,
      means,
      since: minute(5),
      before: null,
      how: "said",
    })),
    reason: null,
  };
};
const no: Answered = {
  type: "RegimeAnswered",
  regime: "gdpr",
  name: GDPR_NAME,
  answers: [{ ...asks[0]!, yes: false, before: true }],
  clocks: [{ start: "aware", means: starts[0]!.means, since: minute(3), before: minute(5), how: "answered" }],
  reason: REASON,
};
const answered = ({ type: _, ...facts }: Answered) => facts;
const asked: EventBody & { type: "RegimesAsked" } = {
  type: "RegimesAsked",
  regimes: ["gdpr", "nis2"],
  names: [GDPR_NAME, NIS2.name],
  to: [BEN],
  text: "",
  ts: "1.1",
};
const submitted: EventBody & { type: "NotificationSubmitted" } = {
  type: "NotificationSubmitted",
  ...KEYS,
  ...ABOUT,
  submittedAt: minute(75 * HOUR_MIN),
  dueAt: minute(72 * HOUR_MIN + 5),
  reference: REFERENCE,
  proof: PROOF,
};
const notNeeded: EventBody & { type: "NotificationNotNeeded" } = {
  type: "NotificationNotNeeded",
  ...KEYS,
  ...ABOUT,
  reason: REASON,
};
const reopened: EventBody & { type: "NotificationReopened" } = {
  type: "NotificationReopened",
  ...KEYS,
  ...ABOUT,
  reason: REASON,
};
const reminder = (step: (typeof REMINDER_STEPS)[number]) => ({ ...KEYS, dueAt: minute(72 * HOUR_MIN + 5), step });
const reminded = (count: number): EventBody & { type: "RegimesReminded" } => ({
  type: "RegimesReminded",
  reminded: Array.from({ length: count }, () => reminder("due")),
  to: [BEN],
  text: "",
  ts: "1.1",
});

const after = (...events: EventBody[]): Incident =>
  events.reduce((before, event, index) => evolve(before, at(6 + index, event, BEN)), RUNNING);
const ASKED = after(asked);
const HOLDS = after(asked, yes("gdpr"), yes("nis2"), yes("pci-dss"));
const SETTLED = after(asked, yes("gdpr", ["high-risk"]), submitted, yes("pci-dss"));
const OVERDUE = after(asked, yes("gdpr"), reminded(1));
const HOLDS_NOT = after(asked, yes("gdpr"), no);
const WAIVED = after(asked, yes("gdpr", ["processor"]), notNeeded, yes("california", ["five-hundred"]));
const longAgo: Answered = {
  ...yes("gdpr"),
  clocks: [{ start: "aware", means: starts[0]!.means, since: minute(-80 * HOUR_MIN), before: null, how: "said" }],
};
const LONG_AGO = after(longAgo);
const DRILL: Incident = { ...HOLDS, drill: { pages: false, taken: {}, lateUpdates: 0 } };
const MANY = after(...LAWS.regimes.map(({ key }) => yes(key)));
const mixed: Answered = {
  ...yes("gdpr"),
  answers: [
    { ...asks[0]!, yes: true, before: false },
    { ...asks[1]!, yes: true, before: null },
    { ...AUTHORITY_ONLY, yes: false, before: null },
  ],
  clocks: [],
  reason: REASON,
};
const MIXED = after(mixed);

export const REGIMES_SAID: Pick<
  Cases<Said>,
  "regime-answered" | "notification-submitted" | "notification-not-needed" | "notification-reopened"
> = {
  "regime-answered": [
    { when: "somebody answers that a regime holds, and since when", of: { ...answered(yes("gdpr")), by: BEN } },
    { when: "somebody changes an answer", of: { ...answered(no), by: CHLOE } },
  ],
  "notification-submitted": [
    {
      when: "a notification was submitted late",
      of: { ...ABOUT, at: submitted.submittedAt, dueAt: submitted.dueAt, reference: REFERENCE, by: BEN },
    },
    { when: "one was submitted in time", of: { ...ABOUT, at: minute(60), dueAt: null, reference: null, by: BEN } },
  ],
  "notification-not-needed": [
    { when: "somebody says that one is not needed", of: { ...ABOUT, by: BEN, reason: REASON } },
  ],
  "notification-reopened": [{ when: "what was said of one is taken back", of: { ...ABOUT, by: BEN, reason: REASON } }],
};

export const REGIMES_PROBLEMS: Pick<
  Cases<Problem>,
  "unknown-regime" | "unknown-notification" | "regime-unchanged" | "notification-settled" | "notification-open"
> = {
  "unknown-regime": [{ when: "the runbook does not name that regime", of: { name: "INC-7" } }],
  "unknown-notification": [{ when: "the regime does not hold any more", of: { name: "INC-7" } }],
  "regime-unchanged": [{ when: "nothing was answered otherwise", of: {} }],
  "notification-settled": [
    { when: "somebody said a moment before that it is submitted", of: { how: "submitted", by: BEN, at: minute(20) } },
    { when: "somebody said that it is not needed", of: { how: "not-needed", by: BEN, at: minute(20) } },
  ],
  "notification-open": [{ when: "nothing was said of it that could be taken back", of: {} }],
};

type Happened =
  | "RegimesAsked"
  | "RegimesReminded"
  | "RegimeAnswered"
  | `Notification${"Submitted" | "NotNeeded" | "Reopened"}`;

export const REGIMES_HAPPENED: {
  readonly [Type in Happened]: readonly Extract<EventBody, { type: Type }>[];
} = {
  RegimesAsked: [asked],
  RegimesReminded: [reminded(1), { ...reminded(2), isLost: true }, reminded(2)],
  RegimeAnswered: [yes("gdpr"), no, mixed],
  NotificationSubmitted: [submitted, { ...submitted, dueAt: null, reference: null, proof: null }],
  NotificationNotNeeded: [notNeeded],
  NotificationReopened: [reopened],
};

const metadata = { incident: "I7", channel: ROOM };
const HASH = "ab".repeat(32);
const PACK = [LAW.title, HASH, [...NAMES.values()], RUNNING.title];
const OF = [LAW.regimes, REFERENCE, PROOF, REASON, ROOM];

const list = (name: string, when: string, incident: Incident, days = 0, remark?: string): Sample => ({
  name: `list, ${name}`,
  when,
  of: [...OF, remark],
  show: (words) =>
    regimesView(
      incident,
      LAW,
      { now: minute(20 + days * 24 * HOUR_MIN), ...(remark === undefined ? {} : { remark }) },
      words,
    ),
});

const card = (name: string, incident: Incident): Sample => ({
  name: `card, ${name}`,
  when: "part of the card",
  of: [...OF, name],
  show: (words) => ({ text: `INC-7, ${name}`, blocks: regimesOnCard(incident, LAWS, words) }),
});

const pack = (name: string, incident: Incident, events: readonly EventBody[]): Sample => ({
  name: `proof pack, ${name}`,
  when: "somebody presses Proof pack",
  of: [...OF, ...PACK, incident.runbook],
  show: (words) => {
    const told = events.map((event, index) => ({
      ...at(6 + index, event, event.type === "RegimesAsked" ? null : BEN),
      seq: 12 + index,
      hash: HASH,
    }));
    const head = { seq: 12 + told.length, hash: HASH };
    return proofPack(
      { incident, events: told, head, names: NAMES, runbook: LAW, madeAt: minute(90 * HOUR_MIN) },
      words,
    );
  },
});

const [FIRST] = notificationsOf(HOLDS, GDPR, LAW);

export const REGIMES_AREAS: readonly Area[] = [
  {
    title: "Duties to notify",
    chars_max: 7_000,
    samples: [
      list("asked", "somebody types `/incident regimes`", ASKED),
      list("clocks run", "some of them hold", HOLDS),
      list("overdue", "a clock is over", HOLDS, 4),
      list("settled", "one is submitted", SETTLED, 4),
      list("not needed", "one is not needed, and others wait", WAIVED),
      list("holds not", "an answer was changed to no", HOLDS_NOT),
      list("mixed", "some of it is not wanted, and a clock was never started", MIXED),
      {
        name: "list, many",
        when: "more hold than a list shows",
        of: OF,
        show: (words) => regimesView(MANY, LAWS, { now: minute(20) }, words),
      },
      ...(
        [
          ["holds", HOLDS, yes("gdpr")],
          ["holds, in words alone", HOLDS, yes("pci-dss")],
          ["holds not", HOLDS_NOT, no],
          ["long ago", LONG_AGO, longAgo],
        ] as const
      ).map(
        ([name, incident, event]): Sample => ({
          name: `answered, ${name}`,
          when: "somebody answers",
          of: OF,
          show: (words) => regimeSaid(incident, LAW, { ...answered(event), type: "regime-answered", by: BEN }, words),
        }),
      ),
      list("drill", "it is a drill", DRILL),
      {
        name: "list, with a remark",
        when: "a press changed nothing",
        of: OF,
        show: (words) => regimesView(HOLDS, LAW, { now: minute(20), remark: words.regimes.problem.unchanged }, words),
      },
      {
        name: "list, none",
        when: "the runbook names none",
        show: (words) => regimesView(RUNNING, NONE, { now: minute(20) }, words),
      },
      card("asked", ASKED),
      card("clocks run", HOLDS),
      card("overdue", OVERDUE),
      card("many", MANY),
      card("drill", DRILL),
      ...[1, 2, ASKS_MAX].map(
        (ask): Sample => ({
          name: `questions, time ${ask}`,
          when: "a category is named, or an impact on data or security; and on the next days while nobody answers",
          of: OF,
          show: (words) => regimesAsk(RUNNING, { regimes: LAW.regimes, to: [BEN, CHLOE], ask }, words),
        }),
      ),
      {
        name: "questions, in a drill",
        when: "the same in a drill",
        of: OF,
        show: (words) => regimesAsk(DRILL, { regimes: [GDPR], to: [BEN], ask: 1 }, words),
      },
      ...REMINDER_STEPS.map(
        (step): Sample => ({
          name: `reminder: ${step}`,
          when: "a share of the time is over, or all of it",
          of: OF,
          show: (words) =>
            regimesReminder(
              HOLDS,
              LAW,
              { to: [BEN, ANA], reminded: [reminder(step)], now: minute(36 * HOUR_MIN) },
              words,
            ),
        }),
      ),
      {
        name: "form: answers",
        when: "somebody presses Answer",
        of: OF,
        show: (words) => answerForm(RUNNING, GDPR, {}, metadata, words),
      },
      {
        name: "form: answers, in a drill",
        when: "somebody changes the answers of a drill",
        of: [...OF, "2026-11-02 09:05"],
        show: (words) => answerForm(DRILL, GDPR, { aware: "2026-11-02 09:05" }, metadata, words),
      },
      {
        name: "form: submitted",
        when: "somebody presses Submitted",
        of: OF,
        show: (words) => submittedForm(HOLDS, FIRST!, metadata, words),
      },
      ...(["notNeeded", "reopen"] as const).map(
        (asks): Sample => ({
          name: `form: ${asks}`,
          when: "somebody presses Not needed, or Take it back",
          of: OF,
          show: (words) => whyForm(asks, HOLDS, FIRST!, metadata, words),
        }),
      ),
      {
        name: "in the brief",
        when: "somebody comes while some are to be submitted",
        of: [...OF, LAW.roles, RUNNING.severity, RUNNING.entries],
        show: (words) => {
          const facts = briefOf(HOLDS, LAW, minute(20));
          return brief(HOLDS, LAW, { facts, to: BEN, cardUrl: null, now: minute(20) }, words);
        },
      },
      {
        name: "no time",
        when: "what stands in a field is no time",
        of: "“soon”",
        show: ({ regimes }) => line(regimes.form.answer.unread({ typed: "“soon”" })),
      },
      {
        name: "usage",
        when: "what stands behind the command is unknown",
        show: ({ regimes }) => line(regimes.answers.usage),
      },
      { name: "proof on its way", when: "somebody asks for it", show: ({ regimes }) => line(regimes.answers.proof) },
      {
        name: "proof, no room",
        when: "there is no room for it",
        show: ({ regimes }) => line(regimes.answers.proofNoRoom({ name: "INC-7" })),
      },
    ],
  },
  {
    title: "Proof of notifications",
    chars_max: 14_000,
    samples: [
      { name: "file's title", when: "above the file", show: ({ proof }) => proof.fileTitle({ name: "INC-7" }) },
      pack("of what was settled", SETTLED, [asked, yes("gdpr", ["high-risk"]), submitted, yes("pci-dss")]),
      pack("of what is open", WAIVED, [asked, notNeeded, reopened, reminded(1), { ...reminded(1), isLost: true }]),
      pack("of what holds not", HOLDS_NOT, [asked, no]),
      pack("of what was mixed", MIXED, [mixed]),
      pack(
        "of a drill",
        DRILL,
        REMINDER_STEPS.map((step) => ({ ...reminded(1), reminded: [reminder(step)] })),
      ),
      pack("of a private one", { ...HOLDS, private: true }, []),
      {
        name: "proof pack, none",
        when: "the runbook names none",
        of: [...PACK, RUNNING.runbook],
        show: (words) =>
          proofPack(
            {
              incident: RUNNING,
              events: [],
              head: { seq: 9, hash: HASH },
              names: NAMES,
              runbook: NONE,
              madeAt: minute(60),
            },
            words,
          ),
      },
    ],
  },
];
