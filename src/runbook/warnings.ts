// What a runbook may say and most likely does not mean. Nothing here keeps a file from being used.
import { roughly_ms, type Span, spanWords } from "../domain/calendar/span.ts";
import type { Rung } from "../domain/escalation/ladder.ts";
import type { People, Runbook, Severity, Target } from "../domain/runbook.ts";
import { durationWords } from "../lib/pure/duration.ts";
import { keysUnder, textsAt } from "./raw.ts";
import { unknownValues } from "./template-rules.ts";
import type { Finding, Path } from "./yaml-text.ts";

/** Of a runbook that loads, with the plain data of its file; `people` are those bound beside it, null where there is no such file. */
export const warningsOf = (runbook: Runbook, file: unknown, people: People | null): Finding[] => [
  ...runbook.severities.flatMap((severity, index) => severityWarnings(severity, ["severities", index])),
  ...milderIsStricter(runbook),
  ...rungWarnings(runbook),
  ...(people === null ? [] : unheldRoles(runbook, people)),
  ...unknownValues(file),
  ...unusedParts(file),
  ...placeholders(file),
];

function severityWarnings(severity: Severity, path: Path): Finding[] {
  const { resolve, acknowledge, response, firstUpdate, cadence_ms, publicCadence_ms } = severity;
  const limit = resolve?.within ?? null;
  if (limit === null) return [];
  const words = `it is to be over within ${spanWords(limit)}`;
  const spans: [string, number | null, string][] = [
    ["acknowledge", spanOf(acknowledge), "it is to be acknowledged only after"],
    ["response", spanOf(response), "somebody is to respond only after"],
    ["first_update", spanOf(firstUpdate), "the first update is due only after"],
    ["update_every", cadence_ms, "an update is due only every"],
    ["public_update_every", publicCadence_ms, "those outside are told only every"],
  ];
  return spans.flatMap(([key, span_ms, says]): Finding[] => {
    if (span_ms === null || span_ms <= roughly_ms(limit)) return [];
    return [
      {
        path: [...path, key],
        at: "value",
        message: `${severity.name}: ${says} ${durationWords(span_ms)}, but ${words}`,
      },
    ];
  });
}

const spanOf = (target: Target | null): number | null => (target?.within ? roughly_ms(target.within) : null);

/** A level that promises more than the one above it. */
function milderIsStricter({ severities }: Runbook): Finding[] {
  const targets: [string, (severity: Severity) => number | null][] = [
    ["acknowledge", ({ acknowledge }) => spanOf(acknowledge)],
    ["response", ({ response }) => spanOf(response)],
    ["resolve", ({ resolve }) => spanOf(resolve)],
    ["update_every", ({ cadence_ms }) => cadence_ms],
  ];
  return severities.slice(1).flatMap((milder, index) => {
    const worse = severities[index]!;
    return targets.flatMap(([key, of]): Finding[] => {
      const [here, above] = [of(milder), of(worse)];
      if (here === null || above === null || here >= above) return [];
      const message = `${milder.name}: ${durationWords(here)} is less than the ${durationWords(above)} of ${worse.name}, which is worse`;
      return [{ path: ["severities", index + 1, key], at: "value", message }];
    });
  });
}

function rungWarnings(runbook: Runbook): Finding[] {
  const { ladder, severities } = runbook;
  const own = severities.flatMap(({ name }, index) =>
    (ladder.bySeverity[name] ?? []).flatMap((rung, at) =>
      lateFor(rung, [severities[index]!], ["severities", index, "escalation", at]),
    ),
  );
  const general = ladder.rungs.flatMap((rung, index) => {
    const path = ["escalation", index];
    const reached = severities.filter(({ name }) => !(name in ladder.bySeverity) && mayApply(rung, name));
    return [...unreachable(rung, reached, path), ...lateFor(rung, reached, path)];
  });
  return [...general, ...own];
}

const mayApply = ({ only }: Rung, severity: string): boolean =>
  only.severities.length === 0 || only.severities.includes(severity);

function unreachable({ name, triggers }: Rung, reached: readonly Severity[], path: Path): Finding[] {
  const timed = triggers.filter(({ on }) => on === "time");
  const isByTimeAlone = triggers.length > 0 && timed.length === triggers.length;
  const goesOff = timed.some(
    (trigger) => trigger.on === "time" && reached.some((severity) => severity.name in trigger.after),
  );
  if (!isByTimeAlone || goesOff) return [];
  const message = `no time sets the rung "${name}" off: each severity it could hold for has rungs of its own. It is climbed by hand alone`;
  return [{ path, at: "value", message }];
}

function lateFor({ name, triggers }: Rung, severities: readonly Severity[], path: Path): Finding[] {
  return severities.flatMap((severity) =>
    triggers.flatMap((trigger): Finding[] => {
      const after: Span | undefined = trigger.on === "time" ? trigger.after[severity.name] : undefined;
      const limit = severity.resolve?.within;
      if (!after || !limit || roughly_ms(after) <= roughly_ms(limit)) return [];
      const message = `${severity.name}: the rung "${name}" goes off after ${spanWords(after)}, but it is to be over within ${spanWords(limit)}`;
      return [{ path: [...path, "after"], at: "value", message }];
    }),
  );
}

/** Somebody is to be asked, and nobody is bound. */
const unheldRoles = ({ roles }: Runbook, people: People): Finding[] =>
  roles.flatMap((role, index): Finding[] => {
    const asked = [...role.primary, ...role.backup];
    const isAsked = role.mandatory || role.mandatoryAt.length > 0;
    if (!isAsked || asked.length === 0 || asked.some((key) => (people[key] ?? []).length > 0)) return [];
    const message = `nobody can be asked to be ${role.name}: people.yml binds none of ${asked.join(", ")}`;
    return [{ path: ["roles", index], at: "value", message }];
  });

/** Written down, and named by nothing. */
function unusedParts(file: unknown): Finding[] {
  const used = (places: string[]) => new Set(places.flatMap((place) => textsAt(file, place)).map(({ word }) => word));
  const templates = used(["duties.*.template"]);
  const checks = used([
    "recovery.mandatory.*.check",
    "recovery.recommended.*.check",
    "escalation.*.when.*.check",
    "severities.*.escalation.*.when.*.check",
  ]);
  return [
    ...keysUnder(file, "templates").filter(({ word }) => !templates.has(word)),
    ...keysUnder(file, "checks").filter(({ word }) => !checks.has(word)),
  ].map(({ path, word }) => ({ path, at: "key", message: `nothing uses "${word}"` }));
}

const PLACEHOLDER = /\[(?:[a-z][^\]]* [^\]]*|[A-Z]+(?:_[A-Z]+)+)\]|\b(?:TO ?DO|TBD|FIX ?ME)\b|x{3}-x{3}/;

/** Where somebody meant to write more. A command may hold what is to be filled in when it is typed. */
const placeholders = (file: unknown): Finding[] =>
  everyText(file, []).flatMap(({ path, word }): Finding[] => {
    const found = path.includes("command") ? null : PLACEHOLDER.exec(word);
    return found ? [{ path, at: "value", message: `"${found[0]}" looks like something to be filled in` }] : [];
  });

function everyText(value: unknown, path: Path): { path: Path; word: string }[] {
  if (typeof value === "string") return [{ path, word: value }];
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    everyText(inner, [...path, Array.isArray(value) ? Number(key) : key]),
  );
}
