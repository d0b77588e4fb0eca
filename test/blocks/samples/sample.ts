// A sample is one thing that people see, made from data that never changes; the catalogue is handed in.
import type { KnownBlock, ModalView } from "@slack/types";
import type { Post } from "../../../src/blocks/mrkdwn.ts";
import type { Words } from "../../../src/blocks/words/en.ts";

/** A message, a form, or plain text: a topic, a field's error, a file. */
export type Shown = Post | ModalView | string;

export interface Sample {
  /** Unique within its area. */
  name: string;
  /** Continues "Seen when". */
  when: string;
  /** What it is made from, besides data.ts. */
  of?: unknown;
  show(words: Words): Shown;
}

export interface Area {
  title: string;
  /** How much of a message of this area a tired person takes in, in visible characters. */
  chars_max: number;
  samples: readonly Sample[];
}

/** One or more cases of every variant: a variant without one does not compile. */
export type Cases<One extends { type: string }> = {
  readonly [Type in One["type"]]: readonly Case<Extract<One, { type: Type }>>[];
};

interface Case<One> {
  when: string;
  /** The variant, without its type. */
  of: One extends unknown ? Omit<One, "type"> : never;
}

export const samplesOf = <One extends { type: string }>(
  cases: Cases<One>,
  show: (one: One, words: Words) => Shown,
): Sample[] =>
  Object.entries<readonly Case<One>[]>(cases as never).flatMap(([type, list]) =>
    list.map(({ when, of }, index) => ({
      name: index === 0 ? type : `${type} (${index + 1})`,
      when,
      of,
      show: (words: Words) => show({ type, ...of } as unknown as One, words),
    })),
  );

export const blocksOf = (shown: Exclude<Shown, string>): readonly KnownBlock[] => shown.blocks as KnownBlock[];

export const isView = (shown: Shown): shown is ModalView => typeof shown !== "string" && "type" in shown;
