// Who may order what: one row for each command, held against `may` by may.test.ts and written down in
// docs/permissions.md. A command without a row does not compile.
import { writeFileSync } from "node:fs";
import { type Actor, WARROOM } from "../../src/domain/actor.ts";
import type { Command } from "../../src/domain/command.ts";
import { fold, type Incident } from "../../src/domain/incident.ts";
import { may } from "../../src/domain/may.ts";
import type { ReadinessCommand } from "../../src/domain/readiness/decide-readiness.ts";
import { visibleTo } from "../../src/domain/visible.ts";
import { declared, event, person } from "../domain/given.ts";

export type CommandType = Command["type"] | ReadinessCommand["type"] | "DeclareIncident" | "MergeIncident";

/** Task 1 of this incident is for a guest, UDOER. */
const INCIDENT: Incident = fold("I7", [
  declared(),
  event(1, { type: "TaskGiven", text: "Look", to: "UDOER", dueAt: null }),
]);

export const ACTORS: Record<string, Actor> = {
  member: person("UANA"),
  guest: person("UGUEST", "guest"),
  "guest, of their task": person("UDOER", "guest"),
  external: person("UEXT", "external"),
  unknown: person("UNEW", "unknown"),
  operator: { kind: "operator", name: "root" },
  Warroom: WARROOM,
};

type Row = readonly (keyof typeof ACTORS)[];

/** Most: whoever belongs to the organisation. */
const FULL: Row = ["member", "operator", "Warroom"];
/** Also whom Slack has not told of yet: an alarm and its record must not wait. */
const ALARM: Row = ["member", "unknown", "operator", "Warroom"];
/** Also a guest who was asked to do it. */
const DOER: Row = ["member", "guest, of their task", "operator", "Warroom"];
/** What the world did, which nobody orders. */
const WORLD: Row = ["Warroom"];

export const PERMISSIONS: Record<CommandType, Row> = {
  DeclareIncident: ALARM,
  Join: FULL,
  MergeIncident: FULL,
  ClaimRole: FULL,
  AssignRole: FULL,
  ReleaseRole: FULL,
  OfferRole: FULL,
  AcceptHandover: FULL,
  DeclineHandover: FULL,
  WithdrawHandover: FULL,
  AskLead: FULL,
  AnswerQuestion: FULL,
  TakeOver: FULL,
  Acknowledge: FULL,
  ChangeSeverity: FULL,
  ChangeStatus: FULL,
  PostUpdate: FULL,
  CorrectUpdate: FULL,
  Subscribe: FULL,
  Unsubscribe: FULL,
  AnswerRegime: FULL,
  SubmitNotification: FULL,
  SkipNotification: FULL,
  ReopenNotification: FULL,
  AskForProof: FULL,
  RecordRegimesAsked: WORLD,
  RecordRegimeReminder: WORLD,
  PauseNudges: FULL,
  ResumeNudges: FULL,
  SetBridge: FULL,
  Escalate: FULL,
  ReportBlocked: FULL,
  CountComplaints: FULL,
  CallPeople: FULL,
  AnswerCall: FULL,
  NoteContact: FULL,
  SetTime: FULL,
  SetImpact: FULL,
  AddCategory: FULL,
  RemoveCategory: FULL,
  AnswerTriage: FULL,
  TickItem: FULL,
  UntickItem: FULL,
  DoStep: FULL,
  UndoStep: FULL,
  RunStep: FULL,
  AskApproval: FULL,
  ApproveStep: FULL,
  RefuseStep: FULL,
  Attest: FULL,
  Unattest: FULL,
  AskChecks: FULL,
  FinishDuty: FULL,
  SkipDuty: FULL,
  SendDuty: FULL,
  DraftDuty: FULL,
  AddNote: ALARM,
  CorrectEntry: FULL,
  Redact: FULL,
  StrikeEntry: FULL,
  NoteOutcome: FULL,
  MarkMoment: ALARM,
  UnmarkMoment: ALARM,
  GiveTask: FULL,
  AcceptTask: DOER,
  DeclineTask: DOER,
  HandBackTask: DOER,
  FinishTask: DOER,
  DropTask: FULL,
  ReassignTask: FULL,
  ExtendTask: DOER,
  AddActionItem: FULL,
  FinishActionItem: FULL,
  DropActionItem: FULL,
  ReassignActionItem: FULL,
  DateActionItem: FULL,
  PrioritizeActionItem: FULL,
  Resolve: FULL,
  Cancel: FULL,
  Reopen: FULL,
  RequestPostmortem: FULL,
  RetryEffect: FULL,
  ApplyRunbook: FULL,
  FinishDeadline: FULL,
  UnfinishDeadline: FULL,
  SetMeeting: FULL,
  Contribute: FULL,
  ArchiveRoom: FULL,
  OpenNewRoom: FULL,
  RecordRoomOpened: WORLD,
  RecordRoomRefused: WORLD,
  RecordRoomLeft: WORLD,
  RecordRoomRejoined: WORLD,
  RecordRoomRenamed: WORLD,
  RecordRoomPrivate: WORLD,
  RecordRoomShared: WORLD,
  RecordRoomMoved: WORLD,
  RecordRoomArchived: WORLD,
  RecordPosted: WORLD,
  RecordHolderGone: WORLD,
  RecordInvites: WORLD,
  RecordNudge: WORLD,
  RecordLeadAsk: WORLD,
  RecordHeard: WORLD,
  RecordQuestionPosted: WORLD,
  RecordOfferPosted: WORLD,
  RecordQuestionsWaiting: WORLD,
  RecordOfferUnanswered: WORLD,
  RecordLongHours: WORLD,
  RecordWatchOver: WORLD,
  RecordChecks: WORLD,
  RecordNoChecker: WORLD,
  RecordChecksPosted: WORLD,
  RecordApprovalPosted: WORLD,
  RecordStepRun: WORLD,
  RecordDuties: WORLD,
  RecordDutyDraft: WORLD,
  RecordDutyTold: WORLD,
  RecordDutyAccepted: WORLD,
  RecordDutyNotTold: WORLD,
  RecordPostmortem: WORLD,
  RecordDeadlineNudge: WORLD,
  RecordArchiveOffer: WORLD,
  RecordWorkPosted: WORLD,
  RecordTaskAsked: WORLD,
  RecordTaskWaitTold: WORLD,
  RecordItemReminded: WORLD,
  RecordUnownedTold: WORLD,
  RecordBreaches: WORLD,
  RecordRungs: WORLD,
  RecordPage: WORLD,
  RecordUnanswered: WORLD,
  RecordUpdateDelivered: WORLD,
  RecordSubscriberLost: WORLD,
  RecordFailure: WORLD,
  RecordLoss: WORLD,
  FinishExercise: FULL,
  SkipExercise: FULL,
  MoveExercise: FULL,
  RecordExercises: WORLD,
  RecordExercisesDue: WORLD,
  RecordReminderPosted: WORLD,
  RecordDrillHeld: WORLD,
};

