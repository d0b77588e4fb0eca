// What people do during a run, drawn from the seed: each acts on what Slack shows at that moment.
import { MINUTE_MS, SECOND_MS } from "../../src/lib/pure/duration.ts";
import type { Random } from "../../src/lib/random.ts";
import type { InputValue, PageAct } from "../../src/practice/page-api.ts";
import type { Channel, View } from "../../src/practice/state.ts";
import { buttonIn } from "./buttons.ts";
import { pick, type Profile, shuffled } from "./profile.ts";
import { KEY_EMOJI } from "./checkers/moments.ts";
import { PRIVATE_WORD } from "./checkers/private.ts";
import { nameOf, offered, words, work } from "./orders.ts";
import { PEOPLE } from "./rules.ts";
import { createRunbookSequels, RUNBOOK_SEQUELS } from "./runbook-sequels.ts";
import { createSequels, SEQUELS } from "./sequels.ts";
import { typed } from "./texts.ts";
import { userOf, type World } from "./world.ts";

/** A guest and somebody of another company: they try what they may not. */
const STRANGERS = ["leila", "sam"] as const;
const TITLES = ["Checkout is down", "Payments are slow", "Search <b>&</b> login fail", "Mail queue grows"] as const;

export type Act = PageAct extends infer One ? (One extends { as: string } ? Omit<One, "as"> : never) : never;

/** A message a person wrote and then deleted: Slack's state no longer shows it, and the record must say so. */
export interface Deleted {
  channel: string;
  ts: string;
}

export interface Workload {
  deleted: Deleted[];
  /** How many acts were planned. */
  planned: number;
}

interface Planned {
  after_ms: number;
  run: (crowd: Crowd) => void;
}

/** Plans everything; the acts happen as time passes, each by chance of its own: leaving one out shifts no other. */
export function planWorkload(world: World): Workload {
  const { kernel } = world;
  const { acts } = world.options;
  const deleted: Deleted[] = [];
  const plan = drawPlan(kernel.random("workload"), world.options.profile);
  plan.forEach(({ after_ms, run }, index) => {
    const number = index + 1;
    if (acts && !acts.has(number)) return;
    kernel.clock.after(after_ms, () => {
      world.note(`act ${number}`);
      run(createCrowd(world, kernel.random(`act ${number}`), deleted));
    });
  });
  return { deleted, planned: plan.length };
}

function drawPlan(random: Random, profile: Profile): Planned[] {
  const plan: Planned[] = [];
  const at = (after_ms: number, run: Planned["run"]) => void plan.push({ after_ms, run });
  // Several at a time: what one does to another, and little idle time.
  const incidents = 1 + Math.floor(random.next() * 5);
  const declares_within_ms = profile.faulty_ms * 0.5;
  for (let index = 0; index < incidents; index++) {
    const after_ms = index === 0 ? SECOND_MS : Math.floor(random.next() * declares_within_ms);
    at(after_ms, (crowd) => crowd.declare());
    if (random.next() < 0.3) at(after_ms + Math.floor(random.next() * 200), (crowd) => crowd.declare());
    if (random.next() < 0.5) at(after_ms + Math.floor(random.next() * SECOND_MS), (crowd) => crowd.actBeforeTheRoom());
    if (random.next() < 0.1) at(0, (crowd) => crowd.takeRoomName());
  }
  // Many runs are quiet: reminders come only where nobody says anything.
  const acts = 3 + Math.floor(random.next() ** 2 * 45);
  for (let index = 0; index < acts; index++) {
    const after_ms = Math.floor(5 * SECOND_MS + random.next() * (profile.faulty_ms - MINUTE_MS));
    // People come in crowds: what happens at the same time is what goes wrong.
    const together = random.next() < 0.25 ? 3 : 1;
    for (let one = 0; one < together; one++)
      at(after_ms + Math.floor(random.next() * 300) * one, (crowd) => crowd.act());
  }
  if (random.next() < 0.3) {
    const after_ms = Math.floor(random.next() * declares_within_ms);
    at(after_ms, (crowd) => crowd.declarePrivately());
    for (let act = 1; act <= 6; act++)
      at(after_ms + act * Math.floor(random.next() * MINUTE_MS), (crowd) => crowd.actPrivately());
  }
  for (const sequel of SEQUELS) {
    const after_ms = 2 * MINUTE_MS + Math.floor(random.next() * (profile.faulty_ms - 3 * MINUTE_MS));
    if (random.next() < 0.5) at(after_ms, (crowd) => crowd[sequel]());
  }
  if (random.next() < 0.4) {
    for (let act = 0; act < 4; act++) {
      at(MINUTE_MS + Math.floor(random.next() * (profile.faulty_ms - 2 * MINUTE_MS)), (crowd) => crowd.actAsStranger());
    }
  }
  // Drawn last, so that what was drawn before it stays as it was.
  if (random.next() < 0.4)
    at(MINUTE_MS + Math.floor(random.next() * (profile.faulty_ms / 2)), (crowd) => crowd.endAndReview());
  if (random.next() < 0.25) {
    at(MINUTE_MS + Math.floor(random.next() * (profile.faulty_ms / 2)), (crowd) => crowd.practise());
  }
  for (const sequel of RUNBOOK_SEQUELS) {
    const after_ms = MINUTE_MS + Math.floor(random.next() * (profile.faulty_ms - 6 * MINUTE_MS));
    if (random.next() < 0.4) at(after_ms, (crowd) => crowd[sequel]());
  }
  return plan;
}

