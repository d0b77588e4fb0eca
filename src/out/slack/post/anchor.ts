// What each message of ours carries in its metadata: the job it came from, which incident it is of, and how far that one's
// chain had come. In Slack, outside the database, it shows when the database has lost something since.
import { eraOf } from "../../../domain/record/losses.ts";
import type { Instant } from "../../../lib/pure/time.ts";
import type { Claim } from "../../../store/jobs.ts";
import type { Delivery } from "../../deliver.ts";
import type { SlackMessage } from "../record/pages.ts";

/** A beginning of the chain's hash is enough to tell one chain from another. */
const HASH_CHARS = 12;
const METADATA_EVENT = "warroom";

export interface Anchor {
  incident: string;
  seq: number;
  /** Null in messages of an older version. */
  hash: string | null;
  /** How many losses the incident's record had had. */
  era: number;
  /** Null in messages of an older version. */
  about: About | null;
}

/** What is still to be known of an incident that the database has lost. No word of its title: others may read it. */
export interface About {
  number: number;
  name: string;
  declaredAt: Instant;
  /** Its room's channel; null before it is open. */
  room: string | null;
  isPrivate: boolean;
}

interface FromJob {
  /** As `jobKey` has it. */
  job: string;
  /** Which of several things is said. */
  variant?: string | undefined;
}

/** A job in the life that it has: replaced, it says something else, and is looked for by another name. */
export const jobKey = ({ id, generation }: Pick<Claim, "id" | "generation">): string => `${id}@${generation}`;

export const metadataOf = ({ incident, head }: Pick<Delivery, "incident" | "head">, { job, variant }: FromJob) => ({
  event_type: METADATA_EVENT,
  event_payload: {
    job,
    incident: incident.id,
    seq: head.seq,
    hash: head.hash.slice(0, HASH_CHARS),
    ...(eraOf(incident) > 0 ? { era: eraOf(incident) } : {}),
    number: incident.number,
    name: incident.name,
    declared: incident.declaredAt,
    ...(incident.room && { room: incident.room.channel }),
    ...(incident.private && { private: true }),
    mark: variant,
  },
});

/** Of what is said where there is no incident, by the job's id alone: it tells nothing of any record. */
export const metadataOfJob = (job: string) => ({ event_type: METADATA_EVENT, event_payload: { job } });

/** What a message of ours carries; undefined on anybody else's. */
export function payloadOf(message: SlackMessage): Record<string, unknown> | undefined {
  const metadata = message.metadata as
    | { event_type?: string; event_payload?: Record<string, unknown> }
    | null
    | undefined;
  return metadata?.event_type === METADATA_EVENT ? metadata.event_payload : undefined;
}

export function anchorOf(message: SlackMessage): Anchor | null {
  const payload = payloadOf(message) ?? {};
  const { incident, seq, hash, era = 0 } = payload;
  if (typeof incident !== "string" || typeof seq !== "number" || typeof era !== "number") return null;
  return { incident, seq, hash: typeof hash === "string" ? hash : null, era, about: aboutOf(payload) };
}

function aboutOf({ number, name, declared, room, private: isPrivate }: Record<string, unknown>): About | null {
  if (typeof number !== "number" || typeof name !== "string" || typeof declared !== "number") return null;
  return {
    number,
    name,
    declaredAt: declared,
    room: typeof room === "string" ? room : null,
    isPrivate: isPrivate === true,
  };
}
