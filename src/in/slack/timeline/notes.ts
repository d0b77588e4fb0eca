// Noting something on the timeline, by command or by form.
import { ACTION } from "../../../blocks/actions.ts";
import { notedAnswer } from "../../../blocks/timeline/entries.ts";
import { noteForm } from "../../../blocks/timeline/entry-forms.ts";
import { FIELD } from "../../../blocks/forms.ts";
import { DEFAULT_KIND, type EntryKind } from "../../../domain/timeline/entries.ts";
import type { Incident } from "../../../domain/incident.ts";
import { findZone } from "../../../store/read/people.ts";
import { type Answer, replyQuoting } from "../answer.ts";
import { fieldError, formAnswer } from "../form-answer.ts";
import { kindNamed, typedNote, type TypedNote } from "./note-words.ts";
import type { FormRequest, Known, Request } from "../request.ts";
import { giveOrder, type InDeps, type OnIncident, type OnTyped } from "../steps.ts";

/** `/incident note …`, or under the name of a kind. */
export const noteByCommand =
  (kind?: EntryKind): OnTyped =>
  async (request, deps, incident, typed) => {
    if (typed === "") return askForNote(request, deps, incident, kind ?? DEFAULT_KIND);
    const zone = await findZone(deps.store, request.team, request.user);
    const note = typedNote(typed, deps.clock.now(), zone);
    const given = kind === undefined ? note : { ...note, kind };
    const noted = await add(request, deps, incident, given, zone);
    if (noted.ok) return { type: "reply", post: noted.post };
    return replyQuoting(noted.said, typed);
  };

export const openNote: OnIncident = async (request, deps, incident) =>
  askForNote(request, deps, incident, DEFAULT_KIND);

function askForNote({ channel }: Request, { words }: InDeps, incident: Incident, kind: EntryKind): Answer {
  const view = noteForm(incident, { kind, channel }, words);
  return formAnswer(view, ACTION.openNote, { incident: incident.id }, words);
}

export const submitNote: OnIncident<FormRequest> = async (request, deps, incident) => {
  const { fields } = request;
  const zone = await findZone(deps.store, request.team, request.user);
  const now = deps.clock.now();
  const note = typedNote(fields[FIELD.text] ?? "", now, zone);
  const when = fields[FIELD.when] === undefined ? null : typedNote(fields[FIELD.when]!, now, zone);
  if (when && (when.at === undefined || when.text !== "")) {
    return fieldError(FIELD.when, deps.words.entries.form.unreadTime);
  }
  const kind = note.kind ?? kindNamed(fields[FIELD.kind] ?? "") ?? DEFAULT_KIND;
  const noted = await add(request, deps, incident, { ...note, ...(when ?? {}), text: note.text, kind }, zone);
  if (noted.ok) return { type: "closed", post: noted.post };
  const field = noted.isAboutTime && when ? FIELD.when : FIELD.text;
  return fieldError(field, noted.said);
};

async function add(
  request: Known<Request>,
  deps: InDeps,
  incident: Incident,
  { text, at, kind, zone: readIn }: TypedNote,
  zone: string | null,
) {
  const { words } = deps;
  const told = { ...(at === undefined ? {} : { at }), ...(kind === undefined ? {} : { kind }) };
  const applied = await giveOrder(request, deps, incident, { type: "AddNote", text, ...told });
  if (!applied.ok) {
    const { problem, said } = applied.error;
    return { ok: false as const, said, isAboutTime: problem.type === "time-in-future" };
  }
  // Told a second time, others may have noted something since.
  const entry = applied.value.incident.entries.findLast((one) => one.by === request.user && one.ts === null)!;
  const backdated = at === undefined ? undefined : { zone: readIn ?? null, isGuess: readIn === "UTC" && zone === null };
  return { ok: true as const, post: notedAnswer(entry, backdated, words) };
}
