// The outage: a deploy made the payments service's connection pool ten times too small, and a rotated certificate is
// blamed first. About two hours, with three colleagues who talk, ask and forget.
import { after, recovery } from "./checkout-end.ts";
import { decision, falseLead, investigation } from "./checkout-middle.ts";
import type { Phase, Script } from "./script.ts";

const detection: Phase = {
  name: "Something is wrong",
  lasts: "60:00",
  until: "room",
  updates: ["Card payments fail at checkout. We are finding out why."],
  answers: {
    reliability: ["I see it too: about every third try to pay fails. Let us make it an incident."],
    support: ["Three customers so far, all at the payment step."],
    guest: ["Understood, I wait."],
  },
  beats: [
    {
      at: "0:00",
      who: "monitor",
      in: "engineering",
      as: "alert",
      say: "*Alert: payment success rate 71 %* (usual: above 98 %) for 3 minutes. Services: payments, checkout. Region: eu-1.",
    },
    {
      at: "0:30",
      who: "reliability",
      in: "engineering",
      say: "Seeing it too. About every third try to pay ends in a 502 for me.",
    },
    {
      at: "0:50",
      who: "support",
      in: "support",
      say: "Three customers in five minutes whose card payment did not go through. Is something broken?",
    },
    { at: "1:20", who: "reliability", react: "eyes", to: "alert" },
    {
      at: "1:40",
      who: "manager",
      in: "engineering",
      say: "That is money. {trainee} you are around, will you declare it?",
    },
    {
      at: "2:30",
      who: "guest",
      in: "engineering",
      say: "Unrelated: may I merge the search facets branch today? Tests are green.",
    },
    {
      at: "3:30",
      who: "reliability",
      in: "engineering",
      say: "Nobody has declared it yet, so I will. Better one too many.",
    },
    {
      at: "4:00",
      who: "reliability",
      in: "engineering",
      command: "/incident declare SEV2 Card payments fail at checkout",
    },
    {
      at: "9:00",
      who: "manager",
      in: "engineering",
      say: "Is there an incident for this? I see no room. `/incident declare` makes one.",
    },
  ],
};

export const checkoutOutage: Script = {
  title: "Card payments fail at checkout",
  about:
    "Two hours of an outage, with colleagues who talk, ask and forget. You take one part; they fill the others. It begins with an alert in #engineering, and nobody has declared anything yet.",
  parts: [
    { part: "commander", name: "Commander", words: "You decide, keep people on their tasks, and say when it is over." },
    { part: "scribe", name: "Scribe", words: "You keep the timeline: what was seen, tried and decided, and when." },
    {
      part: "communications",
      name: "Communications lead",
      words: "You tell everybody outside the room what is going on, before they have to ask.",
    },
  ],
  people: {
    database: "mei.tanaka",
    reliability: "tomasz.wolski",
    support: "rafael.souza",
    manager: "jonas.lindqvist",
    guest: "leila.haddad",
    supplier: "sam.whitehorse",
    monitor: "beacon",
  },
  others: {
    commander: { scribe: "jonas.lindqvist", communications: "priya.raman" },
    scribe: { commander: "jonas.lindqvist", communications: "priya.raman" },
    communications: { commander: "jonas.lindqvist", scribe: "priya.raman" },
  },
  understudy: "amara.okafor",
  announcements: { channel: "incidents", quiet_max_min: 35 },
  phases: [detection, investigation, falseLead, decision, recovery, after],
};
