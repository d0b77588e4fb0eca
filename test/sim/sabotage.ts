// What people and administrators do to a room while an incident runs in it, and take back some minutes later.
import type { Incident } from "../../src/domain/incident.ts";
import { placeOf } from "../../src/domain/room/thread.ts";
import { MINUTE_MS } from "../../src/lib/pure/duration.ts";
import type { PageAct } from "../../src/practice/page-api.ts";
import type { Channel } from "../../src/practice/state.ts";
import { PEOPLE_FAULTS, type PeopleFault, pick } from "./profile.ts";
import { userOf, type World } from "./world.ts";

/** Plans one of each kind that the seed drew. */
export function planSabotage(world: World): void {
  const { kernel, faults, options } = world;
  for (const kind of PEOPLE_FAULTS) {
    if (options.profile.rates[kind] === undefined) continue;
    const random = kernel.random(`sabotage ${kind}`);
    const after_ms = MINUTE_MS + Math.floor(random.next() * options.profile.faulty_ms * 0.7);
    const lasts_ms = MINUTE_MS + Math.floor(random.next() * 8 * MINUTE_MS);
    kernel.clock.after(after_ms, () => {
      // A thread's channel is everybody's: Warroom may be put out of it, and the rest would befall others.
      const rooms = [...roomsOf(world), ...(kind === "kicked" ? channelsOfThreads(world) : [])];
      if (!faults.on() || rooms.length === 0) return;
      const room = pick(random, rooms);
      const undo = sabotage(world, kind, room);
      if (!undo) return;
      faults.count(kind);
      world.note(`people: ${kind} ${room.id}`);
      const left_ms = options.profile.faulty_ms - (after_ms + lasts_ms);
      kernel.clock.after(Math.min(lasts_ms, lasts_ms + left_ms), undo);
    });
  }
}

const nothing = () => {};

/** Does it, and answers what takes it back; null where there was nothing to do it to. */
function sabotage(world: World, kind: PeopleFault, room: Channel): (() => void) | null {
  const { core, kernel } = world;
  const { botUser } = core.state.app;
  const by = room.members.find((one) => one !== botUser);
  if (by === undefined) return null;
  const does = (what: Omit<PageAct, "as"> & { act: string }) => core.act({ as: by, ...what } as PageAct);
  const { id: channel } = room;
  /** Whose account is off meanwhile does it once it is on again. */
  const onceActive = (undo: () => void) => {
    const later = (): void => {
      if (core.state.users.get(by)?.deleted) kernel.clock.after(MINUTE_MS, later);
      else undo();
    };
    return later;
  };
  const inviteBack = onceActive(() => {
    // They may have left meanwhile.
    if (!room.members.includes(by)) does({ act: "join", channel } as PageAct);
    does({ act: "invite", channel, user: botUser } as PageAct);
  });
  switch (kind) {
    case "kicked":
      if (!does({ act: "kick", channel, user: botUser } as PageAct).ok) return null;
      world.putOut.push({ channel, at: world.now() });
      if (room.kind !== "channel" || isOver(world, channel)) world.undone.closed.set(channel, world.now());
      return inviteBack;
    case "archived":
      if (!does({ act: "archive", channel } as PageAct).ok) return null;
      world.undone.closed.set(channel, world.now());
      return onceActive(() => {
        does({ act: "unarchive", channel } as PageAct);
        // Slack shows a private one to nobody outside: whoever opens it again asks Warroom in, as its notice says.
        if (room.kind !== "channel") inviteBack();
      });
    case "renamed":
      return does({ act: "rename", channel, name: `${room.name.slice(0, 60)}-old` } as PageAct).ok ? nothing : null;
    case "made-private":
      if (room.kind !== "channel") return null;
      core.admin.makePrivate(channel, by);
      // Whom its archiving took out of it before cannot come in by itself any more.
      return () => {
        if (!core.state.channels.get(channel)?.members.includes(botUser)) inviteBack();
      };
    case "shared":
      core.admin.shareChannel(channel);
      return nothing;
    case "deactivated": {
      const user = userOf(core, "tomasz");
      core.admin.changeUser(user, { deleted: true });
      world.undone.deactivated.add(user);
      return () => core.admin.changeUser(user, { deleted: false });
    }
    case "deserted":
      // Into a private room without anybody Warroom could not be asked again.
      if (room.kind !== "channel" && !room.members.includes(botUser)) return null;
      for (const user of room.members.filter((one) => one !== botUser)) {
        core.act({ as: user, act: "leave", channel });
        world.undone.left.add(`${user} ${channel}`);
      }
      return nothing;
    case "card-deleted": {
      const card = [...room.messages.values()].find(({ metadata }) =>
        String(metadata?.event_payload.job).startsWith("card:"),
      );
      const admin = userOf(core, "amara");
      if (!card) return null;
      core.act({ as: admin, act: "join", channel });
      if (!core.act({ as: admin, act: "delete", channel, ts: card.ts }).ok) return null;
      world.undone.deleted.set(String(card.metadata!.event_payload.job), world.now());
      return nothing;
    }
  }
}

/** Out of the room of what is over it stays out, though it could come in. */
const isOver = ({ database }: World, channel: string): boolean =>
  database
    .rows<{ state: string }>("SELECT state FROM incidents")
    .map(({ state }) => JSON.parse(state) as Incident)
    .some(({ room, stage }) => room?.channel === channel && stage !== "open");

/** Those that Warroom knows to be its own: before, a room may still be looked for by its name. */
const roomsOf = ({ core, roomSince }: World): Channel[] =>
  [...core.state.channels.values()].filter(({ id }) => roomSince.has(id));

const channelsOfThreads = ({ core, roomSince }: World): Channel[] => {
  const ids = [...roomSince.keys()]
    .map(placeOf)
    .flatMap(({ channel, threadTs }) => (threadTs === null ? [] : [channel]));
  return [...new Set(ids)].flatMap((id) => core.state.channels.get(id) ?? []);
};
