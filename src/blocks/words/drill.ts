import type { Pieces } from "./catalogue.ts";

/** Practising: an incident that did not happen. */
export const drill = {
  /** Carried wherever the title goes: card, room, announcement, brief, lists, postmortem, export. */
  title: ({ title }: Pieces<"title">) => `Drill: ${title}`,
  usual: "Something is broken",
  card: "*This is a drill.* Nobody outside is told, and nobody is paged.",
  cardPages: "*This is a drill.* Nobody outside is told; those whom the runbook calls are called.",
  usage: ({ known }: Pieces<"known">) =>
    `Say which severity is practised, and what: \`/incident drill SEV2 Checkout is down\`; \`--page\` behind it also calls those whom the runbook calls. This runbook has ${known}.`,
  score: ({ name }: Pieces<"name">) => `*Score of the drill ${name}*`,
  noScore: ({ name }: Pieces<"name">) =>
    `*The drill ${name} has no score:* it was cancelled, so nothing of it was brought to an end. A drill that is resolved has one: \`/incident resolve\`.`,
  duties: ({ list }: Pieces<"list">) => `*Drill:* in earnest this would be to do now: ${list}. Nobody is told.`,
  ofUpdate: ({ list }: Pieces<"list">) => `*Drill:* in earnest this would be to do with it: ${list}. Nobody is told.`,
  what: {
    acknowledge: "Acknowledged",
    response: "Responded to",
    "first-update": "First update",
    resolve: "Resolved",
    lead: "Lead taken",
  },
  after: ({ what, after }: Pieces<"what" | "after">) => `• ${what}: after ${after}`,
  met: ({ what, after, target }: Pieces<"what" | "after" | "target">) =>
    `• ${what}: after ${after}, target ${target}: *met*`,
  missed: ({ what, after, target }: Pieces<"what" | "after" | "target">) =>
    `• ${what}: after ${after}, target ${target}: *missed*`,
  open: ({ what, after, target }: Pieces<"what" | "after" | "target">) =>
    `• ${what}: after ${after}, target in words: ${target}`,
  never: ({ what }: Pieces<"what">) => `• ${what}: not done`,
  neverTarget: ({ what, target }: Pieces<"what" | "target">) => `• ${what}: not done, target ${target}: *missed*`,
  updates: ({ every }: Pieces<"every">, late: number): string =>
    late === 0
      ? `• Updates, one every ${every}: none was late`
      : `• Updates, one every ${every}: ${late} ${late === 1 ? "was" : "were"} late`,
};
