import { isError } from "../../diagnostics/index.ts";
import { isNumericType } from "../../functions/esql/type.ts";
import { analyze } from "../../event/analyze.ts";
import { type FieldType, familyOf } from "../../event/field-type.ts";
import type { Scalar } from "../../event/json.ts";
import { allOf, anyOf, NOTHING, placed } from "../../plan/combine.ts";
import { autoEdits, type FieldQuery, fuzzyQuery, type MatchOptions, matchQuery } from "../../plan/field-query.ts";
import { atLeast, readMinimum } from "../../plan/minimum-match.ts";
import type { Predicate } from "../../plan/predicate.ts";
import { reportBadValue } from "../field-fault.ts";
import type { Language, LowerEnv } from "../language.ts";
import type { CallExpr, Expr, MatchExpr, StringLiteral } from "./ast.ts";
import { resolveColumn } from "./columns.ts";
import { innerSource } from "./inner-source.ts";
import type { Place } from "./expression-place.ts";
import { lowerNumber } from "./lower-literal.ts";
import { textOf } from "./scope.ts";
import { invalidOf, type Typed, typed } from "./typed.ts";

/** `KQL("…")`, `MATCH(field, "…")` and their like: a test of the source document, never null. */
export function lowerSearch(place: Place, node: CallExpr): Typed {
  if (!mayStandHere(place, node, node.name.toUpperCase())) return invalidOf(node);
  const predicate = searchOf(place, node);
  return predicate ? search(node, predicate) : invalidOf(node);
}

/** `field : "…"`. */
export function lowerMatch(place: Place, node: MatchExpr): Typed {
  if (!mayStandHere(place, node, ":")) return invalidOf(node);
  const predicate = matchField(place, node.item, node.query, {});
  return predicate ? search(node, placed(predicate, node.span)) : invalidOf(node);
}

const search = (node: Expr, predicate: Predicate): Typed => typed(node, { kind: "search", predicate, type: "boolean", at: node.span });

function mayStandHere({ scope, columns, searches }: Place, node: Expr, name: string): boolean {
  const what = name === ":" ? "[:] operator" : `[${name}] function`;
  if (!searches)
    scope.report("T5043", node.span, `${what} is only supported in WHERE and STATS commands`, "move the condition into a `WHERE`");
  else if (columns.searchEnds !== undefined) {
    scope.report(
      "T5043",
      node.span,
      `${what} cannot be used after ${columns.searchEnds}`,
      "it searches the documents: move it up to the source",
    );
  }
  return searches === true && columns.searchEnds === undefined;
}

function searchOf(place: Place, node: CallExpr): Predicate | undefined {
  const { inner } = place.scope.env;
  const [first, second] = node.args;
  switch (node.name.toLowerCase()) {
    case "kql":
      return innerQuery(place, node, inner.kql, KQL_OPTIONS);
    case "qstr":
      return innerQuery(place, node, inner.qstr, QSTR_OPTIONS);
    case "match":
      return first && second
        ? matchField(place, first, second, matchOptions(place, node, "match"))
        : wrongCount(place, node, "MATCH(field, query)");
    case "match_phrase":
      return first && second
        ? matchField(place, first, second, matchOptions(place, node, "phrase"))
        : wrongCount(place, node, "MATCH_PHRASE(field, query)");
    default: {
      const options = matchOptions(place, node, "match");
      const tests = node.args.slice(1).map((field) => matchField(place, field, first as Expr, options));
      if (tests.length === 0) return wrongCount(place, node, "MULTI_MATCH(query, field, …)");
      return tests.every((test) => test !== undefined) ? anyOf(tests) : undefined;
    }
  }
}

function wrongCount({ scope }: Place, node: CallExpr, signature: string): undefined {
  scope.report(
    "T5031",
    node.span,
    `error building [${node.name.toLowerCase()}]: found [${node.args.length}] arguments`,
    `\`${signature}\``,
  );
}

