// Nobody can make Warroom call the same person again and again.
import { test } from "vitest";
import { declared, event, given, person, room } from "../domain/given.ts";

const GIVEN = Array.from({ length: 30 }, (_, index) =>
  event(index, { type: "TaskGiven", text: `look at ${index}`, to: "UBEN", dueAt: null }),
);
const ONE_MORE = { type: "GiveTask" as const, to: "UBEN", text: "and this", dueAt: null };

test("one person is given 30 tasks within an hour and no more; another still is, and they are again later", () => {
  const before = given(declared(), room, ...GIVEN);
  before.when(ONE_MORE, person("UANA"), 30).refused({ type: "asked-too-often", to: "UBEN", tasks_max: 30 });
  const taken = (to: string) => ({ type: "TaskGiven" as const, text: "and this", to, dueAt: null });
  before.when({ ...ONE_MORE, to: "UCLEO" }, person("UANA"), 30).then(taken("UCLEO"));
  before.when(ONE_MORE, person("UANA"), 61).then(taken("UBEN"));
});
