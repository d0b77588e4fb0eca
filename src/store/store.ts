// What the rest of Warroom knows of a database: compiled statements go in, rows or an outcome come out. Kysely only
// builds statements; it never opens a transaction.
import type { CompiledQuery, Kysely } from "kysely";
import type { Tables } from "./tables.ts";

export type Write = CompiledQuery<unknown>;

export interface Expectation {
  /** Must change exactly one row; otherwise the whole commit is undone. */
  write: Write;
  /** What was expected, for people: "incident 01J… at seq 4". */
  what: string;
}

export interface Commit {
  expect?: readonly Expectation[];
  writes: readonly Write[];
  /** False where no job is among the writes: then nobody has to look for jobs. */
  wakes?: boolean;
}

export type CommitOutcome = { ok: true } | { ok: false; stale: string };

export interface Reader {
  /** Builds statements. Running one through it does nothing: only `read` and `commit` reach the database. */
  readonly build: Kysely<Tables>;
  read<Row>(query: CompiledQuery<Row>): Promise<Row[]>;
}

export interface Store extends Reader {
  readonly engine: "sqlite" | "postgres";
  /**
   * All of it or nothing. Resolves once it is durable; `stale` names the first expectation that did not hold.
   * Rejects with StoreError when the database cannot take it.
   */
  commit(commit: Commit): Promise<CommitOutcome>;
  /** All that `run` reads is of one moment, whatever is committed meanwhile: for proofs and exports. */
  snapshot<T>(run: (reader: Reader) => Promise<T>): Promise<T>;
  /**
   * Called after each commit that went through, unless it says that it wakes nobody: this process's own, and on PostgreSQL
   * those of others too; there also once some of them may have been missed.
   */
  onCommit(listener: () => void): void;
  /** After words were removed: what the engine keeps beside its tables, such as a log of pages, holds them no longer. */
  forget(): Promise<void>;
  /** How much is committed and not yet part of the database file itself; 0 where there is no such thing. */
  walBytes(): number;
  close(): Promise<void>;
}

export interface StoreDep {
  readonly store: Store;
}

/** The exit codes of a command that found another Warroom running, or a damaged database. */
export const LOCKED_EXIT_CODE = 3;
export const DAMAGED_EXIT_CODE = 4;

export type StoreFailure = "full" | "busy";

interface StoreErrorOptions {
  cause?: unknown;
  exitCode?: number;
  failure?: StoreFailure | null;
}

/** The database failed, not the command: full, busy, read-only, gone. `message` says which, and the next step. */
export class StoreError extends Error {
  override name = "StoreError";
  /** Of a command that ends with it. */
  readonly exitCode: number;
  /** Null where it is none of those that people are told of by name. */
  readonly failure: StoreFailure | null;
  constructor(message: string, { cause, exitCode = 1, failure = null }: StoreErrorOptions = {}) {
    super(message, cause === undefined ? {} : { cause });
    this.exitCode = exitCode;
    this.failure = failure;
  }
}
