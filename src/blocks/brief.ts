// The brief: an incident on a phone's screen, for one person who comes now. A huge one says how much it leaves out.
import type { KnownBlock } from "@slack/types";
import type { Brief, Newest } from "../domain/brief.ts";
import type { Entry } from "../domain/timeline/entries.ts";
import type { Incident } from "../domain/incident.ts";
import type { Runbook } from "../domain/runbook.ts";
import { latestUpdate } from "../domain/updates/updates.ts";
import { asTyped, cut } from "../lib/pure/text.ts";
import type { Instant } from "../lib/pure/time.ts";
import { stageWord, summary } from "./card.ts";
import { answerOffer } from "./handover/handover.ts";
import { clockWords } from "./escalation/clocks.ts";
import {
  actions,
  channelLink,
  clockTime,
  context,
  escaped,
  link,
  type Post,
  person,
  quote,
  section,
  time,
} from "./mrkdwn.ts";
import { bridgeOf } from "../domain/room/bridge.ts";
import type { Words } from "./words/en.ts";

/** One thing of a list is a line or two of a phone; the whole text stands in the room. */
const LINE_CHARS_MAX = 120;
const QUOTED_CHARS_MAX = 400;

interface BriefGiven {
  facts: Brief;
  /** Whom it is for: an offer to them can be answered here. */
  to: string;
  /** The card's address, where Slack has said it. */
  cardUrl: string | null;
  now: Instant;
}

export function brief(incident: Incident, runbook: Runbook, given: BriefGiven, words: Words): Post {
  const text = summary(incident, runbook, words);
  if (incident.stage !== "open") return { text, blocks: over(incident, given, words) };
  const { facts, to } = given;
  const latest = latestUpdate(incident);
  const offered = Object.entries(incident.offers).filter(([, offer]) => offer.to === to);
  return {
    text,
    blocks: [
      section(standing(incident, given, words)),
      section(roles(facts, words)),
      ...(latest ? [section(lastUpdate(latest, words))] : []),
      ...lists(facts, words).map((lines) => section(lines)),
      context(clocks(incident, runbook, given, words)),
      ...offered.map(([role]): KnownBlock => actions(answerOffer(incident, role, words))),
    ],
  };
}

function standing(incident: Incident, { facts, now }: BriefGiven, words: Words): string {
  const { brief: said } = words;
  const [name, severity] = [escaped(incident.name), escaped(incident.severity)];
  const hit = Object.values(incident.impact?.words ?? {}).filter((one) => one !== undefined && one !== "");
  return [
    said.standing({ name, severity, stage: stageWord(incident, words) }),
    escaped(incident.title),
    said.since({ at: time(facts.since), duration: words.duration(now - facts.since) }),
    ...(hit.length > 0 ? [said.impact({ text: escaped(cut(hit.join(" · "), QUOTED_CHARS_MAX)) })] : []),
  ].join("\n");
}

function roles({ roles: held, vacant }: Brief, { brief: said, card, handover }: Words): string {
  const lines = held.map(({ role, held: { user, since }, offer }) => {
    const who = card.heldSince({ who: person(user), at: clockTime(since) });
    const shown = offer ? handover.offeredTo({ who, to: person(offer.to) }) : who;
    return card.role({ role: escaped(role.name), who: shown });
  });
  const names = vacant.map(({ name }) => escaped(name)).join(", ");
  return [...lines, ...(names === "" ? [] : [said.vacant({ roles: names })])].join("\n");
}

const lastUpdate = ({ at, by, text }: { at: Instant; by: string; text: string }, { card }: Words): string =>
  `${card.lastUpdate({ at: clockTime(at), by: person(by) })}\n${quote(cut(text, QUOTED_CHARS_MAX))}`;

/** Each list under its heading; an empty one is left out. */
function lists(facts: Brief, words: Words): string[] {
  const { brief: said } = words;
  const tried = ({ text, outcome }: Entry) =>
    said.triedWith({ text: short(text), outcome: outcome === null ? said.noOutcome : short(outcome) });
  const decided = ({ text, outcome }: Entry) =>
    outcome === null ? short(text) : said.triedWith({ text: short(text), outcome: short(outcome) });
  return [
    list(said.tried, facts.tried, tried, words),
    list(said.decided, facts.decided, decided, words),
    list(said.pending, facts.pending, ({ text }) => short(text), words),
    list(
      said.questions,
      facts.questions,
      ({ by, to, text }) => said.question({ by: person(by), to: person(to), text: short(text) }),
      words,
    ),
    list(said.tasks, facts.tasks, (task) => taskLine(task, words), words),
  ].filter((lines) => lines !== "");
}

function list<T>(
  heading: string,
  { shown, more }: Newest<T>,
  lineOf: (one: T) => string,
  { brief: said }: Words,
): string {
  if (shown.length === 0) return "";
  const lines = shown.map((one) => `• ${lineOf(one)}`);
  return [heading, ...lines, ...(more > 0 ? [said.more(more)] : [])].join("\n");
}

function taskLine(task: Brief["tasks"]["shown"][number], { brief: said }: Words): string {
  const pieces = { number: String(task.number), to: person(task.to), text: short(task.text) };
  if (task.stage === "declined") return said.declinedTask(pieces);
  const line = said.task({ ...pieces, at: clockTime(task.at) });
  return task.overdue ? said.overdue({ task: line, at: clockTime(task.dueAt!) }) : line;
}

const short = (text: string): string => escaped(cut(asTyped(text).replace(/\s+/g, " ").trim(), LINE_CHARS_MAX));

/** What runs, and where to go: on one line at the end. */
function clocks(incident: Incident, runbook: Runbook, { facts, cardUrl, now }: BriefGiven, words: Words): string {
  const { brief: said, duties, regimes } = words;
  const bridge = bridgeOf(incident, runbook);
  const { update, pausedUntil } = facts;
  const due = update && (update.overdue ? said.updateOverdue : said.updateDue)({ at: clockTime(update.dueAt) });
  return [
    due ?? said.noUpdateDue,
    ...(pausedUntil === null ? [] : [said.paused({ at: clockTime(pausedUntil) })]),
    ...facts.clocks.map((clock) => clockWords(incident, clock, now, words)),
    ...(facts.duties === 0 ? [] : [duties.brief(facts.duties)]),
    ...(facts.notifications === 0 ? [] : [regimes.brief(facts.notifications)]),
    ...(incident.room ? [channelLink(incident.room.channel)] : []),
    ...(cardUrl === null ? [] : [link(cardUrl, said.card)]),
    ...(bridge ? [link(bridge.url, said.bridge)] : []),
  ].join(" · ");
}

/** Whoever comes after the end needs the summary and the draft. */
function over(incident: Incident, { cardUrl }: BriefGiven, words: Words): KnownBlock[] {
  const { brief: said } = words;
  const { by, at, words: why } = incident.ended!;
  const stage = stageWord(incident, words);
  const head = said.over({ name: escaped(incident.name), stage, by: person(by), at: time(at) });
  const quoted = why === "" ? [] : [quote(cut(why, QUOTED_CHARS_MAX))];
  return [
    section([head, ...quoted].join("\n")),
    context(
      [
        incident.postmortems > 0 ? said.draft : said.noDraft,
        ...(cardUrl === null ? [] : [link(cardUrl, said.card)]),
      ].join(" · "),
    ),
  ];
}
