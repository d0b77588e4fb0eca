// Updates and what belongs to them: correcting, subscribing, pausing the reminders, the bridge.
import { clockTime, line, person, webLink } from "../../../src/blocks/mrkdwn.ts";
import { said } from "../../../src/blocks/say.ts";
import { correctable, postedReply, toSubscriber } from "../../../src/blocks/updates/update.ts";
import { correctUpdateForm, nextDraft, pauseForm, updateForm } from "../../../src/blocks/updates/update-form.ts";
import { evolve, type Incident } from "../../../src/domain/incident.ts";
import type { Said } from "../../../src/domain/job.ts";
import type { Problem } from "../../../src/domain/problem.ts";
import type { UpdateParts } from "../../../src/domain/updates/updates.ts";
import {
  ANA,
  at,
  BEN,
  CHLOE,
  CORRECTION,
  ETA,
  FRESH,
  HIT,
  LOW,
  NEXT_STEP,
  VENDOR,
  WHY,
  WORKAROUND,
  minute,
  ROOM,
  RUNBOOK,
  RUNNING,
  UPDATE,
} from "./data.ts";
import type { Area, Cases, Sample } from "./sample.ts";

export const PARTS: UpdateParts = { impact: HIT, next: NEXT_STEP, eta: ETA, workaround: WORKAROUND };
const UNTIL = minute(60);
const BRIDGE = "https://meet.example.com/inc-7";

const POSTED: Incident = evolve(
  RUNNING,
  at(20, {
    type: "UpdatePosted",
    text: UPDATE,
    status: RUNNING.status,
    nextDueAt: minute(50),
    parts: PARTS,
    promised: true,
  }),
);
const POSTED_SEQ = POSTED.seq;
const CORRECTED: Incident = evolve(
  POSTED,
  at(24, { type: "UpdateCorrected", update: POSTED_SEQ, text: CORRECTION, parts: PARTS, reason: WHY }, BEN),
);
const PAUSED: Incident = evolve(POSTED, at(26, { type: "NudgesPaused", until: UNTIL, reason: VENDOR }, BEN));
const BRIDGED: Incident = evolve(PAUSED, at(27, { type: "BridgeSet", url: BRIDGE }, BEN));

/** A state of the card that updates, a pause and a bridge leave their mark on. */
export const BUSY: Incident = evolve(
  BRIDGED,
  at(28, { type: "UpdateCorrected", update: POSTED_SEQ, text: CORRECTION, parts: PARTS, reason: WHY }, BEN),
);

const posted = {
  update: POSTED_SEQ,
  text: UPDATE,
  parts: PARTS,
  status: RUNNING.status,
  by: ANA,
  nextDueAt: minute(50),
};
const metadata = { incident: "I7", channel: ROOM };

export const UPDATES_SAID: Pick<Cases<Said>, "nudges-paused" | "nudges-resumed" | "bridge-set"> = {
  "nudges-paused": [{ when: "somebody pauses the reminders", of: { until: UNTIL, by: BEN, reason: VENDOR } }],
  "nudges-resumed": [{ when: "somebody ends the pause", of: { by: BEN } }],
  "bridge-set": [{ when: "somebody sets the bridge", of: { url: BRIDGE, by: BEN } }],
};

const meanwhile = { by: CHLOE, ago_ms: 5_000, text: UPDATE };

export const UPDATE_PROBLEMS: Pick<
  Cases<Problem>,
  | "time-too-far"
  | "updated-meanwhile"
  | "update-too-old"
  | "corrected-meanwhile"
  | "update-unchanged"
  | "already-subscribed"
  | "not-subscribed"
  | "no-reminders"
  | "not-paused"
  | "no-web-address"
  | "bridge-unchanged"
> = {
  "time-too-far": [{ when: "one is more than a day away", of: { at: minute(2_000), span_max_ms: 86_400_000 } }],
  "updated-meanwhile": [{ when: "somebody else posted an update while this one was written", of: meanwhile }],
  "update-too-old": [{ when: "an update that is to be corrected is not among the latest", of: { kept: 5 } }],
  "corrected-meanwhile": [{ when: "somebody else corrected it while this was written", of: meanwhile }],
  "update-unchanged": [{ when: "a correction changes nothing", of: {} }],
  "already-subscribed": [{ when: "a subscriber subscribes by command", of: { name: "INC-7" } }],
  "not-subscribed": [{ when: "somebody unsubscribes who never subscribed", of: { name: "INC-7" } }],
  "no-reminders": [{ when: "reminders are paused that never come", of: { severity: "SEV4" } }],
  "not-paused": [{ when: "a pause is ended that never began", of: {} }],
  "no-web-address": [{ when: "a bridge is no encrypted web address", of: { asked: "meet.example.com" } }],
  "bridge-unchanged": [{ when: "the same bridge is set again", of: { url: BRIDGE } }],
};

