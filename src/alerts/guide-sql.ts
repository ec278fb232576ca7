import type { JsonObject, Scalar } from "../event/json.ts";
import { compileTemplate, type TemplateField, type TemplatePart } from "./template.ts";

/** A query with an alert's values in it. */
export interface FilledSql {
  readonly query: string;
  /** Fields that the alert does not have; their `{{field}}` still stands in the query. */
  readonly missing: readonly string[];
}

/**
 * Compiles a query in osquery's SQL (SQLite's) whose `{{field}}` are to be filled. A value is data wherever it is put:
 * bare it becomes a literal of its own, within quotes it cannot end them, within a comment it is left out.
 */
export function compileSql(query: string): (document: JsonObject) => FilledSql {
  const slots = slotsOf(compileTemplate(query));
  return (document) => {
    const missing = new Set<string>();
    const texts = slots.map((slot) => {
      if (typeof slot === "string") return slot;
      const value = slot.part.read(document);
      if (value === undefined) missing.add(slot.part.field);
      return value === undefined ? slot.part.text : WRITERS[slot.place](value);
    });
    return { query: texts.join(""), missing: [...missing] };
  };
}

type Place = "bare" | "'" | '"' | "`" | "[";
type Slot = string | { readonly part: TemplateField; readonly place: Place };

const textOf = (value: Scalar): string => String(value).replaceAll("\0", "");

/** In brackets where it is negative: a minus sign before it would make a comment of both. */
const numberText = (value: number): string => (value < 0 ? `(${value})` : String(value));

const WRITERS: Readonly<Record<Place, (value: Scalar) => string>> = {
  bare: (value) => (typeof value === "string" ? `'${textOf(value).replaceAll("'", "''")}'` : numberText(Number(value))),
  "'": (value) => textOf(value).replaceAll("'", "''"),
  '"': (value) => textOf(value).replaceAll('"', '""'),
  "`": (value) => textOf(value).replaceAll("`", "``"),
  "[": (value) => textOf(value).replaceAll("]", ""),
};

/** Follows quotes and comments through the query's own text. */
function slotsOf(parts: readonly TemplatePart[]): readonly Slot[] {
  let state: State = "bare";
  return parts.map((part) => {
    if (typeof part !== "string") return state === "--" || state === "/*" ? part.text : { part, place: state };
    state = follow(part, state);
    return part;
  });
}

/** Where a piece of SQL text stands: outside everything, within quotes, or within a comment. */
type State = Place | "--" | "/*";

const CLOSERS: Readonly<Record<Exclude<State, "bare">, string>> = { "'": "'", '"': '"', "`": "`", "[": "]", "--": "\n", "/*": "*/" };
const OPENERS = Object.keys(CLOSERS) as readonly Exclude<State, "bare">[];

/** A doubled quote closes and opens again, which comes to the same. */
function follow(text: string, before: State): State {
  let state = before;
  for (let i = 0; i < text.length; ) {
    const mark: string | undefined = state === "bare" ? OPENERS.find((open) => text.startsWith(open, i)) : CLOSERS[state];
    if (mark === undefined || !text.startsWith(mark, i)) {
      i++;
      continue;
    }
    state = state === "bare" ? (mark as State) : "bare";
    i += mark.length;
  }
  return state;
}
