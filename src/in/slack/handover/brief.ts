// `/incident brief`: what somebody needs who comes now.
import { brief } from "../../../blocks/brief.ts";
import { briefOf } from "../../../domain/brief.ts";
import type { Incident } from "../../../domain/incident.ts";
import { type InDeps, type OnIncident, runbookOf } from "../steps.ts";

export const showBrief: OnIncident = async ({ user }, deps, incident) => {
  const now = deps.clock.now();
  const runbook = await runbookOf(deps, incident);
  const facts = briefOf(incident, runbook, now);
  const cardUrl = await cardUrlOf(deps, incident);
  return { type: "reply", post: brief(incident, runbook, { facts, to: user, cardUrl, now }, deps.words) };
};

/** Null where Slack does not say it now: the brief is worth more than the link. */
async function cardUrlOf({ call }: InDeps, { card }: Incident): Promise<string | null> {
  if (!card) return null;
  const reply = await call("chat.getPermalink", { channel: card.channel, message_ts: card.ts });
  return reply.ok && typeof reply.data.permalink === "string" ? reply.data.permalink : null;
}
