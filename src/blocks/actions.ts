// The ids by which a press or a submitted form comes back to in/slack.
import type { TimelineFilter, TimelinePlace } from "../domain/timeline/timeline-page.ts";
import type { Button, PlainTextElement } from "@slack/types";
import type { Work } from "../domain/work/work.ts";
import type { ContributionKind } from "../domain/aftermath.ts";
import type { Measured } from "../domain/condition.ts";
import { cut } from "../lib/pure/text.ts";

export const ACTION = {
  claimRole: "claim_role",
  acknowledge: "acknowledge",
  openUpdate: "open_update",
  openCorrectUpdate: "open_correct",
  chooseCorrectUpdate: "choose_correct",
  openPause: "open_pause",
  subscribe: "subscribe",
  unsubscribe: "unsubscribe",
  openSeverity: "open_severity",
  openStatus: "open_status",
  changeSeverity: "change_severity",
  openResolve: "open_resolve",
  openCancel: "open_cancel",
  openReopen: "open_reopen",
  openDeclare: "open_declare",
  declareAnswer: "declare_answer",
  openNote: "open_note",
  chooseKind: "choose_kind",
  openCorrectEntry: "open_correct_entry",
  openStrikeEntry: "open_strike_entry",
  openOutcome: "open_outcome",
  showTimeline: "show_timeline",
  requestPostmortem: "request_postmortem",
  openContribution: "open_contribution",
  retryEffect: "retry_effect",
  archiveRoom: "archive_room",
  openNewRoom: "open_new_room",
  declareAnyway: "declare_anyway",
  openGiveTask: "open_give_task",
  acceptTask: "accept_task",
  moreTime: "more_time",
  takeTask: "take_task",
  openTaskText: "open_task_text",
  openReassign: "open_reassign",
  listTasks: "list_tasks",
  openAddItem: "open_add_item",
  takeItem: "take_item",
  finishItem: "finish_item",
  openItemDate: "open_item_date",
  openDropItem: "open_drop_item",
  listItems: "list_items",
  showTimes: "show_times",
  openTimes: "open_times",
  mitigatedNow: "mitigated_now",
  openImpact: "open_impact",
  impactAnswer: "impact_answer",
  openTriage: "open_triage",
  showChecklists: "show_checklists",
  openChecklist: "open_checklist",
  tickItem: "tick_item",
  untickItem: "untick_item",
  applyRunbook: "apply_runbook",
  openDeadlines: "open_deadlines",
  finishDeadline: "finish_deadline",
  unfinishDeadline: "unfinish_deadline",
  openMeeting: "open_meeting",
  openRegimes: "open_regimes",
  answerRegime: "answer_regime",
  openSubmitted: "open_submitted",
  openNotNeeded: "open_not_needed",
  openReopenNotification: "open_reopen_notification",
  askForProof: "ask_for_proof",
  showPlaybooks: "show_playbooks",
  openPlaybook: "open_playbook",
  doStep: "do_step",
  undoStep: "undo_step",
  runStep: "run_step",
  askApproval: "ask_approval",
  approveStep: "approve_step",
  refuseStep: "refuse_step",
  askChecks: "ask_checks",
  openRecovery: "open_recovery",
  attest: "attest",
  unattest: "unattest",
  openDuties: "open_duties",
  openDutyDraft: "open_duty_draft",
  finishDuty: "finish_duty",
  openSkipDuty: "open_skip_duty",
  openFinishExercise: "open_finish_exercise",
  openSkipExercise: "open_skip_exercise",
  openMoveExercise: "open_move_exercise",
  join: "join_incident",
  openMenu: "open_menu",
  refreshHome: "refresh_home",
  openHandover: "open_handover",
  acceptHandover: "accept_handover",
  declineHandover: "decline_handover",
  withdrawHandover: "withdraw_handover",
  openTakeOver: "open_take_over",
  openAsk: "open_ask",
  answerQuestion: "answer_question",
  brief: "brief",
  answerCall: "answer_call",
} as const;

