// One run as its command line names it: a seed, and what was taken away from what it draws.
import { type FaultKind, type Profile, withoutKinds } from "./profile.ts";
import { profileNamed, type ProfileName } from "./named-profiles.ts";

export interface Case {
  seed: number;
  profile: ProfileName;
  /** Kinds of fault that do not happen, though the seed drew them. */
  without: readonly FaultKind[];
  /** The planned acts that people do, by their numbers; null for all. */
  acts: readonly number[] | null;
  /** At most so many crashes; null for what the seed drew. */
  crashes: number | null;
}

export const wholeCase = (seed: number, profile: ProfileName = "swarm"): Case => ({
  seed,
  profile,
  without: [],
  acts: null,
  crashes: null,
});

/** The command that runs exactly this again. */
export function commandOf({ seed, profile, without, acts, crashes }: Case): string {
  const words = [`npm run sim -- --seed ${seed}`];
  if (profile !== "swarm") words.push(`--profile ${profile}`);
  if (without.length > 0) words.push(`--without ${without.join(",")}`);
  if (acts) words.push(`--acts ${acts.length > 0 ? acts.join(",") : "none"}`);
  if (crashes !== null) words.push(`--crashes ${crashes}`);
  return words.join(" ");
}

/** The faults of a case: what the seed draws, in its profile's shape, less what was taken away. */
export function faultsOf(one: Case): Profile {
  const drawn = profileNamed(one.profile).draw(one.seed);
  const left = withoutKinds(drawn, one.without);
  return one.crashes === null ? left : { ...left, crashes_max: Math.min(left.crashes_max, one.crashes) };
}
