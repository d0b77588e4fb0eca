import { expect, test } from "vitest";
import { createKernel } from "./kernel.ts";

const chain = async (depth: number): Promise<number> => (depth === 0 ? 0 : 1 + (await chain(depth - 1)));

test("every promise that a step settles has run its course before the next step", async () => {
  const kernel = createKernel(1, 0);
  const seen: string[] = [];
  kernel.clock.after(5, () => void chain(200).then((depth) => seen.push(`chain of ${depth}`)));
  kernel.clock.after(6, () => seen.push("next step"));
  await kernel.runUntil(10);
  expect(seen).toEqual(["chain of 200", "next step"]);
});

test("time moves only from one thing to the next, and stands at the end where it was asked to", async () => {
  const kernel = createKernel(1, 1_000);
  const seen: number[] = [];
  const again = () => {
    seen.push(kernel.clock.now());
    if (seen.length < 3) kernel.clock.after(250, again);
  };
  kernel.clock.after(0, again);
  await kernel.runUntil(9_000);
  expect(seen).toEqual([1_000, 1_250, 1_500]);
  expect(kernel.clock.now()).toBe(9_000);
});

test("what is due at the same time comes in an order of the seed's, the same each time", async () => {
  const orderOf = async (seed: number) => {
    const kernel = createKernel(seed, 0);
    const seen: number[] = [];
    for (let one = 0; one < 8; one++) kernel.clock.after(1, () => seen.push(one));
    await kernel.runUntil(1);
    return seen.join("");
  };
  const orders = await Promise.all([1, 2, 3, 4].map(orderOf));
  expect(new Set(orders).size).toBe(4);
  expect(await orderOf(1)).toBe(orders[0]);
});

test("a timer that was cancelled, and one of a life that ended, never run", async () => {
  const kernel = createKernel(1, 0);
  let alive = true;
  const clock = kernel.clockOf(() => alive);
  const seen: string[] = [];
  kernel.clock.after(1, () => seen.push("cancelled")).cancel();
  clock.after(1, () => seen.push("alive"));
  clock.after(3, () => seen.push("dead"));
  kernel.clock.after(2, () => {
    alive = false;
  });
  await kernel.runUntil(10);
  expect(seen).toEqual(["alive"]);
});

test("a stream of chance is not shifted by what another draws", () => {
  const alone = createKernel(3, 0).random("faults").next();
  const kernel = createKernel(3, 0);
  kernel.random("latency").next();
  expect(kernel.random("faults").next()).toBe(alone);
});

test("something that never ends at one instant is named, and is no silence", async () => {
  const kernel = createKernel(1, 0);
  const again = () => kernel.clock.soon(again);
  again();
  await expect(kernel.runUntil(1)).rejects.toThrow("time stands still at 0");
});
