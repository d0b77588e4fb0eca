// What nobody does on the practice page: another app's message, a reply that is sent to the channel too.
import { createSeededRandom } from "../../src/lib/random.ts";
import { addMessage, type Draft } from "../../src/practice/messages/messages.ts";
import type { Workspace } from "../../src/practice/state.ts";
import type { World } from "./world.ts";

/** Adds it to a channel by name, as Slack would; answers with its ts. */
export function addToChannel(world: World, name: string, draft: Draft): string {
  const { state, deliveries } = world.practice.core;
  const parts = { state, deliveries, clock: { now: world.now }, random: createSeededRandom(5), changed() {} };
  const channel = state.channels.get(world.channel(name).id)!;
  return addMessage(parts as unknown as Workspace, channel, draft).ts;
}

/** As monitoring apps post: no user, no text, all words in an attachment. */
export function alertFrom(world: World, name: string, title: string): string {
  const extra = { bot_id: "BALERTS", username: "Grafana" };
  return addToChannel(world, name, { user: "", text: "", subtype: "bot_message", attachments: [{ title }], extra });
}
