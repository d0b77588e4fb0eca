/**
 * Who acts. `unknown` is a person Slack has not told us about in time. What they may do all the same, and what guests,
 * external people and apps may, `may` says alone.
 */
export type Standing = "member" | "guest" | "external" | "app" | "unknown";

export type Actor =
  | { kind: "person"; team: string; user: string; standing: Standing }
  | { kind: "operator"; name: string }
  | { kind: "warroom" };

export const WARROOM: Actor = { kind: "warroom" };

/** As the events table keeps it: "slack:U123", "operator:root" or "warroom". */
export function actorText(actor: Actor): string {
  if (actor.kind === "person") return `slack:${actor.user}`;
  return actor.kind === "operator" ? `operator:${actor.name}` : "warroom";
}

/** Somebody with a Slack account; an operator at the command line has none to mention, invite or write to. */
export const isPerson = (user: string): boolean => /^[UW][A-Z0-9]+$/.test(user);

/** The Slack user behind an event's actor, or null when it was Warroom or an operator. */
export const userOf = (text: string): string | null => (text.startsWith("slack:") ? text.slice(6) : null);
