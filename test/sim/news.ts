// What the program is told of something that is down: that Slack sends less, and that it is heard again.
import { SECOND_MS } from "../../src/lib/pure/duration.ts";
import type { Window } from "./profile.ts";
import { RECONNECT_MAX_MS } from "./traffic.ts";
import type { World } from "./world.ts";

export function planNews(world: World): void {
  const { kernel, core, options } = world;
  for (const window of options.profile.windows) {
    const { kind, after_ms } = window;
    if (kind === "event-limit") kernel.clock.after(after_ms, () => core.admin.rateLimitEvents());
    if (!options.profile.sockets || (kind !== "outage" && kind !== "events-dead")) continue;
    planDeafness(world, window);
    planReconnect(world, window);
  }
}

/** Remembered for as long as the life lasts that went deaf, if it could hear again afterwards. */
function planDeafness(world: World, { after_ms, lasts_ms }: Window): void {
  const { kernel, faults, crashes, deafSpans, now } = world;
  kernel.clock.after(after_ms, () => {
    const present = world.life();
    const deaf = present?.started ? present : null;
    const from = now();
    kernel.clock.after(lasts_ms + RECONNECT_MAX_MS + SECOND_MS, () => {
      if (deaf === null || (deaf.alive() && faults.isCutOff("events_api"))) return;
      const diedAt = crashes.find((at) => at >= from) ?? Infinity;
      deafSpans.push({ from, to: Math.min(from + lasts_ms, diedAt) });
    });
  });
}

/** As the sockets' own loop: a connection that can be had again is had within 15 s. */
function planReconnect({ kernel, faults, hearsAgainAt, now, life, drawReconnect_ms }: World, window: Window): void {
  kernel.clock.after(window.after_ms + window.lasts_ms, () => {
    const deaf = life();
    if (deaf === null || faults.isCutOff("events_api")) return;
    hearsAgainAt.push(now());
    kernel.clock.after(drawReconnect_ms(), () => {
      if (deaf.alive() && !faults.isCutOff("events_api")) deaf.heard();
    });
  });
}
