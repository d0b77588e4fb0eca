// What each job of a plan tells a person who reads it: a row for every kind, so that none can be forgotten. What is said
// word by word in Slack stands here as it is said there.
import { notice as noticePost, said as saidPost } from "../../blocks/say.ts";
import { en } from "../../blocks/words/en.ts";
import type { Job, JobOf, Said } from "../../domain/job.ts";
import type { Played } from "../../domain/plan/play.ts";
import { dutyOf } from "../../domain/duties/occasions.ts";
import { owedOf } from "../../domain/duties/owed.ts";
import { leadRole, type Runbook } from "../../domain/runbook.ts";
import { updateDueAt } from "../../domain/updates/update-cycle.ts";
import { durationWords } from "../../lib/pure/duration.ts";
import { type Strand, NOTICE_STRANDS, SAID_STRANDS } from "./strands.ts";

export interface Worded {
  strand: Strand;
  /** Where it is said: "the room", "#incidents", "a direct message"; empty where it is no message. */
  where: string;
  /** May hold Slack's markup. */
  text: string;
}

export interface Reading {
  played: Played;
  runbook: Runbook;
  /** A time of day, where the reader is. */
  time(at: number): string;
}

type Row<Kind extends Job["kind"]> = (job: JobOf<Kind>, reading: Reading) => Worded | null;

/** Null: nobody is told anything by it that another line does not tell. */
export const worded = (reading: Reading): Worded | null =>
  (WORDS[reading.played.job.kind] as Row<Job["kind"]>)(reading.played.job, reading);

const nothing = () => null;
const row = (strand: Strand, where: string, text: string) => (): Worded => ({ strand, where, text });

const ROOM = "the room";
const DIRECT = "a direct message";

/** What only makes something look as it should. */
export const UNSEEN: ReadonlySet<Job["kind"]> = new Set(["refresh", "bookmark", "reconcile", "refresh-checks"]);

const WORDS: { readonly [Kind in Job["kind"]]: Row<Kind> } = {
  "open-room": (_job, { played }) => {
    const opened = played.events.find((event) => event.type === "RoomOpened");
    return { strand: "people", where: "", text: `The room opens: #${opened?.name ?? "…"}` };
  },
  "post-card": row("people", ROOM, "The card shows the state, and is kept up to date"),
  "post-announcement": (_job, { runbook }) => announced(runbook, "people", "The announcement is posted"),
  refresh: nothing,
  invite: row("people", "", "Invited to the room"),
  "show-mark": nothing,
  "bring-people": row("people", "", "Invited to the room"),
  bookmark: nothing,
  // What follows from these is said, and stands there.
  page: nothing,
  "record-breach": nothing,
  "reach-rung": nothing,
  "note-duties": nothing,
  "draft-duty": nothing,
  "tell-duty": ({ duty: id, to }, { played: { incident }, runbook }) => {
    const duty = dutyOf(runbook, owedOf(incident, id)?.duty ?? "");
    const where = duty?.outlet === "direct" ? DIRECT : to;
    return { strand: "duties", where, text: `Told: ${duty?.audience ?? ""}` };
  },
  "call-unanswered": nothing,
  say: (job, reading) => saidWords(job, reading),
  "tell-subscriber": (job, reading) => ({ ...saidIn(job.said, reading), where: DIRECT }),
  "correct-update": nothing,
  "nudge-update": (_job, reading) => ({ strand: "reminders", where: ROOM, text: nudgeText(reading) }),
  "ask-for-lead": (_job, reading) => ({ strand: "reminders", where: ROOM, text: leadAskText(reading) }),
  "post-work": row("people", ROOM, "Work is shown"),
  "refresh-work": nothing,
  "ask-task": row("reminders", ROOM, "Asked how a task stands"),
  "tell-task-waits": row("reminders", DIRECT, "A task waits to be accepted"),
  "remind-action-item": row("after", DIRECT, "Reminded of an action item"),
  "tell-unowned": row("after", DIRECT, "Told which action items nobody owns"),
  "post-question": row("people", ROOM, "A question is asked"),
  "refresh-appeal": nothing,
  "questions-waiting": row("reminders", ROOM, "Questions wait for an answer"),
  "offer-unanswered": row("reminders", DIRECT, "Nobody has answered the offer of a role"),
  "long-hours": row("reminders", DIRECT, "Reminded that the role can be handed over"),
  "watch-over": row("clocks", ROOM, "All has stayed well for long enough: it may be resolved"),
  "run-checks": (_job, reading) => ({ strand: "clocks", where: "", text: checksText(reading) }),
  "post-checks": row("clocks", ROOM, "What the checks show, and is kept up to date"),
  "refresh-checks": nothing,
  "post-approval": row("people", ROOM, "The word that a step needs is asked for"),
  "refresh-approval": nothing,
  "run-step": nothing,
  brief: row("people", "shown to them alone", "The brief"),
  "draft-postmortem": row("after", ROOM, "The postmortem is drafted"),
  "look-up": nothing,
  "offer-archive": row("after", ROOM, "Archiving the room is offered"),
  "nudge-deadlines": (_job, reading) => ({ strand: "after", where: ROOM, text: deadlinesText(reading) }),
  "ask-regimes": (_job, reading) => ({ strand: "duties", where: ROOM, text: regimesText(reading) }),
  "remind-regimes": row("duties", ROOM, "Reminded of what must be notified"),
  "post-proof": nothing,
  "post-invitation": row("after", ROOM, "The calendar file of the review meeting"),
  "archive-room": row("after", "", "The room is archived"),
  "return-to-room": nothing,
  reconcile: nothing,
  "tell-of-secret": row("people", "shown to them alone", "Told that what they pasted looks like a secret"),
  "tell-lost-room": nothing,
  "publish-home": nothing,
  "note-exercises": nothing,
  "remind-exercises": nothing,
  "refresh-reminder": nothing,
  "count-drill": nothing,
  notice: ({ notice }, { played: { incident }, runbook }) => {
    return { strand: NOTICE_STRANDS[notice.type], where: DIRECT, text: noticePost(incident, runbook, notice, en).text };
  },
};

