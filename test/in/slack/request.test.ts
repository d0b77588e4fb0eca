// What a person did, read from Slack's shapes and from the words they typed.
import { expect, test } from "vitest";
import { en } from "../../../src/blocks/words/en.ts";
import { readDeclaration } from "../../../src/in/slack/declare.ts";
import { commandRequest, formRequest, shortcutRequest } from "../../../src/in/slack/request.ts";
import { testRunbook } from "../../support/runbook.ts";

const { runbook } = testRunbook();
const plain = {
  ...runbook,
  severities: runbook.severities.map((severity, index) => ({
    ...severity,
    name: ["High", "Medium", "Low"][index] ?? `S${index}`,
  })),
};

test("a severity in front is meant; one at the end may belong to the sentence, so that it is asked for", () => {
  expect(readDeclaration(plain, "High checkout fails", en)).toMatchObject({ severity: "High", sure: true });
  expect(readDeclaration(plain, "Error rate is high", en)).toEqual({
    severity: "High",
    title: "Error rate is high",
    private: false,
    remark: null,
    sure: false,
  });
  expect(readDeclaration(runbook, "Checkout is down SEV1", en)).toMatchObject({
    title: "Checkout is down",
    sure: false,
  });
});

test("a misspelt severity is remarked on and is no word of the title; what only looks like one stays in it", () => {
  expect(readDeclaration(runbook, "SEVV1 Checkout is down", en)).toMatchObject({
    severity: null,
    title: "Checkout is down",
    remark: expect.stringMatching(/SEVV1.*Did you mean `SEV1`/s),
  });
  expect(readDeclaration(runbook, "S3 is gone", en)).toMatchObject({ title: "S3 is gone", remark: null });
  expect(readDeclaration(runbook, "Severe delays", en)).toMatchObject({ title: "Severe delays", remark: null });
});

test("text from outside is well-formed in whatever a person sends", () => {
  expect(commandRequest({ text: "note a\0\ud83d" }).text).toBe("note a\ufffd\ufffd");
});

test("a form knows where it was opened, and survives metadata that is none of ours", () => {
  const form = (private_metadata: string) => formRequest({ view: { id: "V1", private_metadata }, user: { id: "U1" } });
  expect(form('{"channel":"C1","incident":"i"}')).toMatchObject({ channel: "C1", view: "V1", key: "form:V1" });
  expect(form("{oops")).toMatchObject({ channel: null, metadata: {} });
});

test("a message under a shortcut has the words of its attachments, its thread, and who wrote it", () => {
  const message = { ts: "1.1", thread_ts: "1.0", bot_id: "BALERTS", attachments: [{ title: "CPU > 90 %" }] };
  expect(shortcutRequest({ message }).message).toEqual({
    ts: "1.1",
    threadTs: "1.0",
    author: "BALERTS",
    text: "CPU > 90 %",
    isOwn: false,
  });
  const own = { ...message, app_id: "A1" };
  expect(shortcutRequest({ message: own, api_app_id: "A1" }).message?.isOwn).toBe(true);
});
