// The private overviews: what is open, what can be done here, what commands there are.
import type { Button, KnownBlock } from "@slack/types";
import type { Incident } from "../domain/incident.ts";
import { updateDueAt } from "../domain/nudges.ts";
import { leadRole, type Runbook } from "../domain/runbook.ts";
import { durationWords } from "../lib/pure/duration.ts";
import type { Instant } from "../lib/pure/time.ts";
import { ACTION, button } from "./actions.ts";
import { stageWord } from "./card.ts";
import { channelLink, clockTime, context, type Post, person, section, escaped } from "./mrkdwn.ts";

/** Slack takes 50 blocks a message; the list says how many it left out. */
const LISTED_MAX = 20;

export function incidentList(incidents: readonly Incident[], runbook: Runbook, now: Instant): Post {
  if (incidents.length === 0) {
    const text = "No incident is open.";
    return { text, blocks: [section(text), { type: "actions", elements: [declareButton] }] };
  }
  const text = incidents.length === 1 ? "One incident is open." : `${incidents.length} incidents are open.`;
  const more = incidents.length - LISTED_MAX;
  return {
    text,
    blocks: [
      section(`*${text}*`),
      ...incidents.slice(0, LISTED_MAX).map((incident) => section(listed(incident, runbook, now))),
      ...(more > 0 ? [context(`… and ${more} more.`)] : []),
    ],
  };
}

function listed(incident: Incident, runbook: Runbook, now: Instant): string {
  const lead = leadRole(runbook);
  const holder = lead && incident.roles[lead.key];
  const room = incident.room ? channelLink(incident.room.channel) : "no room";
  const dueAt = updateDueAt(incident, runbook);
  const update = dueAt === null ? "" : dueAt < now ? " · *update overdue*" : ` · update due ${clockTime(dueAt)}`;
  const leading = lead ? ` · ${escaped(lead.name)}: ${holder ? person(holder.user) : "*nobody*"}` : "";
  const age = durationWords(now - incident.declaredAt);
  return `*${escaped(incident.name)}* ${escaped(incident.severity)} · ${stageWord(incident)} · ${room}\n${escaped(incident.title)}\nopen for ${age}${leading}${update}`;
}

const declareButton: Button = button("Declare an incident", ACTION.openDeclare, { incident: "" }, "primary");

/** Bare `/incident`: what makes sense here and now, as buttons. */
export function menu(incident: Incident | null, open: readonly Incident[], runbook: Runbook, now: Instant): Post {
  if (!incident) {
    const list = incidentList(open, runbook, now);
    if (open.length === 0) return list;
    return { text: list.text, blocks: [...list.blocks, { type: "actions", elements: [declareButton] }] };
  }
  const text = `*${escaped(incident.name)}* ${escaped(incident.severity)} · ${stageWord(incident)}\n${escaped(incident.title)}`;
  return {
    text: `${escaped(incident.name)} ${escaped(incident.severity)} ${stageWord(incident)}`,
    blocks: [
      section(text),
      { type: "actions", elements: menuButtons(incident, runbook) },
      context("`/incident help` lists the commands."),
    ],
  };
}

function menuButtons(incident: Incident, runbook: Runbook): Button[] {
  const value = { incident: incident.id };
  if (incident.stage !== "open") {
    return [
      button("Draft postmortem", ACTION.requestPostmortem, value, "primary"),
      button("Add note", ACTION.openNote, value),
      button("Reopen", ACTION.openReopen, value),
      declareButton,
    ];
  }
  const lead = leadRole(runbook);
  const leadFree = lead && !incident.roles[lead.key];
  return [
    ...(incident.acknowledged ? [] : [button("Acknowledge", ACTION.acknowledge, value, "primary")]),
    ...(leadFree
      ? [button(`Take ${lead.name}`, `${ACTION.claimRole}:${lead.key}`, { ...value, role: lead.key }, "primary")]
      : []),
    button("Post update", ACTION.openUpdate, value),
    button("Add note", ACTION.openNote, value),
    button("Change severity", ACTION.openSeverity, value),
    button("Change status", ACTION.openStatus, value),
    button("Resolve", ACTION.openResolve, value),
    button("Cancel: false alarm", ACTION.openCancel, value),
  ];
}

export interface CommandHelp {
  name: string;
  usage: string;
  words: string;
}

export function help(commands: readonly CommandHelp[], unknown: string | null): Post {
  const lines = commands.map(({ name, usage, words }) => `\`/incident ${name}${usage && ` ${usage}`}\` ${words}`);
  const first = unknown === null ? "*Commands*" : unknown;
  const blocks: KnownBlock[] = [section(first), section(lines.join("\n"))];
  return {
    text: unknown ?? "Warroom's commands",
    blocks: [...blocks, context("Outside a room, add the incident's id: `/incident ack INC-1`.")],
  };
}
