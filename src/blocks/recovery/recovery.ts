// What must be well before an incident may be called resolved: its list, its line on the card, and what is said of it.
import type { Button, KnownBlock, ModalView } from "@slack/types";
import { type Span, spanWords } from "../../domain/calendar/span.ts";
import type { DomainEvent } from "../../domain/event.ts";
import type { Incident } from "../../domain/incident.ts";
import type { Said } from "../../domain/job.ts";
import { isProblemOf, type ProblemOf } from "../../domain/problem.ts";
import type { Criterion } from "../../domain/recovery/criteria.ts";
import {
  attestable,
  BY_CHECK,
  criteriaOf,
  isByCheck,
  isDueLater,
  shownByCheck,
  watchOf,
} from "../../domain/recovery/recovery.ts";
import type { Runbook } from "../../domain/runbook.ts";
import { SECOND_MS } from "../../lib/pure/duration.ts";
import type { Instant } from "../../lib/pure/time.ts";
import { ACTION, button } from "../actions.ts";
import { CHECK_PROBLEMS, checkProblem, isCheckProblem } from "../checks/checks.ts";
import { testWords, valueWords } from "../checks/values.ts";
import { listView } from "../forms.ts";
import { actions, clockTime, context, escaped, line, person, type Post, section } from "../mrkdwn.ts";
import type { Words } from "../words/en.ts";

/** Whether the runbook says anything of it. */
export const hasRecovery = (incident: Incident, runbook: Runbook): boolean =>
  criteriaOf(incident, runbook).length > 0 || runbook.recovery.watch !== null;

/** The list, with a button for each criterion. `remark` tells why the last press changed nothing. */
export function recoveryView(
  incident: Incident,
  runbook: Runbook,
  { now, remark }: { now: Instant; remark?: string },
  words: Words,
): ModalView {
  const { recovery: said } = words;
  const all = criteriaOf(incident, runbook);
  const groups = [
    { head: said.before, of: all.filter((one) => one.mandatory && !isDueLater(one)) },
    { head: said.recommended, of: all.filter((one) => !one.mandatory && !isDueLater(one)) },
    { head: said.later, of: all.filter(isDueLater) },
  ];
  const lines = groups.flatMap(({ head, of }, index) =>
    of.length === 0
      ? []
      : [
          section(head),
          ...of.map((one) => criterionLine(one, incident, runbook, now, words)),
          ...(index === 0 ? attestAll(of, incident, words) : []),
        ],
  );
  const watch = watchLine(incident, runbook, now, words);
  const blocks = [
    ...(remark === undefined ? [] : [section(remark)]),
    ...lines,
    ...(watch === null ? [] : [context(watch)]),
    ...(hasRecovery(incident, runbook) ? [] : [section(said.none)]),
  ];
  return listView(said.title({ name: incident.name }), blocks, words);
}

function criterionLine(one: Criterion, incident: Incident, runbook: Runbook, now: Instant, words: Words): KnownBlock {
  const { recovery: said } = words;
  const number = String(criteriaOf(incident, runbook).indexOf(one) + 1);
  const attested = incident.attested[one.key];
  const about = { number, text: escaped(one.text) };
  const at = attested ? clockTime(attested.at) : "";
  const stands = !attested
    ? said.open(about)
    : attested.by === BY_CHECK
      ? words.checks.wellByCheck({ ...about, at })
      : said.well({ ...about, by: person(attested.by), at });
  const shown = [stands, ...byCheck(one, incident, runbook, now, words)].join("\n");
  // What a check shows, nobody can take back.
  if (!attestable(incident, runbook).includes(one) || isByCheck(incident, one)) return section(shown);
  const value = { incident: incident.id, criterion: one.key };
  const accessory = attested
    ? button(said.buttons.unattest, `${ACTION.unattest}:${one.key}`, value)
    : button(said.buttons.attest, `${ACTION.attest}:${one.key}`, value);
  return { ...section(shown), accessory } as KnownBlock;
}

