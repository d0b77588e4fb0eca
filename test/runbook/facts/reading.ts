// How a fact is read out of a loaded runbook. Texts are looked for by the words that matter, so that a fact does not
// depend on how a file calls its keys or rounds off its sentences.
import type { Span } from "../../../src/domain/calendar/span.ts";
import { type Circumstances, type Condition, holds, type Measured, type Test } from "../../../src/domain/condition.ts";
import type { DutyMoment, Outlet } from "../../../src/domain/duties/duty.ts";
import type { Rung, Trigger } from "../../../src/domain/escalation/ladder.ts";
import { askedMeasures, proposeSeverity } from "../../../src/domain/severity/rules.ts";
import type { Runbook, Severity, Target } from "../../../src/domain/runbook.ts";
import { HOUR_MS, MINUTE_MS } from "../../../src/lib/pure/duration.ts";
import { readTemplate } from "../../../src/runbook/template.ts";

type Read = (runbook: Runbook) => unknown;

/** One thing that a source says: where, what in our own words, and how it stands in the loaded file. */
export type Fact = readonly [section: string, fact: string, read: Read, expected: unknown];

/** What is known of an incident, by the words of the categories and of the questions. */
export interface Known {
  categories?: RegExp;
  answers?: readonly (readonly [RegExp, Measured])[];
}

/** A value for each severity, highest first. */
export const each =
  (read: (severity: Severity) => unknown): Read =>
  ({ severities }) =>
    severities.map(read);

export const within = (clock: "acknowledge" | "response" | "firstUpdate" | "resolve"): Read =>
  each((severity) => targetWords(severity[clock]));

/** In minutes. */
export const cadence: Read = each(({ cadence_ms }) => minutes(cadence_ms));
export const publicCadence: Read = each(({ publicCadence_ms }) => minutes(publicCadence_ms));

/** Which of these words the meaning and the examples of a level leave out. */
export const lacking =
  (level: string, ...words: RegExp[]): Read =>
  (runbook) =>
    missing(words, [severity(runbook, level).title, ...severity(runbook, level).examples].join("\n"));

/** The level that the rules propose; "SEV-2, SEV-1 open" where a higher one lies exactly on its threshold. */
export const proposes =
  (known: Known): Read =>
  (runbook) => {
    const proposal = proposeSeverity(runbook, circumstances(runbook, "", known));
    if (!proposal) return null;
    return proposal.unless ? `${proposal.severity}, ${proposal.unless.severity} open` : proposal.severity;
  };

/** How many questions are asked for when that much is known, and which of these words none of them has. */
export const asksNext =
  (known: Known, ...words: RegExp[]): Read =>
  (runbook) => {
    const now = circumstances(runbook, "", known);
    const open = askedMeasures(runbook, now).measures.filter(({ key }) => !(key in now.measured));
    const asked = open.map(({ question }) => question);
    return { asked: asked.length, lacking: missing(words, asked.join("\n")) };
  };

/** The levels at which somebody like that is told. Without `at`: at the declaration or as soon as it is found. */
export const told =
  (audience: RegExp, { by, at, known = {} }: { by?: Outlet; at?: DutyMoment["at"]; known?: Known } = {}): Read =>
  (runbook) =>
    runbook.severities
      .filter(({ name }) =>
        runbook.duties.some(
          (duty) =>
            audience.test(duty.audience) &&
            (by === undefined || duty.outlet === by) &&
            (at === undefined ? ["declared", "found"] : [at]).includes(duty.moment.at) &&
            isSo(duty.only, circumstances(runbook, name, known)),
        ),
      )
      .map(({ name }) => name);

/** The outlets used at the declaration of a level when nothing more is known, each once, in alphabetical order. */
export const outlets =
  (level: string): Read =>
  (runbook) => [
    ...new Set(
      runbook.duties
        .filter(({ moment, only }) => moment.at === "declared" && isSo(only, circumstances(runbook, level, {})))
        .map(({ outlet }) => outlet)
        .toSorted(),
    ),
  ];

/** All of them, in the order of the file: who (by which keys), by which way, when, under which condition, in which words, with whose word. */
export const duties: Read = (runbook) =>
  runbook.duties.map(({ audience, to, outlet, channel, moment, within: span, only, template, approver }) =>
    [
      `${audience}${to.length > 0 ? ` (${to.join(", ")})` : ""}`,
      channel === null ? outlet : `#${channel}`,
      moment.at === "open-for" ? `after ${plain(moment.span)}` : moment.at,
      ...(span ? [`within ${plain(span)}`] : []),
      ...conditionWords(only),
      ...(template ? [`"${template}"`] : []),
      ...(approver ? [`word of ${approver}`] : []),
    ].join(" · "),
  );

/** All of them, those of single levels last: who (by which keys), what sets it off, under which condition. */
export const ladder: Read = (runbook) =>
  allRungs(runbook).map(({ name, to, triggers: all, only }) =>
    [`${name} (${to.join(", ")})`, all.map(triggerWords).join(", "), ...conditionWords(only)].join(" · "),
  );

