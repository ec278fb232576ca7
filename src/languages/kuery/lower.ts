import { isError, type Span } from "../../diagnostics/index.ts";
import { type FieldType, familyOf } from "../../event/field-type.ts";
import { anyFieldQuery } from "../../plan/any-field.ts";
import { ALL, allOf, anyOf, NOTHING, placed } from "../../plan/combine.ts";
import { existsQuery, type FieldQuery, matchQuery, termQuery, wildcardQuery } from "../../plan/field-query.ts";
import type { Predicate } from "../../plan/predicate.ts";
import { freePatternQuery, wordPatternQuery } from "../../plan/query-string.ts";
import { rangeQuery } from "../../plan/range-query.ts";
import { escapeWildcard } from "../../plan/wildcard.ts";
import { reportBadTest, reportBadValue } from "../field-fault.ts";
import { withRest } from "../faults.ts";
import type { Lowered, LowerEnv, Parsed } from "../language.ts";
import {
  isLoneStar,
  isWildcard,
  type KueryAst,
  type KueryLiteral,
  type KueryMatch,
  type KueryNested,
  type KueryRange,
  type KueryValues,
  textOf,
  typedWord,
} from "./ast.ts";
import { fullName, placeIn, report, resolveFields, type Scope } from "./scope.ts";

/**
 * What a KQL query means: as Kibana translates it to query DSL (the decision table of its `is` function), and as
 * Elasticsearch runs that. Where the text itself had errors there is no plan, and the diagnostics are those of the text
 * followed by what is wrong with the rest.
 */
export function lowerKuery(parsed: Parsed<KueryAst>, env: LowerEnv): Lowered {
  if (!parsed.ast) return { diagnostics: parsed.diagnostics };
  const scope: Scope = { source: parsed.source, env, diagnostics: [], reported: new Set() };
  const where = lowerNode(parsed.ast, scope);
  if (parsed.diagnostics.some(isError)) return { diagnostics: withRest(parsed.diagnostics, scope.diagnostics) };
  if (scope.diagnostics.some(isError)) return { diagnostics: scope.diagnostics };
  return { plan: { root: { kind: "filter", where }, pipes: [] }, diagnostics: scope.diagnostics };
}

function lowerNode(node: KueryAst, scope: Scope): Predicate {
  switch (node.kind) {
    case "empty":
      return placed(ALL, node.at);
    case "and":
      return placed(allOf(node.items.map((item) => lowerNode(item, scope))), node.at);
    case "or":
      return placed(anyOf(node.items.map((item) => lowerNode(item, scope))), node.at);
    case "not":
      return { kind: "not", item: lowerNode(node.item, scope), at: node.at };
    case "match":
      return lowerMatch(node, scope);
    case "range":
      return lowerRange(node, scope);
    case "nested":
      return lowerNested(node, scope);
  }
}

function lowerMatch({ field: name, values, at }: KueryMatch, scope: Scope): Predicate {
  const placeOf = (value: KueryLiteral): Span => (value === values ? at : value.at);
  if (name === null || (isLoneStar(name) && scope.nested === undefined)) {
    return lowerValues(values, (value) => placed(freeText(value, scope), placeOf(value)));
  }
  const fields = resolveFields(name, scope);
  return lowerValues(values, (value) => {
    const found = onFields(name, fields, scope, (field) => matchOne(field, value, scope.env.foldKeywords));
    return placed(found ?? reportMismatch(fields, value, scope), placeOf(value));
  });
}

function lowerValues(values: KueryValues, one: (value: KueryLiteral) => Predicate): Predicate {
  switch (values.kind) {
    case "literal":
      return one(values);
    case "valueNot":
      return { kind: "not", item: lowerValues(values.item, one), at: values.at };
    case "valueAnd":
      return placed(allOf(values.items.map((item) => lowerValues(item, one))), values.at);
    case "valueOr":
      return placed(anyOf(values.items.map((item) => lowerValues(item, one))), values.at);
  }
}

