import type { Pieces } from "./catalogue.ts";

/** After the incident: what is left to do, contributions, the end of the room. */
export const aftermath = {
  next: ({ name }: Pieces<"name">, prompts: number): string =>
    `*${name} is over. What is left:*\n• Say what you would tell the next team, while you remember it: ${prompts === 1 ? "the button below takes" : "the buttons below take"} a sentence.\n• Note what must be done so that it does not happen again: \`/incident action @owner text due date\`.`,
  nextDates: ({ list }: Pieces<"list">) => `• Begin that text with a word to set its date: ${list}.`,
  nextDate: ({ grade, span }: Pieces<"grade" | "span">) => `${grade} (within ${span})`,
  nextDraft: ({ url }: Pieces<"url">) =>
    `• Read <${url}|the draft of the postmortem>: what the record knows, with its sources. What you say here comes into the next draft.`,
  nextCanvas: "• Write the postmortem on this room’s canvas. The draft, a file, is its material.",
  nextItems: (items: number): string =>
    `• ${items === 1 ? "One action item is" : `${items} action items are`} open: \`/incident actions\`.`,
  neverTold: ({ list }: Pieces<"list">) =>
    `• Nobody has said that this was done while it ran: ${list}. Do it now where it still matters.`,
  recorded: "What is written here goes on being recorded for 14 days.",
  contribute: {
    well: "What went well",
    improve: "What to improve",
    why: "Why did it happen",
  },
  form: {
    well: { label: "What should stay as it is?" },
    improve: { label: "What cost time, or helped by luck only?" },
    why: { label: "Why?" },
    section: { label: "What should stand there?" },
    hint: "One thing, in a sentence. It stands in the postmortem with your name.",
    whysSoFar: ({ last }: Pieces<"last">) => `The last answer was: ${last} Why was that so?`,
    submit: "Add",
  },
  sayWhich: ({ text }: Pieces<"text">) =>
    `Say what it is, as in \`/incident contribute well …\`, \`improve …\`, \`why …\`, or the title of a section of the postmortem. Nothing was kept of: ${text}`,
  thanks: ({ kind }: Pieces<"kind">) => `Kept under “${kind}”. It stands in the next draft.`,
  archiveOffer: ({ name, since }: Pieces<"name" | "since">) =>
    `${name} ended ${since} ago and this room was recorded until now; what is written in it from here on is not. If nobody needs it any more, archive it: everything stays readable, in Slack and in Warroom’s record.`,
  archive: "Archive the room",
  archiveConfirm: {
    title: "Archive this room?",
    text: "Nobody can write in it any more. Its record stays.",
    yes: "Archive",
    no: "Keep it",
  },
  archiving: "The room is being archived.",
};