/** The test that a query in another language is. Its faults are told at their places inside the text. */
function innerQuery(place: Place, node: CallExpr, language: Language, options: readonly string[]): Predicate | undefined {
  const { scope } = place;
  const [text] = node.args;
  checkOptions(place, node, options);
  if (scope.zone !== undefined)
    scope.report(
      "T5054",
      node.nameSpan,
      `Dates in [${node.name}] are read in UTC, not in [${scope.zone}]`,
      "write them with their zone",
      "warning",
    );
  if (text?.kind !== "string" || node.args.length !== 1) {
    if (!text || node.args.length !== 1) return wrongCount(place, node, `${node.name.toUpperCase()}("query")`);
    scope.report(
      "T5033",
      text.span,
      `argument of [${textOf(scope, node)}] must be a constant string, received [${textOf(scope, text)}]`,
      "write the query itself, in quotes",
    );
    return undefined;
  }
  return compileInner(place, text, language, innerOptions(node));
}

const KQL_OPTIONS: readonly string[] = ["boost", "case_insensitive", "time_zone"];
const QSTR_OPTIONS: readonly string[] = [
  "allow_leading_wildcard",
  "analyze_wildcard",
  "boost",
  "default_field",
  "default_operator",
  "lenient",
  "time_zone",
];

/** What the options of KQL() and QSTR() ask of the language inside. */
function innerOptions({ options }: CallExpr): Pick<LowerEnv, "foldKeywords" | "queryString"> {
  const of = (name: string): string | boolean | undefined => {
    const value = options?.entries.find(({ key }) => key === name)?.value;
    return value?.kind === "string" || value?.kind === "boolean" ? value.value : undefined;
  };
  const field = of("default_field");
  const isAnd = String(of("default_operator")).toLowerCase() === "and";
  return {
    ...(of("case_insensitive") === true && { foldKeywords: true }),
    queryString: { ...(typeof field === "string" && field !== "*" && { field }), ...(isAnd && { operator: "and" }) },
  };
}

function compileInner(
  { scope }: Place,
  text: StringLiteral,
  language: Language,
  options: Pick<LowerEnv, "foldKeywords" | "queryString">,
): Predicate | undefined {
  const parsed = language.parse(innerSource(scope.source, text));
  const lowered = language.lower(parsed, { ...scope.env, ...options });
  const told = new Set([...parsed.diagnostics, ...lowered.diagnostics]);
  // Their spans are those of the inner text; the places stand in `location`.
  for (const { span: _, ...diagnostic } of told) scope.diagnostics.push({ ...diagnostic, span: text.span });
  const root = [...told].some(isError) ? undefined : lowered.plan?.root;
  return root?.kind === "filter" ? root.where : undefined;
}

