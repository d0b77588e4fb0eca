// `/incident times`: the six times, and setting one right by a line, a form or a button.
import { ACTION } from "../../blocks/actions.ts";
import { formTooLate } from "../../blocks/answers.ts";
import { TIME_FIELD, type TimeGiven, timesForm } from "../../blocks/facts/fact-forms.ts";
import { timesOverview } from "../../blocks/facts/fact-overview.ts";
import { FIELD } from "../../blocks/forms.ts";
import { escaped, time, unmarked } from "../../blocks/mrkdwn.ts";
import { problemWords } from "../../blocks/problem.ts";
import type { Incident } from "../../domain/incident.ts";
import type { Problem } from "../../domain/problem.ts";
import { TIME_NAMES } from "../../domain/facts/times.ts";
import type { Instant } from "../../lib/clock.ts";
import { loadIncident } from "../../store/read/incidents.ts";
import { findZone } from "../../store/read/people.ts";
import { type Answer, reply } from "./answer.ts";
import { noteWithTime } from "./note-time.ts";
import type { CommandRequest, FormRequest, Known, Request } from "./request.ts";
import { actorOf, type Handler, type InDeps, order, runbookOf } from "./steps.ts";

/** `times`, `times mitigated`, `times mitigated 14:05 the graph is flat`: what is missing, the form asks for. */
export async function timesByCommand(
  request: Known<CommandRequest>,
  deps: InDeps,
  incident: Incident,
  typed: string,
): Promise<Answer> {
  if (typed === "") return showTimes(deps, incident);
  const [first = "", ...others] = typed.split(/\s+/);
  const name = TIME_NAMES.find((one) => one === first.toLowerCase());
  const words = others.join(" ");
  const read = await readTime(deps, request, words);
  if (!name || !read || read.rest === "") return openTimes(deps, request, incident, await unclear());
  const command = { type: "SetTime" as const, time: name, at: read.at, reason: read.rest };
  return order(deps, request, command, incident, () => reply(setWords(deps, name, read)));

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
}

const whenOf = (words: string, { rest }: { rest: string }): string =>
  words.slice(0, words.length - rest.length).replace(/[\s,:–-]+$/, "");

export const showTimes = async (deps: InDeps, incident: Incident): Promise<Answer> => ({
  type: "reply",
  post: timesOverview(incident, deps.words),
});

export async function openTimes(
  deps: InDeps,
  request: Request,
  incident: Incident,
  given: TimeGiven = {},
): Promise<Answer> {
  const metadata = { incident: incident.id, channel: request.channel };
  const view = timesForm(incident, given, metadata, deps.words);
  return { type: "form", view, instead: formTooLate(ACTION.openTimes, incident.id, deps.words) };
}

/** The button that is offered when the status that means it is entered. */
export async function mitigatedNow(request: Known<Request>, deps: InDeps, incident: Incident): Promise<Answer> {
  const reason = deps.words.facts.mitigatedBecause({ status: incident.status });
  const at = deps.clock.now();
  return order(deps, request, { type: "SetTime", time: "mitigated", at, reason }, incident, () =>
    reply(setWords(deps, "mitigated", { at, zone: null })),
  );
}

/** Wrong fields stay open beside their reason. */
export const submitTimes: Handler<FormRequest> = async (request, deps) => {
  const { metadata, fields } = request;
  const name = fields[TIME_FIELD.time] ?? "";
  const when = fields[TIME_FIELD.when] ?? "";
  const read = await readTime(deps, request, when);
  if (!read || read.rest !== "") {
    const said = deps.words.facts.answers.unread({ text: `“${when}”` });
    return { type: "errors", errors: { [TIME_FIELD.when]: said } };
  }
  const applied = await deps.dispatch({
    team: request.team,
    actor: actorOf(request),
    cause: request.key,
    interaction: request.key,
    incident: metadata.incident ?? "",
    command: { type: "SetTime", time: name, at: read.at, reason: fields[FIELD.reason] ?? "" },
  });
  if (applied.ok) return reply(setWords(deps, name, read));
  const stored = await loadIncident(deps.store, metadata.incident ?? "");
  const runbook = stored ? await runbookOf(deps, stored.incident) : deps.runbooks.current.runbook;
  const said = problemWords(applied.error, runbook, deps.words);
  const field = FIELD_OF[applied.error.type];
  return field ? { type: "errors", errors: { [field]: unmarked(said) } } : reply(said);
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

interface ReadTime {
  at: Instant;
  /** By which zone a time of day was read; null where it was none. */
  zone: string | null;
  /** What stands behind it. */
  rest: string;
}

/** The time in front of some words, by their writer's clock; null where none can be read. */
export async function readTime(deps: InDeps, { team, user }: Request, words: string): Promise<ReadTime | null> {
  const now = deps.clock.now();
  const said = /^now\b[\s,:–-]*/i.exec(words);
  if (said) return { at: now, zone: null, rest: words.slice(said[0].length) };
  const { text, at, zone } = noteWithTime(words, now, await findZone(deps.store, team, user));
  return at === undefined ? null : { at, zone: zone ?? null, rest: text };
}

/** A time of day that was read is said with its zone: it may be another than was meant. */
function setWords({ words: { facts } }: InDeps, name: string, { at, zone }: Omit<ReadTime, "rest">): string {
  const about = { time: facts.time[TIME_NAMES.find((one) => one === name) ?? "started"], at: time(at) };
  return zone === null ? facts.answers.time(about) : facts.answers.timeIn({ ...about, zone });
}