/** All that is due after the end: until when, and what ends it. */
export const deadlines: Read = ({ review }) =>
  review.deadlines.map(({ title, within: span, doneBy, owner }) =>
    [title, plain(span), doneBy, ...(owner ? [`seen to by ${owner}`] : [])].join(" · "),
  );

/** A duty's own words: when, after how long, with which template, approved by whom. */
export const duty =
  (audience: RegExp, by: Outlet, at: DutyMoment["at"]): Read =>
  ({ duties }) => {
    const found = duties.find((one) => audience.test(one.audience) && one.outlet === by && one.moment.at === at);
    if (!found) return null;
    const { moment } = found;
    const when = moment.at === "open-for" ? plain(moment.span) : moment.at;
    return { when, template: found.template !== null, approver: found.approver };
  };

/** The levels at which somebody is paged at the declaration. */
export const paged: Read = (runbook) => {
  const byDuty = told(/./, { by: "page" })(runbook) as string[];
  return runbook.severities
    .filter(({ name, page }) => page.length > 0 || byDuty.includes(name))
    .map(({ name }) => name);
};

/** The rungs that time alone sets off at a level, with their times, soonest first. */
export const timed =
  (level: string, known: Known = {}): Read =>
  (runbook) => {
    const { ladder } = runbook;
    const own = ladder.bySeverity[level];
    return (own ?? ladder.rungs)
      .filter(({ only }) => isSo(only, circumstances(runbook, level, known)))
      .flatMap((rung) =>
        rung.triggers.flatMap((trigger) =>
          trigger.on === "time" && trigger.after[level] ? [{ rung, span: trigger.after[level] }] : [],
        ),
      )
      .toSorted((a, b) => (a.span.unit === "exact" && b.span.unit === "exact" ? a.span.ms - b.span.ms : 0))
      .map(({ rung, span }) => `${rung.name.toLowerCase()} ${plain(span)}`);
  };

/** The names of the rungs that hold for everybody, in order. */
export const rungs: Read = ({ ladder }) => ladder.rungs.map(({ name }) => name.toLowerCase());

/** What sets such a rung off, in the order of the file. */
export const triggers =
  (name: RegExp): Read =>
  (runbook) =>
    allRungs(runbook)
      .filter((rung) => name.test(rung.name))
      .flatMap((rung) => rung.triggers.map(triggerWords));

/** The levels and categories for which such a rung is there at all. */
export const rungOnly =
  (name: RegExp): Read =>
  (runbook) => {
    const rung = allRungs(runbook).find((one) => name.test(one.name));
    return rung ? [...rung.only.severities, ...rung.only.categories] : null;
  };

/** What keeps the timed rungs from going off, each once. */
export const stops: Read = (runbook) => [
  ...new Set(
    allRungs(runbook).flatMap((rung) => rung.triggers.flatMap((one) => (one.on === "time" ? [one.unless] : []))),
  ),
];

export const roleNames: Read = ({ roles }) => roles.map(({ name }) => name.toLowerCase());
export const role = (name: RegExp) => (runbook: Runbook) => only(runbook.roles, (one) => name.test(one.name));

/** Where the answer to such a question lands; null where nobody asks it. */
export const asks =
  (question: RegExp): Read =>
  ({ triage }) =>
    triage.find((one) => question.test(one.question))?.lands ?? null;

/** In minutes, from and to; null for a phase without a time. */
export const boxes: Read = ({ phases }) =>
  phases.map(({ box }) => box && [minutes(box.begins_ms), minutes(box.ends_ms), box.from]);

export const demands =
  (phase: RegExp, ...words: RegExp[]): Read =>
  ({ phases }) =>
    missing(words, (phases.find(({ name }) => phase.test(name))?.demands ?? []).join("\n"));

/** Which of these values a template leaves out. */
export const templateLacks =
  (template: RegExp, ...values: string[]): Read =>
  ({ templates }) => {
    const { subject, text } = only(templates, ({ key }) => template.test(key));
    const read = readTemplate(`${subject ?? ""}\n${text}`);
    return read.ok ? values.filter((value) => !read.value.includes(value)) : read.error;
  };

/** Whether it must or should be so, when, and what a check must show, in its unit. */
export const criterion =
  (text: RegExp): Read =>
  ({ recovery, checks }) => {
    const found = recovery.criteria.find((one) => text.test(one.text));
    if (!found) return null;
    const unit = checks.find(({ key }) => key === found.check?.key)?.unit;
    const shown = found.check ? `${testWords(found.check.test)} ${unit}`.trim() : "attested";
    return `${found.mandatory ? "must" : "should"} ${found.due} ${shown}`;
  };

export const criteriaCount: Read = ({ recovery: { criteria } }) => [
  criteria.filter(({ mandatory }) => mandatory).length,
  criteria.filter(({ mandatory }) => !mandatory).length,
];

export const watch: Read = ({ recovery }) => recovery.watch && plain(recovery.watch);

