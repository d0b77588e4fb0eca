// The command line's way into the running program, which alone may write a SQLite file: HTTP on this machine's loopback,
// for whoever can read the file that says where and with which token. That file is the operator's alone.
import { timingSafeEqual } from "node:crypto";
import { rmSync, writeFileSync } from "node:fs";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { Operate, OperatorRequest } from "../../commands/operate.ts";
import type { ClockDep } from "../../lib/clock.ts";
import type { LogDep } from "../../lib/log.ts";
import { SECOND_MS } from "../../lib/pure/duration.ts";
import type { RandomDep } from "../../lib/random.ts";
import { StoreError } from "../../store/store.ts";
import { readBody } from "../slack/receive/body.ts";

/** What the file holds. */
export interface ControlFile {
  port: number;
  token: string;
}

export interface Control {
  close(): void;
}

const LIMITS = { bytes_max: 64 * 1024, within_ms: 5 * SECOND_MS };
const TOKEN_BYTES = 32;

/** Null where the file cannot be written: the program does its work all the same. */
export async function openControl(
  deps: ClockDep & LogDep & RandomDep & { operate: Operate },
  file: string,
): Promise<Control | null> {
  const { log, random } = deps;
  const token = random.hex(TOKEN_BYTES);
  const server = createServer((request, response) => void answer(deps, token, request, response));
  const port = await new Promise<number>((resolve, reject) => {
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => resolve((server.address() as { port: number }).port));
  });
  const close = () => {
    server.close();
    server.closeAllConnections();
    rmSync(file, { force: true });
  };
  try {
    // Removed first: an older file would keep its own mode.
    rmSync(file, { force: true });
    writeFileSync(file, JSON.stringify({ port, token } satisfies ControlFile), { mode: 0o600 });
  } catch (error) {
    log.warn({ err: error, file }, "the command line cannot write while Warroom runs: its file could not be written");
    close();
    return null;
  }
  return { close };
}

async function answer(
  { clock, log, operate }: ClockDep & LogDep & { operate: Operate },
  token: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const end = (status: number, body: object) =>
    void response.writeHead(status, { "Content-Type": "application/json" }).end(JSON.stringify(body));
  if (request.method !== "POST" || request.url !== "/operate") return end(404, {});
  if (!isSame(request.headers.authorization ?? "", `Bearer ${token}`)) return end(401, {});
  const body = await readBody(request, LIMITS, clock);
  if (!body.ok) return end(413, {});
  try {
    return end(200, await operate(JSON.parse(body.value.toString()) as OperatorRequest));
  } catch (error) {
    if (error instanceof StoreError) return end(503, { why: error.message });
    log.error({ err: error }, "an order from the command line failed in a way nobody foresaw");
    return end(500, { why: "Warroom failed in a way nobody foresaw; its log says more" });
  }
}

function isSame(given: string, wanted: string): boolean {
  const [one, other] = [Buffer.from(given), Buffer.from(wanted)];
  return one.length === other.length && timingSafeEqual(one, other);
}
