// Why an order around updates, their reminders or the bridge was not carried out, in words.
import { isProblemOf, type ProblemOf } from "../../domain/problem.ts";
import { cut } from "../../lib/pure/text.ts";
import { escaped, inQuotes, person, time, webLink } from "../mrkdwn.ts";
import type { Words } from "../words/en.ts";

const TYPES = [
  "time-too-far",
  "updated-meanwhile",
  "corrected-meanwhile",
  "update-too-old",
  "update-unchanged",
  "already-subscribed",
  "not-subscribed",
  "no-reminders",
  "not-paused",
  "no-web-address",
  "bridge-unchanged",
] as const;

type UpdateProblem = ProblemOf<(typeof TYPES)[number]>;

export const isUpdateProblem = isProblemOf(TYPES);

/** Longest pieces that are shown, of what was typed and of what somebody else wrote. */
const TYPED_CHARS_MAX = 60;
const OTHERS_CHARS_MAX = 300;

export function updateProblem(problem: UpdateProblem, words: Words): string {
  const said = words.updates.problem;
  switch (problem.type) {
    case "time-too-far":
      return said.timeTooFar({ at: time(problem.at), span: words.duration(problem.span_max_ms) });
    case "updated-meanwhile":
      return said.updatedMeanwhile(whoAndWhat(problem, words));
    case "corrected-meanwhile":
      return said.correctedMeanwhile(whoAndWhat(problem, words));
    case "update-too-old":
      return said.updateTooOld(problem.kept);
    case "update-unchanged":
      return said.updateUnchanged;
    case "already-subscribed":
      return said.alreadySubscribed({ name: escaped(problem.name) });
    case "not-subscribed":
      return said.notSubscribed({ name: escaped(problem.name) });
    case "no-reminders":
      return said.noReminders({ severity: escaped(problem.severity) });
    case "not-paused":
      return said.notPaused;
    case "no-web-address":
      return said.noWebAddress({ asked: inQuotes(problem.asked, TYPED_CHARS_MAX, words) });
    case "bridge-unchanged":
      return said.bridgeUnchanged({ link: webLink(problem.url) });
  }
}

/** What somebody else wrote in the same moment. */
const whoAndWhat = ({ by, ago_ms, text }: { by: string; ago_ms: number; text: string }, { duration }: Words) => ({
  by: person(by),
  ago: duration(ago_ms),
  text: escaped(cut(text, OTHERS_CHARS_MAX)),
});
