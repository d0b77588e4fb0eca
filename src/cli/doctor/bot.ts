// The running Warroom as the doctor sees it: what its own /readyz says.
import { request } from "undici";
import { abortAfter, systemClock } from "../../lib/clock.ts";
import { SECOND_MS } from "../../lib/pure/duration.ts";
import type { NamedTrouble } from "../../lib/troubles.ts";
import { type Check, look, ok, wrong } from "./check.ts";

const ANSWER_WITHIN_MS = 2 * SECOND_MS;

interface Readiness {
  ok: boolean;
  slack: string;
  troubles: NamedTrouble[];
}

/** `isStopped`: nobody expects it to run. */
export async function botChecks(host: string, port: number, isStopped: boolean): Promise<Check[]> {
  const place = `${host}:${port}`;
  const said = await readiness(`http://${place}/readyz`);
  if (said === null) {
    const says = `Warroom does not run: none answers on ${place}`;
    const fix = "Start it (`warroom start`), or set HOST and PORT as it has them.";
    return [
      isStopped ? look("running", says, fix) : wrong("running", says, `${fix} Stopped on purpose: add --stopped.`),
    ];
  }
  const isFine = said.ok && said.troubles.length === 0;
  return [
    said.ok
      ? ok("running", `on ${place}, ${isFine ? "and all is well" : "with the troubles below"}`)
      : wrong(
          "running",
          `on ${place}, and not ready: ${said.troubles.length > 0 ? "it is in trouble" : `Slack is ${said.slack}`}`,
          said.troubles.length > 0 ? "See the troubles below." : "See its log for what Slack answers.",
        ),
    ...said.troubles.map(({ name, what, nextStep, serious }) => (serious ? wrong : look)(name, what, nextStep)),
  ];
}

async function readiness(url: string): Promise<Readiness | null> {
  const { signal, done } = abortAfter(systemClock, ANSWER_WITHIN_MS);
  try {
    const { body } = await request(url, { signal });
    const said = (await body.json()) as Partial<Readiness>;
    return Array.isArray(said.troubles) ? (said as Readiness) : null;
  } catch {
    return null;
  } finally {
    done();
  }
}
