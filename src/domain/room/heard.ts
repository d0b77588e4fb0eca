// What is heard in a room and changes the incident by itself: a question to whoever leads, what answers one, somebody who
// was called and says something, and somebody leaving who was asked to take a role.
import { asTyped } from "../../lib/pure/text.ts";
import type { Instant } from "../../lib/pure/time.ts";
import { mayAnswer, type Call, type CallEvent, openCalls } from "../escalation/calls.ts";
import { type HandoverEvent, lapsed } from "../handover/handover.ts";
import type { Incident } from "../incident.ts";
import type { Question, QuestionEvent } from "../handover/questions.ts";
import type { Sighting } from "../record/sighting.ts";
import { leadRole, type Runbook } from "../runbook.ts";

/** A sighting as far as it matters here. */
export type Heard =
  /** `text` only where it could be a question to somebody. */
  | { type: "said"; by: string; at: Instant; ts: string; threadTs: string | null; text: string | null }
  | { type: "reacted"; by: string; ts: string }
  | { type: "deleted"; ts: string }
  | { type: "left"; by: string };

/** What people write; joins, topics and the messages of apps are no talk. */
const SPOKEN = new Set(["", "thread_broadcast", "file_share", "me_message"]);

/** More than this many open questions tell nothing that fewer would not. */
const QUESTIONS_MAX = 50;

/** In the order in which it was seen; most rooms' sightings are nothing but talk. */
export const heardIn = (sightings: readonly Sighting[]): Heard[] => sightings.flatMap((one) => heard(one) ?? []);

function heard({ kind, author, ts, threadTs, text, deleted, editedTs, raw }: Sighting): Heard | null {
  if (deleted) return { type: "deleted", ts };
  if (kind === "reaction_added" && threadTs !== null) return { type: "reacted", by: author, ts: threadTs };
  if (kind === "member_left_channel") return { type: "left", by: author };
  if (!SPOKEN.has(kind) || editedTs !== "" || (raw as { bot_id?: unknown } | null)?.bot_id !== undefined) return null;
  const at = Math.round(Number(ts) * 1_000);
  return { type: "said", by: author, at, ts, threadTs, text: isQuestion(text) ? text : null };
}

/** It mentions somebody and has a question mark that is not a part of a link. */
const isQuestion = (text: string): boolean => text.includes("<@") && /[?？؟]/.test(text.replace(/<[^>]*>/g, ""));

/** Whether anything here could matter to this incident, before its runbook is looked at. */
export function matters(incident: Incident, all: readonly Heard[]): boolean {
  const { stage, questions, offers } = incident;
  if (stage !== "open") return false;
  const calls = openCalls(incident);
  return all.some((one) => {
    if (one.type === "left") return Object.values(offers).some(({ to }) => to === one.by);
    if (calls.some((call) => answersCall(call, one))) return true;
    return questions.length > 0 || (one.type === "said" && one.text !== null);
  });
}

/** What follows for the incident. Told twice it is the same, as long as it is told in order. */
export function heardEvents(incident: Incident, runbook: Runbook, all: readonly Heard[], now: Instant): HeardEvent[] {
  if (incident.stage !== "open") return [];
  const lead = leadRole(runbook);
  const leading = lead && incident.roles[lead.key];
  const events: HeardEvent[] = callsAnswered(incident, all);
  let open: readonly Pick<Question, "id" | "by" | "to" | "at" | "ts">[] = incident.questions;
  for (const one of all) {
    if (one.type === "left") events.push(...lapsed(incident, one.by));
    const over = open.filter((question) => ends(question, one));
    events.push(...over.map((question) => answered(question, one)));
    open = open.filter((question) => !over.includes(question));
    if (!lead || !leading || open.length >= QUESTIONS_MAX || open.some(({ id }) => "ts" in one && id === one.ts))
      continue;
    const asked = questionTo(leading.user, lead.key, one, now);
    if (!asked) continue;
    events.push(asked);
    open = [...open, { ...asked, id: asked.question, at: asked.askedAt }];
  }
  return events;
}

type HeardEvent = QuestionEvent | HandoverEvent | Extract<CallEvent, { type: "CallAnswered" }>;

const callsAnswered = (incident: Incident, all: readonly Heard[]): HeardEvent[] =>
  openCalls(incident).flatMap((call) => {
    const answer = all.find((one) => answersCall(call, one));
    return answer && answer.type === "said" ? [{ type: "CallAnswered", call: call.number, by: answer.by }] : [];
  });

const answersCall = (call: Call, one: Heard): boolean =>
  one.type === "said" && one.at > call.at && mayAnswer(call).includes(one.by);

function ends({ to, at, ts }: Pick<Question, "to" | "at" | "ts">, one: Heard): boolean {
  switch (one.type) {
    case "said":
      // Before it stands in Slack nobody answers it.
      return ts !== null && one.by === to && one.at > at;
    case "reacted":
      return one.by === to && one.ts === ts;
    case "deleted":
      return one.ts === ts;
    case "left":
      return false;
  }
}

const answered = ({ id, by }: Pick<Question, "id" | "by">, one: Heard): QuestionEvent => ({
  type: "QuestionAnswered",
  question: id,
  by: one.type === "deleted" ? by : one.by,
  how: one.type === "left" ? "deleted" : one.type,
});

function questionTo(to: string, role: string, one: Heard, now: Instant) {
  if (one.type !== "said" || one.text === null || one.by === to) return null;
  if (!new RegExp(`<@${to}[|>]`).test(one.text)) return null;
  const { ts, threadTs, by } = one;
  // Without the name in front, and without tokens: shown again, it mentions nobody.
  const text = asTyped(one.text.replace(new RegExp(`^\\s*<@${to}(\\|[^>]*)?>`), "")).replace(/^[\s,:;.–-]+/, "");
  return {
    type: "QuestionAsked" as const,
    question: ts,
    role,
    by,
    to,
    text,
    ts,
    threadTs,
    askedAt: Math.min(one.at, now),
  };
}
