// Two incidents that turn out to be one: the duplicate ends and points to the other, and both records are kept. Both
// sides are one commit, so that each says of the other what the other says of it.
import { err, ok, type Result } from "../lib/pure/result.ts";
import { isPerson, userOf } from "./actor.ts";
import type { Context } from "./context.ts";
import { once, sayOnce, sayToAll } from "./enqueue.ts";
import type { DomainEvent, EventBody } from "./event.ts";
import type { Incident } from "./incident.ts";
import { type Job, type JobChange, PRIORITY } from "./job.ts";
import { openOnly, withText } from "./lifecycle.ts";
import type { Problem } from "./problem.ts";

/** The other of the two. */
export interface Merged {
  incident: string;
  name: string;
  channel: string | null;
}

/** Given to the duplicate. */
export interface MergeIncident {
  type: "MergeIncident";
  /** The incident that goes on. */
  into: string;
  reason?: string;
}

/** Wants into the room; `reported`: they were about to declare the same trouble under that title. */
export type JoinCommand = { type: "Join"; reported?: string };

export type MergeEvent =
  /** On the duplicate. */
  | ({ type: "MergedInto"; reason: string | null } & Merged)
  /** On the incident that goes on; `people` worked on the duplicate. */
  | ({ type: "DuplicateMerged"; title: string; severity: string; people: string[] } & Merged)
  /** On the incident that went on: the duplicate was reopened, and is none. */
  | ({ type: "DuplicateParted" } & Merged)
  | { type: "Joined"; user: string; reported: string | null };

export function evolveMerge(before: Incident, event: DomainEvent, by: string): Partial<Incident> | null {
  switch (event.type) {
    case "MergedInto": {
      const { incident, name, channel, at, reason } = event;
      return { stage: "merged", mergedInto: { incident, name, channel }, ended: { by, at, words: reason ?? "" } };
    }
    case "Reopened":
      return { mergedInto: null };
    case "DuplicateMerged": {
      const { incident, name, channel } = event;
      return { duplicates: [...before.duplicates, { incident, name, channel }] };
    }
    case "DuplicateParted":
      return { duplicates: before.duplicates.filter(({ incident }) => incident !== event.incident) };
    default:
      return null;
  }
}

/** What happens to each of two incidents. */
export interface PairBodies {
  own: EventBody[];
  others: EventBody[];
}

/** Both are open, and are two. Merging each into the other at once, the second one finds its own already merged. */
export function decideMerge(
  duplicate: Incident,
  other: Incident,
  { reason = "" }: MergeIncident,
): Result<PairBodies, Problem> {
  if (duplicate.id === other.id) return err({ type: "merged-into-itself", name: duplicate.name });
  // Each room is told of the other, and one's people are invited into it.
  if (duplicate.private !== other.private) {
    return err({ type: "merged-with-private", name: duplicate.private ? duplicate.name : other.name });
  }
  for (const one of [duplicate, other]) {
    const open = openOnly(one);
    if (!open.ok) return open;
  }
  const { title, severity, declaredBy, roles } = duplicate;
  const holders = Object.values(roles).map(({ user }) => user);
  const people = [...new Set([declaredBy, ...holders])].filter(isPerson);
  const others: EventBody[] = [{ type: "DuplicateMerged", ...asMerged(duplicate), title, severity, people }];
  const merged = { type: "MergedInto" as const, ...asMerged(other) };
  if (reason.trim() === "") return ok({ own: [{ ...merged, reason: null }], others });
  const own = withText("reason", reason, (text) => [{ ...merged, reason: text }]);
  return own.ok ? ok({ own: own.value, others }) : own;
}

/** What the other one hears when a duplicate is reopened. */
export const parted = (duplicate: Incident): EventBody => ({ type: "DuplicateParted", ...asMerged(duplicate) });

const asMerged = ({ id, name, room }: Incident): Merged => ({ incident: id, name, channel: room?.channel ?? null });

/** Somebody wanted to declare the same: they are part of this incident instead. `reported` is what they had called it. */
export function decideJoin(
  incident: Incident,
  { reported }: JoinCommand,
  user: string | null,
): Result<EventBody[], Problem> {
  const open = openOnly(incident);
  if (!open.ok) return open;
  if (user === null) return err({ type: "not-allowed", command: "Join", standing: "operator" });
  return ok([{ type: "Joined", user, reported: reported?.trim() || null }]);
}

export function mergeJobs(event: DomainEvent, incident: Incident, seq: number, context: Context): JobChange[] {
  const by = userOf(event.actor) ?? event.actor;
  switch (event.type) {
    case "MergedInto": {
      const { name, channel, reason } = event;
      const said = { type: "merged" as const, name, channel, by, reason };
      return sayToAll(incident, said, seq, context);
    }
    case "DuplicateMerged": {
      const { name, channel, title, severity, people } = event;
      const said = { type: "duplicate-merged" as const, name, channel, title, severity, by };
      return [
        bringJob(incident, { from: channel, people }, seq, context),
        ...sayOnce(incident, "room", said, seq, context),
      ];
    }
    case "DuplicateParted": {
      const { name, channel } = event;
      return sayOnce(incident, "room", { type: "duplicate-parted", name, channel, by }, seq, context);
    }
    case "Joined": {
      const { user, reported } = event;
      const bring = bringJob(incident, { from: null, people: [user] }, seq, context);
      if (reported === null) return [bring];
      return [bring, ...sayOnce(incident, "room", { type: "reported-too", user, title: reported }, seq, context)];
    }
    default:
      return [];
  }
}

/** Invites people, and whoever is in another channel, once there is a room to invite them into. */
function bringJob(
  incident: Incident,
  wanted: Pick<Extract<Job, { kind: "bring-people" }>, "from" | "people">,
  seq: number,
  context: Context,
): JobChange {
  return once(incident, `bring:${seq}`, { kind: "bring-people", ...wanted }, null, PRIORITY.page, context);
}
