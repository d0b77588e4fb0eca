import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeEach, describe, expect, onTestFinished, test } from "vitest";
import { openRunbook } from "../../src/runbook/find.ts";
import { problemText } from "../../src/runbook/problem.ts";
import { smallest } from "./reading.ts";

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "runbooks-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  await writeFile(join(folder, "ours.yml"), smallest());
});

const opened = async (asked: string) => {
  const found = await openRunbook(asked, folder);
  return found.ok ? found.value : found.error.map(problemText);
};

describe("WARROOM_RUNBOOK", () => {
  test("a bundled name finds its file, wherever Warroom was started", async () => {
    const found = await openRunbook("agentic-canon");
    expect(found.ok && found.value.runbook.name).toBe("agentic-canon");
  });

  test("a path finds its file, with nobody bound where no people.yml is beside it", async () => {
    const path = join(folder, "ours.yml");
    expect(await opened(path)).toMatchObject({ path, runbook: { name: "ours" }, people: {}, peoplePath: null });
  });

  test("people.yml beside the runbook binds people, and is no runbook itself", async () => {
    const peoplePath = join(folder, "people.yml");
    await writeFile(peoplePath, "on-call: U012AB3CD\n");
    expect(await opened("ours")).toMatchObject({ people: { "on-call": ["U012AB3CD"] }, peoplePath });
    expect(await openRunbook("people", folder)).toMatchObject({ ok: false });
  });

  test("a name that is not there names those that are, and the nearest", async () => {
    expect(await opened("our")).toEqual([
      'WARROOM_RUNBOOK: unknown runbook "our". Known: ours. Did you mean "ours"? A file of your own is given by its path.',
    ]);
  });

  test("a path that is not there names the files beside it, and the nearest", async () => {
    const path = join(folder, "oursy.yml");
    expect(await opened(path)).toEqual([
      `${path}: unknown file "oursy.yml". Known: ours.yml. Did you mean "ours.yml"?`,
    ]);
    expect(await opened("no/such/folder/x.yml")).toEqual(['no/such/folder/x.yml: unknown file "x.yml". Known: none.']);
  });

  test("the mistakes of the runbook and of people.yml come together", async () => {
    await writeFile(join(folder, "ours.yml"), smallest("announce: Ops\n"));
    await writeFile(join(folder, "people.yml"), "on-call: ana\n");
    expect(await opened("ours")).toEqual([
      expect.stringMatching(/ours\.yml:4:11: announce must be a channel's name/),
      expect.stringMatching(/people\.yml:1:10: "ana" is not a Slack user id/),
    ]);
  });
});
