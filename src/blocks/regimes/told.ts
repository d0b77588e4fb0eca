// Regimes in a document and as problems: sentences without markup, and why an order about one was not carried out.
import type { DomainEvent } from "../../domain/event.ts";
import { isProblemOf, type ProblemOf } from "../../domain/problem.ts";
import { escaped, person, time, utc } from "../mrkdwn.ts";
import type { Words } from "../words/en.ts";

const TOLD = [
  "RegimesAsked",
  "RegimeAnswered",
  "NotificationSubmitted",
  "NotificationNotNeeded",
  "NotificationReopened",
  "RegimesReminded",
] as const;

export type OfRegime = Extract<DomainEvent, { type: (typeof TOLD)[number] }>;

/** Whether it is told here. */
export const isOfRegime = (what: { type: string }): what is OfRegime => TOLD.some((type) => type === what.type);

/** As a sentence of a document; `people` shows who they are. */
export function regimeTold(what: OfRegime, people: (users: readonly string[]) => string, words: Words): string {
  const { told } = words.regimes;
  switch (what.type) {
    case "RegimesAsked":
      return told.asked({ who: people(what.to), names: what.names.join(", ") });
    case "RegimesReminded":
      return what.isLost
        ? told.notReached({ who: people(what.to) })
        : told.reminded({ who: people(what.to) }, what.reminded.length);
    case "RegimeAnswered":
      return answeredBriefly(what, words);
    case "NotificationNotNeeded":
      return told.notNeeded({ about: told.about(what), reason: what.reason });
    case "NotificationReopened":
      return told.reopened({ about: told.about(what), reason: what.reason });
    case "NotificationSubmitted": {
      const { submittedAt, dueAt, reference, proof } = what;
      const done = told.submitted({ about: told.about(what), at: utc(submittedAt) });
      const due = dueAt === null ? done : told.due({ told: done, at: utc(dueAt) });
      const referred = reference === null ? due : told.reference({ told: due, reference });
      return proof === null ? referred : told.proof({ told: referred, proof });
    }
  }
}

function answeredBriefly(
  { name, answers, clocks }: Extract<OfRegime, { type: "RegimeAnswered" }>,
  words: Words,
): string {
  const { told } = words.regimes;
  const [only] = answers;
  const count = (yes: boolean) => answers.filter((one) => one.yes === yes).length;
  const given =
    only && answers.length === 1
      ? [(only.yes ? told.yes : told.no)(only)]
      : [...(count(true) > 0 ? [told.yesTo(count(true))] : []), ...(count(false) > 0 ? [told.noTo(count(false))] : [])];
  const started = clocks.map(({ means, since }) => told.clock({ means, at: utc(since) }));
  return told.answered({ name, answers: [...given, ...started].join("; ") });
}

/** With each question and clock, what was said before, and why it was changed. */
export function answeredInFull(
  { name, answers, clocks, reason }: Extract<OfRegime, { type: "RegimeAnswered" }>,
  { regimes: { told } }: Words,
): string {
  const given = answers.map(({ question, yes, before }) => {
    const said = (yes ? told.yes : told.no)({ question });
    return before === null ? said : told.changed({ told: said, before: before ? told.yesWord : told.noWord });
  });
  const started = clocks.map(({ means, since, before, how }) => {
    const said = (how === "said" ? told.clock : told.fromAnswer)({ means, at: utc(since) });
    return before === null ? said : told.changed({ told: said, before: utc(before) });
  });
  const all = told.answered({ name, answers: [...given, ...started].join("; ") });
  return reason === null ? all : told.because({ told: all, reason });
}

const TYPES = [
  "unknown-regime",
  "unknown-notification",
  "regime-unchanged",
  "notification-settled",
  "notification-open",
] as const;

export const isRegimeProblem = isProblemOf(TYPES);

export function regimeProblem(
  problem: ProblemOf<(typeof TYPES)[number]>,
  { regimes: { problem: said } }: Words,
): string {
  switch (problem.type) {
    case "unknown-regime":
    case "unknown-notification":
      return said.unknown({ name: escaped(problem.name) });
    case "regime-unchanged":
      return said.unchanged;
    case "notification-settled":
      return said.settled[problem.how]({ by: person(problem.by), at: time(problem.at) });
    case "notification-open":
      return said.open;
  }
}
