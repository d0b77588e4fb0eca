// The runbook's playbooks: which there are, one step by step, and what the room is asked and told.
import { incidentMenu } from "../../../src/blocks/menu.ts";
import { line } from "../../../src/blocks/mrkdwn.ts";
import { codeBlock } from "../../../src/blocks/procedures/code.ts";
import { approvalMessage, playbooksOverview, playbookView } from "../../../src/blocks/procedures/playbooks.ts";
import type { EventBody } from "../../../src/domain/event.ts";
import { evolve, type Incident } from "../../../src/domain/incident.ts";
import type { Said } from "../../../src/domain/job.ts";
import type { Problem } from "../../../src/domain/problem.ts";
import type { PlaybookEvent } from "../../../src/domain/procedures/playbooks.ts";
import type { Playbook, PlaybookStep } from "../../../src/domain/procedures/procedures.ts";
import type { Runbook } from "../../../src/domain/runbook.ts";
import {
  ACTION_ITEM,
  ANA,
  at,
  BEN,
  CANNOT,
  DECISION,
  HIT,
  IMPACT,
  NEXT_STEP,
  NOTE,
  RUNBOOK as OTHER,
  RUNNING,
  TASK,
} from "./data.ts";
import type { Area, Cases, Sample } from "./sample.ts";

const ROLE = "commander";
const step = (text: string, more: Partial<PlaybookStep> = {}): PlaybookStep => ({
  text,
  command: null,
  url: null,
  automatic: false,
  approver: null,
  ...more,
});
const RESTART = step(TASK, { automatic: true });
const DUMP = step(ACTION_ITEM, { automatic: true });
const ROLL_BACK = step(NEXT_STEP, { approver: ROLE });
const MEMORY: Playbook = { key: "memory", symptom: HIT, steps: [RESTART, DUMP, ROLL_BACK] };
const COMMAND = NOTE;
const BY_HAND: Playbook = {
  key: "by-hand",
  symptom: IMPACT,
  steps: [step(TASK, { command: COMMAND }), step(DECISION)],
};
const RUNBOOK: Runbook = { ...OTHER, playbooks: [BY_HAND, MEMORY] };
const WHY = CANNOT;
const { key: playbook, symptom } = MEMORY;
const of = { playbook, symptom };

const after = (...bodies: readonly EventBody[]): Incident =>
  bodies.reduce(
    (incident, body, index) => evolve(incident, at(20 + index, body, index % 2 === 0 ? ANA : BEN)),
    RUNNING,
  );
const ran = { type: "StepRunAsked" as const, ...of, step: RESTART.text };
const asked = { type: "ApprovalAsked" as const, ...of, step: ROLL_BACK.text, role: ROLE };
const approved = { ...asked, type: "StepApproved" as const };
const refused = { ...asked, type: "StepRefused" as const };
const failed = { ...ran, type: "StepNotRun" as const, how: "failed" as const, why: WHY };
const notConnected = { ...failed, how: "not-connected" as const, why: "" };

export const PLAYBOOK_PROBLEMS: Pick<Cases<Problem>, "approval-needed" | "not-approver"> = {
  "approval-needed": [{ when: "a step is ticked off that needs somebody's word", of: { role: ROLE } }],
  "not-approver": [
    { when: "somebody else than the holder of the role approves", of: { role: ROLE, user: BEN } },
    { when: "somebody approves, and nobody holds the role", of: { role: ROLE, user: null } },
  ],
};

export const PLAYBOOKS_SAID: Pick<Cases<Said>, "step-answered" | "step-not-run"> = {
  "step-answered": [
    { when: "a step is approved", of: { step: ROLL_BACK.text, how: "approved", by: BEN, asked: ANA } },
    { when: "a step is refused", of: { step: ROLL_BACK.text, how: "refused", by: BEN, asked: ANA } },
  ],
  "step-not-run": [
    { when: "no machine is connected", of: { step: RESTART.text, how: "not-connected", why: "", asked: ANA } },
    { when: "a machine failed", of: { step: RESTART.text, how: "failed", why: WHY, asked: ANA } },
    {
      when: "a machine failed, and who wanted it is not known",
      of: { step: DUMP.text, how: "failed", why: WHY, asked: null },
    },
  ],
};

type Told = "StepDone" | "StepUndone" | "ApprovalAsked" | "StepApproved" | "StepRefused" | "StepNotRun";

