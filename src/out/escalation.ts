// What an incident comes to by itself: targets that pass, rungs that are reached; and its pages. Re-checked when due.
import { wordlessTurnOf } from "../domain/follow.ts";
import type { JobOf } from "../domain/job.ts";
import type { People } from "../domain/runbook.ts";
import { calledTo } from "../domain/visible.ts";
import type { ClockDep } from "../lib/clock.ts";
import { contextOf, type Delivery } from "./deliver.ts";
import { notDue, type Outcome } from "./outcome.ts";
import type { Outlets } from "./outlets.ts";

type EscalationDeps = ClockDep & { runbooks: { readonly people: People }; outlets: Outlets };

/**
 * Within some fifteen seconds (`backoff_ms`, out/deliver.ts); then the page is given up, and a person is told that the pager
 * does not answer.
 */
const PAGE_ATTEMPTS_MAX = 5;

/** What says nothing by itself: what follows from what is recorded does. */
export function recordTurn(
  deps: EscalationDeps,
  delivery: Delivery,
  job: JobOf<"record-breach" | "reach-rung" | "call-unanswered">,
): Outcome {
  const context = contextOf(deps, delivery);
  const turn = wordlessTurnOf(delivery.incident, job, context);
  if (turn.type !== "due") return notDue(turn, context.now);
  return { type: "done", command: turn.record() };
}

/** Without a pager nobody is paged, and those behind the key are told in Slack. */
export async function page(
  { outlets: { pager }, runbooks }: EscalationDeps,
  { incident, claim }: Delivery,
  { key, call }: JobOf<"page">,
): Promise<Outcome> {
  if (incident.stage !== "open") return { type: "superseded", why: "it is over" };
  const to = calledTo(incident, runbooks.people, [key]);
  const isTold = call !== undefined && (!pager || incident.private);
  if (isTold) return { type: "superseded", why: "they are told in Slack" };
  if (!pager || incident.private)
    return { type: "done", command: { type: "RecordPage", key, call, to, how: "not-connected" } };
  const { id, title, severity } = incident;
  try {
    await pager.page({ dedupKey: call === undefined ? `${id}:${key}` : `${id}:${key}:${call}`, key, title, severity });
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return claim.attempt < PAGE_ATTEMPTS_MAX ? { type: "retry", why } : { type: "give-up", why };
  }
  return { type: "done", command: { type: "RecordPage", key, call, to, how: "accepted" } };
}
