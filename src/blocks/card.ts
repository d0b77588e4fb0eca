// The one live status card of a room: rendered from the state each time it changes, and edited in place.
import type { ActionsBlock, Button, KnownBlock } from "@slack/types";
import type { Incident } from "../domain/incident.ts";
import { updateDueAt } from "../domain/nudges.ts";
import { leadRole, type Role, type Runbook, severityOf } from "../domain/runbook.ts";
import { endOf, startOf, timeOf } from "../domain/times.ts";
import { cut } from "../lib/pure/text.ts";
import { itemsOnCard } from "./action-items.ts";
import { ACTION, button } from "./actions.ts";
import { clockTime, context, header, type Post, person, quote, section, time, escaped } from "./mrkdwn.ts";
import { tasksOnCard } from "./tasks.ts";
import type { Words } from "./words/en.ts";

/** The card stays short enough to take in; the whole text stands in the room. */
const QUOTED_CHARS_MAX = 600;

export function statusCard(incident: Incident, runbook: Runbook, words: Words): Post {
  const blocks: KnownBlock[] = [
    header(`${incident.name} · ${incident.title}`),
    section(`${severityLine(incident, runbook)}\n${stageLine(incident, words)}`),
    section(roleLines(incident, runbook, words)),
    ...(incident.lastUpdate ? [section(lastUpdateLine(incident.lastUpdate, words))] : []),
    ...workOnCard(incident, words),
    context(clockLine(incident, runbook, words)),
    buttons(incident, runbook, words),
  ];
  return { text: summary(incident, runbook, words), blocks };
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

/** The runbook's word for where an open incident stands, and ours for how it ended. */
export const stageWord = (incident: Incident, { card }: Words): string =>
  incident.stage === "open" ? escaped(incident.status) : card[incident.stage];

function severityLine(incident: Incident, runbook: Runbook): string {
  const severity = severityOf(runbook, incident.severity);
  return `*${escaped(incident.severity)}*${severity?.title ? ` ${escaped(severity.title)}` : ""}`;
}

function stageLine(incident: Incident, words: Words): string {
  const { ended } = incident;
  if (!ended) return words.card.status({ status: escaped(incident.status) });
  const endedAt = endOf(incident) ?? ended.at;
  const lasted = words.duration(endedAt - startOf(incident));
  const stage = stageWord(incident, words);
  const said = words.card.ended({ stage, by: person(ended.by), at: time(endedAt), lasted });
  return `${said}\n${quote(cut(ended.words, QUOTED_CHARS_MAX))}`;
}

const roleLines = (incident: Incident, runbook: Runbook, { card }: Words): string =>
  runbook.roles
    .map(({ key, name }) => {
      const held = incident.roles[key];
      const who = held ? card.heldSince({ who: person(held.user), at: clockTime(held.since) }) : card.unclaimed;
      return card.role({ role: escaped(name), who });
    })
    .join("\n");

function workOnCard(incident: Incident, words: Words): KnownBlock[] {
  const parts = [tasksOnCard(incident, words), itemsOnCard(incident, words)].filter((part) => part !== null);
  return parts.length === 0 ? [] : [section(parts.join("\n"))];
}

const lastUpdateLine = (update: { by: string; at: number; text: string }, { card }: Words): string =>
  `${card.lastUpdate({ at: clockTime(update.at), by: person(update.by) })}\n${quote(cut(update.text, QUOTED_CHARS_MAX))}`;

function clockLine(incident: Incident, runbook: Runbook, words: Words): string {
  const { card } = words;
  const parts = [card.declared({ by: person(incident.declaredBy), at: time(timeOf(incident, "declared")!) })];
  const { acknowledged } = incident;
  const acknowledgedAt = timeOf(incident, "acknowledged");
  if (acknowledged && acknowledgedAt !== null) {
    parts.push(card.acknowledged({ by: person(acknowledged.by), at: clockTime(acknowledgedAt) }));
  } else if (incident.stage === "open") parts.push(responseTarget(incident, runbook, words));
  const dueAt = updateDueAt(incident, runbook);
  if (dueAt !== null) parts.push(card.nextUpdate({ at: clockTime(dueAt) }));
  return parts.join(" · ");
}

function responseTarget(incident: Incident, runbook: Runbook, { card }: Words): string {
  const response = severityOf(runbook, incident.severity)?.response;
  if (!response) return card.notAcknowledged;
  const target = escaped(response.words);
  if (response.within_ms === null) return card.responseTarget({ target });
  return card.responseTargetBy({ target, at: clockTime(incident.declaredAt + response.within_ms) });
}

function buttons(incident: Incident, runbook: Runbook, words: Words): ActionsBlock {
  const value = { incident: incident.id };
  if (incident.stage !== "open") {
    return {
      type: "actions",
      elements: [
        button(words.buttons.draftPostmortem, ACTION.requestPostmortem, value),
        button(words.buttons.reopen, ACTION.openReopen, value),
      ],
    };
  }
  const free = runbook.roles.filter((role) => !incident.roles[role.key]);
  return {
    type: "actions",
    elements: [
      ...(incident.acknowledged ? [] : [button(words.buttons.acknowledge, ACTION.acknowledge, value, "primary")]),
      ...free.map((role) => takeRole(role, incident, words)),
      button(words.buttons.postUpdate, ACTION.openUpdate, value),
      button(words.buttons.resolve, ACTION.openResolve, value),
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
