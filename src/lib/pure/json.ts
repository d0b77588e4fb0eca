// Reading what came from outside as JSON, where nothing says that it is what it should be.
import { wellFormed } from "./text.ts";

export type JsonObject = Record<string, unknown>;

/** The text that stands there, as every database keeps it; "" where something else does. */
export const textIn = (value: unknown): string => (typeof value === "string" ? wellFormed(value) : "");

/** The object that stands there, or one without fields. */
export const objectIn = (value: unknown): JsonObject =>
  typeof value === "object" && value !== null ? (value as JsonObject) : {};
