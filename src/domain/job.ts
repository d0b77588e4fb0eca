// Effects and timers as data. A job is stored in the commit that causes it; src/out/ carries it out.
import type { Instant } from "../lib/pure/time.ts";
import type { Away } from "./catch-up.ts";
import type { Effect } from "./effect.ts";
import type { SeenMark } from "./timeline/seen-marks.ts";
import type { Measured } from "./condition.ts";
import type { ImpactPart } from "./facts/impact.ts";
import type { TimeName } from "./facts/times.ts";
import type { ClockName } from "./clocks/clocks.ts";
import type { Tried } from "./escalation/calls.ts";
import type { PageHow } from "./escalation/pages.ts";
import type { RungWhy } from "./escalation/rungs.ts";
import type { Answered } from "./facts/triage.ts";
import type { ShownByCheck } from "./recovery/recovery.ts";
import type { OwnMessage, Work } from "./work/work.ts";
import type { UpdateParts } from "./updates/updates.ts";
import type { ResolvedAnyway } from "./recovery/resolve.ts";
import type { HowDetached } from "./room/room.ts";
import type { RegimeEvent } from "./regimes/state.ts";
import type { Assignment } from "./event.ts";
import type { RoundKey } from "./readiness/readiness.ts";

/** Something worth saying in the room or under the announcement; words are made in blocks/ when it is sent. */
export type Said =
  /**
   * `how` and `previous` are absent in a job of an older version; `reason` where it was taken over; `duties`: by their ids,
   * what whoever takes the lead finds open.
   */
  | {
      type: "role-assigned";
      role: string;
      user: string;
      by: string;
      how?: Assignment | undefined;
      previous?: string | null;
      reason?: string | undefined;
      duties?: string[];
    }
  /** `appeal` is absent in a job of an older version. */
  | {
      type: "handover-offered";
      role: string;
      from: string;
      to: string;
      by: string;
      note: string | null;
      appeal?: number;
    }
  | { type: "handover-declined"; role: string; from: string; to: string; reason: string | null }
  | { type: "handover-withdrawn"; role: string; from: string; to: string; by: string }
  | { type: "handover-lapsed"; role: string; from: string; to: string }
  | { type: "role-released"; role: string; user: string; why?: "deactivated" | undefined }
  | { type: "acknowledged"; by: string }
  /** `anyway`: why, though not all was so that it demands. */
  | { type: "status-changed"; from: string; to: string; by: string; anyway: string | null }
  | { type: "severity-changed"; from: string; to: string; by: string; reason: string | null }
  | SaidUpdate
  | { type: "nudges-paused"; until: Instant; by: string; reason: string }
  | { type: "nudges-resumed"; by: string }
  | { type: "room-lost"; how: HowDetached; by: string | null; since: Instant }
  | { type: "room-rejoined"; how: HowDetached; by: string | null; since: Instant }
  | { type: "room-private"; by: string | null }
  | { type: "room-shared" }
  /** In the thread in which it ran before. */
  | { type: "goes-on-in-room"; channel: string }
  | { type: "bridge-set"; url: string; by: string }
  /** `to`: who is asked to act on it; absent from what was stored before anybody was. */
  | { type: "clock-breached"; clock: ClockName; severity: string; target: string; dueAt: Instant; to?: string[] }
  /** `by` is null where it was not climbed by hand; `again`: each of them was called before. */
  | { type: "rung-reached"; name: string; called: string[]; why: RungWhy; by: string | null; again?: boolean }
  /** Reached before, and meant again: the severity was raised. */
  | { type: "rungs-raised"; names: string[]; called: string[]; from: string; to: string }
  | { type: "blocked"; text: string; by: string }
  | { type: "complaints"; count: number | null; before: number | null; rose: boolean; by: string }
  /** `explains`: the first of its kind, which says what that means. */
  | { type: "paged"; key: string; to: string[]; how: PageHow; explains: boolean }
  /** `name` is null where one person was named. */
  | { type: "called"; name: string | null; to: string[]; by: string; reason: string }
  /** `by` had called. */
  | { type: "call-answered"; who: string; by: string }
  /** `backup`: who is asked now. */
  | { type: "call-unanswered"; name: string | null; to: string[]; backup: string[] }
  | { type: "contact-tried"; contact: string; how: Tried; text: string | null; by: string }
  /** At the command line, where nobody in Slack saw it. */
  | { type: "noted"; by: string; at: Instant; text: string }
  /** `anyway`: what held it up, and why it was resolved all the same. */
  | { type: "resolved"; by: string; words: string; anyway?: ResolvedAnyway }
  /** All that is mandatory; `until` it is watched, null where nothing is. */
  | { type: "all-well"; by: string; until: Instant | null }
  | { type: "unattested"; text: string; by: string }
  | { type: "criteria-fell"; shown: ShownByCheck[] }
  | { type: "checks-not-connected" }
  | { type: "checklist-offered"; checklist: string }
  | { type: "checklist-done"; title: string; by: string }
  /** `asked`: who asked for the word. */
  | { type: "step-answered"; step: string; how: "approved" | "refused"; by: string; asked: string }
  /** `asked`: who wanted a machine to do it. */
  | { type: "step-not-run"; step: string; how: "failed" | "not-connected"; why: string; asked: string | null }
  /** What is due now that it is resolved. */
  | { type: "runbook-applied"; title: string; by: string }
  /** Of a drill that ended, against what the runbook promises. */
  | { type: "drill-score" }
  | { type: "meeting-set"; startsAt: Instant; by: string }
  | ({ type: "regime-answered"; regime: string; by: string } & Pick<
      Extract<RegimeEvent, { type: "RegimeAnswered" }>,
      "name" | "answers" | "clocks" | "reason"
    >)
  | ({
      type: "notification-submitted";
      at: Instant;
      dueAt: Instant | null;
      reference: string | null;
      by: string;
    } & ToldNotification)
  | ({ type: "notification-not-needed"; by: string; reason: string } & ToldNotification)
  | ({ type: "notification-reopened"; by: string; reason: string } & ToldNotification)
  /** By the ids of what is owed. */
  | { type: "duties-owed"; duties: string[] }
  /** Would be owed, were it no drill. */
  | { type: "drill-duties"; duties: string[] }
  /** `again`: which were told to be overdue before; `lead`: who is told of those. */
  | { type: "duties-overdue"; duties: string[]; again: string[]; lead: string[] }
  /** For a value that nobody knows, or for somebody's word. */
  | { type: "duty-waits"; duty: string }
  | { type: "duty-not-told"; duty: string; to: string; why: string }
  | { type: "cancelled"; by: string; words: string }
  | { type: "reopened"; by: string; words: string }
  | { type: "invites-refused"; refused: { user: string; error: string }[] }
  | { type: "time-set"; time: TimeName; from: Instant | null; to: Instant; by: string; reason: string }
  /** Empty text: that part is not known any more. */
  | { type: "impact-set"; parts: { part: ImpactPart; text: string }[]; by: string }
  | { type: "category-added"; category: string; by: string }
  | { type: "category-removed"; category: string; by: string }
  /** Null: that is not known any more. */
  | { type: "measured"; values: { key: string; value: Measured | null }[]; by: string }
  | { type: "triage-answered"; answers: Answered[]; by: string }
  | { type: "merged"; name: string; channel: string | null; by: string; reason: string | null }
  | {
      type: "duplicate-merged";
      name: string;
      channel: string | null;
      title: string;
      severity: string;
      by: string;
    }
  | { type: "duplicate-parted"; name: string; channel: string | null; by: string }
  /** Somebody was about to declare the same trouble. */
  | { type: "reported-too"; user: string; title: string }
  /** Reminders passed while nobody could be told. */
  | ({ type: "caught-up"; missed: number } & Away)
  /** A part of the record was lost: at least `count` actions, between the two. */
  | { type: "actions-lost"; count: number; from: Instant; to: Instant }
  /** What is to do now, once the first draft is there. */
  | { type: "after-resolve"; permalink: string | null };

