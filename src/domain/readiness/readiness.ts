// What is to be practised and looked after between incidents, again and again.
export const RHYTHMS = ["weekly", "monthly", "quarterly", "yearly"] as const;
export type Rhythm = (typeof RHYTHMS)[number];

export interface Exercise {
  key: string;
  title: string;
  every: Rhythm;
  /** Keys into People: who is reminded. */
  to: readonly string[];
}
