// The sign of life to a watch outside (a dead man's switch): where it stays away, somebody is called who can look.
import { request } from "undici";
import { abortAfter, type ClockDep } from "../lib/clock.ts";
import type { LogDep } from "../lib/log.ts";
import { SECOND_MS } from "../lib/pure/duration.ts";

const TIMEOUT_MS = 10 * SECOND_MS;

/** One GET of `url`; never throws. Its address may be a secret and stands in no message. */
export async function sendSignOfLife({ clock, log }: ClockDep & LogDep, url: string): Promise<void> {
  const { signal, done } = abortAfter(clock, TIMEOUT_MS);
  try {
    const { statusCode, body } = await request(url, { signal });
    await body.dump();
    if (statusCode >= 300) log.warn({ status: statusCode }, "the watch outside did not take the sign of life");
  } catch (error) {
    log.warn({ code: (error as NodeJS.ErrnoException).code }, "the sign of life could not be sent");
  } finally {
    done();
  }
}
