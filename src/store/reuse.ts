// Statements that come by the thousand. Building one costs more than running it, so its text is built once and then only
// given new values. Many rows go in by a few fixed sizes, so that the engine prepares a few statements and not hundreds.
import type { CompiledQuery, Insertable } from "kysely";
import { assert } from "../lib/pure/assert.ts";
import type { Store, Write } from "./store.ts";
import type { Tables } from "./tables.ts";

type Column<Table extends keyof Tables> = keyof Tables[Table] & string;

/** How many rows one statement takes, largest first. */
const SIZES = [64, 16, 4, 1];

const texts = new WeakMap<Store["build"], Map<string, Write>>();

/**
 * `make` builds the statement the first time; `name` tells it from all others. `values` are its parameters, in the order
 * in which it names them.
 */
export function reused<Row = unknown>(
  build: Store["build"],
  name: string,
  values: readonly unknown[],
  make: () => CompiledQuery<Row>,
): CompiledQuery<Row> {
  const known = texts.get(build) ?? new Map<string, Write>();
  texts.set(build, known);
  const before = known.get(name);
  if (before) return { ...before, parameters: values } as CompiledQuery<Row>;
  const made = make();
  const inOrder = made.parameters.length === values.length && made.parameters.every((one, at) => one === values[at]);
  assert(inOrder, `the values of "${name}" are in the order of its parameters`);
  known.set(name, made);
  return made;
}

/** As many values as the next power of four, the last one repeated: what is looked for by a list, in a few lengths of it. */
export function padded<Value>(values: readonly Value[]): Value[] {
  let size = 1;
  while (size < values.length) size *= 4;
  return Array.from({ length: size }, (_, index) => values[Math.min(index, values.length - 1)]!);
}

/** Inserts by statements of a few fixed sizes. `make` builds the one that inserts the rows it is given, in `columns`. */
export function reusedInserts<Table extends keyof Tables>(
  build: Store["build"],
  table: Table,
  columns: readonly Column<Table>[],
  rows: readonly Tables[Table][],
  make: (rows: Insertable<Tables[Table]>[]) => Write,
): Write[] {
  const writes: Write[] = [];
  for (let from = 0; from < rows.length; ) {
    const size = SIZES.find((one) => one <= rows.length - from)!;
    const some = rows.slice(from, from + size);
    const values = some.flatMap((row) => columns.map((column) => row[column]));
    const picked = () =>
      some.map(
        (row) => Object.fromEntries(columns.map((column) => [column, row[column]])) as Insertable<Tables[Table]>,
      );
    writes.push(reused(build, `insert ${size} into ${table}`, values, () => make(picked())));
    from += size;
  }
  return writes;
}
