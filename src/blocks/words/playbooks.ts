import type { Pieces } from "./catalogue.ts";

/** The runbook's playbooks: their steps, whose word one needs, and what a machine was to do. */
export const playbooks = {
  none: "This runbook has no playbooks.",
  choose: ({ name }: Pieces<"name">) => `*Playbooks for ${name}*`,
  fits: "*These may fit what is known of it*",
  others: "*All others*",
  line: ({ symptom }: Pieces<"symptom">, done: number, of: number): string =>
    `${symptom}: ${done} of ${of} ${of === 1 ? "step" : "steps"} done`,
  more: (count: number): string => `_${count} more; \`/incident playbook\` and a word of the symptom opens one_`,
  unknown: ({ typed }: Pieces<"typed">) => `There is no playbook ${typed}. These there are:`,
  title: ({ name }: Pieces<"name">) => `Steps for ${name}`,
  step: ({ number, text, state }: Pieces<"number" | "text" | "state">) => `${number}. ${text}\n${state}`,
  page: "Open the page",
  state: {
    open: "_Not done_",
    automatic: "_Not done. A machine can do it, where one is connected_",
    done: ({ by, at }: Pieces<"by" | "at">) => `*Done* ${at} by ${by}`,
    doneByMachine: ({ at }: Pieces<"at">) => `*Done* ${at} by a machine`,
    needs: ({ role }: Pieces<"role">) => `_Needs the word of ${role} first_`,
    asked: ({ role, by, at }: Pieces<"role" | "by" | "at">) => `_Waits for the word of ${role}; ${by} asked ${at}_`,
    approved: ({ by, at }: Pieces<"by" | "at">) => `*Approved* ${at} by ${by}; not done yet`,
    refused: ({ by, at }: Pieces<"by" | "at">) => `*Refused* ${at} by ${by}`,
    runs: ({ by, at }: Pieces<"by" | "at">) => `_A machine is at it; ${by} asked ${at}_`,
    notConnected: "_No machine is connected that could do it: do it by hand_",
    failed: ({ why }: Pieces<"why">) => `*The machine failed:* ${why}\n_Look how it stands, then do it by hand_`,
  },
  buttons: {
    list: "Playbooks",
    open: "Open",
    done: "Done",
    undo: "Not done",
    run: "Run",
    ask: "Ask for approval",
    askAgain: "Ask again",
    approve: "Approve",
    refuse: "Refuse",
  },
  say: {
    asks: ({ by, step, symptom, role, holder }: Pieces<"by" | "step" | "symptom" | "role" | "holder">) =>
      `${holder}: ${by} asks for the word of ${role} on “${step}” (${symptom}).`,
    asksNobody: ({ by, step, symptom, role, key }: Pieces<"by" | "step" | "symptom" | "role" | "key">) =>
      `${by} asks for the word of ${role} on “${step}” (${symptom}). Nobody is ${role}: \`/incident role ${key}\` takes it.`,
    answered: {
      approved: ({ asked, by, step }: Pieces<"asked" | "by" | "step">) => `${asked}: ${by} approves “${step}”.`,
      refused: ({ asked, by, step }: Pieces<"asked" | "by" | "step">) =>
        `${asked}: ${by} refuses “${step}”. It is not to be done.`,
    },
    notConnected: ({ step }: Pieces<"step">) =>
      `No machine is connected that could do “${step}”, and it was not done. Whoever takes it does it by hand and ticks it off in \`/incident playbook\`.`,
    failed: ({ step, why }: Pieces<"step" | "why">) =>
      `A machine was to do “${step}” and failed: ${why}. Look how it stands, do it by hand, and tick it off in \`/incident playbook\`.`,
    to: ({ asked, said }: Pieces<"asked" | "said">) => `${asked}: ${said}`,
  },
  /** On the timeline; no markup. */
  told: {
    StepDone: ({ step, symptom }: Pieces<"step" | "symptom">) => `Done: ${step} (${symptom})`,
    StepUndone: ({ step, symptom }: Pieces<"step" | "symptom">) => `Not done after all: ${step} (${symptom})`,
    ApprovalAsked: ({ step, role }: Pieces<"step" | "role">) => `Asked for the word of ${role}: ${step}`,
    StepApproved: ({ step, role }: Pieces<"step" | "role">) => `Approved as ${role}: ${step}`,
    StepRefused: ({ step, role }: Pieces<"step" | "role">) => `Refused as ${role}: ${step}`,
    notConnected: ({ step }: Pieces<"step">) => `No machine is connected that could do it: ${step}`,
    failed: ({ step, why }: Pieces<"step" | "why">) => `A machine did not do it: ${step} (${why})`,
  },
  problem: {
    needs: ({ role }: Pieces<"role">) =>
      `Nothing was changed: that step needs the word of ${role} first. *Ask for approval* asks for it.`,
    notApprover: ({ role, who }: Pieces<"role" | "who">) =>
      `Nothing was changed: only ${role} may say so, and that is ${who}.`,
    noApprover: ({ role, key }: Pieces<"role" | "key">) =>
      `Nothing was changed: only ${role} may say so, and nobody is. \`/incident role ${key}\` takes the role.`,
  },
};
