// Who gets each update by direct message, whether or not they are in the room.
import { err, ok, type Result } from "../../lib/pure/result.ts";
import { type Actor, isPerson } from "../actor.ts";
import type { Context } from "../context.ts";
import { sayUpdate, subscriberJob } from "../enqueue.ts";
import type { DomainEvent, EventBody } from "../event.ts";
import type { Incident } from "../incident.ts";
import type { JobChange } from "../job.ts";
import { openOnly } from "../lifecycle.ts";
import type { Problem } from "../problem.ts";
import { latestUpdate } from "./updates.ts";

export type SubscriberCommand = { type: "Subscribe" } | { type: "Unsubscribe" };

export type SubscriberEvent =
  | { type: "Subscribed"; user: string }
  /** `why` where Slack no longer takes messages to them. */
  | { type: "Unsubscribed"; user: string; why?: string };

export function decideSubscriber(
  incident: Incident,
  command: SubscriberCommand,
  actor: Actor,
): Result<EventBody[], Problem> {
  const user = actor.kind === "person" ? actor.user : "";
  // An operator at the command line has no direct messages.
  if (!isPerson(user)) return err({ type: "not-allowed", command: command.type, standing: actor.kind });
  const subscribed = incident.subscribers.includes(user);
  if (command.type === "Unsubscribe") {
    return subscribed ? ok([{ type: "Unsubscribed", user }]) : err({ type: "not-subscribed", name: incident.name });
  }
  const open = openOnly(incident);
  if (!open.ok) return open;
  return subscribed ? err({ type: "already-subscribed", name: incident.name }) : ok([{ type: "Subscribed", user }]);
}

export function evolveSubscribers({ subscribers }: Incident, event: DomainEvent): Partial<Incident> | null {
  switch (event.type) {
    case "Subscribed":
      return { subscribers: [...subscribers, event.user] };
    case "Unsubscribed":
      return { subscribers: subscribers.filter((user) => user !== event.user) };
    default:
      return null;
  }
}

/** A new subscriber gets the latest update at once; one who is back gets it again, unless it is still on its way. */
export function subscriberJobs(event: DomainEvent, incident: Incident, _seq: number, context: Context): JobChange[] {
  const latest = latestUpdate(incident);
  if (event.type !== "Subscribed" || !latest) return [];
  const job = subscriberJob(incident, event.user, sayUpdate(latest), latest.seq, context);
  return [{ ...job, again: "revive" }];
}
