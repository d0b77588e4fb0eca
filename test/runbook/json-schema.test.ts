import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { Ajv2020 } from "ajv/dist/2020.js";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { runbookJsonSchema } from "../../src/runbook/schema.ts";

const SCHEMA_FILE = "runbooks/runbook.schema.json";

test("runbook.schema.json is what the schema says; docs/runbook.md tells how to write it anew", () => {
  if (process.env.UPDATE_SCHEMA) {
    writeFileSync(SCHEMA_FILE, `${JSON.stringify(runbookJsonSchema(), null, 2)}\n`);
  }
  expect(JSON.parse(readFileSync(SCHEMA_FILE, "utf8"))).toEqual(JSON.parse(JSON.stringify(runbookJsonSchema())));
});

const bundled = readdirSync("runbooks").filter((file) => file.endsWith(".yml") && file !== "people.yml");

test("there are bundled runbooks to hold against the schema", () => {
  expect(bundled).not.toEqual([]);
});

test.each(bundled)("%s names the schema in its first line and fits it, so an editor shows no false error", (file) => {
  const text = readFileSync(`runbooks/${file}`, "utf8");
  expect(text.split("\n")[0]).toBe("# yaml-language-server: $schema=./runbook.schema.json");
  const validate = new Ajv2020({ strict: false }).compile(runbookJsonSchema());
  expect(validate(parse(text)) ? [] : validate.errors).toEqual([]);
});