export const COMMANDS = Object.keys(PERMISSIONS) as CommandType[];

export const isAllowed = (actor: Actor, type: CommandType): boolean =>
  may(actor, { type, task: 1 } as Parameters<typeof may>[1], INCIDENT).ok;

/** Whether somebody sees an incident: by what it is, and whether they are in its room. */
export const SIGHTS: readonly { of: string; room: boolean; isPrivate: boolean; members: "in" | "out" | "untold" }[] = [
  { of: "public", room: true, isPrivate: false, members: "out" },
  { of: "private, of whose room they are", room: true, isPrivate: true, members: "in" },
  { of: "private, of whose room they are not, or not any more", room: true, isPrivate: true, members: "out" },
  { of: "private, while Slack does not say who is in its room", room: true, isPrivate: true, members: "untold" },
  { of: "private, before it has a room", room: false, isPrivate: true, members: "untold" },
];

export function sees(
  actor: Actor,
  { room, isPrivate, members }: (typeof SIGHTS)[number],
  formerRooms: string[] = [],
): boolean {
  const opened = room ? { channel: "C7", name: "inc-7-private", openedAt: 1 } : null;
  const inRoom = new Set(members === "in" && actor.kind === "person" ? ["UDECLARER", actor.user] : ["UDECLARER"]);
  const incident = { ...INCIDENT, declaredBy: "UDECLARER", room: opened, private: isPrivate, formerRooms };
  return visibleTo(actor, incident, members === "untold" ? null : inRoom);
}

export const PERMISSIONS_FILE = new URL("../../docs/permissions.md", import.meta.url);

const HEAD = `# Who may order what

Asked of \`src/domain/may.ts\`, the one place that decides it; written by \`npm run docs:permissions\`. A guest may answer for
a task that a member gave them, and nothing else. "unknown" is somebody of whom Slack has not told yet who they are.
`;

const SIGHTS_HEAD = `
## Who may see an incident

Asked of \`src/domain/visible.ts\`. Who may order nothing is shown nothing either, whatever they may see: a guest is answered
so before an incident is looked for. Before its room is there, a private incident is its declarer's alone.
`;

export function permissionsPage(): string {
  const names = Object.keys(ACTORS);
  const rows = COMMANDS.map((type) => {
    const cells = Object.values(ACTORS).map((actor) => (isAllowed(actor, type) ? "yes" : "–"));
    return `| ${[`\`${type}\``, ...cells].join(" | ")} |`;
  });
  const sights = SIGHTS.map((sight) => {
    const cells = Object.values(ACTORS).map((actor) => (sees(actor, sight) ? "yes" : "–"));
    return `| ${[sight.of, ...cells].join(" | ")} |`;
  });
  const top = [`| | ${names.join(" | ")} |`, `|---|${names.map(() => "---|").join("")}`];
  return [HEAD, ...top, ...rows, SIGHTS_HEAD, ...top, ...sights, ""].join("\n");
}

if (import.meta.main) writeFileSync(PERMISSIONS_FILE, permissionsPage());
