// Silences, empty roles, missed updates, waiting questions: what the record shows and people did not write. No sentence
// says whose fault it was; each names what was missing, when and for how long.
import { MINUTE_MS } from "../../lib/pure/duration.ts";
import { isPending } from "../../domain/timeline/entries.ts";
import type { OwedUpdate } from "../../domain/postmortem/updates-owed.ts";
import { leadRole } from "../../domain/runbook.ts";
import type { Source } from "../../domain/postmortem/source.ts";
import { cited } from "./cite.ts";
import { inline, nameOf } from "../markdown.ts";
import type { DraftInput } from "./draft.ts";
import { stampOf } from "./stamp.ts";

type Finding = [string, readonly Source[]];

/** A list under one sentence; a sentence of its own where the record shows nothing of the kind. */
export function findingsPart(input: DraftInput): string {
  const { findings } = input.words.draft;
  const found = [
    ...targetFindings(input),
    ...roleFindings(input),
    ...updateFindings(input),
    ...silenceFindings(input),
    ...questionFindings(input),
    ...workFindings(input),
  ];
  if (found.length === 0) return cited(findings.none, [input.facts.declaration], input);
  return `${findings.head}\n\n${found.map(([sentence, sources]) => `- ${cited(sentence, sources, input)}`).join("\n")}`;
}

function targetFindings(input: DraftInput): Finding[] {
  const { facts, names, words } = input;
  const { target: promised, met, sources } = facts.response;
  if (met !== false || promised === null) return [];
  const target = inline(promised, names);
  const { acknowledged, declared } = facts.times;
  if (!acknowledged || !declared) return [[words.draft.findings.neverAcknowledged({ target }), sources]];
  const after = words.duration(acknowledged.at - declared.at);
  return [[words.draft.findings.missedTarget({ target, after }), sources]];
}

function roleFindings(input: DraftInput): Finding[] {
  const { runbook, facts, names, words } = input;
  const said = words.draft.findings;
  const stamp = stampOf(facts);
  const lead = leadRole(runbook);
  const empty = facts.custody.leaderless
    .filter(({ from, to }) => to === null || to - from >= MINUTE_MS)
    .map(({ from, to, asked, sources }): Finding => {
      const span = { role: inline(lead!.name, names), from: stamp(from) };
      if (to === null) return [said.noLeadToEnd(span, asked), sources];
      return [said.noLead({ ...span, to: stamp(to), duration: words.duration(to - from) }, asked), sources];
    });
  // That nobody ever led is said already.
  const neverHeld = facts.custody.neverHeld.filter((name) => name !== lead?.name);
  if (neverHeld.length === 0) return empty;
  const roles = neverHeld.map((role) => inline(role, names)).join(", ");
  return [...empty, [said.neverHeld({ roles }, neverHeld.length), [facts.declaration]]];
}

function updateFindings(input: DraftInput): Finding[] {
  const { facts, names, words } = input;
  const said = words.draft.findings;
  const stamp = stampOf(facts);
  const owed = facts.updates.flatMap((one): Finding[] => {
    if (one.dueAt === null || !isAmiss(one)) return [];
    const due = stamp(one.dueAt);
    // What nobody posted and nobody was reminded of has no event of its own: the declaration began the clock.
    const sources = one.sources.length > 0 ? one.sources : [facts.declaration];
    if (!one.posted) return [[said.missedUpdate({ due }, one.reminded.length), sources]];
    const late = words.duration(one.posted.at - one.dueAt);
    return [[said.lateUpdate({ due, late }, one.reminded.length), sources]];
  });
  const paused = facts.pauses.map(({ at, until, by, text, sources }): Finding => {
    const span = { from: stamp(at), until: stamp(until), by: nameOf(input, by), reason: inline(text, names) };
    return [said.paused(span), sources];
  });
  return [...owed, ...paused];
}

const isAmiss = ({ posted, dueAt }: OwedUpdate): boolean => !posted || isLate(posted.at, dueAt!);

/** The reminder itself comes when the update is due: what follows within a minute is in time. */
export const isLate = (at: number, dueAt: number): boolean => at - dueAt >= MINUTE_MS;

/** More than these nobody reads one by one. */
const SILENCES_MAX = 3;

/** The longest ones in the order of time, and the rest in one sentence. */
function silenceFindings({ facts, words }: DraftInput): Finding[] {
  const said = words.draft.findings;
  const stamp = stampOf(facts);
  const byLength = facts.silences.toSorted((a, b) => b.to - b.from - (a.to - a.from));
  const longest = byLength.slice(0, SILENCES_MAX).sort((a, b) => a.from - b.from);
  const shorter = byLength.slice(SILENCES_MAX);
  const each = longest.map(({ from, to, cadence_ms, sources }): Finding => {
    const span = { from: stamp(from), to: stamp(to), duration: words.duration(to - from) };
    return cadence_ms === null
      ? [said.silence(span), sources]
      : [said.silenceDue({ ...span, cadence: words.duration(cadence_ms) }), sources];
  });
  if (shorter.length === 0) return each;
  const duration = words.duration(shorter.reduce((sum, { from, to }) => sum + to - from, 0));
  const begins = shorter.sort((a, b) => a.from - b.from).flatMap(({ sources }) => sources.slice(0, 1));
  return [...each, [said.shorterSilences({ duration }, shorter.length), begins]];
}

function questionFindings(input: DraftInput): Finding[] {
  const { facts, words } = input;
  const said = words.draft.findings;
  const stamp = stampOf(facts);
  return facts.waited.map(({ by, to, at, answeredAt, sources }): Finding => {
    const asked = { by: nameOf(input, by), to: nameOf(input, to), at: stamp(at) };
    if (answeredAt === null) return [said.neverAnswered(asked), sources];
    return [said.waited({ ...asked, waited: words.duration(answeredAt - at) }), sources];
  });
}

function workFindings(input: DraftInput): Finding[] {
  const { incident, facts, names, words } = input;
  const said = words.draft.findings;
  const stamp = stampOf(facts);
  const left = incident.stage === "open" ? [] : facts.tasks.filter(({ endedAt }) => endedAt === null);
  const tasks = left.map(({ number, text, to, sources }): Finding => {
    const task = { number: String(number), text: inline(text, names), who: nameOf(input, to) };
    return [said.openTask(task), sources];
  });
  const pending = incident.entries.filter(isPending).map(({ number, at }): Finding => {
    const entry = facts.entries.find((one) => one.number === number)!;
    return [said.pending({ text: inline(entry.text, names), at: stamp(at) }), [entry.seq]];
  });
  return [...tasks, ...pending];
}
