// Handing a role over: an offer changes nothing until the successor accepts it.
import { MINUTE_MS } from "../../lib/pure/duration.ts";
import { err, ok, type Result } from "../../lib/pure/result.ts";
import type { Instant } from "../../lib/pure/time.ts";
import { type Actor, actorText, userOf } from "../actor.ts";
import type { Passed } from "../command.ts";
import type { Context } from "../context.ts";
import { inviteJobs, once, sayOnce } from "../enqueue.ts";
import type { DomainEvent, EventBody } from "../event.ts";
import type { Incident } from "../incident.ts";
import { type Job, type JobChange, type JobOf, PRIORITY, type Said } from "../job.ts";
import { openOnly, withText } from "../lifecycle.ts";
import type { Problem } from "../problem.ts";
import { knownRole } from "../roles.ts";
import { leadRole } from "../runbook.ts";
import { notBefore, over, type Turn } from "../turn.ts";

/** `from` holds the role until `to` accepts. */
export interface HandoverOffer {
  from: string;
  to: string;
  by: string;
  at: Instant;
  note: string | null;
  /** Whether `from` was told that nobody has answered. */
  told: boolean;
}

export type HandoverCommand =
  | { type: "OfferRole"; role: string; to: string; note?: string }
  | { type: "AcceptHandover"; role: string }
  | { type: "DeclineHandover"; role: string; reason?: string }
  | { type: "WithdrawHandover"; role: string };

interface Offered {
  role: string;
  from: string;
  to: string;
}

export type HandoverEvent =
  | ({ type: "HandoverOffered"; note: string | null } & Offered)
  | ({ type: "HandoverDeclined"; reason: string | null } & Offered)
  | ({ type: "HandoverWithdrawn" } & Offered)
  /** Whoever was asked has left the room. */
  | ({ type: "HandoverLapsed" } & Offered)
  /** `from` was told so; `isLost`: they could not be. */
  | ({ type: "HandoverUnanswered"; text: string; ts: string; isLost?: true } & Offered);

/** A role that changes hands in any other way leaves no offer behind. */
export function evolveHandover(before: Incident, event: DomainEvent, by: string): Partial<Incident> | null {
  const { offers } = before;
  switch (event.type) {
    case "HandoverOffered": {
      const { role, from, to, note } = event;
      return { offers: { ...offers, [role]: { from, to, by, at: event.at, note, told: false } } };
    }
    case "HandoverDeclined":
    case "HandoverWithdrawn":
    case "HandoverLapsed":
    case "RoleAssigned":
    case "RoleReleased": {
      const { [event.role]: _over, ...left } = offers;
      return { offers: left };
    }
    case "HandoverUnanswered": {
      const offer = offers[event.role];
      return offer ? { offers: { ...offers, [event.role]: { ...offer, told: true } } } : null;
    }
    case "Resolved":
    case "Cancelled":
    case "MergedInto":
      return { offers: {} };
    default:
      return null;
  }
}

/** Its holder or the lead offers a role and takes the offer back; whoever was asked accepts or declines. */
export function decideHandover(
  incident: Incident,
  command: HandoverCommand,
  actor: Actor,
  context: Context,
): Result<EventBody[], Problem> {
  const open = openOnly(incident);
  if (!open.ok) return open;
  const role = knownRole(context.runbook, command.role);
  if (!role.ok) return role;
  const { key } = role.value;
  const held = incident.roles[key];
  const offer = incident.offers[key];
  const by = userOf(actorText(actor));
  if (command.type === "OfferRole") return offerRole(incident, key, command, by, context);
  if (!held || !offer) return err({ type: "offer-over", role: key, holder: held ?? null });
  const { from, to } = offer;
  if (command.type === "WithdrawHandover") {
    if (!mayOffer(incident, key, by, context)) return err({ type: "not-holder", role: key, ...heldBy(held) });
    return ok([{ type: "HandoverWithdrawn", role: key, from, to }]);
  }
  // What was asked of them may be over, and the role offered to another since.
  if (by !== to) return err({ type: "offered-to-other", role: key, to });
  if (command.type === "AcceptHandover") {
    return ok([{ type: "RoleAssigned", role: key, user: to, previous: from, how: "handed-over" }]);
  }
  const declined = { type: "HandoverDeclined" as const, role: key, from, to };
  if (!command.reason?.trim()) return ok([{ ...declined, reason: null }]);
  return withText("reason", command.reason, (reason) => [{ ...declined, reason }]);
}

