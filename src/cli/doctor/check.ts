// What one check of the doctor says.

/** "look": it works, and somebody should know of it. "wrong": something does not work until it is mended. */
type Verdict = "ok" | "look" | "wrong";

export interface Check {
  name: string;
  verdict: Verdict;
  says: string;
  /** What to do; null where there is nothing to do. */
  fix: string | null;
}

export const ok = (name: string, says: string): Check => ({ name, verdict: "ok", says, fix: null });
export const look = (name: string, says: string, fix: string): Check => ({ name, verdict: "look", says, fix });
export const wrong = (name: string, says: string, fix: string): Check => ({ name, verdict: "wrong", says, fix });
