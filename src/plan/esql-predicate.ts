import { type FieldType, familyOf } from "../event/field-type.ts";
import { parseCidr } from "../event/ip.ts";
import { ALL, allOf, anyOf, NOTHING, placed } from "./combine.ts";
import type { EsqlCall, EsqlExpr, EsqlField, EsqlLiteral } from "./esql.ts";
import { caseTruth } from "./esql-case.ts";
import type { Predicate } from "./predicate.ts";

/** The columns that an expression reads, as fields of the source. */
type Fields = ReadonlyMap<string, EsqlField>;

/**
 * Is-true of a condition over a document's fields, as far as that goes in the predicates that rules of all languages share:
 * a test of a field holds where the field has exactly one value, and so does its negation. What is left is `esqlTrue`.
 */
export const whereTrue = (condition: EsqlExpr, fields: Fields): Predicate => truth(condition, true, fields);

/** Where the condition is `wanted`. Null is neither true nor false, so that no negation of a predicate stands for NOT. */
function truth(condition: EsqlExpr, wanted: boolean, fields: Fields): Predicate {
  return placed(truthOf(condition, wanted, fields), condition.at);
}

function truthOf(condition: EsqlExpr, wanted: boolean, fields: Fields): Predicate {
  switch (condition.kind) {
    case "literal":
      return condition.value === wanted ? ALL : NOTHING;
    case "search":
      return wanted ? condition.predicate : { kind: "not", item: condition.predicate };
    case "column":
      return booleanField(condition.name, wanted, fields) ?? evaluated(condition, wanted, fields);
    case "call":
      return callTruth(condition, wanted, fields);
  }
}

function callTruth(call: EsqlCall, wanted: boolean, fields: Fields): Predicate {
  const { name, args } = call;
  if (name === "not" && args[0]) return truth(args[0], !wanted, fields);
  if (name === "and" || name === "or") {
    const items = partsOf(call).map((arg) => truth(arg, wanted, fields));
    return (name === "and") === wanted ? allOf(items) : anyOf(items);
  }
  return (
    caseTruth(call, wanted, (condition) => truth(condition, true, fields)) ??
    fieldTruth(call, wanted, fields) ??
    evaluated(call, wanted, fields)
  );
}

/** The parts of an `and` or `or`, with those of parts of the same kind that stand nowhere in the query. */
const partsOf = ({ name, args }: EsqlCall): readonly EsqlExpr[] =>
  args.flatMap((arg) => (arg.kind === "call" && arg.name === name && !arg.at ? partsOf(arg) : [arg]));

/** The expression itself, evaluated. */
function evaluated(value: EsqlExpr, wanted: boolean, fields: Fields): Predicate {
  const names = new Set(columnsOf(value));
  const read = [...fields.values()].filter(({ name }) => names.has(name));
  const tested: EsqlExpr = wanted
    ? value
    : { kind: "call", name: "not", args: [value], type: "boolean", ...(value.at && { at: value.at }) };
  return { kind: "esqlTrue", value: tested, fields: read };
}

function columnsOf(value: EsqlExpr): readonly string[] {
  if (value.kind === "column") return [value.name];
  return value.kind === "call" ? value.args.flatMap(columnsOf) : [];
}

function booleanField(name: string, wanted: boolean, fields: Fields): Predicate | undefined {
  const field = fields.get(name)?.field;
  if (field?.kind !== "boolean") return undefined;
  return allOf([
    { kind: "single", field },
    { kind: "term", field, value: wanted, fold: false },
  ]);
}

/** What is null where one of its arguments is. */
// biome-ignore format: table
const TESTS: ReadonlySet<string> = new Set([
  "==", "!=", "<", "<=", ">", ">=", "like", "rlike", "starts_with", "ends_with", "contains", "cidr_match",
]);

/** A test of one field against constants. Undefined: it is no such test, or no shared predicate means the same. */
function fieldTruth({ name, args }: EsqlCall, wanted: boolean, fields: Fields): Predicate | undefined {
  const [subject, ...others] = args;
  const field = subject?.kind === "column" ? fields.get(subject.name)?.field : undefined;
  const exact = field && exactField(field);
  if (!field || !exact) return undefined;
  if (name === "is null" || name === "is not null") return existence(field, (name === "is not null") === wanted);
  const constants = others.filter((other) => other.kind === "literal");
  if (constants.length < others.length) return undefined;
  if (name === "in") return among(field, exact, constants, wanted);
  if (!TESTS.has(name)) return undefined;
  if (constants.some(({ value }) => value === null)) return NOTHING;
  const texts = constants.map(textOf).filter((text) => text !== undefined);
  if (texts.length < others.length || texts.length === 0 || !areAsStored(field, texts)) return undefined;
  if ((name === "like" && isAny(texts, /^\*+$/)) || (name === "rlike" && isAny(texts, /^(?:\.\*|@)$/))) return existence(field, wanted);
  // An expression that is given up on is null, and its test false: no negation of the one is the negation of the other.
  if (name === "rlike" && !wanted) return undefined;
  const test = textTest(name, exact, texts);
  return test && ofSingle(field, test, wanted);
}

