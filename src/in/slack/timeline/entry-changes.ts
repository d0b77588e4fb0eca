// Correcting an entry of the timeline, striking it, noting what came of it: by command, by button and by form.
import { ACTION } from "../../../blocks/actions.ts";
import { correctedAnswer } from "../../../blocks/timeline/entries.ts";
import { type CorrectEntryFields, correctEntryForm, entryTextForm } from "../../../blocks/timeline/entry-forms.ts";
import { numbered } from "../../../blocks/timeline/entry-problem.ts";
import { FIELD } from "../../../blocks/forms.ts";
import { line } from "../../../blocks/mrkdwn.ts";
import { problemWords } from "../../../blocks/problem.ts";
import { type Entry, ENTRY_KINDS, versionOf } from "../../../domain/timeline/entries.ts";
import type { Incident } from "../../../domain/incident.ts";
import { changedProblem, type NoteCommand } from "../../../domain/timeline/decide-note.ts";
import type { Problem } from "../../../domain/problem.ts";
import { type TimelineEntry, timelineOf } from "../../../domain/timeline/timeline.ts";
import { err, ok, type Result } from "../../../lib/pure/result.ts";
import { nearest } from "../../../lib/pure/text.ts";
import { readNumberedEvents } from "../../../store/read/events.ts";
import { findZone } from "../../../store/read/people.ts";
import { type Answer, nothing, reply, replyQuoting } from "../answer.ts";
import { fieldError, formAnswer } from "../form-answer.ts";
import { kindNamed, typedNote } from "./note-words.ts";
import type { FormRequest, Request } from "../request.ts";
import {
  giveOrder,
  type InDeps,
  type OnIncident,
  type OnPressed,
  type OnTyped,
  type Refused,
  runbookOf,
} from "../steps.ts";
import { typedTime } from "../typed-time.ts";

type What = "correct" | "strike" | "outcome";
type Change = Exclude<NoteCommand, { type: "AddNote" }>;

const OPENING: Record<What, string> = {
  correct: ACTION.openCorrectEntry,
  strike: ACTION.openStrikeEntry,
  outcome: ACTION.openOutcome,
};

/** `/incident correct 12 …`: the number alone opens a form. */
export const changeByCommand =
  (what: What): OnTyped =>
  async (request, deps, incident, typed) => {
    const [, digits, rest = ""] = /^#?(\d{1,6})(?!\S)\s*(.*)$/s.exec(typed) ?? [];
    if (digits === undefined) return reply(deps.words.entries.answer.which[what]);
    const found = changeable(incident, Number(digits));
    if (!found.ok) return refusal(deps, incident, found.error, rest);
    if (rest === "") return openChange(request, deps, incident, found.value, what);
    const change = await changeIn(request, deps, what, found.value, rest);
    if (!change.ok) return refusal(deps, incident, change.error, rest);
    const applied = await giveOrder(request, deps, incident, change.value);
    if (!applied.ok) return replyQuoting(applied.error.said, rest);
    return { type: "reply", post: doneAnswer(request, deps, what, found.value, applied.value.incident) };
  };

export const openChangeByButton =
  (what: What): OnPressed =>
  async (request, deps, incident, { entry = 0 }) => {
    const found = changeable(incident, entry);
    if (!found.ok) return refusal(deps, incident, found.error, "");
    return openChange(request, deps, incident, found.value, what);
  };

export const submitChange =
  (what: What): OnIncident<FormRequest> =>
  async (request, deps, incident) => {
    const { entry: number = 0 } = request.metadata;
    const before = incident.entries.find((one) => one.number === number);
    const change = await changeOf(request, deps, what, incident);
    if (!change.ok) return change.error;
    const applied = await giveOrder(request, deps, incident, change.value);
    if (applied.ok && before) {
      return { type: "closed", post: doneAnswer(request, deps, what, before, applied.value.incident) };
    }
    return applied.ok ? nothing : changeRefused(request, deps, what, incident, applied.error);
  };

function changeable(incident: Incident, number: number): Result<Entry, Problem> {
  const entry = incident.entries.find((one) => one.number === number);
  if (!entry) return err({ type: "unknown-entry", asked: number, last: incident.entries.length });
  return entry.struck && entry.changed ? err(changedProblem(entry, entry.changed)) : ok(entry);
}

/** What a command's words ask for. */
async function changeIn(
  { team, user }: Request,
  deps: InDeps,
  what: What,
  entry: Entry,
  typed: string,
): Promise<Result<Change, Problem>> {
  const about = { entry: entry.number, seen: versionOf(entry) };
  if (what === "strike") return ok({ type: "StrikeEntry", ...about, reason: typed });
  if (what === "outcome") return ok({ type: "NoteOutcome", ...about, outcome: typed });
  const [, word] = /^kind\s+(\S+)$/i.exec(typed) ?? [];
  if (word !== undefined) {
    const kind = kindNamed(word);
    if (kind === undefined) {
      return err({ type: "unknown-kind", asked: word, nearest: nearest(word, ENTRY_KINDS) ?? null });
    }
    return ok({ type: "CorrectEntry", ...about, kind });
  }
  const zone = await findZone(deps.store, team, user);
  const { text, at, kind } = typedNote(typed, deps.clock.now(), zone);
  return ok({
    type: "CorrectEntry",
    ...about,
    ...(text === "" ? {} : { text }),
    ...(at === undefined ? {} : { at }),
    ...(kind === undefined ? {} : { kind }),
  });
}

