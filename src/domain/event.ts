// What happened, in the past tense. Events are never changed: a new shape is a new `version` beside the old one.
import type { Instant } from "../lib/pure/time.ts";
import type { Effect } from "./effect.ts";
import type { NudgeStep } from "./nudges.ts";

export type EventBody =
  | {
      type: "IncidentDeclared";
      team: string;
      number: number;
      name: string;
      title: string;
      severity: string;
      status: string;
      startedAt: Instant;
      /** Content hash of the runbook stamped on the incident. */
      runbook: string;
    }
  | { type: "RoomOpened"; channel: string; name: string }
  | { type: "RoomRefused"; error: string }
  /** Warroom was removed from its room, and hears nothing there from then on. */
  | { type: "RoomLeft"; channel: string; since: Instant }
  | { type: "RoomMoved"; from: string; to: string }
  /** `stale`: the incident changed while this was on its way, so it must be shown again. */
  | { type: "CardPosted"; channel: string; ts: string; stale: boolean }
  | { type: "AnnouncementPosted"; channel: string; ts: string; stale: boolean }
  | { type: "PeopleInvited"; invited: string[]; refused: { user: string; error: string }[] }
  | { type: "RoleAssigned"; role: string; user: string; previous: string | null }
  /** `lead`: it was the role that may not stay empty. */
  | { type: "RoleReleased"; role: string; user: string; lead: boolean }
  | { type: "Acknowledged"; by: string }
  | { type: "SeverityChanged"; from: string; to: string; reason: string | null }
  | { type: "StatusChanged"; from: string; to: string }
  | { type: "UpdatePosted"; text: string; status: string; nextDueAt: Instant | null }
  | { type: "NoteAdded"; text: string; happenedAt: Instant }
  | { type: "Resolved"; summary: string }
  | { type: "Cancelled"; reason: string }
  | { type: "Reopened"; reason: string }
  | { type: "NudgeSent"; step: NudgeStep; cycle: Instant; dueAt: Instant; to: string[]; text: string; ts: string }
  | { type: "LeadAsked"; ask: number; since: Instant; to: string[]; text: string; ts: string }
  | { type: "PostmortemRequested" }
  | { type: "PostmortemDrafted"; markdown: string; fileName: string; permalink: string | null }
  | { type: "EffectFailed"; effect: Effect; why: string };

export type DomainEvent = EventBody & { at: Instant; actor: string };
