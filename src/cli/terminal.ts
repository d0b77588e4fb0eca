import { writeFileSync } from "node:fs";
import { redactSecrets } from "../lib/pure/secrets.ts";

/** What is wrong is the person's to mend: shown as a sentence, without a stack. */
export class UserError extends Error {
  override name = "UserError";
}

/** To stderr: messages for the person. */
export const say = (text: string): void => void process.stderr.write(`${redactSecrets(text)}\n`);

/** To stdout: what was asked for, and nothing else. */
export const print = (text: string): void => void process.stdout.write(`${redactSecrets(text)}\n`);

/** What whoever asked cannot do without, and which opens nothing but a workspace that is played. */
export const printWhole = (text: string): void => void process.stdout.write(`${text}\n`);

/** "1 incident", "2 incidents". */
export const counted = (count: number, one: string): string => `${count} ${count === 1 ? one : `${one}s`}`;

/** A file that cannot be read or written, as a sentence; null for anything else. */
export function fileProblem(error: unknown): string | null {
  const { path, code, message } = error as NodeJS.ErrnoException;
  if (!(error instanceof Error) || path === undefined || code === undefined) return null;
  return `${message}. Next step: check that the path is right and that this user may use it.`;
}

/** `warroom … | head` closes our stdout before we are through: an end, and no error. */
export function endWithItsReader(): void {
  process.stdout.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code === "EPIPE") process.exit(0);
    throw error;
  });
}

/** For `--out`. */
export function writeOut(file: string, text: string): void {
  try {
    writeFileSync(file, text);
  } catch (error) {
    throw new UserError(
      `--out ${file} cannot be written: ${(error as Error).message}. Next step: give a file in a folder that exists and is writable.`,
    );
  }
}
