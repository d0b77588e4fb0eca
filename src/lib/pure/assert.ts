/** Stops the program when what cannot be is. The durable state makes the restart cheap; going on would make it wrong. */
export function assert(condition: unknown, sentence: string): asserts condition {
  if (!condition) throw new Error(`assertion failed: ${sentence}`);
}

/** The last branch of a switch over a union: reaching it is a compile error first and a crash second. */
export function unreachable(value: never): never {
  throw new Error(`assertion failed: unreachable value ${JSON.stringify(value)}`);
}
