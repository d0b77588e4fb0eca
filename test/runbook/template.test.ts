import { describe, expect, test } from "vitest";
import type { KnownValues } from "../../src/domain/duties/template-values.ts";
import { fillTemplate, readTemplate } from "../../src/runbook/template.ts";

const NAMES = ["incident.name", "severity", "impact.users", "impact.summary", "roles.incident-commander"];
const fill = (text: string, known: KnownValues = {}) => {
  const filled = fillTemplate(text, known, NAMES);
  return filled.ok ? [filled.value.text, ...filled.value.missing] : filled.error;
};
const refused = (text: string) => {
  const read = readTemplate(text);
  return read.ok ? null : read.error.message;
};

test("known values are filled in; what is missing is named, in its place and beside it", () => {
  const text = "{{ incident.name }} [{{ severity }}] led by {{ roles.incident-commander }}, hits {{ impact.users }}";
  expect(fill(text, { "incident.name": "INC-7", severity: "P1", "roles.incident-commander": "Ana" })).toEqual([
    "INC-7 [P1] led by Ana, hits [impact.users]",
    "impact.users",
  ]);
});

test("a condition asks whether something is known, and needs it not", () => {
  const text = "{% if impact.users %}Hits {{ impact.users }}.{% else %}Nobody is hit.{% endif %}";
  expect(fill(text)).toEqual(["Nobody is hit."]);
  expect(fill(text, { "impact.users": "all" })).toEqual(["Hits all."]);
});

test("a default takes the place of what is missing", () => {
  expect(fill('{{ impact.users | default: "not known yet" }}')).toEqual(["not known yet"]);
});

test("hostile values stay text", () => {
  const hostile = "{{ severity }} <!channel> {% for i in (1..9) %}";
  expect(fill("{{ impact.summary }}", { "impact.summary": hostile })).toEqual([hostile]);
});

test("the names that a template uses are found, also in conditions", () => {
  expect(readTemplate("{% if impact.users %}{{ severity | upcase }}{% endif %}{{ nope.x }}")).toEqual({
    ok: true,
    value: ["impact.users", "severity", "nope.x"],
  });
});

describe("what is no filling in of words is refused", () => {
  test.each([
    ['{% include "secrets" %}', 'tag "include" not found'],
    ['{% render "secrets" %}', 'tag "render" not found'],
    ["{{ severity | where_exp: 'x', 'y' }}", "undefined filter: where_exp"],
    ["{{ severity | json }}", "undefined filter: json"],
    ["{% if severity %}", "tag {% if severity %} not closed"],
    ["{{ severity", 'output "{{ severity" not closed'],
  ])("%s", (text, message) => {
    expect(refused(text)).toBe(message);
  });

  test("and its place is named", () => {
    expect(readTemplate("one\n  {{ x | nope }}")).toEqual({
      ok: false,
      error: { message: "undefined filter: nope", line: 2, column: 3 },
    });
  });
});

describe("what would take everything is stopped", () => {
  test("a loop without an end in sight", () => {
    expect(fill("{% for i in (1..1000000000) %}x{% endfor %}")).toBe("memory alloc limit exceeded");
  });

  test("loops in loops", () => {
    const text =
      "{% for a in (1..300) %}{% for b in (1..300) %}{% for c in (1..300) %}x{% endfor %}{% endfor %}{% endfor %}";
    expect(fill(text)).toMatch(/limit exceeded/);
  });

  test("a text that grows by itself", () => {
    expect(fill("{% for i in (1..3000) %}0123456789{% endfor %}")).toMatch(/longer than|limit/);
  });

  test("nothing of JavaScript is reached", () => {
    expect(fill("{{ incident.constructor.constructor }}{{ severity.__proto__ }}", { severity: "P1" })).toEqual([""]);
  });
});
