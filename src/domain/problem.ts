// Expected failures of a command. Words for people are made in blocks/problem.ts and nowhere else.
import { err, type Result } from "../lib/pure/result.ts";
import type { Instant } from "../lib/pure/time.ts";
import type { Lacking } from "./apply-runbook.ts";
import type { Span } from "./calendar/span.ts";
import type { ImpactPart } from "./facts/impact.ts";
import type { Merged } from "./merge.ts";
import type { ShownByCheck } from "./recovery/recovery.ts";
import type { TimeName } from "./facts/times.ts";
import type { EntryChange, EntryKind } from "./timeline/entries.ts";
import type { UpdatePart } from "./updates/updates.ts";

import type { ActionItem } from "./work/action-items.ts";
import type { TaskStage } from "./work/tasks.ts";
import type { Work } from "./work/work.ts";

/** What a person's text was to become. */
export type TextKind =
  | "update"
  | "note"
  | "summary"
  | "reason"
  | "outcome"
  | "task"
  | "action-item"
  | "contribution"
  | "question"
  | "blocker"
  | "draft";

export type ProblemOf<Type extends Problem["type"]> = Extract<Problem, { type: Type }>;

/** Tells the problems of one area, whose words stand in one file, from all others. */
export const isProblemOf =
  <Type extends Problem["type"]>(types: readonly Type[]) =>
  (problem: Problem): problem is ProblemOf<Type> =>
    types.some((type) => type === problem.type);

