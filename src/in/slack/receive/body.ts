import type { IncomingMessage } from "node:http";
import type { Clock } from "../../../lib/clock.ts";
import { err, ok, type Result } from "../../../lib/pure/result.ts";

export type BodyProblem = "too-large" | "too-slow" | "cut-off";

interface BodyLimits {
  readonly bytes_max: number;
  /** From the first byte of the request to the last of its body. */
  readonly within_ms: number;
}

/**
 * Collects a request's raw body. It is read before anyone has proved who they are, so it can be neither large nor slow.
 * After a problem the rest is left unread; the caller closes the connection.
 */
export function readBody(req: IncomingMessage, limits: BodyLimits, clock: Clock): Promise<Result<Buffer, BodyProblem>> {
  if (Number(req.headers["content-length"]) > limits.bytes_max) return Promise.resolve(err("too-large"));
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let size = 0;
    const end = (result: Result<Buffer, BodyProblem>) => {
      timer.cancel();
      req.off("data", onData).off("end", onEnd).off("close", onClose);
      resolve(result);
    };
    const onData = (chunk: Buffer) => {
      size += chunk.length;
      if (size > limits.bytes_max) end(err("too-large"));
      else chunks.push(chunk);
    };
    const onEnd = () => end(ok(chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks)));
    const onClose = () => end(err("cut-off"));
    const timer = clock.after(limits.within_ms, () => end(err("too-slow")));
    // A broken connection reports an error and then closes; only the close is acted on, but both must be listened to.
    req
      .on("data", onData)
      .on("end", onEnd)
      .on("close", onClose)
      .on("error", () => {});
  });
}
