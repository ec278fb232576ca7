import { type Diagnostic, diagnosticAt, didYouMean, type Source, type Span, span } from "../../diagnostics/index.ts";
import { isJsonObject, type Json } from "../../event/json.ts";
import { parseJson } from "../read/json.ts";
import { VALUE_LIST_TYPES, type ValueList, type ValueListType } from "./model.ts";
import { VALUE_LIST_KINDS } from "./types/table.ts";

/** The lists of an export: list items, one a line or all in one value, by their `list_id`. */
export function readExportedLists(source: Source, problems: Diagnostic[]): readonly ValueList[] {
  const lists = new Map<string, { readonly id: string; readonly type: ValueListType; readonly values: string[] }>();
  for (const { value, at } of valuesOf(source.text)) {
    for (const json of itemsOf(value)) {
      const item = readItem(json);
      if ("code" in item) {
        problems.push(diagnosticAt(source, at, item.code, item.message, { severity: "warning", hint: item.hint }));
        continue;
      }
      const list = lists.get(item.id) ?? { id: item.id, type: item.type, values: [] };
      list.values.push(item.value);
      lists.set(item.id, list);
    }
  }
  return [...lists.values()];
}

interface ListItem {
  readonly id: string;
  readonly type: ValueListType;
  readonly value: string;
}

interface ItemFault {
  readonly code: "T1123" | "T1126" | "T1127";
  readonly message: string;
  readonly hint?: string | undefined;
}

function readItem(json: Json | undefined): ListItem | ItemFault {
  const { list_id: id, type, value } = isJsonObject(json) ? json : {};
  if (typeof id !== "string" || typeof value !== "string" || typeof type !== "string") {
    const hint = "a list item is an object with `list_id`, `type` and `value`";
    return { code: "T1127", message: "this is no list item and is left out", hint };
  }
  const known = VALUE_LIST_TYPES.find((each) => each === type);
  if (!known) return { code: "T1126", message: `value lists of type \`${type}\` are not known`, hint: didYouMean(type, VALUE_LIST_TYPES) };
  if (VALUE_LIST_KINDS[known].accepts(value)) return { id, type: known, value };
  return { code: "T1123", message: `\`${value}\` cannot be of type ${known} and is left out` };
}

/** The items in a value: itself, a list of them, or a page of the find API. */
function itemsOf(value: Json | undefined): readonly (Json | undefined)[] {
  if (Array.isArray(value)) return value.flatMap(itemsOf);
  return isJsonObject(value) && Array.isArray(value["data"]) ? value["data"].flatMap(itemsOf) : [value];
}

/** The whole text as one value, or one a line; undefined where a line is no JSON. */
function* valuesOf(text: string): Iterable<{ readonly value: Json | undefined; readonly at: Span }> {
  const whole = parseJson(text);
  if (whole) yield { value: whole.value, at: span(0, Math.min(text.length, 1)) };
  for (let start = whole ? text.length : 0; start < text.length; ) {
    const newline = text.indexOf("\n", start);
    const end = newline === -1 ? text.length : newline;
    const line = text.slice(start, end);
    if (line.trim() !== "") yield { value: parseJson(line)?.value, at: span(start, end) };
    start = end + 1;
  }
}
