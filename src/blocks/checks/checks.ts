// What the runbook's checks show: one message of the room, the room's news of them, and the timeline.
import { asksOf, type CheckChange, type CheckResult } from "../../domain/checks/checks.ts";
import type { Check, Verdict } from "../../domain/checks/check.ts";
import type { Measured } from "../../domain/condition.ts";
import type { Incident } from "../../domain/incident.ts";
import type { Said } from "../../domain/job.ts";
import type { Happening } from "../../domain/postmortem/everything.ts";
import { isProblemOf, type ProblemOf } from "../../domain/problem.ts";
import type { ShownByCheck } from "../../domain/recovery/recovery.ts";
import type { Runbook } from "../../domain/runbook.ts";
import { ACTION, button } from "../actions.ts";
import { actions, clockTime, escaped, line, lines, type Post } from "../mrkdwn.ts";
import type { Words } from "../words/en.ts";
import { testWords, valueWords } from "./values.ts";

/** What stands in the room, with the button that has them looked at again. */
export function shownChecks(incident: Incident, runbook: Runbook, words: Words): Post {
  const { checks: said } = words;
  const { results, ranAt, shownAt } = incident.checks;
  const each = runbook.checks.flatMap((check) => {
    const result = results[check.key];
    return result ? [checkLine(check, result, incident, runbook, words)] : [];
  });
  const { text, blocks } = lines([said.head({ at: clockTime(ranAt ?? shownAt ?? incident.openSince) }), ...each]);
  return { text, blocks: [...blocks, actions([button(said.again, ACTION.askChecks, { incident: incident.id })])] };
}

/** In the place of one that another shows now: what it said would be taken for what is. */
export const formerChecks = ({ checks: said }: Words): Post => line(said.former);

function checkLine(
  { key, title, unit }: Check,
  { value, verdict, detail, since }: CheckResult,
  incident: Incident,
  runbook: Runbook,
  words: Words,
): string {
  const { checks: said } = words;
  const { criteria, rungs } = asksOf(incident, runbook, key);
  // Of an answer of yes or no, the verdict says what was wanted.
  const numbers = isYesNo(value, verdict) ? [] : criteria;
  const shown = verdictWords({ value, verdict, unit }, words);
  const stands = said.line({ title: escaped(title), verdict: shown, since: clockTime(since) });
  const wanted = numbers.reduce(
    (before, { check }) => said.wanted({ line: before, wanted: escaped(testWords(check.test, unit, words)) }),
    stands,
  );
  const calls = rungs.reduce((before, { rung, test }) => {
    return said.calls({ line: before, test: escaped(testWords(test, unit, words)), name: escaped(rung.name) });
  }, wanted);
  return detail === null ? calls : said.detail({ line: calls, detail: escaped(detail) });
}

function verdictWords(
  { value, verdict, unit }: Pick<CheckResult, "value" | "verdict"> & Pick<Check, "unit">,
  words: Words,
): string {
  const { verdict: said } = words.checks;
  if (value === null) return said.unknown;
  if (isYesNo(value, verdict)) return said.yesNo[verdict];
  const shown = { value: escaped(valueWords(value, unit, words)) };
  return verdict === "unknown" ? said.unclear(shown) : said[verdict](shown);
}

const isYesNo = (value: Measured | null, verdict: Verdict): verdict is "well" | "not-well" =>
  typeof value === "boolean" && (verdict === "well" || verdict === "not-well");

const SAID = ["criteria-fell", "checks-not-connected"] as const;

type SaidOfChecks = Extract<Said, { type: (typeof SAID)[number] }>;

export const isSaidOfChecks = (what: Said): what is SaidOfChecks => SAID.some((type) => type === what.type);

/** What the room is told beside that. */
export function checksSaid(runbook: Runbook, what: SaidOfChecks, words: Words): Post {
  const { checks: said } = words;
  if (what.type === "criteria-fell") {
    return line(said.fell({ which: what.shown.map((one) => fellWords(one, words)).join("; ") }));
  }
  return line(said.notConnected({ titles: runbook.checks.map(({ title }) => escaped(title)).join("; ") }));
}

function fellWords({ text, value, unit, test }: ShownByCheck, words: Words): string {
  const { checks: said } = words;
  if (value === null || test === null) return said.fellUnknown({ text: escaped(text) });
  const shown = escaped(valueWords(value, unit, words));
  return said.fellOne({ text: escaped(text), value: shown, wanted: escaped(testWords(test, unit, words)) });
}

/** To whoever wants them looked at where nothing can. */
export function checksByHand({ checks }: Runbook, { checks: { answers: said } }: Words): Post {
  return lines([said.notConnected, ...checks.map(({ title }) => said.title({ title: escaped(title) })), said.attest]);
}

const TOLD = ["ChecksChanged", "ChecksNotConnected", "CriteriaFell"] as const;

type OfChecks = Extract<Happening, { type: (typeof TOLD)[number] }>;

/** Whether it is told here. */
export const isOfChecks = (what: { type: string }): what is OfChecks => TOLD.some((type) => type === what.type);

/** As a sentence of a document: text as it came. */
export function checksTold(what: OfChecks, words: Words): string {
  const { told } = words.checks;
  switch (what.type) {
    case "ChecksChanged":
      return told.changed({ changes: what.changes.map((one) => changeWords(one, words)).join("; ") });
    case "ChecksNotConnected":
      return told.notConnected;
    case "CriteriaFell":
      return told.fell({ criteria: what.criteria.map(({ text }) => text).join("; ") });
  }
}

function changeWords({ title, unit, value, verdict, detail }: CheckChange, words: Words): string {
  const { told } = words.checks;
  const shown = value === null ? "" : valueWords(value, unit, words);
  const change = isYesNo(value, verdict)
    ? told.yesNo[verdict]({ title })
    : told.change[verdict]({ title, value: shown });
  return detail === null ? change : told.detail({ change, detail });
}

export const CHECK_PROBLEMS = ["no-checks", "checks-under-way", "check-shows-otherwise"] as const;

/** Whether its words stand here. */
export const isCheckProblem = isProblemOf(CHECK_PROBLEMS);

/** Why nothing is looked at, or not attested. */
export function checkProblem(problem: ProblemOf<(typeof CHECK_PROBLEMS)[number]>, words: Words): string {
  const { problem: said } = words.checks;
  if (problem.type !== "check-shows-otherwise") return problem.type === "no-checks" ? said.none : said.underWay;
  const { text, value, unit, test, at } = problem;
  const shown = value === null ? "" : escaped(valueWords(value, unit, words));
  const wanted = test === null ? "" : escaped(testWords(test, unit, words));
  return said.showsOtherwise({ text: escaped(text), value: shown, wanted, at: at === null ? "" : clockTime(at) });
}
