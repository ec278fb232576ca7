import type { JsonObject } from "../../event/json.ts";

/** Most lines of one payload that are taken apart. */
const MAX_DETAILS = 1_000;

/** Details of a pipeline: `CommandInvocation(Cmd): "x"`, `ParameterBinding(Cmd): name="n"; value="v"`, or any other text. */
export function invocationDetails(payload: string): JsonObject[] {
  const details: JsonObject[] = [];
  for (const raw of payload.split("\n", MAX_DETAILS)) {
    const line = raw.trim();
    if (line !== "") details.push(detailOf(line));
  }
  return details;
}

function detailOf(line: string): JsonObject {
  const open = line.indexOf("(");
  const close = line.indexOf("): ", open);
  if (open <= 0 || close === -1 || line.lastIndexOf(" ", open) !== -1) return { value: line };
  const rest = line.slice(close + "): ".length);
  const detail = { type: line.slice(0, open), related_command: line.slice(open + 1, close) };
  const named = namedValue(rest);
  return named ? { ...detail, ...named } : { ...detail, value: unquoted(rest) };
}

const NAME = 'name="';
const VALUE = '"; value="';

function namedValue(text: string): { readonly name: string; readonly value: string } | undefined {
  const middle = text.startsWith(NAME) ? text.indexOf(VALUE) : -1;
  if (middle === -1) return undefined;
  const value = text.slice(middle + VALUE.length);
  return { name: text.slice(NAME.length, middle), value: value.endsWith('"') ? value.slice(0, -1) : value };
}

const unquoted = (text: string): string => (text.length > 1 && text.startsWith('"') && text.endsWith('"') ? text.slice(1, -1) : text);
