// What happened, in the past tense. Events are never changed: a new shape adds optional fields, and older events lack them.
import type { Instant } from "../lib/pure/time.ts";
import type { ActionItemEvent } from "./work/action-items.ts";
import type { AftermathEvent } from "./aftermath.ts";
import type { BridgeEvent } from "./room/bridge.ts";
import type { BreachEvent } from "./clocks/breaches.ts";
import type { CheckEvent } from "./checks/checks.ts";
import type { CallEvent } from "./escalation/calls.ts";
import type { PageEvent } from "./escalation/pages.ts";
import type { RungEvent } from "./escalation/rungs.ts";
import type { SignalEvent } from "./escalation/signals.ts";
import type { FailureEvent } from "./failures.ts";
import type { DutyEvent } from "./duties/owed.ts";
import type { EntryEvent } from "./timeline/entries.ts";
import type { AppealEvent } from "./handover/appeals.ts";
import type { HandoverEvent } from "./handover/handover.ts";
import type { CircumstanceEvent } from "./facts/circumstances.ts";
import type { Measured } from "./condition.ts";
import type { ImpactEvent } from "./facts/impact.ts";
import type { LongHoursEvent } from "./handover/long-hours.ts";
import type { LossEvent } from "./record/losses.ts";
import type { MergeEvent } from "./merge.ts";
import type { NudgeStep } from "./nudges.ts";
import type { PauseEvent } from "./updates/pause.ts";
import type { ChecklistEvent } from "./procedures/checklists.ts";
import type { PlaybookEvent } from "./procedures/playbooks.ts";
import type { StatusEvent } from "./procedures/phases.ts";
import type { RecoveryEvent } from "./recovery/recovery.ts";
import type { ResolveEvent } from "./recovery/resolve.ts";
import type { RunbookEvent } from "./apply-runbook.ts";
import type { DeadlineEvent } from "./review/deadlines.ts";
import type { MeetingEvent } from "./review/meeting.ts";
import type { RoomEvent } from "./room/room.ts";
import type { RegimeEvent } from "./regimes/state.ts";
import type { QuestionEvent } from "./handover/questions.ts";
import type { RedactionEvent } from "./record/redaction.ts";
import type { SubscriberEvent } from "./updates/subscribers.ts";
import type { TaskEvent } from "./work/tasks.ts";
import type { ThreadEvent } from "./room/thread.ts";
import type { TimeEvent } from "./facts/times.ts";
import type { TriageEvent } from "./facts/triage.ts";
import type { UpdateEvent } from "./updates/updates.ts";
import type { WorkEvent } from "./work/work.ts";

export type EventBody =
  | LifeEvent
  | OutcomeEvent
  | UpdateEvent
  | SubscriberEvent
  | PauseEvent
  | BridgeEvent
  | BreachEvent
  | RungEvent
  | SignalEvent
  | PageEvent
  | CallEvent
  | RoomEvent
  | ThreadEvent
  | EntryEvent
  | HandoverEvent
  | AppealEvent
  | LongHoursEvent
  | QuestionEvent
  | TimeEvent
  | ImpactEvent
  | CircumstanceEvent
  | TriageEvent
  | RecoveryEvent
  | CheckEvent
  | ChecklistEvent
  | PlaybookEvent
  | DutyEvent
  | TaskEvent
  | ActionItemEvent
  | WorkEvent
  | MergeEvent
  | AftermathEvent
  | RunbookEvent
  | DeadlineEvent
  | MeetingEvent
  | RegimeEvent
  | LossEvent
  | RedactionEvent;

/** Declared, staffed, changed, ended. */
type LifeEvent =
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
      /** Present where it is one. */
      drill?: { pages: boolean };
      /** Present where those in its room alone may see it. */
      private?: true;
      /** Keys of the runbook's categories; absent where it was of none that was known then. */
      categories?: string[];
      /** By the measure's key; absent where nothing was measured then. */
      measured?: Record<string, Measured>;
    }
  /** `how` it came to them; absent in events of before that was kept. `reason` where they took over. */
  | { type: "RoleAssigned"; role: string; user: string; previous: string | null; how?: Assignment; reason?: string }
  /** `lead`: it was the role that may not stay empty. `why` where nobody gave it up: its holder's account was deactivated. */
  | { type: "RoleReleased"; role: string; user: string; lead: boolean; why?: "deactivated" }
  | { type: "Acknowledged"; by: string }
  | { type: "SeverityChanged"; from: string; to: string; reason: string | null }
  | StatusEvent
  | ResolveEvent
  | { type: "Cancelled"; reason: string }
  | { type: "Reopened"; reason: string }
  | { type: "PostmortemRequested" };

export type Assignment = "claimed" | "assigned" | "handed-over" | "taken-over";

/** What the world answered. */
type OutcomeEvent =
  | { type: "RoomOpened"; channel: string; name: string }
  | { type: "RoomRefused"; error: string }
  | { type: "RoomMoved"; from: string; to: string }
  /** `stale`: the incident changed while this was on its way, so it must be shown again. */
  | { type: "CardPosted"; channel: string; ts: string; stale: boolean }
  | { type: "AnnouncementPosted"; channel: string; ts: string; stale: boolean }
  | { type: "PeopleInvited"; invited: string[]; refused: { user: string; error: string }[] }
  | { type: "NudgeSent"; step: NudgeStep; cycle: Instant; dueAt: Instant; to: string[]; text: string; ts: string }
  | { type: "LeadAsked"; ask: number; since: Instant; to: string[]; text: string; ts: string }
  /** `canvas` is the id of the room's, where it has one of ours; absent in events of before there was any. */
  | {
      type: "PostmortemDrafted";
      markdown: string;
      fileName: string;
      permalink: string | null;
      canvas?: string | null;
    }
  | FailureEvent;

export type DomainEvent = EventBody & { at: Instant; actor: string };
