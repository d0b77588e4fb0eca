// What a job says stands in Slack exactly once when the job is done, at most once ever, and nothing is said without a job.
import {
  type Checker,
  eventsOf,
  isLostInClosedRoom,
  jobRows,
  type Said,
  saidByBot,
  storedIncidents,
} from "./evidence.ts";

const SPEAKING = new Set([
  "post-card",
  "post-announcement",
  "post-work",
  "say",
  "notice",
  "post-question",
  "offer-unanswered",
  "long-hours",
  "remind-exercises",
]);

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
          return SPEAKING.has(kind) && status === "done" && !isSaid && !evidence.world.undone.deleted.has(job);
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
