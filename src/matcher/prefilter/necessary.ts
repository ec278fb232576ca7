import type { FieldType } from "../../event/field-type.ts";
import { familyOf } from "../../event/field-type.ts";
import { foldAscii } from "../../event/fold.ts";
import type { Scalar } from "../../event/json.ts";
import { literalTerm, type Term } from "../../event/terms.ts";
import { parseRegexp } from "../../patterns/regexp.ts";
import { type Scope, viewOf } from "../compile/scope.ts";
import type { LeafPredicate } from "../cost.ts";
import type { MatchNode } from "../nodes.ts";
import { lowerPattern } from "../../patterns/regexps.ts";
import { literalOf, parseWildcard } from "../../patterns/wildcard-pattern.ts";
import { inAll, inAny, type Key, type Necessary, NOTHING } from "./conditions.ts";
import { necessaryForEsql } from "./necessary-esql.ts";
import { type Pieces, piecesOfPrefix, piecesOfRegexp, piecesOfWildcard } from "./pieces.ts";

const NO_KEYS: ReadonlySet<Key> = new Set();

/** Text, as {@link foldAscii} leaves it, for either case; numbers as doubles, in which near ones past 2^53 are one. */
export function keyOf(term: Term): Key {
  if (typeof term === "string") return foldAscii(term);
  return typeof term === "bigint" && term < 2n ** 64n && term >= -(2n ** 63n) ? Number(term) : term;
}

/** Conditions that follow from the predicate; fewer than hold, never more. */
export function necessaryFor(node: MatchNode, scope: Scope): Necessary {
  switch (node.kind) {
    case "leaf":
      return necessaryForLeaf(node.predicate, scope);
    case "not":
      return NOTHING;
    case "and":
      return inAll(node.items.map((item) => necessaryFor(item, scope)));
    case "or":
      return inAny(node.items.map((item) => necessaryFor(item, scope)));
  }
}

export function necessaryForLeaf(predicate: LeafPredicate, scope: Scope): Necessary {
  switch (predicate.kind) {
    case "none":
      return "never";
    case "term":
      return equality(predicate.field, [predicate.value], scope);
    case "terms":
      return equality(predicate.field, predicate.values, scope);
    case "wildcard":
      return wildcard(predicate.field, predicate.patterns, scope);
    case "prefix":
      return fitting(predicate.field, NO_KEYS, [piecesOfPrefix(normal(predicate.field, predicate.value))], scope);
    case "regexp":
      return regexp(predicate.field, predicate.patterns, scope);
    case "fuzzy":
    case "cidr":
    case "text":
    case "wordsIn":
    case "range":
    case "single":
      return anyValue(predicate.field, scope);
    case "exists":
      return mayBeObject(predicate.field) ? NOTHING : anyValue(predicate.field, scope);
    case "all":
    case "anyField":
    case "nested":
    case "script":
      return NOTHING;
    case "esqlTrue":
      return necessaryForEsql(predicate, (part) => necessaryForLeaf(part, scope));
  }
}

/** Fields that no table knows may exist as objects. */
const mayBeObject = ({ kind }: FieldType): boolean => familyOf(kind) === "object" || kind === "unknown";

function anyValue(field: FieldType, scope: Scope): Necessary {
  const view = viewOf(field, scope);
  return [{ view, keys: null, patterns: [] }];
}

function equality(field: FieldType, values: readonly Scalar[], scope: Scope): Necessary {
  const family = familyOf(field.kind);
  if (family === "object") return "never";
  if (family === "text" || family === "unknown" || values.length > MAX_KEYS) return anyValue(field, scope);
  const keys = keysOf(field, values);
  if (keys.size === 0) return "never";
  const view = viewOf(field, scope);
  return [{ view, keys, patterns: [] }];
}

/** The index holds a set of predicates a key, so that a longer list of values is not worth its memory. */
const MAX_KEYS = 2_000;

function keysOf(field: FieldType, values: readonly Scalar[]): ReadonlySet<Key> {
  const terms = values.map((value) => literalTerm(field, value)).filter((term) => term !== undefined);
  return new Set(terms.map(keyOf));
}

/** Patterns without wildcards are equalities. */
function wildcard(field: FieldType, texts: readonly string[], scope: Scope): Necessary {
  const parsed = texts.map((text) => parseWildcard(normal(field, text)));
  const literals = parsed.map(literalOf).filter((literal) => literal !== undefined);
  const wild = parsed.filter((segments) => literalOf(segments) === undefined);
  return fitting(field, keysOf(field, literals), wild.map(piecesOfWildcard), scope);
}

function regexp(field: FieldType, texts: readonly string[], scope: Scope): Necessary {
  const pieces = texts.flatMap((text) => {
    const { ok } = parseRegexp(field.normalizer ? lowerPattern(text) : text);
    return ok ? piecesOfRegexp(ok) : [[]];
  });
  return fitting(field, NO_KEYS, pieces, scope);
}

/** One pattern that nothing is known of leaves only that there is a value. */
function fitting(field: FieldType, keys: ReadonlySet<Key>, pieces: readonly Pieces[], scope: Scope): Necessary {
  if (familyOf(field.kind) !== "string" || pieces.some(({ length }) => length === 0)) return anyValue(field, scope);
  const view = viewOf(field, scope);
  return [{ view, keys, patterns: pieces }];
}

const normal = (field: FieldType, text: string): string => (field.normalizer === "lowercase" ? text.toLowerCase() : text);
