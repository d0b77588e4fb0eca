// What must hold of everything that people see. A sentence, button or form without a sample fails here.
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { ACTION, actionName, FORM } from "../../src/blocks/actions.ts";
import { en } from "../../src/blocks/words/en.ts";
import { asText, readable } from "./as-text.ts";
import { mapWords, pathsOf } from "./map-words.ts";
import { MESSAGES_FILE, messagesPage } from "../bin/messages-page.ts";
import { expectFits, expectModalFits } from "./payload.ts";
import { AREAS } from "./samples/all.ts";
import { type Shown, blocksOf, isView } from "./samples/sample.ts";

const ALL = AREAS.flatMap(({ title, chars_max, samples }) =>
  samples.map((sample) => ({ ...sample, area: title, chars_max, name: `${title}: ${sample.name}` })),
);
const POSTS = ALL.flatMap((sample) => {
  const shown = sample.show(en);
  return typeof shown === "string" || isView(shown) ? [] : [{ ...sample, post: shown }];
});

describe("the samples", () => {
  test("have a name each", () => {
    const names = ALL.map(({ name }) => name);
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
  });

  test("show every text of the catalogue: a text without a sample gets one in test/blocks/samples/", () => {
    const taken = new Set<string>();
    const words = mapWords(en, {
      text(text, path) {
        taken.add(path);
        return text;
      },
    });
    for (const { show } of ALL) show(words);
    expect(pathsOf(en).filter((path) => !taken.has(path))).toEqual([]);
  });

  test("show every button and every form", () => {
    const shown = ALL.map(({ show }) => show(en));
    const buttons = new Set(shown.flatMap((one) => idsIn(one)).map(actionName));
    expect(Object.values(ACTION).filter((id) => !buttons.has(id))).toEqual([]);
    const forms = new Set(shown.map((one) => (typeof one !== "string" && isView(one) ? one.callback_id : "")));
    expect(Object.values(FORM).filter((id) => !forms.has(id))).toEqual([]);
  });

  test("are written down in docs/messages.md as they are: else run `npm run docs:messages`", () => {
    expect(readFileSync(MESSAGES_FILE, "utf8")).toBe(messagesPage());
  });
});

describe("everything that people see", () => {
  test.each(ALL)("$name fits Slack", ({ show }) => {
    const shown = show(en);
    if (typeof shown === "string") return expect(shown.trim()).not.toBe("");
    if (isView(shown)) return expectModalFits(shown as unknown as Record<string, unknown>);
    return expectFits(shown);
  });

  test.each(ALL)("$name is short enough to be read in a hurry", ({ show, chars_max }) => {
    expect(asText(show(en)).seen.length).toBeLessThanOrEqual(chars_max);
  });

  test.each(POSTS)("$name says in a notification which incident it is about, or all of it", ({ post }) => {
    const bare = (text: string) => readable(text).replace(/[*_`]/g, "").toLowerCase();
    const [first = ""] = blocksOf(post).flatMap((block) =>
      block.type === "section" && block.text ? [bare(block.text.text)] : [],
    );
    expect(/\binc-\d+/i.test(post.text) || bare(post.text).includes(first), post.text).toBe(true);
  });

  test.each(ALL)("$name keeps its meaning without emoji, colour and pictures", ({ show }) => {
    const shown = show(en);
    for (const line of asText(shown).seen.split("\n")) {
      const words = line.replace(/:[a-z0-9_+-]+:/g, "").replace(/\p{Extended_Pictographic}/gu, "");
      if (words !== line) expect(words, line).toMatch(/\p{L}{2,}/u);
    }
    for (const image of typeof shown === "string" ? [] : imagesIn(blocksOf(shown)))
      expect(image.alt_text).toMatch(/\S/);
  });

  test.each(ALL)("$name is calm and blames nobody", ({ show }) => {
    const { seen } = asText(show(en));
    expect(seen).not.toMatch(/!/);
    expect(seen).not.toMatch(
      /\b(oops|sorry|fault|blame|guilty|careless|forgot|failed to|should have|you must|illegal)\b/i,
    );
  });
});

function idsIn(shown: Shown): string[] {
  if (typeof shown === "string") return [];
  return blocksOf(shown).flatMap((block) => {
    const {
      elements = [],
      accessory,
      element,
    } = block as { elements?: object[]; accessory?: object; element?: object };
    return [...elements, ...[accessory, element].filter((one) => one !== undefined)].flatMap((one) =>
      "action_id" in one ? [String(one.action_id)] : [],
    );
  });
}

function imagesIn(payload: unknown): { alt_text?: string }[] {
  if (Array.isArray(payload)) return payload.flatMap(imagesIn);
  if (typeof payload !== "object" || payload === null) return [];
  const own = (payload as { type?: string }).type === "image" ? [payload as { alt_text?: string }] : [];
  return [...own, ...Object.values(payload).flatMap(imagesIn)];
}
