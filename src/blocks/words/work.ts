import type { Pieces } from "./catalogue.ts";

/** What tasks and action items share: who can do none, and the form that makes one of a message. */
export const work = {
  /** Why it cannot be theirs. */
  person: {
    unknown: ({ asked }: Pieces<"asked">) =>
      `Slack knows no person ${asked}. Choose a name from the list that Slack shows behind the @, or leave the @ away.`,
    "not-told": ({ asked }: Pieces<"asked">) =>
      `Slack has not said yet who ${asked} is. Try again in a moment, or name somebody else.`,
    app: ({ asked }: Pieces<"asked">) => `${asked} is an app, and cannot do it. Name a person.`,
  },
  /** What was typed, where it was refused: to copy it from. */
  typed: ({ problem, typed }: Pieces<"problem" | "typed">) =>
    `${problem}\nNothing was changed. You typed: \`${typed}\``,
  onlyInRoom: "Only messages in an incident's room can become a task or an action item.",
  form: {
    title: "Task or action item",
    submit: "Create",
    kind: "What does it become?",
    task: "A task, now: part of this incident",
    actionItem: "An action item: so that it does not happen again",
    who: "Who?",
    whoHint: "Left empty, a task is yours, and an action item nobody's.",
    what: "What is to be done?",
    after: "Task: when are they asked how it stands?",
    due: "Action item: when is it due?",
  },
};
