// What came of an offer, a question or the reminder of long hours once its message stands. Only Warroom gives these; one
// that is recorded already changes nothing.
import { ok, type Result } from "../../lib/pure/result.ts";
import type { Instant } from "../../lib/pure/time.ts";
import type { Context } from "../context.ts";
import type { EventBody } from "../event.ts";
import type { Incident } from "../incident.ts";
import { noLongerWanted, type Problem } from "../problem.ts";
import { leadRole } from "../runbook.ts";
import type { Appeal } from "./appeals.ts";
import { leadingSince } from "./long-hours.ts";

export type HandoverOutcome =
  | { type: "RecordQuestionPosted"; question: string; channel: string; ts: string }
  | { type: "RecordOfferPosted"; appeal: number; channel: string; ts: string }
  | { type: "RecordQuestionsWaiting"; questions: string[]; to: string; text: string; ts: string }
  | { type: "RecordOfferUnanswered"; role: string; since: Instant; text: string; ts: string; isLost?: true }
  | { type: "RecordLongHours"; since: Instant; nudge: number; to: string; text: string; ts: string; isLost?: true };

export function decideHandoverOutcome(
  incident: Incident,
  command: HandoverOutcome,
  { runbook }: Context,
): Result<EventBody[], Problem> {
  switch (command.type) {
    case "RecordQuestionPosted": {
      const { question, channel, ts } = command;
      // Over by now, its message must still be told so.
      const open = incident.questions.some(({ id }) => id === question);
      if (!open && !incident.appeals.some((one) => isOnItsWay(one, question)))
        return noLongerWanted("the question is over");
      return ok([{ type: "QuestionPosted", question, channel, ts }]);
    }
    case "RecordOfferPosted": {
      const { appeal, channel, ts } = command;
      if (!incident.appeals.some((one) => one.id === appeal && one.posted === null))
        return noLongerWanted("the offer is recorded");
      return ok([{ type: "OfferPosted", appeal, channel, ts }]);
    }
    case "RecordQuestionsWaiting": {
      const { questions, to, text, ts } = command;
      if (incident.appeals.some(({ type, posted }) => type === "waiting" && posted?.ts === ts))
        return noLongerWanted("this is recorded");
      return ok([{ type: "QuestionsWaiting", questions, to, text, ts }]);
    }
    case "RecordOfferUnanswered": {
      const { role, since, text, ts, isLost } = command;
      const offer = incident.offers[role];
      if (!offer || offer.at !== since || offer.told) return noLongerWanted("the offer is over");
      return ok([
        { type: "HandoverUnanswered", role, from: offer.from, to: offer.to, text, ts, ...(isLost && { isLost }) },
      ]);
    }
    case "RecordLongHours": {
      const { since, nudge, to, text, ts, isLost } = command;
      const { longHours } = incident;
      const current = leadingSince(incident, runbook)?.since;
      const isRecorded = longHours?.since === since && longHours.nudges >= nudge;
      // Not by which stretch began later: a clock may have been set back in between.
      const isOfAnEarlierStretch = since !== current && longHours?.since === current;
      if (longHours && (isRecorded || isOfAnEarlierStretch)) return noLongerWanted("this nudge is recorded");
      const role = leadRole(runbook)!.key;
      return ok([{ type: "LongHoursNudged", role, to, since, nudge, text, ts, ...(isLost && { isLost }) }]);
    }
  }
}

const isOnItsWay = (appeal: Appeal, question: string): boolean =>
  appeal.type === "question" && appeal.posted === null && appeal.questions.some(({ id }) => id === question);
