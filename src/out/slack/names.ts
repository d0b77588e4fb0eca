// The names in a file that is put into a room and stays as it is.
import { namesOf } from "../../store/read/people.ts";
import type { Delivery } from "../deliver.ts";
import { onlyWaits, type Outcome } from "../outcome.ts";
import type { SlackDeps } from "./port.ts";

/** After this an id stands in place of a name that Slack has not told: such a file is better than none. */
const NAMES_ATTEMPTS_MAX = 8;

/** User id → name, of those whom Slack tells of; null where it has not answered and is better asked again. */
export async function namesForFile(
  deps: SlackDeps,
  { claim, incident: { team } }: Delivery,
  users: readonly string[],
): Promise<Map<string, string> | null> {
  const isAnswered = await deps.learnPeople(team, users);
  return isAnswered || claim.attempt >= NAMES_ATTEMPTS_MAX ? namesOf(deps.store, team, users) : null;
}

/** Nothing is put anywhere before the names are there. */
export const waitForNames = (): Outcome => onlyWaits({ type: "retry", why: "Slack has not told somebody's name" });
