import type { Pieces } from "./catalogue.ts";

/** The room’s canvas, on which people write the postmortem. */
export const canvas = {
  title: ({ name }: Pieces<"name">) => `Postmortem of ${name}`,
  intro:
    "Write here, under the questions. The tables whose first cell begins with “From the record” are Warroom’s: each new draft renews them, so write beside them and not in them. Nothing else is ever changed. The file in the room has the whole record with every source.",
  /** What a generated table begins with, by which it is found again. */
  label: {
    facts: "From the record: facts",
    impact: "From the record: impact",
    timeline: "From the record: timeline",
    causes: "From the record: suppositions",
    resolution: "From the record: decisions and actions",
    well: "From the record: what went well",
    improve: "From the record: what to look at",
    actions: "From the record: action items",
  },
  nothing: "nothing yet",
  more: (lines: number): string => `${lines} more in the file`,
};
