// Whom a call reaches: one person who is mentioned, or those behind a role, a contact, a rung or a key of people.yml.
import { err, ok, type Result } from "../../lib/pure/result.ts";
import { nearest } from "../../lib/pure/text.ts";
import { type Actor, actorText, userOf } from "../actor.ts";
import type { Context } from "../context.ts";
import type { EventBody } from "../event.ts";
import type { Incident } from "../incident.ts";
import { givenText, openOnly, withText } from "../lifecycle.ts";
import { noLongerWanted, type Problem } from "../problem.ts";
import { bound, type Contact, type Runbook } from "../runbook.ts";
import { calledTo } from "../visible.ts";
import { callOf, type Tried } from "./calls.ts";
import { rungsOf } from "./rungs.ts";

export type CallCommand =
  /** `text`: why; where nobody is mentioned, whom in front of it. */
  | { type: "CallPeople"; user: string | null; text: string }
  | { type: "AnswerCall"; call: number }
  /** `contact`: by its name. */
  | { type: "NoteContact"; contact: string; how: Tried; text: string };

export type CallOutcome = { type: "RecordUnanswered"; call: number };

/** Somebody who can be called by a name. */
interface Callee {
  name: string;
  /** What people may type for it. */
  words: string[];
  keys: string[];
  to: string[];
  backup: string[];
}

const REASON_WORDS_SHOWN = 3;

export function decideCall(
  incident: Incident,
  command: CallCommand | CallOutcome,
  actor: Actor,
  context: Context,
): Result<EventBody[], Problem> {
  if (command.type === "RecordUnanswered") return unanswered(incident, command.call);
  const open = openOnly(incident);
  if (!open.ok) return open;
  switch (command.type) {
    case "CallPeople":
      return callPeople(incident, command, context);
    case "AnswerCall": {
      const call = callOf(incident, command.call);
      if (!call) return noLongerWanted("there is no such call");
      if (call.answered) return err({ type: "call-answered", ...call.answered });
      const by = userOf(actorText(actor)) ?? actorText(actor);
      return ok([{ type: "CallAnswered", call: call.number, by }]);
    }
    case "NoteContact": {
      const contact = knownContact(context.runbook, command.contact);
      if (!contact.ok) return contact;
      const { name } = contact.value;
      const { how } = command;
      if (command.text.trim() === "") return ok([{ type: "ContactTried", contact: name, how, text: null }]);
      const text = givenText("note", command.text);
      return text.ok ? ok([{ type: "ContactTried", contact: name, how, text: text.value }]) : text;
    }
  }
}

function unanswered(incident: Incident, number: number): Result<EventBody[], Problem> {
  const call = callOf(incident, number);
  if (incident.stage !== "open" || !call || call.answered || call.unansweredAt !== null)
    return noLongerWanted("the call is answered, or over");
  return ok([{ type: "CallUnanswered", call: number, backup: call.backup }]);
}

function callPeople(
  incident: Incident,
  { user, text }: Extract<CallCommand, { type: "CallPeople" }>,
  context: Context,
): Result<EventBody[], Problem> {
  const call = incident.calls.length + 1;
  if (user !== null) {
    const one = { call, name: null, keys: [], to: [user], backup: [] };
    return withText("reason", text, (reason) => [{ type: "PeopleCalled", ...one, reason }]);
  }
  const found = calleeIn(text, calleesOf(incident, context));
  if (!found.ok) return found;
  const { callee, rest } = found.value;
  const { name, keys, to, backup } = callee;
  if (to.length === 0) return err({ type: "callee-unbound", name, keys });
  return withText("reason", rest, (reason) => [{ type: "PeopleCalled", call, name, keys, to, backup, reason }]);
}

/** Roles first, then contacts, rungs and the keys of people.yml; the longest name that the text begins with wins. */
function calleesOf(incident: Incident, { runbook, people }: Context): Callee[] {
  // Whoever asks for somebody in a private incident means them; a backup would be asked by Warroom itself.
  const instead = (keys: readonly string[], to: readonly string[]) =>
    calledTo(incident, people, keys).filter((user) => !to.includes(user));
  const callee = (name: string, key: string, keys: readonly string[], backup: readonly string[], held?: string) => {
    const to = held === undefined ? bound(people, keys) : [held];
    return {
      name,
      words: [...new Set([name.toLowerCase(), key])],
      keys: held === undefined ? [...keys] : [],
      to,
      backup: instead(held === undefined ? backup : [...keys, ...backup], to),
    };
  };
  return [
    ...runbook.roles.map(({ key, name, primary, backup }) =>
      callee(name, key, primary, backup, incident.roles[key]?.user),
    ),
    ...runbook.contacts.map(({ name, to, backup }) => callee(name, name.toLowerCase(), to, backup)),
    ...rungsOf(incident, runbook).map(({ key, name, to }) => callee(name, key, to, [])),
    ...Object.keys(people).map((key) => callee(key, key, [key], [])),
  ];
}

function calleeIn(text: string, callees: readonly Callee[]): Result<{ callee: Callee; rest: string }, Problem> {
  const typed = text.trim().toLowerCase();
  const named = callees.flatMap((callee) =>
    callee.words
      .filter((word) => typed === word || typed.startsWith(`${word} `) || typed.startsWith(`${word}: `))
      .map((word) => ({ callee, length: word.length, isBound: callee.to.length > 0 })),
  );
  // Of the same name the one behind whom somebody stands.
  const [best] = named.toSorted((a, b) => b.length - a.length || Number(b.isBound) - Number(a.isBound));
  if (best) {
    const rest = text
      .trim()
      .slice(best.length)
      .replace(/^:?\s*/, "");
    return ok({ callee: best.callee, rest });
  }
  const asked = text.trim().split(/\s+/).slice(0, REASON_WORDS_SHOWN).join(" ");
  const known = [...new Set(callees.filter(({ to }) => to.length > 0).map(({ name }) => name))];
  const [first = ""] = typed.split(/\s+/);
  return err({ type: "unknown-callee", asked, known, nearest: nearest(first, known) ?? null });
}

/** A contact of the runbook by its name, however it was typed; the beginning is enough where only one has it. */
function knownContact({ contacts }: Runbook, asked: string): Result<Contact, Problem> {
  const typed = asked.trim().toLowerCase();
  const exact = contacts.find(({ name }) => name.toLowerCase() === typed);
  const begun = contacts.filter(({ name }) => typed !== "" && name.toLowerCase().startsWith(typed));
  const contact = exact ?? (begun.length === 1 ? begun[0] : undefined);
  if (contact) return ok(contact);
  const known = contacts.map(({ name }) => name);
  return err({ type: "unknown-contact", asked, known, nearest: nearest(typed, known) ?? null });
}
