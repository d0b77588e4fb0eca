/** What is wrong is the person's to mend: shown as a sentence, without a stack. */
export class UserError extends Error {
  override name = "UserError";
}

/** To stderr: messages for the person. */
export const say = (text: string): void => void process.stderr.write(`${text}\n`);

/** To stdout: what was asked for, and nothing else. */
export const print = (text: string): void => void process.stdout.write(`${text}\n`);
