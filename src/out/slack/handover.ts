// What one person is told alone around a hand-over: an offer nobody answers, long hours, and the brief.
import { brief as briefPost } from "../../blocks/brief.ts";
import { longHours as longHoursPost, offerUnanswered as unansweredPost } from "../../blocks/handover/handover.ts";
import type { OutcomeCommand } from "../../domain/command.ts";
import { briefOf } from "../../domain/brief.ts";
import { nextUnanswered } from "../../domain/handover/handover.ts";
import { leadingSince, longHoursDue, nextLongHours } from "../../domain/handover/long-hours.ts";
import type { Instant } from "../../lib/clock.ts";
import type { Delivery } from "../deliver.ts";
import { notYet, type Outcome } from "../outcome.ts";
import { postDirect, showAlone } from "./direct.ts";
import type { SlackDeps } from "./port.ts";
import { permalinkOf } from "./permalink.ts";
import { recorded, type Sent } from "./post.ts";

/** Tells a role's holder, once, that their offer is not answered. */
export async function offerUnanswered(
  deps: SlackDeps,
  delivery: Delivery,
  role: string,
  since: Instant,
): Promise<Outcome> {
  const { incident, runbook } = delivery;
  const now = deps.clock.now();
  const next = nextUnanswered(incident);
  if (next?.role !== role || next.offer.at !== since) return { type: "superseded", why: "the offer is over" };
  if (next.at > now) return notYet(next.at - now);
  const { offer } = next;
  const post = unansweredPost(incident, runbook, { role, offer, now }, deps.words);
  const posted = await postDirect(deps, delivery, offer.from, post);
  return orGone(
    offer.from,
    recorded(posted, ({ ts, text }) => ({ type: "RecordOfferUnanswered", role, since, text, ts })),
  );
}

/** After a time away it is the latest nudge that is said, once. */
export async function longHours(deps: SlackDeps, delivery: Delivery, since: Instant): Promise<Outcome> {
  const { incident, runbook } = delivery;
  const now = deps.clock.now();
  const leading = leadingSince(incident, runbook);
  const next = nextLongHours(incident, runbook);
  if (!leading || leading.since !== since || !next) return { type: "superseded", why: "the role changed hands" };
  const nudge = longHoursDue(incident, runbook, now);
  if (nudge === null) return notYet(next.at - now);
  const { user: to } = leading;
  const post = longHoursPost(incident, runbook, now - since, deps.words);
  const posted = await postDirect(deps, delivery, to, post, String(nudge));
  const record = ({ ts, text, variant }: Sent): OutcomeCommand => ({
    type: "RecordLongHours",
    since,
    nudge: Number(variant ?? nudge),
    to,
    text,
    ts,
  });
  return orGone(to, recorded(posted, record));
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
