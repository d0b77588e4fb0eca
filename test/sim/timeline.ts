// A run's timeline as people read it: names in place of Slack's ids and of incidents' own.
import type { Incident } from "../../src/domain/incident.ts";
import type { World } from "./world.ts";

/** Slack's ids of people and channels; ids of incidents. */
const ID = /\b(?:[UC][0-9A-Z]{8,}|[0-9A-HJKMNP-TV-Z]{26})\b/g;

export function timelineOf(world: World): string[] {
  const { users, channels } = world.core.state;
  const names = new Map<string, string>();
  for (const { id, name } of users.values()) names.set(id, name);
  for (const { id, name } of channels.values()) names.set(id, `#${name}`);
  for (const { id, name } of incidentsOf(world)) names.set(id, name);
  return world.trace.map((line) => line.replace(ID, (id) => names.get(id) ?? id));
}

const incidentsOf = ({ isUp, database }: World): Incident[] =>
  isUp()
    ? database.rows<{ state: string }>("SELECT state FROM incidents").map(({ state }) => JSON.parse(state) as Incident)
    : [];
