import { type FieldType, familyOf } from "../../event/field-type.ts";
import { isJsonObject, type Json } from "../../event/json.ts";
import { formatTime, parseDateRange } from "../../event/time.ts";
import { NOTHING } from "../../plan/combine.ts";
import {
  autoEdits,
  existsQuery,
  type FieldQuery,
  fuzzyQuery,
  prefixQuery,
  regexpQuery,
  termQuery,
  termsQuery,
  wildcardQuery,
} from "../../plan/field-query.ts";
import type { Bound, Predicate } from "../../plan/predicate.ts";
import { type RangeSide, rangeQuery } from "../../plan/range-query.ts";
import { parseRegexp } from "../../patterns/regexp.ts";
import { onField } from "../on-field.ts";
import {
  type Clause,
  checkOptions,
  type DslContext,
  type FieldClause,
  fault,
  isScalar,
  malformed,
  onPattern,
  readFieldClause,
} from "./clause.ts";

const FOLD = "case_insensitive";

/** `term`: the value as it is, not analysed. */
export function lowerTerm(clause: Clause, context: DslContext): Predicate {
  const read = readFieldClause(clause, ["value", FOLD], context);
  if (!read) return NOTHING;
  const value = read.value ?? read.options.value;
  if (!isScalar(value)) return malformed(context, clause, "needs one value");
  return onField(read.field, read.path, context, (field) => termQuery(field, value, read.options[FOLD] === true), { value: String(value) });
}

/** `terms`: any of the values, not analysed. */
export function lowerTerms(clause: Clause, context: DslContext): Predicate {
  const { body, path } = clause;
  const entries = isJsonObject(body) ? Object.entries(body).filter(([key]) => key !== "boost" && key !== "_name") : [];
  const [entry] = entries;
  if (!entry || entries.length > 1) return malformed(context, clause, "takes one field with a list of values");
  const [field, values] = entry;
  if (isJsonObject(values))
    return fault(context, `${path}.${field}`, "T4101", "A `terms` clause that looks its values up in another document is not supported");
  if (!Array.isArray(values) || !values.every(isScalar)) return malformed(context, clause, "takes one field with a list of values");
  if (values.length === 0) return NOTHING;
  return onField(field, `${path}.${field}`, context, (type) => termsQuery(type, values), { value: values.join(", ") });
}

/** `exists`: the field, or for a path any field below it, has a value. */
export function lowerExists(clause: Clause, context: DslContext): Predicate {
  const { body, path } = clause;
  const name = isJsonObject(body) ? body.field : undefined;
  if (!isJsonObject(body) || typeof name !== "string") return malformed(context, clause, "needs `field`");
  checkOptions(body, ["field"], clause, context);
  if (name.includes("*")) return onPattern(name, `${path}.field`, context, existsQuery);
  return onField(name, `${path}.field`, context, existsQuery, { value: "*" });
}

/** `ids`: the document's `_id` is one of the values. */
export function lowerIds(clause: Clause, context: DslContext): Predicate {
  const { body } = clause;
  const values = isJsonObject(body) ? body.values : undefined;
  if (!Array.isArray(values) || !values.every(isScalar)) return malformed(context, clause, "needs a list `values`");
  return termsQuery({ name: "_id", path: "_id", kind: "keyword" }, values) ?? NOTHING;
}

/** `wildcard`: `*` any run, `?` one character, `\` escapes; the whole value. */
export function lowerWildcard(clause: Clause, context: DslContext): Predicate {
  return lowerPattern(clause, ["value", "wildcard"], "wildcards", context, (field, text, fold) => wildcardQuery(field, text, fold));
}

/** `prefix`: the value begins with the text. */
export function lowerPrefix(clause: Clause, context: DslContext): Predicate {
  return lowerPattern(clause, ["value", "prefix"], "prefixes", context, (field, text, fold) => prefixQuery(field, text, fold));
}

type PatternTest = (field: FieldType, text: string, fold: boolean) => FieldQuery;

function lowerPattern(clause: Clause, keys: readonly string[], what: string, context: DslContext, test: PatternTest): Predicate {
  const read = readFieldClause(clause, [...keys, FOLD], context);
  if (!read) return NOTHING;
  const text = read.value ?? keys.map((key) => read.options[key]).find((value) => value !== undefined);
  if (!isScalar(text)) return malformed(context, clause, `needs a text under \`${keys.join("` or `")}\``);
  return onField(read.field, read.path, context, (field) => test(field, String(text), read.options[FOLD] === true), { test: what });
}

