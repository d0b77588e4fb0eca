// The HTTP server: Slack's requests go to the receiver as raw bytes, since their signature covers these; the rest is Hono's.
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { getRequestListener } from "@hono/node-server";
import type { Hono } from "hono";

interface Served {
  port: number;
  /** Takes no new connection; requests under way go on. */
  stop(): void;
  /** Closes what is still open. */
  end(): void;
}

interface ServeOptions {
  web: Hono;
  ofSlack: ((request: IncomingMessage, response: ServerResponse) => void) | null;
  host: string;
  /** 0 for any free port. */
  port: number;
}

/** Rejects with a sentence when it cannot listen there. */
export async function serve({ web, ofSlack, host, port }: ServeOptions): Promise<Served> {
  const others = getRequestListener(web.fetch);
  const server = createServer((request, response) => {
    if (ofSlack && request.url?.split("?")[0] === "/slack/events") ofSlack(request, response);
    else void others(request, response);
  });
  return {
    port: await listen(server, host, port),
    stop() {
      server.close();
      server.closeIdleConnections();
    },
    end: () => server.closeAllConnections(),
  };
}

function listen(server: Server, host: string, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) => {
      const why = error.code === "EADDRINUSE" ? `port ${port} is in use` : error.message;
      reject(new Error(`cannot listen on ${host}:${port}: ${why}. Next step: stop the other program, or set PORT.`));
    });
    server.listen(port, host, () => {
      const address = server.address();
      resolve(typeof address === "object" && address ? address.port : port);
    });
  });
}
