// `/incident page` and `/incident contacts`, and the button by which somebody answers a call.
import { contactList } from "../../../blocks/escalation/contacts.ts";
import type { Tried } from "../../../domain/escalation/calls.ts";
import { reply } from "../answer.ts";
import { type OnPressed, type OnTyped, orderAndAnswer, runbookOf } from "../steps.ts";
import { namedFor } from "../work/work-people.ts";
import { refusedWith } from "../work/work-refused.ts";

/** `page @ana the replica lags`; `page on-call the replica lags`. */
export const pageByCommand: OnTyped = async (request, deps, incident, typed) => {
  const { answers } = deps.words.calls;
  if (typed === "") return reply(answers.usage);
  const named = await namedFor(request, deps, typed);
  if (!named.ok) return refusedWith(deps, incident, named.error, typed);
  const { user, rest } = named.value;
  return orderAndAnswer(request, deps, incident, { type: "CallPeople", user, text: rest }, () => reply(answers.called));
};

/** What somebody says of a call they made, behind the contact's name. */
const TRIED_WORDS: readonly { how: Tried; words: RegExp }[] = [
  { how: "no-answer", words: /^(?<name>.+?)\s+(?:no[ -]answer|not reached)\b:?\s*(?<text>.*)$/is },
  { how: "reached", words: /^(?<name>.+?)\s+reached\b:?\s*(?<text>.*)$/is },
];

/** `contacts`; `contacts database vendor reached ticket 4711 is open`; `contacts cto no answer`. */
export const contactsByCommand: OnTyped = async (request, deps, incident, typed) => {
  if (typed === "") {
    const runbook = await runbookOf(deps, incident);
    return { type: "reply", post: contactList(runbook, deps.runbooks.people, deps.words) };
  }
  for (const { how, words } of TRIED_WORDS) {
    const { name, text = "" } = words.exec(typed)?.groups ?? {};
    if (name === undefined) continue;
    return orderAndAnswer(request, deps, incident, { type: "NoteContact", contact: name, how, text }, () =>
      reply(deps.words.escalation.answers.said),
    );
  }
  return reply(deps.words.calls.answers.contactUsage);
};

export const answerCall: OnPressed = (request, deps, incident, { call = 0 }) =>
  orderAndAnswer(request, deps, incident, { type: "AnswerCall", call }, () => reply(deps.words.calls.answers.onIt));
