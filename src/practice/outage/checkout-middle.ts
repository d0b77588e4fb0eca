// The outage's middle: first facts, a false lead, and the decision.
import type { Phase } from "./script.ts";

export const investigation: Phase = {
  name: "Finding out",
  lasts: "28:00",
  updates: [
    "About a third of card payments at checkout fail. Other parts of the shop work. We are looking at the payments service and its database.",
  ],
  answers: {
    database: ["Looking at the primary now. Give me five minutes."],
    reliability: ["On it. So far: only the payment step, only in eu-1."],
    support: ["Fourteen tickets, all about paying by card. Vouchers and invoices work."],
    manager: ["I have no preference; your call."],
  },
  beats: [
    {
      at: "0:20",
      who: "reliability",
      say: "What I know: the payment step answers 502 in about a third of the tries. Search, basket and login are fine.",
      as: "facts",
      key: "first facts: a third of payments fail, the rest works",
    },
    {
      at: "1:30",
      who: "support",
      say: "Nine tickets by now. {communications} what may we tell customers?",
      asks: {
        part: "communications",
        answer:
          "For now: paying by card fails for some, we are on it, nothing needs to be paid twice. More as soon as we know it.",
      },
    },
    {
      at: "3:00",
      who: "reliability",
      uploads: "payments-errors.txt",
      text: "payments-7f9c  ERROR  timeout waiting for a connection (waited 5000 ms)\npayments-7f9c  ERROR  timeout waiting for a connection (waited 5000 ms)\npayments-2b1d  WARN   gateway handshake slow: 3120 ms\n",
      as: "log",
    },
    { at: "3:30", who: "reliability", under: "log", say: "Errors of one pod. All of them have it." },
    { at: "4:00", who: "commander", command: "/incident status Investigation" },
    {
      at: "5:30",
      who: "manager",
      when: ["commander"],
      say: "I am here in case you need somebody who can spend money.",
    },
    {
      at: "6:30",
      who: "reliability",
      say: "{commander} shall I call somebody for the database now, or do we wait until Mei is online?",
      asks: { part: "commander", answer: "Please call her. Better one person too many." },
    },
    { at: "9:00", who: "database", joins: true },
    {
      at: "9:30",
      who: "database",
      say: "I am here, sorry, I was on the train. {scribe} what did I miss, in two sentences?",
      asks: {
        part: "scribe",
        answer:
          "Since the alert a third of card payments end in a 502. Pods say they wait for a connection, and nobody knows why yet.",
      },
    },
    {
      at: "10:30",
      who: "commander",
      command: "/incident task {scribe} find out when the first ticket came in 10m",
    },
    {
      at: "12:00",
      who: "database",
      say: "The primary is bored: 20 % load. So it is not slow queries.",
      key: "the database itself is not slow",
    },
    { at: "13:00", who: "support", say: "14 tickets. Somebody has written about it on social media.", as: "tickets" },
    { at: "13:30", who: "reliability", react: "grimacing", to: "tickets" },
    {
      at: "16:00",
      who: "supplier",
      in: "northwind",
      say: "For your information: the certificates on your edge were rotated last night at 23:00, as announced.",
    },
    { at: "18:00", who: "communications", command: "/incident update {update}" },
    {
      at: "21:00",
      who: "reliability",
      say: "Our hosting provider says the edge certificates were rotated last night. A slow handshake is in my log, too. That could be it.",
      as: "lead",
      key: "suspicion: the rotated certificate",
    },
    { at: "22:00", who: "support", react: "raised_hands", to: "lead" },
    { at: "24:00", who: "database", under: "lead", say: "Last night would be ten hours before it began, though." },
  ],
};

export const falseLead: Phase = {
  name: "A false lead",
  lasts: "24:00",
  updates: [
    "About a third of card payments still fail. We are checking connections between our services.",
    "Card payments still fail for some. The search is down to the connections of one service.",
  ],
  answers: {
    database: ["Reading through this morning's changes. Something about connections does not add up."],
    reliability: ["Still on the certificates."],
    support: ["22 tickets. People ask whether they are charged twice."],
    manager: ["Sounds good to me."],
  },
  beats: [
    {
      at: "0:30",
      who: "reliability",
      say: "I will check the certificate chain on every pod and report back here.",
      promises: {
        what: "check the certificate chain on every pod",
        result:
          "Right, the certificates, sorry: every pod has the new chain and it is valid. The handshake was slow because the pod waited for a connection first. It is not the certificate.",
      },
    },
    {
      at: "1:10",
      who: "commander",
      command: "/incident task {reliability} check the certificate chain on every pod 12m",
    },
    {
      at: "3:00",
      who: "support",
      say: "{scribe} for the tickets: when did it begin, exactly?",
      asks: { part: "scribe", answer: "The alert was the first sign, and it speaks of three minutes before." },
    },
    {
      at: "6:00",
      who: "reliability",
      say: "Customer jo.example@mail.example, order 8841, says they paid twice.",
      as: "slip",
    },
    { at: "6:50", who: "reliability", takesBack: "slip" },
    {
      at: "7:10",
      who: "reliability",
      say: "Took that back: no customers' addresses in here. Order 8841 was charged once, I looked.",
    },
    {
      at: "9:00",
      who: "support",
      say: "{communications} customers ask if they should try again. Yes or no?",
      asks: { part: "communications", answer: "Please tell them to wait. A second try can fail as well." },
    },
    {
      at: "10:00",
      who: "database",
      say: "Odd: payments holds 20 connections in all. Yesterday at this time it was 200.",
      key: "payments holds a tenth of yesterday's connections",
    },
    { at: "13:00", who: "commander", say: "{reliability} any word on the certificates?" },
    { at: "14:00", who: "communications", command: "/incident update {update}" },
    {
      at: "17:00",
      who: "database",
      say: "Found it, I think. Today's payments deploy sets the pool to 40 per pod.",
      as: "cause",
      key: "cause found: today's deploy shrank the connection pool",
    },
    {
      at: "17:40",
      who: "database",
      edit: "cause",
      to: "Found it, I think. Today's payments deploy sets the pool to 4 per pod. It was 40.",
    },
    { at: "18:00", who: "support", react: "tada", to: "cause" },
    { at: "18:30", who: "commander", pin: "cause" },
    { at: "20:00", who: "manager", when: ["commander"], say: "Mei has it, it seems. Who decides what we do about it?" },
  ],
};

export const decision: Phase = {
  name: "What to do about it",
  lasts: "9:00",
  until: "decision",
  updates: ["We know the cause: a setting in this morning's deploy of payments. We are taking it back."],
  answers: {
    database: ["Both are ready. I only need a word."],
    reliability: ["I would roll back."],
  },
  beats: [
    {
      at: "0:30",
      who: "database",
      say: "Two ways: roll payments back (ten minutes, we know it works), or raise the pool by configuration (three minutes, nobody has tried it). {commander} which?",
      as: "ways",
      asks: { part: "commander", answer: "Roll back. Slow and known beats quick and untried.", decides: true },
    },
    { at: "7:30", who: "reliability", say: "No answer, so we do the safe thing and roll back." },
  ],
};
