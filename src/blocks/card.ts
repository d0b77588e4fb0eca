// The one live status card of a room: rendered from the state each time it changes, and edited in place.
import type { ActionsBlock, Button, KnownBlock } from "@slack/types";
import { bridgeOf } from "../domain/room/bridge.ts";
import { runningClocks } from "../domain/clocks/clocks.ts";
import { IMPACT_PARTS } from "../domain/facts/impact.ts";
import type { Incident } from "../domain/incident.ts";
import { leadRole, type Role, type Runbook, severityOf } from "../domain/runbook.ts";
import { endOf, startOf, timeOf } from "../domain/facts/times.ts";
import { triageDone } from "../domain/facts/triage.ts";
import { updateDueAt } from "../domain/updates/update-cycle.ts";
import { latestUpdate, type Update } from "../domain/updates/updates.ts";
import { cut } from "../lib/pure/text.ts";
import { categoryLine } from "./facts/circumstances.ts";
import { callsOnCard } from "./escalation/calls.ts";
import { clockWords } from "./escalation/clocks.ts";
import { itemsOnCard } from "./work/action-items.ts";
import { ACTION, button } from "./actions.ts";
import { drillLine } from "./drill.ts";
import { pendingOnCard } from "./timeline/entries.ts";
import { duplicatesLine, mergedLine } from "./merge.ts";
import {
  actions,
  clockTime,
  context,
  header,
  type Post,
  person,
  quote,
  section,
  time,
  escaped,
  webLink,
} from "./mrkdwn.ts";
import { phaseLines } from "./procedures/phases.ts";
import { deadlinesOnCard } from "./review/deadlines.ts";
import { dutiesOnCard } from "./duties/duties.ts";
import { regimesOnCard } from "./regimes/list.ts";
import { recoveryOnCard } from "./recovery/recovery.ts";
import { tasksOnCard } from "./work/tasks.ts";
import type { Words } from "./words/en.ts";

/** The card stays short enough to take in; the whole text stands in the room. */
const QUOTED_CHARS_MAX = 600;
const REASON_CHARS_MAX = 100;

/** Roles that can be taken from the card itself; the menu has all of them. */
const TAKEN_HERE_MAX = 4;
const IMPACT_SHOWN_CHARS_MAX = 300;

export function statusCard(incident: Incident, runbook: Runbook, words: Words): Post {
  const latest = latestUpdate(incident);
  const blocks: KnownBlock[] = [
    header(`${incident.name} · ${incident.title}`),
    section(
      [
        ...drillLine(incident, words),
        ...(incident.private ? [words.card.private] : []),
        severityLine(incident, runbook),
        ...stageLines(incident, runbook, words),
        ...bridgeLine(incident, runbook, words),
        ...sharedLine(incident, words),
      ].join("\n"),
    ),
    section(roleLines(incident, runbook, words)),
    ...known(incident, runbook, words),
    ...(latest ? [section(lastUpdateLine(latest, words))] : []),
    ...callsOnCard(incident, words),
    ...workOnCard(incident, words),
    ...dutiesOnCard(incident, runbook, words),
    ...regimesOnCard(incident, runbook, words),
    ...recoveryOnCard(incident, runbook, words),
    ...deadlinesOnCard(incident, runbook, words),
    context(clockLine(incident, runbook, words)),
    buttons(incident, runbook, words),
  ];
  return { text: summary(incident, runbook, words), blocks };
}

/** Of an incident that runs as a thread: the thread's first message, with the way to a room of its own. */
export function threadCard(incident: Incident, runbook: Runbook, words: Words): Post {
  const { text, blocks } = statusCard(incident, runbook, words);
  const value = { incident: incident.id };
  const ways = [
    button(words.buttons.openRoom, ACTION.openNewRoom, value),
    button(words.buttons.subscribe, ACTION.subscribe, value),
  ];
  const below =
    incident.stage === "open" ? [context(words.room.threadHint({ name: escaped(incident.name) })), actions(ways)] : [];
  return { text, blocks: [...blocks, ...below] };
}

