// What people do in a scenario, each act as Slack offers it; each finds by itself what it needs at that moment.
import { MINUTE_MS } from "../../../src/lib/pure/duration.ts";
import type { PageAct } from "../../../src/practice/page-api.ts";
import type { Channel, Message } from "../../../src/practice/state.ts";
import { valuesOf } from "../../support/form-values.ts";
import { PRIVATE_WORD } from "../checkers/private.ts";
import { buttonIn, newestButton } from "../buttons.ts";
import type { Deleted } from "../workload.ts";
import { userOf, type World } from "../world.ts";

export interface Stage {
  world: World;
  deleted: Deleted[];
}

/** One thing that somebody does, again if Slack says that it failed. */
export interface Act {
  by: string;
  /** As it stands in the trace. */
  words: string;
  /** False while what it needs is not there yet. */
  does(stage: Stage): boolean;
  /** Whoever does it looks first whether it was done though Slack said that it failed: twice would be two. */
  looks: boolean;
  /** Whether what it is for has come, where that is to be seen at once. */
  hasCome?(stage: Stage): boolean;
}

export interface Wait {
  wait_ms: number;
}

/** Several things at one moment. */
export interface Together {
  together: readonly Act[];
}

export type Step = Act | Wait | Together;

export const minutes = (count: number): Wait => ({ wait_ms: count * MINUTE_MS });

export const together = (...acts: Act[]): Together => ({ together: acts });

/** A command, typed in `place`: a channel by its name, or a room by how its name begins ("inc-1"). */
export const types = (by: string, place: string, text: string): Act => ({
  by,
  words: `/incident ${text}`,
  looks: false,
  does: (stage) => typed(stage, by, place, text),
});

/** A command that adds something, so that typing it twice adds two. */
export const adds = (by: string, place: string, text: string): Act => ({ ...types(by, place, text), looks: true });

/** The newest button of that name in `place`, first among what only they see. */
export const presses = (by: string, place: string, actionId: string): Act => ({
  by,
  words: `presses ${actionId}`,
  looks: false,
  does: (stage) => pressed(stage, by, place, actionId),
});

/** Fills in the form that they have open, and sends it; sent again it is the same form. */
export const submits = (by: string, fields: Record<string, string>): Act => ({
  by,
  words: `submits ${JSON.stringify(fields)}`,
  looks: false,
  does({ world }) {
    const form = world.core.state.modals.get(userOf(world.core, by))?.at(-1);
    if (!form?.submit) return false;
    return did(world, by, { act: "submit", view: form.id, values: valuesOf(form, fields) });
  },
});

/** Opens a form, by command or by button; whoever has it open need not open it again. */
export const opens = (how: Act): Act => ({
  ...how,
  does: (stage) => hasFormOpen(stage, how.by) || how.does(stage),
  hasCome: (stage) => hasFormOpen(stage, how.by),
});

export const says = (by: string, place: string, text: string): Act =>
  inSlack(by, `says ${text}`, (stage) => {
    const room = placeOf(stage, place);
    return room !== null && did(stage.world, by, { act: "post", channel: room.id, text });
  });

/** In the thread of the message that contains `about`. */
export const replies = (by: string, place: string, about: string, text: string): Act =>
  onMessage(by, `replies ${text}`, place, about, (message) => ({ act: "post", text, threadTs: message.ts }));

export const edits = (by: string, place: string, about: string, text: string): Act =>
  onMessage(by, `edits ${about}`, place, about, ({ ts }) => ({ act: "edit", ts, text }));

export const deletes = (by: string, place: string, about: string): Act =>
  inSlack(by, `deletes ${about}`, (stage) => {
    const found = messageIn(stage, place, about);
    if (!found) return false;
    const { channel, message } = found;
    const isGone = did(stage.world, by, { act: "delete", channel: channel.id, ts: message.ts });
    if (isGone) stage.deleted.push({ channel: channel.id, ts: message.ts });
    return isGone;
  });

export const reacts = (by: string, place: string, about: string, name: string): Act =>
  onMessage(by, `reacts ${name}`, place, about, ({ ts }) => ({ act: "react", ts, name }));

