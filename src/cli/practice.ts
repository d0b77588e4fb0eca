// `warroom practice`: the practice workspace alone, so that any Slack app can be pointed at it.
import { createMovableClock, systemClock } from "../lib/clock.ts";
import { systemRandom } from "../lib/random.ts";
import { openPractice } from "./practice-workspace.ts";
import { onStopSignal } from "./signals.ts";
import { print, printWhole, say, UserError } from "./terminal.ts";

interface PracticeFlags {
  port: string;
  seed?: string;
  deliverTo?: string;
  limits: boolean;
}

export async function practice(flags: PracticeFlags): Promise<void> {
  const port = Number(flags.port);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    throw new UserError(`--port "${flags.port}" is not a port. Next step: use a number from 0 to 65535.`);
  }
  if (flags.deliverTo !== undefined && !URL.canParse(flags.deliverTo)) {
    throw new UserError(`--deliver-to "${flags.deliverTo}" is not a URL. Next step: give the app's request URL.`);
  }
  const { url, apiUrl, tokens, close } = await openPractice(
    {
      clock: createMovableClock(systemClock),
      random: systemRandom,
      port,
      limits: flags.limits,
      ...(flags.seed === undefined ? {} : { seedPath: flags.seed }),
      ...(flags.deliverTo === undefined ? {} : { deliverTo: flags.deliverTo }),
    },
    "give another --port",
  );
  onStopSignal(
    () => void close().then(() => process.exit(0)),
    () => process.exit(1),
  );
  say(`The practice workspace is open at ${url}/. Point an app at it with:`);
  print(`SLACK_API_URL=${apiUrl}`);
  print(`SLACK_BOT_TOKEN=${tokens.bot}`);
  print(`SLACK_APP_TOKEN=${tokens.app}`);
  printWhole(`SLACK_SIGNING_SECRET=${tokens.signingSecret}`);
}
