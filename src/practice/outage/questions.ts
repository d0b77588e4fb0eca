// Questions that wait for a part, and promises that are forgotten: what a commander and a scribe have to notice.
import type { Channel, Message, User } from "../state.ts";
import { between, personFor, type Question, type Scene, say } from "./scene.ts";
import type { Saying } from "./script.ts";

const REMIND_AFTER_MS = 4 * 60_000;
/** These on a question are an answer; `eyes` only says that it was seen. */
const YES = new Set(["white_check_mark", "heavy_check_mark", "+1", "thumbsup", "ok_hand"]);

/** A colleague answers by themselves; a question to the person in training waits, and is asked once more. */
export function ask(scene: Scene, from: User, channel: Channel, ts: string, beat: Saying): void {
  const { part, answer, decides = false } = beat.asks!;
  const asked = personFor(scene, part);
  const question: Question = {
    from,
    of: asked,
    channel: channel.id,
    ts,
    words: beat.say.replace(/\{\w+\}\s*/g, ""),
    at: scene.ws.clock.now(),
    answeredAt: null,
    remindedAt: null,
    decides,
  };
  scene.facts.questions.push(question);
  if (asked.id === scene.trainee.id) scene.later(REMIND_AFTER_MS, () => remind(scene, question, channel));
  else {
    scene.later(between(scene, 50, 110), () => {
      if (question.answeredAt === null && say(scene, asked, channel, answer, ts)) settle(scene, question, channel);
    });
  }
}

function remind(scene: Scene, question: Question, channel: Channel): void {
  if (question.answeredAt !== null) return;
  question.remindedAt = scene.ws.clock.now();
  say(scene, question.from, channel, `@${scene.trainee.name} still waiting for a word on this.`, question.ts);
}

function settle(scene: Scene, question: Question, channel: Channel): void {
  question.answeredAt = scene.ws.clock.now();
  const thanks = question.decides ? "Understood, doing it now." : "Thanks!";
  if (question.decides) scene.later(between(scene, 15, 40), () => say(scene, question.from, channel, thanks));
  else {
    scene.later(between(scene, 10, 30), () =>
      scene.act(question.from, { act: "react", channel: channel.id, ts: question.ts, name: "pray" }),
    );
  }
}

/** In its thread, with the asker's name, or as the next thing they say in that channel: people do not read more closely. */
export function hearAnswer(scene: Scene, channel: Channel, message: Message): void {
  const open = openQuestions(scene);
  for (const question of open) {
    if (question.channel !== channel.id || message.ts <= question.ts) continue;
    const inThread = message.threadTs === question.ts;
    const names = message.text.includes(`<@${question.from.id}>`);
    const isNext = message.threadTs === undefined && question === open.at(-1);
    if (inThread || names || isNext) settle(scene, question, channel);
  }
}

/** A tick on a question answers it too. */
export function seeReactions(scene: Scene): void {
  for (const question of openQuestions(scene)) {
    const channel = scene.ws.state.channels.get(question.channel);
    const reactions = channel?.messages.get(question.ts)?.reactions ?? [];
    const ticked = reactions.some(({ name, users }) => YES.has(name) && users.includes(scene.trainee.id));
    if (channel && ticked) settle(scene, question, channel);
  }
}

/** Those that the person in training owes an answer. */
const openQuestions = (scene: Scene): Question[] =>
  scene.facts.questions.filter(({ of, answeredAt }) => of.id === scene.trainee.id && answeredAt === null);

export function promise(scene: Scene, by: User, { what, result }: NonNullable<Saying["promises"]>): void {
  scene.facts.promises.push({ by, what, result, at: scene.ws.clock.now(), asked: null });
}

/** What this person forgot and now says, because somebody asked; undefined when they owe nothing. */
export function remembered(scene: Scene, user: User, byTrainee: boolean): string | undefined {
  const owed = scene.facts.promises.find(({ by, asked }) => by.id === user.id && asked === null);
  if (!owed) return undefined;
  owed.asked = { at: scene.ws.clock.now(), byTrainee };
  return owed.result;
}
