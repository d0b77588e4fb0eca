// Whether somebody declares what somebody else has just declared.
import { MINUTE_MS } from "../lib/pure/duration.ts";
import { slug } from "../lib/pure/text.ts";
import type { Instant } from "../lib/pure/time.ts";
import type { RecentIncident } from "./workspace.ts";

/** Two people who see the same trouble declare it within this time, whatever they call it. */
const SAME_MOMENT_MS = 2 * MINUTE_MS;

/** Those who call it alike may notice it later. */
export const SIMILAR_WITHIN_MS = 15 * MINUTE_MS;

/** What every incident's title may say, in whatever words: it tells none from another. */
const COMMON = new Set(
  `about again all and are bad broken cannot cant customers degraded down error errors failed failing fails for from has
  have high incident into issue issues its latency many not off our outage page pages partial prod production problem
  problems request requests returning service services severe site slow some system systems the their they time timeout
  timeouts timing unavailable user users very was were when with work working works`.split(/\s+/),
);

const WORD_CHARS_MIN = 3;

/** The open incident that this may be: one whose title shares a telling word, else the newest of this very moment. */
export function similarTo(title: string, recent: readonly RecentIncident[], now: Instant): RecentIncident | null {
  const words = tellingWords(title);
  const within = (span_ms: number) => recent.filter(({ declaredAt }) => now - declaredAt <= span_ms);
  const alike = within(SIMILAR_WITHIN_MS).find((one) => [...tellingWords(one.title)].some((word) => words.has(word)));
  return alike ?? within(SAME_MOMENT_MS)[0] ?? null;
}

const tellingWords = (title: string): Set<string> =>
  new Set(
    slug(title)
      .split("-")
      .filter((word) => word.length >= WORD_CHARS_MIN && !COMMON.has(word)),
  );
