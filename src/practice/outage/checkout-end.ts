// The outage's end: the fix, the slow recovery, and what is left to say.
import type { Phase } from "./script.ts";

export const recovery: Phase = {
  name: "Getting better",
  lasts: "38:00",
  updates: [
    "The cause is taken back and payments recover. We watch it before we call it over.",
    "Almost all card payments go through again. Delayed payments are being worked off.",
  ],
  answers: {
    database: ["Rollback is going pod by pod. It looks good so far."],
    reliability: ["Success rate goes up, slowly."],
    support: ["31 tickets, but no new ones for a while."],
    manager: ["Take the time it needs."],
    guest: ["Oh! Stopped it. Nobody had told me."],
  },
  beats: [
    { at: "0:30", who: "database", say: "Rollback of payments is under way.", key: "rollback began" },
    { at: "2:00", who: "commander", command: "/incident status Resolution all" },
    { at: "4:00", who: "communications", command: "/incident update {update}" },
    { at: "5:00", who: "support", say: "31 tickets. The newest is eight minutes old." },
    { at: "7:00", who: "monitor", in: "engineering", say: "Payment success rate 84 %, rising." },
    {
      at: "10:30",
      who: "database",
      say: "Rollback is on all pods. Connections are back at 200.",
      as: "rolled",
      key: "rollback done",
    },
    { at: "11:00", who: "reliability", react: "raised_hands", to: "rolled" },
    { at: "12:00", who: "guest", in: "engineering", say: "Merged the search facets, the deploy runs now." },
    {
      at: "13:00",
      who: "reliability",
      say: "Leila's search deploy has just begun. {commander} is that wanted now?",
      asks: { part: "commander", answer: "No. Nothing goes out until this is over; I will tell her." },
    },
    {
      at: "16:00",
      who: "commander",
      in: "engineering",
      say: "{guest} please stop that deploy: nothing goes out while payments recover.",
    },
    {
      at: "17:00",
      who: "guest",
      when: ["scribe", "communications"],
      in: "engineering",
      say: "Oh! Stopped. Nobody had told me.",
    },
    { at: "18:00", who: "monitor", in: "engineering", say: "Payment success rate 96 %, rising." },
    {
      at: "20:00",
      who: "reliability",
      say: "99.95 %. 1,200 delayed payments are being worked off.",
      key: "success rate back at 98 %",
    },
    { at: "21:00", who: "commander", command: "/incident status Recovery all" },
    { at: "20:30", who: "reliability", command: "/incident recovery all" },
    {
      at: "22:00",
      who: "support",
      say: "{communications} can I tell customers that it works again?",
      asks: {
        part: "communications",
        answer: "Say that payments work again, and that those who were charged twice get it back by themselves.",
      },
    },
    {
      at: "24:00",
      who: "scribe",
      command: "/incident note Success rate back above 98 %, delayed payments being worked off",
    },
    {
      at: "28:00",
      who: "database",
      say: "The queue is empty. Two payments went through twice; refunds are on their way.",
      key: "queue empty, two refunds",
    },
    {
      at: "36:00",
      who: "monitor",
      in: "engineering",
      fixed: true,
      say: "*Resolved: payment success rate 99.96 %* for 15 minutes.",
    },
    {
      at: "36:30",
      who: "database",
      whileOpen: true,
      say: "From my side it is over. {commander} do we close it?",
      asks: { part: "commander", answer: "Yes. Thank you all; what is left goes on the list." },
    },
    {
      at: "37:30",
      who: "commander",
      command:
        "/incident resolve Rolled back this morning's payments deploy, which had shrunk the connection pool from 40 to 4 per pod",
    },
  ],
};

export const after: Phase = {
  name: "Afterwards",
  lasts: "14:00",
  updates: ["Card payments work again."],
  answers: {
    database: ["I will write down what I know about the pool."],
    reliability: ["Count me in for the postmortem."],
    support: ["47 tickets in all, 12 still open."],
  },
  beats: [
    { at: "1:00", who: "support", say: "Thanks, all. 47 tickets, 12 still open; we get through them today." },
    {
      at: "3:00",
      who: "reliability",
      say: "We should be alerted when pods wait for connections. {scribe} will you put that on the list?",
      asks: { part: "scribe", answer: "It is on the list." },
    },
    {
      at: "4:00",
      who: "manager",
      when: ["commander"],
      whileOpen: true,
      say: "Is it still open on purpose, or has nobody closed it?",
    },
    { at: "8:00", who: "manager", say: "Good work. {database} go and catch your breath." },
  ],
};
