// The named profiles: which protective layer is off, which faults the others still answer for, and which promises rest on
// the missing one alone. Redundant layers hide each other's bugs: with all of them on, a broken one may never be noticed.
import { createKernel } from "./kernel.ts";
import * as layers from "./layers.ts";
import type { LayerOff } from "../../src/program.ts";
import { calm, drawProfile, type FaultKind, type Profile, withoutKinds } from "./profile.ts";
import { START } from "./world.ts";

export type ProfileName = "swarm" | "calm" | "no-backfill" | "no-dedupe" | "no-lookup" | "no-recheck";

export interface NamedProfile {
  name: ProfileName;
  what: string;
  /** Made anew for each run. */
  layerOff: (() => LayerOff) | null;
  /** Kinds of fault that only the missing layer answers for. */
  spared: readonly FaultKind[];
  crashes_max: number;
  /** Checkers of promises that rest on the missing layer alone. */
  excused: readonly string[];
}

/** What keeps an event away for longer than Slack tries; of a room that Warroom is out of, Slack tells it nothing. */
const LOST_EVENTS: readonly FaultKind[] = [
  "kicked",
  "archived",
  "drop",
  "long-downtime",
  "outage",
  "events-dead",
  "event-limit",
  "disk-full",
  "suspended",
  "crash-at-boot",
];

// biome-ignore format: one profile a block
export const PROFILES: readonly NamedProfile[] = [
  { name: "swarm", what: "every layer; each seed draws its own mix of faults",
    layerOff: null, spared: [], crashes_max: Number.POSITIVE_INFINITY, excused: [] },
  { name: "calm", what: "every layer, no faults",
    layerOff: null, spared: [], crashes_max: 0, excused: [] },
  // Slack delivers an event four times: two crashes cannot swallow them all.
  { name: "no-backfill", what: "a room is compared with Slack once, when it opens; no event is lost for good, so the record is whole",
    layerOff: layers.backfill, spared: LOST_EVENTS, crashes_max: 2, excused: ["gaps"] },
  { name: "no-dedupe", what: "a repeated event is stored again; what the record holds of it keeps it once",
    layerOff: layers.dedupe, spared: [], crashes_max: Number.POSITIVE_INFINITY, excused: [] },
  // The documented exception: where nobody can look, a message of unknown outcome is sent again.
  { name: "no-lookup", what: "nothing is looked for before a retry; messages may stand twice, and nothing else breaks",
    layerOff: layers.lookUp, spared: [], crashes_max: Number.POSITIVE_INFINITY, excused: ["once out", "rooms", "nudges"] },
  // By a clock that was set back a job may be planned before its own incident.
  { name: "no-recheck", what: "a reminder is judged as when it was planned; one on its way may be overtaken, and nothing else breaks",
    layerOff: layers.recheck, spared: ["clock-back"], crashes_max: Number.POSITIVE_INFINITY, excused: [] },
];

/** A batch of all: every other seed is of the swarm. */
const OTHERS = PROFILES.filter(({ name }) => name !== "swarm");

export const profileOfSeed = (seed: number): ProfileName =>
  seed % 2 === 0 ? "swarm" : OTHERS[((seed - 1) / 2) % OTHERS.length]!.name;

export const isProfile = (name: string): name is ProfileName => PROFILES.some((one) => one.name === name);

export function profileNamed(wanted: ProfileName): NamedProfile & { draw(seed: number): Profile } {
  const named = PROFILES.find(({ name }) => name === wanted)!;
  return { ...named, draw: (seed) => shaped(named, drawnBy(seed)) };
}

/** The faults that a seed draws: a stream of its own, so that they can be printed before anything runs. */
const drawnBy = (seed: number): Profile => drawProfile(createKernel(seed, START).random("profile"));

function shaped({ name, spared, crashes_max }: NamedProfile, drawn: Profile): Profile {
  if (name === "calm") return { ...calm, faulty_ms: drawn.faulty_ms };
  return { ...withoutKinds(drawn, spared), crashes_max: Math.min(drawn.crashes_max, crashes_max) };
}