type Crowd = ReturnType<typeof createCrowd>;

function createCrowd(world: World, random: Random, deleted: Deleted[]) {
  const { core } = world;
  const { severities, roles, lead } = offered(world);
  const person = () => userOf(core, pick(random, PEOPLE));
  /** Somebody who can be in that room: nobody walks into a private one. */
  const personIn = ({ kind, members }: Channel) => {
    const inside = kind === "group" ? members.filter((one) => one !== core.state.app.botUser) : [];
    return inside.length > 0 && random.next() < 0.8 ? pick(random, inside) : person();
  };
  const channelNamed = (name: string) => [...core.state.channels.values()].find((one) => one.name === name)!;
  const rooms = () =>
    [...core.state.channels.values()].filter(({ name, members }) => isRoom(name) && members.length > 0);
  const does = (user: string, what: Act) => {
    const answer = core.act({ as: user, ...what } as PageAct);
    world.note(`${user} does ${JSON.stringify(what)}${answer.ok ? "" : ` (${answer.error})`}`);
    return answer;
  };
  const nameOfUser = (user: string) => core.state.users.get(user)!.name;
  const command = (user: string, channel: Channel, text: string) =>
    does(user, { act: "command", channel: channel.id, command: "/incident", text });
  const enter = (user: string, room: Channel) => {
    if (!room.members.includes(user)) does(user, { act: "join", channel: room.id });
  };

  const declare = () => {
    const user = person();
    const channel = channelNamed("general");
    const title = typed(random, pick(random, TITLES));
    if (random.next() < 0.75) return void command(user, channel, `declare ${pick(random, severities)} ${title}`);
    command(user, channel, "declare");
    world.kernel.clock.after(5 * SECOND_MS, () => submit(user));
  };

  /** Fills in whatever form that person has open. */
  const submit = (user: string) => {
    const view = core.state.modals.get(user)?.at(-1);
    if (view?.submit) does(user, { act: "submit", view: view.id, values: filledIn(world, random, view) });
  };

  const talk = (user: string, room: Channel) => {
    enter(user, room);
    const own = [...room.messages.values()].filter((one) => one.user === user && !one.subtype);
    const about = own.length > 0 ? pick(random, own) : undefined;
    const asks = random.next() < 0.15 ? `@${nameOf(world, pick(random, PEOPLE))} is it ` : "";
    const text = typed(random, `${asks}words ${Math.floor(random.next() * 1_000)}${asks && "?"}`);
    const what = random.next();
    if (what < 0.55 || !about) return void does(user, { act: "post", channel: room.id, text });
    if (what < 0.68) return void does(user, { act: "edit", channel: room.id, ts: about.ts, text });
    if (what < 0.78) {
      const answer = does(user, { act: "delete", channel: room.id, ts: about.ts });
      if (answer.ok) deleted.push({ channel: room.id, ts: about.ts });
      return;
    }
    if (what < 0.93)
      return void does(user, { act: "post", channel: room.id, text, threadTs: about.threadTs ?? about.ts });
    if (what < 0.95) return void does(user, { act: "react", channel: room.id, ts: about.ts, name: "eyes" });
    mark(user, room);
  };

  /** Somebody's message, with an emoji or a pin, or the mark taken away again. */
  const mark = (user: string, room: Channel) => {
    const said = [...room.messages.values()].filter((one) => !one.botId && !one.subtype);
    if (said.length === 0) return;
    const about = { channel: room.id, ts: pick(random, said).ts };
    const what = random.next();
    if (what < 0.6) return void does(user, { act: "react", ...about, name: pick(random, KEY_EMOJI) });
    if (what < 0.8) return void does(user, { act: "pin", ...about });
    does(user, { act: "unreact", ...about, name: pick(random, KEY_EMOJI) });
  };

  /** Two people take the same role in the same moment, by the card's button or by command. */
  const raceForRole = (room: Channel) => {
    const role = pick(random, roles);
    for (const user of new Set([person(), person(), person()])) {
      const found = random.next() < 0.6 ? buttonIn(room, `claim_role:${role}`) : null;
      if (found) does(user, { act: "block-action", channel: room.id, ...found });
      else command(user, room, `role ${role}`);
    }
  };

  const later = (after_ms: number, run: () => void) => void world.kernel.clock.after(after_ms, run);

  /** Somebody leads, is asked, and offers the role; then others answer, take over and claim it in the same moment. */
  const passOn = (room: Channel) => {
    const [leader, next, third] = [person(), person(), person()];
    command(leader, room, `role ${lead} @${nameOfUser(leader)}`);
    later(4 * SECOND_MS, () => {
      enter(third, room);
      does(third, { act: "post", channel: room.id, text: `@${nameOfUser(leader)} is it known?` });
      command(leader, room, `handover @${nameOfUser(next)}`);
    });
    later(pick(random, [9 * SECOND_MS, 4 * MINUTE_MS, 7 * MINUTE_MS]), () => {
      command(next, room, pick(random, ["handover accept", "handover accept", "handover decline no time"]));
      command(third, room, pick(random, ["takeover no answer", `role ${lead}`, "handover withdraw"]));
    });
  };

  const press = (user: string, room: Channel) => {
    const actions = [
      "acknowledge",
      "open_update",
      "open_resolve",
      "open_reopen",
      "request_postmortem",
      "claim_role",
      "subscribe",
      "accept_task",
      "more_time",
      "take_item",
      "open_triage",
      "open_menu",
    ];
    const passing = ["accept_handover", "decline_handover", "open_take_over", "answer_question"];
    const found = buttonIn(room, pick(random, random.next() < 0.2 ? passing : actions));
    if (!found) return;
    does(user, { act: "block-action", channel: room.id, ...found });
    if (found.actionId.startsWith("open_")) world.kernel.clock.after(4 * SECOND_MS, () => submit(user));
  };

  /** One of the latest updates, while it may still be on its way to somebody. */
  const correct = (user: string, room: Channel) => {
    command(user, room, "correct-update");
    world.kernel.clock.after(3 * SECOND_MS, () => submit(user));
  };

  /** By number, from a channel that they are in; much of it is an order only members may give. */
  const stranger = () => {
    const user = userOf(core, pick(random, STRANGERS));
    const channel = [...core.state.channels.values()].find(({ members }) => members.includes(user))!;
    const order = pick(random, [
      "resolve",
      "note",
      `role ${lead}`,
      "update",
      `severity ${severities[0]}`,
      "cancel",
      "task 1 accept",
    ]);
    if (random.next() < 0.15)
      return void command(user, channel, `declare ${severities.at(-2)} ${pick(random, TITLES)}`);
    const [what, ...rest] = order.split(" ");
    command(
      user,
      channel,
      `${what} INC-${1 + Math.floor(random.next() * 2)} ${rest.join(" ")} ${typed(random, "please")}`,
    );
  };

  /** A guest whom somebody lets into the room marks there what they like. */
  const guestMarks = (room: Channel) => {
    const guest = userOf(core, "leila");
    if (!room.members.includes(guest)) does(personIn(room), { act: "invite", channel: room.id, user: guest });
    mark(guest, room);
  };

  const hands = { random, lead, rooms, personIn, enter, does, command, nameOf: nameOfUser, later, deleted };
  return {
    declare,
    ...createSequels(hands),
    ...createRunbookSequels({ ...hands, world, person, submit }),
    act() {
      const all = rooms();
      if (all.length === 0) return;
      const room = pick(random, all);
      if (random.next() < 0.04) return stranger();
      const what = random.next();
      if (what < 0.45) talk(personIn(room), room);
      else if (what < 0.55) raceForRole(room);
      else if (what < 0.65) press(personIn(room), room);
      else if (what < 0.68) correct(personIn(room), room);
      else if (what < 0.71) mark(personIn(room), room);
      else if (what < 0.75) command(personIn(room), room, work(random, world));
      else if (what < 0.77) does(person(), { act: "open-home" });
      else if (what < 0.82) passOn(room);
      else command(personIn(room), room, words(random, world));
    },
    practise() {
      const pages = random.next() < 0.3 ? " --page" : "";
      command(person(), channelNamed("general"), `drill ${pick(random, severities)} ${pick(random, TITLES)}${pages}`);
    },
    actAsStranger() {
      const all = rooms().filter(({ kind }) => kind === "channel");
      if (all.length > 0 && random.next() < 0.4) guestMarks(pick(random, all));
      else stranger();
    },
    declarePrivately() {
      const user = person();
      world.declaredPrivately.add(user);
      command(user, channelNamed("general"), `declare --private ${pick(random, severities)} ${PRIVATE_WORD} leaked`);
    },
    /** Its members go on with it, and others try to get at it by its number. */
    actPrivately() {
      // A public incident stays public, also where somebody made its room private.
      const room = rooms().find(({ kind, messages }) => {
        const madePrivate = [...messages.values()].some(({ subtype }) => subtype === "channel_convert_to_private");
        return kind === "group" && !madePrivate;
      });
      if (!room) return;
      const [, number = "1"] = /^inc-(\d+)/.exec(room.name) ?? [];
      const [user] = room.members.filter((one) => one !== core.state.app.botUser);
      const said = words(random, world).replace(/it is/, `the ${PRIVATE_WORD} is`);
      if (user) command(user, room, said);
      command(
        person(),
        channelNamed("general"),
        `${pick(random, ["brief", "timeline", "join", "update", "ack"])} INC-${number}`,
      );
      does(person(), { act: "open-home" });
    },
    /** By the incident's number, in the seconds before it has a room. */
    actBeforeTheRoom() {
      const number = 1 + Math.floor(random.next() * 2);
      const order = pick(random, [
        `role INC-# ${lead}`,
        "note INC-# seen",
        `severity INC-# ${severities[0]}`,
        "ack INC-#",
      ]);
      command(person(), channelNamed("general"), order.replace("#", String(number)));
    },
    /** Somebody's own channel already has the name that a room will want. */
    takeRoomName() {
      const title = pick(random, ["checkout-is-down", "payments-are-slow"]);
      does(person(), { act: "create-channel", name: `inc-${1 + Math.floor(random.next() * 2)}-${title}` });
    },
  };
}

