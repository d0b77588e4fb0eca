// What kind of trouble it is and what was measured: as the room hears it, on the card, and on a document's timeline.
import type { Measured } from "../../domain/condition.ts";
import type { DomainEvent } from "../../domain/event.ts";
import type { MeasureKind } from "../../domain/facts/measures.ts";
import type { Incident } from "../../domain/incident.ts";
import type { Said } from "../../domain/job.ts";
import type { Runbook } from "../../domain/runbook.ts";
import { escaped, line, lines, type Post, person } from "../mrkdwn.ts";
import type { Words } from "../words/en.ts";

type SaidCircumstance = Extract<Said, { type: "category-added" | "category-removed" | "measured" }>;
type CircumstanceHappened = Extract<DomainEvent, { type: "CategoryAdded" | "CategoryRemoved" | "Measured" }>;

export function saidCircumstance(incident: Incident, runbook: Runbook, what: SaidCircumstance, words: Words): Post {
  const { circumstances: said } = words;
  const by = person(what.by);
  if (what.type === "measured") {
    const values = what.values.map(({ key, value }) => {
      const question = escaped(questionOf(runbook, key));
      return said.measure({ question, value: measuredWords(runbook, key, value, words) });
    });
    return lines([said.measuredBy({ by }), ...values]);
  }
  const about = { by, name: escaped(incident.name), category: escaped(categoryName(runbook, what.category)) };
  return line(what.type === "category-added" ? said.categoryAdded(about) : said.categoryRemoved(about));
}

/** As a sentence of a document: text as it came. */
export function circumstanceTold(what: CircumstanceHappened, runbook: Runbook, words: Words): string {
  const { told } = words.circumstances;
  if (what.type === "Measured") return measuredTold(what.measured, what.changed, runbook, words);
  const about = { category: categoryName(runbook, what.category) };
  return what.type === "CategoryAdded" ? told.categoryAdded(about) : told.categoryRemoved(about);
}

function measuredTold(
  measured: Readonly<Record<string, Measured>>,
  changed: readonly string[],
  runbook: Runbook,
  words: Words,
): string {
  const { told } = words.circumstances;
  const values = changed.map((key) => {
    const value = measuredWords(runbook, key, measured[key] ?? null, words);
    return told.value({ question: questionOf(runbook, key), value });
  });
  return told.measured({ values: values.join("; ") });
}

/** What was known when it was declared. */
export function declaredAs(
  { categories = [], measured = {} }: Extract<DomainEvent, { type: "IncidentDeclared" }>,
  runbook: Runbook,
  words: Words,
): string[] {
  const { told } = words.circumstances;
  const changed = Object.keys(measured);
  return [
    ...categories.map((key) => told.categoryAdded({ category: categoryName(runbook, key) })),
    ...(changed.length > 0 ? [measuredTold(measured, changed, runbook, words)] : []),
  ];
}

/** Null where it is of none. */
export function categoryLine({ categories }: Incident, runbook: Runbook, { circumstances }: Words): string | null {
  if (categories.length === 0) return null;
  const names = categories.map((key) => escaped(categoryName(runbook, key)));
  return circumstances.card({ categories: names.join(", ") });
}

/** All that the runbook knows, which of them it is, and how to change that. */
export function categoryList(incident: Incident, { categories }: Runbook, words: Words): Post {
  const { list } = words.circumstances;
  const [first] = categories;
  if (!first) return line(list.none);
  const each = categories.map(({ key, name, title }) => {
    const about = title === "" ? "" : list.about({ title: escaped(title) });
    const one = { category: escaped(name), key: escaped(key), title: about };
    return incident.categories.includes(key) ? list.is(one) : list.isNot(one);
  });
  return lines([list.title({ name: escaped(incident.name) }), ...each, list.usage({ key: escaped(first.key) })]);
}

/** That a category was found which is declared privately, and this is not: null where there is no such news. */
export function notPrivate(before: Incident, after: Incident, runbook: Runbook, words: Words): string | null {
  const found = runbook.categories.find(
    (one) => one.private && after.categories.includes(one.key) && !before.categories.includes(one.key),
  );
  if (!found || after.private) return null;
  return words.circumstances.notPrivate({ category: escaped(found.name), name: escaped(after.name) });
}

/** `value` is null where nobody knows it. */
function measuredWords({ measures }: Runbook, key: string, value: Measured | null, words: Words): string {
  if (value === null) return words.circumstances.notKnown;
  return measuredValue(measures.find((one) => one.key === key)?.kind, value, words);
}

/** In its unit; a measure that the runbook no longer has is a bare number. */
export function measuredValue(kind: MeasureKind | undefined, value: Measured, { circumstances: said }: Words): string {
  if (typeof value === "boolean") return value ? said.yes : said.no;
  const number = value.toLocaleString("en");
  if (kind === "percent") return said.percent({ value: number });
  return kind === "seconds" ? said.seconds({ value: number }) : number;
}

const categoryName = ({ categories }: Runbook, key: string): string =>
  categories.find((one) => one.key === key)?.name ?? key;

const questionOf = ({ measures }: Runbook, key: string): string =>
  measures.find((one) => one.key === key)?.question ?? key;
