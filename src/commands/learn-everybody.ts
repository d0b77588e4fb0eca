// Everybody of the workspace, learned with each start: whoever declares need not wait for Slack's word on who they are, and
// whoever became a guest, or was deactivated, while nobody listened is so.
import type { ActivityDep } from "../lib/activity.ts";
import type { ClockDep, Timer } from "../lib/clock.ts";
import type { LogDep } from "../lib/log.ts";
import { SECOND_MS } from "../lib/pure/duration.ts";
import type { SlackCall } from "../lib/slack-call.ts";
import { identity } from "../lib/slack-identity.ts";
import type { StoreDep } from "../store/store.ts";
import type { Dispatch } from "./dispatch.ts";
import { keepPeople, type SlackUser } from "./people.ts";
import { vacateRoles } from "./room/room-presence.ts";

type Deps = StoreDep & ClockDep & LogDep & ActivityDep & { dispatch: Dispatch };

interface PeopleKeeper {
  begin(): void;
  stop(): void;
}

/** Slack's most for one page. */
const PAGE_PEOPLE = 1_000;
const AGAIN_MS = 30 * SECOND_MS;

/** Asks page after page; where Slack does not give one it goes on from there a little later, until it has everybody. */
export function createPeopleKeeper(deps: Deps, call: SlackCall): PeopleKeeper {
  const { clock, log, activity } = deps;
  let cursor = "";
  let timer: Timer | undefined;
  let stopped = false;

  const again = () => {
    if (!stopped) timer = clock.after(AGAIN_MS, learn);
  };
  const learnPages = async () => {
    const me = await identity(call);
    if (!me) return again();
    do {
      const reply = await call("users.list", { limit: PAGE_PEOPLE, ...(cursor ? { cursor } : {}) });
      if (!reply.ok) {
        // A cursor does not count for ever.
        if (reply.kind === "refused") cursor = "";
        return again();
      }
      const members = (reply.data.members as SlackUser[] | undefined) ?? [];
      const users = members.filter(({ id }) => typeof id === "string");
      await keepPeople(deps, me.team, users);
      const gone = new Set(users.filter(({ deleted }) => deleted === true).map(({ id }) => String(id)));
      await vacateRoles(deps, { team: me.team, cause: "start" }, gone);
      cursor = (reply.data.response_metadata as { next_cursor?: string } | undefined)?.next_cursor ?? "";
    } while (cursor !== "" && !stopped);
  };
  function learn() {
    const learning = learnPages().catch((error: unknown) => {
      log.warn({ err: error }, "people could not be stored; it is tried again");
      again();
    });
    void activity.track(learning);
  }
  return {
    begin: learn,
    stop() {
      stopped = true;
      timer?.cancel();
    },
  };
}
