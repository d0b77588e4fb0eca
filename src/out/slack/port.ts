// What the Slack effects are handed.
import type { Away } from "../../domain/catch-up.ts";
import type { WordsDep } from "../../blocks/words/en.ts";
import type { LogDep } from "../../lib/log.ts";
import type { ClockDep } from "../../lib/clock.ts";
import type { Instant } from "../../lib/pure/time.ts";
import type { SlackCall } from "../../lib/slack-call.ts";
import type { People, Runbook, RunbookFile } from "../../domain/runbook.ts";
import type { StoreDep } from "../../store/store.ts";
import type { RandomDep } from "../../lib/random.ts";
import type { Sighting } from "../../domain/record/sighting.ts";
import type { Outlets } from "../outlets.ts";
import type { Upload } from "./post/upload.ts";
import type { SeenMark } from "../../domain/timeline/seen-marks.ts";

export interface SlackPort {
  /** Sends: one try, so that the job alone decides about the next. */
  send: SlackCall;
  /** Reads, in a queue of their own: a slow history never holds up a message. */
  read: SlackCall;
  upload: Upload;
}

export type SlackDeps = StoreDep &
  ClockDep &
  RandomDep &
  LogDep &
  WordsDep & {
    slack: SlackPort;
    /** Handed in: commands/life/catch-up.ts. */
    planCatchUps(away: Away): Promise<void>;
    outlets: Outlets;
    runbooks: {
      readonly people: People;
      /** Of the one in force; null where it was not read from a file. */
      readonly file: RunbookFile | null;
      byHash(hash: string): Promise<Runbook>;
    };
    /** Handed in: commands/room/record-room.ts. */
    recordRoom(wanted: {
      team: string;
      channel: string;
      source: "history";
      sightings: readonly Sighting[];
    }): Promise<number | null>;
    /** Handed in: commands/life/silence.ts. When messages were written of which an event should have told. */
    noteShown(
      place: { team: string; channel: string; depth: "shallow" | "deep" },
      writtenAt: readonly Instant[],
    ): Promise<void>;
    /** Handed in: commands/room/take-marks.ts. */
    takeMarks(place: { team: string; channel: string }, seen: readonly (SeenMark & { cause: string })[]): Promise<void>;
    /** Handed in: commands/people.ts. Asks Slack for whoever is not known yet; false where it did not answer. */
    learnPeople(team: string, users: readonly string[]): Promise<boolean>;
  };
