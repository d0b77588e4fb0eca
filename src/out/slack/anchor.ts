// What each message of ours carries in its metadata: the job it came from, and how far its incident's chain had come. In
// Slack, outside the database, it shows when the database has lost something since.
import { eraOf } from "../../domain/losses.ts";
import type { Delivery } from "../deliver.ts";
import type { SlackMessage } from "./pages.ts";

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
}

interface FromJob {
  /** Its id and generation. */
  job: string;
  /** Which of several things is said. */
  variant?: string | undefined;
}

export const metadataOf = ({ incident, head }: Pick<Delivery, "incident" | "head">, { job, variant }: FromJob) => ({
  event_type: METADATA_EVENT,
  event_payload: {
    job,
    incident: incident.id,
    seq: head.seq,
    hash: head.hash.slice(0, HASH_CHARS),
    ...(eraOf(incident) > 0 ? { era: eraOf(incident) } : {}),
    mark: variant,
  },
});

/** What a message of ours carries; undefined on anybody else's. */
export function payloadOf(message: SlackMessage): Record<string, unknown> | undefined {
  const metadata = message.metadata as
    | { event_type?: string; event_payload?: Record<string, unknown> }
    | null
    | undefined;
  return metadata?.event_type === METADATA_EVENT ? metadata.event_payload : undefined;
}

export function anchorOf(message: SlackMessage): Anchor | null {
  const { incident, seq, hash, era = 0 } = payloadOf(message) ?? {};
  if (typeof incident !== "string" || typeof seq !== "number" || typeof era !== "number") return null;
  return { incident, seq, hash: typeof hash === "string" ? hash : null, era };
}