function offerRole(
  incident: Incident,
  role: string,
  { to, note }: Extract<HandoverCommand, { type: "OfferRole" }>,
  by: string | null,
  context: Context,
): Result<EventBody[], Problem> {
  const held = incident.roles[role];
  if (!held) return err({ type: "role-vacant", role });
  if (!mayOffer(incident, role, by, context)) return err({ type: "not-holder", role, ...heldBy(held) });
  if (to === held.user) return err({ type: "role-held", role, ...heldBy(held) });
  const before = incident.offers[role];
  if (before) return err({ type: "already-offered", role, to: before.to, by: before.by, at: before.at });
  const offered = { type: "HandoverOffered" as const, role, from: held.user, to };
  if (!note?.trim()) return ok([{ ...offered, note: null }]);
  return withText("note", note, (words) => [{ ...offered, note: words }]);
}

function mayOffer(incident: Incident, role: string, by: string | null, { runbook }: Context): boolean {
  const lead = leadRole(runbook);
  const mayDecide = [incident.roles[role]?.user, lead && incident.roles[lead.key]?.user];
  return by !== null && mayDecide.includes(by);
}

const heldBy = ({ user, since }: { user: string; since: Instant }) => ({ user, at: since });

/** After this the holder is told that nobody has answered: they may want to ask another. */
const ANSWER_WITHIN_MS = 5 * MINUTE_MS;

/** The first offer whose holder has not been told that it waits, and when they are; null when there is none. */
export function nextUnanswered(incident: Incident): { role: string; offer: HandoverOffer; at: Instant } | null {
  const waiting = Object.entries(incident.offers).filter(([, { told }]) => !told);
  const [first] = waiting.sort(([, a], [, b]) => a.at - b.at);
  return first ? { role: first[0], offer: first[1], at: first[1].at + ANSWER_WITHIN_MS } : null;
}

export function offerTimer(incident: Incident): { job: JobOf<"offer-unanswered">; at: Instant } | null {
  const next = nextUnanswered(incident);
  return next && { job: { kind: "offer-unanswered", role: next.role, since: next.offer.at }, at: next.at };
}

export function unansweredTurn(
  incident: Incident,
  { role, since }: JobOf<"offer-unanswered">,
  { now }: Context,
): Turn<{ offer: HandoverOffer; passed: Passed }> {
  const next = nextUnanswered(incident);
  if (next?.role !== role || next.offer.at !== since) return over("the offer is over");
  if (next.at > now) return notBefore(next.at);
  const { offer } = next;
  return {
    type: "due",
    to: [offer.from],
    offer,
    passed: { type: "RecordOfferUnanswered", role, since, text: "", ts: "", isLost: true },
    record: ({ ts, text }) => ({ type: "RecordOfferUnanswered", role, since, text, ts }),
  };
}

/** Both are named in the room; whoever is asked is invited to it, and given the brief. */
export function handoverJobs(event: DomainEvent, incident: Incident, seq: number, context: Context): JobChange[] {
  const by = userOf(event.actor) ?? event.actor;
  const say = (said: Said) => sayOnce(incident, "room", said, seq, context);
  switch (event.type) {
    case "HandoverOffered": {
      const { role, from, to, note } = event;
      const brief: Job = { kind: "brief", user: to, why: "offered" };
      return [
        ...inviteJobs(incident, [to], `:${seq}`, context),
        ...say({ type: "handover-offered", role, from, to, by, note, appeal: seq }),
        once(incident, `brief:${seq}`, brief, null, PRIORITY.nudge, context),
      ];
    }
    case "HandoverDeclined": {
      const { role, from, to, reason } = event;
      return say({ type: "handover-declined", role, from, to, reason });
    }
    case "HandoverWithdrawn":
      return say({ type: "handover-withdrawn", role: event.role, from: event.from, to: event.to, by });
    case "HandoverLapsed":
      return say({ type: "handover-lapsed", role: event.role, from: event.from, to: event.to });
    default:
      return [];
  }
}

/** The offers that end because whoever was asked has left the room. */
export const lapsed = (incident: Incident, user: string): HandoverEvent[] =>
  Object.entries(incident.offers)
    .filter(([, { to }]) => to === user)
    .map(([role, { from, to }]) => ({ type: "HandoverLapsed", role, from, to }));
