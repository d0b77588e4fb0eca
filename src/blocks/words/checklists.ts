import type { Pieces } from "./catalogue.ts";

/** The runbook's checklists: ticking them off, and what the room is told. */
export const checklists = {
  none: "This runbook has no checklists.",
  choose: ({ name }: Pieces<"name">) => `*Checklists of ${name}*`,
  line: ({ title }: Pieces<"title">, done: number, of: number): string => `${title}: ${done} of ${of} done`,
  item: ({ item }: Pieces<"item">) => `${item}\n_Not done_`,
  ticked: ({ item, by, at }: Pieces<"item" | "by" | "at">) => `${item}\n*Done* ${at} by ${by}`,
  buttons: { list: "Checklists", open: "Open", tick: "Done", untick: "Not done" },
  offered: ({ title }: Pieces<"title">, items: number): string =>
    `The runbook has a checklist for this: *${title}*, ${items} ${items === 1 ? "item" : "items"}.`,
  done: ({ title, by }: Pieces<"title" | "by">) => `Checklist *${title}* is done; ${by} ticked the last of it.`,
  told: ({ title }: Pieces<"title">) => `Checklist done: ${title}`,
  unknown: ({ typed }: Pieces<"typed">) => `There is no checklist ${typed}. These there are:`,
  problem: {
    unknown: "Nothing was changed: the runbook of this incident has no such item.",
    unchanged: "Nothing was changed: somebody was faster. This is how it stands.",
  },
};
