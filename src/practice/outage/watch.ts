// Colleagues look at their screens every few seconds: what is new since, and what each of them makes of it.
import type { WorkspaceAct } from "../act-of.ts";
import type { Channel, Ephemeral, Message, User } from "../state.ts";
import { colleaguesIn, speakersOf } from "./cast.ts";
import { fillForms } from "./form-filling.ts";
import { considerOffers, PART_WORDS } from "./offers.ts";
import { hearAnswer, remembered, seeReactions } from "./questions.ts";
import { between, type Scene, say } from "./scene.ts";

/** The reaction that puts a message on the timeline, and the other ways to keep it. */
const MARKS = new Set(["round_pushpin", "pushpin"]);
/** A note that is written this long after a key moment is taken to be about it. */
const NOTE_WITHIN_MS = 12 * 60_000;
const QUIET_MS = 60_000;

/** Goes through everything that was written since it was last called. */
export function createWatch(scene: Scene): () => void {
  const seen = new Map<string, string>();
  const fresh = (channel: Channel): (Message | Ephemeral)[] => {
    const from = seen.get(channel.id) ?? scene.startTs;
    const all = [...channel.messages.values(), ...channel.ephemerals].filter(({ ts }) => ts > from);
    const sorted = all.sort((a, b) => (a.ts < b.ts ? -1 : 1));
    if (sorted.length > 0) seen.set(channel.id, sorted.at(-1)!.ts);
    return sorted;
  };
  return () => {
    findRoom(scene);
    for (const channel of scene.ws.state.channels.values()) {
      for (const message of fresh(channel)) notice(scene, channel, message);
    }
    seeReactions(scene);
    seeMarks(scene);
    fillForms(scene);
    missNews(scene);
  };
}

/** A channel that the app opened since: what an incident looks like from outside. */
function findRoom({ ws, facts, trainee, declaredBy }: Scene): void {
  if (facts.room) return;
  const startedAt = facts.startedAt;
  for (const channel of ws.state.channels.values()) {
    if (channel.creator !== ws.state.app.botUser || channel.kind === "im" || channel.created < startedAt) continue;
    facts.room = { id: channel.id, at: channel.created, byTrainee: declaredBy.has(trainee.id) };
    return;
  }
}

function notice(scene: Scene, channel: Channel, message: Message | Ephemeral): void {
  const { state, clock } = scene.ws;
  if (message.user === state.app.botUser) {
    considerOffers(scene, { channel, message });
    takeNote(scene, channel, message);
    return;
  }
  if (message.subtype !== undefined && message.subtype !== "file_share") return;
  const byTrainee = message.user === scene.trainee.id;
  if (byTrainee) hearAnswer(scene, channel, message);
  if (byTrainee && channel.name === scene.script.announcements.channel) scene.facts.news.push(clock.now());
  for (const user of [...colleaguesIn(scene.cast), ...(scene.cast.guest ? [scene.cast.guest] : [])]) {
    const isMeant = message.user !== user.id && message.text.includes(`<@${user.id}>`);
    if (isMeant) reply(scene, channel, message, user, byTrainee);
  }
}

/** Says what is wanted, by people who do not answer each of each other's messages. */
function reply(scene: Scene, channel: Channel, message: Message, user: User, byTrainee: boolean): void {
  for (const press of scene.unsaid.get(user.id) ?? []) press();
  scene.unsaid.delete(user.id);
  const owed = remembered(scene, user, byTrainee);
  const under = message.threadTs ?? message.ts;
  if (owed) {
    scene.later(between(scene, 30, 80), () => say(scene, user, channel, owed, byTrainee ? under : undefined));
    return;
  }
  // A thread that this person opened with a question gets thanks, not another answer.
  if (!byTrainee || channel.messages.get(under)?.user === user.id) return;
  const words = nextAnswer(scene, user);
  scene.later(between(scene, 8, 25), () =>
    scene.act(user, { act: "react", channel: channel.id, ts: message.ts, name: "eyes" }),
  );
  scene.later(between(scene, 40, 120), () => say(scene, user, channel, words, under));
}

const GENERAL = ["I am on it.", "Good point, I will look.", "Not sure yet. I will tell you when I know."];

function nextAnswer(scene: Scene, user: User): string {
  const own = speakersOf(scene.cast, user.id).flatMap((who) => scene.phase.answers[who] ?? []);
  const unused = own.find((words) => !scene.used.has(words));
  if (unused) scene.used.add(unused);
  return unused ?? GENERAL[Math.floor(scene.random.next() * GENERAL.length)]!;
}

/** What the app says tells how it stands: who took the part, where news went out, whether it is over. */
function takeNote({ facts, trainee, part, script }: Scene, channel: Channel, message: Message | Ephemeral): void {
  const at = Math.round(Number(message.ts) * 1_000);
  if ("onlyFor" in message) return;
  if (channel.name === script.announcements.channel) facts.news.push(at);
  if (channel.id !== facts.room?.id) return;
  const words = `${message.text}${JSON.stringify(message.blocks)}`;
  if (facts.partTakenAt === null && words.includes(`<@${trainee.id}>`) && takes(message.text, part)) {
    facts.partTakenAt = at;
  }
  if (/\bis resolved\b/i.test(message.text)) facts.resolvedAt ??= at;
}

const takes = (text: string, part: Scene["part"]): boolean => {
  const sentence = text.split("\n")[0]!;
  return /\bis now\b/.test(sentence) && PART_WORDS[part].test(sentence);
};

function seeMarks(scene: Scene): void {
  for (const key of scene.facts.keys.filter(({ markedAt }) => markedAt === null)) {
    const channel = scene.ws.state.channels.get(key.channel);
    const reactions = channel?.messages.get(key.ts)?.reactions ?? [];
    const marked = reactions.some(({ name, users }) => MARKS.has(name) && users.includes(scene.trainee.id));
    const pinned = channel?.pins.some(({ ts, by }) => ts === key.ts && by === scene.trainee.id);
    if (marked || pinned) key.markedAt = scene.ws.clock.now();
  }
}

/** What the person in training does beside talking: a message kept by a shortcut, a note, a declaration. */
export function seeAct(scene: Scene, what: WorkspaceAct): void {
  if (what.act === "command" && /^\s*(declare|new)\b/i.test(what.text)) scene.declaredBy.add(what.as);
  if (what.act === "submit" && !scene.facts.room) scene.declaredBy.add(what.as);
  if (what.as !== scene.trainee.id) return;
  const now = scene.ws.clock.now();
  const open = scene.facts.keys.filter(({ markedAt }) => markedAt === null);
  const isNote = what.act === "command" && /^\s*note\b/i.test(what.text);
  const key =
    what.act === "shortcut"
      ? open.find(({ ts }) => ts === what.ts)
      : isNote
        ? open.findLast(({ at }) => now - at <= NOTE_WITHIN_MS)
        : undefined;
  if (key) key.markedAt = now;
}

/** Somebody outside asks when nothing was announced for too long; once for each silence. */
function missNews(scene: Scene): void {
  const { facts, ws, cast, script } = scene;
  const last = facts.news.at(-1);
  const quiet_ms = script.announcements.quiet_max_min * QUIET_MS;
  if (!cast.support || last === undefined || facts.resolvedAt !== null) return;
  if (ws.clock.now() - last < quiet_ms || scene.missed === last) return;
  scene.missed = last;
  const room = facts.room && ws.state.channels.get(facts.room.id);
  if (room) say(scene, cast.support, room, "Any news for our customers? It has been quiet for a while.");
}