/** What its check showed last, and how long ago that was; nothing where it has none, or nobody looked. */
function byCheck(one: Criterion, incident: Incident, runbook: Runbook, now: Instant, words: Words): string[] {
  const { checks: said } = words;
  const { value, unit, test, at } = shownByCheck(incident, one, runbook);
  if (test === null || at === null) return [];
  const age = words.duration(Math.max(now - at, SECOND_MS));
  if (value === null) return [said.noAnswer({ age })];
  const shown = escaped(valueWords(value, unit, words));
  return [said.shows({ value: shown, age, wanted: escaped(testWords(test, unit, words)) })];
}

function attestAll(of: readonly Criterion[], { id, stage, attested }: Incident, words: Words): KnownBlock[] {
  const open = of.filter(({ key }) => !attested[key]);
  if (open.length < 2 || stage !== "open") return [];
  return [actions([button(words.recovery.buttons.attestAll, ACTION.attest, { incident: id })])];
}

const spanIn = (span: Span, words: Words): string =>
  span.unit === "exact" ? words.duration(span.ms) : spanWords(span);

/** How it stands with the watch; null where nothing is watched, or it is over. */
function watchLine(incident: Incident, runbook: Runbook, now: Instant, words: Words) {
  const { watch: said } = words.recovery;
  if (runbook.recovery.watch === null || incident.stage !== "open") return null;
  const span = spanIn(runbook.recovery.watch, words);
  const watch = watchOf(incident, runbook);
  if (watch) return watch.until > now ? said.runs({ span, until: clockTime(watch.until) }) : said.over({ span });
  return needed(incident, runbook).length > 0 ? said.waits({ span }) : said.mitigated({ span });
}

const needed = (incident: Incident, runbook: Runbook): Criterion[] =>
  criteriaOf(incident, runbook).filter((one) => one.mandatory && !isDueLater(one));

/** How far it is, with the way to the list; nothing where the runbook says nothing of it. */
export function recoveryOnCard(incident: Incident, runbook: Runbook, words: Words): KnownBlock[] {
  const text = incident.stage === "open" ? cardLine(incident, runbook, words) : null;
  return text === null ? [] : [{ ...section(text), accessory: openRecovery(incident, words) } as KnownBlock];
}

function cardLine(incident: Incident, runbook: Runbook, words: Words): string | null {
  const { card: said } = words.recovery;
  const all = needed(incident, runbook);
  const watch = watchOf(incident, runbook);
  const until = watch && clockTime(watch.until);
  if (all.length > 0) {
    const shown = said.line(all.filter(({ key }) => incident.attested[key]).length, all.length);
    return until === null ? shown : said.watched({ line: shown, until });
  }
  if (runbook.recovery.watch === null) return null;
  return until === null ? said.waits({ span: spanIn(runbook.recovery.watch, words) }) : said.watchedOnly({ until });
}

export const openRecovery = ({ id }: Incident, { recovery: { buttons } }: Words): Button =>
  button(buttons.open, ACTION.openRecovery, { incident: id });

const SAID = ["all-well", "unattested"] as const;

type SaidOfRecovery = Extract<Said, { type: (typeof SAID)[number] }>;

export const isSaidOfRecovery = (what: Said): what is SaidOfRecovery => SAID.some((type) => type === what.type);

/** What the room is told. */
export function recoverySaid(what: SaidOfRecovery, words: Words): Post {
  const { say } = words.recovery;
  switch (what.type) {
    case "all-well": {
      const by = person(what.by);
      if (what.by === BY_CHECK) return line(allWellByChecks(what.until, words));
      return line(what.until === null ? say.allWell({ by }) : say.allWellWatched({ by, until: clockTime(what.until) }));
    }
    case "unattested":
      return line(say.unattested({ by: person(what.by), text: escaped(what.text) }));
  }
}

