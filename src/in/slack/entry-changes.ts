// Correcting an entry of the timeline, striking it, noting what came of it: by command, by button and by form.
import { ACTION, type ButtonValue } from "../../blocks/actions.ts";
import { formTooLate } from "../../blocks/answers.ts";
import { correctedAnswer } from "../../blocks/timeline/entries.ts";
import { type CorrectEntryFields, correctEntryForm, entryTextForm } from "../../blocks/timeline/entry-forms.ts";
import { numbered } from "../../blocks/timeline/entry-problem.ts";
import { FIELD } from "../../blocks/forms.ts";
import { line, quoting, unmarked } from "../../blocks/mrkdwn.ts";
import { problemWords } from "../../blocks/problem.ts";
import { type Entry, ENTRY_KINDS, versionOf } from "../../domain/timeline/entries.ts";
import type { Incident } from "../../domain/incident.ts";
import { changedProblem, type NoteCommand } from "../../domain/timeline/decide-note.ts";
import type { Problem } from "../../domain/problem.ts";
import { type TimelineEntry, timelineOf } from "../../domain/timeline/timeline.ts";
import { err, ok, type Result } from "../../lib/pure/result.ts";
import { nearest } from "../../lib/pure/text.ts";
import { readNumberedEvents } from "../../store/read/events.ts";
import { findZone } from "../../store/read/people.ts";
import { type Answer, reply } from "./answer.ts";
import { typedTime } from "./note-time.ts";
import { kindNamed, typedNote } from "./note-words.ts";
import type { ActionRequest, CommandRequest, FormRequest, Known, Request } from "./request.ts";
import { give, type Handler, type InDeps, onButton, onForm, runbookOf } from "./steps.ts";

type What = "correct" | "strike" | "outcome";
type Change = Exclude<NoteCommand, { type: "AddNote" }>;

const OPENING: Record<What, string> = {
  correct: ACTION.openCorrectEntry,
  strike: ACTION.openStrikeEntry,
  outcome: ACTION.openOutcome,
};

/** `/incident correct 12 …`: the number alone opens a form. */
export const changeByCommand =
  (what: What) =>
  async (request: Known<CommandRequest>, deps: InDeps, incident: Incident, typed: string): Promise<Answer> => {
    const [, digits, rest = ""] = /^#?(\d{1,6})(?!\S)\s*(.*)$/s.exec(typed) ?? [];
    if (digits === undefined) return reply(deps.words.entries.answer.which[what]);
    const found = changeable(incident, Number(digits));
    if (!found.ok) return refusal(deps, incident, found.error, rest);
    if (rest === "") return openChange(deps, request, incident, found.value, what);
    const change = await changeIn(deps, request, what, found.value, rest);
    if (!change.ok) return refusal(deps, incident, change.error, rest);
    const applied = await give(deps, request, change.value, incident);
    if (!applied.ok) return refusal(deps, incident, applied.error, rest);
    return { type: "reply", post: doneAnswer(deps, request, what, found.value, applied.value.incident) };
  };

export const openChangeByButton =
  (what: What): Handler<ActionRequest> =>
  (request, deps) =>
    onButton(request, deps, async (incident) => {
      const { entry = 0 } = JSON.parse(request.value) as Partial<ButtonValue>;
      const found = changeable(incident, entry);
      if (!found.ok) return refusal(deps, incident, found.error, "");
      return openChange(deps, request, incident, found.value, what);
    });

export const submitChange =
  (what: What): Handler<FormRequest> =>
  (request, deps) =>
    onForm(request, deps, async (incident) => {
      const { entry: number = 0 } = request.metadata;
      const before = incident.entries.find((one) => one.number === number);
      const change = await changeOf(deps, request, what, incident);
      if (!change.ok) return { type: "errors", errors: change.error };
      const applied = await give(deps, request, change.value, incident);
      if (applied.ok && before) {
        return { type: "closed", post: doneAnswer(deps, request, what, before, applied.value.incident) };
      }
      return applied.ok ? { type: "nothing" } : refusedForm(deps, request, what, incident, applied.error);
    });

