// Action items: what must be done so that it does not happen again. They outlive the incident: most are made after its
// end, and their owners are reminded on the day they are due.
import { HOUR_MS } from "../../lib/pure/duration.ts";
import { type Calendar, inBusinessTime } from "../calendar/calendar.ts";
import type { Instant } from "../../lib/pure/time.ts";
import { dayIn, daysAfter, timeIn } from "../../lib/pure/zone.ts";
import { isPerson } from "../actor.ts";
import { deadlineAfter } from "../calendar/calendar.ts";
import type { DomainEvent } from "../event.ts";
import { endOf as endOfIncident } from "../facts/times.ts";
import type { Incident } from "../incident.ts";
import type { Runbook } from "../runbook.ts";
import type { MadeFrom, OwnMessage } from "./work.ts";

/** Warroom's own, where a runbook names none. */
export const ITEM_PRIORITIES = ["high", "normal", "low"] as const;
export type ItemPriority = (typeof ITEM_PRIORITIES)[number];

export const isOurPriority = (priority: string): priority is ItemPriority =>
  ITEM_PRIORITIES.some((one) => one === priority);

/** What an action item may be graded as: the runbook's priorities and kinds, highest first, or Warroom's own three. */
export function gradesOf({ review: { actionItems } }: Runbook): readonly string[] {
  const kinds = actionItems.dueWithin.map(({ name }) => name);
  const named = [...new Set([...actionItems.priorities, ...kinds])];
  return named.length === 0 ? ITEM_PRIORITIES : named;
}

/** A grade however it was typed; undefined where it is none. */
export const gradeNamed = (runbook: Runbook, typed: string): string | undefined =>
  gradesOf(runbook).find((grade) => grade.toLowerCase() === typed.trim().toLowerCase());

/** The day on which the runbook wants one of that grade done, counted from the resolution; null where it does not say. */
export function dueOfGrade(grade: string, incident: Incident, runbook: Runbook, now: Instant): Due | null {
  const { calendar, review } = runbook;
  const within = review.actionItems.dueWithin.find(({ name }) => name === grade)?.within;
  if (!within) return null;
  const { zone } = calendar;
  return { day: dayIn(zone, deadlineAfter(endOfIncident(incident) ?? now, within, calendar)), zone };
}

/** A day, and the zone in which it is that day: its owner's, or its writer's where nobody owns it. */
export interface Due {
  /** "2026-12-01". */
  day: string;
  zone: string;
}

export interface ActionItem {
  /** 1, 2, 3 …: what people call it. */
  number: number;
  text: string;
  /** Null while nobody owns it. */
  owner: string | null;
  by: string;
  at: Instant;
  due: Due | null;
  /** When that day ends. */
  dueAt: Instant | null;
  /** One of `gradesOf` its runbook, or "normal" where nobody graded it. */
  priority: string;
  stage: "open" | "done" | "dropped";
  /** Who brought it to this stage and this owner, and when. */
  moved: { by: string; at: Instant };
  /** Since when its owner and its day are what they are, and how often its owner was reminded since then. */
  since: Instant;
  reminders: number;
  /** Why it was dropped. */
  reason: string | null;
  from: MadeFrom | null;
  /** The messages that show it; the last one has its buttons. */
  posted: OwnMessage[];
}

export type ActionItemEvent =
  | {
      type: "ActionItemAdded";
      text: string;
      owner: string | null;
      due: Due | null;
      priority: string;
      from?: MadeFrom;
    }
  | { type: "ActionItemDone"; item: number }
  | { type: "ActionItemDropped"; item: number; reason: string }
  /** `due`: the same day in the new owner's zone. */
  | { type: "ActionItemReassigned"; item: number; owner: string; previous: string | null; due: Due | null }
  | { type: "ActionItemDated"; item: number; due: Due | null }
  | { type: "ActionItemPrioritized"; item: number; priority: string }
  /** `isLost`: it was due, and they could not be told. */
  | { type: "ActionItemReminded"; item: number; to: string; step: number; since: Instant; isLost?: true }
  /** Whoever leads, or ended the incident, was told that nobody owns these. */
  | { type: "UnownedTold"; to: string; items: number[] };

