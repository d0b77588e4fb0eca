// A runbook's templates: Liquid, and of it only what fills words in. Whatever else one of them tries is refused when the
// file is read, or stopped by a limit when it is filled.
import { Drop, Liquid, LiquidError } from "liquidjs";
import type { KnownValues, TemplateValue } from "../domain/duties/template-values.ts";
import { err, ok, type Result } from "../lib/pure/result.ts";

export interface Filled {
  text: string;
  /** What the text names and nobody has said yet, in the order of the text; each stands in it as "[impact.users]". */
  missing: string[];
}

const TAGS = ["if", "unless", "case", "for", "assign", "comment", "break", "continue"];
const FILTERS = ["upcase", "downcase", "capitalize", "default", "truncate", "strip", "join", "first", "last", "size"];

const CHARS_MAX = 20_000;
/** Liquid's own measures: characters read, milliseconds spent, elements made. */
const LIMITS = { parseLimit: 50_000, renderLimit: 500, memoryLimit: 100_000 };

/** The names that a template uses; or why it is none, with the line and column inside its text, from 1. */
export function readTemplate(text: string): Result<string[], { message: string; line: number; column: number }> {
  const engine = engineWith((value) => String(value));
  try {
    const parsed = engine.parse(text);
    return ok(engine.globalFullVariablesSync(parsed));
  } catch (error) {
    if (!(error instanceof LiquidError)) throw error;
    const [line = 1, column = 1] = error.token.getPosition();
    return err({ message: reasonOf(error), line, column });
  }
}

/** Fills a template that was read before. Nothing in `known` is taken for Liquid or for a property of anything. */
export function fillTemplate(text: string, known: KnownValues, names: readonly string[]): Result<Filled, string> {
  const missing = new Set<string>();
  const engine = engineWith((value) => {
    if (!(value instanceof Missing)) return String(value ?? "");
    missing.add(value.name);
    return `[${value.name}]`;
  });
  try {
    const filled = String(engine.parseAndRenderSync(text, tree(known, names)));
    return filled.length > CHARS_MAX
      ? err(`is longer than ${CHARS_MAX} characters`)
      : ok({ text: filled, missing: [...missing] });
  } catch (error) {
    if (!(error instanceof LiquidError)) throw error;
    return err(reasonOf(error));
  }
}

/** Without the place, which is given apart. */
const reasonOf = ({ originalError, message }: LiquidError): string =>
  (originalError?.message ?? message).replace(/, line:\d+, col:\d+$/, "");

/** Counts as nothing in a condition, and says its name where it is to be read. */
class Missing extends Drop {
  readonly name: string;
  constructor(name: string) {
    super();
    this.name = name;
  }
  override valueOf(): null {
    return null;
  }
}

function engineWith(outputEscape: (value: unknown) => string): Liquid {
  const engine = new Liquid({ ownPropertyOnly: true, strictFilters: true, outputEscape, ...LIMITS });
  for (const name of Object.keys(engine.tags)) if (!TAGS.includes(name)) delete engine.tags[name];
  for (const name of Object.keys(engine.filters)) if (!FILTERS.includes(name)) delete engine.filters[name];
  return engine;
}

/** "impact.users" becomes a value of `impact`. */
function tree(known: KnownValues, names: readonly string[]): Record<string, unknown> {
  const values: Record<string, unknown> = {};
  for (const name of names) {
    const value = known[name as TemplateValue] || new Missing(name);
    const [first, second] = name.split(".") as [string, string?];
    if (second === undefined) values[first] = value;
    else values[first] = { ...(values[first] as object | undefined), [second]: value };
  }
  return values;
}
