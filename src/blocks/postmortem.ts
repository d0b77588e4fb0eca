// The postmortem draft as Markdown. Every line says what the record says; what only people know is asked for.
import type { Incident } from "../domain/incident.ts";
import type { Facts, Gap, TimelineEntry } from "../domain/postmortem.ts";
import { type Runbook, roleOf, severityOf } from "../domain/runbook.ts";
import { durationWords } from "../lib/pure/duration.ts";
import { unescapeMrkdwn } from "../lib/pure/text.ts";
import type { Instant } from "../lib/pure/time.ts";
import { utc } from "./mrkdwn.ts";

export interface DraftInput {
  incident: Incident;
  runbook: Runbook;
  facts: Facts;
  /** User id → name. */
  names: ReadonlyMap<string, string>;
  /** "https://example.slack.com/archives/C123", or null where Slack did not say. */
  roomUrl: string | null;
  madeAt: Instant;
}

export function postmortemDraft(input: DraftInput): string {
  const { incident, madeAt } = input;
  const parts = [
    `# Postmortem: ${incident.name} ${escapeMarkdown(incident.title)}`,
    `*Draft made by Warroom ${utc(madeAt)} from the incident's record. Everything below "To be written" is for people.*`,
    factsTable(input),
    `## Roles\n\n${rolesPart(input)}`,
    `## Updates\n\n${updatesPart(input)}`,
    `## Timeline\n\nTimes are UTC.\n\n${timelinePart(input)}`,
    `## Coverage of the record\n\n${coveragePart(input)}`,
    "# To be written",
    ...input.runbook.postmortem.sections.map(({ title, prompt }) => `## ${title}\n\n_${prompt}_`),
  ];
  return `${parts.join("\n\n")}\n`;
}

function factsTable({ incident, runbook, facts, names }: DraftInput): string {
  const severity = severityOf(runbook, incident.severity);
  const rows: [string, string][] = [
    ["Severity", `${incident.severity}${severity?.title ? ` (${severity.title})` : ""}`],
    ["State", stateWords(incident)],
    ["Started", utc(facts.startedAt)],
    [
      "Declared",
      `${utc(facts.declaredAt)} by ${name(names, incident.declaredBy)}${after(facts.startedAt, facts.declaredAt, "after it started")}`,
    ],
    ["Acknowledged", acknowledgedWords(incident, facts, names)],
    ["Ended", facts.endedAt === null ? "not yet" : `${utc(facts.endedAt)} by ${name(names, incident.ended!.by)}`],
    ["Duration", facts.endedAt === null ? "running" : durationWords(facts.endedAt - facts.startedAt)],
  ];
  if (incident.ended) rows.push([incident.stage === "resolved" ? "Resolution" : "Reason", cell(incident.ended.words)]);
  return `| | |\n|---|---|\n${rows.map(([key, value]) => `| ${key} | ${value} |`).join("\n")}`;
}

const stateWords = (incident: Incident): string =>
  incident.stage === "open" ? `open, ${incident.status}` : incident.stage;

function acknowledgedWords(incident: Incident, facts: Facts, names: ReadonlyMap<string, string>): string {
  const target = facts.responseTarget === null ? "" : `; target: ${facts.responseTarget}`;
  if (facts.acknowledgedAt === null) return `nobody acknowledged it${target}`;
  const took = durationWords(facts.acknowledgedAt - facts.declaredAt);
  const met = facts.responseMet === null ? "" : facts.responseMet ? ", met" : ", missed";
  return `${utc(facts.acknowledgedAt)} by ${name(names, incident.acknowledged!.by)}, ${took} after the declaration${target}${met}`;
}

function rolesPart({ runbook, facts, names }: DraftInput): string {
  const held = facts.tenures.map(({ role, user, from, to }) => {
    const until = to === null ? "to the end" : `to ${clock(to)}`;
    return `- ${roleOf(runbook, role)?.name ?? role}: ${name(names, user)}, from ${clock(from)} ${until}`;
  });
  const never = facts.neverHeld.length > 0 ? [`- Held by nobody: ${facts.neverHeld.join(", ")}`] : [];
  return [...held, ...never].join("\n");
}

