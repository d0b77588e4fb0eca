// Which function carries out which job, in Slack and elsewhere.
import type { Job, JobOf } from "../domain/job.ts";
import { MINUTE_MS, SECOND_MS } from "../lib/pure/duration.ts";
import { needsRoom } from "../domain/room/room.ts";
import type { Claim } from "../store/jobs.ts";
import type { Delivery, JobRunner } from "./deliver.ts";
import { onlyWaits, type Outcome } from "./outcome.ts";
import { runChecks } from "./checks.ts";
import { placeOfJob } from "./job-places.ts";
import { page, recordTurn } from "./escalation.ts";
import { refreshAppeal } from "./slack/handover/appeals.ts";
import { addBookmark, showBridge } from "./slack/room/bookmarks.ts";
import { bringPeople } from "./slack/room/bring-people.ts";
import { draftPostmortem } from "./slack/postmortem/draft-postmortem.ts";
import { postChecks, refreshChecks } from "./slack/checks.ts";
import { draftDuty, noteDuties, tellDuty } from "./slack/duties.ts";
import { OUT_OF_REACH } from "./slack/failed.ts";
import { publishHome } from "./slack/home.ts";
import { brief, longHours, offerUnanswered } from "./slack/handover/handover.ts";
import { invite } from "./slack/room/invite.ts";
import { fetchMarked } from "./slack/record/fetch-marked.ts";
import { withinLimits } from "./slack/client/limits.ts";
import { openRoom } from "./slack/room/open-room.ts";
import { catchUpFirst } from "./slack/client/catch-up-first.ts";
import type { SlackDeps } from "./slack/port.ts";
import { archiveRoom, offerArchive } from "./slack/room/archive.ts";
import { postApproval, refreshApproval, runStep } from "./slack/playbooks.ts";
import { postQuestion, questionsWaiting } from "./slack/handover/questions.ts";
import { watchOver } from "./slack/recovery.ts";
import { askRegimes, postProof, remindOfRegimes } from "./slack/regimes.ts";
import { nudgeDeadlines, postInvitation } from "./slack/review.ts";
import { countDrill, noteExercises, refreshReminder, remindExercises } from "./slack/readiness.ts";
import { returnToRoom } from "./slack/room/return-to-room.ts";
import { reconcileGaps } from "./slack/record/reconcile.ts";
import { tellLostRoom } from "./slack/room/lost-room.ts";
import { showMark } from "./slack/room/show-mark.ts";
import { postShown, refresh } from "./slack/show.ts";
import { askForLead, nudgeUpdate, say, tell, tellOfSecret } from "./slack/speak.ts";
import { askTask, postWork, refreshWork, remindOfItem, tellTaskWaits, tellUnowned } from "./slack/work.ts";
import { correctUpdate, tellSubscriber } from "./slack/updates.ts";
import { isInReach, planReturn, waitForRoom } from "./slack/room/wait-for-room.ts";

export function createJobRunner(given: SlackDeps): JobRunner {
  const send = withinLimits(catchUpFirst(given.slack.send, given), given);
  const deps = { ...given, slack: { ...given.slack, send } };
  return {
    ofIncident: async (delivery) => {
      const { claim, incident } = delivery;
      if (incident.detached && placeOfJob(claim.job) === "room alone")
        return onlyWaits(await waitForRoom(deps, incident));
      return orLook(deps, delivery, await carryOut(deps, claim, delivery));
    },
    ofWorkspace: (claim) => carryOut(deps, claim, null),
  };
}

const LOOK_FIRST_MS = 5 * SECOND_MS;
const THREAD_ATTEMPTS_MAX = 20;

/**
 * A no that may come of the room's fate, of which nothing was heard yet: Slack is asked for that, and the job waits a
 * moment, to go where the incident speaks then.
 */
async function orLook(deps: SlackDeps, { claim, incident }: Delivery, outcome: Outcome): Promise<Outcome> {
  if (outcome.type !== "give-up" || !OUT_OF_REACH.has(outcome.why) || placeOfJob(claim.job) === "elsewhere")
    return outcome;
  if (!incident.room && incident.thread) return orWaitForThread(claim, outcome.why);
  if (!needsRoom(incident)) return outcome;
  // Earlier attempts may have failed of anything else: as long as the room is out of reach, they count for nothing.
  if (incident.detached) return waitForRoom(deps, incident);
  if (await isInReach(deps, incident)) {
    // Warroom may have come back between the no and the look: only the same again is Slack's last word.
    const why = `${outcome.why}, though the room is open`;
    return claim.putOffWhy === why ? outcome : { type: "retry", why, after_ms: LOOK_FIRST_MS };
  }
  deps.log.info({ job: claim.id }, "a room seems out of reach: Slack is asked what became of it");
  await planReturn(deps, incident);
  return { type: "retry", why: outcome.why, after_ms: LOOK_FIRST_MS };
}

