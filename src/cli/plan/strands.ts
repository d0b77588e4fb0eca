// The strands of a plan, and to which of them each thing that is said belongs.
import type { Notice, Said } from "../../domain/job.ts";

export const STRANDS = ["people", "reminders", "escalation", "clocks", "duties", "after"] as const;
export type Strand = (typeof STRANDS)[number];

export const STRAND_TITLES: Record<Strand, string> = {
  people: "Room and people",
  reminders: "Reminders",
  escalation: "Rungs and pages",
  clocks: "Clocks",
  duties: "Duties and deadlines",
  after: "After the end",
};

export const SAID_STRANDS: Record<Said["type"], Strand> = {
  "role-assigned": "people",
  "handover-offered": "people",
  "handover-declined": "people",
  "handover-withdrawn": "people",
  "handover-lapsed": "people",
  "role-released": "people",
  "severity-changed": "people",
  update: "people",
  "nudges-paused": "reminders",
  "nudges-resumed": "reminders",
  "room-lost": "people",
  "room-rejoined": "people",
  "room-private": "people",
  "room-shared": "people",
  "bridge-set": "people",
  "clock-breached": "clocks",
  "rung-reached": "escalation",
  blocked: "escalation",
  complaints: "escalation",
  paged: "escalation",
  noted: "people",
  resolved: "after",
  "all-well": "clocks",
  unattested: "clocks",
  "checklist-offered": "duties",
  "checklist-done": "duties",
  "due-later": "after",
  cancelled: "after",
  reopened: "people",
  "invites-refused": "people",
  "time-set": "people",
  "impact-set": "people",
  "category-added": "people",
  "category-removed": "people",
  measured: "people",
  "triage-answered": "people",
  merged: "after",
  "duplicate-merged": "people",
  "duplicate-parted": "people",
  "reported-too": "people",
  "caught-up": "people",
  "actions-lost": "people",
  "meeting-set": "after",
  "after-resolve": "after",
};

export const NOTICE_STRANDS: Record<Notice["type"], Strand> = {
  "room-refused": "people",
  "room-left": "people",
  "room-moved": "people",
  "events-silent": "people",
  "effect-failed": "people",
  "effect-waits": "people",
  "call-yourself": "escalation",
  "no-pager": "escalation",
  "task-free": "reminders",
  "tasks-left": "after",
};
