import { isError, type Span } from "../../diagnostics/index.ts";
import { type FieldType, familyOf } from "../../event/field-type.ts";
import { anyFieldQuery } from "../../plan/any-field.ts";
import { ALL, allOf, anyOf, NOTHING, placed } from "../../plan/combine.ts";
import { autoEdits, existsQuery, type FieldQuery, fuzzyQuery, matchQuery, regexpQuery, wildcardQuery } from "../../plan/field-query.ts";
import type { Bound, Predicate } from "../../plan/predicate.ts";
import { wordPatternQuery } from "../../plan/query-string.ts";
import { type RangeSide, rangeQuery } from "../../plan/range-query.ts";
import { parseRegexp } from "../../patterns/regexp.ts";
import { withRest } from "../faults.ts";
import type { Lowered, LowerEnv, Parsed } from "../language.ts";
import {
  type LuceneAst,
  type LuceneClause,
  type LuceneItem,
  type LuceneQuery,
  type LuceneRange,
  type LuceneRegexp,
  type LuceneWord,
  unescapePattern,
} from "./ast.ts";
import { type LuceneScope, onFields, report } from "./scope.ts";

/**
 * What a Lucene query string means: as Elasticsearch's `query_string` with `analyze_wildcard` and OR between words. Where
 * the text itself had errors there is no plan, and the diagnostics are those of the text followed by what is wrong with
 * the rest.
 */
export function lowerLucene(parsed: Parsed<LuceneAst>, env: LowerEnv): Lowered {
  if (!parsed.ast) return { diagnostics: parsed.diagnostics };
  const scope: LuceneScope = { source: parsed.source, env, diagnostics: [], field: env.queryString?.field ?? null };
  const where = lowerAst(parsed.ast, scope);
  if (parsed.diagnostics.some(isError)) return { diagnostics: withRest(parsed.diagnostics, scope.diagnostics) };
  if (scope.diagnostics.some(isError)) return { diagnostics: scope.diagnostics };
  return { plan: { root: { kind: "filter", where }, pipes: [] }, diagnostics: scope.diagnostics };
}

function lowerAst(ast: LuceneAst, scope: LuceneScope): Predicate {
  if (ast.kind === "query") return lowerQuery(ast, scope);
  return placed(ast.blank ? NOTHING : ALL, ast.at);
}

/**
 * The classic parser's law: AND (or, where it joins words by default, all but OR) makes the clauses on both its sides
 * required, `+` one, NOT and `-` prohibit. Optional clauses count only where nothing is required; prohibited clauses alone match everything else.
 */
function lowerQuery({ clauses, at }: LuceneQuery, scope: LuceneScope): Predicate {
  const required: Predicate[] = [];
  const optional: Predicate[] = [];
  const prohibited: Predicate[] = [];
  clauses.forEach((clause, i) => {
    const item = lowerItem(clause.item, scope);
    if (clause.modifier === "prohibited") prohibited.push({ kind: "not", item, at: clause.at });
    else if (isRequired(clause, clauses[i + 1], scope)) required.push(item);
    else optional.push(item);
  });
  const wanted = required.length > 0 ? required : optional.length > 0 ? [placed(anyOf(optional), at)] : [];
  return placed(allOf([...wanted, ...prohibited]), at);
}

function isRequired(clause: LuceneClause, next: LuceneClause | undefined, { env }: LuceneScope): boolean {
  if (env.queryString?.operator === "and")
    return next?.conjunction !== "or" && (clause.modifier === "required" || clause.conjunction !== "or");
  return clause.modifier === "required" || clause.conjunction === "and" || next?.conjunction === "and";
}

function lowerItem(item: LuceneItem, outer: LuceneScope): Predicate {
  const scope: LuceneScope = item.field === null ? outer : { ...outer, field: item.field };
  switch (item.kind) {
    case "group":
      return lowerQuery(item.query, scope);
    case "word":
      return placed(lowerWord(item, scope), item.at);
    case "phrase":
      return placed(lowerText(item.text, { operator: "phrase", slop: item.slop }, item.at, scope), item.at);
    case "regexp":
      return placed(lowerRegexp(item, scope), item.at);
    case "range":
      return placed(lowerRange(item, scope), item.at);
  }
}

/** The field is one that stands for all: none, or `*`. */
const isAnyField = ({ field }: LuceneScope): boolean => field === null || field === "*";

