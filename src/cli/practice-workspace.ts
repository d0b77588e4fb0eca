// Opens the practice workspace for a command; what keeps it from opening is said in a sentence.
import { type Practice, startPractice, type StartPracticeOptions } from "../practice/practice.ts";
import { UserError } from "./terminal.ts";

/** `setting` is where the person changes its port: "set PRACTICE_PORT". */
export async function openPractice(options: StartPracticeOptions, setting: string): Promise<Practice> {
  const begun = await startPractice(options).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "EADDRINUSE") {
      throw new UserError(`port ${options.port} is in use. Next step: stop the other program, or ${setting}.`);
    }
    if (error.code === "EACCES" && error.syscall === "listen") {
      throw new UserError(`port ${options.port} may not be used by this user. Next step: ${setting}.`);
    }
    throw error;
  });
  if (!begun.ok) throw new UserError(begun.error.join("\n         "));
  return begun.value;
}
