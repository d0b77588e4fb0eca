// `/incident times`: the six times, and setting one right by a line, a form or a button.
import { ACTION } from "../../../blocks/actions.ts";
import { TIME_FIELD, type TimeGiven, timesForm } from "../../../blocks/facts/fact-forms.ts";
import { timesOverview } from "../../../blocks/facts/fact-overview.ts";
import { FIELD } from "../../../blocks/forms.ts";
import { escaped, time } from "../../../blocks/mrkdwn.ts";
import { problemWords } from "../../../blocks/problem.ts";
import type { Incident } from "../../../domain/incident.ts";
import type { Problem } from "../../../domain/problem.ts";
import { TIME_NAMES } from "../../../domain/facts/times.ts";
import { type Answer, reply } from "../answer.ts";
import { fieldError, formAnswer, refusedForm } from "../form-answer.ts";
import type { FormRequest, Request } from "../request.ts";
import { giveOrder, type InDeps, type OnIncident, type OnTyped, orderAndAnswer, runbookOf } from "../steps.ts";
import { type ReadTime, readTime } from "../typed-time.ts";

/** `times`, `times mitigated`, `times mitigated 14:05 the graph is flat`: what is missing, the form asks for. */
export const timesByCommand: OnTyped = async (request, deps, incident, typed) => {
  if (typed === "") return showTimes(request, deps, incident);
  const [first = "", ...others] = typed.split(/\s+/);
  const name = TIME_NAMES.find((one) => one === first.toLowerCase());
  const words = others.join(" ");
  const read = await readTime(request, deps, words);
  if (!name || !read || read.rest === "") return askForTime(request, deps, incident, await unclear());
  const command = { type: "SetTime" as const, time: name, at: read.at, reason: read.rest };
  return orderAndAnswer(request, deps, incident, command, () => reply(setWords(deps, name, read)));

  /** The form keeps all that was understood, and says what was not. */
  async function unclear(): Promise<TimeGiven> {
    const given = {
      ...(name ? { time: name } : {}),
      ...(read ? { when: whenOf(words, read), reason: read.rest } : {}),
    };
    if (!name) {
      const problem: Problem = { type: "unknown-time", asked: first, known: TIME_NAMES, nearest: null };
      return { ...given, remark: problemWords(problem, await runbookOf(deps, incident), deps.words) };
    }
    if (words === "" || read) return given;
    return { ...given, reason: words, remark: deps.words.facts.answers.unread({ text: `“${escaped(words)}”` }) };
  }
};

const whenOf = (words: string, { rest }: { rest: string }): string =>
  words.slice(0, words.length - rest.length).replace(/[\s,:–-]+$/, "");

export const showTimes: OnIncident = async (_request, deps, incident) => ({
  type: "reply",
  post: timesOverview(incident, deps.words),
});

export const openTimes: OnIncident = async (request, deps, incident) => askForTime(request, deps, incident, {});

function askForTime({ channel }: Request, { words }: InDeps, incident: Incident, given: TimeGiven): Answer {
  const view = timesForm(incident, given, { incident: incident.id, channel }, words);
  return formAnswer(view, ACTION.openTimes, { incident: incident.id }, words);
}

/** The button that is offered when the status that means it is entered. */
export const mitigatedNow: OnIncident = async (request, deps, incident) => {
  const reason = deps.words.facts.mitigatedBecause({ status: incident.status });
  const at = deps.clock.now();
  return orderAndAnswer(request, deps, incident, { type: "SetTime", time: "mitigated", at, reason }, () =>
    reply(setWords(deps, "mitigated", { at, zone: null })),
  );
};

/** Wrong fields stay open beside their reason. */
export const submitTimes: OnIncident<FormRequest> = async (request, deps, incident) => {
  const { fields } = request;
  const name = fields[TIME_FIELD.time] ?? "";
  const when = fields[TIME_FIELD.when] ?? "";
  const read = await readTime(request, deps, when);
  if (!read || read.rest !== "") {
    return fieldError(TIME_FIELD.when, deps.words.facts.answers.unread({ text: `“${when}”` }));
  }
  const reason = fields[FIELD.reason] ?? "";
  const applied = await giveOrder(request, deps, incident, { type: "SetTime", time: name, at: read.at, reason });
  if (applied.ok) return reply(setWords(deps, name, read));
  const { problem, said } = applied.error;
  const field = FIELD_OF[problem.type];
  return field ? fieldError(field, said) : refusedForm(said, fields);
};

const FIELD_OF: Partial<Record<Problem["type"], string>> = {
  "unknown-time": TIME_FIELD.time,
  "time-not-come": TIME_FIELD.time,
  "time-in-future": TIME_FIELD.when,
  "times-crossed": TIME_FIELD.when,
  unchanged: TIME_FIELD.when,
  "text-empty": FIELD.reason,
  "text-too-long": FIELD.reason,
};

/** A time of day that was read is said with its zone: it may be another than was meant. */
function setWords({ words: { facts } }: InDeps, name: string, { at, zone }: Omit<ReadTime, "rest">): string {
  const about = { time: facts.time[TIME_NAMES.find((one) => one === name) ?? "started"], at: time(at) };
  return zone === null ? facts.answers.time(about) : facts.answers.timeIn({ ...about, zone });
}