/** A comparison brings Warroom back into a thread's channel; into a private one somebody has to ask it in. */
function orWaitForThread({ attempt }: Claim, why: string): Outcome {
  if (attempt >= THREAD_ATTEMPTS_MAX) return { type: "give-up", why };
  return { type: "retry", why, after_ms: MINUTE_MS, aside: true };
}

async function carryOut(deps: SlackDeps, claim: Claim, delivery: Delivery | null): Promise<Outcome> {
  const { job } = claim;
  if (isOfWorkspace(job)) return (OF_WORKSPACE[job.kind] as CarryOutWorkspace)(deps, claim, job);
  if (!delivery) return { type: "superseded", why: `${job.kind} needs an incident` };
  return (OF_INCIDENT[job.kind] as CarryOut)(deps, delivery, job as JobOf<IncidentKind>);
}

type CarryOutWorkspace<Kind extends Job["kind"] = Job["kind"]> = (
  deps: SlackDeps,
  claim: Claim,
  job: JobOf<Kind>,
) => Promise<Outcome>;

/** A row a kind of job that is carried out without looking at an incident, also where one asked for it. */
const OF_WORKSPACE = {
  reconcile: reconcileGaps,
  "publish-home": (deps, _claim, job) => publishHome(deps, job),
  "tell-lost-room": tellLostRoom,
  "note-exercises": (deps, _claim, job) => noteExercises(deps, job),
  "remind-exercises": remindExercises,
  "refresh-reminder": (deps, _claim, job) => refreshReminder(deps, job),
  "look-up": fetchMarked,
} satisfies { [Kind in Job["kind"]]?: CarryOutWorkspace<Kind> };

type WorkspaceKind = keyof typeof OF_WORKSPACE;
type IncidentKind = Exclude<Job["kind"], WorkspaceKind>;

const isOfWorkspace = (job: Job): job is JobOf<WorkspaceKind> => job.kind in OF_WORKSPACE;

type CarryOut<Kind extends IncidentKind = IncidentKind> = (
  deps: SlackDeps,
  delivery: Delivery,
  job: JobOf<Kind>,
) => Outcome | Promise<Outcome>;

/** A row a kind of job that is carried out by its incident's state. */
const OF_INCIDENT: { [Kind in IncidentKind]: CarryOut<Kind> } = {
  "open-room": openRoom,
  "post-card": (deps, delivery) => postShown(deps, delivery, "card"),
  "post-announcement": (deps, delivery) => postShown(deps, delivery, "announcement"),
  refresh: (deps, delivery, { what }) =>
    what === "bridge" ? showBridge(deps, delivery) : refresh(deps, delivery, what),
  invite: (deps, delivery, { users }) => invite(deps, delivery, users),
  "show-mark": (deps, delivery, { ts }) => showMark(deps, delivery, ts),
  "bring-people": bringPeople,
  bookmark: addBookmark,
  say,
  "tell-subscriber": (deps, delivery, { said, user }) => tellSubscriber(deps, delivery, user, said),
  "correct-update": correctUpdate,
  "nudge-update": nudgeUpdate,
  "ask-for-lead": askForLead,
  "post-question": postQuestion,
  "refresh-appeal": (deps, delivery, { appeal }) => refreshAppeal(deps, delivery, appeal),
  "questions-waiting": questionsWaiting,
  "offer-unanswered": offerUnanswered,
  "long-hours": longHours,
  "watch-over": watchOver,
  page,
  "record-breach": recordTurn,
  "reach-rung": recordTurn,
  "call-unanswered": recordTurn,
  "post-approval": postApproval,
  "refresh-approval": refreshApproval,
  "run-step": runStep,
  "run-checks": runChecks,
  "post-checks": postChecks,
  "refresh-checks": refreshChecks,
  "note-duties": noteDuties,
  "draft-duty": draftDuty,
  "tell-duty": tellDuty,
  brief: (deps, delivery, { user }) => brief(deps, delivery, user),
  "tell-of-secret": tellOfSecret,
  notice: (deps, delivery, { notice, user }) => tell(deps, delivery, user, notice),
  "draft-postmortem": draftPostmortem,
  "post-work": (deps, delivery, { work }) => postWork(deps, delivery, work),
  "refresh-work": (deps, delivery, { work }) => refreshWork(deps, delivery, work),
  "ask-task": askTask,
  "tell-task-waits": tellTaskWaits,
  "remind-action-item": remindOfItem,
  "tell-unowned": tellUnowned,
  "offer-archive": offerArchive,
  "return-to-room": returnToRoom,
  "nudge-deadlines": nudgeDeadlines,
  "ask-regimes": askRegimes,
  "remind-regimes": remindOfRegimes,
  "post-proof": postProof,
  "post-invitation": (deps, delivery, { sequence }) => postInvitation(deps, delivery, sequence),
  "archive-room": archiveRoom,
  "count-drill": (_deps, delivery) => countDrill(delivery),
};
