// What is said around handing over: offers in the room, and what a role's holder is told alone.
import type { Button } from "@slack/types";
import type { AppealedOffer, AppealEnd } from "../../domain/handover/appeals.ts";
import type { HandoverOffer } from "../../domain/handover/handover.ts";
import type { Incident } from "../../domain/incident.ts";
import type { Said } from "../../domain/job.ts";
import { leadRole, type Runbook, roleOf } from "../../domain/runbook.ts";
import type { Instant } from "../../lib/pure/time.ts";
import { ACTION, button } from "../actions.ts";
import { actions, clockTime, context, escaped, line, type Post, person, quoting, section } from "../mrkdwn.ts";
import type { Words } from "../words/en.ts";

type HandoverSaid = Extract<Said, { type: `handover-${string}` }>;

const roleName = (runbook: Runbook, key: string): string => escaped(roleOf(runbook, key)?.name ?? key);

/** What the room reads of an offer, and of how it ended without being accepted. */
export function handoverSaid(incident: Incident, runbook: Runbook, what: HandoverSaid, words: Words): Post {
  const { handover: said } = words;
  const offer = { role: roleName(runbook, what.role), from: person(what.from), to: person(what.to) };
  switch (what.type) {
    case "handover-offered": {
      const appeal = incident.appeals.find(({ id }) => id === what.appeal);
      return offered(incident, runbook, { ...what, end: appeal?.type === "offer" ? appeal.end : null }, words);
    }
    case "handover-declined":
      return what.reason === null ? line(said.declined(offer)) : quoting(said.declined(offer), what.reason);
    case "handover-withdrawn":
      return line(said.withdrawn({ ...offer, by: person(what.by) }));
    case "handover-lapsed":
      return line(said.lapsed(offer));
  }
}

/** An offer, with its buttons until it is over, and then how it ended. */
export function offered(
  incident: Incident,
  runbook: Runbook,
  { role, from, to, by, note, end }: Omit<AppealedOffer, "type">,
  words: Words,
): Post {
  const { handover: said } = words;
  const offer = { role: roleName(runbook, role), from: person(from), to: person(to) };
  const head = by === from ? said.offered(offer) : said.offeredFor({ ...offer, by: person(by) });
  const post = note === null ? line(head) : quoting(head, note);
  if (end) return { ...post, blocks: [...post.blocks, context(appealEnd(end, words))] };
  // One that is over by the time it is said asks nothing any more.
  if (incident.offers[role]?.to !== to) return post;
  return { ...post, blocks: [...post.blocks, actions(answerOffer(incident, role, words))] };
}

/** What became of an offer or a question: by whom, and when. */
export const appealEnd = ({ how, by, at }: AppealEnd, { handover }: Words): string =>
  handover.ended[how]({ who: person(by), at: clockTime(at) });

/** Accept and Decline, for whoever was asked to take the role. */
export function answerOffer(incident: Incident, role: string, { buttons }: Words): Button[] {
  const value = { incident: incident.id, role };
  return [
    button(buttons.accept, `${ACTION.acceptHandover}:${role}`, value, "primary"),
    button(buttons.decline, `${ACTION.declineHandover}:${role}`, value),
  ];
}

/** To a role's holder alone: nobody has answered their offer. */
export function offerUnanswered(
  incident: Incident,
  runbook: Runbook,
  { role, offer, now }: { role: string; offer: HandoverOffer; now: Instant },
  words: Words,
): Post {
  const text = words.handover.unanswered({
    role: roleName(runbook, role),
    to: person(offer.to),
    name: escaped(incident.name),
    waited: words.duration(now - offer.at),
  });
  const value = { incident: incident.id, role };
  const act = button(words.buttons.withdraw, ACTION.withdrawHandover, value);
  return { text, blocks: [section(text), actions([act])] };
}

/** To whoever has led for long, alone. */
export function longHours(incident: Incident, runbook: Runbook, held_ms: number, words: Words): Post {
  const text = words.handover.longHours({
    role: escaped(leadRole(runbook)!.name),
    name: escaped(incident.name),
    held: words.duration(held_ms),
  });
  const act = button(words.buttons.handOver, ACTION.openHandover, { incident: incident.id }, "primary");
  return { text, blocks: [section(text), actions([act])] };
}
