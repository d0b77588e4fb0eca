// Taking words out of the record for good, such as a password that somebody pasted. What carried them stays, without
// them: an event of that time is told anew by the redaction, so that what is folded from all of them still holds.
import type { Instant } from "../../lib/pure/time.ts";
import { err, ok, type Result } from "../../lib/pure/result.ts";
import type { EventBody } from "../event.ts";
import type { Incident } from "../incident.ts";
import { givenText } from "../lifecycle.ts";
import type { NumberedEvent } from "../postmortem/source.ts";
import type { Problem } from "../problem.ts";

/** What is to go: an entry of the timeline by its number, or a message of the room. */
export type RedactionTarget = { entry: number } | { channel: string; ts: string };

export interface RedactCommand {
  type: "Redact";
  target: RedactionTarget;
  reason: string;
  /** What stands there from then on. */
  instead: string;
  /** Found while it is carried out: what will be emptied. */
  found?: Found;
}

export interface Found {
  events: StrippedEvent[];
  /** Numbers of the room's versions. */
  versions: number[];
}

/** An event whose own text was removed, as it is read from then on. */
interface StrippedEvent {
  seq: number;
  body: Record<string, unknown>;
}

export type RedactionEvent = { type: "Redacted"; target: RedactionTarget; reason: string } & Found;

export function decideRedaction(command: RedactCommand): Result<EventBody[], Problem> {
  const { target, found = { events: [], versions: [] } } = command;
  const reason = givenText("reason", command.reason);
  if (!reason.ok) return reason;
  if (found.events.length === 0 && found.versions.length === 0) return err({ type: "nothing-to-redact" });
  return ok([{ type: "Redacted", target, reason: reason.value, ...found }]);
}

/** The same words elsewhere, whatever became of them. */
export interface Words {
  /** The entries that carry them. */
  entries: readonly number[];
  /** The message that carries them; null for a note. */
  ts: string | null;
  /** As they were written and as they were recorded. */
  texts: readonly string[];
}

/** Which entries and which message a target is; null where there is none. */
export function redactionOf(incident: Incident, target: RedactionTarget): Omit<Words, "texts"> | null {
  if ("ts" in target) return { ts: target.ts, entries: entriesOf(incident, target.ts) };
  const entry = incident.entries.find(({ number }) => number === target.entry);
  if (!entry) return null;
  return { ts: entry.ts, entries: entry.ts === null ? [entry.number] : entriesOf(incident, entry.ts) };
}

const entriesOf = ({ entries }: Incident, ts: string): number[] =>
  entries.filter((one) => one.ts === ts).map(({ number }) => number);

/** The events that hold the words, with `instead` in their place. */
export function strippedEvents(events: readonly NumberedEvent[], words: Words, instead: string): StrippedEvent[] {
  let made = 0;
  return events.flatMap((event) => {
    if (event.type === "NoteAdded" || event.type === "MomentMarked") made += 1;
    const { seq, type, at: _at, actor: _actor, ...body } = event as NumberedEvent & { at: Instant };
    const own = isOf(body, isEntry(type) ? made : null, words);
    const stripped = stripText(body, words.texts, instead, own || type === "PostmortemDrafted");
    return JSON.stringify(stripped) === JSON.stringify(body) ? [] : [{ seq, body: stripped }];
  });
}

const isEntry = (type: string): boolean => type === "NoteAdded" || type === "MomentMarked";

/** About one of these entries, or about the very message: what a question was made from is its id. */
function isOf(body: object, made: number | null, { entries, ts }: Words): boolean {
  const { entry = made } = body as { entry?: number | null };
  return (entry !== null && entries.includes(entry)) || (ts !== null && Object.values(body).includes(ts));
}

/** Fields in which events carry what people wrote; a draft retells all of it. */
const WRITTEN: ReadonlySet<string> = new Set(["text", "outcome", "reason", "markdown"]);

/** Shorter words are looked for as the whole of a field alone: they stand in others by chance. */
const PART_CHARS_MIN = 12;

/** `value` without the texts; where it is about them, without anything written. */
export function stripText<T>(value: T, texts: readonly string[], instead: string, isOwn = false): T {
  if (typeof value === "string") return withoutTexts(value, texts, instead) as T;
  if (Array.isArray(value)) return value.map((one) => stripText(one, texts, instead)) as T;
  if (typeof value !== "object" || value === null) return value;
  const fields = Object.entries(value).map(([name, field]: [string, unknown]) => [
    name,
    isOwn && WRITTEN.has(name) && typeof field === "string" ? instead : stripText(field, texts, instead),
  ]);
  return Object.fromEntries(fields) as T;
}

function withoutTexts(value: string, texts: readonly string[], instead: string): string {
  if (texts.includes(value.trim())) return instead;
  const parts = texts.filter((text) => text.length >= PART_CHARS_MIN);
  return parts.reduce((left, text) => left.replaceAll(text, () => instead), value);
}
