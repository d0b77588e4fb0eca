import { systemClock } from "../lib/clock.ts";
import { openStore } from "../store/open.ts";
import { configured } from "./configured.ts";
import { say } from "./terminal.ts";

/** Brings the database to this version's schema, and changes nothing when it is there already. */
export async function migrate(): Promise<void> {
  const { config, log } = configured();
  const { store, migrated } = await openStore(config.databaseUrl, { clock: systemClock, log });
  await store.close();
  say(migrated.length === 0 ? "The database is up to date." : `Applied: ${migrated.join(", ")}.`);
}