/** As it was posted. Corrected on its way, it is said in the corrected words. */
export interface SaidUpdate {
  type: "update";
  /** The number of the event that posted it; jobs of an older version lack it, and the parts. */
  update?: number;
  text: string;
  parts?: UpdateParts;
  status: string;
  by: string;
  nextDueAt: Instant | null;
}

/** In the words of the regime. */
interface ToldNotification {
  name: string;
  title: string;
  to: string;
}

export type Place = "room" | "announcement";

export type Job =
  | { kind: "open-room" }
  | { kind: "post-card" }
  | { kind: "post-announcement" }
  | { kind: "refresh"; what: Refreshed }
  | { kind: "invite"; users: string[] }
  /** Warroom's own reaction on a message that stands on the timeline; taken away once it is struck. */
  | { kind: "show-mark"; ts: string }
  /** Invites `people`, and everybody who is in the channel `from`. */
  | { kind: "bring-people"; from: string | null; people: string[] }
  | { kind: "bookmark"; title: string; url: string }
  /** Whoever stands behind the key; `call`: because somebody asked for them. */
  | { kind: "page"; key: string; call?: number }
  /** A target passes. */
  | { kind: "record-breach" }
  | { kind: "reach-rung" }
  /** Nobody has answered a call. */
  | { kind: "call-unanswered"; call: number }
  /** `everywhere`: in the room and under the announcement, which are one place where the room was refused. */
  | { kind: "say"; place: Place; said: Said; everywhere?: true }
  | { kind: "tell-subscriber"; user: string; said: Said }
  /** Brings one message of an update to its present words. */
  | { kind: "correct-update"; update: number; channel: string; ts: string }
  | { kind: "nudge-update"; cycle: Instant }
  | { kind: "ask-for-lead"; since: Instant }
  /** Shows a task or an action item in the room, or edits what shows it. */
  | { kind: "post-work"; work: Work }
  | { kind: "refresh-work"; work: Work }
  | { kind: "ask-task"; task: number; dueAt: Instant }
  | { kind: "tell-task-waits"; task: number; since: Instant }
  | { kind: "remind-action-item"; item: number; since: Instant }
  | { kind: "tell-unowned" }
  | { kind: "post-question"; question: string; by: string; to: string; text: string }
  /** Edits a message whose buttons asked for an answer. */
  | { kind: "refresh-appeal"; appeal: number }
  /** Tells the room of questions that wait. */
  | { kind: "questions-waiting"; looked?: LookedForAnswer }
  /** Tells a role's holder, privately, that their offer is not answered. */
  | { kind: "offer-unanswered"; role: string; since: Instant }
  | { kind: "long-hours"; since: Instant }
  /** Tells the room that all has stayed well for long enough. */
  | { kind: "watch-over"; since: Instant }
  /** Asks a machine what all checks of the runbook show. */
  | { kind: "run-checks" }
  | { kind: "post-checks" }
  /** `former`: the message in whose place another shows them now; null for the one that does. */
  | { kind: "refresh-checks"; former: OwnMessage | null }
  /** Asks the room for the word that a step of a playbook needs; edits that message once it was given. */
  | { kind: "post-approval"; playbook: string; step: string; asked: Instant }
  | { kind: "refresh-approval"; playbook: string; step: string }
  /** Has a machine do a step of a playbook. */
  | { kind: "run-step"; playbook: string; step: string }
  /** Records which duties are owed or overdue now. */
  | { kind: "note-duties" }
  /** Fills in a duty's template, to send it without anybody's click. */
  | { kind: "draft-duty"; duty: string }
  /** `to`: a Slack user, "#channel", or the outlet. */
  | { kind: "tell-duty"; duty: string; to: string }
  /** What somebody needs who comes now, to them alone. */
  | { kind: "brief"; user: string; why: BriefReason }
  /**
   * `asked`: the number of the event that asked for it; absent in jobs of before it was kept. `soFar`: of the comparison
   * that comes first; `notCompared`: why it is no longer waited for; null once it was made.
   */
  | { kind: "draft-postmortem"; asked?: number; soFar?: ReconciledSoFar; notCompared?: string | null }
  /** Somebody marked a message that the record does not have. */
  | { kind: "look-up"; team: string; channel: string; seen: SeenMark }
  | { kind: "offer-archive"; endedAt: Instant }
  | { kind: "archive-room" }
  /** `endedAt`: of which end the deadlines are. */
  | { kind: "nudge-deadlines"; endedAt: Instant }
  /** `sequence`: of the meeting, which may be set again before its file is there. */
  | { kind: "post-invitation"; sequence: number }
  /** Puts the questions of regimes before whoever answers for them. */
  | { kind: "ask-regimes" }
  | { kind: "remind-regimes" }
  /** `asked`: the number of the event that asked for it. */
  | { kind: "post-proof"; asked: number }
  /** Looks how it stands with the room, and comes back into it. */
  | { kind: "return-to-room"; since: Instant }
  | { kind: "reconcile"; team: string; channel: string; depth: "shallow" | "deep"; soFar?: ReconciledSoFar }
  /** Tells whoever pasted secrets, alone; `secrets` says of what kind. */
  | { kind: "tell-of-secret"; user: string; channel: string; ts: string; secrets: string[] }
  /** Tells the room of an incident that the database lost. */
  | { kind: "tell-lost-room"; team: string; channel: string; lost: LostIncident }
  /** Looks which exercises between incidents are due. */
  | { kind: "note-exercises"; team: string }
  /** To one person, or to the channel where `to` is null. */
  | { kind: "remind-exercises"; team: string; reminder: number; to: string | null; rounds: RoundKey[] }
  | { kind: "refresh-reminder"; team: string; reminder: number; to: string | null }
  /** A drill was held: it may be what the runbook wants practised. */
  | { kind: "count-drill" }
  /** What the app's Home tab shows one person, as it stands when it is sent. */
  | { kind: "publish-home"; team: string; user: string }
  /** A direct message to someone who can act on a failure. */
  | { kind: "notice"; user: string; notice: Notice };

