// What people type behind /incident: much of it is refused, since it is somebody else's turn or too late.
import { leadRole } from "../../src/domain/runbook.ts";
import type { Random } from "../../src/lib/random.ts";
import { pick } from "./profile.ts";
import { PEOPLE } from "./rules.ts";
import { typed } from "./texts.ts";
import { userOf, type World } from "./world.ts";

/** What the runbook lets people choose: the worst severity more often than others, and statuses with the word that what they ask for is so. */
export function offered({ runbook: { runbook } }: World) {
  const names = runbook.severities.map(({ name }) => name);
  const statuses = runbook.statuses.length > 1 ? runbook.statuses.slice(1) : runbook.statuses;
  return {
    severities: [...names.slice(0, 1), ...names.slice(0, 1), ...names],
    roles: runbook.roles.map(({ key }) => key),
    statuses: statuses.map((status) => `${status} all`),
    lead: leadRole(runbook)!.key,
  };
}

/** Tasks and action items: given, answered and passed on by number, whether there is such a one or not. */
export function work(random: Random, world: World): string {
  const text = typed(random, `look at ${Math.floor(random.next() * 1_000)}`);
  const name = nameOf(world, pick(random, PEOPLE));
  const number = 1 + Math.floor(random.next() * 3);
  const what = random.next();
  if (what < 0.35) return `task ${pick(random, ["", `@${name} `])}${text} ${pick(random, ["", "1m", "5m"])}`;
  if (what < 0.45) return `action ${pick(random, ["", `@${name} `])}${text} ${pick(random, ["", "today", "1w"])}`;
  if (what < 0.6) return `task ${number} @${name}`;
  if (what < 0.85) return `task ${number} ${pick(random, ["accept", "decline", "done", "drop", "back", "more 2m"])}`;
  if (what < 0.95) return `action ${number} ${pick(random, ["done", "take", "due tomorrow", "drop no"])}`;
  const duties = ["duties", `duties done ${number}`, `duties skip ${number} ${text}`];
  return pick(random, ["tasks", "actions", "task", "action", ...duties]);
}

/** By number, whether there is such an entry or not. */
function onTimeline(random: Random, text: string): string {
  const number = 1 + Math.floor(random.next() * 3);
  const what = random.next();
  if (what < 0.4) return `note ${pick(random, ["", "decision: ", "1 minute ago hypothesis: "])}${text}`;
  if (what < 0.7) return `correct ${number} ${text}`;
  if (what < 0.8) return `strike ${number} ${text}`;
  return pick(random, [`outcome ${number} ${text}`, "timeline", "timeline all"]);
}

/** What machines look at, and what people say of it. */
function onRecovery(random: Random): string {
  const number = 1 + Math.floor(random.next() * 6);
  return pick(random, ["checks", "checks", "recovery all", `recovery ${number}`, `recovery ${number} back`]);
}

export function words(random: Random, world: World): string {
  const { severities, roles, statuses } = offered(world);
  const text = typed(random, `it is ${Math.floor(random.next() * 1_000)}`);
  if (random.next() < 0.15) return passingOn(random, world);
  if (random.next() < 0.12) return byRunbook(random, world);
  const what = random.next();
  if (what < 0.12) return "ack";
  if (what < 0.32) return `update ${text}`;
  if (what < 0.37) return onTimeline(random, text);
  if (what < 0.4) return `impact ${text}`;
  if (what < 0.42) return `times ${pick(random, ["started", "detected", "mitigated"])} 2 minutes ago ${text}`;
  if (what < 0.45) return `merge into INC-${1 + Math.floor(random.next() * 3)} ${text}`;
  if (what < 0.53) return `severity ${pick(random, severities)} because`;
  if (what < 0.6) return `status ${pick(random, statuses)}`;
  if (what < 0.66) return `role ${pick(random, roles)} release`;
  if (what < 0.74) return `role ${pick(random, roles)} @${nameOf(world, pick(random, PEOPLE))}`;
  if (what < 0.8) return `resolve ${text}`;
  if (what < 0.83) return `cancel ${text}`;
  if (what < 0.88) return `reopen ${text}`;
  if (what < 0.92) return onRecovery(random);
  if (what < 0.95) return "postmortem";
  if (what < 0.97) return pick(random, ["subscribe", "unsubscribe", "pause 20m busy", "unpause"]);
  if (what < 0.98) return `bridge https://call.example/${Math.floor(random.next() * 3)}`;
  // What is practised between incidents is of none of them, and told in public: nobody types an incident's words there.
  const exercises = [
    "readiness",
    `readiness done 1 ${typed(random, "all restored")}`,
    "readiness not-done 1 no time",
    "readiness move 1 tomorrow",
  ];
  return pick(random, ["", "list", "update", "resolve", "help", ...exercises]);
}

/** Somebody by name, or whom the runbook names. */
export function calling(random: Random, world: World): string {
  const { runbook } = world.runbook;
  const named = [
    ...runbook.contacts.map(({ name }) => name),
    ...runbook.roles.map(({ key }) => key),
    ...Object.keys(world.people),
  ];
  const whom = random.next() < 0.5 ? `@${nameOf(world, pick(random, PEOPLE))}` : pick(random, named);
  if (random.next() < 0.2)
    return `contacts ${whom} ${pick(random, ["reached", "no answer"])} ${typed(random, "by phone")}`;
  return `page ${whom} ${typed(random, "the replica lags")}`;
}

/** What else the runbook asks for. */
function byRunbook(random: Random, world: World): string {
  const { categories, checklists } = world.runbook.runbook;
  const number = 1 + Math.floor(random.next() * 4);
  return pick(random, [
    calling(random, world),
    "blocked by the vendor",
    `complaints ${number}`,
    "escalate",
    `recovery ${number}`,
    `recovery ${number} back`,
    "recovery all",
    "playbook",
    "contacts",
    ...categories.map(({ key }) => `category ${key}`),
    ...checklists.slice(0, 1).map(({ title }) => `checklist ${title}`),
  ]);
}

/** Handing over, asking and taking over: most of it is refused, since it is somebody else's turn. */
function passingOn(random: Random, world: World): string {
  const to = `@${nameOf(world, pick(random, PEOPLE))}`;
  const orders = [
    `handover ${to}`,
    `handover ${offered(world).lead} ${to} soon`,
    "handover accept",
    "handover decline no time",
  ];
  return pick(random, [...orders, "handover withdraw", "ask is it known?", "takeover no answer", "brief"]);
}

export const nameOf = ({ core }: World, name: string): string => core.state.users.get(userOf(core, name))!.name;
