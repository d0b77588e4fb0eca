// A command to copy, as Slack shows code: nothing in it is markup.
import { cut } from "../../lib/pure/text.ts";
import { escaped } from "../mrkdwn.ts";

const FENCE = "```";
/** A section takes 3,000 characters; escaping makes text longer. */
const CODE_CHARS_MAX = 2_900;

/** What would end the code early is written with straight quotes instead. */
export function codeBlock(command: string): string {
  const shown = command.trimEnd().replaceAll(FENCE, "'''");
  for (let chars_max = shown.length; ; chars_max = Math.floor(chars_max * 0.8)) {
    const code = escaped(cut(shown, chars_max));
    if (code.length <= CODE_CHARS_MAX) return `${FENCE}\n${code}\n${FENCE}`;
  }
}
