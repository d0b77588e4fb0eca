// What Warroom serves besides Slack's requests: whether it is alive and whether it is ready. Reads only.
import { Hono } from "hono";

export interface Health {
  /** The process answers and its database does. */
  alive: boolean;
  /** It also hears Slack, and nothing serious stands against it. */
  ready: boolean;
  detail: Record<string, unknown>;
}

export function createWeb(health: () => Promise<Health>): Hono {
  const web = new Hono();
  web.use(async (context, next) => {
    await next();
    context.header("X-Content-Type-Options", "nosniff");
    context.header("Content-Security-Policy", "default-src 'none'");
    context.header("Cache-Control", "no-store");
  });
  web.get("/healthz", async (context) => {
    const { alive, detail } = await health();
    return context.json({ ok: alive, ...detail }, alive ? 200 : 503);
  });
  web.get("/readyz", async (context) => {
    const { ready, detail } = await health();
    return context.json({ ok: ready, ...detail }, ready ? 200 : 503);
  });
  return web;
}