export const PLAYBOOKS_HAPPENED: { readonly [Type in Told]: readonly Extract<PlaybookEvent, { type: Type }>[] } = {
  StepDone: [{ ...ran, type: "StepDone" }],
  StepUndone: [{ ...ran, type: "StepUndone" }],
  ApprovalAsked: [asked],
  StepApproved: [approved],
  StepRefused: [refused],
  StepNotRun: [failed, notConnected],
};

const MANY: Runbook = {
  ...RUNBOOK,
  playbooks: Array.from({ length: 60 }, (_, index) => ({ ...MEMORY, key: `many-${index}` })),
};
const LONG = "&".repeat(1_000);

const list = (
  name: string,
  when: string,
  incident: Incident,
  shown = MEMORY,
  viewer = ANA,
  remark?: string,
): Sample => ({
  name,
  when,
  of: RUNBOOK.playbooks,
  show: (words) =>
    playbookView(incident, shown, { runbook: RUNBOOK, viewer, ...(remark === undefined ? {} : { remark }) }, words),
});
const message = (name: string, when: string, incident: Incident, step = ROLL_BACK): Sample => ({
  name,
  when,
  of: RUNBOOK.playbooks,
  show: (words) => approvalMessage(incident, MEMORY, step, RUNBOOK, words),
});
const WITHOUT_LEAD: Incident = { ...after(asked), roles: {} };

export const PLAYBOOK_AREAS: readonly Area[] = [
  {
    title: "Playbooks",
    chars_max: 1_200,
    samples: [
      {
        name: "which there are",
        when: "somebody types `/incident playbook`",
        of: RUNBOOK.playbooks,
        show: (words) => playbooksOverview({ ...RUNNING, title: IMPACT }, RUNBOOK, words),
      },
      {
        name: "unknown",
        when: "there is none of that name, and none fits",
        of: RUNBOOK.playbooks,
        show: (words) => playbooksOverview(RUNNING, RUNBOOK, words, words.playbooks.unknown({ typed: "“?”" })),
      },
      {
        name: "very many",
        when: "there are more than a message takes",
        of: MANY.playbooks,
        show: (words) => {
          const { text, blocks } = playbooksOverview(RUNNING, MANY, words);
          return { text, blocks: blocks.slice(-2) };
        },
      },
      { name: "none", when: "the runbook has none", show: ({ playbooks }) => line(playbooks.none) },
      list("untouched", "somebody opens one", RUNNING),
      list("with commands", "its steps have commands", RUNNING, { ...BY_HAND, steps: BY_HAND.steps.slice(0, 2) }),
      {
        name: "with a page and a long command",
        when: "a step has both",
        of: [RUNBOOK.playbooks, LONG],
        show: (words) => {
          const steps = [{ ...DUMP, url: "https://example.com/", command: "```", automatic: false }];
          const view = playbookView(RUNNING, { ...MEMORY, steps }, { runbook: RUNBOOK, viewer: ANA }, words);
          return codeBlock(LONG).length <= 3_000 ? view : "too long";
        },
      },
      list(
        "asked, and begun",
        "a word is awaited, and a machine at work",
        after(ran, { ...ran, step: DUMP.text }, asked),
        MEMORY,
        BEN,
      ),
      list("asked, for others", "whoever asked opens it again", after(asked)),
      list("approved", "the word was given, and a machine is not there", after(asked, approved, ran, notConnected)),
      list("refused", "the word was refused, and a machine failed", after(asked, refused, ran, failed)),
      list("done", "steps are done", after({ ...ran, type: "StepDone" }), MEMORY, ANA, "?"),
      {
        name: "done by a machine",
        when: "a machine did it",
        of: RUNBOOK.playbooks,
        show: (words) => {
          const incident = evolve(after(ran), at(30, { ...ran, type: "StepDone" }, null));
          return playbookView(incident, { ...MEMORY, steps: [RESTART] }, { runbook: RUNBOOK, viewer: ANA }, words);
        },
      },
      message("asks", "somebody asks for the word of a role", after(asked)),
      message("asks, of nobody", "nobody holds that role", WITHOUT_LEAD),
      message("asks, with a command", "the step has a command", after(asked), {
        ...ROLL_BACK,
        command: BY_HAND.steps[0]!.command,
      }),
      message("asked", "it was answered", after(asked, approved)),
      { name: "menu", when: "the runbook has some", show: (words) => incidentMenu(RUNNING, RUNBOOK, words) },
    ],
  },
];