/** One sentence for notifications and screen readers. */
export function summary(incident: Incident, runbook: Runbook, words: Words): string {
  const lead = leadRole(runbook);
  const holder = lead && incident.roles[lead.key];
  const who = holder ? person(holder.user) : words.card.nobodyYet;
  const said = words.card.summary({
    name: escaped(incident.name),
    severity: escaped(incident.severity),
    stage: stageWord(incident, words),
    title: escaped(incident.title),
  });
  return lead ? `${said} ${words.card.leading({ role: escaped(lead.name), who })}` : said;
}

/** "*INC-7* SEV1 · Identified": which, how bad, where it stands; and whether it is private. */
export const standing = (incident: Incident, words: Words): string =>
  [
    `*${escaped(incident.name)}* ${escaped(incident.severity)}`,
    stageWord(incident, words),
    ...(incident.private ? [words.card.privateMark] : []),
  ].join(" · ");

/** The runbook's word for where an open incident stands, and ours for how it ended. */
export const stageWord = (incident: Incident, { card }: Words): string =>
  incident.stage === "open" ? escaped(incident.status) : card[incident.stage];

function severityLine(incident: Incident, runbook: Runbook): string {
  const severity = severityOf(runbook, incident.severity);
  return `*${escaped(incident.severity)}*${severity?.title ? ` ${escaped(severity.title)}` : ""}`;
}

function stageLines(incident: Incident, runbook: Runbook, words: Words): string[] {
  const { ended } = incident;
  if (!ended) return phaseLines(incident, runbook, words);
  const endedAt = endOf(incident) ?? ended.at;
  const lasted = words.duration(endedAt - startOf(incident));
  const stage = stageWord(incident, words);
  const said = words.card.ended({ stage, by: person(ended.by), at: time(endedAt), lasted });
  const why = ended.words === "" ? [] : [quote(cut(ended.words, QUOTED_CHARS_MAX))];
  const goesOn = mergedLine(incident, words);
  return [...(goesOn === null ? [] : [goesOn]), said, ...why];
}

const sharedLine = ({ external }: Incident, { room }: Words): string[] => (external === null ? [] : [room.sharedLine]);

/** What is known of it: the impact, what was merged into it, and how far the questions of the first minutes are. */
function known(incident: Incident, runbook: Runbook, words: Words): KnownBlock[] {
  const { card: said, buttons: labels } = words.facts;
  const impact = impactText(incident, words);
  const duplicates = duplicatesLine(incident, words);
  const category = categoryLine(incident, runbook, words);
  const lines = [
    ...(category === null ? [] : [category]),
    ...(impact === null ? [] : [said.impact({ text: impact })]),
    ...(duplicates === null ? [] : [duplicates]),
  ];
  const { answered, of } = triageDone(incident, runbook);
  const asks = incident.stage === "open" && answered < of;
  const answer = button(labels.answer, ACTION.openTriage, { incident: incident.id });
  return [
    ...(lines.length > 0 ? [section(lines.join("\n"))] : []),
    ...(asks ? [{ ...section(said.triage(answered, of)), accessory: answer } as KnownBlock] : []),
  ];
}

/** The impact in a sentence, else what is known of its parts; null where nothing is. */
function impactText({ impact }: Incident, { facts }: Words): string | null {
  if (!impact || Object.keys(impact.words).length === 0) return null;
  const parts = IMPACT_PARTS.filter((part) => impact.words[part] !== undefined).map((part) =>
    facts.told.part({ part: facts.part[part], text: impact.words[part]! }),
  );
  return escaped(cut(impact.words.summary ?? parts.join("; "), IMPACT_SHOWN_CHARS_MAX));
}

/** Who holds what, a line each, the lead role even while nobody does; then what is vacant, in one line. */
function roleLines(incident: Incident, runbook: Runbook, { card, handover }: Words): string {
  const lead = leadRole(runbook);
  const held = runbook.roles.flatMap(({ key, name }) => {
    const holder = incident.roles[key];
    if (!holder && key !== lead?.key) return [];
    const who = holder ? card.heldSince({ who: person(holder.user), at: clockTime(holder.since) }) : card.unclaimed;
    const offer = incident.offers[key];
    const shown = offer ? handover.offeredTo({ who, to: person(offer.to) }) : who;
    return [card.role({ role: escaped(name), who: shown })];
  });
  const vacant = runbook.roles.filter(({ key }) => !incident.roles[key] && key !== lead?.key);
  const names = vacant.map(({ name }) => escaped(name)).join(", ");
  return [...held, ...(vacant.length > 0 ? [card.vacant({ roles: names })] : [])].join("\n");
}

