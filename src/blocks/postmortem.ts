// The postmortem draft as Markdown: first what people will write, with what the record already answers; then the record.
import type { Incident } from "../domain/incident.ts";
import type { Facts } from "../domain/postmortem.ts";
import { leadRole, type Runbook, roleOf, severityOf } from "../domain/runbook.ts";
import { durationWords } from "../lib/pure/duration.ts";
import type { Instant } from "../lib/pure/time.ts";
import { inline, type Names, nameOf, prose } from "./markdown.ts";
import { utc } from "./mrkdwn.ts";
import { conversationPart, coveragePart, keyTimelinePart, stampOf, updatesPart } from "./postmortem-record.ts";

export interface DraftInput {
  incident: Incident;
  runbook: Runbook;
  facts: Facts;
  /** User or bot id → name. */
  names: Names;
  /** "https://example.slack.com/archives/C123", or null where there is no room or Slack did not say. */
  roomUrl: string | null;
  /** Why the record could not be compared with Slack's history just now; null when it was. */
  notCompared: string | null;
  madeAt: Instant;
}

export function postmortemDraft(input: DraftInput): string {
  const { incident, runbook, names, madeAt } = input;
  const sections = runbook.postmortem.sections.map(({ title, prompt }) => {
    const known = knownOf(title, input);
    return `## ${inline(title, names)}\n\n_${inline(prompt, names)}_${known === "" ? "" : `\n\n${known}`}`;
  });
  const hasTimeline = runbook.postmortem.sections.some(({ title }) => TIMELINE.test(title));
  const parts = [
    `# Postmortem: ${inline(incident.name, names)}: ${inline(incident.title, names)}`,
    `Draft by Warroom, ${utc(madeAt)}, from the incident's record. All times are UTC. The questions in italics are for people; delete each as you answer it.`,
    ...warnings(input),
    factsTable(input),
    ...sections,
    ...(hasTimeline ? [] : [`## Timeline\n\n${keyTimelinePart(input)}`]),
    "# The record",
    `## Roles\n\n${rolesPart(input)}`,
    `## Updates\n\n${updatesPart(input)}`,
    `## Everything in order\n\n${conversationPart(input)}`,
    `## Coverage of the record\n\n${coveragePart(input)}`,
  ];
  return `${parts.join("\n\n")}\n`;
}

const TIMELINE = /^timeline\b/i;
const RESOLUTION = /^resolution\b/i;

/** What the record already says to a section's question. */
function knownOf(title: string, input: DraftInput): string {
  if (TIMELINE.test(title)) return keyTimelinePart(input);
  const { incident, names } = input;
  if (RESOLUTION.test(title) && incident.ended && incident.stage === "resolved") {
    return `Said when it was resolved: ${prose(incident.ended.words, names, Number.POSITIVE_INFINITY)}`;
  }
  return "";
}

function warnings({ facts, notCompared }: DraftInput): string[] {
  const open = facts.coverage.gaps.filter(({ recoveredAt }) => recoveredAt === null).length;
  if (open === 0 && notCompared === null) return [];
  return ["**The record may lack messages: see Coverage of the record at the end.**"];
}

