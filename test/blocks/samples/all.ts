// Everything that people see, area by area, in the order of docs/messages.md.
import { AFTERMATH_AREAS } from "./aftermath.ts";
import { ANSWER_AREAS } from "./answers.ts";
import { ENTRY_AREAS } from "./entries.ts";
import { FORM_AREAS } from "./forms.ts";
import { HOME_AREAS } from "./home.ts";
import { HANDOVER_AREAS } from "./handover.ts";
import { POSTMORTEM_AREAS } from "./postmortem.ts";
import { PROBLEM_AREAS } from "./problems.ts";
import { SAID_AREAS } from "./said.ts";
import { CHECKLIST_AREAS } from "./checklists.ts";
import { PLAYBOOK_AREAS } from "./playbooks.ts";
import { PHASE_AREAS } from "./phases.ts";
import { CHECKS_AREAS } from "./checks.ts";
import { DRILL_AREAS } from "./drill.ts";
import { RUNBOOK_AREAS } from "./applied-runbook.ts";
import { REGIMES_AREAS } from "./regimes.ts";
import { READINESS_AREAS } from "./readiness.ts";
import { REVIEW_AREAS } from "./review.ts";
import { DUTY_AREAS } from "./duties.ts";
import { DUTY_NAME_AREAS } from "./duty-names.ts";
import { RECOVERY_AREAS } from "./recovery.ts";
import type { Area } from "./sample.ts";
import { STATE_AREAS } from "./states.ts";
import { TIMELINE_AREAS } from "./timeline-page.ts";
import { WORK_AREAS } from "./work.ts";
import { UPDATE_AREAS } from "./updates.ts";

export const AREAS: readonly Area[] = [
  ...STATE_AREAS,
  ...HOME_AREAS,
  ...SAID_AREAS,
  ...WORK_AREAS,
  ...UPDATE_AREAS,
  ...HANDOVER_AREAS,
  ...RECOVERY_AREAS,
  ...CHECKS_AREAS,
  ...PHASE_AREAS,
  ...REVIEW_AREAS,
  ...REGIMES_AREAS,
  ...READINESS_AREAS,
  ...PLAYBOOK_AREAS,
  ...RUNBOOK_AREAS,
  ...DRILL_AREAS,
  ...CHECKLIST_AREAS,
  ...DUTY_AREAS,
  ...DUTY_NAME_AREAS,
  ...FORM_AREAS,
  ...ANSWER_AREAS,
  ...ENTRY_AREAS,
  ...TIMELINE_AREAS,
  ...PROBLEM_AREAS,
  ...AFTERMATH_AREAS,
  ...POSTMORTEM_AREAS,
];
