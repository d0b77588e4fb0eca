// The table at the head of a draft: severity, times, who led, where it was worked on. Every cell names its source.
import { leadRole, severityOf } from "../../domain/runbook.ts";
import type { TimeName } from "../../domain/facts/times.ts";
import type { Instant } from "../../lib/pure/time.ts";
import type { Source } from "../../domain/postmortem/source.ts";
import { cited } from "./cite.ts";
import { inline, nameOf } from "../markdown.ts";
import { utc } from "../mrkdwn.ts";
import type { DraftInput } from "./draft.ts";
import { table } from "./work.ts";

type Row = [string, string];

export function factsTable(input: DraftInput): string {
  const { incident, facts, names, roomUrl, words } = input;
  const { row, ...said } = words.postmortem;
  const { stage, room } = incident;
  const rows: Row[] = [
    [row.severity, severityCell(input)],
    [row.state, stage === "open" ? said.open({ status: inline(incident.status, names) }) : said[stage]],
    [row.started, startedCell(input)],
    ...timeRow(input, "detected", row.detected),
    [row.declared, declaredCell(input)],
    [row.acknowledged, acknowledgedCell(input)],
    ...breachRows(input),
    ...leadRow(input),
    ...timeRow(input, "mitigated", row.mitigated),
    ...facts.reopened.map(
      ({ at, by, source }): Row => [
        row.reopened,
        cited(said.by({ at: utc(at), by: nameOf(input, by) }), [source], input),
      ],
    ),
    ...endRows(input),
  ];
  if (room) rows.push([row.room, roomUrl === null ? `#${room.name}` : `[#${room.name}](${roomUrl})`]);
  return table(["", ""], rows);
}

function severityCell(input: DraftInput): string {
  const { incident, runbook, facts, names, words } = input;
  const said = words.postmortem;
  const title = severityOf(runbook, incident.severity)?.title;
  const name = incident.severity;
  const severity = title ? said.severity({ name, title: inline(title, names) }) : name;
  const cell = facts.declaredAs === name ? severity : said.declaredAs({ severity, first: facts.declaredAs });
  const last = facts.severities.at(-1);
  return cited(cell, last ? [facts.declaration, last.source] : [facts.declaration], input);
}

/** Nobody gave a start: then it is counted from the declaration, which is when it was noticed at the latest. */
function startedCell(input: DraftInput): string {
  const { facts, words } = input;
  const { postmortem: said } = words;
  const { started, declared } = facts.times;
  if (!started || !declared) return said.unknown;
  const at = utc(started.at);
  if (started.at < declared.at) return cited(at, started.sources, input);
  const earliest = facts.everything[0]!;
  return earliest.at < declared.at
    ? cited(said.startedBefore({ at, earliest: utc(earliest.at) }), [...started.sources, earliest.source], input)
    : cited(said.startedAsDeclared({ at }), started.sources, input);
}

function timeRow(input: DraftInput, name: TimeName, key: string): Row[] {
  const time = input.facts.times[name];
  return time ? [[key, cited(utc(time.at), time.sources, input)]] : [];
}

function declaredCell(input: DraftInput): string {
  const { incident, facts, words } = input;
  const { postmortem: said } = words;
  const declared = facts.times.declared!;
  const by = said.by({ at: utc(declared.at), by: nameOf(input, incident.declaredBy) });
  const began = facts.times.started?.at ?? declared.at;
  return cited(after(by, began, declared.at, input, said.afterStart), declared.sources, input);
}

function acknowledgedCell(input: DraftInput): string {
  const { incident, facts, names, words } = input;
  const { postmortem: said } = words;
  const { response } = facts;
  const { acknowledged, declared } = facts.times;
  const sources: Source[] = [...(acknowledged?.sources ?? []), ...response.sources];
  const what = acknowledgement();
  if (response.target === null) return cited(what, sources, input);
  const about = { what, target: inline(response.target, names) };
  const judged =
    response.met === null ? said.target(about) : response.met ? said.targetMet(about) : said.targetMissed(about);
  return cited(judged, sources, input);

  function acknowledgement(): string {
    if (!incident.acknowledged || !acknowledged || !declared) return said.notAcknowledged;
    const by = said.by({ at: utc(acknowledged.at), by: nameOf(input, incident.acknowledged.by) });
    return said.afterDeclaration({ what: by, duration: words.duration(acknowledged.at - declared.at) });
  }
}

/** As they were recorded when they passed, whatever time was set right since. */
function breachRows(input: DraftInput): Row[] {
  const { facts, names, words } = input;
  const { row, breach } = words.postmortem;
  const cells = facts.breaches.map(({ clock, target, severity, dueAt, source }) => {
    const pieces = {
      clock: words.escalation.clock[clock],
      target: inline(target, names),
      severity: inline(severity, names),
    };
    return cited(breach({ ...pieces, at: utc(dueAt) }), [source], input);
  });
  return cells.length === 0 ? [] : [[row.targetsPassed, cells.join("; ")]];
}

function leadRow(input: DraftInput): Row[] {
  const { runbook, facts, names, words } = input;
  const { postmortem: said } = words;
  const lead = leadRole(runbook);
  if (!lead) return [];
  const key = inline(lead.name, names);
  const tenures = facts.custody.tenures.filter(({ role }) => role === lead.key);
  const [first] = tenures;
  if (!first) return [[key, cited(said.nobody, [facts.declaration], input)]];
  const declaredAt = facts.times.declared!.at;
  const taken = after(nameOf(input, first.user), declaredAt, first.from, input, said.afterDeclaration);
  const others = new Set(tenures.map(({ user }) => user)).size - 1;
  const cell = others > 0 ? said.thenOthers({ first: taken }, others) : taken;
  return [
    [
      key,
      cited(
        cell,
        tenures.map(({ sources }) => sources[0]!),
        input,
      ),
    ],
  ];
}

function endRows(input: DraftInput): Row[] {
  const { incident, facts, names, words } = input;
  const { row, ...said } = words.postmortem;
  const { ended, stage } = incident;
  if (!ended || stage === "open") return [[row.duration, said.stillRunning]];
  const { started, declared, resolved } = facts.times;
  const at = resolved?.at ?? ended.at;
  const end = facts.everything.findLast(({ what }) => ["Resolved", "Cancelled", "MergedInto"].includes(what.type))!;
  const sources = [...(resolved?.sources ?? []), end.source];
  const by = said.by({ at: utc(at), by: nameOf(input, ended.by) });
  return [
    [row[stage], cited(after(by, declared!.at, at, input, said.afterDeclaration), sources, input)],
    [
      row.duration,
      cited(said.lasted({ duration: words.duration(at - started!.at) }), [...started!.sources, ...sources], input),
    ],
    ...(stage === "resolved" || ended.words === ""
      ? []
      : [[row.reason, cited(inline(ended.words, names), [end.source], input)] satisfies Row]),
  ];
}

/** `what`, and how long after `from` it was; at the same time it goes without saying. */
const after = (
  what: string,
  from: Instant,
  to: Instant,
  { words }: DraftInput,
  say: (pieces: { what: string; duration: string }) => string,
): string => (to - from < 1000 ? what : say({ what, duration: words.duration(to - from) }));
