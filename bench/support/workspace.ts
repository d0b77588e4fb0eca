// The practice workspace as a measurement needs it: in real time and without rate limits, which would be what is measured.
import { systemClock } from "../../src/lib/clock.ts";
import { systemRandom } from "../../src/lib/random.ts";
import type { Faults } from "../../src/practice/faults.ts";
import type { PageAct } from "../../src/practice/page-api.ts";
import { type Practice, startPractice } from "../../src/practice/practice.ts";

export interface BenchWorkspace extends Practice {
  team: string;
  /** Ids by the first letters of a name. */
  channel(name: string): string | undefined;
  user(name: string): string;
  /** What a person does on the page; throws when Slack would refuse it. */
  act(what: PageAct): void;
}

export async function openWorkspace(options: { latency_ms?: number; faults?: Faults } = {}): Promise<BenchWorkspace> {
  const started = await startPractice({ clock: systemClock, random: systemRandom, port: 0, limits: false, ...options });
  if (!started.ok) throw new Error(started.error.join("\n"));
  const practice = started.value;
  const { core } = practice;
  return {
    ...practice,
    team: core.state.team.id,
    channel: (name) => [...core.state.channels.values()].find((one) => one.name.startsWith(name))?.id,
    user: (name) => [...core.state.users.values()].find((one) => one.name.startsWith(name))!.id,
    act(what) {
      const answer = core.act(what);
      if (!answer.ok) throw new Error(`${what.as} cannot ${what.act}: ${answer.error}`);
    },
  };
}

/** The environment of a bot in this workspace. */
export const socketSettings = ({ tokens, apiUrl }: Practice): Record<string, string> => ({
  SLACK_BOT_TOKEN: tokens.bot,
  SLACK_APP_TOKEN: tokens.app,
  SLACK_API_URL: apiUrl,
});
