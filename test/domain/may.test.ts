import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { ACTORS, COMMANDS, isAllowed, PERMISSIONS, PERMISSIONS_FILE, permissionsPage } from "./permissions.ts";

test.each(COMMANDS)("%s is allowed to those in its row, and to nobody else", (type) => {
  const allowed = Object.entries(ACTORS).flatMap(([name, actor]) => (isAllowed(actor, type) ? [name] : []));
  expect(allowed).toEqual(PERMISSIONS[type]);
});

test("a guest answers for their own task only", () => {
  expect(isAllowed(ACTORS.guest!, "FinishTask")).toBe(false);
});

test("the page in docs says so too: else run `npm run docs:permissions`", () => {
  expect(readFileSync(PERMISSIONS_FILE, "utf8")).toBe(permissionsPage());
});
