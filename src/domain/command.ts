// Commands. Each is decided against the incident's state and becomes events or a Problem.
import type { Instant } from "../lib/pure/time.ts";
import type { ActionItemCommand } from "./work/decide-action-item.ts";
import type { TaskCommand } from "./work/decide-task.ts";
import type { AftermathCommand, AftermathOutcome } from "./aftermath.ts";
import type { BridgeCommand } from "./room/bridge.ts";
import type { BreachCommand } from "./clocks/breaches.ts";
import type { RungCommand } from "./escalation/decide-rung.ts";
import type { CheckCommand, CheckOutcome } from "./checks/decide-checks.ts";
import type { CallCommand, CallOutcome } from "./escalation/decide-call.ts";
import type { PageCommand } from "./escalation/pages.ts";
import type { SignalCommand } from "./escalation/signals.ts";
import type { HandoverOutcome } from "./handover/decide-handover-outcome.ts";
import type { QuestionCommand } from "./handover/decide-question.ts";
import type { FailureCommand } from "./failures.ts";
import type { Effect } from "./effect.ts";
import type { CircumstanceCommand } from "./facts/circumstances.ts";
import type { Measured } from "./condition.ts";
import type { ImpactCommand } from "./facts/impact.ts";
import type { MarkCommand } from "./timeline/decide-mark.ts";
import type { NoteCommand } from "./timeline/decide-note.ts";
import type { LossOutcome } from "./record/losses.ts";
import type { JoinCommand } from "./merge.ts";
import type { HandoverCommand } from "./handover/handover.ts";
import type { Heard } from "./room/heard.ts";
import type { NudgeStep } from "./nudges.ts";
import type { TimeCommand } from "./facts/times.ts";
import type { TriageCommand } from "./facts/triage.ts";
import type { WorkOutcome } from "./work/decide-work-outcome.ts";
import type { DutyCommand, DutyOutcome } from "./duties/decide-duty.ts";
import type { ChecklistCommand } from "./procedures/checklists.ts";
import type { PlaybookCommand, PlaybookOutcome } from "./procedures/playbooks.ts";
import type { StatusCommand } from "./procedures/phases.ts";
import type { RecoveryCommand, RecoveryOutcome } from "./recovery/recovery.ts";
import type { ResolveCommand } from "./recovery/resolve.ts";
import type { ApplyRunbook } from "./apply-runbook.ts";
import type { DeadlineCommand, DeadlineOutcome } from "./review/deadlines.ts";
import type { MeetingCommand } from "./review/meeting.ts";
import type { RoomCommand, RoomOutcome } from "./room/room.ts";
import type { RegimeCommand, RegimeOutcome, RegimeReminded } from "./regimes/decide-regime.ts";
import type { PauseCommand } from "./updates/pause.ts";
import type { UpdateCommand } from "./updates/decide-update.ts";
import type { RedactCommand } from "./record/redaction.ts";
import type { SubscriberCommand } from "./updates/subscribers.ts";

export interface DeclareIncident {
  type: "DeclareIncident";
  title: string;
  severity: string;
  /** When the trouble began, if that is known to be earlier than now. */
  startedAt?: Instant;
  /** It did not happen: people practise. `pages`: those whom the runbook calls are called all the same. */
  drill?: { pages: boolean };
  /** Declared knowing of a similar incident. */
  anyway?: boolean;
  /** Seen by those in its room alone, for ever. */
  private?: boolean;
  /** As people call them. One that its runbook keeps private makes it private. */
  categories?: readonly string[];
  /** By the measure's key. */
  measured?: Readonly<Record<string, Measured>>;
}

/** What people ask of an incident that exists. */
export type PersonCommand =
  | { type: "ClaimRole"; role: string }
  | { type: "AssignRole"; role: string; user: string }
  | { type: "ReleaseRole"; role: string }
  | { type: "Acknowledge" }
  | { type: "ChangeSeverity"; severity: string; reason?: string }
  | StatusCommand
  | ResolveCommand
  | { type: "Cancel"; reason: string }
  | { type: "Reopen"; reason: string }
  | { type: "RequestPostmortem" }
  | FailureCommand
  | TimeCommand
  | ImpactCommand
  | CircumstanceCommand
  | TriageCommand
  | RecoveryCommand
  | CheckCommand
  | ChecklistCommand
  | PlaybookCommand
  | DutyCommand
  | NoteCommand
  | MarkCommand
  | TaskCommand
  | ActionItemCommand
  | JoinCommand
  | AftermathCommand
  | ApplyRunbook
  | DeadlineCommand
  | MeetingCommand
  | RegimeCommand
  | UpdateCommand
  | SubscriberCommand
  | PauseCommand
  | BridgeCommand
  | Extract<RungCommand, { type: "Escalate" }>
  | SignalCommand
  | CallCommand
  | RoomCommand
  | HandoverCommand
  | QuestionCommand
  | RedactCommand;

