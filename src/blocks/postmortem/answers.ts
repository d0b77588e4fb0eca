// What the record already answers to a section of the postmortem: by the section's title, since the sections are the
// runbook's own.
import { IMPACT_PARTS } from "../../domain/facts/impact.ts";
import { severityOf } from "../../domain/runbook.ts";
import type { Source } from "../../domain/postmortem/source.ts";
import type { Voice } from "../../domain/postmortem/voices.ts";
import { cited, entrySources } from "./cite.ts";
import { entryLines, piecesOf, toldEntry, withOutcome } from "./entries.ts";
import { inline, nameOf, prose } from "../markdown.ts";
import { utc } from "../mrkdwn.ts";
import type { DraftInput } from "./draft.ts";
import { findingsPart } from "./findings.ts";
import { keyTimelinePart } from "./key-timeline.ts";
import { stampOf } from "./stamp.ts";
import { actionItemsTable } from "./work.ts";

export type Answer = "summary" | "impact" | "timeline" | "causes" | "resolution" | "well" | "improve" | "actions";

/** The first that fits a title is its answer. The order matters: "Root cause and resolution" is about the cause. */
const BY_TITLE: readonly [RegExp, Answer][] = [
  [/\btimeline|chronolog/i, "timeline"],
  [/\baction|follow.?up|\bprevent|\bnext steps/i, "actions"],
  [/\bwell\b/i, "well"],
  [/improve|better|\bwrong\b|lesson|learn/i, "improve"],
  [/cause|contribut|\bwhy|trigger/i, "causes"],
  [/impact|affected/i, "impact"],
  [/resol|mitigat|recover|\bfix/i, "resolution"],
  [/summary|overview|what happened/i, "summary"],
];

export const answerOf = (title: string): Answer | null => BY_TITLE.find(([found]) => found.test(title))?.[1] ?? null;

/** Paragraphs and lists, every sentence with its sources; "" where the record says nothing to it. */
export const ANSWERS: Record<Answer, (input: DraftInput) => string> = {
  summary: summaryPart,
  impact: impactPart,
  timeline: keyTimelinePart,
  causes: causesPart,
  resolution: resolutionPart,
  well: (input) => voices(input, input.facts.contributions.well),
  improve: (input) => together(voices(input, input.facts.contributions.improve), findingsPart(input)),
  actions: actionItemsTable,
};

export const together = (...parts: readonly string[]): string => parts.filter((part) => part !== "").join("\n\n");

export const list = (lines: readonly string[]): string => lines.map((line) => `- ${line}`).join("\n");

function summaryPart(input: DraftInput): string {
  const { incident, runbook, facts, names, words } = input;
  const said = words.draft.summary;
  const stamp = stampOf(facts);
  const { started, declared, acknowledged, mitigated } = facts.times;
  const title = severityOf(runbook, facts.declaredAs)?.title;
  const began = started?.at ?? incident.declaredAt;
  const at = declared?.at ?? incident.declaredAt;
  const sentences: [string, Source[]][] = [
    [
      said.declared({
        by: nameOf(input, incident.declaredBy),
        day: utc(at).slice(0, 10),
        at: utc(at).slice(11, 16),
        severity: title ? `${facts.declaredAs} (${inline(title, names)})` : facts.declaredAs,
        title: inline(incident.title, names),
      }),
      declared?.sources ?? [facts.declaration],
    ],
  ];
  if (started && began < at) {
    sentences.push([said.began({ at: stamp(began), before: words.duration(at - began) }), started.sources]);
  }
  if (acknowledged && incident.acknowledged) {
    const after = words.duration(acknowledged.at - at);
    sentences.push([said.acknowledged({ by: nameOf(input, incident.acknowledged.by), after }), acknowledged.sources]);
  }
  for (const { from, to, at: when, reason, source } of facts.severities) {
    const change = { from, to, at: stamp(when) };
    const words_ =
      reason === null ? said.severity(change) : said.severityFor({ ...change, reason: inline(reason, names) });
    sentences.push([words_, [source]]);
  }
  const impact = facts.impact.at(-1);
  if (impact?.words.summary) sentences.push([sentence(inline(impact.words.summary, names)), impact.sources]);
  if (mitigated) {
    const after = words.duration(mitigated.at - began);
    sentences.push([said.mitigated({ at: stamp(mitigated.at), after }), mitigated.sources]);
  }
  for (const { by, at: when, source } of facts.reopened) {
    sentences.push([said.reopened({ by: nameOf(input, by), at: stamp(when) }), [source]]);
  }
  sentences.push(ending(input, began));
  return sentences.map(([sentence, sources]) => cited(sentence, sources, input)).join(" ");
}

