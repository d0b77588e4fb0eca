// Runs that once failed, and why: each is run again at every push. A seed means another run once what is drawn from it
// changes; the bug itself has a test of its own then, and its seed stays here as one run more, which costs little.
import { type Case, wholeCase } from "./case.ts";

export interface Failed {
  case: Case;
  why: string;
}

export const CORPUS: readonly Failed[] = [
  { case: wholeCase(6), why: "a draft's old comparison took the place of the one that was to fill a gap" },
  { case: wholeCase(1), why: "questions were told again after the incident was cancelled" },
  { case: wholeCase(14), why: "a deep comparison called for itself without end while events were missing" },
  { case: wholeCase(38), why: "a draft was given up because the database was busy" },
  { case: wholeCase(52), why: "a clock that was set back broke a draft, and hid a downtime from the record" },
  { case: wholeCase(55), why: "a limit of Slack's lasted longer because the clock was set back" },
  { case: wholeCase(119), why: "with a clock hours ahead, a message was not found and said twice" },
  { case: wholeCase(92102), why: "looked for in one of two places, a line was sent to the other and said twice" },
  { case: wholeCase(93236), why: "a crash hid that somebody had deleted the card" },
];
