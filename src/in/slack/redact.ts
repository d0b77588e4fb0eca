// Taking words out of the record for good: an entry by its number, a message by its link or by the shortcut on it.
import { textForm } from "../../blocks/forms.ts";
import { escaped, line, utc } from "../../blocks/mrkdwn.ts";
import type { Incident } from "../../domain/incident.ts";
import { REDACTED } from "../../domain/record/record.ts";
import type { RedactionTarget } from "../../domain/record/redaction.ts";
import { cut, oneLine } from "../../lib/pure/text.ts";
import { findMessages } from "../../store/read/messages.ts";
import { namesOf } from "../../store/read/people.ts";
import { type Answer, closed, reply, replyQuoting } from "./answer.ts";
import { FIELD } from "../../blocks/forms.ts";
import { fieldError, fieldOf, refusedForm } from "./form-answer.ts";
import type { FormRequest, Known, Request, ShortcutRequest } from "./request.ts";
import { giveOrder, type InDeps, type OnTyped } from "./steps.ts";
import { incidentOfRoom } from "./visible.ts";

/** Of the reason as it stands in place of the words, in characters. */
const REASON_CHARS_MAX = 200;

/** `redact 3 a password`, `redact https://acme.slack.com/archives/C1/p1730533500123456 a password`. */
export const redactByCommand: OnTyped = async (request, deps, incident, typed) => {
  const asked = targetIn(typed);
  if (asked === null || asked.reason === "") return replyQuoting(deps.words.answers.redactWhich, typed);
  const { target, reason } = asked;
  const applied = await redact(request, deps, incident, target, reason);
  if (!applied.ok) return replyQuoting(applied.error.said, typed);
  const { redacted, redactedNote } = deps.words.answers;
  const isNote = "entry" in target && incident.entries.some(({ number, ts }) => number === target.entry && ts === null);
  return reply((isNote ? redactedNote : redacted)({ name: escaped(incident.name) }));
};

function targetIn(typed: string): { target: RedactionTarget; reason: string } | null {
  const [, digits, why = ""] = /^#?(\d{1,6})(?!\S)\s*(.*)$/s.exec(typed) ?? [];
  if (digits !== undefined) return { target: { entry: Number(digits) }, reason: why.trim() };
  const [, channel, seconds, micros, reason = ""] =
    /^<?https?:\/\/[^\s/]+\/archives\/([A-Z0-9]+)\/p(\d{10})(\d{6})[^\s>]*>?\s*(.*)$/s.exec(typed) ?? [];
  if (channel === undefined) return null;
  return { target: { channel, ts: `${seconds}.${micros}` }, reason: reason.trim() };
}

/** The shortcut on a message asks for the reason. */
export async function openRedaction(request: Known<ShortcutRequest>, deps: InDeps): Promise<Answer> {
  const { words } = deps;
  const incident = await incidentOfRoom(request, deps);
  if (!incident || !request.message) return reply(words.answers.notRecorded);
  const { ts, threadTs } = request.message;
  const metadata = { incident: incident.id, channel: request.channel, from: { ts, threadTs }, asks: "redact" as const };
  return { type: "form", view: textForm(incident, metadata, words), instead: line(words.answers.formTooLate) };
}

export async function submitRedaction(request: Known<FormRequest>, deps: InDeps, incident: Incident): Promise<Answer> {
  const { channel, from } = request.metadata;
  if (!channel || !from) return refusedForm(deps.words.answers.otherVersion, request.fields);
  const applied = await redact(request, deps, incident, { channel, ts: from.ts }, request.fields[FIELD.text] ?? "");
  if (applied.ok) return closed(deps.words.answers.redacted({ name: escaped(incident.name) }));
  const { problem, said } = applied.error;
  return fieldOf(problem) === null ? refusedForm(said, request.fields) : fieldError(FIELD.text, said);
}

async function redact(
  request: Known<FormRequest> | Parameters<OnTyped>[0],
  deps: InDeps,
  incident: Incident,
  target: RedactionTarget,
  reason: string,
) {
  const { team, user } = request;
  const names = await namesOf(deps.store, team, [user]);
  const why = cut(oneLine(reason), REASON_CHARS_MAX);
  const instead = deps.words.answers.redactedInstead({
    who: names.get(user) ?? user,
    at: utc(deps.clock.now()),
    reason: why,
  });
  return giveOrder(request, deps, incident, { type: "Redact", target, reason, instead });
}

/** What the record says of a message that somebody points at: what was removed does not come back by that. */
export async function redactedText({ store }: InDeps, { team, channel }: Request, ts: string): Promise<string | null> {
  const [message] = channel === null ? [] : await findMessages(store, team, channel, [ts]);
  return message?.kind === REDACTED ? message.text : null;
}
