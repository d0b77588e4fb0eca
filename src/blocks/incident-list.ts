// What is open: the worst first, with what is missing of each, and who is needed in several places at once.
import type { Button } from "@slack/types";
import type { Incident } from "../domain/incident.ts";
import { openCalls } from "../domain/escalation/calls.ts";
import { leadRole, type Role, type Runbook, severityOf } from "../domain/runbook.ts";
import { timeOf } from "../domain/facts/times.ts";
import { updateDueAt } from "../domain/updates/update-cycle.ts";
import { cut } from "../lib/pure/text.ts";
import type { Instant } from "../lib/pure/time.ts";
import { ACTION, button } from "./actions.ts";
import { standing } from "./card.ts";
import { actions, channelLink, clockTime, context, escaped, lines, type Post, person, section } from "./mrkdwn.ts";
import type { Words } from "./words/en.ts";

/** The worst ones in full, a block each of MESSAGE_BLOCKS_MAX; others in a line each. */
const FULL_MAX = 8;
const LISTED_MAX = 40;
const TITLE_SHOWN_CHARS_MAX = 60;
const PEOPLE_MAX = 10;

/** An incident with the rules stamped on it. */
export interface Listed {
  incident: Incident;
  runbook: Runbook;
}

export function incidentList(all: readonly Listed[], viewer: string | null, now: Instant, words: Words): Post {
  const { overview } = words;
  const text = overview.open(all.length);
  if (all.length === 0) {
    return { text, blocks: [section(text), actions([declareButton(words)])] };
  }
  const sorted = worstFirst(all);
  const short = sorted.slice(FULL_MAX, LISTED_MAX).map((one) => inShort(one, now, words));
  const more = all.length - LISTED_MAX;
  const torn = inSeveral(all, words);
  return {
    text,
    blocks: [
      section(`*${text}*`),
      ...sorted.slice(0, FULL_MAX).map((one) => section(inFull(one, viewer, now, words))),
      ...(short.length > 0 ? lines(short).blocks : []),
      ...(more > 0 ? [context(overview.more(more))] : []),
      ...(torn === null ? [] : [section(torn)]),
    ],
  };
}

export const declareButton = ({ buttons }: Words): Button =>
  button(buttons.declare, ACTION.openDeclare, { incident: "" }, "primary");

/** By severity, the newest first among equals. */
export const worstFirst = (all: readonly Listed[]): Listed[] =>
  all.toSorted((a, b) => rankOf(a) - rankOf(b) || b.incident.declaredAt - a.incident.declaredAt);

const rankOf = ({ incident, runbook }: Listed): number =>
  severityOf(runbook, incident.severity)?.rank ?? Number.MAX_SAFE_INTEGER;

/** Where it stands, its room, its title, and what it lacks. */
export function inFull({ incident, runbook }: Listed, viewer: string | null, now: Instant, words: Words): string {
  const { overview } = words;
  const vacant = runbook.roles.filter(({ key }) => !incident.roles[key]);
  const mine = rolesOf({ incident, runbook }, viewer);
  const { length: questions } = incident.questions;
  const state = [
    ageWords(incident, now, words),
    ...leadWords({ incident, runbook }, words),
    ...updateWords({ incident, runbook }, now, words),
    ...callWords(incident, words),
    ...(questions > 0 ? [overview.unanswered(questions)] : []),
    ...(mine.length > 0 ? [overview.yours({ roles: names(mine) })] : []),
  ];
  const empty = vacant.length > 0 ? [overview.vacant({ roles: names(vacant) })] : [];
  return [
    `${standing(incident, words)} · ${roomWords(incident, words)}`,
    escaped(incident.title),
    state.join(" · "),
    ...empty,
  ].join("\n");
}

/** The same in one line, with what presses. */
export function inShort({ incident, runbook }: Listed, now: Instant, words: Words): string {
  const parts = [
    standing(incident, words),
    roomWords(incident, words),
    escaped(cut(incident.title, TITLE_SHOWN_CHARS_MAX)),
    ...leadWords({ incident, runbook }, words),
    ...updateWords({ incident, runbook }, now, words).filter((one) => one === words.overview.updateOverdue),
    ...callWords(incident, words),
  ];
  return parts.join(" · ");
}

/** Somebody was asked for, and has not come. */
function callWords(incident: Incident, { overview }: Words): string[] {
  const { length: calls } = openCalls(incident);
  return calls > 0 ? [overview.unansweredCalls(calls)] : [];
}

const ageWords = (incident: Incident, now: Instant, words: Words): string =>
  words.overview.openFor({ duration: words.duration(now - timeOf(incident, "declared")!) });

const roomWords = ({ room, thread }: Incident, { overview }: Words): string => {
  const place = room ?? thread;
  return place ? channelLink(place.channel) : overview.noRoom;
};

function leadWords({ incident, runbook }: Listed, { overview }: Words): string[] {
  const lead = leadRole(runbook);
  if (!lead) return [];
  const holder = incident.roles[lead.key];
  return [overview.leading({ role: escaped(lead.name), who: holder ? person(holder.user) : overview.nobody })];
}

function updateWords({ incident, runbook }: Listed, now: Instant, { overview }: Words): string[] {
  const dueAt = updateDueAt(incident, runbook);
  if (dueAt === null) return [];
  return [dueAt < now ? overview.updateOverdue : overview.updateDue({ at: clockTime(dueAt) })];
}

/** The roles that somebody holds in an incident. */
const rolesOf = ({ incident, runbook }: Listed, user: string | null): Role[] =>
  user === null ? [] : runbook.roles.filter(({ key }) => incident.roles[key]?.user === user);

const names = (roles: readonly Role[]): string => roles.map(({ name }) => escaped(name)).join(", ");

/** Who holds roles in several open incidents, and where; null where nobody does. */
function inSeveral(all: readonly Listed[], { overview }: Words): string | null {
  const incidentsByUser = new Map<string, string[]>();
  for (const { incident } of all) {
    for (const user of new Set(Object.values(incident.roles).map((role) => role.user))) {
      incidentsByUser.set(user, [...(incidentsByUser.get(user) ?? []), incident.name]);
    }
  }
  const torn = [...incidentsByUser].filter(([, where]) => where.length > 1).sort((a, b) => b[1].length - a[1].length);
  if (torn.length === 0) return null;
  const each = torn
    .slice(0, PEOPLE_MAX)
    .map(([user, where]) => overview.inThese({ who: person(user), incidents: escaped(where.join(", ")) }));
  const more = torn.length - PEOPLE_MAX;
  return overview.inSeveral({ people: [...each, ...(more > 0 ? [overview.more(more)] : [])].join("; ") });
}
