/** Milliseconds since 1970-01-01 UTC, as a whole number. */
export type Instant = number;

/** Stands for "until further notice": the latest time that a date can hold. */
export const FOREVER: Instant = 8_640_000_000_000_000;