/** `regexp`: Lucene's dialect with every operator on; the whole value. */
export function lowerRegexp(clause: Clause, context: DslContext): Predicate {
  const read = readFieldClause(clause, ["value", "flags", "flags_value", FOLD], context);
  if (!read) return NOTHING;
  const text = read.value ?? read.options.value;
  if (!isScalar(text)) return malformed(context, clause, "needs a text under `value`");
  const { flags, flags_value: flagsValue } = read.options;
  if ((flags !== undefined && flags !== "ALL") || flagsValue !== undefined) {
    return fault(context, `${read.path}.flags`, "T4101", "A `regexp` clause with other flags than ALL is not supported");
  }
  const { error } = parseRegexp(String(text));
  if (error) return fault(context, read.path, "T4009", `The regular expression is malformed: ${error.message}`);
  return onField(read.field, read.path, context, (field) => regexpQuery(field, String(text), read.options[FOLD] === true), {
    test: "regular expressions",
  });
}

/** `fuzzy`: within some edits of the value; swaps count as one. */
export function lowerFuzzy(clause: Clause, context: DslContext): Predicate {
  const read = readFieldClause(clause, ["value", "fuzziness", "prefix_length"], context);
  if (!read) return NOTHING;
  const value = read.value ?? read.options.value;
  if (!isScalar(value)) return malformed(context, clause, "needs one value");
  const edits = readEdits(read.options.fuzziness, String(value));
  const prefix = Number(read.options.prefix_length ?? 0);
  if (edits === undefined || !Number.isInteger(prefix)) return malformed(context, clause, "needs a fuzziness of 0, 1, 2 or AUTO");
  return onField(read.field, read.path, context, (field) => fuzzyQuery(field, String(value), edits, prefix), { test: "fuzzy terms" });
}

function readEdits(fuzziness: Json | undefined, text: string): number | undefined {
  if (fuzziness === undefined || fuzziness === "AUTO") return autoEdits(text);
  const edits = Number(fuzziness);
  return edits === 0 || edits === 1 || edits === 2 ? edits : undefined;
}

const SIDES = ["gt", "gte", "lt", "lte"] as const;
const UTC = new Set(["UTC", "Z", "Zulu", "+00:00", "GMT"]);

/** `range`; the older spelling `from`, `to`, `include_lower`, `include_upper` too. A null bound is open. */
export function lowerRange(clause: Clause, context: DslContext): Predicate {
  const read = readFieldClause(clause, [...SIDES, "from", "to", "include_lower", "include_upper", "format", "time_zone"], context);
  if (!read) return NOTHING;
  if (read.value !== undefined) return malformed(context, clause, "needs bounds, as in `{ field: { gte: 1 } }`");
  const zone = read.options.time_zone;
  if (zone !== undefined && !UTC.has(String(zone)))
    return fault(context, `${read.path}.time_zone`, "T4101", `The time zone \`${String(zone)}\` of a \`range\` clause is not supported`);
  const sides = readSides(read);
  if (!sides) return malformed(context, clause, "needs numbers, dates or texts as bounds");
  const { format } = read.options;
  const shown = sides.map((side) => String(side.value)).join(", ");
  return onField(
    read.field,
    read.path,
    context,
    (field) => rangeQuery(field, typeof format === "string" ? inFormat(field, sides, format) : sides),
    { value: shown },
  );
}

function readSides({ options }: FieldClause): readonly RangeSide[] | undefined {
  const written: [Bound["op"], Json | undefined][] = [
    ...SIDES.map((op): [Bound["op"], Json | undefined] => [op, options[op]]),
    [options.include_lower === false ? "gt" : "gte", options.from],
    [options.include_upper === false ? "lt" : "lte", options.to],
  ];
  const present = written.filter(([, value]) => value !== undefined && value !== null);
  return present.every(([, value]) => isScalar(value)) ? present.map(([op, value]) => ({ op, value: value as string })) : undefined;
}

/** Bounds in a date format of the query's own, as instants. */
function inFormat(field: FieldType, sides: readonly RangeSide[], format: string): readonly RangeSide[] {
  if (familyOf(field.kind) !== "date") return sides;
  return sides.map(({ op, value }) => {
    const range = parseDateRange(String(value), [format]);
    return range ? { op, value: formatTime(op === "gt" || op === "lte" ? range.to : range.from) } : { op, value };
  });
}
