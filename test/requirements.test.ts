// Holds docs/requirements.md to what is here: every row once, and every test that it names exists.
import { describe, expect, test } from "vitest";
import { problemOfReference, rowsOf } from "./support/references.ts";

const COUNTS = { S: 8, D: 11, R: 5, C: 5, E: 5, W: 5, P: 5, F: 4, L: 1, H: 9 };
const ids = Object.entries(COUNTS).flatMap(([part, count]) =>
  Array.from({ length: count }, (_, index) => `${part}${index + 1}`),
);

const rows = rowsOf("docs/requirements.md", /^[SDRCEWPFLH]\d+$/).map(({ id, cells, shownBy }) => ({
  id,
  does: cells[1]!,
  shownBy,
}));

test("every row stands there once", () => {
  expect(rows.map(({ id }) => id)).toEqual(ids);
});

describe.each(rows)("row $id: $does", ({ shownBy }) => {
  test.each(shownBy)("%s", (reference) => {
    expect(problemOfReference(reference)).toBeNull();
  });
});
