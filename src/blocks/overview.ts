// The private overviews: what is open, what can be done here, what commands there are.
import type { Button } from "@slack/types";
import type { Incident } from "../domain/incident.ts";
import { updateDueAt } from "../domain/nudges.ts";
import { leadRole, type Runbook } from "../domain/runbook.ts";
import type { Instant } from "../lib/pure/time.ts";
import { ACTION, button } from "./actions.ts";
import { stageWord, takeRole } from "./card.ts";
import { channelLink, clockTime, context, type Post, person, section, escaped } from "./mrkdwn.ts";
import type { Words } from "./words/en.ts";

/** Slack takes 50 blocks a message; the list says how many it left out. */
const LISTED_MAX = 20;

export function incidentList(incidents: readonly Incident[], runbook: Runbook, now: Instant, words: Words): Post {
  const text = words.overview.open(incidents.length);
  if (incidents.length === 0) {
    return { text, blocks: [section(text), { type: "actions", elements: [declareButton(words)] }] };
  }
  const more = incidents.length - LISTED_MAX;
  return {
    text,
    blocks: [
      section(`*${text}*`),
      ...incidents.slice(0, LISTED_MAX).map((incident) => section(listed(incident, runbook, now, words))),
      ...(more > 0 ? [context(words.overview.more(more))] : []),
    ],
  };
}

function listed(incident: Incident, runbook: Runbook, now: Instant, words: Words): string {
  const { overview } = words;
  const lead = leadRole(runbook);
  const holder = lead && incident.roles[lead.key];
  const room = incident.room ? channelLink(incident.room.channel) : overview.noRoom;
  const who = holder ? person(holder.user) : overview.nobody;
  const dueAt = updateDueAt(incident, runbook);
  const state = [
    overview.openFor({ duration: words.duration(now - incident.declaredAt) }),
    ...(lead ? [overview.leading({ role: escaped(lead.name), who })] : []),
    ...(dueAt === null ? [] : [dueAt < now ? overview.updateOverdue : overview.updateDue({ at: clockTime(dueAt) })]),
  ];
  return `${standing(incident, words)} · ${room}\n${escaped(incident.title)}\n${state.join(" · ")}`;
}

const standing = (incident: Incident, words: Words): string =>
  `*${escaped(incident.name)}* ${escaped(incident.severity)} · ${stageWord(incident, words)}`;

const declareButton = ({ buttons }: Words): Button =>
  button(buttons.declare, ACTION.openDeclare, { incident: "" }, "primary");

/** Bare `/incident`: what makes sense here and now, as buttons. */
export function menu(
  incident: Incident | null,
  open: readonly Incident[],
  runbook: Runbook,
  now: Instant,
  words: Words,
): Post {
  if (!incident) {
    const list = incidentList(open, runbook, now, words);
    if (open.length === 0) return list;
    return { text: list.text, blocks: [...list.blocks, { type: "actions", elements: [declareButton(words)] }] };
  }
  return {
    text: `${escaped(incident.name)} ${escaped(incident.severity)} ${stageWord(incident, words)}`,
    blocks: [
      section(`${standing(incident, words)}\n${escaped(incident.title)}`),
      { type: "actions", elements: menuButtons(incident, runbook, words) },
      context(words.overview.commandsAt),
    ],
  };
}

function menuButtons(incident: Incident, runbook: Runbook, words: Words): Button[] {
  const { buttons } = words;
  const value = { incident: incident.id };
  if (incident.stage !== "open") {
    return [
      button(buttons.draftPostmortem, ACTION.requestPostmortem, value, "primary"),
      button(buttons.addNote, ACTION.openNote, value),
      button(buttons.reopen, ACTION.openReopen, value),
      declareButton(words),
    ];
  }
  const lead = leadRole(runbook);
  const leadFree = lead && !incident.roles[lead.key];
  return [
    ...(incident.acknowledged ? [] : [button(buttons.acknowledge, ACTION.acknowledge, value, "primary")]),
    ...(leadFree ? [takeRole(lead, incident, words, "primary")] : []),
    button(buttons.postUpdate, ACTION.openUpdate, value),
    button(buttons.addNote, ACTION.openNote, value),
    button(buttons.changeSeverity, ACTION.openSeverity, value),
    button(buttons.changeStatus, ACTION.openStatus, value),
    button(buttons.resolve, ACTION.openResolve, value),
    button(buttons.cancel, ACTION.openCancel, value),
  ];
}

/** What a subcommand is called in the catalogue and at the keyboard. */
export type SubcommandName = keyof Words["subcommands"];

/** The commands; where one was typed that is none, that first, with the one that was perhaps meant. */
export function help(
  names: readonly SubcommandName[],
  words: Words,
  unknown?: { typed: string; meant: string | undefined },
): Post {
  const { help: said } = words.overview;
  const lines = names.map((name) => {
    const { usage, does } = words.subcommands[name];
    return `\`/incident ${name}${usage && ` ${usage}`}\` ${does}`;
  });
  const refused = unknown && [
    said.unknown({ command: escaped(unknown.typed).replaceAll("`", "") }),
    ...(unknown.meant === undefined ? [] : [said.meant({ command: escaped(unknown.meant) })]),
    said.nothingChanged,
  ];
  const first = refused ? refused.join(" ") : said.title;
  return {
    text: refused ? first : said.text,
    blocks: [section(first), section(lines.join("\n")), context(said.elsewhere)],
  };
}
