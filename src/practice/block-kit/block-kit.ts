// Block Kit as Slack checks it: which blocks, which elements, how long. Answers what Slack would, with JSON pointers.
import { type Failure, fail, failWith } from "../answers.ts";
import { elementProblems } from "./block-elements.ts";
import { createProblems, type Problems, textProblems } from "./block-problems.ts";
import type { Block, Workspace } from "../state.ts";

export type Surface = "message" | "modal" | "home";

const BLOCKS_MAX: Record<Surface, number> = { message: 50, modal: 100, home: 100 };

const SECTION_ACCESSORIES =
  `button image static_select users_select conversations_select channels_select external_select
  multi_static_select multi_users_select multi_conversations_select multi_channels_select overflow datepicker timepicker
  radio_buttons checkboxes`.split(/\s+/);
const ACTION_ELEMENTS = `button static_select users_select conversations_select channels_select external_select overflow
  datepicker timepicker datetimepicker radio_buttons checkboxes multi_static_select multi_users_select
  multi_conversations_select multi_channels_select rich_text_input workflow_button`.split(/\s+/);
const INPUT_ELEMENTS = `plain_text_input static_select users_select conversations_select channels_select external_select
  multi_static_select multi_users_select multi_conversations_select multi_channels_select datepicker timepicker
  datetimepicker radio_buttons checkboxes email_text_input url_text_input number_input rich_text_input file_input`.split(
  /\s+/,
);

/** Checks blocks and fills in the ids Slack would give them. */
export function readBlocks(ws: Workspace, value: unknown, surface: Surface): { list: Block[] } | Failure {
  if (value === undefined || value === null || value === "") return { list: [] };
  if (!Array.isArray(value)) return fail("invalid_blocks_format");
  const messages = blockMessages(value, surface, "/blocks");
  if (messages.length > 0) return failWith("invalid_blocks", messages);
  return { list: withIds(ws, value as Block[]) };
}

/** Every complaint about these blocks; none when they are fine. */
export function blockMessages(blocks: unknown[], surface: Surface, pointer: string): string[] {
  const problems = createProblems();
  if (blocks.length > BLOCKS_MAX[surface]) problems.add(`no more than ${BLOCKS_MAX[surface]} items allowed`, pointer);
  const ids = new Set<string>();
  for (const [index, block] of blocks.entries()) {
    const at = `${pointer}/${index}`;
    if (typeof block !== "object" || block === null) {
      problems.add("must be an object", at);
      continue;
    }
    const one = block as Block;
    checkBlock(problems, one, surface, at);
    if (one.block_id === undefined) continue;
    problems.text(one.block_id, 255, `${at}/block_id`);
    if (ids.has(String(one.block_id))) problems.add(`\`block_id\` must be unique: ${one.block_id}`, at);
    ids.add(String(one.block_id));
  }
  return problems.list;
}

type Check = (problems: Problems, block: Block, at: string) => void;

// One line per block type: what it must have and how much it may hold.
const CHECKS: Record<string, Check> = {
  divider: () => {},
  header: (problems, block, at) => textProblems(problems, block.text, 150, `${at}/text`, ["plain_text"]),
  section: checkSection,
  context: checkContext,
  actions: (problems, block, at) => {
    const elements = problems.array(block.elements, 1, 25, `${at}/elements`);
    for (const [index, one] of elements.entries()) {
      elementProblems(problems, one, `${at}/elements/${index}`, ACTION_ELEMENTS);
    }
    checkActionIds(problems, elements, at);
  },
  image: (problems, block, at) => {
    if (block.slack_file === undefined) problems.text(block.image_url, 3_000, `${at}/image_url`);
    problems.text(block.alt_text, 2_000, `${at}/alt_text`);
    if (block.title !== undefined) textProblems(problems, block.title, 2_000, `${at}/title`, ["plain_text"]);
  },
  input: (problems, block, at) => {
    textProblems(problems, block.label, 2_000, `${at}/label`, ["plain_text"]);
    if (block.hint !== undefined) textProblems(problems, block.hint, 2_000, `${at}/hint`, ["plain_text"]);
    elementProblems(problems, block.element, `${at}/element`, INPUT_ELEMENTS);
  },
  rich_text: (problems, block, at) => void problems.array(block.elements, 0, 1_000, `${at}/elements`),
  markdown: (problems, block, at) => problems.text(block.text, 12_000, `${at}/text`),
  video: (problems, block, at) => problems.text(block.video_url, 3_000, `${at}/video_url`),
  file: () => {},
  table: (problems, block, at) => void problems.array(block.rows, 1, 100, `${at}/rows`),
  context_actions: (problems, block, at) => void problems.array(block.elements, 1, 5, `${at}/elements`),
};

// Blocks Slack shows in messages only.
const MESSAGE_ONLY = new Set(["markdown", "file", "table", "context_actions"]);

function checkBlock(problems: Problems, block: Block, surface: Surface, at: string): void {
  const check = CHECKS[block.type];
  if (!check || (surface !== "message" && MESSAGE_ONLY.has(block.type))) {
    return void problems.add(`unsupported type: ${block.type}`, `${at}/type`);
  }
  check(problems, block, at);
}

function checkSection(problems: Problems, block: Block, at: string): void {
  if (block.text === undefined && block.fields === undefined)
    problems.add("missing required field: text or fields", at);
  if (block.text !== undefined) textProblems(problems, block.text, 3_000, `${at}/text`);
  if (block.fields !== undefined) {
    const fields = problems.array(block.fields, 1, 10, `${at}/fields`);
    for (const [index, field] of fields.entries()) textProblems(problems, field, 2_000, `${at}/fields/${index}`);
  }
  if (block.accessory !== undefined) elementProblems(problems, block.accessory, `${at}/accessory`, SECTION_ACCESSORIES);
}

function checkContext(problems: Problems, block: Block, at: string): void {
  const elements = problems.array(block.elements, 1, 10, `${at}/elements`);
  elements.forEach((one, index) => {
    const place = `${at}/elements/${index}`;
    if (one.type === "image") elementProblems(problems, one, place, ["image"]);
    else textProblems(problems, one, 3_000, place);
  });
}

function checkActionIds(problems: Problems, elements: Block[], at: string): void {
  const ids = elements.map((one) => one.action_id).filter((id) => id !== undefined);
  if (new Set(ids).size < ids.length) problems.add("`action_id` must be unique in its block", `${at}/elements`);
}

/** Slack names blocks and elements the app left nameless, so that presses can be told apart. */
function withIds(ws: Workspace, blocks: Block[]): Block[] {
  const named = (element: unknown): unknown => {
    const one = element as Block;
    const takesId = typeof one?.type === "string" && [...ACTION_ELEMENTS, ...INPUT_ELEMENTS].includes(one.type);
    return takesId && one.action_id === undefined ? { ...one, action_id: ws.random.hex(3) } : element;
  };
  return structuredClone(blocks).map((block) => ({
    ...block,
    block_id: block.block_id ?? ws.random.hex(3),
    ...(block.type === "actions" && { elements: (block.elements as unknown[]).map(named) }),
    ...(block.accessory !== undefined && { accessory: named(block.accessory) }),
    ...(block.type === "input" && { element: named(block.element) }),
  }));
}
