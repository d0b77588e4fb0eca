import { type Config, readConfig } from "../config.ts";
import { systemClock } from "../lib/clock.ts";
import { createLog, type Log } from "../lib/log.ts";
import { openStoreReadOnly } from "../store/open.ts";
import type { Reader } from "../store/store.ts";
import { UserError } from "./terminal.ts";

export function configured(): { config: Config; log: Log } {
  const config = readConfig(process.env);
  if (!config.ok) throw new UserError(config.error.join("\n         "));
  return { config: config.value, log: createLog(config.value.logLevel, secretsIn(config.value)) };
}

function secretsIn({ slack, databaseUrl }: Config): string[] {
  const password = URL.canParse(databaseUrl) ? new URL(databaseUrl).password : "";
  switch (slack.mode) {
    case "socket":
      return [slack.botToken, slack.appToken, password];
    case "http":
      return [slack.botToken, ...slack.signingSecrets, password];
    case "practice":
      return [password];
  }
}

/** Looks at one moment of the database, beside a running Warroom, and closes it again. */
export async function withStore(look: (reader: Reader) => Promise<void>): Promise<void> {
  const { config, log } = configured();
  const store = await openStoreReadOnly(config.databaseUrl, { clock: systemClock, log });
  try {
    await store.snapshot(look);
  } finally {
    await store.close();
  }
}
