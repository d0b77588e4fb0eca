// Logs are JSON lines on stderr. Nothing that looks like a Slack token leaves through them.
import { type Logger, pino } from "pino";

export type Log = Logger;

export interface LogDep {
  readonly log: Log;
}

const TOKEN = /\bx(?:ox[a-z]|app|wfp)-[A-Za-z0-9-]+/g;
const blank = (value: unknown): unknown => (typeof value === "string" ? value.replace(TOKEN, "[token]") : value);

/** `level` is one of pino's: fatal, error, warn, info, debug, trace, silent. */
export function createLog(level: string): Log {
  return pino(
    {
      level,
      base: null,
      hooks: {
        logMethod(args, method) {
          method.apply(this, args.map(blank) as Parameters<typeof method>);
        },
      },
      serializers: {
        err: (error: unknown) => {
          const serialized = pino.stdSerializers.err(error as Error);
          return { type: serialized.type, message: blank(serialized.message), stack: blank(serialized.stack) };
        },
      },
    },
    pino.destination({ fd: 2, sync: true }),
  );
}