/** With a full stop, unless it ends by itself. */
const sentence = (text: string): string => (/[.!?…]$/.test(text) ? text : `${text}.`);

function ending(input: DraftInput, began: number): [string, Source[]] {
  const { incident, facts, names, words } = input;
  const said = words.draft.summary;
  const { stage, ended } = incident;
  const last = facts.everything.findLast(
    ({ what }) => what.type === "Resolved" || what.type === "Cancelled" || what.type === "MergedInto",
  );
  if (stage === "open" || !ended || !last) {
    return [said.stillOpen({ status: inline(incident.status, names) }), [facts.declaration]];
  }
  const at = facts.times.resolved?.at ?? ended.at;
  const pieces = {
    by: nameOf(input, ended.by),
    at: stampOf(facts)(at),
    after: words.duration(at - began),
  };
  return [said.ended[stage](pieces), [...(facts.times.resolved?.sources ?? []), last.source]];
}

function impactPart(input: DraftInput): string {
  const { facts, names, words } = input;
  const said = words.draft.impact;
  const stamp = stampOf(facts);
  const latest = facts.impact.at(-1);
  const now = IMPACT_PARTS.flatMap((part) => {
    const text = latest?.words[part];
    return text ? [cited(`**${words.facts.part[part]}:** ${inline(text, names)}`, latest!.sources, input)] : [];
  });
  const earlier = facts.impact.slice(0, -1).flatMap(({ at, by, words: told, sources }) => {
    const text = told.summary ?? told.users ?? told.services;
    if (!text) return [];
    const sentence = said.earlier({ at: stamp(at), by: nameOf(input, by), text: inline(text, names) });
    return [cited(sentence, sources, input)];
  });
  const entries = entryLines(input, "impact", (entry) => toldEntry(entry, input));
  return list([...now, ...entries, ...earlier]);
}

function causesPart(input: DraftInput): string {
  const { facts, words } = input;
  const supposed = entryLines(input, "hypothesis", (entry) => withOutcome(entry, input, words.draft.hypothesis));
  const whys = facts.contributions.why.map(({ text, by, sources }, index) => {
    const pieces = {
      number: String(index + 1),
      text: prose(text, input, Number.POSITIVE_INFINITY),
      by: nameOf(input, by),
    };
    return cited(words.draft.why(pieces), sources, input);
  });
  return together(list(supposed), list(whys));
}

function resolutionPart(input: DraftInput): string {
  const { incident, facts, words } = input;
  const ended = facts.everything.findLast(({ what }) => what.type === "Resolved");
  const said =
    ended && incident.stage === "resolved"
      ? cited(
          words.postmortem.saidWhenResolved({ text: prose(incident.ended!.words, input, Number.POSITIVE_INFINITY) }),
          [ended.source],
          input,
        )
      : "";
  const tried = entryLines(input, "action", (entry) => withOutcome(entry, input, words.draft.tried));
  const decided = entryLines(input, "decision", (entry) => {
    const { outcome } = entry;
    if (outcome === null && entry.text.trimEnd().endsWith("?")) {
      return cited(words.draft.undecided(piecesOf(entry, input)), entrySources(entry), input);
    }
    return outcome === null
      ? cited(words.draft.decided(piecesOf(entry, input)), entrySources(entry), input)
      : withOutcome(entry, input, words.draft.decidedThat);
  });
  return together(said, list([...decided, ...tried]));
}

export const voices = (input: DraftInput, all: readonly Voice[]): string =>
  list(
    all.map(({ text, by, sources }) => {
      const told = { text: prose(text, input, Number.POSITIVE_INFINITY), by: nameOf(input, by) };
      return cited(input.words.draft.contributed(told), sources, input);
    }),
  );
