// Which function carries out which job.
import type { Job } from "../../domain/job.ts";
import { unreachable } from "../../lib/pure/assert.ts";
import { SECOND_MS } from "../../lib/pure/duration.ts";
import { needsRoom } from "../../domain/room/room.ts";
import type { Claim } from "../../store/jobs.ts";
import type { Effects, Delivery } from "../deliver.ts";
import type { Outcome } from "../outcome.ts";
import { page, recordTurn } from "../escalation.ts";
import { refreshAppeal } from "./handover/appeals.ts";
import { addBookmark, showBridge } from "./room/bookmarks.ts";
import { bringPeople } from "./room/bring-people.ts";
import { draftPostmortem } from "./postmortem/draft-postmortem.ts";
import { draftDuty, noteDuties, tellDuty } from "./duties.ts";
import { OUT_OF_REACH } from "./failed.ts";
import { publishHome } from "./home.ts";
import { brief, longHours, offerUnanswered } from "./handover/handover.ts";
import { invite } from "./room/invite.ts";
import { lookUp } from "./record/look-up.ts";
import { withinLimits } from "./client/limits.ts";
import { openRoom } from "./room/open-room.ts";
import { catchUpFirst } from "./client/catch-up-first.ts";
import type { SlackDeps } from "./port.ts";
import { archiveRoom, offerArchive } from "./room/archive.ts";
import { postApproval, refreshApproval, runStep } from "./playbooks.ts";
import { postQuestion, questionsWaiting } from "./handover/questions.ts";
import { watchOver } from "./recovery.ts";
import { nudgeDeadlines, postInvitation } from "./review.ts";
import { returnToRoom } from "./room/return-to-room.ts";
import { reconcileGaps } from "./record/reconcile.ts";
import { tellLostRoom } from "./room/lost-room.ts";
import { showMark } from "./room/show-mark.ts";
import { postShown, refresh } from "./show.ts";
import { askForLead, nudgeUpdate, say, tell, tellOfSecret } from "./speak.ts";
import { askTask, postWork, refreshWork, remindOfItem, tellTaskWaits, tellUnowned } from "./work.ts";
import { correctUpdate, tellSubscriber } from "./updates.ts";
import { isInReach, planReturn, waitForRoom } from "./room/wait-for-room.ts";

export function createSlackEffects(given: SlackDeps): Effects {
  const send = withinLimits(catchUpFirst(given.slack.send, given), given);
  const deps = { ...given, slack: { ...given.slack, send } };
  return {
    ofIncident: async (delivery) => {
      const { claim, incident } = delivery;
      if (incident.detached && isInRoomAlone(claim.job)) return waitForRoom(deps, incident);
      return orLook(deps, delivery, await carryOut(deps, claim, delivery));
    },
    ofWorkspace: (claim) => carryOut(deps, claim, null),
  };
}

/** It can be done nowhere else: while the room is out of reach it waits. */
const isInRoomAlone = (job: Job): boolean =>
  IN_ROOM_ALONE.has(job.kind) || (job.kind === "refresh" && job.what === "bridge");

const IN_ROOM_ALONE = new Set<Job["kind"]>(["post-card", "bookmark", "invite", "show-mark", "post-invitation"]);

/** What goes elsewhere than into the room. */
const ELSEWHERE = new Set<Job["kind"]>([
  "post-announcement",
  "notice",
  "tell-of-secret",
  "tell-subscriber",
  "offer-archive",
  "archive-room",
  "page",
  "record-breach",
  "reach-rung",
  "note-duties",
  "draft-duty",
  "tell-duty",
  "call-unanswered",
]);
const LOOKS_MAX = 3;
const LOOK_FIRST_MS = 5 * SECOND_MS;

/**
 * A no that may come of the room's fate, of which nothing was heard yet: Slack is asked for that, and the job waits a
 * moment, to go where the incident speaks then.
 */
async function orLook(deps: SlackDeps, { claim, incident }: Delivery, outcome: Outcome): Promise<Outcome> {
  if (outcome.type !== "give-up" || !OUT_OF_REACH.has(outcome.why) || ELSEWHERE.has(claim.job.kind)) return outcome;
  if (!needsRoom(incident)) return outcome;
  // Earlier attempts may have failed of anything else: as long as the room is out of reach, they count for nothing.
  if (incident.detached) return waitForRoom(deps, incident);
  const isLost = !(await isInReach(deps, incident));
  if (!isLost && claim.attempt > LOOKS_MAX) return outcome;
  if (isLost) {
    deps.log.info({ job: claim.id }, "a room seems out of reach: Slack is asked what became of it");
    await planReturn(deps, incident);
  }
  return { type: "retry", why: outcome.why, after_ms: LOOK_FIRST_MS };
}

