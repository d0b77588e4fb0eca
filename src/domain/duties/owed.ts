// The duties whose moment has come: who is still to be told, and what became of each.
import type { Instant } from "../../lib/pure/time.ts";
import { holds } from "../condition.ts";
import type { DomainEvent } from "../event.ts";
import { circumstancesOf } from "../facts/circumstances.ts";
import type { Incident } from "../incident.ts";
import type { Runbook } from "../runbook.ts";
import { comesOnce, type Duty, noticeStep, type Outlet } from "./duty.ts";
import { dutyOf, occasionOf } from "./occasions.ts";

export interface NewlyOwed {
  /** Its own in an incident: the duty's key and, where it comes again, on which occasion. */
  id: string;
  duty: string;
  /** When its moment came. */
  since: Instant;
  /** Null where the runbook gives no time. */
  dueAt: Instant | null;
  /** Warroom sees to it without anybody's click. */
  automatic: boolean;
}

export interface Owed extends NewlyOwed {
  /** How often people were told that it is overdue. */
  overdueTold: number;
  /** The last time; null where they were not. */
  overdueToldAt: Instant | null;
  /** Waits for the word of whoever approves it. */
  draft: Draft | null;
  /** Why Warroom could not tell them by itself. */
  held: HeldBack | null;
  /** On its way, or out. */
  sending: Sending | null;
  settled: Settled | null;
}

export interface Draft {
  subject: string | null;
  text: string;
  by: string;
  at: Instant;
}

/** `missing`: values of its template that nobody knows. */
type HeldBack = { why: "missing"; missing: readonly string[] } | { why: "failed"; error: string };

/** All that is needed to send it: an edited runbook may know nothing of its duty any more. */
export interface Sending extends Draft {
  audience: string;
  outlet: Outlet;
  /** Slack users, "#channel", or the outlet. */
  to: readonly string[];
  told: readonly string[];
  failed: readonly { to: string; why: string }[];
}

/** `words`: the reference or note, or why it was skipped. */
export interface Settled {
  how: "sent" | "done" | "skipped";
  by: string;
  at: Instant;
  words: string | null;
}

interface Told {
  duty: string;
  audience: string;
  outlet: Outlet;
}

export type DutyEvent =
  /** `drill`: nobody is told of them. */
  | { type: "DutiesOwed"; duties: NewlyOwed[]; drill?: true }
  /** `again`: which of them were told to be overdue before; absent where none was. */
  | { type: "DutiesOverdue"; duties: string[]; again?: string[] }
  | ({ type: "DutyDrafted"; subject: string | null; text: string } & Told)
  | { type: "DutyHeldBack"; duty: string; held: HeldBack }
  | ({ type: "DutySending"; to: string[]; subject: string | null; text: string } & Told)
  /** `channel` and `ts`: where it stands in Slack; `reference`: where it stands elsewhere. */
  | {
      type: "DutyTold";
      duty: string;
      to: string;
      channel: string | null;
      ts: string | null;
      reference: string | null;
    }
  | ({ type: "DutyNotTold"; to: string; why: string } & Told)
  /** sent: Warroom told them; done: somebody did, and says so. */
  | ({ type: "DutyDone"; how: "sent" | "done"; note: string | null } & Told)
  | ({ type: "DutySkipped"; reason: string } & Told);

