// The one live status card of a room: rendered from the state each time it changes, and edited in place.
import type { ActionsBlock, KnownBlock } from "@slack/types";
import type { Incident } from "../domain/incident.ts";
import { updateDueAt } from "../domain/nudges.ts";
import { type Runbook, severityOf } from "../domain/runbook.ts";
import { durationWords } from "../lib/pure/duration.ts";
import { cut } from "../lib/pure/text.ts";
import { ACTION, button } from "./actions.ts";
import { clockTime, context, header, type Post, person, quote, section, time, escaped } from "./mrkdwn.ts";

/** The card stays short enough to take in; the whole text stands in the room. */
const QUOTED_CHARS_MAX = 600;

export function statusCard(incident: Incident, runbook: Runbook): Post {
  const blocks: KnownBlock[] = [
    header(`${incident.name} · ${incident.title}`),
    section(`${severityLine(incident, runbook)}\n${stageLine(incident)}`),
    section(roleLines(incident, runbook)),
    ...(incident.lastUpdate ? [section(lastUpdateLine(incident.lastUpdate))] : []),
    context(clockLine(incident, runbook)),
    buttons(incident, runbook),
  ];
  return { text: summary(incident, runbook), blocks };
}

/** One sentence for notifications and screen readers. */
export function summary(incident: Incident, runbook: Runbook): string {
  const lead = runbook.roles.find((role) => role.mandatory);
  const holder = lead && incident.roles[lead.key];
  const leading = lead ? ` ${escaped(lead.name)}: ${holder ? person(holder.user) : "nobody yet"}.` : "";
  return `${escaped(incident.name)} ${escaped(incident.severity)} ${stageWord(incident)}: ${escaped(incident.title)}.${leading}`;
}

export const stageWord = (incident: Incident): string =>
  incident.stage === "open" ? escaped(incident.status) : incident.stage === "resolved" ? "Resolved" : "Cancelled";

function severityLine(incident: Incident, runbook: Runbook): string {
  const severity = severityOf(runbook, incident.severity);
  return `*${escaped(incident.severity)}*${severity?.title ? ` ${escaped(severity.title)}` : ""}`;
}

function stageLine(incident: Incident): string {
  const { ended } = incident;
  if (!ended) return `*Status:* ${escaped(incident.status)}`;
  const lasted = durationWords(ended.at - incident.startedAt);
  const word = incident.stage === "resolved" ? "Resolved" : "Cancelled";
  return `*${word}* by ${person(ended.by)} ${time(ended.at)}, ${lasted} after it started\n${quote(cut(ended.words, QUOTED_CHARS_MAX))}`;
}

const roleLines = (incident: Incident, runbook: Runbook): string =>
  runbook.roles
    .map((role) => {
      const held = incident.roles[role.key];
      return `*${escaped(role.name)}:* ${held ? `${person(held.user)} since ${clockTime(held.since)}` : "_unclaimed_"}`;
    })
    .join("\n");

const lastUpdateLine = (update: { by: string; at: number; text: string }): string =>
  `*Last update* ${clockTime(update.at)} by ${person(update.by)}\n${quote(cut(update.text, QUOTED_CHARS_MAX))}`;

function clockLine(incident: Incident, runbook: Runbook): string {
  const parts = [`Declared by ${person(incident.declaredBy)} ${time(incident.declaredAt)}`];
  const { acknowledged } = incident;
  if (acknowledged) parts.push(`acknowledged by ${person(acknowledged.by)} ${clockTime(acknowledged.at)}`);
  else if (incident.stage === "open") parts.push(responseTarget(incident, runbook));
  const dueAt = updateDueAt(incident, runbook);
  if (dueAt !== null) parts.push(`next update due ${clockTime(dueAt)}`);
  return parts.join(" · ");
}

function responseTarget(incident: Incident, runbook: Runbook): string {
  const target = severityOf(runbook, incident.severity)?.response;
  if (!target) return "not acknowledged yet";
  const by = target.within_ms === null ? "" : ` (by ${clockTime(incident.declaredAt + target.within_ms)})`;
  return `not acknowledged yet, response target ${escaped(target.words)}${by}`;
}

function buttons(incident: Incident, runbook: Runbook): ActionsBlock {
  const value = { incident: incident.id };
  if (incident.stage !== "open") {
    return {
      type: "actions",
      elements: [
        button("Draft postmortem", ACTION.requestPostmortem, value),
        button("Reopen", ACTION.openReopen, value),
      ],
    };
  }
  const free = runbook.roles.filter((role) => !incident.roles[role.key]);
  return {
    type: "actions",
    elements: [
      ...(incident.acknowledged ? [] : [button("Acknowledge", ACTION.acknowledge, value, "primary")]),
      ...free.map((role) =>
        button(`Take ${role.name}`, `${ACTION.claimRole}:${role.key}`, { ...value, role: role.key }),
      ),
      button("Post update", ACTION.openUpdate, value),
      button("Resolve", ACTION.openResolve, value),
    ],
  };
}
