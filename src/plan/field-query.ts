import { analyze } from "../event/analyze.ts";
import { type FieldType, familyOf } from "../event/field-type.ts";
import { parseCidr, parseIp } from "../event/ip.ts";
import type { Scalar } from "../event/json.ts";
import { parseNumber } from "../event/number.ts";
import { NOTHING } from "./combine.ts";
import { dateEquality } from "./date-bounds.ts";
import type { Predicate } from "./predicate.ts";

/** A test of one field, or undefined: the value cannot be of the field's kind, or the kind knows no such test. */
export type FieldQuery = Predicate | undefined;

/** The field has a value; of an object: any field below it has one (Elasticsearch's `exists`). */
export const existsQuery = (field: FieldType): Predicate => ({ kind: "exists", field });

/**
 * Equality as Elasticsearch's `term` query has it, the value not analysed: strings exact, numbers by value (a fraction
 * never equals a whole-number field), dates rounded to the unit they are written in, ips by address or CIDR block.
 * @param fold ASCII letters are equal in either case
 */
export function termQuery(field: FieldType, value: Scalar, fold = false): FieldQuery {
  switch (familyOf(field.kind)) {
    case "integer":
      return numberEquality(field, value, true);
    case "decimal":
      return numberEquality(field, value, false);
    case "boolean":
      return booleanEquality(field, value);
    case "date":
      return dateEquality(field, value);
    case "ip":
      return ipEquality(field, String(value));
    case "object":
      return undefined;
    case "unknown":
      return { kind: "term", field, value, fold };
    default:
      return { kind: "term", field, value: String(value), fold };
  }
}

/** Any of the values, as `terms`: one node where the kind allows it. Undefined when no value is of the field's kind. */
export function termsQuery(field: FieldType, values: readonly Scalar[], fold = false): FieldQuery {
  if (values.length > 1 && familyOf(field.kind) === "string" && values.every(isText)) return { kind: "terms", field, values, fold };
  const items = values.map((value) => termQuery(field, value, fold)).filter((item) => item !== undefined);
  if (items.length <= 1) return items[0];
  const literals = items.flatMap((item) => (item.kind === "term" ? [item.value] : []));
  return literals.length === items.length ? { kind: "terms", field, values: literals, fold } : { kind: "or", items };
}

const isText = (value: Scalar): boolean => typeof value === "string";

/** How the tokens of an analysed text are combined. */
export interface MatchOptions {
  /** `or`: any token; `and`: every token; `phrase`: in this order, with `slop` moves allowed. Default `or`. */
  readonly operator?: "or" | "and" | "phrase";
  readonly slop?: number;
}

/**
 * Elasticsearch's `match` and `match_phrase`: text fields by tokens (a text without tokens matches nothing), every
 * other kind as {@link termQuery}.
 */
export function matchQuery(field: FieldType, value: Scalar, options: MatchOptions = {}): FieldQuery {
  if (familyOf(field.kind) !== "text") return termQuery(field, value);
  const tokens = analyze(String(value));
  const { operator = "or", slop = 0 } = options;
  if (tokens.length === 0) return NOTHING;
  return { kind: "text", field, tokens, operator: tokens.length === 1 ? "or" : operator, slop };
}

/**
 * A whole value (of text: one token) fits the pattern: `*` any run, `?` one code point, `\x` the character x. Strings,
 * text and versions only: Elasticsearch refuses wildcards on numbers, dates, booleans and ips.
 */
export function wildcardQuery(field: FieldType, pattern: string, fold = false): FieldQuery {
  if (!hasPatterns(field)) return undefined;
  return { kind: "wildcard", field, patterns: [normalise(field, pattern)], fold };
}

/** A whole value (of text: one token) begins with `value`; kinds as for {@link wildcardQuery}. */
export function prefixQuery(field: FieldType, value: string, fold = false): FieldQuery {
  return hasPatterns(field) ? { kind: "prefix", field, value: normalise(field, value), fold } : undefined;
}

/** A whole value (of text: one token) fits the Lucene regular expression; kinds as for {@link wildcardQuery}. */
export function regexpQuery(field: FieldType, pattern: string, fold = false): FieldQuery {
  return hasPatterns(field) ? { kind: "regexp", field, patterns: [pattern], fold } : undefined;
}

/** The edits Elasticsearch's fuzziness `AUTO` allows a text of this length: none up to 2, one up to 5, else two. */
export const autoEdits = (text: string): number => {
  const { length } = [...text];
  return length <= 2 ? 0 : length <= 5 ? 1 : 2;
};

/** A whole value (of text: one token) lies within `edits` edits of `value`; strings and text only. */
export function fuzzyQuery(field: FieldType, value: string, edits: number, prefix = 0): FieldQuery {
  const family = familyOf(field.kind);
  if (family !== "string" && family !== "text" && family !== "unknown") return undefined;
  return { kind: "fuzzy", field, value: normalise(field, value), edits, prefix };
}

const WITH_PATTERNS = new Set(["string", "text", "version", "unknown"]);
const hasPatterns = (field: FieldType): boolean => WITH_PATTERNS.has(familyOf(field.kind));

/** Patterns of analysed or normalised fields are lower-cased, as their values are. */
const normalise = (field: FieldType, text: string): string =>
  field.normalizer === "lowercase" || familyOf(field.kind) === "text" ? text.toLowerCase() : text;

function numberEquality(field: FieldType, value: Scalar, whole: boolean): FieldQuery {
  const number = typeof value === "boolean" ? undefined : parseNumber(String(value));
  if (number === undefined) return undefined;
  if (whole && !Number.isInteger(number)) return NOTHING;
  return { kind: "term", field, value: exactNumber(number, value), fold: false };
}

/** A whole number past 2^53 stays text, which is compared digit by digit. */
export const exactNumber = (number: number, written: Scalar): Scalar =>
  Number.isInteger(number) && !Number.isSafeInteger(number) ? String(written) : number;

function booleanEquality(field: FieldType, value: Scalar): FieldQuery {
  const text = String(value);
  return text === "true" || text === "false" ? { kind: "term", field, value: text === "true", fold: false } : undefined;
}

function ipEquality(field: FieldType, text: string): FieldQuery {
  if (text.includes("/")) return parseCidr(text) && { kind: "cidr", field, blocks: [text] };
  return parseIp(text) === undefined ? undefined : { kind: "term", field, value: text, fold: false };
}
