import type { Span } from "../diagnostics/index.ts";
import type { FieldType } from "../event/field-type.ts";
import type { Scalar } from "../event/json.ts";
import type { EsqlType } from "../functions/esql/type.ts";
import type { TimeSpan } from "../functions/esql/value.ts";
import type { ValueExpr } from "./value.ts";

/** Fields that every predicate may carry. */
interface Node {
  /** The query text it came from, for explain and diagnostics; no part of its meaning. */
  readonly at?: Span;
}

/**
 * A two-valued test of one event. A missing field makes every field test false and its negation true; a field with
 * several values passes when any value does. Plain JSON data, no closures.
 */
export type Predicate =
  | AllPredicate
  | NonePredicate
  | AndPredicate
  | OrPredicate
  | NotPredicate
  | ExistsPredicate
  | SinglePredicate
  | TermPredicate
  | TermsPredicate
  | RangePredicate
  | WildcardPredicate
  | PrefixPredicate
  | RegexpPredicate
  | FuzzyPredicate
  | CidrPredicate
  | TextPredicate
  | WordsInPredicate
  | AnyFieldPredicate
  | NestedPredicate
  | ScriptPredicate
  | EsqlTruePredicate;

export interface AllPredicate extends Node {
  readonly kind: "all";
}
export interface NonePredicate extends Node {
  readonly kind: "none";
}
export interface AndPredicate extends Node {
  readonly kind: "and";
  readonly items: readonly Predicate[];
}
export interface OrPredicate extends Node {
  readonly kind: "or";
  readonly items: readonly Predicate[];
}
export interface NotPredicate extends Node {
  readonly kind: "not";
  readonly item: Predicate;
}

/** The field has a value. Of kind `object`: any field below it has one. */
export interface ExistsPredicate extends Node {
  readonly kind: "exists";
  readonly field: FieldType;
}

/**
 * The field has exactly one value as ES|QL counts them: what is stored as a set (strings, ips, versions) counts repeats
 * once, numbers, dates, booleans and analysed text count each. Beside a field test it makes ES|QL's test of that field,
 * which is null for none and for several.
 */
export interface SinglePredicate extends Node {
  readonly kind: "single";
  readonly field: FieldType;
}

/**
 * Equality, by the field's kind: strings exact (`fold`: ASCII letters equal in either case), numbers by value, dates
 * by instant, ips by address, versions by order. A text field: the literal equals one analysed token.
 */
export interface TermPredicate extends Node {
  readonly kind: "term";
  readonly field: FieldType;
  readonly value: Scalar;
  readonly fold: boolean;
}
export interface TermsPredicate extends Node {
  readonly kind: "terms";
  readonly field: FieldType;
  readonly values: readonly Scalar[];
  readonly fold: boolean;
}

/** All bounds hold for one value. Strings compare by code point, the other kinds by value. */
export interface RangePredicate extends Node {
  readonly kind: "range";
  readonly field: FieldType;
  readonly bounds: readonly Bound[];
}
export interface Bound {
  readonly op: "lt" | "lte" | "gt" | "gte";
  readonly value: Scalar | DateMath;
}
/** Date math that reads the clock (`now-1d/d`); resolved against the slot's time. `roundUp`: `/d` goes to the unit's end. */
export interface DateMath {
  readonly dateMath: string;
  readonly roundUp: boolean;
}

/**
 * One of the patterns fits a whole value: `*` any run, `?` one code point, `\x` the character x. On a text field a
 * token, not the value, must fit.
 */
export interface WildcardPredicate extends Node {
  readonly kind: "wildcard";
  readonly field: FieldType;
  readonly patterns: readonly string[];
  readonly fold: boolean;
}
export interface PrefixPredicate extends Node {
  readonly kind: "prefix";
  readonly field: FieldType;
  readonly value: string;
  readonly fold: boolean;
}
/** One of the Lucene regular expressions (all optional syntax on, anchored) fits a whole value. */
export interface RegexpPredicate extends Node {
  readonly kind: "regexp";
  readonly field: FieldType;
  readonly patterns: readonly string[];
  readonly fold: boolean;
}
/** Within `edits` (0–2) insertions, deletions, replacements or swaps of the value; the first `prefix` characters exact. */
export interface FuzzyPredicate extends Node {
  readonly kind: "fuzzy";
  readonly field: FieldType;
  readonly value: string;
  readonly edits: number;
  readonly prefix: number;
}

