// The line in the room of an incident that the database lost: no incident stands behind it any more, only a channel.
import { lostIncident } from "../../../blocks/say.ts";
import type { Job } from "../../../domain/job.ts";
import type { Claim } from "../../../store/jobs.ts";
import type { Outcome } from "../../outcome.ts";
import type { SlackDeps } from "../port.ts";
import { type Posted, postOfWorkspace, recorded } from "../post/post.ts";

type TellLostRoom = Extract<Job, { kind: "tell-lost-room" }>;

export async function tellLostRoom(deps: SlackDeps, claim: Claim, { channel, lost }: TellLostRoom): Promise<Outcome> {
  const tell = () => postOfWorkspace(deps, claim, channel, lostIncident(lost, deps.words));
  const posted = await tell();
  if (!isRefused(posted, "not_in_channel")) return outcomeOf(posted);
  deps.log.info({ channel }, "the room of a lost incident is entered, to be told");
  const joined = await deps.slack.send("conversations.join", { channel });
  return outcomeOf(joined.ok ? await tell() : { ok: false, reply: joined });
}

const isRefused = (posted: Posted, error: string): boolean =>
  !posted.ok && posted.reply?.kind === "refused" && posted.reply.error === error;

/** Where nobody works any more, nobody needs to be told; `warroom reconcile` says that it was so. */
const outcomeOf = (posted: Posted): Outcome =>
  isRefused(posted, "is_archived") ? { type: "superseded", why: "is_archived" } : recorded(posted, () => null);
