// Where each kind of job has its effect: what becomes of it while its incident's room is out of reach depends on that.
import type { Job } from "../domain/job.ts";

/**
 * "room alone": it can be done nowhere else, and waits. "room": where the incident speaks, which is elsewhere while the
 * room is out of reach. "elsewhere": a no of Slack's has nothing to do with the room.
 */
type Place = "room alone" | "room" | "elsewhere";

const PLACES: Record<Job["kind"], Place> = {
  "open-room": "room",
  "post-card": "room alone",
  "post-announcement": "elsewhere",
  refresh: "room",
  invite: "room alone",
  "show-mark": "room",
  "bring-people": "room",
  bookmark: "room alone",
  say: "room",
  "tell-subscriber": "elsewhere",
  "correct-update": "room",
  "nudge-update": "room",
  "ask-for-lead": "room",
  "post-question": "room",
  "refresh-appeal": "room",
  "questions-waiting": "room",
  "offer-unanswered": "elsewhere",
  "long-hours": "elsewhere",
  "watch-over": "room",
  page: "elsewhere",
  "record-breach": "elsewhere",
  "reach-rung": "elsewhere",
  "call-unanswered": "elsewhere",
  "post-approval": "room",
  "refresh-approval": "room",
  "run-step": "room",
  "run-checks": "elsewhere",
  "post-checks": "room",
  "refresh-checks": "room",
  "note-duties": "elsewhere",
  "draft-duty": "elsewhere",
  "tell-duty": "elsewhere",
  brief: "room",
  "tell-of-secret": "elsewhere",
  notice: "elsewhere",
  "draft-postmortem": "room",
  "post-work": "room",
  "refresh-work": "room",
  "ask-task": "room",
  "tell-task-waits": "elsewhere",
  "remind-action-item": "elsewhere",
  "tell-unowned": "elsewhere",
  "offer-archive": "elsewhere",
  "return-to-room": "room",
  "nudge-deadlines": "room",
  "ask-regimes": "room",
  "remind-regimes": "room",
  "post-proof": "room",
  "post-invitation": "room alone",
  "archive-room": "elsewhere",
  "count-drill": "elsewhere",
  reconcile: "room",
  "publish-home": "elsewhere",
  "tell-lost-room": "elsewhere",
  "note-exercises": "elsewhere",
  "remind-exercises": "elsewhere",
  "refresh-reminder": "elsewhere",
  "look-up": "room",
};

export const placeOfJob = (job: Job): Place =>
  job.kind === "refresh" && job.what === "bridge" ? "room alone" : PLACES[job.kind];