function updatesPart({ facts, names }: DraftInput): string {
  const posted = facts.updates.map(({ at, by, text }) => `- ${clock(at)} ${name(names, by)}: ${prose(text, names)}`);
  const late = facts.nudges.filter(({ step }) => step !== "soon");
  const reminders =
    late.length === 0
      ? "No update was late."
      : `${late.length === 1 ? "One reminder was" : `${late.length} reminders were`} sent for an update that was due: ${late.map(({ at }) => clock(at)).join(", ")}.`;
  return [posted.length > 0 ? posted.join("\n") : "No update was posted.", reminders].join("\n\n");
}

/** One line an entry; the day stands before its first one. */
function timelinePart(input: DraftInput): string {
  let day = "";
  return input.facts.timeline
    .map((entry) => {
      const today = utc(entry.at).slice(0, 10);
      const heading = today === day ? "" : `${day === "" ? "" : "\n"}**${today}**\n\n`;
      day = today;
      return `${heading}${timelineLine(entry, input)}`;
    })
    .join("\n");
}

function timelineLine(entry: TimelineEntry, { names, roomUrl }: DraftInput): string {
  const link = entry.ts !== null && roomUrl !== null ? ` ([message](${roomUrl}/p${entry.ts.replace(".", "")}))` : "";
  const mark = entry.kind === "event" ? "**" : "";
  const note = entry.kind === "note" ? "Note: " : "";
  const by = entry.by === null ? "" : `${name(names, entry.by)}: `;
  return `- ${clock(entry.at)} ${by}${mark}${note}${prose(entry.what, names)}${mark}${link}`;
}

function coveragePart({ facts: { coverage } }: DraftInput): string {
  const { messages, replies, edited, deleted, files, gaps } = coverage;
  const counted = `${count(messages, "message")} recorded (${count(replies, "thread reply", "thread replies")}, ${edited} edited, ${deleted} deleted, ${count(files, "file")}).`;
  const lines = gaps.map(gapLine);
  return lines.length === 0 ? `${counted} No gaps.` : `${counted}\n\n${lines.join("\n")}`;
}

const gapLine = (gap: Gap): string =>
  `- ${utc(gap.from)} to ${utc(gap.to)}: ${gap.why}; ${gap.recoveredAt === null ? "**not recovered**" : `recovered from Slack's history ${utc(gap.recoveredAt)}`}`;

const clock = (at: Instant): string => new Date(at).toISOString().slice(11, 16);
const after = (from: Instant, to: Instant, words: string): string =>
  to - from < 1000 ? "" : `, ${durationWords(to - from)} ${words}`;
const count = (number: number, one: string, many = `${one}s`): string => `${number} ${number === 1 ? one : many}`;
const cell = (text: string): string => escapeMarkdown(text).replaceAll("\n", " ").replaceAll("|", "\\|");

function name(names: ReadonlyMap<string, string>, user: string | null): string {
  if (user === null) return "Warroom";
  return escapeMarkdown(names.get(user) ?? user.replace(/^operator:/, ""));
}

/** Slack's markup as one line of Markdown: mentions by name, links as links, the rest as it was typed. */
function prose(text: string, names: ReadonlyMap<string, string>): string {
  const marked = text.replace(/<([^<>]+)>/g, (whole, inner: string) => {
    if (inner.startsWith("@")) return `@${names.get(inner.slice(1).split("|")[0]!) ?? inner.slice(1)}`;
    if (inner.startsWith("#")) return `#${inner.split("|")[1] ?? inner.slice(1)}`;
    if (inner.startsWith("!")) return `@${inner.slice(1).split("^")[0]!.split("|").at(-1)}`;
    const [url, label] = inner.split("|");
    return /^(https?|mailto):/.test(url ?? "") ? (label && label !== url ? `${label} (${url})` : url!) : whole;
  });
  return escapeMarkdown(unescapeMrkdwn(marked)).replace(/\s*\n\s*/g, " / ");
}

/** Nothing that people typed becomes markup: no raw HTML, no image that a reader's browser would fetch. */
function escapeMarkdown(text: string): string {
  return text.replace(/[\\`*_[\]<>]/g, (character) => `\\${character}`);
}
