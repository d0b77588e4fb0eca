// Whether a regime holds, and since when its clocks run: the form, and what was given in it.
import { ACTION } from "../../../blocks/actions.ts";
import { inQuotes } from "../../../blocks/mrkdwn.ts";
import { FIELD } from "../../../blocks/forms.ts";
import { answerField, answerForm, sinceField, yesNoGiven } from "../../../blocks/regimes/forms.ts";
import type { Incident } from "../../../domain/incident.ts";
import { questionsOf } from "../../../domain/regimes/decide-regime.ts";
import type { RunbookRegime } from "../../../domain/regimes/regime.ts";
import { regimeState } from "../../../domain/regimes/state.ts";
import { err, ok, type Result } from "../../../lib/pure/result.ts";
import type { Instant } from "../../../lib/pure/time.ts";
import { findZone } from "../../../store/read/people.ts";
import type { Answer } from "../answer.ts";
import { fieldError, formAnswer, refusedForm } from "../form-answer.ts";
import { seenWhenOpened } from "../facts/impact-triage.ts";
import type { FormRequest, Known } from "../request.ts";
import { giveOrder, type InDeps, type OnIncident, type OnPressed, runbookOf } from "../steps.ts";
import { readTime, typedTime } from "../typed-time.ts";
import { listOf } from "./regimes.ts";

const SHOWN_CHARS_MAX = 60;

export const openAnswers: OnPressed = async (request, deps, incident, { regime: key = "" }) => {
  const regime = await regimeOf(deps, incident, key);
  if (!regime) return listOf(deps, incident, unknown(deps, incident));
  const zone = await findZone(deps.store, request.team, request.user);
  const metadata = { incident: incident.id, channel: request.channel, seenSeq: incident.seq };
  const view = answerForm(incident, regime, clocksTyped(incident, regime, zone), metadata, deps.words);
  const value = { incident: incident.id, regime: key };
  return formAnswer(view, `${ACTION.answerRegime}:${key}`, value, deps.words);
};

export const submitAnswers: OnIncident<FormRequest> = async (request, deps, incident) => {
  const { metadata, fields } = request;
  const regime = await regimeOf(deps, incident, metadata.regime ?? "");
  if (!regime) return refusedForm(unknown(deps, incident), fields);
  const seen = await seenWhenOpened(deps, request, incident);
  const starts = await startsGiven(request, deps, regime, seen);
  if (!starts.ok) return starts.error;
  const answers = answersGiven(regime, seen, fields);
  const reason = fields[FIELD.reason] ?? null;
  const command = { type: "AnswerRegime" as const, regime: regime.key, answers, starts: starts.value, reason };
  const done = await giveOrder(request, deps, incident, command);
  if (done.ok) return listOf(deps, done.value.incident);
  const { problem, said } = done.error;
  switch (problem.type) {
    case "text-empty":
    case "text-too-long":
      return fieldError(FIELD.reason, said);
    case "time-in-future":
      return fieldError(
        sinceField(Object.keys(starts.value).find((key) => starts.value[key] === problem.at) ?? ""),
        said,
      );
    case "regime-unchanged":
      return listOf(deps, incident, said);
    default:
      return refusedForm(said, fields);
  }
};

const unknown = ({ words }: InDeps, { name }: Incident): string => words.regimes.problem.unknown({ name });

async function regimeOf(deps: InDeps, incident: Incident, key: string): Promise<RunbookRegime | undefined> {
  return (await runbookOf(deps, incident)).regimes.find((one) => one.key === key);
}

/** By the start's key, as its reader types it. */
function clocksTyped(incident: Incident, { key }: RunbookRegime, zone: string | null): Record<string, string> {
  const { clocks } = regimeState(incident, key);
  return Object.fromEntries(Object.entries(clocks).map(([start, { at }]) => [start, typedTime(at, zone)]));
}

/** Those that differ from what the form's writer saw. */
function answersGiven(
  regime: RunbookRegime,
  seen: Incident,
  fields: Readonly<Record<string, string>>,
): Record<string, boolean> {
  const { answers } = regimeState(seen, regime.key);
  return Object.fromEntries(
    questionsOf(regime).flatMap(({ key }) => {
      const given = yesNoGiven(fields[answerField(key)]);
      return given === undefined || given === answers[key]?.yes ? [] : [[key, given]];
    }),
  );
}

/** "since 14:05", as people say it; an untouched field says nothing. */
async function startsGiven(
  request: Known<FormRequest>,
  deps: InDeps,
  regime: RunbookRegime,
  seen: Incident,
): Promise<Result<Record<string, Instant>, Answer>> {
  const shown = clocksTyped(seen, regime, await findZone(deps.store, request.team, request.user));
  const given: Record<string, Instant> = {};
  for (const { key } of regime.starts) {
    const typed = request.fields[sinceField(key)]?.trim() ?? "";
    if (typed === "" || typed === shown[key]) continue;
    const read = await readTime(request, deps, typed.replace(/^since\s+/i, ""));
    if (!read || read.rest !== "") {
      const said = deps.words.regimes.form.answer.unread({ typed: inQuotes(typed, SHOWN_CHARS_MAX, deps.words) });
      return err(fieldError(sinceField(key), said));
    }
    given[key] = read.at;
  }
  return ok(given);
}
