// Hears of what other processes commit to the same PostgreSQL database, on a connection of its own. While it cannot, nothing
// fails: their work is noticed when the jobs are looked at the next time.
import pg from "pg";
import { systemClock, type Timer } from "../lib/clock.ts";
import type { LogDep } from "../lib/log.ts";
import { SECOND_MS } from "../lib/pure/duration.ts";

export interface Listening {
  /** As `NOTIFY`, but unheard by this process, which knows of its own commits. */
  notify(): string;
  close(): Promise<void>;
}

const CHANNEL = "warroom_commits";

/** In a commit's transaction: whoever listens is told once the commit holds, and never where it does not. */
export const NOTIFY = `NOTIFY ${CHANNEL}`;

const CONNECT_WITHIN_MS = 2_500;
const CONNECT_AGAIN_MS = SECOND_MS;
/** A connection that died without a word is found out only by asking it something. */
const ASK_EVERY_MS = 10 * SECOND_MS;
const ANSWER_WITHIN_MS = 5 * SECOND_MS;

/** Calls `heard` when another process has committed, or may have while nothing could be heard. */
export function listenToOthers(url: string, { log }: LogDep, heard: () => void): Listening {
  let current: pg.Client | undefined;
  let self = "";
  let timer: Timer | undefined;
  let isDeaf = false;

  const open = async () => {
    const client = new pg.Client({
      connectionString: url,
      connectionTimeoutMillis: CONNECT_WITHIN_MS,
      query_timeout: ANSWER_WITHIN_MS,
    });
    current = client;
    client.on("error", (error) => lose(client, error));
    client.on("end", () => lose(client));
    client.on("notification", ({ payload }) => {
      if (payload !== self) heard();
    });
    try {
      await client.connect();
      const { rows } = await client.query("SELECT pg_backend_pid() AS pid");
      self = String((rows as { pid: number }[])[0]!.pid);
      await listen(client);
    } catch (error) {
      return lose(client, error);
    }
    if (client !== current) return;
    if (isDeaf) log.info("PostgreSQL tells of other processes' commits again");
    isDeaf = false;
    heard();
  };
  /** Asked again and again, it changes nothing and shows that the server is there. */
  const listen = async (client: pg.Client): Promise<void> => {
    await client.query(`LISTEN ${CHANNEL}`);
    if (client !== current) return;
    // Connections live in real time, also where the rest runs on a clock that is moved by hand.
    timer = systemClock.after(ASK_EVERY_MS, () => void listen(client).catch((error) => lose(client, error)));
  };
  const lose = (client: pg.Client, error?: unknown) => {
    if (client !== current) return;
    current = undefined;
    timer?.cancel();
    client.end().catch(() => {});
    if (!isDeaf) {
      log.warn(
        { err: error },
        "PostgreSQL does not tell of other processes' commits: they are noticed within half a minute",
      );
    }
    isDeaf = true;
    timer = systemClock.after(CONNECT_AGAIN_MS, () => void open());
  };

  void open();
  return {
    notify: () => (self === "" ? NOTIFY : `${NOTIFY}, '${self}'`),
    async close() {
      const client = current;
      current = undefined;
      timer?.cancel();
      await client?.end();
    },
  };
}