/** What a form's fields ask for: of a correction only what differs from what stands; or the error of a field. */
async function changeOf(
  { team, user, fields, metadata }: FormRequest,
  deps: InDeps,
  what: What,
  incident: Incident,
): Promise<Result<Change, Answer>> {
  const { entry = 0 } = metadata;
  const seen = Number(metadata.seen ?? 0);
  const text = fields[FIELD.text] ?? "";
  if (what === "strike") return ok({ type: "StrikeEntry", entry, seen, reason: text });
  if (what === "outcome") return ok({ type: "NoteOutcome", entry, seen, outcome: text });
  const stands = await standingEntry(deps, incident, entry);
  const zone = await findZone(deps.store, team, user);
  const when = (fields[FIELD.when] ?? "").trim();
  const isSame = when === "" || (stands && when === typedTime(stands.at, zone));
  const time = isSame ? null : typedNote(when, deps.clock.now(), zone);
  if (time && (time.at === undefined || time.text !== "")) {
    return err(fieldError(FIELD.when, deps.words.entries.form.unreadTime));
  }
  const kind = kindNamed(fields[FIELD.kind] ?? "");
  return ok({
    type: "CorrectEntry",
    entry,
    seen,
    ...(text.trim() === stands?.text ? {} : { text }),
    ...(time?.at === undefined ? {} : { at: time.at }),
    ...(kind === undefined ? {} : { kind }),
    reason: fields[FIELD.reason] ?? "",
  });
}

/** With all of its text, of which the state has the beginning. */
async function standingEntry({ store }: InDeps, { id }: Incident, number: number): Promise<TimelineEntry | undefined> {
  const items = timelineOf(await readNumberedEvents(store, id));
  return items.filter((item) => item.type === "entry").find((entry) => entry.number === number);
}

/** With what was `typed` before, where it opens again; then with a remark that says why. */
async function openChange(
  request: Request,
  deps: InDeps,
  incident: Incident,
  entry: Entry,
  what: What,
  again?: { typed: Partial<CorrectEntryFields>; remark: string },
): Promise<Answer> {
  const { words } = deps;
  const { number } = entry;
  const metadata = { incident: incident.id, channel: request.channel, entry: number, seen: versionOf(entry) };
  const remark = again?.remark ?? null;
  const value = { incident: incident.id, entry: number };
  if (what !== "correct") {
    const view = entryTextForm(what, { text: again?.typed.text ?? "", remark }, metadata, words);
    return formAnswer(view, OPENING[what], value, words);
  }
  const zone = await findZone(deps.store, request.team, request.user);
  const stands = await standingEntry(deps, incident, number);
  const { text = entry.text, kind, at } = stands ?? entry;
  const given = { text, kind, when: typedTime(at, zone), reason: "", ...again?.typed };
  const view = correctEntryForm(given, { zone: zone ?? "UTC", remark }, metadata, words);
  return formAnswer(view, OPENING[what], value, words);
}

/** Nothing typed is lost: a field says what is wrong with it, or the form opens again on what stands now. */
async function changeRefused(
  request: FormRequest,
  deps: InDeps,
  what: What,
  incident: Incident,
  { problem, said }: Refused,
): Promise<Answer> {
  const { fields } = request;
  if (problem.type === "text-empty" || problem.type === "text-too-long") {
    const field = what === "correct" && problem.what === "reason" ? FIELD.reason : FIELD.text;
    return fieldError(field, said);
  }
  if (problem.type === "time-in-future") return fieldError(FIELD.when, said);
  if (problem.type === "entry-unchanged") return fieldError(FIELD.text, said);
  const entry = incident.entries.find(({ number }) => number === request.metadata.entry);
  const stands = problem.type === "entry-changed" && problem.how !== "struck" && problem.how !== "unmarked";
  if (stands && entry) {
    const kind = kindNamed(fields[FIELD.kind] ?? "");
    const typed = {
      text: fields[FIELD.text] ?? "",
      reason: fields[FIELD.reason] ?? "",
      ...(kind === undefined ? {} : { kind }),
      ...(fields[FIELD.when] === undefined ? {} : { when: fields[FIELD.when]! }),
    };
    return openChange(request, deps, incident, entry, what, { typed, remark: said });
  }
  return replyQuoting(said, fields[FIELD.text] ?? "");
}

/** Why it was not done, and what was typed. */
async function refusal(deps: InDeps, incident: Incident, problem: Problem, typed: string): Promise<Answer> {
  return replyQuoting(problemWords(problem, await runbookOf(deps, incident), deps.words), typed);
}

function doneAnswer({ user }: Request, { words }: InDeps, what: What, before: Entry, after: Incident) {
  const { answer } = words.entries;
  const entry = numbered(before.number);
  if (what === "strike") return line(answer.struck({ entry }));
  if (what === "outcome") return line(answer.outcome({ entry }));
  const others = before.changed?.how === "corrected" && before.changed.by !== user ? before.changed : null;
  return correctedAnswer(after.entries.find(({ number }) => number === before.number)!, others, words);
}
