import { analyze } from "../../event/analyze.ts";
import { type FieldType, familyOf } from "../../event/field-type.ts";
import { isJsonObject, type Json, type Scalar } from "../../event/json.ts";
import { anyFieldQuery } from "../../plan/any-field.ts";
import { anyOf, NOTHING } from "../../plan/combine.ts";
import { type FieldQuery, type MatchOptions, matchQuery } from "../../plan/field-query.ts";
import { atLeast, readMinimum } from "../../plan/minimum-match.ts";
import type { Predicate } from "../../plan/predicate.ts";
import { onField } from "../on-field.ts";
import { type Clause, checkOptions, type DslContext, fault, isScalar, malformed, onPattern, readFieldClause } from "./clause.ts";

/** `match`: any token (with `operator: and` every token) of analysed text; other fields as `term`. */
export function lowerMatch(clause: Clause, context: DslContext): Predicate {
  const read = readFieldClause(clause, ["query", "operator", "type", "slop", "lenient", "minimum_should_match"], context);
  if (!read) return NOTHING;
  const text = read.value ?? read.options.query;
  if (!isScalar(text)) return malformed(context, clause, "needs a text under `query`");
  const phrase = read.options.type === "phrase";
  const options = phrase ? phraseOptions(read.options.slop) : operatorOptions(read.options.operator);
  if (!options) return malformed(context, clause, "has an operator that is neither `and` nor `or`");
  const minimum = phrase || options.operator === "and" ? undefined : read.options.minimum_should_match;
  const test = matchTest(text, options, minimum, read.path, context);
  return onField(read.field, read.path, context, test, { value: String(text) });
}

/** Words of analysed text one by one where so many of them must be found. */
function matchTest(text: Scalar, options: MatchOptions, minimum: Json | undefined, path: string, context: DslContext) {
  return (field: FieldType): FieldQuery => {
    const words = familyOf(field.kind) === "text" ? analyze(String(text)) : [];
    if ((typeof minimum !== "string" && typeof minimum !== "number") || words.length < 2) return matchQuery(field, text, options);
    const least = readMinimum(minimum, words.length);
    const tests = words.map((word) => matchQuery(field, word) ?? NOTHING);
    const found = least === undefined ? undefined : atLeast(least, tests);
    return (
      found ?? fault(context, `${path}.minimum_should_match`, "T4101", `\`minimum_should_match\` of \`${minimum}\` is not supported here`)
    );
  };
}

/** `match_phrase`: the tokens in their order. */
export function lowerMatchPhrase(clause: Clause, context: DslContext): Predicate {
  const read = readFieldClause(clause, ["query", "slop"], context);
  if (!read) return NOTHING;
  const text = read.value ?? read.options.query;
  if (!isScalar(text)) return malformed(context, clause, "needs a text under `query`");
  return onField(read.field, read.path, context, (field) => matchQuery(field, text, phraseOptions(read.options.slop)), {
    value: String(text),
  });
}

const phraseOptions = (slop: Json | undefined): MatchOptions => ({ operator: "phrase", slop: Number(slop ?? 0) || 0 });

function operatorOptions(operator: Json | undefined): MatchOptions | undefined {
  const word = String(operator ?? "or").toLowerCase();
  return word === "or" || word === "and" ? { operator: word } : undefined;
}

/** How each type of `multi_match` treats a field; those that mix the fields' tokens are missing. */
const TYPES: Readonly<Record<string, "each" | "phrase">> = { best_fields: "each", most_fields: "each", phrase: "phrase" };

/** `multi_match`: any of the fields (none named: all fields) matches. */
export function lowerMultiMatch(clause: Clause, context: DslContext): Predicate {
  const { body, path } = clause;
  if (!isJsonObject(body) || !isScalar(body.query)) return malformed(context, clause, "needs a text under `query`");
  checkOptions(body, ["query", "fields", "type", "operator", "slop", "lenient"], clause, context);
  const type = TYPES[String(body.type ?? "best_fields")];
  if (!type) return fault(context, `${path}.type`, "T4101", `A \`multi_match\` clause of type \`${String(body.type)}\` is not supported`);
  const options = type === "phrase" ? phraseOptions(body.slop) : operatorOptions(body.operator);
  if (!options) return malformed(context, clause, "has an operator that is neither `and` nor `or`");
  const names = Array.isArray(body.fields) ? body.fields : body.fields === undefined ? [] : [body.fields];
  if (!names.every((name) => typeof name === "string")) return malformed(context, clause, "needs a list of names under `fields`");
  const plain = names.map((name) => name.replace(/\^[\d.]+$/, ""));
  if (plain.length === 0 || plain.includes("*")) return allFields(body.query, options, clause, context);
  return anyOf(plain.map((name, i) => matchField(name, body.query as Scalar, options, `${path}.fields.${i}`, context)));
}

function allFields(text: Scalar, { operator }: MatchOptions, clause: Clause, context: DslContext): Predicate {
  if (operator === "and") return fault(context, `${clause.path}.operator`, "T4101", "The operator `and` over all fields is not supported");
  return anyFieldQuery(context.env.fields, String(text), operator === "phrase" ? "phrase" : "match");
}

function matchField(name: string, text: Scalar, options: MatchOptions, path: string, context: DslContext): Predicate {
  if (name.includes("*")) return onPattern(name, path, context, (field) => matchQuery(field, text, options));
  return onField(name, path, context, (field) => matchQuery(field, text, options), { value: String(text) });
}
