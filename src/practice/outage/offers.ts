// What colleagues make of the buttons that an app offers them. They read the words on them, as people do.
import type { OutagePart } from "../page-api.ts";
import type { Block, Channel, Ephemeral, Message, User } from "../state.ts";
import { colleaguesIn, speakersOf } from "./cast.ts";
import { between, enter, nextUpdate, type Scene } from "./scene.ts";

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

/** A message with buttons, where it stands. */
interface Offer {
  channel: Channel;
  message: Message | Ephemeral;
}

/** Looks through the buttons of a message that is new to the people here. */
export function considerOffers(scene: Scene, offer: Offer): void {
  const addressed = colleaguesIn(scene.cast).filter((user) => isAddressed(offer, user));
  for (const label of buttonsOf(offer.message).map(({ label }) => label)) {
    if (TAKES.test(label)) considerRole(scene, offer, label);
    else if (ACKNOWLEDGES.test(label)) considerAcknowledging(scene, offer);
    for (const user of addressed) {
      if (ACCEPTS.test(label)) accept(scene, user, offer);
      else if (FINISHES.test(label)) finishLater(scene, user, offer);
      else if (UPDATES.test(label)) writeUpdate(scene, user, offer.channel);
    }
  }
}

/** Nobody is cast for the part of the person in training: it stays free for them. */
function considerRole(scene: Scene, offer: Offer, label: string): void {
  const part = (Object.keys(PART_WORDS) as OutagePart[]).find((one) => PART_WORDS[one].test(label));
  const user = part && scene.cast[part];
  if (user) pressLater(scene, between(scene, 45, 150), user, offer, (one) => one === label);
}

/** Left to a commander in training for a while. */
function considerAcknowledging(scene: Scene, offer: Offer): void {
  const [least_s, most_s] = scene.part === "commander" ? [300, 360] : [40, 90];
  const user = scene.cast.commander ?? scene.cast.reliability;
  if (user) pressLater(scene, between(scene, least_s, most_s), user, offer, (one) => ACKNOWLEDGES.test(one));
}

/** What was accepted is worked on, and then often offers another button in the same place. */
function accept(scene: Scene, user: User, offer: Offer): void {
  const delay_ms = between(scene, 20, 80);
  pressLater(scene, delay_ms, user, offer, (one) => ACCEPTS.test(one));
  const finishesHere = buttonsOf(offer.message).some(({ label }) => FINISHES.test(label));
  if (!finishesHere) scene.later(delay_ms, () => finishLater(scene, user, offer));
}

/**
 * Works on it for some minutes. One of them forgets to say that it is done, until they are named again: by a person, or by
 * the app, which then offers the button once more.
 */
function finishLater(scene: Scene, user: User, offer: Offer): void {
  const press = () => pressLater(scene, between(scene, 20, 60), user, offer, (one) => FINISHES.test(one));
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
      text: `update ${nextUpdate(scene)}`,
    });
  });
}

/** Presses it if such a button is there by then. */
function pressLater(
  scene: Scene,
  delay_ms: number,
  user: User,
  { channel, message: { ts } }: Offer,
  isMeant: (label: string) => boolean,
): void {
  scene.later(delay_ms, () => {
    const message = channel.messages.get(ts) ?? channel.ephemerals.find((one) => one.ts === ts);
    const button = message && buttonsOf(message).find(({ label }) => isMeant(label));
    if (!button || !enter(scene, user, channel)) return;
    const { blockId, actionId } = button;
    scene.act(user, { act: "block-action", channel: channel.id, ts, blockId, actionId });
  });
}

/** Its sentence names this person, or it is for their eyes alone; a card that lists everybody addresses nobody. */
function isAddressed({ channel, message }: Offer, user: User): boolean {
  if ("onlyFor" in message) return message.onlyFor === user.id;
  if (channel.kind === "im") return channel.members.includes(user.id);
  return message.text.includes(`<@${user.id}>`);
}

function buttonsOf({ blocks }: Message): { blockId: string; actionId: string; label: string }[] {
  return blocks.flatMap((block) =>
    [block.accessory, ...((block.elements as unknown[] | undefined) ?? [])]
      .filter((one): one is Block => (one as Block | undefined)?.type === "button")
      .map((element) => ({
        blockId: String(block.block_id),
        actionId: String(element.action_id),
        label: String((element.text as { text?: unknown } | undefined)?.text ?? ""),
      })),
  );
}
