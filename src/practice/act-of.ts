// Picks acts of the page by name, also where several names share one shape.
import type { PageAct } from "./page-api.ts";

// One member per name, so that a switch over `act` narrows.
type Each<Shape, Own, Name> = Own extends Name ? Omit<Shape, "act"> & { act: Own } : never;
type Named<One, Name> = One extends { act: infer Own } ? Each<One, Own, Name> : never;

/** Acts on the played outage; all others are acts on the workspace. */
export type OutageAct = Extract<PageAct, { act: `${string}-outage` }>;
export type WorkspaceAct = Exclude<PageAct, OutageAct>;

export const isOutageAct = (what: PageAct): what is OutageAct => what.act.endsWith("-outage");

export type ActOf<Name extends PageAct["act"]> = Named<PageAct, Name>;