const isRoom = (name: string): boolean => /^inc-\d/.test(name);

/** Fields in which a time is typed. */
const TIME_ASKED = /^(since:|when$)/;
/** Of a regime: most often it holds. */
const HOLDS_ASKED = /^answer:/;

function filledIn(world: World, random: Random, view: View): Record<string, Record<string, InputValue>> {
  const { core } = world;
  const answerTo = ({ type, options = [] }: { type: string; options?: unknown[] }): InputValue => {
    if (type === "multi_static_select") return { type, selected_options: shuffled(random, options).slice(0, 1) };
    if (type === "number_input") return { type, value: String(Math.floor(random.next() * 100)) };
    if (type === "static_select" || type === "radio_buttons") return { type, selected_option: pick(random, options) };
    if (type === "users_select") return { type, selected_user: userOf(core, pick(random, PEOPLE)) };
    if (type === "datetimepicker") return { type, selected_date_time: Math.floor(world.now() / SECOND_MS) + 3_600 };
    if (type === "checkboxes") return { type, selected_options: [] };
    return { type, value: typed(random, `typed ${Math.floor(random.next() * 1_000)}`) };
  };
  const answerIn = (id: string, element: { type: string; options?: unknown[] }): InputValue => {
    const { type, options = [] } = element;
    if (type === "plain_text_input" && TIME_ASKED.test(id)) {
      return {
        type,
        value: pick(random, ["", "72 hours ago", "72 hours ago", "10 minutes ago", typed(random, "soon")]),
      };
    }
    const holds = HOLDS_ASKED.test(id) && random.next() < 0.8;
    return holds ? { type, selected_option: options[0] } : answerTo(element);
  };
  const values: Record<string, Record<string, InputValue>> = {};
  for (const block of view.blocks) {
    if (block.type !== "input") continue;
    const element = block.element as { type: string; action_id: string; options?: unknown[] };
    const id = String(block.block_id);
    values[id] = { [element.action_id]: answerIn(id, element) };
  }
  return values;
}
