// An update as it is read: in the room, under the announcement, by direct message, and once it is corrected.
import type { SaidUpdate } from "../../domain/job.ts";
import type { Incident } from "../../domain/incident.ts";
import { latestUpdate, UPDATE_PARTS, type Update, updateOf, type UpdateParts } from "../../domain/updates/updates.ts";
import { cut } from "../../lib/pure/text.ts";
import { ACTION, button } from "../actions.ts";
import {
  actions,
  channelLink,
  clockTime,
  context,
  escaped,
  lines,
  type Post,
  person,
  quote,
  quoted,
  section,
} from "../mrkdwn.ts";
import type { Words } from "../words/en.ts";

/** So much of an update tells it from the others, in characters. */
const BEGINNING_CHARS_MAX = 200;

/** In its present words, where it is one of those that can be corrected. */
export function updatePost(incident: Incident, said: SaidUpdate, words: Words): Post {
  const present = said.update === undefined ? undefined : updateOf(incident, said.update);
  const { text, parts = {}, status, by, nextDueAt } = present ?? said;
  const head = { name: escaped(incident.name), status: escaped(status), by: person(by) };
  return lines([
    words.say.update(head),
    ...quoted(text),
    ...partLines(parts, words),
    ...(nextDueAt === null ? [] : [words.say.nextUpdate({ at: clockTime(nextDueAt) })]),
    ...correctionLines(present?.correction ?? null, words),
  ]);
}

/** What somebody wrote stays within the quotation, so that it cannot pass for Warroom's own words. */
export const partLines = (parts: UpdateParts, { updates }: Words): string[] =>
  UPDATE_PARTS.flatMap((part) => {
    const text = parts[part];
    return text === undefined ? [] : quoted(text, `${updates.parts[part]} `);
  });

function correctionLines(correction: Update["correction"], { updates }: Words): string[] {
  if (correction === null) return [];
  const { by, at, reason } = correction;
  return [updates.corrected({ by: person(by), at: clockTime(at) }), ...quoted(reason)];
}

/** The same for a subscriber, who may be in several incidents' audience and not in the room. */
export function toSubscriber(incident: Incident, post: Post, words: Words): Post {
  const about = { name: escaped(incident.name), title: escaped(incident.title) };
  const channel = incident.room?.channel ?? incident.announcement?.channel;
  const where = channel
    ? words.updates.about({ ...about, room: channelLink(channel) })
    : words.updates.aboutOnly(about);
  const stop = button(words.buttons.unsubscribe, ACTION.unsubscribe, { incident: incident.id });
  return { text: post.text, blocks: [...post.blocks, context(where), actions([stop])] };
}

/** Which of the latest updates is to be corrected, newest first. */
export function correctable(incident: Incident, words: Words): Post {
  const { correct } = words.updates;
  const name = escaped(incident.name);
  if (!latestUpdate(incident)) {
    const text = correct.none({ name });
    return { text, blocks: [section(text)] };
  }
  const text = correct.which({ name });
  const rows = incident.updates.toReversed().map((update) => ({
    ...section(`${correct.one(byAt(update))}\n${quote(cut(update.text, BEGINNING_CHARS_MAX))}`),
    accessory: correctButton(incident, update.seq, words),
  }));
  return { text, blocks: [section(text), ...rows] };
}

/** To the person who posted it: that it is out, and the way to set it right. */
export function postedReply(incident: Incident, update: number, words: Words): Post {
  const text = words.answers.posted;
  const elements = [correctButton(incident, update, words)];
  return { text, blocks: [section(text), actions(elements)] };
}

const correctButton = (incident: Incident, update: number, { buttons }: Words) =>
  button(buttons.correct, `${ACTION.openCorrectUpdate}:${update}`, { incident: incident.id, update });

/** By whom and when, as pieces of a sentence. */
export const byAt = ({ by, at }: { by: string; at: number }): { by: string; at: string } => ({
  by: person(by),
  at: clockTime(at),
});
