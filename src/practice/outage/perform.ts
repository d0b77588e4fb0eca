// One beat of the script, done as the person of the cast would do it on the page.
import type { Channel, User } from "../state.ts";
import { ask, promise } from "./questions.ts";
import { between, channelFor, enter, nextUpdate, personFor, type Scene, say } from "./scene.ts";
import type { Beat, Saying, Speaker } from "./script.ts";

/** The share of key moments that a colleague who keeps the timeline does not see. */
const SCRIBE_MISSES = 0.25;

/** Left out: what the person in training does by themselves, and what has no place to happen. */
export function perform(scene: Scene, beat: Beat): void {
  const user = scene.cast[beat.who];
  if (!user || (beat.when && !beat.when.includes(scene.part))) return;
  if (beat.whileOpen && scene.facts.resolvedAt !== null) return;
  if (isMarking(beat)) mark(scene, user, beat);
  else {
    const channel = channelFor(scene, "in" in beat ? beat.in : undefined);
    if (channel && enter(scene, user, channel)) doIn(scene, user, channel, beat);
  }
}

type Marking = Extract<Beat, { react: string } | { pin: string } | { edit: string } | { takesBack: string }>;

const isMarking = (beat: Beat): beat is Marking =>
  "react" in beat || "pin" in beat || "edit" in beat || "takesBack" in beat;

function doIn(scene: Scene, user: User, channel: Channel, beat: Exclude<Beat, Marking>): void {
  if ("say" in beat) speak(scene, user, channel, beat);
  else if ("command" in beat) {
    const [command = "", ...rest] = filled(scene, beat.command).split(" ");
    scene.act(user, { act: "command", channel: channel.id, command, text: rest.join(" ") });
  } else if ("uploads" in beat) {
    const file = { name: beat.uploads, mimetype: "text/plain", base64: Buffer.from(beat.text).toString("base64") };
    const answer = scene.act(user, { act: "upload", channel: channel.id, ...file });
    if (answer.ok && beat.as) scene.labels.set(beat.as, { channel: channel.id, ts: answer.ts! });
  }
}

function speak(scene: Scene, user: User, channel: Channel, beat: Saying): void {
  const under = beat.under === undefined ? undefined : scene.labels.get(beat.under)?.ts;
  const ts = say(scene, user, channel, filled(scene, beat.say), under);
  if (ts === undefined) return;
  const place = { channel: channel.id, ts };
  if (beat.as) scene.labels.set(beat.as, place);
  if (beat.key) {
    scene.facts.keys.push({ words: beat.key, ...place, at: scene.ws.clock.now(), markedAt: null });
    markLater(scene, place);
  }
  if (beat.fixed) scene.facts.fixedAt = scene.ws.clock.now();
  if (beat.asks) ask(scene, user, channel, ts, beat);
  if (beat.promises) promise(scene, user, beat.promises);
}

/** A colleague who keeps the timeline does it by reaction, and now and then misses one. */
function markLater(scene: Scene, place: { channel: string; ts: string }): void {
  const { scribe } = scene.cast;
  if (!scribe || scene.random.next() < SCRIBE_MISSES) return;
  scene.later(between(scene, 30, 120), () => scene.act(scribe, { act: "react", ...place, name: "round_pushpin" }));
}

function mark(scene: Scene, user: User, beat: Marking): void {
  const label = "react" in beat ? beat.to : "pin" in beat ? beat.pin : "edit" in beat ? beat.edit : beat.takesBack;
  const place = scene.labels.get(label);
  if (!place) return;
  const channel = scene.ws.state.channels.get(place.channel);
  if (!channel || !enter(scene, user, channel)) return;
  if ("react" in beat) scene.act(user, { act: "react", ...place, name: beat.react });
  else if ("pin" in beat) scene.act(user, { act: "pin", ...place });
  else if ("edit" in beat) scene.act(user, { act: "edit", ...place, text: filled(scene, beat.to) });
  else scene.act(user, { act: "delete", ...place });
}

/** Names put in as mentions; `{update}` is what the phase has to say next. */
export function filled(scene: Scene, text: string): string {
  return text.replace(/\{(\w+)\}/g, (_whole, word: string) =>
    word === "update" ? nextUpdate(scene) : `@${personFor(scene, word as Speaker | "trainee").name}`,
  );
}