export const checklist = (title: RegExp) => (runbook: Runbook) =>
  only(runbook.checklists, (one) => title.test(one.title));
export const playbook = (symptom: RegExp) => (runbook: Runbook) =>
  only(runbook.playbooks, (one) => symptom.test(one.symptom));
export const stepCount =
  (symptom: RegExp): Read =>
  (runbook) =>
    playbook(symptom)(runbook).steps.length;
export const commandCount =
  (symptom: RegExp): Read =>
  (runbook) =>
    playbook(symptom)(runbook).steps.filter(({ command }) => command !== null).length;

export const sections: Read = ({ postmortem }) => postmortem.sections.map(({ title }) => title.toLowerCase());
export const promptLacks =
  (title: RegExp, ...words: RegExp[]): Read =>
  ({ postmortem }) =>
    missing(words, only(postmortem.sections, (one) => title.test(one.title)).prompt);

export const deadline =
  (title: RegExp): Read =>
  ({ review }) => {
    const found = review.deadlines.find((one) => title.test(one.title));
    return found ? plain(found.within) : null;
  };
export const meetingWithin: Read = ({ review }) => review.meeting && plain(review.meeting.within);
export const agenda: Read = ({ review }) =>
  review.meeting?.agenda.map(({ title, minutes: long }) => [title.toLowerCase(), long]);
export const dueWithin: Read = ({ review }) =>
  review.actionItems.dueWithin.map(({ name, within: span }) => [name.toLowerCase(), plain(span)]);
export const ownedWithin: Read = ({ review: { actionItems } }) =>
  actionItems.ownedWithin && plain(actionItems.ownedWithin);

export const rhythm =
  (title: RegExp): Read =>
  ({ readiness }) =>
    readiness.find((one) => title.test(one.title))?.every ?? null;

export const contact = (name: RegExp) => (runbook: Runbook) => only(runbook.contacts, (one) => name.test(one.name));
export const linksTo =
  (address: string): Read =>
  ({ links }) =>
    links.some(({ url }) => url.includes(address));

/** "5 min", "72 h", "2 business days": hours stay hours, however many. */
export function plain(span: Span): string {
  switch (span.unit) {
    case "exact":
      if (span.ms === 0) return "at once";
      return span.ms % HOUR_MS === 0 ? `${span.ms / HOUR_MS} h` : `${span.ms / MINUTE_MS} min`;
    case "business-time":
      return `${span.ms / HOUR_MS} business hours`;
    case "same-day":
      return "same day";
    case "days":
    case "months":
    case "business-days":
      return `${span.count} ${span.unit.replace("-", " ")}`;
  }
}

function severity({ severities }: Runbook, level: string): Severity {
  return only(severities, ({ name }) => name === level);
}

const targetWords = (target: Target | null): string | null =>
  target && (target.within ? plain(target.within) : "no number");

const minutes = (span_ms: number | null): number | null => (span_ms === null ? null : span_ms / MINUTE_MS);

const missing = (words: readonly RegExp[], text: string): string[] =>
  words.filter((word) => !word.test(text)).map(({ source }) => source);

const allRungs = ({ ladder }: Runbook): Rung[] => [...ladder.rungs, ...Object.values(ladder.bySeverity).flat()];

function triggerWords(trigger: Trigger): string {
  switch (trigger.on) {
    case "time":
      return `${Object.values(trigger.after).map(plain).join("/")} unless ${trigger.unless}`;
    case "check":
      return `${trigger.check} ${testWords(trigger.test)}${trigger.lasting ? ` for ${plain(trigger.lasting)}` : ""}`;
    default:
      return trigger.on;
  }
}

const testWords = (test: Test): string => ("is" in test ? (test.is ? "yes" : "no") : `${test.op} ${test.than}`);

const conditionWords = ({ severities, categories, measures }: Condition): string[] => [
  ...(severities.length > 0 ? [severities.join("/")] : []),
  ...(categories.length > 0 ? [categories.join("/")] : []),
  ...Object.entries(measures).map(([measure, test]) => `${measure} ${testWords(test)}`),
];

const isSo = (condition: Condition, now: Circumstances): boolean => holds(condition, now) === true;

function circumstances(runbook: Runbook, level: string, { categories, answers = [] }: Known): Circumstances {
  const measured = answers.map(([question, value]) => [
    only(
      runbook.measures,
      (one) => question.test(one.question) && (one.kind === "yes-no") === (typeof value === "boolean"),
    ).key,
    value,
  ]);
  const found = categories ? [only(runbook.categories, ({ key, name }) => categories.test(`${key} ${name}`)).key] : [];
  return { severity: level, categories: found, measured: Object.fromEntries(measured) };
}

/** The first that fits; a fact about what is not there at all fails with its name. */
function only<Item>(items: readonly Item[], fits: (item: Item) => boolean): Item {
  const found = items.find(fits);
  if (found === undefined) throw new Error(`nothing in the file fits ${fits}`);
  return found;
}
