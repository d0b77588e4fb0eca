// Which function carries out which job.
import { unreachable } from "../../lib/pure/assert.ts";
import type { Claim } from "../../store/jobs.ts";
import type { Effects, Task } from "../deliver.ts";
import { failed, type Outcome } from "../outcome.ts";
import { bringPeople } from "./bring-people.ts";
import { draftPostmortem } from "./draft-postmortem.ts";
import { invite } from "./invite.ts";
import { lookUp } from "./look-up.ts";
import { openRoom } from "./open-room.ts";
import type { SlackDeps } from "./port.ts";
import { archiveRoom, offerArchive } from "./archive.ts";
import { reconcile } from "./reconcile.ts";
import { showMark } from "./show-mark.ts";
import { postAnnouncement, postCard, refresh } from "./show.ts";
import { askForLead, nudgeUpdate, say, tell } from "./speak.ts";
import { askTask, postWork, refreshWork, remindOfItem, tellTaskWaits, tellUnowned } from "./work.ts";

export function createSlackEffects(deps: SlackDeps): Effects {
  return {
    ofIncident: (task) => ofIncident(deps, task),
    async ofRoom(claim: Claim) {
      const { job } = claim;
      if (job.kind === "reconcile") return reconcile(deps, claim, job);
      if (job.kind === "look-up") return lookUp(deps, claim, job);
      return { type: "superseded", why: `${job.kind} needs an incident` };
    },
  };
}

function ofIncident(deps: SlackDeps, task: Task): Promise<Outcome> {
  const { job } = task.claim;
  switch (job.kind) {
    case "open-room":
      return openRoom(deps, task);
    case "post-card":
      return postCard(deps, task);
    case "post-announcement":
      return postAnnouncement(deps, task);
    case "refresh":
      return refresh(deps, task, job.what);
    case "invite":
      return invite(deps, task, job.users);
    case "show-mark":
      return showMark(deps, task, job.ts);
    case "bring-people":
      return bringPeople(deps, task, job);
    case "bookmark":
      return bookmark(deps, task, job);
    case "say":
      return say(deps, task, job.place, job.said);
    case "nudge-update":
      return nudgeUpdate(deps, task, job.cycle);
    case "ask-for-lead":
      return askForLead(deps, task, job.since);
    case "notice":
      return tell(deps, task, job.user, job.notice);
    case "draft-postmortem":
      return draftPostmortem(deps, task);
    case "post-work":
      return postWork(deps, task, job.work);
    case "refresh-work":
      return refreshWork(deps, task, job.work);
    case "ask-task":
      return askTask(deps, task, job);
    case "tell-task-waits":
      return tellTaskWaits(deps, task, job);
    case "remind-action-item":
      return remindOfItem(deps, task, job);
    case "tell-unowned":
      return tellUnowned(deps, task);
    case "offer-archive":
      return offerArchive(deps, task, job.endedAt);
    case "archive-room":
      return archiveRoom(deps, task);
    case "reconcile":
      return reconcile(deps, task.claim, job);
    case "look-up":
      return lookUp(deps, task.claim, job);
    default:
      return unreachable(job);
  }
}

/** A later attempt looks whether the bookmark is there already. */
async function bookmark(
  deps: SlackDeps,
  { claim, incident }: Task,
  link: { title: string; url: string },
): Promise<Outcome> {
  if (!incident.room) return { type: "superseded", why: "the room is gone" };
  const channel_id = incident.room.channel;
  if (claim.attempt > 1) {
    const listed = await deps.slack.read("bookmarks.list", { channel_id });
    if (!listed.ok) return failed(listed);
    const bookmarks = (listed.data.bookmarks as { link?: string }[] | undefined) ?? [];
    if (bookmarks.some((one) => one.link === link.url)) return { type: "done" };
  }
  const reply = await deps.slack.send("bookmarks.add", { channel_id, title: link.title, type: "link", link: link.url });
  return reply.ok ? { type: "done" } : failed(reply);
}
