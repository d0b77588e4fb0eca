// What came of showing work and of asking for it. Only Warroom gives these; one that is recorded already changes nothing.
import { ok, type Result } from "../../lib/pure/result.ts";
import type { Instant } from "../../lib/pure/time.ts";
import type { EventBody } from "../event.ts";
import type { Incident } from "../incident.ts";
import { noLongerWanted, type Problem } from "../problem.ts";
import { type OwnMessage, shownWork, type Work } from "./work.ts";

/** `shown` is `shownWork` of the state that was posted. */
export type WorkOutcome =
  | ({ type: "RecordWorkPosted"; work: Work; shown: string; link: string | null } & OwnMessage)
  | ({ type: "RecordTaskAsked"; task: number; to: string; dueAt: Instant; text: string } & OwnMessage)
  | { type: "RecordTaskWaitTold"; task: number; to: string; since: Instant }
  | { type: "RecordItemReminded"; item: number; to: string; step: number; since: Instant; isLost?: true }
  | { type: "RecordUnownedTold"; to: string; items: number[] };

export function decideWorkOutcome(incident: Incident, command: WorkOutcome): Result<EventBody[], Problem> {
  switch (command.type) {
    case "RecordWorkPosted": {
      const { work, channel, ts, link, shown } = command;
      return ok([{ type: "WorkPosted", work, channel, ts, link, stale: shown !== shownWork(incident, work) }]);
    }
    case "RecordTaskAsked": {
      const { task: number, to, dueAt, text, channel, ts } = command;
      const task = incident.tasks.find((one) => one.number === number);
      if (!task || (task.asked && task.dueAt === dueAt)) return noLongerWanted(RECORDED);
      return ok([{ type: "TaskAsked", task: number, to, dueAt, text, channel, ts }]);
    }
    case "RecordTaskWaitTold": {
      const { task: number, to, since } = command;
      const task = incident.tasks.find((one) => one.number === number);
      if (!task || (task.waitTold && task.moved.at === since)) return noLongerWanted(RECORDED);
      return ok([{ type: "TaskWaitTold", task: number, to, since }]);
    }
    case "RecordItemReminded": {
      const { item: number, to, step, since, isLost } = command;
      const item = incident.actionItems.find((one) => one.number === number);
      if (!item || (item.since === since && item.reminders >= step)) return noLongerWanted(RECORDED);
      return ok([{ type: "ActionItemReminded", item: number, to, step, since, ...(isLost && { isLost }) }]);
    }
    case "RecordUnownedTold":
      if (incident.unownedToldAt !== null) return noLongerWanted(RECORDED);
      return ok([{ type: "UnownedTold", to: command.to, items: command.items }]);
  }
}

const RECORDED = "this is recorded";
