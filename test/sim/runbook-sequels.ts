// What people do with the runbook itself: they work its playbooks, call whom it names, climb its ladder, edit it while
// incidents run, work on what it gives no room of its own, and answer what authorities must be notified of.
import { MINUTE_MS, SECOND_MS } from "../../src/lib/pure/duration.ts";
import type { Channel, Message } from "../../src/practice/state.ts";
import { buttonIn, buttonsOf, newestButton } from "./buttons.ts";
import { KEY_EMOJI } from "./checkers/moments.ts";
import { calling, offered, words } from "./orders.ts";
import { pick, shuffled } from "./profile.ts";
import { edited } from "./rules.ts";
import type { Hands } from "./sequels.ts";
import { typed } from "./texts.ts";
import type { World } from "./world.ts";

export const RUNBOOK_SEQUELS = [
  "workPlaybook",
  "callSomebody",
  "climb",
  "editRunbook",
  "liveInThread",
  "notify",
] as const;

type RunbookSequels = Record<(typeof RUNBOOK_SEQUELS)[number], () => void>;

interface MoreHands extends Hands {
  world: World;
  person(): string;
  /** Fills in whatever form that person has open. */
  submit(user: string): void;
}

export function createRunbookSequels({ world, random, later, ...hands }: MoreHands): RunbookSequels {
  const { rooms, person, personIn, does, command, nameOf, submit, deleted } = hands;
  const { core } = world;
  const within = (from_ms: number, to_ms: number) => from_ms + Math.floor(random.next() * (to_ms - from_ms));
  /** Rooms in which there is still something to do. */
  const openRooms = () => shuffled(random, rooms()).filter((room) => buttonIn(room, "open_resolve") !== null);
  const channelNamed = (name: string) => [...core.state.channels.values()].find((one) => one.name === name)!;

  /** Any button of the list that they have open, in the order of its steps more often than not. */
  const pressInList = (user: string, wanted = /_(step|approval):/) => {
    const view = core.state.modals.get(user)?.at(-1);
    const all = view ? buttonsOf({ blocks: view.blocks }).filter(({ actionId }) => wanted.test(actionId)) : [];
    if (view && all.length > 0) does(user, { act: "block-action", view: view.id, ...pick(random, all) });
  };

  /** What stands in a channel of which only they see the newest, or everybody. */
  const pressIn = (user: string, channel: Channel, actionId: string) => {
    const own = channel.ephemerals.filter(({ onlyFor }) => onlyFor === user);
    const found = newestButton(own, actionId) ?? buttonIn(channel, actionId);
    if (found) does(user, { act: "block-action", channel: channel.id, ...found });
    return found !== null;
  };

  const inThread = () => {
    const channel = channelNamed("incidents");
    const [root] = shuffled(random, [...channel.messages.values()].filter(isRoot));
    if (!root) return;
    const user = person();
    const at = { channel: channel.id };
    const replies = [...channel.messages.values()].filter(
      ({ threadTs, ts, botId }) => threadTs === root.ts && ts !== root.ts && !botId,
    );
    const own = replies.find((one) => one.user === user);
    const what = random.next();
    if (what < 0.4 || replies.length === 0) {
      const text = typed(random, `words ${Math.floor(random.next() * 1_000)}`);
      return void does(user, { act: "post", ...at, text, threadTs: root.ts });
    }
    if (what < 0.5) return void (own && does(user, { act: "edit", ...at, ts: own.ts, text: "it was nobody" }));
    if (what < 0.55) {
      if (own && does(user, { act: "delete", ...at, ts: own.ts }).ok) deleted.push({ channel: channel.id, ts: own.ts });
      return;
    }
    if (what < 0.65) {
      const { ts } = pick(random, replies);
      return void does(user, {
        act: pick(random, ["react", "react", "unreact"]),
        ...at,
        ts,
        name: pick(random, KEY_EMOJI),
      });
    }
    if (what < 0.8) {
      const found = pick(random, buttonsOf(root));
      if (!found) return;
      does(user, { act: "block-action", ...at, ts: root.ts, ...found });
      return later(4 * SECOND_MS, () => submit(user));
    }
    const [order = "", ...rest] = words(random, world).split(" ");
    command(user, channel, [order, nameIn(root), ...rest].join(" "));
  };

  return {
    /** Somebody works it step by step; whoever holds the role that must agree answers, and now and then somebody else. */
    workPlaybook() {
      const [room] = openRooms();
      const { playbooks } = world.runbook.runbook;
      if (!room || playbooks.length === 0) return;
      const careful = playbooks.filter(({ steps }) => steps.some(({ approver }) => approver !== null));
      const playbook = pick(random, careful.length > 0 && random.next() < 0.7 ? careful : playbooks);
      const [worker, approver, other] = [personIn(room), personIn(room), personIn(room)];
      for (const role of new Set(playbook.steps.map((step) => step.approver))) {
        if (role !== null) command(approver, room, `role ${role} @${nameOf(approver)}`);
      }
      later(4 * SECOND_MS, () => command(worker, room, `playbook ${playbook.symptom}`));
      for (let press = 1; press <= 7; press++) {
        later(press * within(10 * SECOND_MS, 20 * SECOND_MS), () => pressInList(worker));
        const answer = pick(random, ["approve_step", "approve_step", "refuse_step"]);
        const who = pick(random, [approver, other]);
        later(press * within(10 * SECOND_MS, 25 * SECOND_MS), () => pressIn(who, room, answer));
      }
    },
    /** Who is called answers by the button, by doing something, or never. */
    callSomebody() {
      const [room] = openRooms();
      if (!room) return;
      const caller = personIn(room);
      command(caller, room, calling(random, world));
      const called = personIn(room);
      later(within(5 * SECOND_MS, 8 * MINUTE_MS), () => {
        if (random.next() < 0.7) pressIn(called, room, "answer_call");
        else command(called, room, "ack");
      });
    },
    /** Several people at one moment. */
    climb() {
      const [room] = openRooms();
      if (!room) return;
      const { ladder } = world.runbook.runbook;
      const rungs = [...Object.values(ladder.bySeverity).flat(), ...ladder.rungs];
      const orders = ["blocked by the vendor", "complaints", "complaints 12", "escalate", "escalate nobody answers us"];
      const byName = rungs.map(({ key }) => `escalate ${key}`);
      const order = pick(random, byName.length > 0 && random.next() < 0.5 ? byName : orders);
      for (const user of new Set([personIn(room), personIn(room)])) command(user, room, order);
      later(within(2 * SECOND_MS, MINUTE_MS), () => command(personIn(room), room, pick(random, orders)));
    },
    /** Then two people look at what changes, and apply it in the same moment. */
    editRunbook() {
      world.edit(edited(random, world.runbook));
      for (const room of openRooms().slice(0, 2)) {
        const people = [personIn(room), personIn(room)];
        const after_ms = within(2 * SECOND_MS, 2 * MINUTE_MS);
        for (const user of people) {
          later(after_ms, () => command(user, room, "runbook"));
          later(after_ms + 8 * SECOND_MS, () => pressIn(user, room, "apply_runbook"));
        }
      }
    },
    /** Two people answer, say what was submitted and take it back, in the same list; what fits nobody is refused. */
    notify() {
      const [room] = openRooms();
      const { regimes, categories } = world.runbook.runbook;
      if (!room || regimes.length === 0) return;
      if (categories.length > 0) command(personIn(room), room, `category ${pick(random, categories).key}`);
      const people = [personIn(room), personIn(room)];
      for (const user of people) later(within(5 * SECOND_MS, 2 * MINUTE_MS), () => command(user, room, "regimes"));
      for (let press = 1; press <= 8; press++) {
        const user = pick(random, people);
        const settles = [/^open_(submitted|not_needed|reopen)/, /^open_/, /^(answer|ask)_/];
        const wanted = press <= 3 ? /^answer_regime/ : pick(random, settles);
        const after_ms = 2 * MINUTE_MS + press * within(10 * SECOND_MS, 20 * SECOND_MS);
        later(after_ms, () => pressInList(user, wanted));
        later(after_ms + 4 * SECOND_MS, () => submit(user));
      }
    },
    liveInThread() {
      const { runbook } = world.runbook;
      const severity = runbook.severities.findLast(({ place }) => place === "thread");
      if (severity) command(person(), channelNamed("general"), `declare ${severity.name} One region is slow`);
      for (let act = 1; act <= 12; act++) later(act * within(5 * SECOND_MS, MINUTE_MS), inThread);
      // What began small, or deserves a place of its own.
      if (random.next() < 0.4) {
        later(within(2 * MINUTE_MS, 10 * MINUTE_MS), () => {
          const channel = channelNamed("incidents");
          const [root] = shuffled(random, [...channel.messages.values()].filter(isRoot));
          if (!root) return;
          const user = person();
          if (random.next() < 0.6 && pressIn(user, channel, "open_new_room")) return;
          command(user, channel, `severity ${nameIn(root)} ${offered(world).severities[0]} it spreads`);
        });
      }
    },
  };
}

/** A thread's first message: it has a headline, which names the incident. */
const isRoot = ({ blocks, threadTs, ts, botId }: Message): boolean =>
  botId !== undefined && (threadTs === undefined || threadTs === ts) && blocks[0]?.type === "header";

const nameIn = ({ text }: Message): string => /INC-\d+/.exec(text)?.[0] ?? "INC-1";