type HolderGone = { type: "RecordHolderGone"; user: string };

/** One person could not be told of something, and others are still to be. */
export type Passed =
  | WorkOutcome
  | HolderGone
  | DeadlineOutcome
  | RegimeReminded
  | Extract<HandoverOutcome, { type: "RecordLongHours" | "RecordOfferUnanswered" }>;

/**
 * What the world did: what came of an effect, or what Slack told (of a room, of what people said, of who is gone). Only
 * Warroom gives these: "Record" at the front of the name is the permission, by which `may` refuses them to everybody else.
 * `shown` is `shownOf` the state that was posted.
 */
export type OutcomeCommand =
  | { type: "RecordRoomOpened"; channel: string; name: string }
  | { type: "RecordRoomRefused"; error: string }
  | RoomOutcome
  /** Slack gave the channel another id. */
  | { type: "RecordRoomMoved"; from: string; to: string }
  | { type: "RecordPosted"; what: "card" | "announcement"; channel: string; ts: string; shown: string }
  /** Their Slack account was deactivated: what they held is vacant. */
  | HolderGone
  | { type: "RecordInvites"; invited: string[]; refused: { user: string; error: string }[] }
  | {
      type: "RecordNudge";
      step: NudgeStep;
      cycle: Instant;
      dueAt: Instant;
      to: string[];
      text: string;
      channel: string;
      ts: string;
    }
  | { type: "RecordLeadAsk"; ask: number; since: Instant; to: string[]; text: string; channel: string; ts: string }
  | { type: "RecordHeard"; heard: Heard[] }
  | HandoverOutcome
  /** `version` of its words is what that message shows. */
  | { type: "RecordUpdateDelivered"; update: number; version: number; channel: string; ts: string; to: string | null }
  /** Slack takes no messages to them any more. */
  | { type: "RecordSubscriberLost"; user: string; why: string }
  | { type: "RecordPostmortem"; markdown: string; fileName: string; permalink: string | null; canvas: string | null }
  | AftermathOutcome
  | BreachCommand
  | Extract<RungCommand, { type: "RecordRungs" }>
  | PageCommand
  | DeadlineOutcome
  | RegimeOutcome
  | CallOutcome
  | LossOutcome
  /** `passed`: what its timer counts as done, to go on with what comes next. */
  | { type: "RecordFailure"; effect: Effect; why: string; job?: string; passed?: Passed }
  | RecoveryOutcome
  | CheckOutcome
  | PlaybookOutcome
  | DutyOutcome
  | WorkOutcome;

/**
 * Whether it records a message that people read in Slack, by its `ts`: that counts even where its job was replaced while it
 * was said. Without a `ts` nobody could tell whether it is in the record already.
 */
export const SAID_ALOUD: {
  [Type in OutcomeCommand["type"]]: OutcomeOf<Type> extends { ts: string } ? boolean : false;
} = {
  RecordRoomOpened: false,
  RecordRoomRefused: false,
  RecordRoomLeft: false,
  RecordRoomRejoined: false,
  RecordRoomRenamed: false,
  RecordRoomPrivate: false,
  RecordRoomShared: false,
  RecordRoomMoved: false,
  RecordPosted: false,
  RecordHolderGone: false,
  RecordInvites: false,
  RecordNudge: true,
  RecordLeadAsk: true,
  RecordHeard: false,
  RecordQuestionPosted: false,
  RecordOfferPosted: false,
  RecordQuestionsWaiting: true,
  RecordOfferUnanswered: true,
  RecordLongHours: true,
  RecordUpdateDelivered: false,
  RecordSubscriberLost: false,
  RecordPostmortem: false,
  RecordFailure: false,
  RecordLoss: false,
  RecordDeadlineNudge: true,
  RecordRegimesAsked: true,
  RecordRegimeReminder: true,
  RecordArchiveOffer: true,
  RecordRoomArchived: false,
  RecordWorkPosted: false,
  RecordTaskAsked: true,
  RecordTaskWaitTold: false,
  RecordItemReminded: false,
  RecordUnownedTold: false,
  RecordWatchOver: true,
  RecordChecks: false,
  RecordNoChecker: false,
  RecordChecksPosted: false,
  RecordBreaches: false,
  RecordRungs: false,
  RecordPage: false,
  RecordApprovalPosted: false,
  RecordStepRun: false,
  RecordDuties: false,
  RecordDutyDraft: false,
  RecordDutyTold: true,
  RecordDutyAccepted: false,
  RecordDutyNotTold: false,
  RecordUnanswered: false,
};

type OutcomeOf<Type, Each = OutcomeCommand> = Each extends { type: infer Types }
  ? Type extends Types
    ? Each
    : never
  : never;

export type Command = PersonCommand | OutcomeCommand;
