// What one person is told alone around a hand-over: an offer nobody answers, long hours, and the brief.
import { brief as briefPost } from "../../../blocks/brief.ts";
import { longHours as longHoursPost, offerUnanswered as unansweredPost } from "../../../blocks/handover/handover.ts";
import { briefOf } from "../../../domain/brief.ts";
import { unansweredTurn } from "../../../domain/handover/handover.ts";
import { longHoursTurn } from "../../../domain/handover/long-hours.ts";
import type { JobOf } from "../../../domain/job.ts";
import { contextOf, type Delivery } from "../../deliver.ts";
import { notDue, type Outcome } from "../../outcome.ts";
import { postDirect, showAlone, told } from "../post/direct.ts";
import type { SlackDeps } from "../port.ts";
import { permalinkOf } from "../post/permalink.ts";

/** Tells a role's holder, once, that their offer is not answered. */
export async function offerUnanswered(
  deps: SlackDeps,
  delivery: Delivery,
  job: JobOf<"offer-unanswered">,
): Promise<Outcome> {
  const { incident, runbook } = delivery;
  const context = contextOf(deps, delivery);
  const turn = unansweredTurn(incident, job, context);
  if (turn.type !== "due") return notDue(turn, context.now);
  const { offer, passed } = turn;
  const post = unansweredPost(incident, runbook, { role: job.role, offer, now: context.now }, deps.words);
  return orGone(offer.from, told(await postDirect(deps, delivery, offer.from, post), turn.record, passed));
}

/** After a time away it is the latest nudge that is said, once. */
export async function longHours(deps: SlackDeps, delivery: Delivery, job: JobOf<"long-hours">): Promise<Outcome> {
  const { incident, runbook } = delivery;
  const context = contextOf(deps, delivery);
  const turn = longHoursTurn(incident, job, context);
  if (turn.type !== "due") return notDue(turn, context.now);
  const { leader: to, variant, passed } = turn;
  const post = longHoursPost(incident, runbook, context.now - job.since, deps.words);
  return orGone(to, told(await postDirect(deps, delivery, to, post, variant), turn.record, passed));
}

/** Where Slack's event about it got lost, this is how one learns that a holder was deactivated: the role is vacant. */
const orGone = (user: string, outcome: Outcome): Outcome =>
  outcome.type === "give-up" && outcome.why === "user_disabled"
    ? { ...outcome, passed: { type: "RecordHolderGone", user } }
    : outcome;

export async function brief(deps: SlackDeps, delivery: Delivery, to: string): Promise<Outcome> {
  const { incident, runbook } = delivery;
  const now = deps.clock.now();
  const cardUrl = incident.card && (await permalinkOf(deps, incident.card.channel, incident.card.ts));
  const facts = briefOf(incident, runbook, now);
  return showAlone(deps, delivery, to, briefPost(incident, runbook, { facts, to, cardUrl, now }, deps.words));
}