function checkOptions({ scope }: Place, { name, options }: CallExpr, known: readonly string[]): void {
  for (const { key, keySpan, value } of options?.entries ?? []) {
    const only = ONLY[key];
    const isKnown = known.includes(key);
    if (isKnown && (!only || ((value.kind === "string" || value.kind === "boolean") && isOne(value.value, only)))) continue;
    const message = isKnown
      ? `Option [${key}] of [${name}] can only be [${[...(only ?? [])].slice(0, 2).join("] or [")}]`
      : `Option [${key}] of [${name}] is not supported`;
    scope.report("T5039", keySpan, message, `the options are ${known.map((option) => `\`${option}\``).join(", ")}`);
  }
}

/** In either case, as operators may be written. */
const isOne = (value: string | boolean, only: ReadonlySet<string | boolean>): boolean =>
  only.has(value) || (typeof value === "string" && only.has(value.toLowerCase()));

/** Options that can have only these values. */
const ONLY: Readonly<Record<string, ReadonlySet<string | boolean>>> = {
  time_zone: new Set(["UTC", "Z", "+00:00", "Etc/UTC"]),
  operator: new Set(["and", "or"]),
  default_operator: new Set(["and", "or"]),
  analyze_wildcard: new Set([true, false]),
  allow_leading_wildcard: new Set([true]),
};

function matchOptions(place: Place, node: CallExpr, kind: "match" | "phrase"): SearchOptions {
  checkOptions(place, node, kind === "phrase" ? PHRASE_OPTIONS : MATCH_OPTIONS);
  const entries = node.options?.entries ?? [];
  const of = (name: string): string | undefined => {
    const value = entries.find(({ key }) => key === name)?.value;
    return value?.kind === "string" ? value.value : value?.kind === "number" ? value.text : undefined;
  };
  if (kind === "phrase") return { operator: "phrase", slop: Number(of("slop") ?? 0) };
  const fuzziness = of("fuzziness");
  const minimum = of("minimum_should_match");
  return {
    ...(minimum !== undefined && { minimum }),
    operator: of("operator")?.toLowerCase() === "and" ? "and" : "or",
    ...(fuzziness !== undefined && { fuzziness, prefix: Number(of("prefix_length") ?? 0) }),
  };
}

const PHRASE_OPTIONS: readonly string[] = ["boost", "slop"];
/** `max_expansions` bounds how many terms of an index are looked up, which a single document has no use for. */
const MATCH_OPTIONS: readonly string[] = [
  "boost",
  "fuzziness",
  "lenient",
  "max_expansions",
  "minimum_should_match",
  "operator",
  "prefix_length",
];

interface SearchOptions extends MatchOptions {
  /** How many words of the query must be found, as `minimum_should_match` has it. */
  readonly minimum?: string;
  /** `0`, `1`, `2` or `AUTO`: so many edits may lie between a word and a word of the field. */
  readonly fuzziness?: string;
  /** How many characters at the beginning must be equal all the same. */
  readonly prefix?: number;
}

/** One word of the query: equal to one of the field, or within its edits. */
function wordTest(field: FieldType, word: string, { fuzziness, prefix = 0 }: SearchOptions): FieldQuery {
  if (fuzziness === undefined) return matchQuery(field, word);
  return fuzzyQuery(field, word, /^auto/i.test(fuzziness) ? autoEdits(word) : Math.min(2, Number(fuzziness) || 0), prefix);
}

/** The words of the query one by one, each within its edits: all, any, or so many of them. */
function matchWords(place: Place, query: Expr, field: FieldType, value: string, options: SearchOptions): FieldQuery {
  const words = familyOf(field.kind) === "text" ? analyze(value) : [value];
  const tests = words.flatMap((word) => wordTest(field, word, options) ?? []);
  if (tests.length < words.length) return undefined;
  const { operator, minimum } = options;
  if (operator === "and") return allOf(tests);
  if (minimum === undefined || tests.length < 2) return anyOf(tests);
  const least = readMinimum(minimum, tests.length);
  const found = least === undefined ? undefined : atLeast(least, tests);
  if (!found) {
    const why = least === undefined ? `of the form [${minimum}]` : `over [${tests.length}] words`;
    place.scope.report("T5039", query.span, `Option [minimum_should_match] ${why} is not supported`);
  }
  return found ?? NOTHING;
}

/** The field must be one of the source, untouched. A value that it cannot have is told, and matches nothing. */
function matchField(place: Place, item: Expr, query: Expr, options: SearchOptions): Predicate | undefined {
  const { scope } = place;
  const field = searchedField(place, item.kind === "cast" ? item.item : item);
  const value = scalarOf(place, query);
  if (!field || value === undefined) return undefined;
  const inWords = options.fuzziness !== undefined || options.minimum !== undefined;
  const found = inWords ? matchWords(place, query, field, String(value), options) : matchQuery(field, value, options);
  if (!found) scope.diagnostics.push(reportBadValue({ source: scope.source, span: query.span }, field, String(value)));
  return found ?? NOTHING;
}

function searchedField({ scope, columns }: Place, node: Expr): FieldType | undefined {
  const column = node.kind === "column" ? resolveColumn(scope, columns, node.name, node.span) : undefined;
  if (node.kind === "column" && !column) return undefined;
  if (!column?.field) {
    const message = `[MATCH] cannot operate on [${textOf(scope, node)}], which is not a field from an index mapping`;
    scope.report("T5043", node.span, message, "search a field of the source, before it is overwritten");
  }
  return column?.field;
}

function scalarOf({ scope }: Place, node: Expr): Scalar | undefined {
  if (node.kind === "string" || node.kind === "boolean") return node.value;
  if (node.kind === "number") {
    const { constant, expr } = lowerNumber(scope, node);
    return isNumericType(expr.type) ? (typeof constant === "bigint" ? String(constant) : Number(constant)) : undefined;
  }
  if (node.kind !== "invalid")
    scope.report(
      "T5033",
      node.span,
      `the query of a search must be a constant, received [${textOf(scope, node)}]`,
      "write the text itself",
    );
  return undefined;
}
