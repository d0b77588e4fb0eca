// warroom runbook plan: the timetable of an incident in which nobody does anything.
import { writeFile } from "node:fs/promises";
import { problemWords } from "../../blocks/problem.ts";
import { en } from "../../blocks/words/en.ts";
import { configured } from "../configured.ts";
import type { Measured } from "../../domain/condition.ts";
import { type Asked, planOf } from "../../domain/plan/plan.ts";
import type { Problem } from "../../domain/problem.ts";
import type { People, Runbook } from "../../domain/runbook.ts";
import { systemClock } from "../../lib/clock.ts";
import { DAY_MS, MINUTE_MS, parseDuration } from "../../lib/pure/duration.ts";
import { asTyped } from "../../lib/pure/text.ts";
import { unboundKeys } from "../../runbook/people.ts";
import { unknownWord } from "../../runbook/problem.ts";
import { inParagraphs, opened } from "../runbook.ts";
import { print, say, UserError } from "../terminal.ts";
import { planJson } from "./json.ts";
import { planPage } from "./page.ts";
import { planText } from "./text.ts";
import { tell, type Told } from "./told.ts";
import { readWhen, type When } from "./when.ts";

interface PlanFlags {
  severity?: string;
  category: string[];
  measure: string[];
  at?: string;
  for: string;
  resolvedAfter: string;
  json?: boolean;
  html?: string;
}

/** How far what comes after the end is played: longer than any deadline of a review. */
const AFTER_MS = 90 * DAY_MS;

export async function plan(asked: string | undefined, flags: PlanFlags): Promise<void> {
  const told = await planned(asked ?? configured().config.runbook, flags);
  if (flags.html !== undefined) {
    await writeFile(flags.html, planPage(told));
    say(`Written to ${flags.html}. Next step: open it in a browser.`);
  } else if (flags.json) print(JSON.stringify(planJson(told), null, 2));
  else print(inParagraphs(planText(told)));
}

async function planned(file: string, flags: PlanFlags): Promise<Told> {
  const { runbook, people: bound, peoplePath } = await opened(file);
  const people = peoplePath === null ? standIns(runbook) : bound;
  const when = whenOf(flags.at, runbook);
  const wanted = askedOf(flags, runbook, when);
  const made = planOf(wanted, { runbook, people });
  if (!made.ok) throw new UserError(problemText(made.error, runbook));
  const unbound = peoplePath === null ? null : unboundKeys(runbook, people);
  return tell(made.value, { runbook, people, zone: when.zone, unbound });
}

/** Somebody behind each name, where nobody says who. */
const standIns = (runbook: Runbook): People =>
  Object.fromEntries(unboundKeys(runbook, {}).map((key, index) => [key, [`U0STANDIN${index + 1}`]]));

function askedOf(flags: PlanFlags, runbook: Runbook, { at }: When): Asked {
  const severities = runbook.severities.map(({ name }) => name);
  if (flags.severity === undefined) {
    throw new UserError(`--severity is missing. Next step: name one of ${severities.join(", ")}.`);
  }
  return {
    severity: flags.severity,
    categories: flags.category,
    measured: Object.fromEntries(flags.measure.map((typed) => measureOf(typed, runbook))),
    declaredAt: at,
    silent_ms: spanOf("--for", flags.for),
    resolvedAfter_ms: spanOf("--resolved-after", flags.resolvedAfter),
    after_ms: AFTER_MS,
  };
}

function whenOf(typed: string | undefined, { calendar }: Runbook): When {
  if (typed === undefined) {
    const now = systemClock.now();
    return { at: now - (now % MINUTE_MS), zone: calendar.zone };
  }
  const when = readWhen(typed, calendar.zone);
  if (!when.ok) throw new UserError(`--at: ${when.error}`);
  return when.value;
}

/** "users=1200", "data_loss=yes". */
function measureOf(typed: string, { measures }: Runbook): [string, Measured] {
  const [key = "", value = ""] = typed.split("=").map((part) => part.trim());
  const measure = measures.find((one) => one.key === key);
  if (!measure) {
    throw new UserError(
      `--measure: ${unknownWord(
        "measure",
        key,
        measures.map((one) => one.key),
      )}`,
    );
  }
  if (measure.kind === "yes-no") {
    if (value === "yes" || value === "no") return [key, value === "yes"];
    throw new UserError(`--measure: "${typed}" answers nothing. Next step: write ${key}=yes or ${key}=no.`);
  }
  if (value === "" || Number.isNaN(Number(value))) {
    throw new UserError(`--measure: "${typed}" has no number. Next step: write ${key}=10.`);
  }
  return [key, Number(value)];
}

function spanOf(flag: string, typed: string): number {
  const span_ms = parseDuration(typed);
  if (span_ms !== undefined && span_ms > 0 && span_ms <= AFTER_MS) return span_ms;
  throw new UserError(`${flag}: "${typed}" is no length of time up to 90 days. Next step: write it like 2h or 3d.`);
}

function problemText(problem: Problem, runbook: Runbook): string {
  if (problem.type === "unknown-severity") {
    return `${unknownWord("severity", problem.asked, problem.known)} Next step: give one of them to --severity.`;
  }
  if (problem.type === "unknown-category") {
    return `${unknownWord("category", problem.asked, problem.known)} Next step: give one of them to --category.`;
  }
  return asTyped(problemWords(problem, runbook, en));
}