/** An ip value lies in one of the blocks (`10.0.0.0/8`, `::1`) or ranges (`10.0.0.1-10.0.0.9`, both ends in it). */
export interface CidrPredicate extends Node {
  readonly kind: "cidr";
  readonly field: FieldType;
  readonly blocks: readonly string[];
}

/** On analysed text: any token, every token, or the tokens as a phrase (`slop` moves allowed). */
export interface TextPredicate extends Node {
  readonly kind: "text";
  readonly field: FieldType;
  readonly tokens: readonly string[];
  readonly operator: "or" | "and" | "phrase";
  readonly slop: number;
}

/**
 * Every word of one value, analysed, stands in one of the texts, in whatever order: the value is the query of
 * Elasticsearch's `match` with `operator: and`, the texts are what it searches. A value without words is in none.
 */
export interface WordsInPredicate extends Node {
  readonly kind: "wordsIn";
  readonly field: FieldType;
  readonly texts: readonly string[];
}

/**
 * Free text over all fields, leniently: a keyword value equals `text`, a number or boolean or ip is written so, a text
 * field (named in `textFields`) matches it analysed; `pattern`: `text` is a wildcard pattern instead.
 */
export interface AnyFieldPredicate extends Node {
  readonly kind: "anyField";
  readonly text: string;
  readonly mode: "match" | "phrase" | "pattern";
  readonly textFields: readonly string[];
}

/** One object at `path` passes `item` by itself. Field paths inside are whole (`items.name`). */
export interface NestedPredicate extends Node {
  readonly kind: "nested";
  readonly path: string;
  readonly item: Predicate;
}

/** EQL's scripts: true when, for some choice of one value per multi-valued field, the expression is true (null is not). */
export interface ScriptPredicate extends Node {
  readonly kind: "script";
  readonly value: ValueExpr;
}

/**
 * ES|QL's WHERE over a document: the expression is true; null and false are not. Its columns are the document's fields as
 * ES|QL sees them (a function of single values is null on several).
 */
export interface EsqlTruePredicate extends Node {
  readonly kind: "esqlTrue";
  readonly value: EsqlExpr;
  /** The columns that it reads. */
  readonly fields: readonly EsqlField[];
}

export interface EsqlColumn {
  readonly name: string;
  readonly type: EsqlType;
}

export interface EsqlField extends EsqlColumn {
  readonly field: FieldType;
}

interface Typed {
  readonly type: EsqlType;
  /** Where it stands in the query's text. */
  readonly at?: Span;
}

/**
 * An expression of ES|QL, three-valued, over values that may be several. It stands here because the two hold each other: a
 * predicate may be an expression's truth, an expression a search.
 */
export type EsqlExpr = EsqlLiteral | EsqlColumnRef | EsqlCall | EsqlSearch;

/** Longs past 2^53 and nanoseconds stand as decimal text, dates as epoch milliseconds. */
export interface EsqlLiteral extends Typed {
  readonly kind: "literal";
  readonly value: EsqlLiteralScalar | null | readonly EsqlLiteralScalar[];
}
export type EsqlLiteralScalar = boolean | number | string | TimeSpan;

export interface EsqlColumnRef extends Typed {
  readonly kind: "column";
  readonly name: string;
}

/** A function or operator of `functions/esql/table.ts`; casts (`x::long`) are calls of `to_…`. */
export interface EsqlCall extends Typed {
  readonly kind: "call";
  readonly name: string;
  readonly args: readonly EsqlExpr[];
  readonly options?: Readonly<Record<string, EsqlLiteral>>;
}

/** KQL(), MATCH(), QSTR() and `:`: a test of the source document, never null. */
export interface EsqlSearch extends Typed {
  readonly kind: "search";
  readonly predicate: Predicate;
}
