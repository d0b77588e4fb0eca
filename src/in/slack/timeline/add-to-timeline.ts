// The message shortcut "Add to timeline": that very message becomes an entry, and its kind can be chosen at once.
import type { KindChoice } from "../../../blocks/timeline/entries.ts";
import { markedAnswer } from "../../../blocks/timeline/entries.ts";
import type { Incident } from "../../../domain/incident.ts";
import { asTyped, mentionsIn } from "../../../lib/pure/text.ts";
import { namesOf } from "../../../store/read/people.ts";
import { type Answer, nothing, reply } from "../answer.ts";
import { kindNamed } from "./note-words.ts";
import type { ActionRequest, ShortcutRequest } from "../request.ts";
import { redactedText } from "../redact.ts";
import { carried, giveOrder, type Handler, type InDeps } from "../steps.ts";
import { incidentOfRoom, reloaded } from "../visible.ts";

export const addToTimeline: Handler<ShortcutRequest> = async (request, deps) => {
  const { answer } = deps.words.entries;
  const incident = await incidentOfRoom(request, deps);
  if (!incident || !request.message) return reply(answer.onlyInRoom);
  const { ts, threadTs, author, text, isOwn } = request.message;
  if (isOwn) return reply(answer.ownMessage);
  const names = await namesOf(deps.store, request.team, mentionsIn(text));
  const said = (await redactedText(deps, request, ts)) ?? asTyped(text, names).trim();
  const moment = { ts, threadTs, author, text: said };
  const markedAt = deps.clock.now();
  const command = { type: "MarkMoment" as const, ...moment, mark: "shortcut" as const, kind: null, markedAt };
  const applied = await giveOrder(request, deps, incident, command);
  if (applied.ok) return shown(deps, applied.value.incident, ts);
  if (applied.error.problem.type === "already-marked") return shown(deps, incident, ts);
  return reply(applied.error.said);
};

/** The choice of a kind under the shortcut's answer, which then shows the entry as it is now. */
export const chooseKind: Handler<ActionRequest> = async (request, deps) => {
  const incident = await incidentOfRoom(request, deps);
  const { entry = 0, seen = 0, kind = "" } = carried<KindChoice>(request);
  const chosen = kindNamed(kind);
  if (!incident || chosen === undefined) return reply(deps.words.answers.otherVersion);
  const applied = await giveOrder(request, deps, incident, { type: "CorrectEntry", entry, seen, kind: chosen });
  if (applied.ok) {
    const after = applied.value.incident;
    const changed = after.entries.find(({ number }) => number === entry)!;
    return { type: "reply", post: markedAnswer(after, changed, deps.words), replaces: true };
  }
  if (applied.error.problem.type === "entry-unchanged") return nothing;
  return reply(applied.error.said);
};

/** Marked by somebody else a moment ago, it may be newer than the incident that was loaded first. */
async function shown(deps: InDeps, seen: Incident, ts: string): Promise<Answer> {
  const incident = await reloaded(deps, seen);
  const entry = incident.entries.findLast((one) => one.ts === ts);
  return entry ? { type: "reply", post: markedAnswer(incident, entry, deps.words) } : nothing;
}