export type Problem =
  | { type: "no-checks" }
  | { type: "checks-under-way" }
  | ({ type: "check-shows-otherwise" } & ShownByCheck)
  | { type: "not-allowed"; command: string; standing: string }
  | { type: "unknown-incident"; asked: string }
  | { type: "nothing-to-redact" }
  /** One person was given so many tasks within an hour. */
  | { type: "asked-too-often"; to: string; tasks_max: number }
  | { type: "title-empty" }
  | { type: "title-too-long"; length: number; length_max: number }
  | { type: "text-empty"; what: TextKind }
  | { type: "text-too-long"; what: TextKind | UpdatePart; length: number; length_max: number }
  | { type: "unknown-severity"; asked: string; known: readonly string[]; nearest: string | null }
  | { type: "unknown-status"; asked: string; known: readonly string[]; nearest: string | null }
  | { type: "unknown-category"; asked: string; known: readonly string[]; nearest: string | null }
  | { type: "unknown-role"; asked: string; known: readonly string[]; nearest: string | null }
  | {
      type: "just-declared";
      incident: string;
      name: string;
      title: string;
      by: string;
      at: Instant;
      channel: string | null;
    }
  | { type: "role-held"; role: string; user: string; at: Instant }
  | { type: "role-not-held"; role: string }
  /** Nobody holds what is to be handed over, asked or taken over. */
  | { type: "role-vacant"; role: string }
  /** Only its holder or the lead may do it. */
  | { type: "not-holder"; role: string; user: string; at: Instant }
  | { type: "already-offered"; role: string; to: string; by: string; at: Instant }
  /** `holder` is who has the role now. */
  | { type: "offer-over"; role: string; holder: { user: string; since: Instant } | null }
  | { type: "offered-to-other"; role: string; to: string }
  /** `from` is when it may be taken over, should the question stay unanswered; null while none is asked. */
  | { type: "take-over-early"; role: string; user: string; at: Instant; from: Instant | null }
  | { type: "lead-asks"; role: string }
  | { type: "question-over" }
  | { type: "question-unheard"; name: string }
  | { type: "already-acknowledged"; by: string; at: Instant }
  | { type: "severity-unchanged"; severity: string }
  | { type: "status-unchanged"; status: string }
  /** What its phase asks for first, and nobody has said is so. */
  | { type: "demands-open"; status: string; demands: readonly string[] }
  /** `into`: where a merged one goes on. */
  | {
      type: "not-open";
      stage: "resolved" | "cancelled" | "merged";
      by: string;
      at: Instant;
      name: string;
      into?: Merged;
    }
  | { type: "merged-into-itself"; name: string }
  /** Of the two it alone is private. */
  | { type: "merged-with-private"; name: string }
  | { type: "already-open"; name: string }
  | { type: "still-open"; name: string }
  | { type: "no-room"; name: string }
  | { type: "room-in-reach"; name: string }
  | { type: "already-archived"; name: string; at: Instant }
  | { type: "time-in-future"; at: Instant }
  | { type: "unknown-time"; asked: string; known: readonly string[]; nearest: string | null }
  /** Nobody has acknowledged or resolved it. */
  | { type: "time-not-come"; time: TimeName }
  | { type: "times-crossed"; first: TimeName; firstAt: Instant; next: TimeName; nextAt: Instant }
  | { type: "impact-too-long"; part: ImpactPart; length: number; length_max: number }
  /** Somebody changed that part while another wrote it; `text` is what stands there now. */
  | { type: "impact-changed"; part: ImpactPart; by: string; at: Instant; text: string }
  | { type: "answer-too-long"; question: string; length: number; length_max: number }
  /** Somebody answered that question while another wrote their answer. */
  | { type: "triage-answered"; question: string; by: string; at: Instant; text: string }
  | { type: "unchanged"; what: "time" | "impact" | "triage" | "category" }
  | { type: "unknown-entry"; asked: number; last: number }
  | { type: "unknown-kind"; asked: string; nearest: string | null }
  /** Somebody changed it while another set out to; `text` is what is to be read there: of an outcome that. */
  | { type: "entry-changed"; entry: number; how: EntryChange["how"]; by: string; at: Instant; text: string }
  | { type: "entry-unchanged"; entry: number }
  | { type: "already-marked"; entry: number }
  | { type: "no-outcome-of-kind"; entry: number; kind: EntryKind }
  | { type: "time-passed"; at: Instant }
  | { type: "day-passed"; day: string }
  /** `asked`: a Slack user, or what was typed behind an @. */
  | { type: "unknown-person"; asked: string; why: "unknown" | "not-told" | "app" }
  | { type: "unknown-work"; kind: Work["kind"]; asked: number; last: number }
  /** `by` brought it to this stage and doer at `at`: whoever comes second is told so. */
  | { type: "task-moved"; task: number; stage: TaskStage; to: string; dueAt: Instant | null; by: string; at: Instant }
  /** `may`: who may do it, besides whoever leads. */
  | { type: "not-your-task"; task: number; to: string; may: string[]; by: string; at: Instant }
  | { type: "item-moved"; item: number; stage: ActionItem["stage"]; owner: string | null; by: string; at: Instant }
  | { type: "time-too-far"; at: Instant; span_max_ms: number }
  /** Somebody posted an update after its writer had opened the form. */
  | { type: "updated-meanwhile"; by: string; ago_ms: number; text: string }
  | { type: "update-too-old"; kept: number }
  | { type: "corrected-meanwhile"; by: string; ago_ms: number; text: string }
  | { type: "update-unchanged" }
  | { type: "already-subscribed"; name: string }
  | { type: "not-subscribed"; name: string }
  | { type: "no-reminders"; severity: string }
  | { type: "not-paused" }
  | { type: "unknown-item" }
  | { type: "item-unchanged" }
  /** Of a playbook's step: whose word it needs first. */
  | { type: "approval-needed"; role: string }
  /** `user`: who holds that role; null where nobody does. */
  | { type: "not-approver"; role: string; user: string | null }
  | { type: "unknown-duty" }
  | { type: "duty-settled"; how: "sent" | "done" | "skipped"; by: string; at: Instant }
  | { type: "duty-on-its-way" }
  | { type: "duty-not-wanted" }
  /** `user` holds that role, or leads while nobody does. */
  | { type: "needs-approval"; role: string; user: string }
  | { type: "nobody-bound"; audience: string }
  | { type: "nothing-to-attest" }
  | { type: "nothing-attested" }
  /** What holds the resolution up: criteria by their words, and how long all must stay well. */
  | { type: "not-recovered"; name: string; open: string[]; span: Span | null; until: Instant | null }
  /** Nothing of that key is to be done, as things stand. */
  | { type: "unknown-deadline"; name: string }
  | { type: "deadline-unchanged" }
  /** Nothing of that key, as things stand. */
  | { type: "unknown-regime"; name: string }
  | { type: "unknown-notification"; name: string }
  | { type: "regime-unchanged" }
  | { type: "notification-settled"; how: "submitted" | "not-needed"; by: string; at: Instant }
  | { type: "notification-open" }
  /** How many there are. */
  | { type: "unknown-exercise"; asked: string; exercises: number }
  | { type: "unknown-period"; title: string; period: string }
  | { type: "exercise-answered"; title: string; how: "done" | "not-done"; by: string; at: Instant }
  | { type: "exercise-day-passed"; day: string }
  | { type: "exercise-day-too-far"; day: string }
  | { type: "runbook-unchanged"; name: string }
  /** Another one is in force than the one that was to be applied. */
  | { type: "runbook-moved-on" }
  | ({ type: "runbook-lacks"; title: string } & Lacking)
  | { type: "meeting-unchanged"; at: Instant }
  | { type: "no-web-address"; asked: string }
  | { type: "bridge-unchanged"; url: string }
  | { type: "unknown-rung"; asked: string; known: readonly string[]; nearest: string | null }
  | { type: "rung-reached"; name: string; at: Instant }
  | { type: "rung-not-meant"; name: string }
  | { type: "no-rung-left"; name: string }
  | { type: "no-number"; asked: string }
  | { type: "complaints-unchanged"; count: number }
  | { type: "unknown-callee"; asked: string; known: readonly string[]; nearest: string | null }
  /** Nobody stands behind whom they called. */
  | { type: "callee-unbound"; name: string; keys: readonly string[] }
  | { type: "call-answered"; by: string; at: Instant }
  | { type: "unknown-contact"; asked: string; known: readonly string[]; nearest: string | null }
  /** Slack has seen more than the database holds: nothing is done before an operator has looked. */
  | { type: "safe-mode"; since: Instant }
  | { type: "no-longer-wanted"; why: string };

/** What no longer fits the state: somebody was faster, or it is recorded already. */
export const noLongerWanted = (why: string): Result<never, Problem> => err({ type: "no-longer-wanted", why });
