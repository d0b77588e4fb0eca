// What shows where an incident stands: card, announcement, topic; and the overviews for one person.
import { announcement, topic } from "../../../src/blocks/announcement.ts";
import { statusCard } from "../../../src/blocks/card.ts";
import { help, incidentList, menu, type SubcommandName } from "../../../src/blocks/overview.ts";
import type { Words } from "../../../src/blocks/words/en.ts";
import type { Incident } from "../../../src/domain/incident.ts";
import {
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
import type { Area, Sample } from "./sample.ts";

const STATES: readonly [name: string, when: string, Incident][] = [
  ["fresh", "an incident was declared a moment ago", FRESH],
  ["running", "it is staffed and an update was posted", RUNNING],
  ["low severity", "the severity asks for no updates and its response target is no duration", LOW],
  ["resolved", "it is resolved", RESOLVED],
  ["cancelled", "it turned out to be none", CANCELLED],
  ["merged", "it was merged into another incident", { ...CANCELLED, stage: "merged" }],
  ["no target", "the runbook has no severity of this name any more", UNKNOWN_SEVERITY],
  ["opening", "its room is not open yet", { ...FRESH, room: null }],
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

const UNKNOWN_COMMAND = { typed: "resovle", meant: "resolve" };

const overviews: Sample[] = [
  {
    name: "nothing open",
    when: "somebody lists the open incidents, or types bare `/incident` outside a room",
    show: (words) => menu(null, [], RUNBOOK, minute(30), words),
  },
  {
    name: "one open",
    when: "one incident is open",
    show: (words) => incidentList([RUNNING], RUNBOOK, minute(20), words),
  },
  {
    name: "several open",
    when: "several are open",
    show: (words) => menu(null, [FRESH, OTHER, { ...LOW, room: null }], RUNBOOK, minute(20), words),
  },
  {
    name: "more than fit",
    when: "more are open than a message holds",
    show: (words) =>
      incidentList(
        Array.from({ length: 25 }, () => OTHER),
        RUNBOOK,
        minute(20),
        words,
      ),
  },
  {
    name: "menu of a fresh incident",
    when: "somebody types bare `/incident` in its room",
    show: (words) => menu(FRESH, [], RUNBOOK, minute(2), words),
  },
  {
    name: "menu of a resolved incident",
    when: "somebody types bare `/incident` in its room",
    show: (words) => menu(RESOLVED, [], RUNBOOK, minute(60), words),
  },
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
    title: "The announcement",
    chars_max: 600,
    samples: eachState(
      (one, words) => announcement(one, RUNBOOK, words),
      ["running", "resolved", "opening", "without a room"],
    ),
  },
  {
    title: "The room's topic",
    chars_max: 250,
    samples: eachState((one, words) => topic(one, RUNBOOK, NAMES, words), ["fresh", "running", "resolved"]),
  },
  { title: "Overviews", chars_max: 3_000, samples: overviews },
];
