// A failing run made smaller, while it still fails in the same way: fewer kinds of fault, fewer acts, fewer crashes.
import type { Case } from "./case.ts";
import { faultsOf } from "./case.ts";
import type { FaultKind } from "./profile.ts";

/** What a run of a case is, as far as shrinking looks at it. */
export interface Tried {
  violations: readonly string[];
  /** How many acts were planned. */
  planned: number;
  crashes: number;
}

export interface Shrinking {
  run(one: Case): Promise<Tried>;
  /** Whether to stop and be content with what there is. */
  isOver(): boolean;
}

/** The smallest case found that fails as `first` does. */
export async function shrink(first: Case, { run, isOver }: Shrinking): Promise<Case> {
  const original = await run(first);
  const wanted = new Set(original.violations.map(kindOf));
  const fails = async (one: Case): Promise<boolean> =>
    !isOver() && (await run(one)).violations.some((words) => wanted.has(kindOf(words)));
  let small = await withoutFaults(first, fails);
  const all = small.acts ?? Array.from({ length: original.planned }, (_, index) => index + 1);
  small = await fewerActs({ ...small, acts: all }, fails);
  small = await fewerCrashes(small, original.crashes, fails);
  // With fewer acts, more kinds of fault may be of no matter.
  return withoutFaults(small, fails);
}

/** "nudges: INC-1 was reminded twice" and the same of INC-2 are one kind. */
const kindOf = (violation: string): string =>
  violation
    .split("\n")[0]!
    .replace(/[0-9A-Z]{6,}|\d+/g, "#")
    .slice(0, 40);

type Fails = (one: Case) => Promise<boolean>;

async function withoutFaults(one: Case, fails: Fails): Promise<Case> {
  let small = one;
  for (const kind of Object.keys(faultsOf(one).rates) as FaultKind[]) {
    const less = { ...small, without: [...small.without, kind] };
    if (await fails(less)) small = less;
  }
  return small;
}

/** Zeller's ddmin, by leaving parts out: halves first, then quarters, until single acts. */
async function fewerActs(one: Case, fails: Fails): Promise<Case> {
  let acts = one.acts ?? [];
  for (let parts = 2; acts.length > 0; ) {
    const size = Math.max(1, Math.ceil(acts.length / parts));
    let left: readonly number[] | null = null;
    for (let from = 0; from < acts.length && !left; from += size) {
      const rest = [...acts.slice(0, from), ...acts.slice(from + size)];
      if (await fails({ ...one, acts: rest })) left = rest;
    }
    if (left) acts = left;
    else if (size === 1) break;
    parts = left ? Math.max(2, parts - 1) : parts * 2;
  }
  return { ...one, acts };
}

async function fewerCrashes(one: Case, crashes: number, fails: Fails): Promise<Case> {
  for (let most = 0; most < crashes; most++) {
    const less = { ...one, crashes: most };
    if (await fails(less)) return less;
  }
  return one;
}
