import type { KnownBlock } from "@slack/types";
import type { Incident } from "../domain/incident.ts";
import type { Runbook } from "../domain/runbook.ts";
import { stageWord, summary } from "./card.ts";
import { channelLink, context, type Post, person, section, time, escaped } from "./mrkdwn.ts";

/** The channel's topic, as plain text of at most Slack's 250 characters. */
export const TOPIC_CHARS_MAX = 250;

/** What the announcements channel shows of an incident; edited in place as it goes on. */
export function announcement(incident: Incident, runbook: Runbook): Post {
  const where = incident.room
    ? `Room: ${channelLink(incident.room.channel)}`
    : `No room could be made (Slack: \`${escaped(incident.roomRefused ?? "not yet")}\`). Work on it in this thread.`;
  const blocks: KnownBlock[] = [
    section(
      `*${escaped(incident.name)}* ${escaped(incident.severity)} · *${stageWord(incident)}*\n${escaped(incident.title)}`,
    ),
    section(where),
    context(`Declared by ${person(incident.declaredBy)} ${time(incident.declaredAt)}`),
  ];
  return { text: summary(incident, runbook), blocks };
}

/** "SEV1 · Triage · Commander: @ana · Checkout is down", as text that mentions nobody. */
export function topic(incident: Incident, runbook: Runbook, names: ReadonlyMap<string, string>): string {
  const lead = runbook.roles.find((role) => role.mandatory);
  const holder = lead && incident.roles[lead.key]?.user;
  const leading = lead ? `${escaped(lead.name)}: ${holder ? escaped(names.get(holder) ?? holder) : "nobody yet"}` : "";
  return [escaped(incident.severity), stageWord(incident), leading, escaped(incident.title)]
    .filter((part) => part !== "")
    .join(" · ");
}