export type JobOf<Kind extends Job["kind"]> = Extract<Job, { kind: Kind }>;

/** What is known of an incident that the database lost whole; null what is not. */
export interface LostIncident {
  name: string | null;
  declaredAt: Instant | null;
  /** Up to when the database that was put back goes. */
  storedUntil: Instant | null;
}

/** How far reconciling came whose rest waits for another attempt. */
export interface ReconciledSoFar {
  startedAt: Instant;
  /** The ts from which on it looks, and the newest that it saw. */
  oldest: string;
  newest: string;
  /** Where the room's history goes on; null when it is through. */
  history: PagePlace | null;
  /** The threads that are left, and where the first of them goes on. */
  threads: string[];
  thread: PagePlace;
  /** Messages that it has seen. */
  messages: number;
}

/**
 * Where a message of an earlier attempt at a job may stand: nowhere, anywhere, or in one channel or thread behind the
 * message `edge`, up to which it was looked for.
 */
export type ToSearch = "nothing" | "all" | { channel: string; threadTs?: string | undefined; edge: string };

/** How far a look for the answer to a question came, and when. */
export interface LookedForAnswer {
  at: Instant;
  /** The threads that are left to look into, null for the room itself; none: it is through. */
  left: (string | null)[];
  /** The last message that was seen in the first of them; "" for none. */
  edge: string;
}

