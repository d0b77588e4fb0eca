// What could not be done, for the person who must now do it by hand: kept as data; blocks/effect.ts has the words.
import type { Job, Place, Refreshed } from "./job.ts";

export interface Effect {
  kind: Job["kind"];
  /** Of something said. */
  place?: Place;
  /** Of a bookmark. */
  title?: string;
  /** Of what is shown. */
  what?: Refreshed;
}

/** What a job was to do, without the text it carries. */
export function effectOf(job: Job): Effect {
  switch (job.kind) {
    case "say":
      return { kind: job.kind, place: job.place };
    case "bookmark":
      return { kind: job.kind, title: job.title };
    case "refresh":
      return { kind: job.kind, what: job.what };
    default:
      return { kind: job.kind };
  }
}
