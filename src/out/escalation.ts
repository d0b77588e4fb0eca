// What an incident comes to by itself: targets that pass, rungs that are reached; and its pages. Re-checked when due.
import { breachTurn } from "../domain/clocks/breaches.ts";
import { rungTurn } from "../domain/escalation/decide-rung.ts";
import type { JobOf } from "../domain/job.ts";
import type { People } from "../domain/runbook.ts";
import type { Turn } from "../domain/turn.ts";
import { calledTo } from "../domain/visible.ts";
import type { ClockDep, Instant } from "../lib/clock.ts";
import { contextOf, type Delivery } from "./deliver.ts";
import { notDue, type Outcome } from "./outcome.ts";
import type { Outlets } from "./outlets.ts";

type EscalationDeps = ClockDep & { runbooks: { readonly people: People }; outlets: Outlets };

/** So many tries before a person is told that the pager does not answer. */
const PAGE_ATTEMPTS_MAX = 5;

export const recordBreach = (deps: EscalationDeps, delivery: Delivery, job: JobOf<"record-breach">): Outcome => {
  const context = contextOf(deps, delivery);
  return recorded(breachTurn(delivery.incident, job, context), context.now);
};

export const reachRung = (deps: EscalationDeps, delivery: Delivery, job: JobOf<"reach-rung">): Outcome => {
  const context = contextOf(deps, delivery);
  return recorded(rungTurn(delivery.incident, job, context), context.now);
};

/** What says nothing by itself: what follows from it does. */
const recorded = (turn: Turn, now: Instant): Outcome =>
  turn.type === "due" ? { type: "done", command: turn.record({ channel: "", ts: "", text: "" }) } : notDue(turn, now);

/** Without a pager nobody is paged, and those behind the key are told in Slack. */
export async function page(
  { outlets: { pager }, runbooks }: EscalationDeps,
  { incident, claim }: Delivery,
  key: string,
): Promise<Outcome> {
  if (incident.stage !== "open") return { type: "superseded", why: "it is over" };
  const to = calledTo(incident, runbooks.people, [key]);
  if (!pager || incident.private)
    return { type: "done", command: { type: "RecordPage", key, to, how: "not-connected" } };
  const { id, title, severity } = incident;
  try {
    await pager.page({ dedupKey: `${id}:${key}`, key, title, severity });
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return claim.attempt < PAGE_ATTEMPTS_MAX ? { type: "retry", why } : { type: "give-up", why };
  }
  return { type: "done", command: { type: "RecordPage", key, to, how: "accepted" } };
}
