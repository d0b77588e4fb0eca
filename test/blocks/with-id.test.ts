import { expect, test } from "vitest";
import { line, quoting } from "../../src/blocks/mrkdwn.ts";
import { asReadIn } from "../../src/blocks/with-id.ts";

const incident = { name: "INC-12", room: { channel: "C1" } } as never;
const elsewhere = (text: string) => asReadIn("C2", incident, line(text));

test.each([
  ["Take it: `/incident role commander`.", "Take it: `/incident role INC-12 commander`."],
  [
    "`/incident task 3 done what`, `task 3 @name`, `3 drop`",
    "`/incident task INC-12 3 done what`, `task INC-12 3 @name`, `3 drop`",
  ],
  ["`/incident ack`, or with `action` alone", "`/incident ack INC-12`, or with `action` alone"],
])("elsewhere a command carries the id: %s", (text, wanted) => {
  expect(elsewhere(text)).toEqual(line(wanted));
});

test.each([
  "It has the id: `/incident update INC-12 …`, `/incident ack INC-12`.",
  "Of no incident: `/incident list`, `/incident declare`, `/incident drill SEV2 x`, `/incident help`, `/incident`.",
])("and is left as it is where it takes none, or has it: %s", (text) => {
  expect(elsewhere(text)).toEqual(line(text));
});

test("in its room nothing is changed, and nowhere what somebody wrote", () => {
  const post = quoting("Paused until 10:00; `/incident unpause` ends it.", "I typed `/incident pause 45m`");
  expect(asReadIn("C1", incident, post)).toBe(post);
  const shown = asReadIn(null, incident, post).blocks;
  expect(JSON.stringify(shown)).toContain("`/incident unpause INC-12`");
  expect(JSON.stringify(shown)).toContain("`/incident pause 45m`");
});

test("a form's hints carry it, what was typed into a field does not", () => {
  const hint = { type: "plain_text", text: "Leave it empty; `/incident category` adds one later." };
  const view = {
    blocks: [{ type: "input", hint, element: { type: "plain_text_input", initial_value: "/incident ack" } }],
  };
  expect(asReadIn("C2", incident, view)).toEqual({
    blocks: [
      {
        type: "input",
        hint: { ...hint, text: "Leave it empty; `/incident category INC-12` adds one later." },
        element: { type: "plain_text_input", initial_value: "/incident ack" },
      },
    ],
  });
});
