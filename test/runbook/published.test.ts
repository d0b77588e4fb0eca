import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { problemText } from "../../src/runbook/problem.ts";
import { readRunbook } from "../../src/runbook/load.ts";
import { cadence, deadline, each, type Fact, paged, roleNames, told, within } from "./facts/reading.ts";
import { runbookOf } from "./reading.ts";

const FOLDER = "test/runbook/published";
const load = (file: string) => readRunbook(readFileSync(`${FOLDER}/${file}`, "utf8"), `${FOLDER}/${file}`);

test.each(readdirSync(FOLDER))(
  "%s, which another organisation publishes, can be said in a file without a mistake",
  (file) => {
    const read = load(file);
    expect(
      read.ok
        ? read.value
            .warnings({})
            .map(problemText)
            .filter((said) => !/people\.yml binds none/.test(said))
        : read.error,
    ).toEqual([]);
  },
);

const FACTS: Readonly<Record<string, readonly Fact[]>> = {
  pagerduty: [
    ["severity_levels", "five levels", each(({ name }) => name), ["SEV-1", "SEV-2", "SEV-3", "SEV-4", "SEV-5"]],
    ["severity_levels", "all but the last are paged", paged, ["SEV-1", "SEV-2", "SEV-3", "SEV-4"]],
    ["severity_levels", "the public hears of SEV-1", told(/public/i, { by: "status-page" }), ["SEV-1"]],
    ["severity_levels", "SEV-5 is a ticket", told(/./, { by: "ticket" }), ["SEV-5"]],
    ["different_roles", "six", ({ roles }) => roles.length, 6],
    ["during_an_incident", "executives hear every half hour", told(/executive/i, { at: "every" }), ["SEV-1", "SEV-2"]],
    ["post_mortem_process", "a meeting in three days after SEV-1", deadline(/SEV-1/), "3 days"],
    ["post_mortem_process", "in five business days after SEV-2", deadline(/SEV-2/), "5 business days"],
  ],
  "gds-way": [
    ["priority table", "response", within("response"), ["20 min", "1 h", "2 business hours", "1 business days"]],
    ["priority table", "updates", cadence, [60, 120, null, null]],
    ["priority table", "one update", within("firstUpdate"), [null, null, "2 business days", "5 business days"]],
    ["workflow", "ten steps", ({ phases }) => phases.length, 10],
    ["workflow", "two roles", roleNames, ["incident lead", "communications lead"]],
  ],
  "moj-cloud-platform": [
    ["1", "no levels", each(({ name }) => name), ["Incident"]],
    ["2", "it is worked in a thread", each(({ place }) => place), ["thread"]],
    [
      "3",
      "lead and scribe must be held",
      ({ roles }) => roles.map(({ mandatory, mandatoryAt }) => mandatory || mandatoryAt.length > 0),
      [true, true, false],
    ],
    [
      "3.3",
      "the ministry hears of a grave one",
      told(/ministry/i, { known: { answers: [[/priority/i, true]] } }),
      ["Incident"],
    ],
  ],
};

const rows = Object.entries(FACTS).flatMap(([name, facts]) => {
  const runbook = runbookOf(readFileSync(`${FOLDER}/${name}.yml`, "utf8"), `${FOLDER}/${name}.yml`);
  return facts.map(([section, fact, read, expected]) => ({ name, section, fact, runbook, read, expected }));
});

test.each(rows)("$name · $section · $fact", ({ runbook, read, expected }) => {
  expect(read(runbook)).toEqual(expected);
});
