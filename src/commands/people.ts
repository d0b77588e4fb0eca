// Who somebody is: kept from what Slack tells, asked for when it is needed and not known yet.
import type { Standing } from "../domain/actor.ts";
import { refreshJob } from "../domain/enqueue.ts";
import type { ClockDep } from "../lib/clock.ts";
import type { Instant } from "../lib/pure/time.ts";
import type { SlackCall } from "../lib/slack-call.ts";
import { wellFormed } from "../lib/pure/text.ts";
import { applyJobChange } from "../store/jobs.ts";
import { savePeople } from "../store/people.ts";
import { allOpen } from "../store/read/incidents.ts";
import { findStanding, namesOf } from "../store/read/people.ts";
import type { StoreDep } from "../store/store.ts";
import type { PersonRow } from "../store/tables.ts";

export type SlackUser = Record<string, unknown> & { profile?: Record<string, unknown> };

/** Keeps what a `user` object of Slack says. `team` is the workspace the bot is in. */
export async function learnPerson(deps: StoreDep & ClockDep, team: string, user: SlackUser): Promise<Standing> {
  await keepPeople(deps, team, [user]);
  return standingOf(user, team);
}

/** Longest wait for Slack's word on who somebody is, while they wait for an answer. */
const ASK_WITHIN_MS = 1_500;

/** Known, or asked of Slack; "unknown" when Slack does not say in time. */
export async function standingOfUser(
  deps: StoreDep & ClockDep,
  call: SlackCall,
  team: string,
  user: string,
): Promise<Standing> {
  const known = await findStanding(deps.store, team, user);
  if (known) return known;
  const asked = askSlack(deps, call, team, user).then((said) => (said === "unanswered" ? "unknown" : said));
  const { promise: waited, resolve } = Promise.withResolvers<Standing>();
  const timer = deps.clock.after(ASK_WITHIN_MS, () => resolve("unknown"));
  return Promise.race([asked, waited]).finally(() => timer.cancel());
}

/**
 * Asks Slack for the names of those who are not known yet. False where Slack did not answer for somebody: asked again,
 * it may; whom Slack refuses to tell of stays unknown.
 */
export async function learnPeople(
  deps: StoreDep & ClockDep,
  call: SlackCall,
  team: string,
  users: readonly string[],
): Promise<boolean> {
  let answered = true;
  for (const user of users) {
    if ((await findStanding(deps.store, team, user)) !== null) continue;
    if ((await askSlack(deps, call, team, user)) === "unanswered") answered = false;
  }
  return answered;
}

async function askSlack(
  deps: StoreDep & ClockDep,
  call: SlackCall,
  team: string,
  user: string,
): Promise<Standing | "unanswered"> {
  const reply = await call("users.info", { user });
  if (!reply.ok) return reply.kind === "refused" ? "unknown" : "unanswered";
  const found = reply.data.user as SlackUser | undefined;
  return found?.id ? learnPerson(deps, team, found) : "unknown";
}

/** A topic says names and not mentions: where somebody who has a role has another name now, it is set again. */
export async function keepPeople(
  { store, clock }: StoreDep & ClockDep,
  team: string,
  users: readonly SlackUser[],
): Promise<void> {
  const now = clock.now();
  const people = users.map((user) => personOf(team, user, now));
  const ids = people.map(({ slack_user }) => slack_user);
  const before = await namesOf(store, team, ids);
  const isRenamed = ({ slack_user, name }: PersonRow) => before.has(slack_user) && before.get(slack_user) !== name;
  const renamed = new Set(people.filter(isRenamed).map(({ slack_user }) => slack_user));
  const open = renamed.size === 0 ? [] : await allOpen(store);
  const topics = open.filter(
    (one) => one.team === team && one.room && Object.values(one.roles).some(({ user }) => renamed.has(user)),
  );
  await store.commit({
    writes: [
      ...savePeople(store, people),
      ...topics.map((one) => applyJobChange(store, one.id, refreshJob(one, "topic", now), now)),
    ],
    wakes: topics.length > 0,
  });
}

function personOf(team: string, user: SlackUser, now: Instant): PersonRow {
  const profile = user.profile ?? {};
  const name = [profile.display_name, profile.real_name, user.real_name, user.name].find(
    (one) => typeof one === "string" && one !== "",
  );
  return {
    team,
    slack_user: String(user.id),
    name: wellFormed(String(name ?? user.id)),
    zone: typeof user.tz === "string" ? user.tz : "UTC",
    standing: standingOf(user, team),
    seen_at: now,
  };
}

/** Slack's own assistant is a person by all but its id. */
const SLACKBOT = "USLACKBOT";

function standingOf(user: SlackUser, team: string): PersonRow["standing"] {
  if (user.is_bot === true || user.id === SLACKBOT) return "app";
  if (user.is_stranger === true || (typeof user.team_id === "string" && user.team_id !== "" && user.team_id !== team)) {
    return "external";
  }
  return user.is_restricted === true || user.is_ultra_restricted === true ? "guest" : "member";
}
