// What the program writes about itself: none of its own secrets, none that people pasted, nothing a terminal obeys.
import { spawnSync } from "node:child_process";
import path from "node:path";
import { expect, test } from "vitest";

const OWN = "0123456789abcdef0123456789abcdef";

/** The lines that a program of these statements logs. */
function logged(statements: string): string[] {
  const log = JSON.stringify(path.resolve("src/lib/log.ts"));
  const program = `import { createLog } from ${log}; const log = createLog("trace", ["${OWN}"]);\n${statements}`;
  const ran = spawnSync(process.execPath, ["--input-type=module-typescript", "--eval", program], { encoding: "utf8" });
  return ran.stderr.trimEnd().split("\n");
}

test("a log line holds no token, wherever it stood, and no secret of the program's own", () => {
  const lines = logged(`
    const token = ["xoxb", "123456789012", "abcdefABCDEF"].join("-");
    log.info("sent with " + token);
    log.warn({ deep: { token, list: ["Bearer " + token] } }, "fields");
    log.error({ err: Object.assign(new Error("refused: " + token), { request: { headers: token } }) }, "an error");
    log.debug({ signing: "${OWN}", note: "ghp_" + "a".repeat(36) }, "known %s", "${OWN}");
  `);
  expect(lines).toHaveLength(4);
  const all = lines.join("\n");
  expect(all).not.toMatch(/xoxb-\d|ghp_a/);
  expect(all).not.toContain(OWN);
  expect(lines.map((line) => JSON.parse(line).msg)).toEqual([
    "sent with [redacted: Slack token]",
    "fields",
    "an error",
    "known [secret]",
  ]);
  expect(JSON.parse(lines[2]!).err).toMatchObject({ type: "Error", message: "refused: [redacted: Slack token]" });
});

test("a log line is one line, whatever is in it, and moves no cursor", () => {
  const lines = logged(
    `log.warn({ title: "a\\nb\\r\\u001b[2J\\u009b31m\\u2028\\u007f" }, "typed\\n{\\"level\\":60}\\u001b]0;x\\u0007");`,
  );
  expect(lines).toHaveLength(1);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  expect(lines[0]).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]/);
  expect(JSON.parse(lines[0]!).title).toBe("a\nb\r\u001b[2J\u009b31m\u2028\u007f");
});
