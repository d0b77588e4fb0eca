// What is said where two incidents turn out to be one.
import type { DomainEvent } from "../domain/event.ts";
import type { Incident } from "../domain/incident.ts";
import type { Said } from "../domain/job.ts";
import { isProblemOf, type Problem, type ProblemOf } from "../domain/problem.ts";
import { channelLink, escaped, line, type Post, person, quoting, time } from "./mrkdwn.ts";
import type { Words } from "./words/en.ts";

type SaidMerge = Extract<Said, { type: "merged" | "duplicate-merged" | "duplicate-parted" | "reported-too" }>;

export function saidMerge(incident: Incident, what: SaidMerge, { merge }: Words): Post {
  if (what.type === "reported-too") {
    return line(merge.reportedToo({ who: person(what.user), title: escaped(what.title) }));
  }
  const { channel } = what;
  const [name, by] = [escaped(what.name), person(what.by)];
  switch (what.type) {
    case "merged": {
      const where = channel === null ? merge.goOnWithoutRoom({ name }) : merge.goOn({ room: channelLink(channel) });
      const head = merge.merged({ from: escaped(incident.name), name, by });
      return what.reason === null ? line(`${head} ${where}`) : quoting(head, what.reason, where);
    }
    case "duplicate-merged": {
      const about = { name, title: escaped(what.title), severity: escaped(what.severity), by };
      const come = channel === null ? [] : [merge.peopleCome({ room: channelLink(channel) })];
      return line([merge.duplicate(about), ...come].join(" "));
    }
    case "duplicate-parted": {
      const where = channel === null ? [] : [merge.partedRoom({ room: channelLink(channel) })];
      return line([merge.parted({ name, by }), ...where].join(" "));
    }
  }
}

/** Where a merged incident goes on, for its card and its announcement; null where it is not merged. */
export function mergedLine({ mergedInto }: Incident, { merge }: Words): string | null {
  if (!mergedInto) return null;
  const name = escaped(mergedInto.name);
  const { channel } = mergedInto;
  return channel === null ? merge.mergedInto({ name }) : merge.mergedIntoRoom({ name, room: channelLink(channel) });
}

/** The duplicates of an incident, each with its room; null where there are none. */
export function duplicatesLine({ duplicates }: Incident, { merge }: Words): string | null {
  if (duplicates.length === 0) return null;
  const names = duplicates.map(({ name, channel }) =>
    channel === null ? escaped(name) : `${escaped(name)} (${channelLink(channel)})`,
  );
  return merge.includes({ names: names.join(", ") });
}

const TYPES = ["merged-into-itself", "merged-with-private"] as const;

export const isMergeProblem = isProblemOf(TYPES);

/** Why two incidents were not merged. */
export function mergeProblem(
  { type, name }: ProblemOf<(typeof TYPES)[number]>,
  { merge: { problem: said } }: Words,
): string {
  return (type === "merged-into-itself" ? said.itself : said.private)({ name: escaped(name) });
}

/** Why nothing is done in an incident that was merged: where to do it. */
export function mergedProblem(
  problem: Extract<Problem, { type: "not-open" }> & { into: NonNullable<Incident["mergedInto"]> },
  { merge }: Words,
): string {
  const about = {
    name: escaped(problem.name),
    into: escaped(problem.into.name),
    by: person(problem.by),
    at: time(problem.at),
  };
  const { channel } = problem.into;
  return channel === null
    ? merge.problem.into(about)
    : merge.problem.intoRoom({ ...about, room: channelLink(channel) });
}

type MergeHappening = Extract<DomainEvent, { type: "MergedInto" | "DuplicateMerged" | "DuplicateParted" | "Joined" }>;

/** As a sentence of a document: text as it came. */
export function mergeTold(what: MergeHappening, { merge: { told } }: Words): string {
  switch (what.type) {
    case "MergedInto": {
      const { name, reason } = what;
      return reason === null ? told.merged({ name }) : told.mergedFor({ name, reason });
    }
    case "DuplicateMerged":
      return told.duplicate(what);
    case "DuplicateParted":
      return told.parted(what);
    case "Joined":
      return told.reportedToo({ title: what.reported ?? "" });
  }
}
