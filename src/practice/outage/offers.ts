// What colleagues make of the buttons that an app offers them. They read the words on them, as people do.
import type { OutagePart } from "../page-api.ts";
import type { Block, Channel, Ephemeral, Json, Message, User } from "../state.ts";
import { colleaguesIn, speakersOf } from "./cast.ts";
import { between, enter, type Scene } from "./scene.ts";

/** The words by which a role is recognised as one of the three parts. */
export const PART_WORDS: Readonly<Record<OutagePart, RegExp>> = {
  commander: /commander|incident lead/i,
  scribe: /scribe|note ?taker/i,
  communications: /communicat|comms/i,
};

const TAKES = /^(take|claim|i am|i'll be)\b/i;
const ACCEPTS = /^(accept|i'll do it|i will do it|on it)\b/i;
const FINISHES = /^(done|mark (as )?done|finish)\b/i;
const ACKNOWLEDGES = /^acknowledge\b/i;
const UPDATES = /\bupdate\b/i;

/** Looks through the buttons of a message that is new to the people here. */
export function considerOffers(scene: Scene, channel: Channel, message: Message | Ephemeral): void {
  const people = colleaguesIn(scene.cast).filter((user) => mayPress(channel, message, user));
  for (const words of buttonWords(message)) {
    if (TAKES.test(words)) offerRole(scene, channel, message, words);
    else if (ACKNOWLEDGES.test(words)) offerAcknowledging(scene, channel, message, words);
    for (const user of people.filter((one) => isAddressed(channel, message, one))) {
      if (ACCEPTS.test(words)) pressLater(scene, between(scene, 20, 80), user, channel, message.ts, words);
      else if (FINISHES.test(words)) finishLater(scene, user, channel, message, words);
      else if (UPDATES.test(words)) writeUpdate(scene, user, channel);
    }
  }
}

/** Nobody is cast for the part of the person in training: it stays free for them. */
function offerRole(scene: Scene, channel: Channel, message: Message, words: string): void {
  const part = (Object.keys(PART_WORDS) as OutagePart[]).find((one) => PART_WORDS[one].test(words));
  const user = part && scene.cast[part];
  if (user) pressLater(scene, between(scene, 45, 150), user, channel, message.ts, words);
}

/** Left to a commander in training for a while. */
function offerAcknowledging(scene: Scene, channel: Channel, message: Message, words: string): void {
  const [least_s, most_s] = scene.part === "commander" ? [300, 360] : [40, 90];
  const user = scene.cast.commander ?? scene.cast.reliability;
  if (user) pressLater(scene, between(scene, least_s, most_s), user, channel, message.ts, words);
}

/**
 * Works on it for some minutes. One of them forgets to say that it is done, until they are named again: by a person, or by
 * the app, which then offers the button once more.
 */
function finishLater(scene: Scene, user: User, channel: Channel, message: Message, words: string): void {
  const press = () => pressLater(scene, between(scene, 20, 60), user, channel, message.ts, words);
  const isForgetful = speakersOf(scene.cast, user.id).includes("reliability");
  if (!isForgetful) scene.later(between(scene, 300, 700), press);
  else if (scene.unsaid.get(user.id)?.length) press();
  else scene.unsaid.set(user.id, [press]);
}

function writeUpdate(scene: Scene, user: User, channel: Channel): void {
  scene.later(between(scene, 60, 150), () => {
    scene.act(user, {
      act: "command",
      channel: channel.id,
      command: "/incident",
      text: `update ${scene.phase.update}`,
    });
  });
}

/** Presses it if it is still there by then. */
export function pressLater(
  scene: Scene,
  delay_ms: number,
  user: User,
  channel: Channel,
  ts: string,
  words: string,
): void {
  scene.later(delay_ms, () => {
    const message = channel.messages.get(ts) ?? channel.ephemerals.find((one) => one.ts === ts);
    const button = message && buttonsOf(message).find((one) => wordsOn(one.element) === words);
    if (!button || !enter(scene, user, channel)) return;
    scene.act(user, {
      act: "block-action",
      channel: channel.id,
      ts,
      blockId: button.blockId,
      actionId: button.actionId,
    });
  });
}

const mayPress = (channel: Channel, message: Message | Ephemeral, user: User): boolean =>
  "onlyFor" in message ? message.onlyFor === user.id : channel.kind === "channel" || channel.members.includes(user.id);

/** Its sentence names this person, or it is for their eyes alone; a card that lists everybody addresses nobody. */
const isAddressed = (channel: Channel, message: Message | Ephemeral, user: User): boolean =>
  "onlyFor" in message || channel.kind === "im" || message.text.includes(`<@${user.id}>`);

export const buttonWords = (message: Message): string[] => buttonsOf(message).map(({ element }) => wordsOn(element));

const wordsOn = (element: Json): string => String((element.text as { text?: unknown } | undefined)?.text ?? "");

function buttonsOf({ blocks }: Message): { blockId: string; actionId: string; element: Block }[] {
  return blocks.flatMap((block) =>
    [block.accessory, ...((block.elements as unknown[] | undefined) ?? [])]
      .filter((one): one is Block => (one as Block | undefined)?.type === "button")
      .map((element) => ({ blockId: String(block.block_id), actionId: String(element.action_id), element })),
  );
}