/**
 * Any of the fields passes; a nested one that only a wildcard in the name reached is searched object by object, as
 * Kibana does. Undefined: there are fields, but none can pass.
 */
function onFields(name: KueryLiteral, fields: readonly FieldType[], scope: Scope, one: (field: FieldType) => FieldQuery): FieldQuery {
  const tests: Predicate[] = [];
  for (const field of fields) {
    const test = one(field);
    if (!test) continue;
    const { nested } = field;
    tests.push(
      isWildcard(name) && scope.nested === undefined && nested !== undefined ? { kind: "nested", path: nested, item: test } : test,
    );
  }
  return tests.length === 0 && fields.length > 0 ? undefined : anyOf(tests);
}

/** One row of the decision table: by the value's form, then by the field's kind. */
function matchOne(field: FieldType, value: KueryLiteral, foldKeywords = false): FieldQuery {
  if (isLoneStar(value)) return existsQuery(field);
  if (typedWord(value) === null) return undefined;
  if (foldKeywords && field.kind === "keyword") return foldedQuery(field, value);
  if (isWildcard(value)) return wordPatternQuery(field, value.pieces);
  return matchQuery(field, textOf(value), { operator: value.quoted ? "phrase" : "or" });
}

const foldedQuery = (field: FieldType, value: KueryLiteral): FieldQuery =>
  isWildcard(value) ? wildcardQuery(field, value.pieces.map(escapeWildcard).join("*"), true) : termQuery(field, textOf(value), true);

function reportMismatch(fields: readonly FieldType[], value: KueryLiteral, scope: Scope): Predicate {
  const [field] = fields;
  if (typedWord(value) === null) reportNull(value, scope);
  else if (field && isWildcard(value) && familyOf(field.kind) !== "object")
    scope.diagnostics.push(reportBadTest(placeIn(scope, value.at), field, "wildcards"));
  else if (field) scope.diagnostics.push(reportBadValue(placeIn(scope, value.at), field, textOf(value)));
  return NOTHING;
}

function reportNull(value: KueryLiteral, scope: Scope): void {
  const hint = 'write `not field:*` for events without the field, `"null"` for the word';
  report(scope, value.at, "T3019", "`null` matches nothing", { hint, severity: "warning" });
}

function freeText(value: KueryLiteral, scope: Scope): Predicate {
  if (isLoneStar(value)) return ALL;
  if (typedWord(value) === null) {
    reportNull(value, scope);
    return NOTHING;
  }
  const { fields } = scope.env;
  if (isWildcard(value)) return freePatternQuery(fields, value.pieces);
  return anyFieldQuery(fields, textOf(value), value.quoted ? "phrase" : "match");
}

/** A `*` in the value is no wildcard. */
function lowerRange({ field: name, op, value, at }: KueryRange, scope: Scope): Predicate {
  const fields = resolveFields(name, scope);
  if (typedWord(value) === null) {
    reportNull(value, scope);
    return placed(NOTHING, at);
  }
  const found = onFields(name, fields, scope, (field) => rangeQuery(field, [{ op, value: textOf(value) }]));
  if (!found && fields[0]) scope.diagnostics.push(reportBadValue(placeIn(scope, value.at), fields[0], textOf(value)));
  return placed(found ?? NOTHING, at);
}

function lowerNested({ path: name, item, at }: KueryNested, scope: Scope): Predicate {
  const path = fullName(name, scope);
  const before = scope.diagnostics.length;
  const inside = lowerNode(item, { ...scope, nested: path });
  const kind = scope.env.fields.get(path)?.kind;
  if (scope.env.fields.explicit && kind !== "nested" && !scope.diagnostics.slice(before).some(isError)) {
    report(scope, name.at, "T3017", `\`${path}\` is not mapped as nested`, { hint: "a group `path:{ … }` needs a nested path" });
  }
  return { kind: "nested", path, item: inside, at };
}
