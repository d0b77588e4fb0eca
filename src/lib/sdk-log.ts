import type { Log } from "./log.ts";

/**
 * A logger for SDKs that write lines of their own. They say again what our own lines say with a next step, and at their
 * debug level they print whole payloads; so their warnings become our debug lines and the rest is dropped.
 * `level` is what the SDK is told when it asks; `hide` blanks secrets that a foreign message may quote.
 */
export function createSdkLog<Level>(log: Log, level: Level, hide: (text: string) => string = (text) => text) {
  const write = (...words: unknown[]) => log.debug({ from: "sdk" }, "%s", hide(words.map(String).join(" ")));
  const drop = () => {};
  return { debug: drop, info: drop, warn: write, error: write, setLevel: drop, setName: drop, getLevel: () => level };
}
