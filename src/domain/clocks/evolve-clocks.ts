// What stops the clocks, as far as nothing else in the state says it.
import { userOf } from "../actor.ts";
import type { DomainEvent } from "../event.ts";
import type { Incident } from "../incident.ts";

/** Whoever acts on it responds, whatever they do. */
export function evolveClocks(before: Incident, event: DomainEvent): Partial<Incident> | null {
  const isFirstAct = before.firstActAt === null && userOf(event.actor) !== null;
  const isFirstUpdate = before.firstUpdateAt === null && event.type === "UpdatePosted";
  if (!isFirstAct && !isFirstUpdate) return null;
  return {
    ...(isFirstAct ? { firstActAt: event.at } : {}),
    ...(isFirstUpdate ? { firstUpdateAt: event.at } : {}),
  };
}
