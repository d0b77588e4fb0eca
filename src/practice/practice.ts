// The whole practice workspace, ready to use: the core from its seed file, its server, and delivery to the app.
import { type Clock, systemClock } from "../lib/clock.ts";
import { err, ok, type Result } from "../lib/pure/result.ts";
import type { Random } from "../lib/random.ts";
import { createPracticeWorkspace, type PracticeCore } from "./core.ts";
import type { Faults } from "./faults.ts";
import { createHttpDelivery } from "./server/http-delivery.ts";
import { followPace } from "./pace.ts";
import { bundledSeed, readSeed, type WorkspaceSeed } from "./seed.ts";
import { type PracticeServer, startPracticeServer } from "./server/server.ts";

export type ManifestOfApp = Pick<WorkspaceSeed["app"], "scopes" | "events" | "commands" | "shortcuts">;

export interface StartPracticeOptions {
  /** The workspace's time. */
  clock: Clock;
  random: Random;
  /** 0 takes any free port. */
  port: number;
  seedPath?: string;
  /** What the app's manifest says, in place of the seed file. */
  manifest?: ManifestOfApp;
  /** The app's request URL, for signed HTTP delivery; without it the app connects by Socket Mode. */
  deliverTo?: string;
  /** Moves the time of workspace and app together, and waits until both are idle. */
  advance?: (span_ms: number) => Promise<void>;
  /** Lets time stand still but for `advance`: with both, a scripted outage can be paused and run faster. */
  standstill?: Standstill;
  latency_ms?: number;
  /** Where the app reaches the server when something stands between the two. */
  publicUrl?: string;
  limits?: boolean;
  /** As Slack treats an app that is neither internal nor listed: 15 messages of history a minute. */
  cappedHistory?: boolean;
  faults?: Faults;
}

/** A movable clock's two switches. */
export interface Standstill {
  hold(): void;
  release(): void;
}

export interface Practice {
  readonly core: PracticeCore;
  readonly server: PracticeServer;
  /** For SLACK_API_URL. */
  readonly apiUrl: string;
  /** The browser page. */
  readonly url: string;
  readonly tokens: { bot: string; app: string; signingSecret: string };
  close(): Promise<void>;
}

/** The error is a list of sentences about the seed file, each with file, line and column. */
export async function startPractice(options: StartPracticeOptions): Promise<Result<Practice, string[]>> {
  const { clock, random, port, deliverTo, standstill, latency_ms, publicUrl, limits, cappedHistory, faults } = options;
  const advance = options.advance && oneAtATime(options.advance);
  const seed = readSeed(options.seedPath ?? bundledSeed);
  if (!seed.ok) return err(seed.error);
  const core = createPracticeWorkspace({
    clock,
    random,
    seed: options.manifest ? { ...seed.value, app: { ...seed.value.app, ...options.manifest } } : seed.value,
    canPace: advance !== undefined && standstill !== undefined,
    ...(faults && { faults }),
    ...(limits !== undefined && { limits }),
    ...(cappedHistory !== undefined && { cappedHistory }),
  });
  const wire = {
    ...(advance && { advance }),
    ...(latency_ms !== undefined && { latency_ms }),
    ...(publicUrl !== undefined && { publicUrl }),
  };
  // Connections live in real time, however the workspace's time is moved.
  const server = await startPracticeServer({ core, clock: systemClock, random, port, ...wire });
  const { tokens } = core.state.app;
  if (deliverTo) {
    const { signingSecret } = tokens;
    core.connectApp(createHttpDelivery({ url: deliverTo, signingSecret, clock, wireClock: systemClock }));
  }
  const stopPacing = advance && standstill && followPace({ core, clock: systemClock, advance, standstill });
  const close = async () => {
    stopPacing?.();
    await server.close();
  };
  return ok({ core, server, apiUrl: `${server.url}/api/`, url: server.url, tokens, close });
}

/** The page and the outage both move time: never through each other. */
function oneAtATime(advance: (span_ms: number) => Promise<void>): (span_ms: number) => Promise<void> {
  let last = Promise.resolve();
  return (span_ms) => {
    const turn = last.then(() => advance(span_ms));
    last = turn.catch(() => {});
    return turn;
  };
}
