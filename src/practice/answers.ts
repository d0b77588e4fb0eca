// The shapes of the Web API's answers. Failures are values: a method returns the first one it meets.
import type { Json } from "./state.ts";

export type Failure = { ok: false; error: string } & Json;
export type Success = { ok: true } & Json;
export type Body = Success | Failure;

export type ApiAnswer =
  | { status: 200; body: Body }
  | { status: 429; retryAfter_s: number | null }
  | { status: 500 | 502 | 503 | 504 }
  /** Status 200, and no JSON. */
  | { status: "garbage" }
  /** Never answered. */
  | { status: "hang" }
  /** The connection is cut. */
  | { status: "reset" };

export const done = (values: Json = {}): Success => ({ ok: true, ...values });

export const fail = (error: string, values: Json = {}): Failure => ({ ok: false, error, ...values });

/** Slack's way of saying what is wrong with which argument. */
export const failWith = (error: string, messages: string[]): Failure =>
  fail(error, { response_metadata: { messages: messages.map((message) => `[ERROR] ${message}`) } });

export const isFailure = (value: unknown): value is Failure =>
  typeof value === "object" && value !== null && "ok" in value && value.ok === false;