function lowerWord(word: LuceneWord, scope: LuceneScope): Predicate {
  const { pattern, at } = word;
  if (scope.field === "_exists_") return onFields(unescapePattern(pattern), at, scope, existsQuery, { test: "existence" });
  if (word.fuzzy !== undefined) return lowerFuzzy(word, word.fuzzy, scope);
  if (pattern === "*") return isAnyField(scope) ? ALL : onFields(scope.field as string, at, scope, existsQuery, { test: "existence" });
  if (word.wild) return lowerPattern(pattern, at, scope);
  const text = unescapePattern(pattern);
  const comparison = /^(>=|<=|>|<)([\s\S]+)$/.exec(text);
  if (comparison && !isAnyField(scope)) {
    const [, sign = "", value = ""] = comparison;
    return onRange([{ op: SIGNS[sign] as Bound["op"], value }], at, scope);
  }
  return lowerText(text, { operator: scope.env.queryString?.operator ?? "or" }, at, scope);
}

const SIGNS: Readonly<Record<string, Bound["op"]>> = { ">": "gt", ">=": "gte", "<": "lt", "<=": "lte" };

function lowerText(text: string, options: { operator: "and" | "or" | "phrase"; slop?: number }, at: Span, scope: LuceneScope): Predicate {
  if (isAnyField(scope)) return anyFieldQuery(scope.env.fields, text, options.operator === "phrase" ? "phrase" : "match");
  if (scope.field === "_exists_") return onFields(text, at, scope, existsQuery, { test: "existence" });
  return onFields(scope.field as string, at, scope, (field) => matchQuery(field, text, options), { value: text });
}

function lowerPattern(pattern: string, at: Span, scope: LuceneScope): Predicate {
  if (isAnyField(scope)) return anyFieldQuery(scope.env.fields, pattern, "pattern");
  return onFields(scope.field as string, at, scope, (field) => patternQuery(field, pattern), { test: "wildcards" });
}

/** On text, a word whose only wildcard is a `*` at its end is analysed as text is. */
function patternQuery(field: FieldType, pattern: string): FieldQuery {
  const prefix = familyOf(field.kind) === "text" ? /^((?:\\[\s\S]|[^*?\\])+)\*$/.exec(pattern)?.[1] : undefined;
  return prefix === undefined ? wildcardQuery(field, pattern) : wordPatternQuery(field, [unescapePattern(prefix), ""]);
}

function lowerFuzzy(word: LuceneWord, fuzzy: number | null, scope: LuceneScope): Predicate {
  const text = unescapePattern(word.pattern);
  if (isAnyField(scope)) return needsField("A fuzzy term", word.at, scope);
  return onFields(scope.field as string, word.at, scope, (field) => fuzzyQuery(field, text, editsOf(fuzzy, text)), { test: "fuzzy terms" });
}

/** `~` alone by the word's length; a number from 1 is a number of edits, below 1 a similarity, as Lucene reads it. */
function editsOf(fuzzy: number | null, text: string): number {
  if (fuzzy === null) return autoEdits(text);
  if (fuzzy >= 1) return Math.min(Math.trunc(fuzzy), 2);
  return fuzzy === 0 ? 0 : Math.min(Math.trunc((1 - fuzzy) * [...text].length), 2);
}

function lowerRegexp({ pattern, at }: LuceneRegexp, scope: LuceneScope): Predicate {
  if (isAnyField(scope)) return needsField("A regular expression", at, scope);
  const { error } = parseRegexp(pattern);
  if (error) {
    report(scope, at, "T4009", `The regular expression is malformed: ${error.message}`);
    return NOTHING;
  }
  return onFields(scope.field as string, at, scope, (field) => regexpQuery(field, pattern), { test: "regular expressions" });
}

function lowerRange({ low, high, at }: LuceneRange, scope: LuceneScope): Predicate {
  const sides: RangeSide[] = [];
  if (low.text !== null) sides.push({ op: low.included ? "gte" : "gt", value: low.text });
  if (high.text !== null) sides.push({ op: high.included ? "lte" : "lt", value: high.text });
  if (isAnyField(scope)) return needsField("A range", at, scope);
  return onRange(sides, at, scope);
}

const onRange = (sides: readonly RangeSide[], at: Span, scope: LuceneScope): Predicate =>
  onFields(scope.field as string, at, scope, (field) => rangeQuery(field, sides), {
    value: sides.map((side) => String(side.value)).join(" TO "),
  });

function needsField(what: string, at: Span, scope: LuceneScope): Predicate {
  report(scope, at, "T4101", `${what} without a field is not supported`, "write `field:` before it");
  return NOTHING;
}
