// What must be done after the end and until when, and the review meeting.
import { line, time } from "../../../src/blocks/mrkdwn.ts";
import { deadlineReminder, deadlinesOnCard, deadlinesView } from "../../../src/blocks/review/deadlines.ts";
import { meetingForm, meetingSaid } from "../../../src/blocks/review/meeting.ts";
import type { EventBody } from "../../../src/domain/event.ts";
import { evolve, type Incident } from "../../../src/domain/incident.ts";
import type { Said } from "../../../src/domain/job.ts";
import type { Problem } from "../../../src/domain/problem.ts";
import { DEADLINE_STEPS } from "../../../src/domain/review/deadlines.ts";
import type { Deadline } from "../../../src/domain/review/review.ts";
import type { Runbook } from "../../../src/domain/runbook.ts";
import { testRunbook } from "../../support/runbook.ts";
import { ANA, at, BEN, minute, RESOLVED, ROOM, RUNNING, TITLE } from "./data.ts";
import type { Area, Cases, Sample } from "./sample.ts";

const { runbook: NOVACRON } = testRunbook("novacron");
const { runbook: SARVANOM } = testRunbook("sarvanom");
const { runbook: CANON } = testRunbook("agentic-canon");
const NONE: Runbook = { ...CANON, review: { ...CANON.review, deadlines: [], meeting: null } };
const [FIRST, SECOND] = [...NOVACRON.review.deadlines] as [Deadline, Deadline];

const done: EventBody = { type: "DeadlineDone", deadline: FIRST.key, title: FIRST.title };
const BEGUN: Incident = evolve(RESOLVED, at(60, done, BEN));
const ALL: Incident = NOVACRON.review.deadlines.reduce(
  (before, { key: deadline, title }) => evolve(before, at(60, { type: "DeadlineDone", deadline, title }, BEN)),
  RESOLVED,
);
const LATE: Incident = {
  ...RESOLVED,
  deadlinesNudged: Object.fromEntries(NOVACRON.review.deadlines.map(({ key }) => [key, "overdue"])),
};
const STAKEHOLDERS = NOVACRON.duties.find(({ audience }) => audience === "Stakeholders")!;
const TELLING: Incident = evolve(
  LATE,
  at(41, {
    type: "DutiesOwed",
    duties: [
      {
        id: `${STAKEHOLDERS.key}@${RESOLVED.ended!.at}`,
        duty: STAKEHOLDERS.key,
        since: minute(41),
        dueAt: null,
        automatic: false,
      },
    ],
  }),
);
const MEETING_AT = minute(24 * 60);
const UNOWNED: Incident = evolve(
  RESOLVED,
  at(62, { type: "ActionItemAdded", text: "x", owner: null, due: null, priority: "normal" }),
);
const MET: Incident = evolve(RESOLVED, at(61, { type: "MeetingSet", startsAt: MEETING_AT }, BEN));
const OWNED: Incident = evolve(
  RESOLVED,
  at(62, {
    type: "ActionItemAdded",
    text: "x",
    owner: ANA,
    due: { day: "2026-11-09", zone: "UTC" },
    priority: "normal",
  }),
);
const metadata = { incident: "I7", channel: ROOM };

export const REVIEW_SAID: Pick<Cases<Said>, "meeting-set"> = {
  "meeting-set": [{ when: "the review meeting is set", of: { startsAt: MEETING_AT, by: BEN } }],
};

export const REVIEW_PROBLEMS: Pick<Cases<Problem>, "unknown-deadline" | "deadline-unchanged" | "meeting-unchanged"> = {
  "unknown-deadline": [{ when: "a deadline is done that the incident does not have", of: { name: "INC-7" } }],
  "deadline-unchanged": [{ when: "somebody else said so a moment before", of: {} }],
  "meeting-unchanged": [{ when: "the meeting is set for when it is", of: { at: MEETING_AT } }],
};

export const REVIEW_HAPPENED: {
  readonly [Type in "DeadlineDone" | "DeadlineUndone" | "DeadlinesNudged" | "MeetingSet"]: readonly Extract<
    EventBody,
    { type: Type }
  >[];
} = {
  DeadlineDone: [{ type: "DeadlineDone", deadline: FIRST.key, title: FIRST.title }],
  DeadlineUndone: [{ type: "DeadlineUndone", deadline: FIRST.key, title: FIRST.title }],
  DeadlinesNudged: [1, 2].flatMap((number) => {
    const nudged = [FIRST, SECOND].slice(0, number).map(({ key }) => ({ deadline: key, step: "due" as const }));
    const nudge: EventBody & { type: "DeadlinesNudged" } = {
      type: "DeadlinesNudged",
      endedAt: minute(41),
      nudged,
      to: [BEN],
      text: "",
      ts: "1.1",
    };
    return [nudge, { ...nudge, isLost: true as const }];
  }),
  MeetingSet: [{ type: "MeetingSet", startsAt: MEETING_AT }],
};

