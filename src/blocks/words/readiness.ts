import type { Pieces } from "./catalogue.ts";

type Title = Pieces<"title">;

/** What is practised and looked after between incidents. */
export const readiness = {
  list: {
    text: (exercises: number): string =>
      `Between incidents the runbook wants ${exercises === 1 ? "1 thing" : `${exercises} things`} done again and again.`,
    none: "This runbook names nothing that is to be practised between incidents.",
    usage:
      "`/incident readiness done 1 [note]`, `not-done 1 why` and `move 1 friday` say what came of one, by its number.",
  },
  head: ({ number, title, rhythm }: Pieces<"number" | "title" | "rhythm">) => `${number}. *${title}* · ${rhythm}`,
  every: { weekly: "every week", monthly: "every month", quarterly: "every quarter", yearly: "every year" },
  period: {
    weekly: ({ day }: Pieces<"day">) => `the week from ${day}`,
    monthly: ({ day }: Pieces<"day">) => `the month from ${day}`,
    quarterly: ({ day }: Pieces<"day">) => `the quarter from ${day}`,
    yearly: ({ day }: Pieces<"day">) => `the year from ${day}`,
  },
  waits: ({ at }: Pieces<"at">) => `Asked for from ${at} on.`,
  open: ({ until }: Pieces<"until">) => `To be done by ${until}.`,
  overdue: ({ until }: Pieces<"until">) => `*Overdue:* it was to be done by ${until}.`,
  done: ({ by, at }: Pieces<"by" | "at">) => `*Done*, says ${by}, ${at}.`,
  doneByDrill: ({ drill, at }: Pieces<"drill" | "at">) => `*Done:* the drill ${drill}, ${at}.`,
  doneBySomeDrill: ({ at }: Pieces<"at">) => `*Done:* a drill, ${at}.`,
  notDone: ({ by, at }: Pieces<"by" | "at">) => `*Not done*, says ${by}, ${at}.`,
  moved: ({ day, by }: Pieces<"day" | "by">) => `*Moved* to ${day} by ${by}.`,
  withNote: ({ said, note }: Pieces<"said" | "note">) => `${said} ${note}`,
  missed: ({ periods }: Pieces<"periods">) => `*Nothing is recorded* for ${periods}.`,
  lastDone: ({ period }: Pieces<"period">) => `Done last in ${period}.`,
  next: ({ at }: Pieces<"at">) => `The next reminder: ${at}.`,
  reminder: {
    text: "Due now, as the runbook’s calendar has it:",
    due: ({ title, rhythm, until }: Pieces<"title" | "rhythm" | "until">) =>
      `*${title}* · ${rhythm}, this time by ${until}`,
    answered: ({ title, said }: Pieces<"title" | "said">) => `*${title}* · ${said}`,
    more: (count: number): string => `${count} more: \`/incident readiness\` shows them all.`,
    drill: "A drill that is held with `/incident drill` counts.",
    file: ({ file, at }: Pieces<"file" | "at">) => `The file is \`${file}\`, last changed ${at}.`,
    unbound: ({ keys }: Pieces<"keys">) =>
      `The runbook names ${keys} to be reminded, and nobody stands behind that in people.yml: so it is said here.`,
    unreached: ({ who }: Pieces<"who">) => `${who} is to be reminded and cannot be written to: so it is said here.`,
  },
  buttons: { done: "Done", notDone: "Not done", move: "Move" },
  form: {
    done: { title: "It is done", submit: "Record", label: "Note", hint: "What came of it. May stay empty." },
    "not-done": { title: "It is not done", submit: "Record", label: "Why", hint: "It stands in the record." },
    move: { title: "Move it", submit: "Move", label: "Why", hint: "May stay empty." },
    about: ({ title, period }: Pieces<"title" | "period">) => `*${title}*, for ${period}`,
    day: "To which day",
    dayHint: "Its reminder comes again that morning.",
  },
  recorded: {
    done: ({ title }: Title) => `Recorded as done: ${title}`,
    "not-done": ({ title }: Title) => `Recorded as not done: ${title}`,
    move: ({ title, day }: Pieces<"title" | "day">) => `Moved to ${day}: ${title}`,
  },
  home: {
    title: "Between incidents",
    open: ({ title, until }: Pieces<"title" | "until">) => `• ${title} · to be done by ${until}`,
    overdue: ({ title, until }: Pieces<"title" | "until">) => `• ${title} · *overdue* since ${until}`,
    how: "`/incident readiness` shows all, and records what came of them.",
  },
  problem: {
    unknown: ({ asked }: Pieces<"asked">, exercises: number): string =>
      exercises === 0
        ? "Nothing was changed: this runbook names nothing that is practised between incidents."
        : `Nothing was changed: nothing that is practised goes by ${asked}. \`/incident readiness\` shows each with its number, 1 to ${exercises}.`,
    period: ({ title, day }: Pieces<"title" | "day">) =>
      `Nothing was changed: no period of ${title} that has come begins ${day}. \`/incident readiness\` shows how it stands.`,
    done: ({ title, by, at }: Pieces<"title" | "by" | "at">) =>
      `Nothing was changed: ${title} was recorded as done by ${by}, ${at}.`,
    doneByDrill: ({ title, at }: Pieces<"title" | "at">) =>
      `Nothing was changed: ${title} was recorded as done by a drill, ${at}.`,
    "not-done": ({ title, by, at }: Pieces<"title" | "by" | "at">) =>
      `Nothing was changed: ${title} was recorded as not done by ${by}, ${at}. If it was done since, say so.`,
    dayPassed: ({ day }: Pieces<"day">) =>
      `Nothing was changed: ${day} is not a day that is to come. Name a later one.`,
    dayTooFar: ({ day }: Pieces<"day">) =>
      `Nothing was changed: ${day} is more than a year ahead. Name an earlier one.`,
  },
};