function changeable(incident: Incident, number: number): Result<Entry, Problem> {
  const entry = incident.entries.find((one) => one.number === number);
  if (!entry) return err({ type: "unknown-entry", asked: number, last: incident.entries.length });
  return entry.struck && entry.changed ? err(changedProblem(entry, entry.changed)) : ok(entry);
}

/** What a command's words ask for. */
async function changeIn(
  deps: InDeps,
  { team, user }: Request,
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

/** What a form's fields ask for: of a correction only what differs from what stands; or its fields' errors. */
async function changeOf(
  deps: InDeps,
  { team, user, fields, metadata }: FormRequest,
  what: What,
  incident: Incident,
): Promise<Result<Change, Record<string, string>>> {
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
    return err({ [FIELD.when]: deps.words.entries.form.unreadTime });
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
  deps: InDeps,
  request: Request,
  incident: Incident,
  entry: Entry,
  what: What,
  again?: { typed: Partial<CorrectEntryFields>; remark: string },
): Promise<Answer> {
  const { words } = deps;
  const { number } = entry;
  const metadata = { incident: incident.id, channel: request.channel, entry: number, seen: versionOf(entry) };
  const remark = again?.remark ?? null;
  const instead = formTooLate(OPENING[what], incident.id, words, number);
  if (what !== "correct") {
    const view = entryTextForm(what, { text: again?.typed.text ?? "", remark }, metadata, words);
    return { type: "form", view, instead };
  }
  const zone = await findZone(deps.store, request.team, request.user);
  const stands = await standingEntry(deps, incident, number);
  const { text = entry.text, kind, at } = stands ?? entry;
  const given = { text, kind, when: typedTime(at, zone), reason: "", ...again?.typed };
  return { type: "form", view: correctEntryForm(given, { zone: zone ?? "UTC", remark }, metadata, words), instead };
}

/** Nothing typed is lost: a field says what is wrong with it, or the form opens again on what stands now. */
async function refusedForm(
  deps: InDeps,
  request: FormRequest,
  what: What,
  incident: Incident,
  problem: Problem,
): Promise<Answer> {
  const { fields } = request;
  const said = problemWords(problem, await runbookOf(deps, incident), deps.words);
  if (problem.type === "text-empty" || problem.type === "text-too-long") {
    const field = what === "correct" && problem.what === "reason" ? FIELD.reason : FIELD.text;
    return { type: "errors", errors: { [field]: unmarked(said) } };
  }
  if (problem.type === "time-in-future") return { type: "errors", errors: { [FIELD.when]: unmarked(said) } };
  if (problem.type === "entry-unchanged") return { type: "errors", errors: { [FIELD.text]: unmarked(said) } };
  const entry = incident.entries.find(({ number }) => number === request.metadata.entry);
  if (problem.type === "entry-changed" && problem.how !== "struck" && entry) {
    const kind = kindNamed(fields[FIELD.kind] ?? "");
    const typed = {
      text: fields[FIELD.text] ?? "",
      reason: fields[FIELD.reason] ?? "",
      ...(kind === undefined ? {} : { kind }),
      ...(fields[FIELD.when] === undefined ? {} : { when: fields[FIELD.when]! }),
    };
    return openChange(deps, request, incident, entry, what, { typed, remark: said });
  }
  return refusal(deps, incident, problem, fields[FIELD.text] ?? "");
}

/** Why it was not done, and what was typed. */
async function refusal(deps: InDeps, incident: Incident, problem: Problem, typed: string): Promise<Answer> {
  const said = problemWords(problem, await runbookOf(deps, incident), deps.words);
  return { type: "reply", post: typed === "" ? line(said) : quoting(said, typed) };
}

function doneAnswer({ words }: InDeps, { user }: Request, what: What, before: Entry, after: Incident) {
  const { answer } = words.entries;
  const entry = numbered(before.number);
  if (what === "strike") return line(answer.struck({ entry }));
  if (what === "outcome") return line(answer.outcome({ entry }));
  const others = before.changed?.how === "corrected" && before.changed.by !== user ? before.changed : null;
  return correctedAnswer(after.entries.find(({ number }) => number === before.number)!, others, words);
}
