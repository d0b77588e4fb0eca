// Updates: what those outside are told, in the room, under the announcement and by direct message. A correction changes
// the words wherever they went; the original stays in its event.
import type { Instant } from "../../lib/pure/time.ts";
import type { DomainEvent } from "../event.ts";
import type { Incident } from "../incident.ts";
import { UPDATES_KEPT } from "../limits.ts";

/** The parts of an update besides what changed, which is its text. An absent part was not given. */
export const UPDATE_PARTS = ["impact", "next", "eta", "workaround"] as const;
export type UpdatePart = (typeof UPDATE_PARTS)[number];
export type UpdateParts = Partial<Record<UpdatePart, string>>;

export type UpdateEvent =
  /** `promised`: its writer named `nextDueAt`; else it follows from the severity. */
  | {
      type: "UpdatePosted";
      text: string;
      status: string;
      nextDueAt: Instant | null;
      parts?: UpdateParts;
      promised?: boolean;
    }
  /** `update` is the number of the event that posted it. Text and parts are the whole of it from then on. */
  | { type: "UpdateCorrected"; update: number; text: string; parts: UpdateParts; reason: string }
  /** Where it went: what a correction must reach. `to` is a subscriber, null for a channel; `stale`: it was corrected on its way. */
  | { type: "UpdateDelivered"; update: number; channel: string; ts: string; to: string | null; stale: boolean };

export interface Update {
  /** The number of the event that posted it. */
  seq: number;
  /** The number of the event that wrote its present words. */
  version: number;
  by: string;
  at: Instant;
  status: string;
  nextDueAt: Instant | null;
  text: string;
  parts: UpdateParts;
  correction: { by: string; at: Instant; reason: string } | null;
  delivered: Delivered[];
}

interface Delivered {
  channel: string;
  ts: string;
  to: string | null;
}

export const latestUpdate = ({ updates }: Incident): Update | null => updates.at(-1) ?? null;

export const updateOf = ({ updates }: Incident, seq: number): Update | undefined =>
  updates.find((update) => update.seq === seq);

export function evolveUpdates(before: Incident, event: DomainEvent, by: string): Partial<Incident> | null {
  const changed = (seq: number, change: (update: Update) => Partial<Update>) => ({
    updates: before.updates.map((one) => (one.seq === seq ? { ...one, ...change(one) } : one)),
  });
  switch (event.type) {
    case "UpdatePosted": {
      const { at, text, parts = {}, status, nextDueAt } = event;
      const seq = before.seq + 1;
      const update = { seq, version: seq, by, at, status, nextDueAt, text, parts, correction: null, delivered: [] };
      return { updates: [...before.updates, update].slice(-UPDATES_KEPT) };
    }
    case "UpdateCorrected": {
      const { text, parts, at, reason } = event;
      return changed(event.update, () => ({
        text,
        parts,
        version: before.seq + 1,
        correction: { by, at, reason },
      }));
    }
    case "UpdateDelivered": {
      const { channel, ts, to } = event;
      return changed(event.update, ({ delivered }) => ({ delivered: [...delivered, { channel, ts, to }] }));
    }
    case "RoomMoved": {
      const moved = (place: Delivered) => (place.channel === event.from ? { ...place, channel: event.to } : place);
      return { updates: before.updates.map((one) => ({ ...one, delivered: one.delivered.map(moved) })) };
    }
    default:
      return null;
  }
}
