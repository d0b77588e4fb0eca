// The message that shows what the runbook's checks show: posted once, edited in place, and posted anew for whoever asks.
import { formerChecks, shownChecks } from "../../blocks/checks/checks.ts";
import type { JobOf } from "../../domain/job.ts";
import { threadOf, voiceOf } from "../../domain/room/voice.ts";
import type { Delivery } from "../deliver.ts";
import type { Outcome } from "../outcome.ts";
import { edit } from "./post/edit.ts";
import type { SlackDeps } from "./port.ts";
import { postOnce, recorded } from "./post/post.ts";
import { nowhereToSpeak } from "./room/wait-for-room.ts";

export async function postChecks(deps: SlackDeps, delivery: Delivery): Promise<Outcome> {
  const { incident, runbook } = delivery;
  const { shownAt } = incident.checks;
  if (shownAt === null) return { type: "superseded", why: "nothing was looked at" };
  const channel = voiceOf(incident, runbook.announceChannel);
  if (!channel) return nowhereToSpeak(deps, incident);
  const options = { threadTs: threadOf(incident), variant: String(shownAt) };
  const posted = await postOnce(deps, delivery, channel, shownChecks(incident, runbook, deps.words), options);
  // An earlier attempt may have shown an earlier round.
  return recorded(posted, ({ channel: where, ts, variant }) => ({
    type: "RecordChecksPosted",
    shownAt: Number(variant),
    channel: where,
    ts,
  }));
}

export async function refreshChecks(
  deps: SlackDeps,
  { incident, runbook }: Delivery,
  { former }: JobOf<"refresh-checks">,
): Promise<Outcome> {
  if (former) return edit(deps, incident, former, formerChecks(deps.words));
  const { posted } = incident.checks;
  if (!posted) return { type: "superseded", why: "nothing stands there that shows them" };
  return edit(deps, incident, posted, shownChecks(incident, runbook, deps.words));
}
