import { type Clock, systemClock } from "../lib/clock.ts";

/** `npm start` hands on the Ctrl+C that the terminal gave us already: what comes this soon is the same one. */
const SAME_WITHIN_MS = 500;

/** Runs `stop` at Ctrl+C or SIGTERM; `again` at a second one, when somebody has waited long enough. */
export function onStopSignal(stop: () => void, again: () => void, clock: Clock = systemClock): void {
  let since: number | undefined;
  const end = () => {
    if (since === undefined) {
      since = clock.now();
      stop();
    } else if (clock.now() - since > SAME_WITHIN_MS) again();
  };
  process.on("SIGINT", end);
  process.on("SIGTERM", end);
}