/** How values are compared as whole texts or addresses. Undefined: the kind's predicates compare otherwise than ES|QL. */
function exactField(field: FieldType): FieldType | undefined {
  const family = familyOf(field.kind);
  if (family === "text") return { name: field.name, path: field.path, kind: "keyword" };
  return family === "string" || family === "ip" ? field : undefined;
}

/** Predicates have a field's normaliser done to the text that is asked for, ES|QL to the values alone. */
const areAsStored = ({ normalizer }: FieldType, texts: readonly string[]): boolean =>
  normalizer === undefined || texts.every((text) => text === text.toLowerCase());

/** Every text is a value of a string field; of an address field only those that are addresses, which `single` counts. */
function existence(field: FieldType, wanted: boolean): Predicate | undefined {
  if (familyOf(field.kind) === "ip") return undefined;
  const exists: Predicate = { kind: "exists", field };
  return wanted ? exists : { kind: "not", item: exists };
}

const ofSingle = (field: FieldType, test: Predicate, wanted: boolean): Predicate =>
  allOf([{ kind: "single", field }, wanted ? test : { kind: "not", item: test }]);

/** A null among the values makes the answer null where none is equal. */
function among(field: FieldType, exact: FieldType, constants: readonly EsqlLiteral[], wanted: boolean): Predicate | undefined {
  const known = constants.filter(({ value }) => value !== null);
  const texts = known.map(textOf).filter((text) => text !== undefined);
  if (texts.length < known.length || !areAsStored(field, texts)) return undefined;
  if (texts.length === 0 || (!wanted && known.length < constants.length)) return NOTHING;
  return ofSingle(field, { kind: "terms", field: exact, values: texts, fold: false }, wanted);
}

/** Addresses stand in plans as texts too. */
const textOf = ({ value, type }: EsqlLiteral): string | undefined =>
  typeof value === "string" && (type === "keyword" || type === "text" || type === "ip") ? value : undefined;

const isAny = (patterns: readonly string[], every: RegExp): boolean => patterns.length === 1 && every.test(patterns[0] ?? "");

function textTest(name: string, field: FieldType, texts: readonly string[]): Predicate | undefined {
  const [text = ""] = texts;
  if (familyOf(field.kind) === "ip") return addressTest(name, field, texts);
  switch (name) {
    case "==":
      return { kind: "term", field, value: text, fold: false };
    case "!=":
      return { kind: "not", item: { kind: "term", field, value: text, fold: false } };
    case "<":
    case "<=":
    case ">":
    case ">=":
      return { kind: "range", field, bounds: [{ op: BOUNDS[name], value: text }] };
    case "like":
      return { kind: "wildcard", field, patterns: texts, fold: false };
    case "rlike":
      return { kind: "regexp", field, patterns: texts, fold: false };
    case "starts_with":
      return { kind: "prefix", field, value: text, fold: false };
    case "ends_with":
      return { kind: "wildcard", field, patterns: [`*${escaped(text)}`], fold: false };
    case "contains":
      return { kind: "wildcard", field, patterns: [`*${escaped(text)}*`], fold: false };
    default:
      return undefined;
  }
}

const BOUNDS = { "<": "lt", "<=": "lte", ">": "gt", ">=": "gte" } as const;

const escaped = (text: string): string => text.replace(/[\\*?]/g, "\\$&");

function addressTest(name: string, field: FieldType, texts: readonly string[]): Predicate | undefined {
  const [text = ""] = texts;
  const isPlain = !text.includes("/");
  if (name === "==" && isPlain) return { kind: "term", field, value: text, fold: false };
  if (name === "!=" && isPlain) return { kind: "not", item: { kind: "term", field, value: text, fold: false } };
  const areBlocks = name === "cidr_match" && texts.every((block) => parseCidr(block) !== undefined);
  return areBlocks ? { kind: "cidr", field, blocks: texts } : undefined;
}
