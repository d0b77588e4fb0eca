// What shows where an incident stands: card, announcement, topic; and the overviews for one person.
import { announcement, topic } from "../../../src/blocks/announcement.ts";
import { statusCard, threadCard } from "../../../src/blocks/card.ts";
import { incidentList, type Listed } from "../../../src/blocks/incident-list.ts";
import { incidentMenu } from "../../../src/blocks/menu.ts";
import { help, openMenu, type SubcommandName } from "../../../src/blocks/overview.ts";
import type { Words } from "../../../src/blocks/words/en.ts";
import type { Incident } from "../../../src/domain/incident.ts";
import type { Call } from "../../../src/domain/escalation/calls.ts";
import {
  ANA,
  BEN,
  CANCELLED,
  FRESH,
  LOW,
  minute,
  NAMES,
  OTHER,
  RESOLVED,
  ROOMLESS,
  RUNBOOK,
  RUNNING,
  UNKNOWN_SEVERITY,
} from "./data.ts";
import { CALLED } from "./calls.ts";
import { BREACHED } from "./escalation.ts";
import { FACT_OVERVIEWS, WITH_IMPACT } from "./facts.ts";
import { MERGED, MERGED_ROOMLESS, WITH_DUPLICATES } from "./merge.ts";
import { BUSY } from "./updates.ts";
import { OFFERED, waits } from "./handover.ts";
import type { Area, Sample } from "./sample.ts";

const UNANSWERED: Call = {
  number: 1,
  name: null,
  to: [ANA],
  backup: [],
  by: BEN,
  at: minute(4),
  answered: null,
  unansweredAt: minute(9),
};
const STATES: readonly [name: string, when: string, Incident][] = [
  ["fresh", "an incident was declared a moment ago", FRESH],
  ["late", "a target has passed", BREACHED],
  ["called", "people were called, and nobody has answered yet", CALLED],
  ["running", "it is staffed and an update was posted", RUNNING],
  ["busy", "an update was corrected, its reminders are paused, and there is a bridge", BUSY],
  ["offered", "its lead role is offered to another", OFFERED],
  ["low severity", "the severity asks for no updates and its response target is no duration", LOW],
  ["resolved", "it is resolved", RESOLVED],
  ["cancelled", "it turned out to be none", CANCELLED],
  ["no target", "the runbook has no severity of this name any more", UNKNOWN_SEVERITY],
  ["merged", "it was merged into another incident", MERGED],
  ["merged without a room", "the other incident has no room", MERGED_ROOMLESS],
  ["with duplicates", "others were merged into it", WITH_DUPLICATES],
  ["of a category", "somebody said what kind of trouble it is", { ...FRESH, categories: ["data-loss", "security"] }],
  ["with impact", "what is hit is known in parts", WITH_IMPACT],
  [
    "out of its room",
    "Warroom was removed from its room",
    { ...FRESH, detached: { how: "removed", by: BEN, since: minute(12) } },
  ],
  ["shared", "its room is shared with another company", { ...FRESH, external: minute(12) }],
  ["opening", "its room is not open yet", { ...FRESH, room: null }],
  ["private", "it was declared privately", { ...FRESH, private: true }],
  ["without a room", "Slack refused it a room", ROOMLESS],
];

const eachState = (
  show: (incident: Incident, words: Words) => ReturnType<Sample["show"]>,
  names: readonly string[] = STATES.map(([name]) => name),
): Sample[] =>
  STATES.filter(([name]) => names.includes(name)).map(([name, when, incident]) => ({
    name,
    when,
    show: (words) => show(incident, words),
  }));

const commands = (words: Words): SubcommandName[] => Object.keys(words.subcommands) as SubcommandName[];

const UNKNOWN_COMMAND = { typed: "resovle", meant: "resolve" as const };
const listed = (incident: Incident): Listed => ({ incident, runbook: RUNBOOK });

const overviews: Sample[] = [
  {
    name: "nothing open",
    when: "somebody lists the open incidents, or types bare `/incident` outside a room",
    show: (words) => openMenu([], BEN, minute(30), words),
  },
  {
    name: "one open",
    when: "one incident is open",
    show: (words) => incidentList([listed(RUNNING)], BEN, minute(20), words),
  },
  {
    name: "one open, with questions",
    when: "somebody waits for an answer in it",
    show: (words) => {
      return incidentList([listed(waits(1))], ANA, minute(40), words);
    },
  },
  {
    name: "one open, with a call",
    when: "somebody was called and has not answered",
    show: (words) => incidentList([listed({ ...RUNNING, calls: [UNANSWERED] })], BEN, minute(20), words),
  },
  {
    name: "one open, privately",
    when: "somebody lists what is open, and is in the room of a private one",
    show: (words) => incidentList([listed({ ...FRESH, private: true })], ANA, minute(20), words),
  },
  {
    name: "several open",
    when: "several are open",
    show: (words) => openMenu([FRESH, OTHER, { ...LOW, room: null }].map(listed), null, minute(20), words),
  },
  {
    name: "more than fit",
    when: "more are open than a message holds, and some people are in several of them",
    show: (words) => {
      const many = Array.from({ length: 41 }, (_, index) => ({
        ...OTHER,
        roles: { commander: { user: `U${index % 12}`, since: minute(0) } },
      }));
      return incidentList(many.map(listed), null, minute(20), words);
    },
  },
  {
    name: "menu of a fresh incident",
    when: "somebody types bare `/incident` in its room, or presses More… on its card",
    show: (words) => incidentMenu(FRESH, RUNBOOK, words),
  },
  {
    name: "menu of a staffed incident",
    when: "somebody types bare `/incident` in the room after an update",
    show: (words) => incidentMenu(RUNNING, RUNBOOK, words),
  },
  {
    name: "menu of a resolved incident",
    when: "somebody types bare `/incident` in its room, or presses More… on its card",
    show: (words) => incidentMenu(RESOLVED, RUNBOOK, words),
  },
  ...FACT_OVERVIEWS,
  { name: "help", when: "somebody types `/incident help`", show: (words) => help(commands(words), words) },
  {
    name: "unknown command",
    when: "somebody types a command that does not exist",
    of: UNKNOWN_COMMAND,
    show: (words) => help(commands(words), words, UNKNOWN_COMMAND),
  },
];

export const STATE_AREAS: readonly Area[] = [
  { title: "The status card", chars_max: 900, samples: eachState((one, words) => statusCard(one, RUNBOOK, words)) },
  {
    title: "The thread of an incident that has no room",
    chars_max: 1_200,
    samples: eachState((one, words) => threadCard(one, RUNBOOK, words)),
  },
  {
    title: "The announcement",
    chars_max: 600,
    samples: eachState(
      (one, words) => announcement(one, RUNBOOK, words),
      ["running", "resolved", "opening", "out of its room", "without a room", "merged", "with duplicates"],
    ),
  },
  {
    title: "The room's topic",
    chars_max: 250,
    samples: eachState((one, words) => topic(one, RUNBOOK, NAMES, words), ["fresh", "running", "resolved"]),
  },
  { title: "Overviews", chars_max: 6_000, samples: overviews },
];
