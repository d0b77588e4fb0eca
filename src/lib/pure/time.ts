/** Milliseconds since 1970-01-01 UTC, as a whole number. */
export type Instant = number;
