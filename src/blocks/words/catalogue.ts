// How a catalogue is made: words, and sentences that are handed pieces which are already rendered and escaped.

/** The pieces of a sentence, by name. */
export type Pieces<Name extends string> = Record<Name, string>;

/** What every area of a catalogue is: nothing but words and sentences, so that another language can take its place. */
export interface Catalogue {
  readonly [name: string]: string | ((...pieces: never[]) => string) | Catalogue;
}