function workOnCard(incident: Incident, words: Words): KnownBlock[] {
  const parts = [pendingOnCard(incident, words), tasksOnCard(incident, words), itemsOnCard(incident, words)].filter(
    (part) => part !== null,
  );
  return parts.length === 0 ? [] : [section(parts.join("\n"))];
}

function bridgeLine(incident: Incident, runbook: Runbook, { card }: Words): string[] {
  const bridge = bridgeOf(incident, runbook);
  return bridge ? [card.bridge({ link: webLink(bridge.url) })] : [];
}

function lastUpdateLine({ at, by, text, correction }: Update, { card }: Words): string {
  const head = [
    card.lastUpdate({ at: clockTime(at), by: person(by) }),
    ...(correction ? [card.corrected({ at: clockTime(correction.at) })] : []),
  ];
  return `${head.join(" · ")}\n${quote(cut(text, QUOTED_CHARS_MAX))}`;
}

function clockLine(incident: Incident, runbook: Runbook, words: Words): string {
  const { card } = words;
  const parts = [card.declared({ by: person(incident.declaredBy), at: time(timeOf(incident, "declared")!) })];
  const { acknowledged } = incident;
  const acknowledgedAt = timeOf(incident, "acknowledged");
  if (acknowledged && acknowledgedAt !== null) {
    parts.push(card.acknowledged({ by: person(acknowledged.by), at: clockTime(acknowledgedAt) }));
  }
  const running = clocks(incident, runbook, words);
  if (running !== "") parts.push(running);
  const dueAt = updateDueAt(incident, runbook);
  if (dueAt !== null) parts.push(card.nextUpdate({ at: clockTime(dueAt) }));
  const { pause } = incident;
  if (dueAt !== null && pause) {
    parts.push(card.paused({ at: clockTime(pause.until), reason: escaped(cut(pause.reason, REASON_CHARS_MAX)) }));
  }
  return parts.join(" · ");
}

function clocks(incident: Incident, runbook: Runbook, words: Words): string {
  if (incident.stage !== "open") return "";
  const running = runningClocks(incident, runbook).map((clock) => clockWords(incident, clock, clock.since, words));
  return [...(incident.acknowledged ? [] : [words.card.notAcknowledged]), ...running].join("; ");
}

function buttons(incident: Incident, runbook: Runbook, words: Words): ActionsBlock {
  const value = { incident: incident.id };
  if (incident.stage !== "open") {
    return {
      type: "actions",
      elements: [
        button(words.buttons.draftPostmortem, ACTION.requestPostmortem, value),
        button(words.buttons.reopen, ACTION.openReopen, value),
        button(words.buttons.more, ACTION.openMenu, value),
      ],
    };
  }
  const vacant = runbook.roles.filter((role) => !incident.roles[role.key]);
  return {
    type: "actions",
    elements: [
      ...(incident.acknowledged ? [] : [button(words.buttons.acknowledge, ACTION.acknowledge, value, "primary")]),
      ...vacant.slice(0, TAKEN_HERE_MAX).map((role) => takeRole(role, incident, words)),
      button(words.buttons.postUpdate, ACTION.openUpdate, value),
      button(words.buttons.resolve, ACTION.openResolve, value),
      button(words.buttons.more, ACTION.openMenu, value),
    ],
  };
}

/** The button by which whoever presses it takes the role. */
export const takeRole = (role: Role, incident: Incident, words: Words, style?: "primary"): Button =>
  button(
    words.buttons.takeRole({ role: role.name }),
    `${ACTION.claimRole}:${role.key}`,
    { incident: incident.id, role: role.key },
    style,
  );
