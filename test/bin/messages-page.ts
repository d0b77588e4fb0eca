// docs/messages.md: everything that people see, written from the samples. `npm run docs:messages` writes it anew.
import { writeFileSync } from "node:fs";
import { en } from "../../src/blocks/words/en.ts";
import { cut } from "../../src/lib/pure/text.ts";
import { asText } from "../blocks/as-text.ts";
import { AREAS } from "../blocks/samples/all.ts";
import type { Area, Sample } from "../blocks/samples/sample.ts";

/** A longer line is data: somebody's paste. */
const LINE_CHARS_MAX = 400;

export const MESSAGES_FILE = new URL("../../docs/messages.md", import.meta.url);

const HEAD = `# Messages

Everything that people see of Warroom in Slack, from sample data; times are UTC here and everybody's own in Slack.
Written by \`npm run docs:messages\` from \`test/blocks/samples/\`; the words are in \`src/blocks/words/\`.
`;

export const messagesPage = (): string => [HEAD, ...AREAS.map(areaText)].join("\n");

const areaText = ({ title, samples }: Area): string => `## ${title}\n\n${samples.map(sampleText).join("\n")}`;

function sampleText({ name, when, show }: Sample): string {
  const { seen, notification } = asText(show(en));
  // Drafts hold fences of their own.
  const fence = seen.includes("```") ? "~~~~" : "```";
  const noticed = notification === null ? "" : `\nIn notifications: ${notification}\n`;
  return `### ${name}\n\nSeen when ${when}.\n\n${fence}text\n${seen
    .trimEnd()
    .split("\n")
    .map((line) => cut(line, LINE_CHARS_MAX))
    .join("\n")}\n${fence}\n${noticed}`;
}

if (import.meta.main) writeFileSync(MESSAGES_FILE, messagesPage());