function factsTable(input: DraftInput): string {
  const { incident, runbook, facts, names, roomUrl } = input;
  const severity = severityOf(runbook, incident.severity);
  const declaredAs = facts.declaredAs === incident.severity ? "" : `; declared as ${facts.declaredAs}`;
  const { stage, ended, room } = incident;
  const rows: [string, string][] = [
    ["Severity", `${incident.severity}${severity?.title ? ` (${inline(severity.title, names)})` : ""}${declaredAs}`],
    ["State", stage === "open" ? `open, ${inline(incident.status, names)}` : stage],
    ["Started", startedWords(facts)],
    [
      "Declared",
      `${utc(facts.declaredAt)} by ${nameOf(names, incident.declaredBy)}${after(facts.startedAt, facts.declaredAt, "after it started")}`,
    ],
    ["Acknowledged", acknowledgedWords(input)],
    ...leadRow(input),
  ];
  for (const { at, by } of facts.reopened) rows.push(["Reopened", `${utc(at)} by ${nameOf(names, by)}`]);
  if (ended) {
    const word = stage === "resolved" ? "Resolved" : "Cancelled";
    rows.push([
      word,
      `${utc(ended.at)} by ${nameOf(names, ended.by)}${after(facts.declaredAt, ended.at, "after the declaration")}`,
    ]);
    rows.push(["Duration", `${durationWords(ended.at - facts.startedAt)}, from its start`]);
    if (stage === "cancelled" || !runbook.postmortem.sections.some(({ title }) => RESOLUTION.test(title))) {
      rows.push([stage === "resolved" ? "Resolution" : "Reason", inline(ended.words, names)]);
    }
  } else rows.push(["Duration", "still running"]);
  if (room) rows.push(["Room", roomUrl === null ? `#${room.name}` : `[#${room.name}](${roomUrl})`]);
  return `| | |\n|---|---|\n${rows.map(([key, value]) => `| ${key} | ${value} |`).join("\n")}`;
}

/** Nobody gave a start: then it is counted from the declaration, which is when it was noticed at the latest. */
function startedWords({ startedAt, declaredAt, timeline }: Facts): string {
  if (startedAt < declaredAt) return utc(startedAt);
  const earliest = timeline[0]!.at;
  const noted = earliest < declaredAt ? `the timeline begins ${utc(earliest)}` : "correct this if it began earlier";
  return `${utc(startedAt)} (as declared, nobody gave another time; ${noted})`;
}

function acknowledgedWords({ incident, facts: { response, ...facts }, names }: DraftInput): string {
  const verdict = response.met === null ? "" : response.met ? ", met" : ", **missed**";
  const target = response.target === null ? "" : `; target: ${inline(response.target, names)}${verdict}`;
  if (!incident.acknowledged || facts.acknowledgedAt === null) return `nobody acknowledged it${target}`;
  const took = durationWords(facts.acknowledgedAt - facts.declaredAt);
  return `${utc(facts.acknowledgedAt)} by ${nameOf(names, incident.acknowledged.by)}, ${took} after the declaration${target}`;
}

function leadRow({ runbook, facts, names }: DraftInput): [string, string][] {
  const lead = leadRole(runbook);
  if (!lead) return [];
  const key = inline(lead.name, names);
  const first = facts.tenures.find(({ role }) => role === lead.key);
  if (!first) return [[key, "**nobody**"]];
  const others = new Set(facts.tenures.filter(({ role }) => role === lead.key).map(({ user }) => user)).size - 1;
  const more = others > 0 ? `, then ${others === 1 ? "one other" : `${others} others`}` : "";
  return [[key, `${nameOf(names, first.user)}${after(facts.declaredAt, first.from, "after the declaration")}${more}`]];
}

function rolesPart({ runbook, facts, names }: DraftInput): string {
  const stamp = stampOf(facts);
  const until = (to: Instant | null) => (to === null ? "to the end" : `to ${stamp(to)}`);
  const held = facts.tenures.map(
    ({ role, user, from, to }) =>
      `- ${inline(roleOf(runbook, role)?.name ?? role, names)}: ${nameOf(names, user)}, from ${stamp(from)} ${until(to)}`,
  );
  const lead = leadRole(runbook);
  const without = facts.leaderless
    .filter(({ from, to }) => to === null || to - from >= 60_000)
    .map(({ from, to, asked }) => {
      const long = to === null ? "" : ` (${durationWords(to - from)})`;
      const asks = asked === 0 ? "" : `; Warroom asked for one ${asked === 1 ? "once" : `${asked} times`}`;
      return `- **No ${inline(lead!.name, names)}** from ${stamp(from)} ${until(to)}${long}${asks}`;
    });
  const never = facts.neverHeld.map((role) => inline(role, names)).join(", ");
  return [...held, ...without, ...(never === "" ? [] : [`- Held by nobody: ${never}`])].join("\n");
}

const after = (from: Instant, to: Instant, words: string): string =>
  to - from < 1000 ? "" : `, ${durationWords(to - from)} ${words}`;
