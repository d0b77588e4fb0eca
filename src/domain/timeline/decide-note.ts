// What people do with the timeline by words: note something, correct an entry, strike it, note what came of it. All of it
// may still be done once the incident is over.
import { err, ok, type Result } from "../../lib/pure/result.ts";
import type { Instant } from "../../lib/pure/time.ts";
import { type Actor, actorText, userOf } from "../actor.ts";
import type { Context } from "../context.ts";
import { type Entry, type EntryChange, type EntryKind, OUTCOME_KINDS, versionOf } from "./entries.ts";
import type { EventBody } from "../event.ts";
import type { Incident } from "../incident.ts";
import { givenText, withText } from "../lifecycle.ts";
import type { Problem } from "../problem.ts";

export type NoteCommand = { type: "AddNote"; text: string; at?: Instant; kind?: EntryKind } | ChangeCommand;

/** `seen` is `versionOf` the entry as it stood before whoever gives the order: another's change in between is told. */
type ChangeCommand =
  | {
      type: "CorrectEntry";
      entry: number;
      seen: number;
      text?: string;
      kind?: EntryKind;
      at?: Instant;
      reason?: string;
    }
  | { type: "StrikeEntry"; entry: number; seen: number; reason: string }
  | { type: "NoteOutcome"; entry: number; seen: number; outcome: string };

export function decideNote(
  incident: Incident,
  command: NoteCommand,
  actor: Actor,
  { now }: Context,
): Result<EventBody[], Problem> {
  if ("at" in command && command.at !== undefined && command.at > now) {
    return err({ type: "time-in-future", at: command.at });
  }
  if (command.type === "AddNote") {
    const { text, at = now, kind } = command;
    const told = kind === undefined ? {} : { kind };
    return withText("note", text, (trimmed) => [{ type: "NoteAdded", text: trimmed, happenedAt: at, ...told }]);
  }
  const found = changeable(incident, command, userOf(actorText(actor)) ?? actorText(actor));
  if (!found.ok) return found;
  const { number: entry, kind } = found.value;
  switch (command.type) {
    case "CorrectEntry":
      return correct(found.value, command);
    case "StrikeEntry":
      return withText("reason", command.reason, (reason) => [{ type: "EntryStruck", entry, reason }]);
    case "NoteOutcome":
      if (!OUTCOME_KINDS.includes(kind)) return err({ type: "no-outcome-of-kind", entry, kind });
      return withText("outcome", command.outcome, (outcome) => [{ type: "OutcomeNoted", entry, outcome }]);
  }
}

function changeable({ entries }: Incident, { entry: number, seen }: ChangeCommand, by: string): Result<Entry, Problem> {
  const entry = entries.find((one) => one.number === number);
  if (!entry) return err({ type: "unknown-entry", asked: number, last: entries.length });
  const { changed, struck } = entry;
  const isUnseen = versionOf(entry) !== seen && changed?.by !== by;
  return changed && (struck || isUnseen) ? err(changedProblem(entry, changed)) : ok(entry);
}

/** Who changed it, how, and what is to be read there now. */
export function changedProblem({ number, text, outcome }: Entry, { how, by, at }: EntryChange): Problem {
  return { type: "entry-changed", entry: number, how, by, at, text: how === "outcome" ? (outcome ?? "") : text };
}

/** What is given and differs from what stands; of the text only who holds all of it can say whether it differs. */
function correct(
  { number, ...entry }: Entry,
  { text, kind, at, reason = "" }: Extract<ChangeCommand, { type: "CorrectEntry" }>,
): Result<EventBody[], Problem> {
  const to = {
    kind: kind === undefined || kind === entry.kind ? null : kind,
    happenedAt: at === undefined || at === entry.at ? null : at,
  };
  if (text === undefined && to.kind === null && to.happenedAt === null) {
    return err({ type: "entry-unchanged", entry: number });
  }
  const words = text === undefined ? ok(null) : givenText("note", text);
  if (!words.ok) return words;
  const why = reason.trim() === "" ? ok(null) : givenText("reason", reason);
  if (!why.ok) return why;
  return ok([{ type: "EntryCorrected", entry: number, text: words.value, ...to, reason: why.value }]);
}
