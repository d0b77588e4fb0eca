import type { Pieces } from "./catalogue.ts";

/** What stands on buttons: at most 75 characters, better three words. */
export const buttons = {
  acknowledge: "Acknowledge",
  takeRole: ({ role }: Pieces<"role">) => `Take ${role}`,
  postUpdate: "Post update",
  correct: "Correct",
  correctUpdate: "Correct update",
  subscribe: "Subscribe",
  unsubscribe: "Unsubscribe",
  pauseReminders: "Pause reminders…",
  addNote: "Add note",
  changeSeverity: "Change severity",
  changeStatus: "Change status",
  resolve: "Resolve",
  cancel: "Cancel: false alarm",
  reopen: "Reopen",
  draftPostmortem: "Draft postmortem",
  declare: "Declare an incident",
  declareAnyway: "Declare anyway",
  more: "More…",
  refresh: "Refresh",
  openForm: "Open the form",
};
