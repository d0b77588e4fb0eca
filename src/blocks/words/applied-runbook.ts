import type { Pieces } from "./catalogue.ts";

/** The runbook that an incident runs under, and applying the one in force. */
export const appliedRunbook = {
  under: ({ name, title, hash, at }: Pieces<"name" | "title" | "hash" | "at">) =>
    `${name} runs under *${title}*, the text \`${hash}\` of ${at}.`,
  inForce: "That is the text in force.",
  newer: ({ title, hash, at }: Pieces<"title" | "hash" | "at">) =>
    `Since then another text was loaded: *${title}*, \`${hash}\` of ${at}. Applied to this incident, it changes:`,
  nothing: "Nothing that people read: only the words of the file differ.",
  more: (changes: number): string =>
    `… and ${changes === 1 ? "one more change" : `${changes} more changes`}: \`warroom runbook diff\` tells all of them.`,
  buttons: { apply: "Apply it" },
  confirm: {
    title: "Apply it to this incident?",
    text: "Clocks, reminders and duties are planned anew by it. What was said or done is not said or done again.",
    yes: "Apply",
    no: "Leave it",
  },
  done: ({ name, title }: Pieces<"name" | "title">) => `${name} runs under *${title}* as it is now.`,
  applied: ({ by, title }: Pieces<"by" | "title">) =>
    `${by} applied the runbook as it is now: *${title}*. What is planned is planned by it; \`/incident runbook\` shows which it is.`,
  told: ({ title }: Pieces<"title">) => `Runbook applied as it was then: ${title}`,
  problem: {
    unchanged: ({ name }: Pieces<"name">) => `Nothing was changed: ${name} runs under that text already.`,
    movedOn:
      "Nothing was changed: the runbook was changed once more meanwhile. `/incident runbook` shows what it says now.",
    lacks: ({ title }: Pieces<"title">) =>
      `Nothing was changed: *${title}* as it is now lacks what this incident uses:`,
    severity: ({ severity }: Pieces<"severity">) => `the severity ${severity}`,
    status: ({ status }: Pieces<"status">) => `the status ${status}`,
    role: ({ role }: Pieces<"role">) => `the role \`${role}\``,
    regime: ({ regime }: Pieces<"regime">) => `the regime \`${regime}\`, of which something was said here`,
    next: "Change that first, or put it back into the file.",
  },
};