export const unreacts = (by: string, place: string, about: string, name: string): Act =>
  onMessage(by, `takes ${name} away`, place, about, ({ ts }) => ({ act: "unreact", ts, name }));

export const pins = (by: string, place: string, about: string): Act =>
  onMessage(by, `pins ${about}`, place, about, ({ ts }) => ({ act: "pin", ts }));

export const joins = (by: string, place: string): Act => onPlace(by, place, "join", {});
export const leaves = (by: string, place: string): Act => onPlace(by, place, "leave", {});
export const archives = (by: string, place: string): Act => onPlace(by, place, "archive", {});
export const invites = (by: string, place: string, whom: string): Act => onPlace(by, place, "invite", { whom });
export const kicks = (by: string, place: string, whom: string): Act => onPlace(by, place, "kick", { whom });
export const home = (by: string): Act => inSlack(by, "opens Home", ({ world }) => did(world, by, { act: "open-home" }));

/** The room's id is not known to whoever writes a scenario. Null while nobody could know of it: Warroom has said nothing there. */
export const placeOf = ({ world: { core } }: Pick<Stage, "world">, place: string): Channel | null =>
  [...core.state.channels.values()].find(
    (channel) => channel.name === place || (channel.name.startsWith(`${place}-`) && holdsWords(channel)),
  ) ?? null;

const holdsWords = ({ messages }: Channel): boolean => [...messages.values()].some(({ metadata }) => metadata);

export const hasFormOpen = ({ world: { core } }: Stage, by: string): boolean =>
  (core.state.modals.get(userOf(core, by)) ?? []).some(({ submit }) => submit);

type Doing<One = PageAct> = One extends { as: string } ? Omit<One, "as"> : never;

/** What Slack does by itself, whether the program lives or not. */
const inSlack = (by: string, words: string, does: Act["does"]): Act => ({ by, words, looks: false, does });

function onMessage(
  by: string,
  words: string,
  place: string,
  about: string,
  what: (message: Message) => Record<string, unknown>,
): Act {
  return inSlack(by, words, (stage) => {
    const found = messageIn(stage, place, about);
    return !!found && did(stage.world, by, { channel: found.channel.id, ...what(found.message) } as unknown as Doing);
  });
}

const onPlace = (
  by: string,
  place: string,
  act: "join" | "leave" | "archive" | "invite" | "kick",
  { whom }: { whom?: string },
): Act =>
  inSlack(by, `${act} ${place} ${whom ?? ""}`, (stage) => {
    const room = placeOf(stage, place);
    if (!room) return false;
    const { core } = stage.world;
    const user = whom === "warroom" ? core.state.app.botUser : whom && userOf(core, whom);
    return did(stage.world, by, { act, channel: room.id, ...(user && { user }) } as Doing);
  });

function typed({ world }: Stage, by: string, place: string, text: string): boolean {
  const channel = placeOf({ world }, place);
  if (!channel) return false;
  if (text.includes(PRIVATE_WORD)) world.declaredPrivately.add(userOf(world.core, by));
  return did(world, by, { act: "command", channel: channel.id, command: "/incident", text });
}

function pressed({ world }: Stage, by: string, place: string, actionId: string): boolean {
  const channel = placeOf({ world }, place);
  const user = userOf(world.core, by);
  const own = channel?.ephemerals.filter(({ onlyFor }) => onlyFor === user) ?? [];
  const found = channel && (newestButton(own, actionId) ?? buttonIn(channel, actionId));
  return !!found && did(world, by, { act: "block-action", channel: channel.id, ...found });
}

function messageIn(stage: Stage, place: string, about: string): { channel: Channel; message: Message } | null {
  const channel = placeOf(stage, place);
  const message = [...(channel?.messages.values() ?? [])].find(({ text, botId }) => !botId && text.includes(about));
  return channel && message ? { channel, message } : null;
}

function did(world: World, by: string, what: Doing): boolean {
  const answer = world.core.act({ as: userOf(world.core, by), ...what } as PageAct);
  world.note(`${by} does ${JSON.stringify(what)}${answer.ok ? "" : ` (${answer.error})`}`);
  return answer.ok;
}
