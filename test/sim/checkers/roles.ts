// A role has one holder: a claim succeeds only while it is free, and whoever came second is told so.
import type { EventRow } from "../../../src/store/tables.ts";
import { type Checker, eventRows, storedIncidents } from "./evidence.ts";

interface Held {
  role: string;
  user: string;
  previous: string | null;
}

export const roles: Checker = {
  name: "roles",
  holds: ["I12"],
  check(evidence) {
    const { taken } = evidence.world;
    const claims = new Map(taken.filter(({ what }) => isClaim(what)).map((one) => [one.key, one]));
    const wrong = storedIncidents(evidence).flatMap(({ id, name }) => {
      const holders = new Map<string, string>();
      return eventRows(evidence, id).flatMap((row) => wrongStep(holders, row, claims.get(row.cause), name));
    });
    const untold = taken
      .filter(({ what, outcome, ackedAt, told }) => isClaim(what) && outcome === "role-held" && ackedAt && !told)
      .map(({ user, what }) => `${user} was not told that ${what} came second`);
    return [...wrong, ...untold];
  },
};

const isClaim = (what: string): boolean =>
  what.startsWith("press claim_role") || /^\/incident role (INC-\d+ )?[a-z-]+$/.test(what);

function wrongStep(
  holders: Map<string, string>,
  row: EventRow,
  claim: { user: string } | undefined,
  name: string,
): string[] {
  if (row.type !== "RoleAssigned" && row.type !== "RoleReleased") return [];
  const { role, user, previous } = JSON.parse(row.body!) as Held;
  const holder = holders.get(role) ?? null;
  if (row.type === "RoleReleased") {
    holders.delete(role);
    return holder === user ? [] : [`${user} gave up ${role} of ${name}, which ${holder} held`];
  }
  holders.set(role, user);
  return [
    ...(previous === holder ? [] : [`${role} of ${name} passed from ${holder}, and the event says from ${previous}`]),
    ...(claim && holder !== null ? [`${user} claimed ${role} of ${name} away from ${holder}`] : []),
    ...(claim && claim.user !== user ? [`${role} of ${name} went to ${user} by a claim of ${claim.user}`] : []),
  ];
}