const announced = ({ announceChannel }: Runbook, strand: Strand, text: string): Worded => ({
  strand,
  where: `#${announceChannel}`,
  text,
});

function saidWords({ place, said }: JobOf<"say">, reading: Reading): Worded {
  const words = saidIn(said, reading);
  return place === "room" ? { ...words, where: ROOM } : announced(reading.runbook, words.strand, words.text);
}

const saidIn = (said: Said, { played: { incident }, runbook }: Reading): Worded => ({
  strand: SAID_STRANDS[said.type],
  where: "",
  text: saidPost(incident, runbook, said, en).text,
});

function nudgeText({ played, runbook, time }: Reading): string {
  const dueAt = updateDueAt(played.incident, runbook) ?? played.at;
  switch (played.variant) {
    case "soon":
      return `Reminder: an update is due at ${time(dueAt)}`;
    case "due":
      return "Reminder: an update is due now";
    default:
      return `Reminder: the update of ${time(dueAt)} is overdue; no more reminders until one comes`;
  }
}

/** Each stretch in which they come after the same time has a text of its own, and so is told as one. */
function checksText({ played: { variant }, runbook }: Reading): string {
  const looked = `Checks are looked at: ${runbook.checks.map(({ title }) => title).join(", ")}`;
  return variant === null ? looked : `${looked}; again after ${durationWords(Number(variant))}`;
}

function deadlinesText({ played: { events }, runbook }: Reading): string {
  const nudged = events.flatMap((event) => (event.type === "DeadlinesNudged" ? event.nudged : []));
  const words = { soon: "due soon", due: "due now", overdue: "overdue" };
  const each = nudged.map(({ deadline, step }) => {
    const title = runbook.review.deadlines.find(({ key }) => key === deadline)?.title ?? deadline;
    return `${title} (${words[step]})`;
  });
  return `Reminded of what is left to do: ${each.join(", ")}`;
}

function regimesText({ played: { events } }: Reading): string {
  const asked = events.find((event) => event.type === "RegimesAsked");
  const times = ["", "", " again", " a third time", " for the last time"][asked?.ask ?? 1] ?? "";
  return `Asked${times} whether these notification rules apply: ${asked?.names.join(", ") ?? ""}`;
}

function leadAskText({ played: { variant, events }, runbook }: Reading): string {
  const role = leadRole(runbook)?.name ?? "";
  const asked = events.find((event) => event.type === "LeadAsked");
  const times = ["", "", ", a second time", ", for the last time"][asked?.ask ?? Number(variant)] ?? "";
  return `Asked who takes the role of ${role}${times}`;
}
