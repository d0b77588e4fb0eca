import { expect, test } from "vitest";
import { MESSAGE_BLOCKS_MAX } from "../../src/blocks/mrkdwn.ts";
import { playbooksOverview } from "../../src/blocks/procedures/playbooks.ts";
import { en } from "../../src/blocks/words/en.ts";
import type { Runbook } from "../../src/domain/runbook.ts";
import { IMPACT, RUNBOOK, RUNNING } from "./samples/data.ts";

test.each([0, 10, 45, 60, 100])("of 100 playbooks %i fit: one message takes the list and says how many more", (fit) => {
  const playbooks = Array.from({ length: 100 }, (_, index) => ({
    key: `many-${index}`,
    symptom: index < fit ? IMPACT : "Zzzz",
    steps: [],
  }));
  const runbook: Runbook = { ...RUNBOOK, playbooks };
  const { blocks } = playbooksOverview({ ...RUNNING, title: IMPACT }, runbook, en);
  expect(blocks.length).toBeLessThanOrEqual(MESSAGE_BLOCKS_MAX);
  const listed = blocks.filter((block) => "accessory" in block).length;
  expect(listed).toBe(46);
  expect(JSON.stringify(blocks.at(-1))).toContain("54");
});
