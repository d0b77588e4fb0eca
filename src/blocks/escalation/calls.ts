// Calls into an incident: in the room, on the card, to those who are called, and on the timeline.
import type { KnownBlock } from "@slack/types";
import { BACKUP_AFTER_MS, type Call, openCalls } from "../../domain/escalation/calls.ts";
import type { Incident } from "../../domain/incident.ts";
import type { Notice, Said } from "../../domain/job.ts";
import type { Happening } from "../../domain/postmortem/everything.ts";
import { isProblemOf, type ProblemOf } from "../../domain/problem.ts";
import { ACTION, button } from "../actions.ts";
import {
  channelLink,
  clockTime,
  escaped,
  inQuotes,
  line,
  lines,
  person,
  type Post,
  quoting,
  section,
} from "../mrkdwn.ts";
import type { Words } from "../words/en.ts";

/** The card stays short; the room has heard of all of them. */
const ON_CARD_MAX = 3;
const SHOWN_CHARS_MAX = 60;

const SAID = ["called", "call-answered", "call-unanswered", "contact-tried"] as const;

type SaidCall = Extract<Said, { type: (typeof SAID)[number] }>;

export const isSaidOfCalls = (what: Said): what is SaidCall => SAID.some((type) => type === what.type);

export function saidCall(what: SaidCall, words: Words): Post {
  const { calls: said } = words;
  switch (what.type) {
    case "called": {
      const head = said.called({ whom: whom(what, words), by: person(what.by) });
      return quoting(head, what.reason, said.howToAnswer);
    }
    case "call-answered":
      return line(said.answered({ who: person(what.who), by: person(what.by) }));
    case "call-unanswered": {
      const pieces = { whom: whom(what, words), after: words.duration(BACKUP_AFTER_MS) };
      if (what.backup.length === 0) return line(said.unansweredAlone(pieces));
      return line(said.unanswered({ ...pieces, backup: what.backup.map(person).join(" ") }));
    }
    case "contact-tried": {
      const head = said.tried[what.how]({ contact: escaped(what.contact), by: person(what.by) });
      return what.text === null ? line(head) : quoting(head, what.text);
    }
  }
}

function whom({ name, to }: Pick<Call, "name" | "to">, { calls: said }: Words): string {
  const who = to.map(person).join(" ");
  return name === null ? who : said.whom({ who, name: escaped(name) });
}

/** Those that nobody has answered, each with the button that does. */
export const callsOnCard = (incident: Incident, words: Words): KnownBlock[] =>
  openCalls(incident)
    .slice(-ON_CARD_MAX)
    .map((call) => {
      const { number, by, at, backup, unansweredAt } = call;
      const pieces = { whom: whom(call, words), at: clockTime(at) };
      const text =
        unansweredAt !== null && backup.length > 0
          ? words.calls.cardBackup({ ...pieces, backup: backup.map(person).join(" ") })
          : words.calls.card({ ...pieces, by: person(by) });
      const answer = button(words.calls.onIt, ACTION.answerCall, { incident: incident.id, call: number });
      return { ...section(text), accessory: answer } as KnownBlock;
    });

/** To somebody who is called. */
export function calledNotice(
  { name, title, room }: Incident,
  { by, reason }: Extract<Notice, { type: "called" }>,
  { calls: said, escalation }: Words,
): Post {
  const about = { name: escaped(name), title: escaped(title), by: person(by) };
  const where = said.where({ room: room ? channelLink(room.channel) : escalation.roomComes });
  return reason === null ? lines([said.toBackup(about), where]) : quoting(said.toCalled(about), reason, where);
}

const HAPPENINGS = ["PeopleCalled", "CallAnswered", "CallUnanswered", "ContactTried"] as const;

export type CallHappening = Extract<Happening, { type: (typeof HAPPENINGS)[number] }>;

export const isOfCalls = (what: Happening): what is CallHappening => HAPPENINGS.some((type) => type === what.type);

/** The same on the timeline, as text that is made safe by whoever shows it. */
export function callTold(what: CallHappening, { calls: { told: said } }: Words): string {
  const mentions = (users: readonly string[]) => users.map((user) => `<@${user}>`).join(", ");
  switch (what.type) {
    case "PeopleCalled": {
      const who = mentions(what.to);
      return said.called({ whom: what.name === null ? who : `${who} (${what.name})`, reason: what.reason });
    }
    case "CallAnswered":
      return said.answered({ who: mentions([what.by]) });
    case "CallUnanswered":
      return said.unanswered({ backup: mentions(what.backup) });
    case "ContactTried":
      return said[what.how]({ contact: what.contact, text: what.text ?? "" });
  }
}

const PROBLEMS = ["unknown-callee", "callee-unbound", "call-answered", "unknown-contact"] as const;

export const isCallProblem = isProblemOf(PROBLEMS);

export function callProblem(problem: ProblemOf<(typeof PROBLEMS)[number]>, words: Words): string {
  const { problem: said } = words.calls;
  switch (problem.type) {
    case "unknown-callee": {
      const names = problem.known.map(escaped).join(", ");
      const head = said.unknown({ asked: inQuotes(problem.asked, SHOWN_CHARS_MAX, words) });
      return sentence(head, problem, problem.known.length === 0 ? said.knownNone : said.known({ known: names }), words);
    }
    case "unknown-contact": {
      const names = problem.known.map(escaped).join(", ");
      const head = said.unknownContact({ asked: inQuotes(problem.asked, SHOWN_CHARS_MAX, words) });
      return sentence(
        head,
        problem,
        names === "" ? words.escalation.noContacts : said.contacts({ known: names }),
        words,
      );
    }
    case "callee-unbound":
      return said.nobodyBound({ name: escaped(problem.name) });
    case "call-answered":
      return said.answered({ by: person(problem.by), at: clockTime(problem.at) });
  }
}

function sentence(
  head: string,
  { nearest }: { nearest: string | null },
  foot: string,
  { problem: said }: Words,
): string {
  const meant = nearest === null ? [] : [said.meant({ nearest: escaped(nearest) })];
  return [head, ...meant, foot].join(" ");
}
