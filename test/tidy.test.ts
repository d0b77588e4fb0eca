// Checks on the source text itself: who imports whom, where time and chance come from, length, and what may not stay.
import path from "node:path";
import { describe, expect, test } from "vitest";
import { filesIn, importsOf, type SourceFile, withoutComments } from "./support/source-text.ts";

interface Row {
  /** Folders, or single files, of src/ that may be imported besides the folder itself. */
  folders: readonly string[];
  packages: readonly string[];
  /** Node's own modules and globals. */
  node: boolean;
  /** As `folders` and `packages`, for `import type` alone. */
  types?: readonly string[];
}

// One row a folder: the most exact row holds. main.ts, config.ts and cli/ are the wiring and may import all.
const ROWS: Record<string, Row | "all"> = {
  "lib/pure": { folders: [], packages: [], node: false },
  lib: { folders: [], packages: ["pino", "ulid"], node: true },
  domain: { folders: ["lib/pure"], packages: ["date-fns", "@date-fns/tz"], node: false },
  blocks: { folders: ["domain", "lib/pure"], packages: [], node: false, types: ["@slack/types"] },
  runbook: { folders: ["domain", "lib"], packages: ["yaml", "zod", "liquidjs"], node: true },
  store: { folders: ["domain", "lib"], packages: ["kysely", "better-sqlite3", "pg"], node: true },
  commands: { folders: ["domain", "runbook", "store", "lib"], packages: [], node: false },
  in: {
    // store/store.ts for StoreError alone: whether the database failed or the program decides what a person is told,
    // and whether an event is tried again or parked.
    folders: ["commands", "domain", "runbook", "blocks", "lib", "store/read", "store/store.ts"],
    packages: [
      "@slack/bolt",
      "@slack/web-api",
      "@slack/socket-mode",
      "hono",
      "zod",
      "chrono-node",
      "@octokit/webhooks",
    ],
    node: true,
    types: ["@slack/types"],
  },
  out: {
    folders: ["domain", "runbook", "blocks", "store", "lib"],
    packages: ["@slack/web-api", "@octokit/rest", "undici", "nodemailer", "markdown-it"],
    node: true,
    types: ["@slack/types"],
  },
  web: {
    folders: ["domain", "runbook", "lib", "store/read"],
    packages: ["hono", "@hono/node-server", "vega", "vega-lite", "markdown-it", "prom-client"],
    node: true,
    types: ["store/store.ts"],
  },
  practice: { folders: ["lib"], packages: ["ws", "hono", "@hono/node-server", "yaml", "zod"], node: true },
  // Runs in a browser.
  "practice/page": { folders: [], packages: [], node: false },
  cli: "all",
};

interface Ban {
  found: RegExp;
  use: string;
  /** The one file that may. */
  home: string;
}

