import { isJsonObject, type Json, type JsonObject } from "../../event/json.ts";
import { ALL, allOf, anyOf, NOTHING } from "../../plan/combine.ts";
import { atLeast as soMany, readMinimum } from "../../plan/minimum-match.ts";
import type { Predicate } from "../../plan/predicate.ts";
import { type Clause, checkOptions, type DslContext, fault, malformed } from "./clause.ts";

/**
 * `bool`: every `must` and `filter`, no `must_not`, and as many `should` as `minimum_should_match` says (by default
 * one, none where there is a `must` or `filter`).
 */
export function lowerBool(clause: Clause, context: DslContext): Predicate {
  const { body, path } = clause;
  if (!isJsonObject(body)) return malformed(context, clause, "must be an object");
  checkOptions(body, ["must", "filter", "should", "must_not", "minimum_should_match"], clause, context);
  const list = (key: string): readonly Predicate[] => lowerList(body[key], `${path}.${key}`, context);
  const required = [...list("must"), ...list("filter")];
  const forbidden = list("must_not").map((item): Predicate => ({ kind: "not", item }));
  const optional = list("should");
  const minimum = minimumShould(body, optional.length, required.length > 0, clause, context);
  return allOf([...required, ...(minimum > 0 ? [atLeast(minimum, optional, clause, context)] : []), ...forbidden]);
}

function lowerList(value: Json | undefined, path: string, context: DslContext): readonly Predicate[] {
  if (value === undefined || value === null) return [];
  return Array.isArray(value)
    ? value.map((item, i) => context.lower(item, `${path}.${i}`, context))
    : [context.lower(value, path, context)];
}

function minimumShould(body: JsonObject, count: number, hasRequired: boolean, clause: Clause, context: DslContext): number {
  if (count === 0) return 0;
  const least = hasRequired ? 0 : 1;
  const written = body.minimum_should_match;
  if (written === undefined || written === null) return least;
  const minimum = typeof written === "string" || typeof written === "number" ? readMinimum(written, count) : undefined;
  if (minimum !== undefined) return Math.max(minimum, least);
  fault(
    context,
    `${clause.path}.minimum_should_match`,
    "T4101",
    `\`minimum_should_match\` of the form ${JSON.stringify(written)} is not supported`,
  );
  return least;
}

function atLeast(minimum: number, items: readonly Predicate[], clause: Clause, context: DslContext): Predicate {
  return (
    soMany(minimum, items) ??
    fault(context, `${clause.path}.minimum_should_match`, "T4101", `\`minimum_should_match\` over ${items.length} clauses is not supported`)
  );
}

/** `nested`: one object at `path` passes the query by itself. */
export function lowerNested(clause: Clause, context: DslContext): Predicate {
  const { body } = clause;
  if (!isJsonObject(body) || typeof body.path !== "string") return malformed(context, clause, "needs `path` and `query`");
  checkOptions(body, ["path", "query"], clause, context);
  const { fields } = context.env;
  if (fields.explicit && fields.get(body.path)?.kind !== "nested") {
    if (body.ignore_unmapped === true) return NOTHING;
    return fault(context, `${clause.path}.path`, "T4102", `\`${body.path}\` is not mapped as nested`);
  }
  return { kind: "nested", path: body.path, item: context.lower(body.query, `${clause.path}.query`, { ...context, nested: body.path }) };
}

/** `constant_score` and `boosting` match as the query they hold. */
export const lowerWrapper =
  (key: string): ((clause: Clause, context: DslContext) => Predicate) =>
  (clause, context) => {
    const { body } = clause;
    if (!isJsonObject(body) || body[key] === undefined) return malformed(context, clause, `needs \`${key}\``);
    checkOptions(body, [key, "negative", "negative_boost"], clause, context);
    return context.lower(body[key], `${clause.path}.${key}`, context);
  };

/** `dis_max`: any of the queries. */
export function lowerDisMax(clause: Clause, context: DslContext): Predicate {
  const { body } = clause;
  if (!isJsonObject(body) || !Array.isArray(body.queries)) return malformed(context, clause, "needs a list `queries`");
  checkOptions(body, ["queries"], clause, context);
  return anyOf(lowerList(body.queries, `${clause.path}.queries`, context));
}

export const lowerMatchAll = (): Predicate => ALL;
export const lowerMatchNone = (): Predicate => NOTHING;
