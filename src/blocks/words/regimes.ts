import type { Pieces } from "./catalogue.ts";

/** Duties to notify authorities and people: questions, clocks, what was submitted. */
export const regimes = {
  title: ({ name }: Pieces<"name">) => `To notify: ${name}`,
  none: "This runbook names no duty to notify authorities or people.",
  notLegalAdvice: "Read from the sources named, on the day named; no legal advice.",
  source: ({ link, day }: Pieces<"link" | "day">) => `Read ${day}: ${link}`,
  drill: "*Drill:* nobody is to be notified. Say what you would have done; no real clock runs.",
  buttons: {
    list: "Notifications",
    answer: "Answer",
    change: "Change the answers",
    submitted: "Submitted",
    notNeeded: "Not needed",
    reopen: "Take it back",
    proof: "Proof pack",
  },
  head: {
    unknown: ({ name, open }: Pieces<"name" | "open">) => `*${name}*\nNot answered yet: ${open}`,
    yes: ({ name }: Pieces<"name">) => `*${name}*\nIt applies`,
    no: ({ name, questions }: Pieces<"name" | "questions">) => `*${name}*\nIt does not apply: no to ${questions}`,
  },
  clock: ({ means, at, by, said }: Pieces<"means" | "at" | "by" | "said">) =>
    `Since ${at}: ${means} (${by} said so ${said})`,
  line: {
    about: ({ title, to }: Pieces<"title" | "to">) => `*${title}* to ${to}`,
    running: ({ about, at }: Pieces<"about" | "at">) => `${about}\nDue ${at}`,
    overdue: ({ about, at }: Pieces<"about" | "at">) => `${about}\n*Overdue* since ${at}`,
    withWords: ({ line, words }: Pieces<"line" | "words">) => `${line}, ${words}`,
    atOnce: ({ about, words }: Pieces<"about" | "words">) => `${about}\nNo time is set; in its words: ${words}`,
    waiting: ({ about, after }: Pieces<"about" | "after">) => `${about}\nNo clock yet: it runs ${after}`,
    unsure: ({ about, question }: Pieces<"about" | "question">) =>
      `${about}\nOnly if so, and not answered: ${question}`,
    notWanted: ({ about, question }: Pieces<"about" | "question">) => `${about}\n_Not wanted:_ no to ${question}`,
    submitted: ({ about, at, by }: Pieces<"about" | "at" | "by">) => `${about}\n*Submitted* ${at} by ${by}`,
    late: ({ line, at }: Pieces<"line" | "at">) => `${line}; it was due ${at}`,
    reference: ({ line, reference }: Pieces<"line" | "reference">) => `${line}, reference ${reference}`,
    proof: ({ line, proof }: Pieces<"line" | "proof">) => `${line}\nProof: ${proof}`,
    notNeeded: ({ about, by, reason }: Pieces<"about" | "by" | "reason">) =>
      `${about}\n*Not needed*, says ${by}, because: ${reason}`,
  },
  from: {
    start: ({ means }: Pieces<"means">) => `once ${means}`,
    submitted: ({ title }: Pieces<"title">) => `once “${title}” is submitted`,
  },
  more: (left: number): string => `… and ${left} more.`,
  card: {
    due: ({ what, at }: Pieces<"what" | "at">) => `• ${what}: due ${at}`,
    overdue: ({ what, at }: Pieces<"what" | "at">) => `• ${what}: *overdue* since ${at}`,
    atOnce: ({ what, words }: Pieces<"what" | "words">) => `• ${what}: ${words}`,
    what: ({ regime, title }: Pieces<"regime" | "title">) => `${regime}: ${title}`,
    asks: (count: number): string =>
      `• ${count === 1 ? "One notification rule: nobody has said whether it applies" : `${count} notification rules: nobody has said whether they apply`}`,
    left: ({ names }: Pieces<"names">) =>
      `• Answer whether these notification rules apply: ${names}. \`/incident regimes\``,
    head: "*To notify:*",
    drill: "*To notify (drill, nobody is notified):*",
    more: (left: number): string => `• … and ${left} more`,
  },
  brief: (count: number): string =>
    `${count} ${count === 1 ? "notification" : "notifications"} to authorities or people to be submitted`,
  ask: {
    head: ({ who, name }: Pieces<"who" | "name">) =>
      `${who} do these notification rules apply to *${name}*? Their limits count from when you knew, not from your answer: if you knew earlier, give that time.`,
    again: ({ who, name }: Pieces<"who" | "name">) =>
      `${who} nobody has answered yet whether these notification rules apply to *${name}*. If they do, their time is running, from when you knew.`,
    last: "Warroom does not ask again; the buttons stay.",
    regime: ({ name, limit, questions }: Pieces<"name" | "limit" | "questions">) =>
      `• *${name}* (${limit}): ${questions}`,
    withinHours: (hours: number): string => `within ${hours} h`,
    within: ({ span }: Pieces<"span">) => `within ${span}`,
    button: ({ name }: Pieces<"name">) => `Answer: ${name}`,
  },
  nudge: {
    head: ({ who, name }: Pieces<"who" | "name">) => `${who} *${name}* has these to be notified:`,
    half: ({ about, at, left }: Pieces<"about" | "at" | "left">) =>
      `• ${about}: half of the time is over, due ${at} (in ${left})`,
    "three-quarters": ({ about, at, left }: Pieces<"about" | "at" | "left">) =>
      `• ${about}: three quarters of the time are over, due ${at} (in ${left})`,
    "nine-tenths": ({ about, at, left }: Pieces<"about" | "at" | "left">) =>
      `• ${about}: nine tenths of the time are over, due ${at} (in ${left})`,
    due: ({ about, at }: Pieces<"about" | "at">) =>
      `• ${about}: it was due ${at}, and nobody has said that it is submitted. Late is better than not; say why it is late`,
    about: ({ regime, title, to }: Pieces<"regime" | "title" | "to">) => `${regime}: *${title}* to ${to}`,
  },
  say: {
    answered: ({ by, name, answers }: Pieces<"by" | "name" | "answers">) => `${by} on *${name}*: ${answers}`,
    yes: ({ question }: Pieces<"question">) => `yes to “${question}”`,
    no: ({ question }: Pieces<"question">) => `no to “${question}”`,
    clock: ({ means, at }: Pieces<"means" | "at">) => `Since ${at}: ${means}.`,
    fromAnswer: ({ means, at }: Pieces<"means" | "at">) =>
      `Since ${at}, the time of this answer: ${means}. If it was earlier, change the answers and say since when.`,
    due: ({ about, at }: Pieces<"about" | "at">) => `• ${about}: due ${at}`,
    overdue: ({ about, at }: Pieces<"about" | "at">) => `• ${about}: was due ${at}`,
    atOnce: ({ about, words }: Pieces<"about" | "words">) => `• ${about}: ${words}`,
    because: ({ line, reason }: Pieces<"line" | "reason">) => `${line} (${reason})`,
    holdsNot: ({ name }: Pieces<"name">) => `${name} does not apply: nobody is to be notified by it.`,
    submitted: ({ by, about, at }: Pieces<"by" | "about" | "at">) => `${by}: submitted ${at}: ${about}.`,
    late: ({ line, late }: Pieces<"line" | "late">) => `${line} It was ${late} late.`,
    reference: ({ line, reference }: Pieces<"line" | "reference">) => `${line} Reference ${reference}.`,
    notNeeded: ({ by, about, reason }: Pieces<"by" | "about" | "reason">) =>
      `${by}: not needed: ${about}, because: ${reason}`,
    reopened: ({ by, about, reason }: Pieces<"by" | "about" | "reason">) =>
      `${by} took back what was said of ${about}, because: ${reason}`,
    about: ({ regime, title, to }: Pieces<"regime" | "title" | "to">) => `*${title}* to ${to} (${regime})`,
  },
  form: {
    answer: {
      title: "Does it apply?",
      submit: "Answer",
      since: ({ means }: Pieces<"means">) => `Since when: ${means}`,
      sinceHint: "As in 14:05, yesterday at 9:00, 2026-11-02 14:05. Left empty, it runs from the answers.",
      reason: "Why is it changed?",
      reasonHint: "Only where an answer or a time was given before. It stands on the timeline.",
      unread: ({ typed }: Pieces<"typed">) => `No time was read in ${typed}. Write it as in 14:05 or 2026-11-02 14:05.`,
    },
    submitted: {
      title: "Submitted",
      submit: "It is submitted",
      when: "When",
      whenHint: "As in 14:05 or 2026-11-02 14:05. Left empty: now.",
      reference: "Reference",
      referenceHint: "The number that they gave it, if any.",
      proof: "Proof",
      proofHint: "What they confirmed, or the link of a file that you put into the room.",
    },
    notNeeded: {
      title: "Not needed",
      submit: "Not needed",
      label: "Because",
      hint: "Stands on the timeline and in the proof pack.",
    },
    reopen: {
      title: "Take it back",
      submit: "Take it back",
      label: "Why",
      hint: "It is open again, with its clock. What was said stays in the record.",
    },
  },
  answers: {
    usage: "`/incident regimes` lists them; `/incident regimes proof` puts the proof pack into the room.",
    proof: "The proof pack comes into the room in a moment, as a file.",
    proofNoRoom: ({ name }: Pieces<"name">) =>
      `There is no room to put a file into: \`warroom incident proof ${name}\` on the command line writes it.`,
  },
  problem: {
    unknown: ({ name }: Pieces<"name">) =>
      `Nothing was changed: ${name} has no such duty to notify now. \`/incident regimes\` shows which it has.`,
    unchanged: "Nothing was changed: that is how it stands already.",
    settled: {
      submitted: ({ by, at }: Pieces<"by" | "at">) => `Nothing was changed: ${by} said ${at} that it is submitted.`,
      "not-needed": ({ by, at }: Pieces<"by" | "at">) => `Nothing was changed: ${by} said ${at} that it is not needed.`,
    },
    open: "Nothing was changed: nobody has said anything of it yet.",
  },
  /** On the timeline; no markup. */
  told: {
    asked: ({ who, names }: Pieces<"who" | "names">) => `Asked ${who} whether these notification rules apply: ${names}`,
    answered: ({ name, answers }: Pieces<"name" | "answers">) => `${name}: ${answers}`,
    yes: ({ question }: Pieces<"question">) => `yes to “${question}”`,
    no: ({ question }: Pieces<"question">) => `no to “${question}”`,
    yesTo: (count: number): string => `yes to ${count === 1 ? "one question" : `${count} questions`}`,
    noTo: (count: number): string => `no to ${count === 1 ? "one question" : `${count} questions`}`,
    changed: ({ told, before }: Pieces<"told" | "before">) => `${told} (before: ${before})`,
    clock: ({ means, at }: Pieces<"means" | "at">) => `since ${at}: ${means}`,
    fromAnswer: ({ means, at }: Pieces<"means" | "at">) => `since ${at}, the time of the answer: ${means}`,
    because: ({ told, reason }: Pieces<"told" | "reason">) => `${told}; because: ${reason}`,
    yesWord: "yes",
    noWord: "no",
    submitted: ({ about, at }: Pieces<"about" | "at">) => `Submitted ${at}: ${about}`,
    due: ({ told, at }: Pieces<"told" | "at">) => `${told} (due ${at})`,
    reference: ({ told, reference }: Pieces<"told" | "reference">) => `${told}; reference ${reference}`,
    proof: ({ told, proof }: Pieces<"told" | "proof">) => `${told}; proof: ${proof}`,
    notNeeded: ({ about, reason }: Pieces<"about" | "reason">) => `Not needed: ${about}, because: ${reason}`,
    reopened: ({ about, reason }: Pieces<"about" | "reason">) => `Taken back: ${about}, because: ${reason}`,
    reminded: ({ who }: Pieces<"who">, number: number): string =>
      `Reminded ${who} of ${number === 1 ? "a notification" : `${number} notifications`} to authorities or people`,
    notReached: ({ who }: Pieces<"who">) => `Could not remind ${who} of a notification to authorities or people`,
    about: ({ title, to, name }: Pieces<"title" | "to" | "name">) => `${title} to ${to} (${name})`,
  },
};
