import { type Diagnostic, diagnosticAt, didYouMean, type Source, span } from "../../diagnostics/index.ts";
import { isJsonObject, type Json } from "../../event/json.ts";
import { parseJson } from "../read/json.ts";
import { VALUE_LIST_TYPES, type ValueList, type ValueListType } from "./model.ts";
import { VALUE_LIST_KINDS } from "./types/table.ts";

/** The lists of an export: list items, one a line or all in one value, by their `list_id`. */
export function readExportedLists(source: Source, problems: Diagnostic[]): readonly ValueList[] {
  const lists = new Map<string, { readonly id: string; readonly type: ValueListType; readonly values: string[] }>();
  for (const { value, start, end } of valuesOf(source.text)) {
    const fault = (code: "T1123" | "T1126" | "T1127", message: string, hint?: string): void =>
      void problems.push(diagnosticAt(source, span(start, end), code, message, { severity: "warning", hint }));
    for (const item of itemsOf(value)) {
      const { list_id: id, type, value: text } = item ?? {};
      if (typeof id !== "string" || typeof text !== "string") {
        fault("T1127", "this is no list item and is left out", "a list item is an object with `list_id`, `type` and `value`");
        continue;
      }
      const known = VALUE_LIST_TYPES.find((each) => each === type);
      if (!known) fault("T1126", `value lists of type \`${String(type)}\` are not known`, didYouMean(String(type), VALUE_LIST_TYPES));
      else if (!VALUE_LIST_KINDS[known].accepts(text)) fault("T1123", `\`${text}\` cannot be of type ${known} and is left out`);
      else {
        const list = lists.get(id) ?? { id, type: known, values: [] };
        list.values.push(text);
        lists.set(id, list);
      }
    }
  }
  return [...lists.values()];
}

/** The objects in a value: itself, a list of them, or a page of the find API. */
function itemsOf(value: Json | undefined): readonly ({ readonly [key: string]: Json } | undefined)[] {
  if (Array.isArray(value)) return value.flatMap(itemsOf);
  if (!isJsonObject(value)) return [undefined];
  return Array.isArray(value["data"]) ? value["data"].flatMap(itemsOf) : [value];
}

/** The whole text as one value, or one a line; undefined where a line is no JSON. */
function* valuesOf(text: string): Iterable<{ readonly value: Json | undefined; readonly start: number; readonly end: number }> {
  const whole = parseJson(text);
  if (whole) return yield { value: whole.value, start: 0, end: Math.min(text.length, 1) };
  for (let start = 0; start < text.length; ) {
    const newline = text.indexOf("\n", start);
    const end = newline === -1 ? text.length : newline;
    const line = text.slice(start, end);
    if (line.trim() !== "") yield { value: parseJson(line)?.value, start, end };
    start = end + 1;
  }
  return undefined;
}
