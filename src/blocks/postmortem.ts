// The postmortem draft as Markdown: first what people will write, with what the record already answers; then the record.
import type { Incident } from "../domain/incident.ts";
import type { Facts } from "../domain/postmortem.ts";
import { leadRole, type Runbook, roleOf, severityOf } from "../domain/runbook.ts";
import type { Instant } from "../lib/pure/time.ts";
import { inline, nameOf, prose, type Retelling } from "./markdown.ts";
import { utc } from "./mrkdwn.ts";
import { conversationPart, coveragePart, keyTimelinePart, stampOf, updatesPart } from "./postmortem-record.ts";

export interface DraftInput extends Retelling {
  incident: Incident;
  runbook: Runbook;
  facts: Facts;
  /** "https://example.slack.com/archives/C123", or null where there is no room or Slack did not say. */
  roomUrl: string | null;
  /** Why the record could not be compared with Slack's history just now; null when it was. */
  notCompared: string | null;
  madeAt: Instant;
}

export function postmortemDraft(input: DraftInput): string {
  const { incident, runbook, names, madeAt, words } = input;
  const { title, intro, heading } = words.postmortem;
  const sections = runbook.postmortem.sections.map((section) => {
    const known = knownOf(section.title, input);
    return `## ${inline(section.title, names)}\n\n_${inline(section.prompt, names)}_${known === "" ? "" : `\n\n${known}`}`;
  });
  const hasTimeline = runbook.postmortem.sections.some((section) => TIMELINE.test(section.title));
  const parts = [
    `# ${title({ name: inline(incident.name, names), title: inline(incident.title, names) })}`,
    intro({ at: utc(madeAt) }),
    ...warnings(input),
    factsTable(input),
    ...sections,
    ...(hasTimeline ? [] : [`## ${heading.timeline}\n\n${keyTimelinePart(input)}`]),
    `# ${heading.record}`,
    `## ${heading.roles}\n\n${rolesPart(input)}`,
    `## ${heading.updates}\n\n${updatesPart(input)}`,
    `## ${heading.everything}\n\n${conversationPart(input)}`,
    `## ${heading.coverage}\n\n${coveragePart(input)}`,
  ];
  return `${parts.join("\n\n")}\n`;
}

/** Sections of the runbook by their titles. */
const TIMELINE = /^timeline\b/i;
const RESOLUTION = /^resolution\b/i;

/** What the record already says to a section's question. */
function knownOf(title: string, input: DraftInput): string {
  if (TIMELINE.test(title)) return keyTimelinePart(input);
  const { incident, words } = input;
  if (RESOLUTION.test(title) && incident.ended && incident.stage === "resolved") {
    return words.postmortem.saidWhenResolved({ text: prose(incident.ended.words, input, Number.POSITIVE_INFINITY) });
  }
  return "";
}

function warnings({ facts, notCompared, words }: DraftInput): string[] {
  const open = facts.coverage.gaps.filter(({ recoveredAt }) => recoveredAt === null).length;
  if (open === 0 && notCompared === null) return [];
  return [words.postmortem.mayLack];
}

function factsTable(input: DraftInput): string {
  const { incident, facts, names, roomUrl, words } = input;
  const { postmortem: said } = words;
  const { row } = said;
  const { stage, room } = incident;
  const declared = said.by({ at: utc(facts.declaredAt), by: nameOf(input, incident.declaredBy) });
  const rows: [string, string][] = [
    [row.severity, severityCell(input)],
    [row.state, stage === "open" ? said.open({ status: inline(incident.status, names) }) : said[stage]],
    [row.started, startedCell(input)],
    ...(facts.detectedAt === null ? [] : [[row.detected, utc(facts.detectedAt)] satisfies [string, string]]),
    [row.declared, after(declared, facts.startedAt, facts.declaredAt, input, said.afterStart)],
    [row.acknowledged, acknowledgedCell(input)],
    ...leadRow(input),
    ...facts.reopened.map(({ at, by }): [string, string] => [
      row.reopened,
      said.by({ at: utc(at), by: nameOf(input, by) }),
    ]),
    ...mitigatedRow(input),
    ...endRows(input),
  ];
  if (room) rows.push([row.room, roomUrl === null ? `#${room.name}` : `[#${room.name}](${roomUrl})`]);
  return `| | |\n|---|---|\n${rows.map(([key, value]) => `| ${key} | ${value} |`).join("\n")}`;
}

function severityCell({ incident, runbook, facts, names, words: { postmortem: said } }: DraftInput): string {
  const title = severityOf(runbook, incident.severity)?.title;
  const name = incident.severity;
  const severity = title ? said.severity({ name, title: inline(title, names) }) : name;
  return facts.declaredAs === name ? severity : said.declaredAs({ severity, first: facts.declaredAs });
}