export function evolveDuties(before: Incident, event: DomainEvent, by: string): Partial<Incident> | null {
  switch (event.type) {
    case "DutiesOwed":
      return { owed: [...before.owed, ...event.duties.map((one) => ({ ...one, ...NOTHING_YET }))] };
    case "DutiesOverdue":
      return changed(before, event.duties, ({ overdueTold }) => ({
        overdueTold: overdueTold + 1,
        overdueToldAt: event.at,
      }));
    case "DutyDrafted":
      return changed(before, [event.duty], () => ({
        draft: { subject: event.subject, text: event.text, by, at: event.at },
      }));
    case "DutyHeldBack":
      return changed(before, [event.duty], () => ({ held: event.held }));
    case "DutySending": {
      const { subject, text, audience, outlet, at, to } = event;
      return changed(before, [event.duty], ({ sending }) => {
        const told = sending?.told ?? [];
        const all = { subject, text, audience, outlet, by, at, to: [...told, ...to], told, failed: [] };
        return { sending: all, draft: null, held: null };
      });
    }
    case "DutyTold":
      return changed(before, [event.duty], ({ sending }) => ({
        sending: sending && { ...sending, told: [...sending.told, event.to] },
      }));
    case "DutyNotTold":
      return changed(before, [event.duty], ({ sending }) => ({
        sending: sending && { ...sending, failed: [...sending.failed, { to: event.to, why: event.why }] },
        held: { why: "failed", error: event.why },
      }));
    case "DutyDone": {
      const settled = { how: event.how, by, at: event.at, words: event.note };
      return changed(before, [event.duty], () => ({ settled, draft: null, held: null }));
    }
    case "DutySkipped": {
      const settled = { how: "skipped" as const, by, at: event.at, words: event.reason };
      return changed(before, [event.duty], () => ({ settled, draft: null, held: null }));
    }
    default:
      return null;
  }
}

const NOTHING_YET = { overdueTold: 0, overdueToldAt: null, draft: null, held: null, sending: null, settled: null };

const changed = (
  { owed }: Incident,
  ids: readonly string[],
  change: (one: Owed) => Partial<Owed>,
): Partial<Incident> => ({ owed: owed.map((one) => (ids.includes(one.id) ? { ...one, ...change(one) } : one)) });

export const owedOf = ({ owed }: Incident, id: string): Owed | undefined => owed.find((one) => one.id === id);

/**
 * How it stands: `sending` is on its way; `dropped` is wanted no longer, and was not done before; `drilled` is owed in a
 * drill, in which nobody is told.
 */
type DutyState = "open" | "sending" | "sent" | "done" | "skipped" | "dropped" | "drilled";

export function stateOf(owed: Owed, incident: Incident, runbook: Runbook): DutyState {
  if (owed.settled) return owed.settled.how;
  if (isOnItsWay(owed)) return "sending";
  if (incident.drill !== null) return "drilled";
  return isWanted(owed, incident, runbook) ? "open" : "dropped";
}

/** Somebody is still to be told of those whom it was sent to. */
export const isOnItsWay = ({ sending }: Owed): boolean =>
  sending !== null && sending.told.length + sending.failed.length < sending.to.length;

/** Still to be done by somebody. */
export const isOpen = (owed: Owed, incident: Incident, runbook: Runbook): boolean =>
  stateOf(owed, incident, runbook) === "open";

/** Not once its circumstances are others, the incident is at another stage, or a later occasion took its place. */
function isWanted({ id, duty: key }: Owed, incident: Incident, runbook: Runbook): boolean {
  const duty = dutyOf(runbook, key);
  if (!duty || !(isAtItsStage(duty, incident) || isWantedAfterwards(duty, incident, runbook))) return false;
  if (holds(duty.only, circumstancesOf(incident)) === false) return false;
  if (duty.moment.at === "every") return incident.owed.findLast((one) => one.duty === key)?.id === id;
  return occasionOf(duty, incident, runbook)?.id === id;
}

export const isAtItsStage = ({ moment }: Duty, { stage }: Incident): boolean =>
  stage === (moment.at === "resolved" ? "resolved" : "open");

/** Of what came once while it ran: not where the same people are told of the end. A ticket is opened even then. */
function isWantedAfterwards(duty: Duty, incident: Incident, runbook: Runbook): boolean {
  if (incident.stage !== "resolved" || !comesOnce(duty)) return false;
  if (duty.outlet === "ticket" && noticeStep(duty) === "first") return true;
  return !runbook.duties.some(
    (one) =>
      noticeStep(one) === "end" &&
      one.outlet === duty.outlet &&
      one.audience === duty.audience &&
      holds(one.only, circumstancesOf(incident)) === true,
  );
}

/** Once it is resolved: what came once while it ran, and of which nobody has said that it was done or why not. */
export const neverTold = (incident: Incident, runbook: Runbook): Owed[] =>
  incident.stage === "resolved"
    ? incident.owed.filter((owed) => isOpen(owed, incident, runbook) && comesOnce(dutyOf(runbook, owed.duty)!))
    : [];