export interface PagePlace {
  /** Slack's; "" for the first page. */
  cursor: string;
  /** The ts with which the page before it ended; "" at the first page. */
  edge: string;
}

/** What is brought to the state as it then is; of the bridge, its bookmark. */
export type Refreshed = "card" | "announcement" | "topic" | "bridge";
/** They came into the room, or were asked to take a role. */
type BriefReason = "joined" | "offered";

export type Notice =
  | { type: "room-refused"; error: string }
  /** Absent in a job of an older version: Warroom was removed. */
  | { type: "room-left"; how?: HowDetached; by?: string | null; since?: Instant }
  | { type: "room-moved" }
  /** None came since, though people write. */
  | { type: "events-silent"; since: Instant }
  | { type: "effect-failed"; effect: Effect | string; why: string; job?: string }
  /** Slack asks for a long wait; it then goes on by itself. */
  | { type: "effect-waits"; effect: Effect; until: Instant }
  /** Whom the runbook calls and Warroom cannot: `keys` into People. */
  | { type: "call-yourself"; name: string; keys: string[] }
  /** To somebody who would have been paged. */
  | { type: "no-pager" }
  /** They were called by `by`; `reason` is null for the backup of somebody who did not answer. */
  | { type: "called"; by: string; reason: string | null }
  /** Its doer declined it or handed it back. */
  | { type: "task-free"; task: number }
  /** The incident ended with tasks open. */
  | { type: "tasks-left" };

/** Of all that is due, lower goes first: what wakes or informs people before what only looks better. */
export const PRIORITY = { page: 0, card: 1, nudge: 2, say: 3, cosmetic: 5 } as const;

/** One change to the stored jobs. */
export type JobChange =
  | {
      do: "enqueue";
      /** Unique. A second enqueue under the same key follows `again`. */
      key: string;
      job: Job;
      /** What keeps order or pace with it; null when it needs neither. */
      lane: string | null;
      priority: number;
      dueAt: Instant;
      /**
       * once: keep the first, whatever became of it. replace: it takes the new time and content, pending or ended.
       * coalesce: as replace, but a pending one keeps its earlier time, so that a stream of changes cannot put it off.
       * revive: as replace where it has ended; a pending one is left alone.
       * replan: as revive, but a pending one that was never tried and would come too late takes the earlier time; one that
       * comes too early finds that out by itself.
       */
      again: "once" | "replace" | "coalesce" | "revive" | "replan";
    }
  | { do: "cancel"; key: string }
  /** Once more, if it was given up: its attempts stay counted, so that what an earlier one left is looked for. */
  | { do: "retry"; key: string };

/** Slack takes about one message a second in one channel: a lane for each keeps order and pace. */
export const postLane = (team: string, channel: string): string => `post:${team}:${channel}`;
