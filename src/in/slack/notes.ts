// Noting something on the timeline, by command or by form.
import { ACTION } from "../../blocks/actions.ts";
import { formTooLate } from "../../blocks/answers.ts";
import { notedAnswer } from "../../blocks/timeline/entries.ts";
import { noteForm } from "../../blocks/timeline/entry-forms.ts";
import { FIELD } from "../../blocks/forms.ts";
import { quoting, unmarked } from "../../blocks/mrkdwn.ts";
import { problemWords } from "../../blocks/problem.ts";
import { DEFAULT_KIND, type EntryKind } from "../../domain/timeline/entries.ts";
import type { Incident } from "../../domain/incident.ts";
import { findZone } from "../../store/read/people.ts";
import type { Answer } from "./answer.ts";
import { kindNamed, typedNote, type TypedNote } from "./note-words.ts";
import type { CommandRequest, FormRequest, Known, Request } from "./request.ts";
import { give, type Handler, type InDeps, onForm, runbookOf } from "./steps.ts";

/** `/incident note …`, or under the name of a kind. */
export const noteByCommand =
  (kind?: EntryKind) =>
  async (request: Known<CommandRequest>, deps: InDeps, incident: Incident, typed: string): Promise<Answer> => {
    if (typed === "") return openNote(deps, request, incident, kind);
    const zone = await findZone(deps.store, request.team, request.user);
    const note = typedNote(typed, deps.clock.now(), zone);
    const given = kind === undefined ? note : { ...note, kind };
    const noted = await add(deps, request, incident, given, zone);
    if (noted.ok) return { type: "reply", post: noted.post };
    return { type: "reply", post: quoting(noted.said, typed) };
  };

export async function openNote(
  deps: InDeps,
  { channel }: Request,
  incident: Incident,
  kind: EntryKind = DEFAULT_KIND,
): Promise<Answer> {
  const view = noteForm(incident, { kind, channel }, deps.words);
  return { type: "form", view, instead: formTooLate(ACTION.openNote, incident.id, deps.words) };
}

export const submitNote: Handler<FormRequest> = (request, deps) =>
  onForm(request, deps, async (incident) => {
    const { fields } = request;
    const zone = await findZone(deps.store, request.team, request.user);
    const now = deps.clock.now();
    const note = typedNote(fields[FIELD.text] ?? "", now, zone);
    const when = fields[FIELD.when] === undefined ? null : typedNote(fields[FIELD.when]!, now, zone);
    if (when && (when.at === undefined || when.text !== "")) {
      return { type: "errors", errors: { [FIELD.when]: deps.words.entries.form.unreadTime } };
    }
    const kind = note.kind ?? kindNamed(fields[FIELD.kind] ?? "") ?? DEFAULT_KIND;
    const noted = await add(deps, request, incident, { ...note, ...(when ?? {}), text: note.text, kind }, zone);
    if (noted.ok) return { type: "closed", post: noted.post };
    const field = noted.isAboutTime && when ? FIELD.when : FIELD.text;
    return { type: "errors", errors: { [field]: unmarked(noted.said) } };
  });

async function add(
  deps: InDeps,
  request: Known<Request>,
  incident: Incident,
  { text, at, kind, zone: readIn }: TypedNote,
  zone: string | null,
) {
  const { words } = deps;
  const told = { ...(at === undefined ? {} : { at }), ...(kind === undefined ? {} : { kind }) };
  const applied = await give(deps, request, { type: "AddNote", text, ...told }, incident);
  if (!applied.ok) {
    const said = problemWords(applied.error, await runbookOf(deps, incident), words);
    return { ok: false as const, said, isAboutTime: applied.error.type === "time-in-future" };
  }
  // Told a second time, others may have noted something since.
  const entry = applied.value.incident.entries.findLast((one) => one.by === request.user && one.ts === null)!;
  const backdated = at === undefined ? undefined : { zone: readIn ?? null, isGuess: readIn === "UTC" && zone === null };
  return { ok: true as const, post: notedAnswer(entry, backdated, words) };
}
