// What an update causes: to be said wherever it belongs, and to be set right there when it is corrected.
import type { Context } from "../context.ts";
import { once, sayToAll, sayUpdate } from "../enqueue.ts";
import type { DomainEvent } from "../event.ts";
import type { Incident } from "../incident.ts";
import { type JobChange, PRIORITY } from "../job.ts";
import { updateOf } from "./updates.ts";

export function updateJobs(event: DomainEvent, incident: Incident, seq: number, context: Context): JobChange[] {
  switch (event.type) {
    case "UpdatePosted":
      return sayToAll(incident, sayUpdate(updateOf(incident, seq)!), seq, context);
    case "UpdateCorrected":
      return updateOf(incident, event.update)!.delivered.map((place) =>
        correction(incident, event.update, place, context),
      );
    case "Redacted":
      return incident.updates
        .filter(({ seq: own, version }) => event.events.some((one) => one.seq === own || one.seq === version))
        .flatMap(({ seq: own, delivered }) => delivered.map((place) => correction(incident, own, place, context)));
    case "UpdateDelivered":
      return event.stale ? [correction(incident, event.update, event, context)] : [];
    default:
      return [];
  }
}

/** One lane for all of an incident's: Slack allows 50 edits a minute in a whole workspace. */
function correction(
  incident: Incident,
  update: number,
  { channel, ts }: { channel: string; ts: string },
  context: Context,
): JobChange {
  const job = { kind: "correct-update" as const, update, channel, ts };
  const lane = `correct:${incident.id}`;
  return { ...once(incident, `correct:${channel}:${ts}`, job, lane, PRIORITY.say, context), again: "coalesce" };
}