const list = (name: string, when: string, incident: Incident, runbook: Runbook, now = 60, remark?: string): Sample => ({
  name,
  when,
  of: [runbook.review, remark],
  show: (words) =>
    deadlinesView(incident, runbook, { now: minute(now), ...(remark === undefined ? {} : { remark }) }, words),
});

const card = (name: string, incident: Incident): Sample => ({
  name: `card, ${name}`,
  when: "part of the card",
  of: [NOVACRON.review, name],
  show: (words) => ({ text: `INC-7, ${name}`, blocks: deadlinesOnCard(incident, NOVACRON, words) }),
});

export const REVIEW_AREAS: readonly Area[] = [
  {
    title: "Deadlines after the end",
    chars_max: 900,
    samples: [
      list("list", "somebody types `/incident deadlines`", BEGUN, NOVACRON),
      list("list, overdue", "some of it is overdue", BEGUN, NOVACRON, 6 * 60),
      list("list, meeting set", "the meeting has a time", MET, CANON),
      list("list, action items owned", "each action item has an owner and a date", OWNED, SARVANOM),
      list("list, action items not owned", "an action item has no owner", UNOWNED, SARVANOM),
      list("list, before the end", "the incident runs", RUNNING, NOVACRON),
      list("list, none", "the runbook wants nothing", RESOLVED, NONE),
      {
        name: "list, with a remark",
        when: "a press changed nothing",
        of: NOVACRON.review,
        show: (words) =>
          deadlinesView(BEGUN, NOVACRON, { now: minute(60), remark: words.review.problem.unchanged }, words),
      },
      { name: "usage", when: "what stands behind the command is no number", show: ({ review }) => line(review.usage) },
      card("begun", BEGUN),
      card("late", LATE),
      card("all done", ALL),
      {
        name: "reminder: the last",
        when: "nobody is reminded again, and somebody is still to be told",
        of: [NOVACRON.review, NOVACRON.duties],
        show: (words) => deadlineReminder(TELLING, NOVACRON, { to: [BEN], nudged: [], now: minute(5_000) }, words),
      },
      ...DEADLINE_STEPS.map(
        (step): Sample => ({
          name: `reminder: ${step}`,
          when: "the time is nearly over, over, or long over",
          of: NOVACRON.review,
          show: (words) => {
            const nudged = [FIRST, SECOND].map(({ key: deadline }) => ({ deadline, step }));
            return deadlineReminder(
              RESOLVED,
              NOVACRON,
              { to: [BEN], nudged, now: step === "due" ? minute(161) : minute(240) },
              words,
            );
          },
        }),
      ),
      ...["https://example.slack.com/archives/C1/p1", null].map(
        (cardUrl): Sample => ({
          name: cardUrl === null ? "reminder: alone, without a link" : "reminder: alone",
          when: "the same in a direct message, where there is no room to say it in",
          of: NOVACRON.review,
          show: (words) => {
            const nudged = [{ deadline: FIRST.key, step: "due" as const }];
            return deadlineReminder(
              RESOLVED,
              NOVACRON,
              { to: [BEN], nudged, now: minute(161), alone: { cardUrl } },
              words,
            );
          },
        }),
      ),
    ],
  },
  {
    title: "Review meeting",
    chars_max: 1_000,
    samples: [
      {
        name: "form",
        when: "somebody types `/incident meeting`",
        of: CANON.review,
        show: (words) => meetingForm(MET, CANON, metadata, words),
      },
      {
        name: "form, nothing stated",
        when: "the runbook says nothing of a meeting",
        show: (words) => meetingForm(RESOLVED, NONE, metadata, words),
      },
      {
        name: "set",
        when: "it was set by command",
        show: ({ review }) => line(review.meeting.done({ at: time(MEETING_AT) })),
      },
      {
        name: "file's title",
        when: "above the calendar file",
        show: ({ review }) => line(review.meeting.fileTitle({ name: "INC-7" })),
      },
      {
        name: "set for late",
        when: "it is later than the runbook wants it",
        show: (words) =>
          meetingSaid(RESOLVED, CANON, { type: "meeting-set", startsAt: minute(30 * 24 * 60), by: BEN }, words),
      },
      {
        name: "as text",
        when: "there is no room for the file",
        show: ({ review }) => line(review.meeting.asText({ at: time(MEETING_AT) })),
      },
      {
        name: "no time",
        when: "what stands behind the command is no time",
        of: "“soon”",
        show: ({ review }) => line(review.meeting.notATime({ typed: "“soon”" })),
      },
      {
        name: "in the file",
        when: "somebody opens the calendar file",
        of: ["ben", "INC-7", TITLE],
        show: ({ review: { meeting: said } }) =>
          line(
            [said.file({ name: "INC-7", title: TITLE }), said.fileAgenda, said.filePeople({ names: "ben" })].join("\n"),
          ),
      },
    ],
  },
];
