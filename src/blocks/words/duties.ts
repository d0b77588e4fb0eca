import type { Pieces } from "./catalogue.ts";

/** Whom the runbook has told: the list, drafts, and what the room hears of it. */
export const duties = {
  title: ({ name }: Pieces<"name">) => `Duties of ${name}`,
  none: "Nobody is to be told now. What the runbook has for later stands here when it comes.",
  noneEver: "This runbook names nobody to be told.",
  more: (count: number): string => `… and ${count} more, in the timeline.`,
  /** Of the updates that a severity promises those outside. */
  outside: "The regular public update",
  outlet: {
    page: "page",
    direct: "direct message",
    channel: "channel",
    "status-page": "status page",
    mail: "mail",
    phone: "phone",
    social: "social media",
    press: "press",
    ticket: "ticket",
  },
  toChannel: ({ channel }: Pieces<"channel">) => `#${channel}`,
  who: ({ audience, way }: Pieces<"audience" | "way">) => `*${audience}* (${way})`,
  whoAlone: ({ audience }: Pieces<"audience">) => `*${audience}*`,
  /** What becomes of a ticket that is named as one. */
  ticket: { first: "to be opened", news: "to be updated", end: "to be closed" },
  /** What somebody is asked to do. */
  todo: {
    publicUpdate: "post the regular update on the status page",
    by: {
      page: ({ who }: Pieces<"who">) => `page ${who}`,
      direct: ({ who }: Pieces<"who">) => `tell ${who} by direct message`,
      mail: ({ who }: Pieces<"who">) => `mail ${who}`,
      phone: ({ who }: Pieces<"who">) => `call ${who}`,
      social: ({ who }: Pieces<"who">) => `tell ${who} on social media`,
      press: ({ who }: Pieces<"who">) => `tell ${who} through the press`,
    },
    /** The audience is called as its way is: “Social media”. */
    named: {
      social: ({ who }: Pieces<"who">) => `post on ${who}`,
      press: ({ who }: Pieces<"who">) => `tell the ${who}`,
    },
    channel: ({ who, channel }: Pieces<"who" | "channel">) => `tell ${who} in ${channel}`,
    statusPage: {
      first: ({ who }: Pieces<"who">) => `put the first notice on the ${who}`,
      news: ({ who }: Pieces<"who">) => `put the latest update on the ${who}`,
      end: ({ who }: Pieces<"who">) => `say on the ${who} that it is over`,
    },
    statusPageFor: {
      first: ({ who }: Pieces<"who">) => `put the first notice for ${who} on the status page`,
      news: ({ who }: Pieces<"who">) => `put the latest update for ${who} on the status page`,
      end: ({ who }: Pieces<"who">) => `tell ${who} on the status page that it is over`,
    },
    ticket: {
      first: ({ who }: Pieces<"who">) => `open the ${who}`,
      news: ({ who }: Pieces<"who">) => `update the ${who}`,
      end: ({ who }: Pieces<"who">) => `close the ${who}`,
    },
    ticketFor: {
      first: ({ who }: Pieces<"who">) => `open a ticket for ${who}`,
      news: ({ who }: Pieces<"who">) => `update the ticket of ${who}`,
      end: ({ who }: Pieces<"who">) => `close the ticket of ${who}`,
    },
  },
  buttons: { list: "Duties", draft: "Draft", done: "Done", skip: "Skip" },
  line: {
    open: ({ number, who, at }: Pieces<"number" | "who" | "at">) => `${number}. ${who}\nOpen since ${at}`,
    due: ({ number, who, at }: Pieces<"number" | "who" | "at">) => `${number}. ${who}\nOpen, due at ${at}`,
    overdue: ({ number, who, at }: Pieces<"number" | "who" | "at">) => `${number}. ${who}\n*Overdue* since ${at}`,
    automatic: ({ line }: Pieces<"line">) => `${line}; Warroom tells them by itself`,
    lacks: ({ line, values }: Pieces<"line" | "values">) => `${line}\nNot sent by itself, for it lacks: ${values}`,
    failed: ({ line, error }: Pieces<"line" | "error">) => `${line}\nNot told: ${error}`,
    drafted: ({ line, by, to }: Pieces<"line" | "by" | "to">) => `${line}\nDraft by ${by}, waits for ${to}`,
    draftedForAnybody: ({ line, by }: Pieces<"line" | "by">) => `${line}\nDraft by ${by}`,
    sending: ({ number, who }: Pieces<"number" | "who">, told: number, of: number): string =>
      `${number}. ${who}\nOn its way: ${told} of ${of} told`,
    sent: ({ number, who, at }: Pieces<"number" | "who" | "at" | "by">) => `${number}. ${who}\n*Sent* ${at}`,
    done: ({ number, who, at, by }: Pieces<"number" | "who" | "at" | "by">) =>
      `${number}. ${who}\n*Done* ${at} by ${by}`,
    skipped: ({ number, who, at, by }: Pieces<"number" | "who" | "at" | "by">) =>
      `${number}. ${who}\n*Skipped* ${at} by ${by}`,
    words: ({ line, words }: Pieces<"line" | "words">) => `${line}: ${words}`,
    drilled: ({ number, who }: Pieces<"number" | "who">) => `${number}. ${who}\n_Drill: in earnest they would be told_`,
    dropped: ({ number, who }: Pieces<"number" | "who">) => `${number}. ${who}\n_No longer wanted_`,
  },
  later: "*Later*",
  laterAt: ({ who, at }: Pieces<"who" | "at">) => `• ${who} at ${at}`,
  laterWhen: ({ who, when }: Pieces<"who" | "when">) => `• ${who} ${when}`,
  when: {
    acknowledged: "once it is acknowledged",
    updated: "at each update",
    mitigated: "once it is mitigated",
    resolved: "when it is resolved",
  },
  brief: (open: number): string => `${open} ${open === 1 ? "duty" : "duties"} open`,
  card: (open: number): string => `*Duties:* ${open} ${open === 1 ? "is" : "are"} open`,
  say: {
    /** `each`: by its time. */
    owed: ({ who, each }: Pieces<"who" | "each">) => `${who}, please do this ${each}.`,
    now: ({ list }: Pieces<"list">) => `now: ${list}`,
    by: ({ at, list }: Pieces<"at" | "list">) => `by ${at}: ${list}`,
    and: "; and ",
    stillOpen: ({ list }: Pieces<"list">) => `Still open besides: ${list}.`,
    /** Whom a question decides that nobody has answered. */
    undecided: ({ questions, who }: Pieces<"questions" | "who">) =>
      `${questions} Answer with \`/incident impact\`: that decides whether ${who} is to be told.`,
    /** To whoever takes the lead. */
    found: ({ list }: Pieces<"list">) => `Nobody has said yet that this is done: ${list}.`,
    ofUpdate: ({ who, list }: Pieces<"who" | "list">) => `${who}, please pass it on: ${list}.`,
    overdue: ({ who, at, list }: Pieces<"who" | "at" | "list">) =>
      `${who}, this was due at ${at}, and nobody has said that it is done: ${list}.`,
    stillOverdue: ({ who, list }: Pieces<"who" | "list">) => `${who}, this is still overdue: ${list}.`,
    lastAsk: ({ asked }: Pieces<"asked">) =>
      `${asked} Warroom does not ask again: say that it is done, or skip it and say why.`,
    lacks: ({ who, duty, values }: Pieces<"who" | "duty" | "values">) =>
      `${who} Warroom could not tell ${duty} by itself: nobody has said ${values}. Press Draft to fill it in.`,
    waits: ({ who, duty, by }: Pieces<"who" | "duty" | "by">) =>
      `${who} the draft for ${duty} by ${by} waits for your word.`,
    notTold: ({ who, duty, to, error }: Pieces<"who" | "duty" | "to" | "error">) =>
      `${who} ${duty}: ${to} was not told (${error}). Tell them by hand, and press Done.`,
  },
  /** On the timeline and in the postmortem; no markup. */
  told: {
    heading: "Who was told besides:\n",
    owed: ({ list }: Pieces<"list">) => `To do: ${list}`,
    drilled: ({ list }: Pieces<"list">) => `Drill, in earnest to do: ${list}`,
    overdue: ({ list }: Pieces<"list">) => `Overdue: ${list}`,
    stillOverdue: ({ list }: Pieces<"list">) => `Still overdue: ${list}`,
    drafted: ({ duty, text }: Pieces<"duty" | "text">) => `Drafted for ${duty}: ${text}`,
    sending: ({ duty, text }: Pieces<"duty" | "text">) => `Told ${duty}: ${text}`,
    sent: ({ duty }: Pieces<"duty">) => `${duty}: told by Warroom`,
    done: ({ duty }: Pieces<"duty">) => `${duty}: done by hand`,
    note: ({ told, note }: Pieces<"told" | "note">) => `${told} (${note})`,
    skipped: ({ duty, reason }: Pieces<"duty" | "reason">) => `${duty}: not done, because: ${reason}`,
    notTold: ({ duty, to, why }: Pieces<"duty" | "to" | "why">) => `${duty}: ${to} was not told (${why})`,
    duty: ({ audience, way }: Pieces<"audience" | "way">) => `${audience} (${way})`,
  },
  form: {
    values: { title: "What is not known", submit: "Preview" },
    draft: { title: "Preview", send: "Send", ask: "Ask for approval", done: "I have told them" },
    skip: { title: "Skip a duty", submit: "Skip", label: "Why is nobody told?", hint: "Stands on the timeline." },
    about: ({ who }: Pieces<"who">) => `For ${who}.`,
    missing: ({ who }: Pieces<"who">) => `For ${who}. The text needs what nobody has said yet.`,
    unknownHint: "Where it is not known, say so: “not known yet”.",
    subject: "Subject",
    text: "Text",
    byHand:
      "Warroom is not connected to this. Copy the text, tell them yourself, and press “I have told them” afterwards.",
    nobodyBound: "Nobody in Slack stands behind this audience in people.yml: copy the text, and tell them yourself.",
    asks: ({ who }: Pieces<"who">) => `It goes out with the word of ${who}.`,
    private: "This incident is private: whoever is told learns of it.",
    stillMissing: ({ values }: Pieces<"values">) => `Fill these in, or take them out: ${values}`,
    own: "Written by Warroom: the runbook has no words for it.",
  },
  own: {
    head: ({ name, severity, title }: Pieces<"name" | "severity" | "title">) => `${name} (${severity}): ${title}`,
    changed: ({ from }: Pieces<"from">) => `Severity changed from ${from}`,
    changedFor: ({ from, reason }: Pieces<"from" | "reason">) => `Severity changed from ${from}: ${reason}`,
    started: ({ at }: Pieces<"at">) => `Started: ${at}`,
    status: ({ status }: Pieces<"status">) => `Status: ${status}`,
    impact: ({ impact }: Pieces<"impact">) => `Impact: ${impact}`,
    update: ({ text }: Pieces<"text">) => `Last update: ${text}`,
    resolved: ({ at, words }: Pieces<"at" | "words">) => `Resolved ${at}: ${words}`,
  },
  post: {
    from: ({ name, room }: Pieces<"name" | "room">) => `${name} · ${room}`,
    /** Of a text that says which incident it is. */
    room: ({ room }: Pieces<"room">) => `Room: ${room}`,
    subject: ({ subject }: Pieces<"subject">) => `*${subject}*`,
  },
  /** What a template's values stand for: each continues "nobody has said …". */
  value: {
    "incident.name": "what the incident is called",
    "incident.title": "what it is about",
    severity: "its severity",
    status: "its status",
    categories: "what kind of trouble it is",
    "impact.summary": "what the impact is",
    "impact.users": "who is hit",
    "impact.services": "which services are hit",
    "impact.regions": "which regions are hit",
    "impact.business": "what it costs",
    "impact.data": "what became of data",
    "impact.security": "what became of security",
    "times.started": "when it began",
    "times.declared": "when it was declared",
    "times.acknowledged": "when it was acknowledged",
    "times.mitigated": "when it was mitigated",
    "times.resolved": "when it was resolved",
    "times.duration": "how long it lasted",
    "times.last_update": "when the last update came",
    "times.next_update": "when the next update comes",
    "update.text": "what is new",
    "update.next": "what is done next",
    "update.eta": "when it may be over",
    "update.workaround": "what helps until then",
    resolution: "what resolved it",
    "postmortem.cause": "what the root cause is",
    "postmortem.prevention": "what keeps it from coming back",
    bridge: "where people meet by voice",
  } satisfies Record<string, string>,
  role: ({ role }: Pieces<"role">) => `who is ${role}`,
  answers: {
    usage: "Say which by its number, as in `/incident duties done 1` or `/incident duties skip 1 nobody uses it`.",
    done: "Done: it stands on the timeline.",
  },
  problem: {
    unknown: "Nothing was changed: this incident has no such duty. `/incident duties` lists them.",
    settled: {
      sent: ({ at }: Pieces<"by" | "at">) => `Nothing was changed: Warroom told them at ${at}.`,
      done: ({ by, at }: Pieces<"by" | "at">) => `Nothing was changed: ${by} said at ${at} that they are told.`,
      skipped: ({ by, at }: Pieces<"by" | "at">) => `Nothing was changed: ${by} skipped it at ${at}.`,
    },
    onItsWay: "Nothing was changed: it is on its way to them.",
    notWanted: "Nothing was changed: as things stand now, nobody is to be told of this.",
    needsApproval: ({ who, role }: Pieces<"who" | "role">) =>
      `It was not sent: it goes out with the word of ${who} (${role}). “Ask for approval” puts it before them.`,
    nobodyBound: ({ audience }: Pieces<"audience">) =>
      `It was not sent: nobody in Slack stands behind “${audience}” in people.yml. Copy the text, tell them yourself, and press Done.`,
  },
};
