// What the simulation is asked for on its command line. What it does not know it names, with what it does.
import { availableParallelism } from "node:os";
import { parseArgs } from "node:util";
import { type Case, wholeCase } from "./case.ts";
import { FAULT_KINDS, type FaultKind } from "./profile.ts";
import { isProfile, PROFILES, type ProfileName } from "./named-profiles.ts";

export interface Options {
  /** The one run to show, or null for a batch. */
  show: Case | null;
  from: number;
  /** How many seeds; null where `seconds` ends the batch. */
  count: number | null;
  seconds: number | null;
  profile: ProfileName | "all";
  workers: number;
  json: boolean;
}

/** Told to whoever typed it. */
export class BadOption extends Error {}

const COUNT = 100;
const SECONDS_MAX = 24 * 3_600;
const WORKERS_MAX = 256;

export function readOptions(args: string[]): Options {
  const values = parsed(args);
  const profile = profileIn(values.profile ?? "swarm");
  const number = (name: "from" | "count" | "seconds" | "workers" | "seed" | "crashes", max: number, least = 1) =>
    values[name] === undefined ? null : numberIn(name, values[name], least, max);
  const seed = number("seed", Number.MAX_SAFE_INTEGER, 0);
  const crashes = number("crashes", 1_000, 0);
  const seconds = number("seconds", SECONDS_MAX);
  if (seed === null && (values.without ?? values.acts ?? values.crashes) !== undefined) {
    throw new BadOption("--without, --acts and --crashes are for one run. Next step: add --seed S.");
  }
  if (seed !== null && profile === "all") throw new BadOption("--seed is one run. Next step: name its one --profile.");
  return {
    show:
      seed === null || profile === "all"
        ? null
        : { ...wholeCase(seed, profile), without: kindsIn(values.without), acts: actsIn(values.acts), crashes },
    from: number("from", Number.MAX_SAFE_INTEGER, 0) ?? 1,
    count: number("count", 100_000_000) ?? (seconds === null ? COUNT : null),
    seconds,
    profile,
    workers: number("workers", WORKERS_MAX) ?? availableParallelism(),
    json: values.json ?? false,
  };
}

const KNOWN = {
  count: { type: "string" },
  from: { type: "string" },
  seconds: { type: "string" },
  seed: { type: "string" },
  profile: { type: "string" },
  without: { type: "string" },
  acts: { type: "string" },
  crashes: { type: "string" },
  workers: { type: "string" },
  json: { type: "boolean" },
} as const;

function parsed(args: string[]) {
  try {
    return parseArgs({ args, options: KNOWN }).values;
  } catch (error) {
    const known = Object.keys(KNOWN).map((name) => `--${name}`);
    throw new BadOption(`${(error as Error).message.split(". ")[0]}. Next step: use one of ${known.join(" ")}.`);
  }
}

export function numberIn(name: string, text: string, least: number, max: number): number {
  const number = Number(text);
  if (text.trim() !== "" && Number.isInteger(number) && number >= least && number <= max) return number;
  throw new BadOption(
    `--${name} "${text}" is no number from ${least} to ${max}. Next step: for example --${name} ${least + 6}.`,
  );
}

function profileIn(name: string): ProfileName | "all" {
  if (name === "all" || isProfile(name)) return name;
  const known = ["all", ...PROFILES.map((one) => one.name)].join(", ");
  throw new BadOption(`There is no profile "${name}". Next step: --profile with one of ${known}.`);
}

function kindsIn(text: string | undefined): FaultKind[] {
  const kinds = text === undefined ? [] : text.split(",");
  const unknown = kinds.filter((kind) => !(FAULT_KINDS as readonly string[]).includes(kind));
  if (unknown.length === 0) return kinds as FaultKind[];
  throw new BadOption(`There is no fault "${unknown[0]}". Next step: --without with any of ${FAULT_KINDS.join(",")}.`);
}

function actsIn(text: string | undefined): number[] | null {
  if (text === undefined) return null;
  return text === "none" ? [] : text.split(",").map((one) => numberIn("acts", one, 1, 100_000));
}
