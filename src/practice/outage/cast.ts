// Who plays whom: the script's people as members of this workspace, with an understudy for the person in training.
import type { OutagePart } from "../page-api.ts";
import type { State, User } from "../state.ts";
import type { Script, Speaker } from "./script.ts";

/** Null where the person in training stands: nobody speaks for them. */
export type Cast = Readonly<Record<Speaker, User | null>>;

/** Undefined where the workspace lacks one of the script's people: then the outage cannot be played here. */
export function castOf(state: Readonly<State>, script: Script, trainee: string, part: OutagePart): Cast | undefined {
  const byName = new Map([...state.users.values()].map((user) => [user.name, user]));
  const understudy = byName.get(script.understudy);
  const play = (name: string | undefined): User | null => {
    if (name === undefined) return null;
    const user = byName.get(name);
    return user?.id === trainee ? (understudy ?? null) : (user ?? null);
  };
  const names = [...Object.values(script.people), ...Object.values(script.others[part]), script.understudy];
  if (names.some((name) => !byName.has(name))) return undefined;
  const others = script.others[part];
  return {
    ...(Object.fromEntries(Object.entries(script.people).map(([who, name]) => [who, play(name)])) as Cast),
    commander: play(others.commander),
    scribe: play(others.scribe),
    communications: play(others.communications),
  };
}

/** The colleagues who work on it: everybody but the guest, the supplier and the monitoring app. */
export function colleaguesIn(cast: Cast): User[] {
  const outside = new Set([cast.guest, cast.supplier, cast.monitor]);
  const inside = Object.values(cast).filter((user): user is User => user !== null && !outside.has(user));
  return [...new Set(inside)];
}

/** What somebody is called in the script; for a mention of them. */
export function speakersOf(cast: Cast, user: string): Speaker[] {
  return (Object.keys(cast) as Speaker[]).filter((who) => cast[who]?.id === user);
}
