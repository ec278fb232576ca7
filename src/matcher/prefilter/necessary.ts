import { foldAscii } from "../../event/fold.ts";
import type { Scalar } from "../../event/json.ts";
import { literalTerm, type Term } from "../../event/terms.ts";
import type { FieldType } from "../../event/field-type.ts";
import { familyOf } from "../../event/field-type.ts";
import { type FieldView, type Scope, viewOf } from "../compile/scope.ts";
import type { LeafPredicate, MatchNode } from "../nodes.ts";
import type { FieldSlot } from "../slot.ts";
import { literalOf, parseWildcard } from "../text/wildcard-pattern.ts";

/** A term as the index looks it up: coarser than equality, never finer. */
export type Key = string | number | bigint | boolean;

/** One of the field's values must have one of the keys; null: the field must have a value. */
export interface Condition {
  readonly view: FieldView;
  readonly keys: ReadonlySet<Key> | null;
}

/** What an event must have to satisfy a predicate, by slot; "never" if nothing can. */
export type Necessary = ReadonlyMap<FieldSlot, Condition> | "never";

const NOTHING: Necessary = new Map();

/** Text, as {@link foldAscii} leaves it, for either case; numbers as doubles, in which near ones past 2^53 are one. */
export function keyOf(term: Term): Key {
  if (typeof term === "string") return foldAscii(term);
  return typeof term === "bigint" && term < 2n ** 64n && term >= -(2n ** 63n) ? Number(term) : term;
}

/** Conditions that follow from the predicate; fewer than hold, never more. */
export function necessaryFor(node: MatchNode, scope: Scope): Necessary {
  switch (node.kind) {
    case "leaf": return necessaryForLeaf(node.predicate, scope);
    case "not": return NOTHING;
    case "and": return inAll(node.items.map((item) => necessaryFor(item, scope)));
    case "or": return inAny(node.items.map((item) => necessaryFor(item, scope)));
  }
}

/** All hold: of two conditions on one field the one with fewer keys is kept, since each may hold for another value. */
function inAll(parts: readonly Necessary[]): Necessary {
  const merged = new Map<FieldSlot, Condition>();
  for (const part of parts) {
    if (part === "never") return "never";
    for (const [slot, condition] of part) {
      const before = merged.get(slot);
      if (!before || weight(condition) < weight(before)) merged.set(slot, condition);
    }
  }
  return merged;
}

const weight = ({ keys }: Condition): number => keys?.size ?? Number.POSITIVE_INFINITY;

/** One holds: only fields that every part has a condition on are left, with the keys of all. */
function inAny(parts: readonly Necessary[]): Necessary {
  const [first, ...others] = parts.filter((part) => part !== "never");
  if (!first) return "never";
  const merged = new Map<FieldSlot, Condition>();
  for (const [slot, { view, keys }] of first) {
    const rest = others.map((part) => part.get(slot));
    if (rest.some((condition) => !condition)) continue;
    const sets = [keys, ...rest.map((condition) => condition?.keys ?? null)];
    merged.set(slot, { view, keys: sets.includes(null) ? null : new Set(sets.flatMap((set) => [...(set as ReadonlySet<Key>)])) });
  }
  return merged;
}

function necessaryForLeaf(predicate: LeafPredicate, scope: Scope): Necessary {
  switch (predicate.kind) {
    case "none": return "never";
    case "term": return equality(predicate.field, [predicate.value], scope);
    case "terms": return equality(predicate.field, predicate.values, scope);
    case "wildcard": return wildcard(predicate.field, predicate.patterns, scope);
    case "prefix": case "regexp": case "fuzzy": case "cidr": case "text": case "range": return anyValue(predicate.field, scope);
    case "exists": return familyOf(predicate.field.kind) === "object" ? NOTHING : anyValue(predicate.field, scope);
    case "all": case "anyField": case "nested": case "script": return NOTHING;
  }
}

/** Unknown fields have no one kind to make keys by, and may exist as objects. */
function anyValue(field: FieldType, scope: Scope): Necessary {
  if (field.kind === "unknown") return NOTHING;
  const view = viewOf(field, scope);
  return new Map([[view.slot, { view, keys: null }]]);
}

function equality(field: FieldType, values: readonly Scalar[], scope: Scope): Necessary {
  if (!INDEXED.has(familyOf(field.kind))) return familyOf(field.kind) === "object" ? "never" : anyValue(field, scope);
  const keys = new Set<Key>();
  for (const value of values) {
    const term = literalTerm(field, value);
    if (term !== undefined) keys.add(keyOf(term));
  }
  if (keys.size === 0) return "never";
  const view = viewOf(field, scope);
  return new Map([[view.slot, { view, keys }]]);
}

const INDEXED: ReadonlySet<string> = new Set(["string", "integer", "decimal", "boolean", "date", "ip", "version"]);

/** Patterns without wildcards are equalities; one with a wildcard leaves only that there is a value. */
function wildcard(field: FieldType, patterns: readonly string[], scope: Scope): Necessary {
  const literals = patterns.map((pattern) => literalOf(parseWildcard(pattern)));
  const plain = literals.filter((literal) => literal !== undefined);
  if (familyOf(field.kind) !== "string" || plain.length < literals.length) return anyValue(field, scope);
  return equality(field, plain, scope);
}
