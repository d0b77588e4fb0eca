// What a person sends who fills in a form: what is given, and the initial value of every other field.
import type { InputValue } from "../../src/practice/page-api.ts";

type Element = Record<string, unknown> & { type: string; action_id: string };

/** `fields` by block id. As a browser would fill them in: fields that are not given keep their initial value. */
export function valuesOf(
  form: { blocks: readonly Record<string, unknown>[] },
  fields: Readonly<Record<string, string>>,
): Record<string, Record<string, InputValue>> {
  const values: Record<string, Record<string, InputValue>> = {};
  for (const block of form.blocks) {
    if (block.type !== "input") continue;
    const element = block.element as Element;
    const given = fields[String(block.block_id)];
    values[String(block.block_id)] = { [element.action_id]: { type: element.type, ...chosenIn(element, given) } };
  }
  return values;
}

function chosenIn(element: Record<string, unknown> & { type: string }, given: string | undefined) {
  switch (element.type) {
    case "static_select":
    case "radio_buttons": {
      const chosen = (element.options as { value: string }[]).find(({ value }) => value === given);
      return { selected_option: given === undefined ? (element.initial_option ?? null) : (chosen ?? null) };
    }
    case "multi_static_select":
    case "checkboxes": {
      const ticked = given?.split(",");
      const options = (element.options as { value: string }[]).filter(({ value }) => ticked?.includes(value));
      return { selected_options: given === undefined ? (element.initial_options ?? []) : options };
    }
    case "users_select":
      return { selected_user: given ?? element.initial_user ?? null };
    case "datepicker":
      return { selected_date: given ?? element.initial_date ?? null };
    case "datetimepicker":
      return { selected_date_time: given === undefined ? (element.initial_date_time ?? null) : Number(given) };
    default:
      return { value: given ?? element.initial_value ?? null };
  }
}
