// A machine that shows what a story says it shows.
import type { Measured } from "../../src/domain/condition.ts";
import type { Checked, Checker } from "../../src/out/outlets.ts";

export interface ToldChecker extends Checker {
  /** By the check's key; what is not there gives no answer. */
  shows: Record<string, Measured | Checked>;
  /** How often each was asked. */
  asked: Record<string, number>;
}

export function createToldChecker(shows: ToldChecker["shows"] = {}): ToldChecker {
  const checker: ToldChecker = {
    shows,
    asked: {},
    async check({ key }) {
      checker.asked[key] = (checker.asked[key] ?? 0) + 1;
      const shown = checker.shows[key];
      if (shown === undefined) throw new Error("connection refused");
      return typeof shown === "object" ? shown : { value: shown, detail: null };
    },
  };
  return checker;
}

/** What the bundled runbooks' checks show while all is well, and while something is ill. */
export const WELL: ToldChecker["shows"] = {
  services: true,
  health: true,
  "error-rate": 0.04,
  "response-time": 0.3,
  "p95-latency": 120,
  "p99-latency": 310,
  alerts: 0,
  "active-alerts": 0,
  "cache-hits": 98,
  "database-connections": 41,
  "queue-depth": 140,
  "affected-users": 0,
  cpu: 38,
  memory: 61,
};
export const ILL: ToldChecker["shows"] = {
  ...WELL,
  services: false,
  health: false,
  "error-rate": 23,
  "p95-latency": 910,
  "p99-latency": 2_300,
  alerts: 3,
  "active-alerts": 3,
  cpu: 93,
};
