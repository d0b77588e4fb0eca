// What everybody in a played outage shares: the workspace, the people, what was said so far, and what was measured.
import type { WorkspaceAct } from "../act-of.ts";
import type { Random } from "../../lib/random.ts";
import type { Instant } from "../../lib/pure/time.ts";
import type { OutagePart, PageAnswer } from "../page-api.ts";
import type { Channel, User, Workspace } from "../state.ts";
import { channelNamed } from "../messages/text.ts";
import type { Cast } from "./cast.ts";
import type { Phase, Script, Speaker } from "./script.ts";

export interface Question {
  from: User;
  of: User;
  channel: string;
  ts: string;
  words: string;
  at: Instant;
  answeredAt: Instant | null;
  /** Once more, when no answer came. */
  remindedAt: Instant | null;
  decides: boolean;
}

interface Promised {
  by: User;
  what: string;
  result: string;
  at: Instant;
  /** When somebody asked for it, and whether that was the person in training. */
  asked: { at: Instant; byTrainee: boolean } | null;
}

interface KeyMoment {
  words: string;
  channel: string;
  ts: string;
  at: Instant;
  markedAt: Instant | null;
}

/** What the debrief is made from: seen in the workspace, as anybody there could see it. */
export interface Facts {
  startedAt: Instant;
  room: { id: string; at: Instant; byTrainee: boolean } | null;
  partTakenAt: Instant | null;
  questions: Question[];
  promises: Promised[];
  keys: KeyMoment[];
  /** When something was said where incidents are announced. */
  news: Instant[];
  fixedAt: Instant | null;
  resolvedAt: Instant | null;
}

/** An act without who does it. */
export type Doing = WorkspaceAct extends infer One ? (One extends { as: string } ? Omit<One, "as"> : never) : never;

export interface Scene {
  readonly ws: Workspace;
  readonly script: Script;
  readonly cast: Cast;
  readonly trainee: User;
  readonly part: OutagePart;
  readonly random: Random;
  readonly facts: Facts;
  /** Label of a message → where it stands. */
  readonly labels: Map<string, { channel: string; ts: string }>;
  /** What somebody has done and forgot to say, until they are asked. */
  readonly unsaid: Map<string, (() => void)[]>;
  /** Answers that were given; nobody says the same twice. */
  readonly used: Set<string>;
  readonly declaredBy: Set<string>;
  /** Older messages are none of this outage's. */
  readonly startTs: string;
  /** The last news before the silence that somebody asked about. */
  missed: Instant | null;
  phase: Phase;
  /** Does what a person does, at once. */
  act(who: User, what: Doing): PageAnswer;
  /** Does something later, unless the outage is over by then. */
  later(delay_ms: number, run: () => void): void;
}

/** A span between two lengths, in milliseconds, as people are never punctual to the second. */
export const between = (scene: Scene, least_s: number, most_s: number): number =>
  Math.round((least_s + scene.random.next() * (most_s - least_s)) * 1_000);

/** The room, or a channel by its name; undefined while there is none. */
export function channelFor(scene: Scene, name: string | undefined): Channel | undefined {
  if (name !== undefined) return channelNamed(scene.ws.state, name);
  return scene.facts.room ? scene.ws.state.channels.get(scene.facts.room.id) : undefined;
}

/** Whoever is spoken to: the person in training where nobody else plays the part. */
export const personFor = (scene: Scene, who: Speaker | "trainee"): User =>
  (who === "trainee" ? null : scene.cast[who]) ?? scene.trainee;

/** What a colleague writes as the next update: not twice the same while there is more to say. */
export function nextUpdate({ phase, used }: Scene): string {
  const words = phase.updates.find((one) => !used.has(one)) ?? phase.updates.at(-1)!;
  used.add(words);
  return words;
}

/** Goes into the channel first, as people do; false where they cannot. */
export function enter(scene: Scene, user: User, channel: Channel): boolean {
  if (channel.members.includes(user.id)) return true;
  return scene.act(user, { act: "join", channel: channel.id }).ok;
}

/** Says something; undefined where they cannot, as in a channel that was archived. */
export function say(scene: Scene, user: User, channel: Channel, text: string, under?: string): string | undefined {
  if (!enter(scene, user, channel)) return undefined;
  const thread = under === undefined ? {} : { threadTs: under };
  const answer = scene.act(user, { act: "post", channel: channel.id, text, ...thread });
  return answer.ok ? answer.ts : undefined;
}