function mitigatedRow(input: DraftInput): [string, string][] {
  const { startedAt, mitigatedAt } = input.facts;
  if (mitigatedAt === null) return [];
  const { row, afterStart } = input.words.postmortem;
  return [[row.mitigated, after(utc(mitigatedAt), startedAt, mitigatedAt, input, afterStart)]];
}

function endRows(input: DraftInput): [string, string][] {
  const { incident, runbook, facts, names, words } = input;
  const { postmortem: said } = words;
  const { row } = said;
  const { ended, stage } = incident;
  if (!ended || stage === "open") return [[row.duration, said.stillRunning]];
  const endedAt = facts.endedAt ?? ended.at;
  const by = said.by({ at: utc(endedAt), by: nameOf(input, ended.by) });
  const isTold = stage === "resolved" && runbook.postmortem.sections.some(({ title }) => RESOLUTION.test(title));
  return [
    [row[stage], after(by, facts.declaredAt, endedAt, input, said.afterDeclaration)],
    [row.duration, said.lasted({ duration: words.duration(endedAt - facts.startedAt) })],
    ...(isTold
      ? []
      : [[stage === "resolved" ? row.resolution : row.reason, inline(ended.words, names)] satisfies [string, string]]),
  ];
}

/** Nobody gave a start: then it is counted from the declaration, which is when it was noticed at the latest. */
function startedCell({ facts, words: { postmortem: said } }: DraftInput): string {
  const { startedAt, isStartGiven, declaredAt, timeline } = facts;
  const at = utc(startedAt);
  if (isStartGiven || startedAt < declaredAt) return at;
  const earliest = timeline[0]!.at;
  return earliest < declaredAt ? said.startedBefore({ at, earliest: utc(earliest) }) : said.startedAsDeclared({ at });
}

function acknowledgedCell(input: DraftInput): string {
  const { incident, facts, names, words } = input;
  const { postmortem: said } = words;
  const { response } = facts;
  const what = acknowledgement();
  if (response.target === null) return what;
  const about = { what, target: inline(response.target, names) };
  if (response.met === null) return said.target(about);
  return response.met ? said.targetMet(about) : said.targetMissed(about);

  function acknowledgement(): string {
    if (!incident.acknowledged || facts.acknowledgedAt === null) return said.notAcknowledged;
    const by = said.by({ at: utc(facts.acknowledgedAt), by: nameOf(input, incident.acknowledged.by) });
    return said.afterDeclaration({ what: by, duration: words.duration(facts.acknowledgedAt - facts.declaredAt) });
  }
}

function leadRow(input: DraftInput): [string, string][] {
  const { runbook, facts, names, words } = input;
  const { postmortem: said } = words;
  const lead = leadRole(runbook);
  if (!lead) return [];
  const key = inline(lead.name, names);
  const tenures = facts.tenures.filter(({ role }) => role === lead.key);
  const [first] = tenures;
  if (!first) return [[key, said.nobody]];
  const taken = after(nameOf(input, first.user), facts.declaredAt, first.from, input, said.afterDeclaration);
  const others = new Set(tenures.map(({ user }) => user)).size - 1;
  return [[key, others > 0 ? said.thenOthers({ first: taken }, others) : taken]];
}

function rolesPart(input: DraftInput): string {
  const { runbook, facts, names, words } = input;
  const { postmortem: said } = words;
  const stamp = stampOf(facts);
  const held = facts.tenures.map((tenure) => {
    const role = inline(roleOf(runbook, tenure.role)?.name ?? tenure.role, names);
    const span = { role, who: nameOf(input, tenure.user), from: stamp(tenure.from) };
    if (tenure.to !== null) return said.held({ ...span, to: stamp(tenure.to) });
    return facts.endedAt === null ? said.heldUntilNow(span) : said.heldToEnd(span);
  });
  const lead = leadRole(runbook);
  const without = facts.leaderless
    .filter(({ from, to }) => to === null || to - from >= 60_000)
    .map(({ from, to, asked }) => {
      const span = { role: inline(lead!.name, names), from: stamp(from) };
      const what =
        to === null
          ? said.noLeadUntilNow(span)
          : said.noLead({ ...span, to: stamp(to), duration: words.duration(to - from) });
      return asked === 0 ? what : said.askedForLead({ what }, asked);
    });
  const never = facts.neverHeld.map((role) => inline(role, names)).join(", ");
  const lines = [...held, ...without, ...(never === "" ? [] : [said.heldByNobody({ roles: never })])];
  return lines.map((line) => `- ${line}`).join("\n");
}

/** `what`, and how long after `from` it was; at the same time it goes without saying. */
const after = (
  what: string,
  from: Instant,
  to: Instant,
  { words }: DraftInput,
  say: (pieces: { what: string; duration: string }) => string,
): string => (to - from < 1000 ? what : say({ what, duration: words.duration(to - from) }));
