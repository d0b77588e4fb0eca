import type { Pieces } from "./catalogue.ts";

/** The list, the menu and the help: what one person sees. */
export const overview = {
  open: (count: number): string =>
    count === 0 ? "No incident is open." : count === 1 ? "One incident is open." : `${count} incidents are open.`,
  more: (count: number) => `… and ${count} more.`,
  noRoom: "no room",
  openFor: ({ duration }: Pieces<"duration">) => `open for ${duration}`,
  leading: ({ role, who }: Pieces<"role" | "who">) => `${role}: ${who}`,
  nobody: "*nobody*",
  updateOverdue: "*update overdue*",
  updateDue: ({ at }: Pieces<"at">) => `update due at ${at}`,
  unansweredCalls: (count: number): string => (count === 1 ? "*1 call unanswered*" : `*${count} calls unanswered*`),
  unanswered: (count: number): string => (count === 1 ? "1 question unanswered" : `${count} questions unanswered`),
  yours: ({ roles }: Pieces<"roles">) => `*yours:* ${roles}`,
  vacant: ({ roles }: Pieces<"roles">) => `*vacant:* ${roles}`,
  inThese: ({ who, incidents }: Pieces<"who" | "incidents">) => `${who} (${incidents})`,
  inSeveral: ({ people }: Pieces<"people">) => `*In several incidents at once:* ${people}`,
  /** What a row of the menu is about. */
  rows: { now: "Now", people: "People", facts: "Facts", work: "What is to be done", end: "End", after: "Afterwards" },
  commandsAt: "`/incident help` lists the commands.",
  help: {
    title: "*Commands*",
    text: "Warroom's commands",
    groups: {
      start: "Start, and see where things stand",
      people: "Who does what",
      known: "What is known",
      updates: "Updates for those outside",
      timeline: "The timeline",
      end: "The end, and after it",
    },
    elsewhere: "Outside a room, add the incident's id: `/incident ack INC-1`.",
    unknown: ({ command }: Pieces<"command">) => `There is no \`/incident ${command}\`.`,
    meant: ({ command }: Pieces<"command">) => `Did you mean \`/incident ${command}\`?`,
    nothingChanged: "Nothing was changed.",
  },
};
