import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { person } from "./given.ts";
import {
  ACTORS,
  COMMANDS,
  isAllowed,
  PERMISSIONS,
  PERMISSIONS_FILE,
  permissionsPage,
  SIGHTS,
  sees,
} from "../bin/permissions-page.ts";

test.each(COMMANDS)("%s is allowed to those in its row, and to nobody else", (type) => {
  const allowed = Object.entries(ACTORS).flatMap(([name, actor]) => (isAllowed(actor, type) ? [name] : []));
  expect(allowed).toEqual(PERMISSIONS[type]);
});

test("a guest answers for their own task only", () => {
  expect(isAllowed(ACTORS.guest!, "FinishTask")).toBe(false);
});

test.each(SIGHTS)("$of: seen by whoever may see it", ({ of, ...sight }) => {
  const seers = Object.entries(ACTORS).flatMap(([name, actor]) => (sees(actor, { of, ...sight }) ? [name] : []));
  const all = Object.keys(ACTORS);
  const isOpen = !sight.isPrivate || sight.members === "in";
  expect(seers).toEqual(isOpen ? all : ["operator", "Warroom"]);
});

test("before it has a room, a private incident is seen by its declarer", () => {
  const sight = SIGHTS.find(({ room }) => !room)!;
  expect(sees(person("UDECLARER"), sight)).toBe(true);
  expect(sees(person("UDECLARER"), sight, ["C6"]), "they may have been removed from its former room").toBe(false);
});

test("the page in docs says so too: else run `npm run docs:permissions`", () => {
  expect(readFileSync(PERMISSIONS_FILE, "utf8")).toBe(permissionsPage());
});