const BANS: readonly Ban[] = [
  { found: /\bDate\.now\(|\bnew Date\(\)|\bperformance\.now\(/, use: "clock.now()", home: "src/lib/clock.ts" },
  {
    found: /\bset(Timeout|Interval|Immediate)\(|\bAbortSignal\.timeout\(/,
    use: "clock.after(), clock.soon() or abortAfter()",
    home: "src/lib/clock.ts",
  },
  { found: /\bMath\.random\(|\brandomUUID\(|\brandomBytes\(/, use: "random", home: "src/lib/random.ts" },
  {
    found: /(?<![.\w])fetch\(/,
    use: "the SDK, or a client that is handed in",
    home: "src/practice/server/http-delivery.ts",
  },
];

interface Door {
  found: RegExp;
  under: string;
  /** The one file that may: it asks who may see the incident. */
  home: string;
}

const DOORS: readonly Door[] = [
  { found: /\/store\/read\/incidents\.ts"/, under: "src/in/", home: "src/in/slack/visible.ts" },
  { found: /"chat\.postMessage"/, under: "src/out/", home: "src/out/slack/post/post.ts" },
];

const SQL_CLOCK =
  /\bcurrent_(timestamp|date|time)\b|\b(unixepoch|julianday|strftime|random|randomblob|gen_random_uuid|clock_timestamp|now)\s*\(|'now'/i;

const LEFTOVERS: readonly { found: RegExp; why: string }[] = [
  { found: /\b(FIXME|TODO)\b/, why: "finish it, or say in a sentence what would end it" },
  { found: /\b(issue|ticket|PR|pull request)\s*#\s*\d/i, why: "say what was wrong, not its number" },
];

const LINES_MAX = 400;
const SELF = "test/tidy.test.ts";

const sources = filesIn("src", [".ts"]);
const page = filesIn("src/practice/page", [".js", ".css", ".html"]);
const tests = [...filesIn("test", [".ts"]), ...filesIn("bench", [".ts"])];
const everything = [...sources, ...page, ...tests, ...filesIn("bin", [".mjs"])];
const migrations = filesIn("migrations", [".sql"]);

/** "in/slack/app.ts" → "in": the longest row that it lies under. */
function rowOf(inSrc: string): string | undefined {
  return Object.keys(ROWS)
    .filter((row) => inSrc.startsWith(`${row}/`))
    .sort((a, b) => b.length - a.length)[0];
}

const within = (allowed: readonly string[], target: string): boolean =>
  allowed.some((one) => target === one || target.startsWith(`${one}/`));

/** "@slack/bolt/x" → "@slack/bolt". */
const packageOf = (name: string): string =>
  name
    .split("/")
    .slice(0, name.startsWith("@") ? 2 : 1)
    .join("/");

function importViolations({ file, text }: SourceFile): string[] {
  const inSrc = file.replace(/^src\//, "");
  if (!inSrc.includes("/")) return [];
  const name = rowOf(inSrc);
  if (name === undefined) return [`${file}: its folder has no row in ROWS`];
  const row = ROWS[name]!;
  if (row === "all") return [];
  const broken = importsOf(text).flatMap(({ name: imported, typeOnly }) => {
    const types = typeOnly ? (row.types ?? []) : [];
    if (imported.startsWith(".")) {
      const target = path.posix.join(path.posix.dirname(inSrc), imported);
      return within([name, ...row.folders, ...types], target) ? [] : [`${file} imports ${target}`];
    }
    if (imported.startsWith("node:")) return row.node ? [] : [`${file} imports ${imported}, but ${name}/ is pure`];
    return [...row.packages, ...types].includes(packageOf(imported)) ? [] : [`${file} imports ${imported}`];
  });
  const usesGlobals = !row.node && /(?<![.\w])(process|Buffer)\./.test(withoutComments(text));
  return usesGlobals ? [...broken, `${file} uses Node's globals, but ${name}/ is pure`] : broken;
}

/** Files that need each other to start, as one line each: "a.ts → b.ts → a.ts". */
function importCycles(files: readonly SourceFile[]): string[] {
  const targets = new Map(files.map((one) => [one.file, runTimeTargets(one)]));
  const done = new Set<string>();
  const cycles: string[] = [];
  const visit = (file: string, trail: string[]) => {
    if (trail.includes(file)) return void cycles.push([...trail.slice(trail.indexOf(file)), file].join(" → "));
    if (done.has(file)) return;
    for (const target of targets.get(file) ?? []) visit(target, [...trail, file]);
    done.add(file);
  };
  for (const { file } of files) visit(file, []);
  return cycles;
}

const runTimeTargets = ({ file, text }: SourceFile): string[] =>
  importsOf(text)
    .filter(({ name, typeOnly }) => name.startsWith(".") && !typeOnly)
    .map(({ name }) => path.posix.join(path.posix.dirname(file), name));

const banViolations = ({ file, text }: SourceFile): string[] => {
  const code = withoutComments(text);
  return BANS.filter(({ found, home }) => file !== home && found.test(code)).map(({ use }) => `${file}: use ${use}`);
};

const doorViolations = ({ file, text }: SourceFile): string[] =>
  DOORS.filter(({ found, under, home }) => file.startsWith(under) && file !== home && found.test(text)).map(
    ({ home }) => `${file}: go through ${home}, which asks who may see the incident`,
  );

const sqlClockViolations = ({ file, text }: SourceFile): string[] =>
  SQL_CLOCK.test(text.replace(/--.*$/gm, "")) ? [`${file}: hand the time over as a parameter`] : [];

const leftoverViolations = ({ file, text }: SourceFile): string[] =>
  LEFTOVERS.filter(({ found }) => found.test(text)).map(({ why }) => `${file}: ${why}`);

/** A test that is left out says why: `test.skipIf(condition)`, never a bare skip; `only` leaves out all others. */
const leftOutViolations = ({ file, text }: SourceFile): string[] =>
  /\b(test|it|describe)(\.\w+)*\.(only|skip)\(/.test(withoutComments(text)) ? [`${file}: leaves tests out`] : [];

const lengthViolations = ({ file, text }: SourceFile): string[] => {
  const lines = text.replace(/\n$/, "").split("\n").length;
  return lines > LINES_MAX ? [`${file} has ${lines} lines, at most ${LINES_MAX} fit one idea`] : [];
};

describe("the project's sources", () => {
  test("are found, so that no check passes on nothing", () => {
    for (const found of [sources, page, tests, migrations]) expect(found.length).toBeGreaterThan(0);
    expect(sources.flatMap(({ text }) => importsOf(text)).length).toBeGreaterThan(300);
  });
  test("import only what the row of their folder lets them", () => {
    expect([...sources, ...page.filter(({ file }) => file.endsWith(".js"))].flatMap(importViolations)).toEqual([]);
  });
  test("never need each other to start", () => {
    expect(importCycles(sources)).toEqual([]);
  });
  test("take time, timers, chance and the network from their one home", () => {
    expect(sources.flatMap(banViolations)).toEqual([]);
  });
  test("reach incidents and channels by the doors that ask who may see them", () => {
    expect(sources.flatMap(doorViolations)).toEqual([]);
    for (const { home, found } of DOORS) expect(found.test(sources.find(({ file }) => file === home)!.text)).toBe(true);
  });
  test("ask no database for the time or for chance", () => {
    expect(migrations.flatMap(sqlClockViolations)).toEqual([]);
  });
  test("hold nothing unfinished and no numbers that only we could look up", () => {
    expect(everything.filter(({ file }) => file !== SELF).flatMap(leftoverViolations)).toEqual([]);
  });
  test("leave no test out", () => {
    expect(tests.filter(({ file }) => file !== SELF).flatMap(leftOutViolations)).toEqual([]);
  });
  test(`are at most ${LINES_MAX} lines each`, () => {
    expect(everything.flatMap(lengthViolations)).toEqual([]);
  });
});

describe("the checks themselves", () => {
  const inFile = (file: string, text: string): SourceFile => ({ file, text });

  test.each([
    ["a folder above", "src/domain/x.ts", `import { a } from "../store/jobs.ts";`],
    ["more of lib than its pure part", "src/domain/x.ts", `import type { Clock } from "../lib/clock.ts";`],
    ["a Node module in a pure folder", "src/blocks/x.ts", `import { sep } from "node:path";`],
    ["Node's globals in a pure folder", "src/domain/x.ts", `export const home = process.env.HOME;`],
    ["a package that is not its folder's", "src/commands/x.ts", `import { z } from "zod";`],
    ["a package for types alone, at run time", "src/blocks/x.ts", `import { a } from "@slack/types";`],
    ["writing to the store from in/", "src/in/slack/x.ts", `import { putOff } from "../../store/jobs.ts";`],
    ["commands from out/", "src/out/x.ts", `import type { Dispatch } from "../commands/dispatch.ts";`],
    ["another folder by a dynamic import", "src/web/x.ts", `const a = await import("../out/worker.ts");`],
    ["the store at run time from web/", "src/web/x.ts", `import { StoreError } from "../store/store.ts";`],
    ["a re-export from another folder", "src/lib/x.ts", `export { a } from "../domain/event.ts";`],
    ["anything from lib/pure", "src/lib/pure/x.ts", `import { a } from "../random.ts";`],
  ])("catch an import of %s", (_what, file, text) => {
    expect(importViolations(inFile(file, text))).toHaveLength(1);
  });

  test.each([
    ["its own folder", "src/out/slack/x.ts", `import { a } from "../deliver.ts";`],
    ["reads from in/", "src/in/slack/x.ts", `import { a } from "../../store/read/rooms.ts";`],
    ["the store's types from web/", "src/web/x.ts", `import type { StoreDep } from "../store/store.ts";`],
    ["a subpath of a package", "src/web/x.ts", `import { a } from "hono/streaming";`],
    ["an import inside a comment", "src/domain/x.ts", `// import { a } from "../store/jobs.ts";\nexport const b = 1;`],
    ["the wiring", "src/main.ts", `import { a } from "./out/worker.ts";`],
  ])("let pass %s", (_what, file, text) => {
    expect(importViolations(inFile(file, text))).toEqual([]);
  });

  test("catch a folder that has no row", () => {
    expect(importViolations(inFile("src/helpers/x.ts", ""))).toEqual([
      "src/helpers/x.ts: its folder has no row in ROWS",
    ]);
  });

  test("catch a cycle, and let types close one", () => {
    const a = inFile("src/a/a.ts", `import { b } from "../b/b.ts";`);
    const b = (text: string) => inFile("src/b/b.ts", text);
    expect(importCycles([a, b(`import { a } from "../a/a.ts";`)])).toEqual(["src/a/a.ts → src/b/b.ts → src/a/a.ts"]);
    expect(importCycles([a, b(`import type { a } from "../a/a.ts";`)])).toEqual([]);
  });

  test.each([
    "const at = Date.now();",
    "const at = new Date();",
    "const at = performance.now();",
    "setTimeout(run, 5);",
    "globalThis.setInterval(run, 5);",
    "setImmediate(run);",
    "const signal = AbortSignal.timeout(5);",
    "const chance = Math.random();",
    "const id = crypto.randomUUID();",
    "const id = randomBytes(8);",
    "const reply = await fetch(url);",
    `const inTemplate = \`$\{Date.now()}\`;`,
  ])("catch `%s` outside its home", (text) => {
    expect(banViolations(inFile("src/out/x.ts", text))).toHaveLength(1);
  });

  test("catch a read and a message that pass by their doors", () => {
    const read = `import { loadIncident } from "../../store/read/incidents.ts";`;
    expect(doorViolations(inFile("src/in/slack/x.ts", read))).toHaveLength(1);
    expect(doorViolations(inFile("src/in/slack/visible.ts", read))).toEqual([]);
    expect(doorViolations(inFile("src/out/slack/x.ts", `slack.send("chat.postMessage", {})`))).toHaveLength(1);
  });

  test("let a banned call stand in a comment, in its home, and where it is handed in", () => {
    const words = `// Date.now() is banned\n/* setTimeout( */ export const a = "http://x"; // fetch(url)\nconst b = /["'/]/; // Math.random()`;
    expect(banViolations(inFile("src/out/x.ts", words))).toEqual([]);
    expect(banViolations(inFile("src/lib/clock.ts", "setTimeout(run, 5); Date.now();"))).toEqual([]);
    expect(banViolations(inFile("src/out/x.ts", "new Date(at); deps.fetch(url); window.clearTimeout(timer);"))).toEqual(
      [],
    );
  });

  test.each(["DEFAULT CURRENT_TIMESTAMP", "DEFAULT (unixepoch())", "datetime('now')", "DEFAULT now()", "random()"])(
    "catch %s in a migration",
    (sql) => {
      expect(sqlClockViolations(inFile("migrations/x.sql", `CREATE TABLE a (b BIGINT ${sql});`))).toHaveLength(1);
      expect(sqlClockViolations(inFile("migrations/x.sql", `-- never ${sql}\nSELECT 1;`))).toEqual([]);
    },
  );

  test.each(["// TODO later", "// FIXME", "// see issue #12", "const a = 1; // PR #3"])("catch `%s`", (text) => {
    expect(leftoverViolations(inFile("src/x.ts", text))).toHaveLength(1);
  });

  test.each([`test.only("a", run);`, `describe.skip("a", run);`, `test.concurrent.only("a", run);`, `it.skip("a");`])(
    "catch `%s`",
    (text) => {
      expect(leftOutViolations(inFile("test/x.ts", text))).toHaveLength(1);
      expect(leftOutViolations(inFile("test/x.ts", `// ${text}`))).toEqual([]);
      expect(leftOutViolations(inFile("test/x.ts", `test.skipIf(isWindows)("a", run);`))).toEqual([]);
    },
  );

  test("catch a file of one line too many", () => {
    expect(lengthViolations(inFile("src/x.ts", "a\n".repeat(LINES_MAX)))).toEqual([]);
    expect(lengthViolations(inFile("src/x.ts", "a\n".repeat(LINES_MAX + 1)))).toHaveLength(1);
  });
});
