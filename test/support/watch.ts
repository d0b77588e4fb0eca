import { createServer } from "node:http";
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { onTestFinished } from "vitest";

/** A watch outside: it counts the signs of life, and answers as it is told. */
export async function createWatch() {
  const watch = { calls: 0, status: 200, url: "" };
  const server = createServer((_request, response) => {
    watch.calls += 1;
    response.writeHead(watch.status).end();
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => void server.close());
  watch.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/sign/of/life`;
  return watch;
}
