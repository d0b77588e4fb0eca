import { expect, test } from "vitest";
import type { Log } from "../../src/lib/log.ts";
import { createTroubles, type Trouble } from "../../src/lib/troubles.ts";

const deaf: Trouble = { what: "No event comes.", nextStep: "Look at the app's page.", serious: true };

function createLogged() {
  const said: string[] = [];
  const write = (_fields: object, words: string) => void said.push(words);
  const under = { at: 1_000 };
  const clock = { now: () => under.at, after: () => ({ cancel() {} }), soon: () => {} };
  return { said, under, troubles: createTroubles(clock, { warn: write, info: write } as unknown as Log) };
}

test("a trouble keeps the time at which it began, and the log hears of it once", () => {
  const { said, under, troubles } = createLogged();
  troubles.set("events-dead", deaf);
  under.at = 5_000;
  troubles.set("events-dead", deaf);
  expect(troubles.list()).toEqual([{ ...deaf, name: "events-dead", since: 1_000 }]);
  expect(said).toEqual(["Warroom is in trouble"]);
});

test("what is taken back is gone, and taking it back again says nothing", () => {
  const { said, troubles } = createLogged();
  troubles.set("events-dead", deaf);
  troubles.set("events-dead", null);
  troubles.set("events-dead", null);
  expect(troubles.list()).toEqual([]);
  expect(said).toEqual(["Warroom is in trouble", "a trouble is over"]);
});

test("the oldest stands first", () => {
  const { under, troubles } = createLogged();
  troubles.set("later", deaf);
  under.at = 500;
  troubles.set("earlier", deaf);
  expect(troubles.list().map(({ name }) => name)).toEqual(["earlier", "later"]);
});

test("a serious one that came and went stood since then, unless its end is of before the clock was set back", () => {
  const { under, troubles } = createLogged();
  expect(troubles.anySerious(0)).toBe(false);
  troubles.set("full", { what: "full", nextStep: "free space", serious: true });
  under.at = 2_000;
  expect(troubles.anySerious(1_900)).toBe(true);
  troubles.set("full", null);
  expect([troubles.anySerious(1_900), troubles.anySerious(2_000)]).toEqual([true, false]);
  under.at = 500;
  expect(troubles.anySerious(400)).toBe(false);
});
