// What went well and what did not: sentences for the person in training, from what the workspace showed.
import type { Instant } from "../../lib/pure/time.ts";
import { cut } from "../../lib/pure/text.ts";
import type { Scene } from "./scene.ts";

export interface Remark {
  good: boolean;
  words: string;
}

const MINUTE_MS = 60_000;
const DECLARED_WITHIN_MS = 4 * MINUTE_MS;
const TAKEN_WITHIN_MS = 3 * MINUTE_MS;
const ANSWERED_WITHIN_MS = 5 * MINUTE_MS;
const ASKED_WITHIN_MS = 15 * MINUTE_MS;
const CLOSED_WITHIN_MS = 10 * MINUTE_MS;

/** One remark for each thing that the part is about, most important first. */
export function debrief(scene: Scene, now: Instant): Remark[] {
  const common = [...declared(scene), ...part(scene), ...questions(scene)];
  switch (scene.part) {
    case "commander":
      return [...common, ...promises(scene), ...news(scene, now), ...closed(scene)];
    case "scribe":
      return [...common, ...keys(scene)];
    case "communications":
      return [...common, ...news(scene, now)];
  }
}

function declared({ facts }: Scene): Remark[] {
  const { room, startedAt } = facts;
  if (!room) return [{ good: false, words: "Nobody declared an incident." }];
  const span_ms = room.at - startedAt;
  if (!room.byTrainee) {
    return [{ good: false, words: `A colleague declared, ${minutes(span_ms)} after the alert: nobody else had.` }];
  }
  return [{ good: span_ms <= DECLARED_WITHIN_MS, words: `You declared ${minutes(span_ms)} after the alert.` }];
}

function part({ facts: { room, partTakenAt }, script, part: key }: Scene): Remark[] {
  if (!room) return [];
  const { name } = script.parts.find(({ part: one }) => one === key)!;
  if (partTakenAt === null)
    return [{ good: false, words: `You never took the role ${name}, so nobody knew it was you.` }];
  const span_ms = partTakenAt - room.at;
  return [
    { good: span_ms <= TAKEN_WITHIN_MS, words: `You took the role ${name} ${minutes(span_ms)} after the room opened.` },
  ];
}

function questions({ facts, trainee }: Scene): Remark[] {
  const mine = facts.questions.filter(({ of }) => of.id === trainee.id);
  if (mine.length === 0) return [];
  const open = mine.filter(({ answeredAt }) => answeredAt === null);
  const spans = mine.flatMap(({ at, answeredAt }) => (answeredAt === null ? [] : [answeredAt - at]));
  const longest = spans.length > 0 ? ` The longest wait was ${minutes(Math.max(...spans))}.` : "";
  const answered = `You answered ${spans.length} of ${mine.length} questions.${longest}`;
  return [
    { good: open.length === 0 && Math.max(...spans) <= ANSWERED_WITHIN_MS, words: answered },
    ...open.map(({ from, words }) => ({
      good: false,
      words: `${from.realName} is still waiting: “${cut(words, 100)}”`,
    })),
  ];
}

function promises({ facts }: Scene): Remark[] {
  return facts.promises.map(({ by, what, at, asked }) => {
    const told = `${by.realName} was to ${what} and forgot to come back.`;
    if (!asked) return { good: false, words: `${told} Nobody asked, so nobody learned what was found.` };
    const after = minutes(asked.at - at);
    if (!asked.byTrainee) return { good: false, words: `${told} A colleague asked after ${after}; you had not.` };
    return { good: asked.at - at <= ASKED_WITHIN_MS, words: `${told} You asked after ${after}.` };
  });
}

function keys({ facts }: Scene): Remark[] {
  const missed = facts.keys.filter(({ markedAt }) => markedAt === null);
  const count = `${facts.keys.length - missed.length} of ${facts.keys.length} key moments are on the timeline by your hand.`;
  return [
    { good: missed.length <= facts.keys.length / 3, words: count },
    ...missed.map(({ words }) => ({ good: false, words: `Not marked: ${words}.` })),
  ];
}

function news({ facts, script }: Scene, now: Instant): Remark[] {
  const { room, resolvedAt } = facts;
  if (!room) return [];
  const { channel, quiet_max_min } = script.announcements;
  const end = resolvedAt ?? now;
  const times = [room.at, ...facts.news.filter((at) => at > room.at && at < end), end];
  const gaps = times.slice(1).map((at, index) => at - times[index]!);
  const longest_ms = Math.max(...gaps);
  const words = `The longest silence in #${channel} was ${minutes(longest_ms)}; at most ${quiet_max_min} minutes were wanted.`;
  return [{ good: longest_ms <= quiet_max_min * MINUTE_MS, words }];
}

function closed({ facts: { fixedAt, resolvedAt, room } }: Scene): Remark[] {
  if (!room) return [];
  // Stopped halfway: there was nothing to close yet.
  if (resolvedAt === null && fixedAt === null) return [];
  if (resolvedAt === null) return [{ good: false, words: "The incident was never resolved." }];
  if (fixedAt === null || resolvedAt < fixedAt) {
    return [{ good: false, words: "You resolved it before the numbers were back to normal." }];
  }
  const span_ms = resolvedAt - fixedAt;
  return [
    { good: span_ms <= CLOSED_WITHIN_MS, words: `You resolved it ${minutes(span_ms)} after the last alert cleared.` },
  ];
}

/** "4 minutes", "1 minute", "less than a minute". */
function minutes(span_ms: number): string {
  const count = Math.round(span_ms / MINUTE_MS);
  if (count < 1) return "less than a minute";
  return count === 1 ? "1 minute" : `${count} minutes`;
}
