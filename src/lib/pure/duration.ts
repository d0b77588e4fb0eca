export const SECOND_MS = 1_000;
export const MINUTE_MS = 60 * SECOND_MS;
export const HOUR_MS = 60 * MINUTE_MS;
export const DAY_MS = 24 * HOUR_MS;

const SHORT_UNITS = { day: "d", hour: "h", minute: "min", second: "s" };

/** "2 h 5 min", "45 min", "30 s": the two largest units, for people. */
export function durationWords(span_ms: number, { day, hour, minute, second } = SHORT_UNITS): string {
  const units: [string, number][] = [
    [day, DAY_MS],
    [hour, HOUR_MS],
    [minute, MINUTE_MS],
    [second, SECOND_MS],
  ];
  let rest = Math.max(0, span_ms);
  const words: string[] = [];
  for (const [name, unit_ms] of units) {
    const count = Math.floor(rest / unit_ms);
    rest -= count * unit_ms;
    if (count > 0 && words.length < 2 && !(unit_ms === SECOND_MS && words.length > 0)) words.push(`${count} ${name}`);
    else if (words.length > 0) break;
  }
  return words.length > 0 ? words.join(" ") : `0 ${second}`;
}

const UNITS_MS: Record<string, number> = { s: SECOND_MS, m: MINUTE_MS, min: MINUTE_MS, h: HOUR_MS, d: DAY_MS };

/** Reads "15m", "15 min", "2h", "1h 30m"; `undefined` when it is anything else. */
export function parseDuration(text: string): number | undefined {
  const parts = [...text.trim().matchAll(/(\d+)\s*(s|min|m|h|d)\s*/g)];
  if (parts.length === 0 || parts.map(([whole]) => whole).join("") !== text.trim()) return undefined;
  return parts.reduce((sum, [, count, unit]) => sum + Number(count) * UNITS_MS[unit!]!, 0);
}
