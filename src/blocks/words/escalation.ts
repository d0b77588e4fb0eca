import type { Pieces } from "./catalogue.ts";

/** Targets that pass, the rungs of the ladder, what sets them off, and pages. */
export const escalation = {
  clock: {
    acknowledge: "acknowledgement",
    response: "response",
    "first-update": "first update",
    resolve: "resolution",
  },
  /** On the card, of each clock that runs. */
  card: {
    due: ({ clock, target }: Pieces<"clock" | "target">) => `${clock} due: ${target}`,
    dueBy: ({ clock, target, at }: Pieces<"clock" | "target" | "at">) => `${clock} due by ${at} (${target})`,
    passed: ({ clock, target, at }: Pieces<"clock" | "target" | "at">) => `*${clock} was due at ${at}* (${target})`,
  },
  breached: ({ clock, target, severity, at }: Pieces<"clock" | "target" | "severity" | "at">) =>
    `*A target has passed:* the ${clock} was due by ${at} (${severity}: ${target}).`,
  breachedNext: {
    acknowledge: "Whoever is on it: `/incident ack`.",
    response: "Whoever is on it: `/incident ack`.",
    "first-update": "Post what is known: `/incident update`.",
    resolve: "Tell those who wait how long it still takes: `/incident update`.",
  },
  breachedMitigated: ({ at }: Pieces<"at">) =>
    `It has been mitigated since ${at}. If it is over: \`/incident resolve\`.`,
  /** Why a rung is reached; stands behind a colon. */
  why: {
    acknowledged: ({ when }: Pieces<"when">) => `not acknowledged ${when}`,
    mitigated: ({ when }: Pieces<"when">) => `not mitigated ${when}`,
    resolved: ({ when }: Pieces<"when">) => `still open ${when}`,
    atOnce: "at once, as the runbook says",
    noUpdate: "no update came, though one was due",
    raised: ({ from, to }: Pieces<"from" | "to">) => `the severity was raised from ${from} to ${to}`,
    blocked: ({ text }: Pieces<"text">) => `the work is blocked by ${text}`,
    complaints: ({ count }: Pieces<"count">) => `customers complain, ${count} so far`,
    moreComplaints: "more customers complain",
    foundCategory: ({ category }: Pieces<"category">) => `because of ${category}`,
    foundMeasure: ({ question, value }: Pieces<"question" | "value">) =>
      `because “${question}” is answered with ${value}`,
    /** Where nothing but the severity was asked for. */
    found: "the runbook names them for what is known by now",
    byHand: ({ by }: Pieces<"by">) => `by ${by}`,
  },
  /** Stands behind what did not happen. */
  passed: {
    span: ({ span }: Pieces<"span">) => `after ${span}`,
    businessTime: ({ span }: Pieces<"span">) => `after ${span} of business time`,
    businessDays: (count: number): string =>
      count === 1 ? "by the next business day" : `after ${count} business days`,
    sameDay: "by the end of the day",
    count: {
      days: (count: number): string => (count === 1 ? "1 day" : `${count} days`),
      months: (count: number): string => (count === 1 ? "1 month" : `${count} months`),
    },
  },
  reached: ({ name, why, who }: Pieces<"name" | "why" | "who">) => `*Escalated to ${name}:* ${why}. ${who}`,
  /** Each of them was called before, by another rung, a page or a person. */
  reachedAgain: ({ name, why, who }: Pieces<"name" | "why" | "who">) => `*${name}, called again:* ${why}. ${who}`,
  /** Where the runbook has another way to reach them. */
  namedHere: ({ ways }: Pieces<"ways">) =>
    `Named here in Slack alone; the runbook says ${ways} first: \`/incident contacts\`.`,
  /** Reached before, of what is worse now. */
  raised: ({ from, to, names, who }: Pieces<"from" | "to" | "names" | "who">) =>
    `*The severity was raised from ${from} to ${to}.* ${who} (${names}), you were called already.`,
  reachedNobody: ({ name, why }: Pieces<"name" | "why">) =>
    `*${name} must hear of this now:* ${why}. Warroom cannot call them; whoever leads was told how to reach them.`,
  reachedNobodyPrivate: ({ name, why }: Pieces<"name" | "why">) =>
    `*${name} must hear of this now:* ${why}. Warroom calls nobody to a private incident: invite them if they may know of it.`,
  blocked: ({ by }: Pieces<"by">) => `*Blocked*, says ${by}. Others must act first:`,
  complaints: ({ by, count }: Pieces<"by" | "count">) => `*Customers complain:* ${count} so far, says ${by}.`,
  complaintsBefore: ({ by, count, before }: Pieces<"by" | "count" | "before">) =>
    `*Customers complain:* ${count} by now, ${before} before, says ${by}.`,
  moreComplaints: ({ by }: Pieces<"by">) => `*More customers complain*, says ${by}.`,
  paged: ({ key, who }: Pieces<"key" | "who">) => `*Paged:* ${who} (${key}).`,
  notPaged: ({ key, who }: Pieces<"key" | "who">) => `*Not paged, told in Slack alone:* ${who} (${key}).`,
  notPagedNobody: ({ key }: Pieces<"key">) =>
    `*Nobody was paged for ${key}:* nobody is bound to that name. Whoever runs Warroom binds people in people.yml.`,
  notPagedPrivate: ({ key }: Pieces<"key">) =>
    `*Nobody was paged for ${key}:* the incident is private. Call them yourself if they may know of it.`,
  noPager: "No pager is connected: whoever does not answer must be called by hand.",
  /** Direct messages. */
  toPaged: ({ name, title, room }: Pieces<"name" | "title" | "room">) =>
    `${name} (${title}) needs you. No pager is connected, so this is all that tells you. Room: ${room}. Say that you are on it there: \`/incident ack\`.`,
  roomComes: "it is being opened",
  callUnbound: ({ name, title, who, keys }: Pieces<"name" | "title" | "who" | "keys">) =>
    `${name} (${title}): the runbook calls ${who} now, and nobody is bound to ${keys}. Call them yourself.`,
  callPrivate: ({ name, title, who }: Pieces<"name" | "title" | "who">) =>
    `${name} (${title}): the runbook calls ${who} now. It is private, so Warroom called nobody: call them yourself if they may know of it.`,
  contact: ({ name, ways }: Pieces<"name" | "ways">) => `• *${name}:* ${ways}`,
  nobodyBound: ({ keys }: Pieces<"keys">) => `nobody is bound to ${keys}`,
  backup: ({ who }: Pieces<"who">) => `else ${who}`,
  phone: ({ phone }: Pieces<"phone">) => `phone ${phone}`,
  mail: ({ mail }: Pieces<"mail">) => `mail ${mail}`,
  first: ({ by }: Pieces<"by">) => `first by ${by}`,
  noWay: "no way to reach them is known",
  contacts: ({ title }: Pieces<"title">) => `*Contacts of ${title}*`,
  noContacts: "This runbook names no contacts. `/incident escalate` climbs its next rung, where it has one.",
  answers: {
    done: ({ name }: Pieces<"name">) => `Escalated to ${name}: the room is told.`,
    reached: ({ names }: Pieces<"names">) => `Reached: ${names}.`,
    left: ({ names }: Pieces<"names">) =>
      `Still there: ${names}. \`/incident escalate [to] [reason]\` climbs one by hand.`,
    /** A rung, and the reason for which the runbook has it climbed. */
    leftFor: ({ name, reason }: Pieces<"name" | "reason">) => `${name} (${reason})`,
    none: "No further rung is left.",
    said: "Noted, and said in the room.",
  },
  /** On the timeline. */
  told: {
    breached: ({ clock, target, severity, at }: Pieces<"clock" | "target" | "severity" | "at">) =>
      `Target passed: the ${clock} was due by ${at} (${severity}: ${target})`,
    reached: ({ name, why, who }: Pieces<"name" | "why" | "who">): string =>
      `Escalated to ${name}${who && ` (${who})`}: ${why}`,
    nobody: "nobody called",
    nobodyBound: ({ keys }: Pieces<"keys">) => `nobody is bound to ${keys} in people.yml`,
    blocked: ({ text }: Pieces<"text">) => `Blocked: ${text}`,
    complaints: ({ count }: Pieces<"count">): string => `Customers complain: ${count || "more of them"}`,
    paged: ({ key, who }: Pieces<"key" | "who">) => `Paged ${who} (${key})`,
    notPaged: ({ key, who }: Pieces<"key" | "who">) =>
      `Not paged, no pager is connected: ${who} told in Slack (${key})`,
    pagedNobody: ({ key }: Pieces<"key">) => `Nobody was paged: nobody is bound to ${key} in people.yml`,
    pagedNobodyPrivate: ({ key }: Pieces<"key">) => `Nobody was paged for ${key}: the incident is private`,
    /** Of a reason that a person gave. */
    byHand: "by hand",
  },
  problem: {
    unknownRung: ({ asked }: Pieces<"asked">) => `There is no rung ${asked} in this runbook.`,
    known: ({ known }: Pieces<"known">) =>
      `It has ${known}. \`/incident escalate\` alone climbs the next one; a reason has more than one word.`,
    reached: ({ name, at }: Pieces<"name" | "at">) =>
      `${name} was reached at ${at}, and each rung is climbed once. \`/incident contacts\` shows how to reach people.`,
    notMeant: ({ name }: Pieces<"name">) =>
      `The runbook does not mean ${name} for an incident like this one. Set its severity or what is known right first, or call them yourself: \`/incident contacts\`.`,
    noneLeft: ({ name }: Pieces<"name">) =>
      `No rung is left to climb for ${name}. Call people yourself: \`/incident contacts\` shows whom the runbook names.`,
    noNumber: ({ asked }: Pieces<"asked">) =>
      `${asked} is no number of complaints. Write one, as in \`/incident complaints 12\`, or none where nobody counted.`,
    unchanged: ({ count }: Pieces<"count">) => `${count} complaints are noted already; nothing was changed.`,
  },
};
