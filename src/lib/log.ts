// Logs are JSON lines on stderr. No secret leaves through them, and no character that moves a terminal's cursor.
import { type DestinationStream, type Logger, pino } from "pino";
import { redactSecrets } from "./pure/secrets.ts";

export type Log = Logger;

export interface LogDep {
  readonly log: Log;
}

/**
 * `level` is one of pino's: fatal, error, warn, info, debug, trace, silent. `secrets` are the program's own, which need
 * not look like any: wherever they stand, they are blanked.
 */
export function createLog(
  level: string,
  secrets: readonly string[] = [],
  to: DestinationStream = pino.destination({ fd: 2, sync: true }),
): Log {
  const own = secrets.filter((secret) => secret.length >= OWN_CHARS_MIN);
  const hidden = (line: string): string =>
    redactSecrets(own.reduce((shown, secret) => shown.replaceAll(secret, "[secret]"), line)).replace(
      CONTROL,
      (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
    );
  return pino(
    { level, base: null, serializers: { err: errorFields } },
    { write: (line: string) => void to.write(hidden(line)) },
  );
}

/** An error's other fields may be whole requests. */
function errorFields(error: unknown): object {
  const { type, message, stack } = pino.stdSerializers.err(error as Error);
  return { type, message, stack };
}

/** Anything shorter would blank words that have nothing to do with it. */
const OWN_CHARS_MIN = 6;

/** What JSON leaves as it is and a terminal obeys: DEL, the second set of control characters, line separators. */
const CONTROL = /[\u007f-\u009f\u2028\u2029]/g;
