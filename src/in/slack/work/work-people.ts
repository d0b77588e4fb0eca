// Who can be given something to do, and what day it is where they live.
import type { Due } from "../../../domain/work/action-items.ts";
import type { Problem } from "../../../domain/problem.ts";
import { err, ok, type Result } from "../../../lib/pure/result.ts";
import { findZone } from "../../../store/read/people.ts";
import type { CommandRequest } from "../request.ts";
import type { InDeps } from "../steps.ts";
import { namedIn } from "./work-words.ts";

/** Who is named in what was typed, or why nothing can be given to them. */
export async function namedFor(
  { team, text }: Pick<CommandRequest, "team" | "text">,
  deps: InDeps,
  typed: string,
): Promise<Result<{ user: string | null; rest: string }, Problem>> {
  const { user, stranger, rest } = namedIn(text, typed);
  if (stranger !== null) return err({ type: "unknown-person", asked: stranger, why: "unknown" });
  const problem = user === null ? null : await unfit(deps, team, user);
  return problem ? err(problem) : ok({ user, rest });
}

/** Why nothing can be given to them; null where it can. */
export async function unfit(deps: InDeps, team: string, user: string): Promise<Problem | null> {
  const standing = await deps.standingOf(team, user);
  if (standing === "app") return { type: "unknown-person", asked: user, why: "app" };
  return standing === "unknown" ? { type: "unknown-person", asked: user, why: "not-told" } : null;
}

/** UTC where Slack has not told it. */
export const zoneOf = async ({ store }: InDeps, team: string, user: string): Promise<string> =>
  (await findZone(store, team, user)) ?? "UTC";

/** A day that somebody named, as the same day where its owner lives. */
export async function dueOf(deps: InDeps, team: string, day: string | null, owner: string): Promise<Due | null> {
  return day === null ? null : { day, zone: await zoneOf(deps, team, owner) };
}
