// What could not be done, for the person who must now do it by hand: kept as data, said in words where it is shown.
import type { Job, Place } from "./job.ts";

export interface Effect {
  kind: Job["kind"];
  /** Of something said. */
  place?: Place;
  /** Of a bookmark. */
  title?: string;
  /** Of what is shown. */
  what?: "card" | "announcement" | "topic";
}

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

/** Continues "Warroom could not …". An event of an older version carries the words themselves. */
export function effectWords(effect: Effect | string): string {
  if (typeof effect === "string") return effect;
  switch (effect.kind) {
    case "open-room":
      return "open the room";
    case "post-card":
      return "post the status card in the room";
    case "post-announcement":
      return "announce it";
    case "refresh":
      return effect.what === "topic" ? "set the room's topic" : `bring the ${effect.what ?? "card"} up to date`;
    case "invite":
      return "invite people to the room";
    case "bookmark":
      return `add the bookmark "${effect.title ?? ""}" to the room`;
    case "say":
      return effect.place === "announcement" ? "say the news under the announcement" : "say the news in the room";
    case "nudge-update":
      return "remind of the update that is due";
    case "ask-for-lead":
      return "ask for somebody to lead";
    case "draft-postmortem":
      return "put the postmortem draft into the room";
    case "reconcile":
      return "compare the room with Slack's history";
    case "notice":
      return "tell somebody what failed";
  }
}