/** In the message that says what is left: what the runbook wants well by then, and nobody has said to be. */
export function dueLater(incident: Incident, runbook: Runbook, words: Words): string[] {
  const later = criteriaOf(incident, runbook).filter((one) => isDueLater(one) && !incident.attested[one.key]);
  const list = later.map(({ text }) => `“${escaped(text)}”`).join(", ");
  return later.length === 0 ? [] : [words.recovery.dueLater({ list })];
}

const allWellByChecks = (until: Instant | null, { checks: said }: Words): string =>
  until === null ? said.allWell : said.allWellWatched({ until: clockTime(until) });

/** The watch is over: what may be done now, and the button for it. */
export function watchOver(incident: Incident, runbook: Runbook, words: Words): Post {
  const span = runbook.recovery.watch === null ? "" : spanIn(runbook.recovery.watch, words);
  const resolve = button(words.buttons.resolve, ACTION.openResolve, { incident: incident.id }, "primary");
  return withButton(words.recovery.say.watchOver({ name: escaped(incident.name), span }), resolve);
}

const withButton = (text: string, one: Button): Post => ({ text, blocks: [section(text), actions([one])] });

const TOLD = ["Resolved", "Attested", "Unattested", "WatchOver"] as const;

type OfRecovery = Extract<DomainEvent, { type: (typeof TOLD)[number] }>;

/** Whether it is told here. */
export const isOfRecovery = (what: { type: string }): what is OfRecovery => TOLD.some((type) => type === what.type);

/** As a sentence of a document: text as it came. */
export function recoveryTold(what: OfRecovery, words: Words): string {
  const { told } = words.recovery;
  switch (what.type) {
    case "Resolved":
      return resolvedTold(what, words);
    case "Attested": {
      const criteria = what.criteria.map(({ text }) => text).join("; ");
      return what.actor === BY_CHECK ? words.checks.told.attested({ criteria }) : told.attested({ criteria });
    }
    case "Unattested":
      return told.unattested(what);
    case "WatchOver":
      return told.watchOver;
  }
}

/** With why it was resolved all the same, where something held it up. */
function resolvedTold({ summary, anyway }: Extract<DomainEvent, { type: "Resolved" }>, words: Words): string {
  const { told } = words.recovery;
  const resolved = words.timeline.resolved({ summary });
  if (!anyway) return resolved;
  const reasoned = told.resolvedAnyway({ resolved, reason: anyway.reason });
  return anyway.open.length === 0 ? reasoned : told.stillOpen({ told: reasoned, open: anyway.open.join("; ") });
}

const PROBLEMS = ["not-recovered", "nothing-to-attest", "nothing-attested", ...CHECK_PROBLEMS] as const;

export const isRecoveryProblem = isProblemOf(PROBLEMS);

export function recoveryProblem(problem: ProblemOf<(typeof PROBLEMS)[number]>, words: Words): string {
  if (problem.type === "not-recovered") return notRecovered(problem, words);
  if (isCheckProblem(problem)) return checkProblem(problem, words);
  const { problem: said } = words.recovery;
  return problem.type === "nothing-to-attest" ? said.nothingToAttest : said.nothingAttested;
}

/** Why it may not be called resolved yet. */
function notRecovered({ name, open, span, until }: ProblemOf<"not-recovered">, words: Words): string {
  const { problem: said, watch } = words.recovery;
  const isUnknown = open.length === 0 && until === null;
  return [
    said.notYet({ name: escaped(name) }),
    ...(open.length > 0 ? [said.open({ open: open.map(escaped).join("; ") })] : []),
    ...(until === null ? [] : [said.watched({ until: clockTime(until) })]),
    ...(until === null && span !== null
      ? [(isUnknown ? watch.mitigated : watch.waits)({ span: spanIn(span, words) })]
      : []),
    said.next,
  ].join(" ");
}