export const FORM = {
  declare: "declare_form",
  text: "text_form",
  update: "update_form",
  correctUpdate: "correct_form",
  pause: "pause_form",
  severity: "severity_form",
  status: "status_form",
  demands: "demands_form",
  giveTask: "give_task_form",
  taskText: "task_text_form",
  reassign: "reassign_form",
  addItem: "add_item_form",
  itemDate: "item_date_form",
  dropItem: "drop_item_form",
  fromMessage: "from_message_form",
  times: "times_form",
  impact: "impact_form",
  triage: "triage_form",
  contribution: "contribution_form",
  meeting: "meeting_form",
  answerRegime: "answer_regime_form",
  submitted: "submitted_form",
  notNeeded: "not_needed_form",
  reopenNotification: "reopen_notification_form",
  note: "note_form",
  correctEntry: "correct_entry_form",
  strikeEntry: "strike_entry_form",
  outcome: "outcome_form",
  handover: "handover_form",
  dutyValues: "duty_values_form",
  dutyDraft: "duty_draft_form",
  skipDuty: "skip_duty_form",
  exercise: "exercise_form",
} as const;

export const SHORTCUT = {
  declare: "declare_incident",
  addToTimeline: "add_to_timeline",
  makeWork: "make_work",
  redact: "redact_from_record",
} as const;

/** Slack's limit for what stands on a button, in characters. */
const BUTTON_CHARS_MAX = 75;

/** What a button carries back: which incident it is about ("" for none), and of which of its parts. */
export interface ButtonValue {
  incident: string;
  role?: string;
  work?: Work;
  /** Of which timeline entry. */
  entry?: number;
  /** How it stood when the button was shown: whose it was, or when it was due. */
  seen?: string | number | null;
  /** Which of a task's text forms the button opens. */
  asks?: TaskAsked;
  /** Of a list. */
  page?: number;
  /** What a contribution is to be about. */
  kind?: ContributionKind;
  /** Of the postmortem, by its title. */
  section?: string;
  update?: number;
  question?: string;
  /** The number of a call. */
  call?: number;
  /** To which the severity is to change. */
  severity?: string;
  /** Of what must be well, by its key; absent for all that is mandatory. */
  criterion?: string;
  /** Of what is to be done after the end, by its key. */
  deadline?: string;
  /** Of what is to be notified, by the keys of the regime and of its notification. */
  regime?: string;
  notification?: string;
  /** Its content hash. */
  runbook?: string;
  /** Of which checklist, and which of its items. */
  checklist?: string;
  item?: string;
  /** Of which playbook, and which of its steps, in its own words. */
  playbook?: string;
  step?: string;
  /** Of what is owed, by its id. */
  duty?: string;
  /** Of what is practised between incidents, by its key, in the period that begins on that day. */
  exercise?: string;
  period?: string;
  /** Of what Warroom gave up. */
  job?: string;
}

/** What the button that joins an incident carries back, instead of declaring the same. */
export interface JoinValue {
  incident: string;
  reported: string;
}

/** What the buttons below a page of the timeline carry: what is shown, and before which place the next page ends. */
export interface TimelineAsked {
  incident: string;
  filter: TimelineFilter;
  before: TimelinePlace | null;
}

/** What a button to declare carries back, so that nothing has to be typed again. */
export interface KeptDeclaration {
  title: string;
  severity: string | null;
  private?: boolean;
  /** Keys of the runbook's categories. */
  categories?: readonly string[];
  /** By the measure's key. */
  measured?: Readonly<Record<string, Measured>>;
}
/** What a task's text form asks: what came of it, or why. */
export type TaskAsked = "done" | "decline" | "hand-back" | "drop";

export const plain = (text: string): PlainTextElement => ({ type: "plain_text", text, emoji: false });

/** `actionId` must be unique within its block: a role button adds its role behind a colon. */
export function button(
  label: string,
  actionId: string,
  value: ButtonValue | KeptDeclaration | JoinValue | TimelineAsked,
  style?: "primary" | "danger",
): Button {
  const base: Button = {
    type: "button",
    text: plain(cut(label, BUTTON_CHARS_MAX)),
    action_id: actionId,
    value: JSON.stringify(value),
  };
  return style ? { ...base, style } : base;
}

/** The id without what was added to make it unique. */
export const actionName = (actionId: string): string => actionId.split(":")[0]!;
