import { expect, test } from "vitest";
import { commandOf } from "./case.ts";
import { readOptions } from "./options.ts";

test("a command line that replays a case reads back as that case", () => {
  const one = {
    seed: 7,
    profile: "no-lookup" as const,
    without: ["drop" as const, "delay" as const],
    acts: [3, 8],
    crashes: 0,
  };
  const args = commandOf(one).split(" ").slice(4);
  expect(readOptions(args).show).toEqual(one);
});

test("a case from which every act was taken reads back too", () => {
  expect(readOptions(["--seed", "7", "--acts", "none"]).show?.acts).toEqual([]);
});

test.each([
  [["--bogus", "3"], "Unknown option '--bogus'. Next step: use one of --count"],
  [["--count", "many"], '--count "many" is no number from 1 to 100000000. Next step: for example --count 7.'],
  [["--count", "0"], '--count "0" is no number from 1 to 100000000.'],
  [["--workers", "1000"], '--workers "1000" is no number from 1 to 256. Next step: for example --workers 7.'],
  [["--profile", "x"], 'There is no profile "x". Next step: --profile with one of all, swarm, calm'],
  [["--seed", "1", "--without", "rain"], 'There is no fault "rain". Next step: --without with any of 429'],
  [["--without", "drop"], "are for one run. Next step: add --seed S."],
  [["--seed", "1", "--profile", "all"], "--seed is one run. Next step: name its one --profile."],
])("%j is refused with the next step", (args, words) => {
  expect(() => readOptions(args)).toThrow(words);
});
