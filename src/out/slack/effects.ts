// Which function carries out which job.
import { unreachable } from "../../lib/pure/assert.ts";
import type { Claim } from "../../store/jobs.ts";
import type { Effects, Task } from "../deliver.ts";
import type { Outcome } from "../outcome.ts";
import { refreshAppeal } from "./appeals.ts";
import { addBookmark, showBridge } from "./bookmarks.ts";
import { bringPeople } from "./bring-people.ts";
import { draftPostmortem } from "./draft-postmortem.ts";
import { publishHome } from "./home.ts";
import { brief, longHours, offerUnanswered } from "./handover.ts";
import { invite } from "./invite.ts";
import { lookUp } from "./look-up.ts";
import { openRoom } from "./open-room.ts";
import type { SlackDeps } from "./port.ts";
import { archiveRoom, offerArchive } from "./archive.ts";
import { postQuestion, questionsWaiting } from "./questions.ts";
import { reconcile } from "./reconcile.ts";
import { showMark } from "./show-mark.ts";
import { postAnnouncement, postCard, refresh } from "./show.ts";
import { askForLead, nudgeUpdate, say, tell } from "./speak.ts";
import { askTask, postWork, refreshWork, remindOfItem, tellTaskWaits, tellUnowned } from "./work.ts";
import { correctUpdate, tellSubscriber } from "./updates.ts";

export function createSlackEffects(deps: SlackDeps): Effects {
  return {
    ofIncident: (task) => ofIncident(deps, task),
    async ofWorkspace(claim: Claim) {
      const { job } = claim;
      if (job.kind === "reconcile") return reconcile(deps, claim, job);
      if (job.kind === "publish-home") return publishHome(deps, job);
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
      return job.what === "bridge" ? showBridge(deps, task) : refresh(deps, task, job.what);
    case "invite":
      return invite(deps, task, job.users);
    case "show-mark":
      return showMark(deps, task, job.ts);
    case "bring-people":
      return bringPeople(deps, task, job);
    case "bookmark":
      return addBookmark(deps, task, job);
    case "say":
      return say(deps, task, job);
    case "tell-subscriber":
      return tellSubscriber(deps, task, job.user, job.said);
    case "correct-update":
      return correctUpdate(deps, task, job);
    case "nudge-update":
      return nudgeUpdate(deps, task, job.cycle);
    case "ask-for-lead":
      return askForLead(deps, task, job.since);
    case "post-question":
      return postQuestion(deps, task, job);
    case "refresh-appeal":
      return refreshAppeal(deps, task, job.appeal);
    case "questions-waiting":
      return questionsWaiting(deps, task);
    case "offer-unanswered":
      return offerUnanswered(deps, task, job.role, job.since);
    case "long-hours":
      return longHours(deps, task, job.since);
    case "brief":
      return brief(deps, task, job.user);
    case "notice":
      return tell(deps, task, job.user, job.notice);
    case "draft-postmortem":
      return draftPostmortem(deps, task, job);
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
    case "publish-home":
      return publishHome(deps, job);
    case "look-up":
      return lookUp(deps, task.claim, job);
    default:
      return unreachable(job);
  }
}
