import type { Scalar } from "../../event/json.ts";
import { familyOf } from "../../event/field-type.ts";
import type { EsqlCall, EsqlExpr, EsqlField } from "../../plan/esql.ts";
import type { EsqlTruePredicate, Predicate } from "../../plan/predicate.ts";
import type { LeafPredicate } from "../cost.ts";
import { inAll, inAny, type Necessary, NOTHING } from "./conditions.ts";

/**
 * What an event must have for an expression to be true. As predicates of KQL that are true more often: what asks for one
 * of several values is asked of any of them.
 */
export function necessaryForEsql({ value, fields }: EsqlTruePredicate, leafOf: OfLeaf): Necessary {
  const byName = new Map(fields.map((field) => [field.name, field]));
  return necessaryForTrue(value, byName, leafOf);
}

type OfLeaf = (predicate: LeafPredicate) => Necessary;
type Fields = ReadonlyMap<string, EsqlField>;

function necessaryForTrue(value: EsqlExpr, fields: Fields, leafOf: OfLeaf): Necessary {
  if (value.kind === "search") return necessaryForPredicate(value.predicate, leafOf);
  if (value.kind === "column") return leaf({ kind: "exists" }, value, fields, leafOf);
  if (value.kind !== "call") return NOTHING;
  if (value.name === "and") return inAll(value.args.map((arg) => necessaryForTrue(arg, fields, leafOf)));
  if (value.name === "or") return inAny(value.args.map((arg) => necessaryForTrue(arg, fields, leafOf)));
  return necessaryForCall(value, fields, leafOf);
}

/** Of the functions that rules begin with; all others are left to be evaluated. */
function necessaryForCall({ name, args }: EsqlCall, fields: Fields, leafOf: OfLeaf): Necessary {
  const [subject, ...others] = args;
  if (!subject) return NOTHING;
  const texts = others.map(textOf);
  const known = texts.filter((text) => text !== undefined);
  const allKnown = known.length > 0 && known.length === texts.length;
  switch (name) {
    case "==":
    case "in":
      return allKnown ? leaf({ kind: "terms", values: known, fold: false }, subject, fields, leafOf) : NOTHING;
    case "like":
      return allKnown ? leaf({ kind: "wildcard", patterns: known, fold: false }, subject, fields, leafOf) : NOTHING;
    case "rlike":
      return allKnown ? leaf({ kind: "regexp", patterns: known, fold: false }, subject, fields, leafOf) : NOTHING;
    case "starts_with":
      return known[0] !== undefined ? leaf({ kind: "prefix", value: known[0], fold: false }, subject, fields, leafOf) : NOTHING;
    case "is not null":
    case "<":
    case "<=":
    case ">":
    case ">=":
    case "!=":
    case "cidr_match":
      return leaf({ kind: "exists" }, subject, fields, leafOf);
    default:
      return NOTHING;
  }
}

/** A predicate that lacks its field. */
type Asked = { readonly [K in LeafPredicate as K["kind"]]: K extends { readonly field: unknown } ? Omit<K, "field"> : never }[
  | "exists"
  | "terms"
  | "wildcard"
  | "regexp"
  | "prefix"];

/** On strings alone: other kinds are compared as ES|QL's types have them. */
function leaf(asked: Asked, subject: EsqlExpr, fields: Fields, leafOf: OfLeaf): Necessary {
  const column = subject.kind === "column" ? fields.get(subject.name) : undefined;
  if (!column || column.type === "geo_point") return NOTHING;
  const isKeyword = column.type === "keyword" && familyOf(column.field.kind) === "string";
  const exact = asked.kind === "exists" || isKeyword ? asked : { kind: "exists" as const };
  return leafOf({ ...exact, field: column.field });
}

const textOf = (value: EsqlExpr): (Scalar & string) | undefined =>
  value.kind === "literal" && typeof value.value === "string" && (value.type === "keyword" || value.type === "text")
    ? value.value
    : undefined;

function necessaryForPredicate(predicate: Predicate, leafOf: OfLeaf): Necessary {
  switch (predicate.kind) {
    case "and":
      return inAll(predicate.items.map((item) => necessaryForPredicate(item, leafOf)));
    case "or":
      return inAny(predicate.items.map((item) => necessaryForPredicate(item, leafOf)));
    case "not":
      return NOTHING;
    default:
      return leafOf(predicate);
  }
}
