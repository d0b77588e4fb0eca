// What a measurement is, and the little arithmetic they share.

export interface BenchOptions {
  rounds: number;
  events: number;
  inFlight: number;
  /** A folder for CPU profiles of the bot. */
  profile: string | undefined;
}

export interface Result {
  line: Record<string, number>;
  text: string[];
}

export interface Bench {
  name: string;
  about: string;
  /** How many rounds when nobody says: a median of fewer moves with whatever else the machine does. */
  rounds: number;
  run(options: BenchOptions): Promise<Result>;
}

/** Progress and complaints; results go to stdout. */
export const say = (words: string): void => void process.stderr.write(`${words}\n`);

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

export const percentile = (values: readonly number[], share: number): number =>
  values.toSorted((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))]!;

export const rounded = (value: number, digits = 0): number => Number(value.toFixed(digits));

/** Milliseconds that every process of this machine counts alike. */
export const now = (): number => performance.timeOrigin + performance.now();

export const pause = (span_ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, span_ms));

/** Looks again and again until `look` answers; throws when that takes too long. */
export async function until<T>(
  what: string,
  look: () => T | Promise<T>,
  { every_ms = 5, within_ms = 30_000 } = {},
): Promise<NonNullable<T>> {
  const end = now() + within_ms;
  for (;;) {
    const found = await look();
    if (found) return found;
    if (now() > end) throw new Error(`${what}: not after ${within_ms / 1_000} s`);
    await pause(every_ms);
  }
}