async function carryOut(deps: SlackDeps, claim: Claim, delivery: Delivery | null): Promise<Outcome> {
  const { job } = claim;
  switch (job.kind) {
    case "reconcile":
      return reconcileGaps(deps, claim, job);
    case "publish-home":
      return publishHome(deps, job);
    case "tell-lost-room":
      return tellLostRoom(deps, claim, job);
    case "look-up":
      return lookUp(deps, claim, job);
    default:
      return delivery ? ofIncident(deps, delivery, job) : { type: "superseded", why: `${job.kind} needs an incident` };
  }
}

type OfIncident = Exclude<Job, { kind: "reconcile" | "publish-home" | "look-up" | "tell-lost-room" }>;

async function ofIncident(deps: SlackDeps, delivery: Delivery, job: OfIncident): Promise<Outcome> {
  switch (job.kind) {
    case "open-room":
      return openRoom(deps, delivery);
    case "post-card":
      return postShown(deps, delivery, "card");
    case "post-announcement":
      return postShown(deps, delivery, "announcement");
    case "refresh":
      return job.what === "bridge" ? showBridge(deps, delivery) : refresh(deps, delivery, job.what);
    case "invite":
      return invite(deps, delivery, job.users);
    case "show-mark":
      return showMark(deps, delivery, job.ts);
    case "bring-people":
      return bringPeople(deps, delivery, job);
    case "bookmark":
      return addBookmark(deps, delivery, job);
    case "say":
      return say(deps, delivery, job);
    case "tell-subscriber":
      return tellSubscriber(deps, delivery, job.user, job.said);
    case "correct-update":
      return correctUpdate(deps, delivery, job);
    case "nudge-update":
      return nudgeUpdate(deps, delivery, job);
    case "ask-for-lead":
      return askForLead(deps, delivery, job);
    case "post-question":
      return postQuestion(deps, delivery, job);
    case "refresh-appeal":
      return refreshAppeal(deps, delivery, job.appeal);
    case "questions-waiting":
      return questionsWaiting(deps, delivery, job);
    case "offer-unanswered":
      return offerUnanswered(deps, delivery, job);
    case "long-hours":
      return longHours(deps, delivery, job);
    case "watch-over":
      return watchOver(deps, delivery, job);
    case "page":
      return page(deps, delivery, job);
    case "record-breach":
    case "reach-rung":
    case "call-unanswered":
      return recordTurn(deps, delivery, job);
    case "post-approval":
      return postApproval(deps, delivery, job);
    case "refresh-approval":
      return refreshApproval(deps, delivery, job);
    case "run-step":
      return runStep(deps, delivery, job);
    case "note-duties":
      return noteDuties(deps, delivery, job);
    case "draft-duty":
      return draftDuty(deps, delivery, job);
    case "tell-duty":
      return tellDuty(deps, delivery, job);
    case "brief":
      return brief(deps, delivery, job.user);
    case "tell-of-secret":
      return tellOfSecret(deps, delivery, job);
    case "notice":
      return tell(deps, delivery, job.user, job.notice);
    case "draft-postmortem":
      return draftPostmortem(deps, delivery, job);
    case "post-work":
      return postWork(deps, delivery, job.work);
    case "refresh-work":
      return refreshWork(deps, delivery, job.work);
    case "ask-task":
      return askTask(deps, delivery, job);
    case "tell-task-waits":
      return tellTaskWaits(deps, delivery, job);
    case "remind-action-item":
      return remindOfItem(deps, delivery, job);
    case "tell-unowned":
      return tellUnowned(deps, delivery, job);
    case "offer-archive":
      return offerArchive(deps, delivery, job);
    case "return-to-room":
      return returnToRoom(deps, delivery, job);
    case "nudge-deadlines":
      return nudgeDeadlines(deps, delivery, job);
    case "post-invitation":
      return postInvitation(deps, delivery, job.sequence);
    case "archive-room":
      return archiveRoom(deps, delivery);
    default:
      return unreachable(job);
  }
}
