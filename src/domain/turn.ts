// A timer's turn: what it finds when its time has come. Asked by whoever carries it out, at that very moment, and by the
// plan, so that both say the same.
import type { Instant } from "../lib/pure/time.ts";
import type { OutcomeCommand } from "./command.ts";

/** A message that stands in Slack. `variant`: which of several texts it shows; an earlier attempt may have said another. */
export interface Sent {
  channel: string;
  ts: string;
  text: string;
  variant?: string | undefined;
}

/** `Facts`: what its words are made from. */
export type Turn<Facts = object> =
  | ({
      type: "due";
      /** Slack users whom it names or writes to; nobody where it speaks to all of the room, or says nothing. */
      to: readonly string[];
      /** Which of several things it says. */
      variant?: string;
      /** What is recorded once it is said, or done. */
      record(sent: Sent): OutcomeCommand;
    } & Facts)
  | { type: "not-yet"; at: Instant }
  | { type: "superseded"; why: string };

/** Of a timer that says nothing: what is recorded needs no message. */
export type WordlessTurn =
  | (Omit<Extract<Turn, { type: "due" }>, "record"> & { record(): OutcomeCommand })
  | Exclude<Turn, { type: "due" }>;

export const over = (why: string): Extract<Turn, { type: "superseded" }> => ({ type: "superseded", why });

export const notBefore = (at: Instant): Extract<Turn, { type: "not-yet" }> => ({ type: "not-yet", at });
