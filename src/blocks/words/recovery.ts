import type { Pieces } from "./catalogue.ts";

/** What must be well before it may be called resolved, and the watch over it. */
export const recovery = {
  title: ({ name }: Pieces<"name">) => `Recovery of ${name}`,
  none: "This runbook says nothing of what must be well before an incident may be called resolved.",
  before: "*Before it may be called resolved*",
  recommended: "*Recommended, and never in the way*",
  later: "*Due when it is resolved, or after that*",
  well: ({ number, text, by, at }: Pieces<"number" | "text" | "by" | "at">) =>
    `${number}. ${text}\n*Met* since ${at}, says ${by}`,
  open: ({ number, text }: Pieces<"number" | "text">) => `${number}. ${text}\n_Nobody has said so_`,
  watch: {
    waits: ({ span }: Pieces<"span">) => `Once all of it is so, it must stay so for ${span}.`,
    runs: ({ span, until }: Pieces<"span" | "until">) => `It must stay so for ${span}: until ${until}.`,
    over: ({ span }: Pieces<"span">) => `It was watched for ${span}: it may be resolved.`,
    mitigated: ({ span }: Pieces<"span">) =>
      `It must stay well for ${span} from when it was mitigated, which is not known: \`/incident times mitigated now\`.`,
  },
  /** With what is left when it is over. */
  dueLater: ({ list }: Pieces<"list">) => `• Say with \`/incident recovery\` once it is so: ${list}`,
  buttons: { open: "Recovery", attest: "It is so", attestAll: "All of it is so", unattest: "Take back" },
  card: {
    line: (well: number, of: number): string => `*Recovery:* ${well} of ${of} are met`,
    watched: ({ line, until }: Pieces<"line" | "until">) => `${line}, watched until ${until}`,
    watchedOnly: ({ until }: Pieces<"until">) => `*Recovery:* watched until ${until}`,
    waits: ({ span }: Pieces<"span">) => `*Recovery:* watched for ${span} once it is mitigated`,
  },
  say: {
    allWell: ({ by }: Pieces<"by">) =>
      `Everything that must be met before resolving is met; ${by} attested the last one. It may be resolved.`,
    allWellWatched: ({ by, until }: Pieces<"by" | "until">) =>
      `Everything that must be met before resolving is met; ${by} attested the last one. It is watched until ${until}.`,
    unattested: ({ by, text }: Pieces<"by" | "text">) =>
      `${by} takes back: “${text}” It may not be resolved before that is met again.`,
    watchOver: ({ name, span }: Pieces<"name" | "span">) =>
      `Watched for ${span}, and everything that must be met is met: ${name} may be resolved.`,
    resolvedAnyway: ({ reason }: Pieces<"reason">) => `*Before it was well for long enough, because:* ${reason}`,
  },
  /** On the timeline; no markup. */
  told: {
    attested: ({ criteria }: Pieces<"criteria">) => `Attested: ${criteria}`,
    unattested: ({ text }: Pieces<"text">) => `Taken back: ${text}`,
    watchOver: "It has stayed well for as long as the runbook asks",
    resolvedAnyway: ({ resolved, reason }: Pieces<"resolved" | "reason">) =>
      `${resolved}\nResolved before it was well for long enough, because: ${reason}`,
    stillOpen: ({ told, open }: Pieces<"told" | "open">) => `${told}\nStill open: ${open}`,
  },
  form: {
    label: "Why resolve it all the same?",
    hint: "Stands on the timeline. “/incident recovery” shows what is open; there it can be attested.",
  },
  problem: {
    notYet: ({ name }: Pieces<"name">) => `${name} may not be called resolved yet.`,
    open: ({ open }: Pieces<"open">) => `Still open: ${open}.`,
    watched: ({ until }: Pieces<"until">) => `It is watched until ${until}.`,
    next: "`/incident recovery` attests it; or resolve it all the same, and say why.",
    nothingToAttest: "Nothing was changed: that is attested already, or there is no such criterion.",
    nothingAttested: "Nothing was changed: nobody has attested that.",
  },
  usage: "Say which by its number, as in `/incident recovery 1`, `recovery 1 back` or `recovery all`.",
};