export function evolveActionItems(before: Incident, event: DomainEvent, by: string): Partial<Incident> | null {
  const { actionItems } = before;
  const { at } = event;
  const changed = (number: number, change: (item: ActionItem) => Partial<ActionItem>) => ({
    actionItems: actionItems.map((one) => (one.number === number ? { ...one, ...change(one) } : one)),
  });
  const moved = { by, at };
  const dated = (due: Due | null) => ({ due, dueAt: due && endOf(due), since: at, reminders: 0 });
  switch (event.type) {
    case "ActionItemAdded": {
      const { text, owner, due, priority, from = null } = event;
      const number = actionItems.length + 1;
      const made = { number, text, owner, by, at, priority, from, posted: [], reason: null, moved };
      return { actionItems: [...actionItems, { ...made, stage: "open", ...dated(due) }] };
    }
    case "ActionItemDone":
      return changed(event.item, () => ({ stage: "done", moved }));
    case "ActionItemDropped":
      return changed(event.item, () => ({ stage: "dropped", moved, reason: event.reason }));
    case "ActionItemReassigned":
      return changed(event.item, () => ({ owner: event.owner, moved, ...dated(event.due) }));
    case "ActionItemDated":
      return changed(event.item, () => dated(event.due));
    case "ActionItemPrioritized":
      return changed(event.item, () => ({ priority: event.priority }));
    case "ActionItemReminded":
      // One that a change overtook on its way reminded of what holds no longer.
      return changed(event.item, ({ since, reminders }) => ({
        reminders: since === event.since ? Math.max(reminders, event.step) : reminders,
      }));
    case "UnownedTold":
      return { unownedToldAt: at };
    case "Reopened":
      return { unownedToldAt: null };
    default:
      return null;
  }
}

export const isOpenItem = ({ stage }: ActionItem): boolean => stage === "open";

export const unownedItems = ({ actionItems }: Incident): ActionItem[] =>
  actionItems.filter((item) => isOpenItem(item) && item.owner === null);

/** The last moment of its day, in its zone. */
export const endOf = ({ day, zone }: Due): Instant => timeIn(zone, day, 24) - 1;

/** An owner is reminded in the morning of the day, and once more when so many days have passed. */
const REMINDED_AT_HOURS = 9;
const REMINDED_AFTER_DAYS = [0, 3];

export interface Reminder {
  item: ActionItem;
  /** 1 on the day, 2 after it. */
  step: number;
  at: Instant;
}

/** The reminder that comes next, whether the incident is over or not; null when none does. */
export function nextReminder({ actionItems }: Incident): Reminder | null {
  const all = actionItems.flatMap((item) => remindersOf(item).slice(0, 1));
  return all.reduce<Reminder | null>((first, one) => (first === null || one.at < first.at ? one : first), null);
}

/** The reminder of an item that should be given now: after a time away only the latest one. */
export const reminderDue = (item: ActionItem, now: Instant): Reminder | null =>
  remindersOf(item).findLast(({ at }) => at <= now) ?? null;

/** Those still to come. On a day that had begun when it was named, nobody needs to be told of it again. */
function remindersOf(item: ActionItem): Reminder[] {
  const { due, owner, since, reminders } = item;
  if (!isOpenItem(item) || due === null || owner === null || !isPerson(owner)) return [];
  return REMINDED_AFTER_DAYS.map((days, index) => ({
    item,
    step: index + 1,
    at: timeIn(due.zone, daysAfter(due.day, days), REMINDED_AT_HOURS),
  })).filter(({ step, at }) => step > reminders && at > since);
}

/**
 * So long after the end, or after the last one was made, whoever led is told once of what nobody owns, in the hours in which
 * the organisation works.
 */
const UNOWNED_TOLD_AFTER_MS = HOUR_MS;

export function unownedTellAt(incident: Incident, calendar: Calendar): Instant | null {
  const { ended, unownedToldAt } = incident;
  const unowned = unownedItems(incident);
  if (!ended || unownedToldAt !== null || unowned.length === 0) return null;
  const at = Math.max(ended.at, ...unowned.map((item) => item.at)) + UNOWNED_TOLD_AFTER_MS;
  return inBusinessTime(at, calendar);
}
