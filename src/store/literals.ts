// Written out instead of bound: SQLite plans a statement anew each time it is handed a LIMIT, or what decides about a
// partial index, and planning takes several times as long as running it.
import { sql } from "kysely";

export const PENDING = sql.lit("pending" as const);
export const PARKED = sql.lit("parked" as const);
export const OPEN = sql.lit("open" as const);
