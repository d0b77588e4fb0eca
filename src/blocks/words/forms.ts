import type { Pieces } from "./catalogue.ts";

type Name = Pieces<"name">;

/** The modals. Slack cuts titles at 24 characters, and takes no markup in any of these. */
export const forms = {
  close: "Close",
  choose: "Choose",
  severity: "Severity",
  status: "Status",
  severityOption: ({ name, title }: Pieces<"name" | "title">) => `${name} · ${title}`,
  /** Above a form that opens because a command could not be carried out as it was typed. */
  remark: ({ problem }: Pieces<"problem">) => `:warning: ${problem}`,
  declare: {
    title: "Declare an incident",
    submit: "Declare",
    submitAnyway: "Declare anyway",
    label: "What is broken?",
    hint: "A few words, such as “Checkout is down”. They become the title and the room’s name.",
    private: "Who may see it",
    privateOption: "Private: only those in its room",
    privateHint:
      "A private room, without the title in its name. Nothing is announced, the on-call is not told. It stays private for ever.",
  },
  changeSeverity: {
    title: ({ name }: Name) => `Severity of ${name}`,
    submit: "Change",
    label: "Why?",
    hint: "Goes to the room and on the timeline.",
  },
  changeStatus: { title: ({ name }: Name) => `Status of ${name}`, submit: "Change" },
  resolve: {
    title: ({ name }: Name) => `Resolve ${name}`,
    label: "What fixed it?",
    hint: "One or two sentences; they go to the room and the announcement.",
    submit: "Resolve",
  },
  cancel: {
    title: ({ name }: Name) => `Cancel ${name}`,
    label: "Why is it not an incident?",
    hint: "One sentence. The record is kept.",
    submit: "Cancel incident",
  },
  ask: {
    title: ({ name }: Name) => `Question on ${name}`,
    label: "What do you need to know?",
    hint: "Goes to the room and mentions whoever leads. After 3 minutes without an answer the room is told.",
    submit: "Ask",
  },
  redact: {
    title: () => "Redact from record",
    label: "Why?",
    hint: "What the message said is removed from the record for good, with every copy. Who did it and why stays.",
    submit: "Redact",
  },
  takeOver: {
    title: ({ name }: Name) => `Take over ${name}`,
    label: "Why do you take over?",
    hint: "One sentence; it goes to the room and on the timeline.",
    submit: "Take over",
  },
  handover: {
    title: ({ name }: Name) => `Hand over ${name}`,
    submit: "Offer",
    role: "Role",
    to: "To whom?",
    toHint: "They are asked in the room and get the brief. Nothing changes until they accept.",
    noteLabel: "What should they know?",
    noteHint: "Stands in the offer, in the room.",
    notMember: "A guest or somebody of another organisation cannot hold a role. Choose a full member.",
  },
  reopen: {
    title: ({ name }: Name) => `Reopen ${name}`,
    label: "Why is it open again?",
    hint: "One sentence; updates are due again from now on.",
    submit: "Reopen",
  },
};