const updates: Sample[] = [
  {
    name: "in parts",
    when: "an update is posted with all of its parts and a promise",
    show: (words) => said(POSTED, RUNBOOK, { type: "update", ...posted }, words),
  },
  {
    name: "corrected",
    when: "it was corrected",
    show: (words) => said(CORRECTED, RUNBOOK, { type: "update", ...posted }, words),
  },
  {
    name: "to a subscriber",
    when: "somebody subscribed",
    show: (words) => toSubscriber(POSTED, said(POSTED, RUNBOOK, { type: "update", ...posted }, words), words),
  },
  {
    name: "to a subscriber of what has no room",
    when: "somebody subscribed, and Slack refused a room",
    show: (words) => {
      const roomless = { ...POSTED, room: null };
      return toSubscriber(roomless, said(roomless, RUNBOOK, { type: "update", ...posted }, words), words);
    },
  },
];

const again = { text: UPDATE, parts: PARTS, reason: WHY };

const forms: Sample[] = [
  {
    name: "update",
    when: "somebody posts an update; the last one stands above, and its parts in the fields",
    show: (words) => updateForm(POSTED, RUNBOOK, nextDraft(POSTED), metadata, words),
  },
  {
    name: "first update",
    when: "it is the first one, of a severity that asks for none",
    show: (words) => updateForm(LOW, RUNBOOK, nextDraft(LOW), metadata, words),
  },
  {
    name: "update, again",
    when: "somebody else posted one meanwhile",
    show: (words) => {
      const problem = words.updates.problem.updatedMeanwhile({
        by: person(CHLOE),
        ago: words.duration(5_000),
        text: UPDATE,
      });
      const draft = { text: CORRECTION, status: RUNNING.status, parts: PARTS, nextAt: "14:30" };
      return updateForm(POSTED, RUNBOOK, draft, metadata, words, words.updates.form.meanwhile({ problem }));
    },
  },
  {
    name: "correct",
    when: "somebody corrects an update",
    show: (words) => correctUpdateForm(POSTED, POSTED.updates.at(-1)!, RUNBOOK, metadata, words),
  },
  {
    name: "correct, again",
    when: "somebody else corrected it meanwhile",
    show: (words) => {
      const problem = words.updates.problem.correctedMeanwhile({
        by: person(CHLOE),
        ago: words.duration(5_000),
        text: UPDATE,
      });
      const remark = words.updates.correct.meanwhile({ problem });
      return correctUpdateForm(CORRECTED, CORRECTED.updates.at(-1)!, RUNBOOK, metadata, words, { ...again, remark });
    },
  },
  {
    name: "pause",
    when: "somebody pauses the reminders",
    show: (words) => pauseForm(RUNNING, metadata, words),
  },
];

const byAt = { by: person(BEN), at: clockTime(minute(20)) };
const link = webLink(BRIDGE);

const answers: Sample[] = [
  { name: "posted", when: "somebody posted an update", show: (words) => postedReply(POSTED, POSTED_SEQ, words) },
  { name: "which", when: "somebody wants to correct one of several", show: (words) => correctable(POSTED, words) },
  { name: "none", when: "there is none to correct", show: (words) => correctable(FRESH, words) },
  { name: "corrected", when: "somebody corrected one", show: ({ updates: said }) => line(said.correct.done) },
  {
    name: "subscribed",
    when: "somebody subscribes",
    show: ({ updates: said }) => line(said.subscribed({ name: "INC-7" })),
  },
  {
    name: "unsubscribed",
    when: "somebody unsubscribes",
    show: ({ updates: said }) => line(said.unsubscribed({ name: "INC-7" })),
  },
  {
    name: "no time",
    when: "a field holds a time that is not understood",
    of: "soonish",
    show: ({ updates: said }) => said.notATime({ typed: "soonish" }),
  },
  {
    name: "a time that has passed today",
    when: "a field or a command asks for a time to come, and holds a time of day that has passed without a day",
    of: "14:00",
    show: ({ updates: said }) => said.hasPassed({ typed: "14:00" }),
  },
  { name: "paused", when: "somebody pauses by command", show: ({ pause }) => line(pause.done({ at: byAt.at })) },
  { name: "how to pause", when: "the time or the reason is missing", show: ({ pause }) => line(pause.usage) },
  { name: "unpaused", when: "somebody ends the pause", show: ({ pause }) => line(pause.ended) },
  { name: "bridge", when: "somebody asks for the bridge", show: ({ bridge }) => line(bridge.shown({ link, ...byAt })) },
  { name: "the runbook's bridge", when: "nobody set another", show: ({ bridge }) => line(bridge.standing({ link })) },
  { name: "no bridge", when: "there is none", show: ({ bridge }) => line(bridge.none) },
  { name: "bridge set", when: "somebody sets the bridge", show: ({ bridge }) => line(bridge.done) },
  { name: "bookmark", when: "the bridge is bookmarked: its title", show: ({ bridge }) => bridge.bookmark },
];

export const UPDATE_AREAS: readonly Area[] = [
  { title: "Updates", chars_max: 700, samples: updates },
  { title: "Forms around updates", chars_max: 2_000, samples: forms },
  { title: "Answers around updates", chars_max: 500, samples: answers },
];
