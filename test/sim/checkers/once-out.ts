// What a job says stands in Slack exactly once when the job is done, at most once ever, and nothing is said without a job.
import type { Job } from "../../../src/domain/job.ts";
import {
  type Checker,
  eventsOf,
  isLostInClosedRoom,
  jobRows,
  type Said,
  saidByBot,
  storedIncidents,
} from "./evidence.ts";

/** Whether a job of that kind is done only by a message of ours that bears its id. */
const SPEAKS: Record<Job["kind"], boolean> = {
  "open-room": false,
  "post-card": true,
  "post-announcement": true,
  refresh: false,
  invite: false,
  "show-mark": false,
  "bring-people": false,
  bookmark: false,
  say: true,
  "tell-subscriber": false,
  "correct-update": false,
  "nudge-update": true,
  "ask-for-lead": true,
  "post-question": true,
  "refresh-appeal": false,
  "questions-waiting": false,
  "offer-unanswered": true,
  "long-hours": true,
  "watch-over": true,
  page: false,
  "record-breach": false,
  "reach-rung": false,
  "call-unanswered": false,
  "post-approval": true,
  "refresh-approval": false,
  "run-step": false,
  "run-checks": false,
  "post-checks": true,
  "refresh-checks": false,
  "note-duties": false,
  "draft-duty": false,
  "tell-duty": false,
  brief: false,
  "tell-of-secret": false,
  notice: true,
  "draft-postmortem": false,
  "post-work": true,
  "refresh-work": false,
  "ask-task": true,
  "tell-task-waits": true,
  "remind-action-item": true,
  "tell-unowned": true,
  "offer-archive": false,
  "return-to-room": false,
  "nudge-deadlines": true,
  "ask-regimes": true,
  "remind-regimes": true,
  "post-proof": false,
  "post-invitation": false,
  "archive-room": false,
  "count-drill": false,
  reconcile: false,
  "publish-home": false,
  "tell-lost-room": false,
  "note-exercises": false,
  "remind-exercises": true,
  "refresh-reminder": false,
  "look-up": false,
};

export const onceOut: Checker = {
  name: "once out",
  holds: ["I5", "I6"],
  check(evidence) {
    const said = saidByBot(evidence);
    const byJob = Map.groupBy(said, ({ job }) => job);
    const isKnowable = (one: Said) => !isLostInClosedRoom(evidence, one);
    const jobs = jobRows(evidence);
    const known = new Set(jobs.map(({ id }) => id));
    return [
      ...[...byJob]
        .filter(([, all]) => all.length > 1 && all.filter(isKnowable).length !== 1)
        .map(([job, all]) => `${job} stands in Slack ${all.length} times`),
      ...[...byJob.keys()]
        .filter((job) => !known.has(job.replace(/@\d+$/, "")))
        .map((job) => `${job} was never wanted`),
      ...jobs
        .filter(({ kind, status, id, generation }) => {
          const job = `${id}@${generation}`;
          const isSaid = byJob.has(job) || byJob.has(id);
          return SPEAKS[kind as Job["kind"]] && status === "done" && !isSaid && !evidence.world.undone.deleted.has(job);
        })
        .map(({ id }) => `${id} is done and said nothing`),
      ...storedIncidents(evidence).flatMap(({ id, name, postmortems }) => {
        const asked = eventsOf(evidence, id).filter(
          ({ type }) => type === "Resolved" || type === "PostmortemRequested",
        );
        return asked.length === postmortems ? [] : [`${name} has ${postmortems} drafts of ${asked.length} wanted`];
      }),
      ...filesTwice(evidence),
    ];
  },
};

/** A draft's file name is its own: two messages with it are one draft put there twice. */
function filesTwice({ world }: Parameters<Checker["check"]>[0]): string[] {
  const { state } = world.core;
  const names = [...state.channels.values()].flatMap(({ messages }) =>
    [...messages.values()].flatMap(({ fileIds }) => fileIds.map((id) => state.files.get(id)!.name)),
  );
  return [...Map.groupBy(names, (name) => name)]
    .filter(([, all]) => all.length > 1)
    .map(([name, all]) => `${name} was shared ${all.length} times`);
}
