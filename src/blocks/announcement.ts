import type { KnownBlock } from "@slack/types";
import type { Incident } from "../domain/incident.ts";
import { leadRole, type Runbook } from "../domain/runbook.ts";
import { ACTION, button } from "./actions.ts";
import { stageWord, summary } from "./card.ts";
import { duplicatesLine, mergedLine } from "./merge.ts";
import { lostLine } from "./room.ts";
import { actions, channelLink, context, type Post, person, section, time, escaped } from "./mrkdwn.ts";
import type { Words } from "./words/en.ts";

/** The channel's topic, as plain text of at most Slack's 250 characters. */
export const TOPIC_CHARS_MAX = 250;

/** What the announcements channel shows of an incident; edited in place as it goes on. */
export function announcement(incident: Incident, runbook: Runbook, words: Words): Post {
  const { announcement: said, card } = words;
  const { room, roomRefused } = incident;
  const refused = roomRefused === null ? said.roomOpening : said.noRoom({ error: escaped(roomRefused) });
  const where = lostLine(incident, words) ?? (room ? said.room({ room: channelLink(room.channel) }) : refused);
  const duplicates = duplicatesLine(incident, words);
  const blocks: KnownBlock[] = [
    section(
      `*${escaped(incident.name)}* ${escaped(incident.severity)} · *${stageWord(incident, words)}*\n${escaped(incident.title)}`,
    ),
    section(mergedLine(incident, words) ?? [where, ...(duplicates === null ? [] : [duplicates])].join("\n")),
    context(card.declared({ by: person(incident.declaredBy), at: time(incident.declaredAt) })),
    ...(incident.stage === "open"
      ? [actions([button(words.buttons.subscribe, ACTION.subscribe, { incident: incident.id })])]
      : []),
  ];
  return { text: summary(incident, runbook, words), blocks };
}

/** "SEV1 · Triage · Commander: @ana · Checkout is down", as text that mentions nobody. */
export function topic(incident: Incident, runbook: Runbook, names: ReadonlyMap<string, string>, words: Words): string {
  const lead = leadRole(runbook);
  const holder = lead && incident.roles[lead.key]?.user;
  const who = holder ? escaped(names.get(holder) ?? holder) : words.card.nobodyYet;
  const leading = lead ? words.announcement.topicLead({ role: escaped(lead.name), who }) : "";
  return [escaped(incident.severity), stageWord(incident, words), leading, escaped(incident.title)]
    .filter((part) => part !== "")
    .join(" · ");
}
