// The program's lives: each begins with a boot and ends with a crash, after which whatever it still does is dropped.
import type { StampedRunbook } from "../../src/commands/runbook-library.ts";
import type { Clock } from "../../src/lib/clock.ts";
import type { Random } from "../../src/lib/random.ts";
import type { Troubles } from "../../src/lib/troubles.ts";
import type { Transport } from "../../src/practice/deliveries.ts";
import { SimulatedStoreError } from "./faults.ts";
import { startInstance } from "./instance.ts";
import { DOWN_MIN_MS, drawDowntime_ms } from "./profile.ts";
import { createProgramClock } from "./program-clock.ts";
import type { World } from "./world.ts";

/** One life of the program, from its start to its crash. */
export interface Life {
  readonly generation: number;
  readonly clock: Clock;
  alive(): boolean;
  /** Whether it has come up: from then on it serves. */
  started: boolean;
  /** What it says is wrong with itself; null while it starts. */
  troubles: Troubles | null;
  /** Slack's events reach it again. */
  heard(): void;
  /** Its operator has the runbook read again. */
  renew(next: StampedRunbook): void;
  /** Deliveries it has not answered: a crash cuts their connection. */
  readonly unanswered: Set<(why: Error) => void>;
}

export interface Lives {
  boot(): void;
  /** The present one; null while it is down. */
  life(): Life | null;
  isUp(): boolean;
  isServing(): boolean;
  /** What the program says is wrong with itself. */
  troubles(): ReturnType<Troubles["list"]>;
  connect(transport: Transport): void;
  /** Whether the life ends here. A dead one that comes by stays dead. */
  crashPoint(of: Life, label: string): boolean;
  /** From here on everything works; what is down comes up. */
  heal(): void;
  /** Ends the life and lets go of the database. */
  end(): void;
}

interface Host {
  /** Counts each boot and each death: timers of another generation do not run. */
  generation: number;
  boots: number;
  life: Life | null;
  /** Close the connections of the present life. */
  leaving: (() => void)[];
  crashChance: Random;
}

export function createLives(world: World): Lives {
  const { kernel, core, faults, options, points, note } = world;
  const crashChance = kernel.random("crashes");
  const host: Host = { generation: 0, boots: 0, life: null, leaving: [], crashChance };
  return {
    boot: () => boot(world, host),
    life: () => host.life,
    isUp: () => host.life !== null,
    isServing: () => host.life?.started ?? false,
    troubles: () => host.life?.troubles?.list() ?? [],
    connect: (transport) => void host.leaving.push(core.connectApp(transport)),
    crashPoint(of, label) {
      if (!of.alive()) return true;
      points.push(label);
      const chosen = options.crashAt;
      const hit = chosen === undefined ? faults.on() && drawCrash(world, host, of) : chosen.includes(points.length);
      if (hit) crash(world, host, label);
      return hit;
    },
    heal() {
      faults.stop();
      note("heal");
      bootIn(world, host, DOWN_MIN_MS);
    },
    end() {
      host.generation += 1;
      host.life = null;
      world.database.release();
    },
  };
}

function boot(world: World, host: Host): void {
  const { kernel, faults, crashes } = world;
  const generation = ++host.generation;
  const alive = () => host.generation === generation;
  const life: Life = {
    generation,
    alive,
    clock: createProgramClock(kernel.clockOf(alive), world, () => faults.left_ms("suspended")),
    unanswered: new Set(),
    started: false,
    troubles: null,
    heard() {},
    renew() {},
  };
  host.life = life;
  host.boots += 1;
  world.note(`boot ${host.boots}`);
  if (crashes.length > 0) world.downtimes.push({ from: crashes.at(-1)!, to: world.now() });
  startInstance(world, life).catch((error: Error) => {
    if (!alive()) return;
    if (error instanceof SimulatedStoreError) return crash(world, host, "a start that the store refused");
    world.violate(`the program did not start: ${error.stack}`);
  });
}

function drawCrash({ crashes, faults, options }: World, { crashChance }: Host, { started }: Life): boolean {
  const { crashes_max, rates } = options.profile;
  const { crash: any = 0, "crash-at-boot": atBoot = 0 } = rates;
  // A crash of the first start leaves nothing to recover from.
  const boots = !started && crashes.length > 0;
  if (crashes.length >= crashes_max || crashChance.next() >= (boots ? Math.max(any, atBoot) : any)) return false;
  if (boots && atBoot > 0) faults.count("crash-at-boot");
  return true;
}

function crash(world: World, host: Host, label: string): void {
  const { database, faults, options } = world;
  const dying = host.life!;
  for (const { holder } of database.rows<{ holder: string }>("SELECT holder FROM lanes WHERE lease_until > 0")) {
    world.deadHolders.add(holder);
  }
  world.crashes.push(world.now());
  faults.count("crash");
  world.note(`CRASH at ${label}`);
  host.generation += 1;
  host.life = null;
  for (const leave of host.leaving) leave();
  host.leaving = [];
  for (const cut of dying.unanswered) cut(new Error("connection lost"));
  const down_ms = drawDowntime_ms(host.crashChance, options.profile);
  if (down_ms > 60_000) faults.count("long-downtime");
  bootIn(world, host, down_ms);
}

/** Healing starts what is down; a second start must not follow it. */
function bootIn(world: World, host: Host, delay_ms: number): void {
  world.kernel.clock.after(delay_ms, () => {
    if (host.life === null) boot(world, host);
  });
}
