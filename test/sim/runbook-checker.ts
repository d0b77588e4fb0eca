// What looks at the runbook's checks in a run: it answers, late, wrongly or never, and what it shows moves. In a run without
// faults, and once they are over, all is well.
import { SECOND_MS } from "../../src/lib/pure/duration.ts";
import type { Checked, Checker } from "../../src/out/outlets.ts";
import type { Faults } from "./faults.ts";
import type { Kernel } from "./kernel.ts";
import type { Profile } from "./profile.ts";

export function createRunbookChecker(kernel: Kernel, faults: Faults, { rates }: Profile): Checker {
  const random = kernel.random("checks");
  const isWell = () => !faults.on() || Object.keys(rates).length === 0;
  return {
    async check({ unit }) {
      const value = unit === "" ? isWell() || random.next() < 0.5 : isWell() ? 0 : Math.floor(random.next() * 100);
      const fate = isWell() ? 1 : random.next();
      if (fate < 0.05) return new Promise<Checked>(() => {});
      if (fate < 0.15) throw new Error("connection refused");
      if (fate < 0.2) return { value: Number.NaN, detail: null };
      if (fate < 0.3)
        await new Promise<void>((resolve) => void kernel.clock.after(random.next() * 15 * SECOND_MS, resolve));
      return { value, detail: fate < 0.4 ? "queue does not answer" : null };
    },
  };
}
