import { createHmac, hash, timingSafeEqual } from "node:crypto";

/** SHA-256 as lower-case hex. */
export const sha256 = (text: string): string => hash("sha256", text);

/** HMAC-SHA-256 as lower-case hex, over the bytes as they came. */
export const hmacSha256 = (secret: string, body: string | Buffer): string =>
  createHmac("sha256", secret).update(body).digest("hex");

/** Compares without telling by its time how much was right. */
export function equalInConstantTime(a: string, b: string): boolean {
  const left = Buffer.from(a);
  const right = Buffer.from(b);
  return left.length === right.length && timingSafeEqual(left, right);
}
