// Every modal.
import { declareForm } from "../../../src/blocks/declare-form.ts";
import { replyView, severityForm, statusForm, type TextAsked, textForm } from "../../../src/blocks/forms.ts";
import { joinButton } from "../../../src/blocks/answers.ts";
import { line } from "../../../src/blocks/mrkdwn.ts";
import { PROBLEM, ROOM, RUNBOOK, RUNNING, SIMILAR, TITLE } from "./data.ts";
import { FACT_FORMS } from "./facts.ts";
import { HANDOVER_FORMS } from "./handover.ts";
import type { Area, Sample } from "./sample.ts";

const metadata = { incident: "I7", channel: ROOM };

type Plain = Exclude<TextAsked, "resolve">;

const TEXT_FORMS: Record<Plain, string> = {
  cancel: "somebody cancels a false alarm",
  reopen: "somebody reopens an ended incident",
  ask: "somebody asks whoever leads, without words",
  takeOver: "somebody presses “Take over”",
  redact: "somebody uses “Redact from record” on a message",
};

const forms: Sample[] = [
  {
    name: "declare",
    when: "somebody declares without saying all in the command",
    show: (words) => declareForm(RUNBOOK, { title: TITLE, severity: null, remark: null }, { channel: ROOM }, words),
  },
  {
    name: "declare privately",
    when: "the command said `--private` and no severity",
    show: (words) =>
      declareForm(RUNBOOK, { title: TITLE, severity: null, private: true, remark: null }, { channel: ROOM }, words),
  },
  {
    name: "declare, with a remark",
    when: "the command named a severity that the runbook does not have",
    show: (words) => {
      const remark = words.forms.remark({ problem: words.answers.notDeclared({ problem: PROBLEM }) });
      return declareForm(RUNBOOK, { title: TITLE, severity: null, remark }, { channel: ROOM }, words);
    },
  },
  {
    name: "declare anyway",
    when: "somebody else declared within the last two minutes",
    show: (words) => {
      const remark = words.answers.anotherOne({ problem: SIMILAR });
      const metadata = { channel: ROOM, anyway: true };
      const act = joinButton({ incident: "I6", name: "INC-6" }, TITLE, words);
      return declareForm(RUNBOOK, { title: TITLE, severity: "SEV2", remark, act }, metadata, words);
    },
  },
  {
    name: "declare, with what is known",
    when: "somebody answered what the runbook asks",
    show: (words) => {
      const known = { categories: ["security"], measured: { down: false, several_users: true, critical: true } };
      return declareForm(RUNBOOK, { title: TITLE, severity: null, ...known, remark: null }, { channel: ROOM }, words);
    },
  },
  {
    name: "severity",
    when: "somebody changes the severity",
    show: (words) => severityForm(RUNNING, RUNBOOK, metadata, words),
  },
  {
    name: "status",
    when: "somebody changes the status",
    show: (words) => statusForm(RUNNING, RUNBOOK, metadata, words),
  },
  ...(Object.keys(TEXT_FORMS) as Plain[]).map(
    (asks): Sample => ({
      name: asks,
      when: TEXT_FORMS[asks],
      show: (words) => textForm(RUNNING, { ...metadata, asks }, words),
    }),
  ),
  ...HANDOVER_FORMS,
  {
    name: "answer in place of a form",
    when: "a submitted form has an answer in words",
    show: (words) => replyView(line(words.problem.noLongerWanted).blocks, words),
  },
];

export const FORM_AREAS: readonly Area[] = [{ title: "Forms", chars_max: 2_000, samples: [...forms, ...FACT_FORMS] }];
